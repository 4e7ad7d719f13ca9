"""The administration: for today's administrators, as absent as any unknown page for everybody else."""

from collections.abc import Iterable
from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from accounts import clock
from accounts.enums import Role
from accounts.models import Affiliation, User

#: Groups, permissions and addresses of the libraries mean nothing here: roles decide.
SHOWN_APPS = ("accounts", "tickets", "notifications", "authtoken")


def is_administrator(user: User | AnonymousUser) -> bool:
    """Today; a superuser too, for somebody has to be first. Read once for each user object."""
    if not isinstance(user, User) or not user.is_active:
        return False
    if not hasattr(user, "_is_administrator"):
        today = Affiliation.objects.on(clock.today())
        user._is_administrator = (  # type: ignore[attr-defined]
            user.is_superuser or today.filter(user=user, role=Role.ADMINISTRATOR).exists()
        )
    return bool(user._is_administrator)  # type: ignore[attr-defined]


class AdministratorBackend(BaseBackend):
    """Grants an administrator every permission that the administration asks for; signs nobody in."""

    def has_perm(self, user_obj: Any, perm: str, obj: Model | None = None) -> bool:
        return is_administrator(user_obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return is_administrator(user_obj)


class RelaisAdminSite(AdminSite):
    site_title = site_header = "Administration de Relais"
    index_title = "Ce que l'académie décide"
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return is_administrator(request.user)

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[ModelAdmin] | None = None,
        **options: Any,
    ) -> None:
        models = [model_or_iterable] if isinstance(model_or_iterable, type) else model_or_iterable
        shown = [model for model in models if model._meta.app_label in SHOWN_APPS]
        super().register(shown, admin_class, **options)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """One door for all: the product's own sign-in."""
        if self.has_permission(request):
            return super().login(request, extra_context)
        return _turned_away(request, request.GET.get("next") or resolve_url("admin:index"))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                return _turned_away(request, request.get_full_path())
            return inner(request, *args, **kwargs)

        return update_wrapper(guarded, inner)


def _turned_away(request: HttpRequest, wanted: str) -> HttpResponse:
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(wanted)
