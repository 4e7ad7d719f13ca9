"""The API of the whole product, mounted at /api/v1/."""

from django.contrib.auth.decorators import login_required
from django.urls import include, path, re_path

from accounts.api.docs import DocsView, SchemaView
from accounts.api.nowhere import Nowhere

urlpatterns = [
    path("", include("accounts.api.urls")),
    path("", include("tickets.api.urls")),
    path("schema/", SchemaView.as_view(), name="api-schema"),
    # A page for people: who is not signed in is sent to sign in.
    path("docs/", login_required(DocsView.as_view()), name="api-docs"),
    re_path("", Nowhere.as_view()),
]
