"""Schools and teams, for who may choose among them."""

from django.db.models import QuerySet
from rest_framework.generics import ListAPIView, RetrieveAPIView

from accounts.models import School, Team
from accounts.permissions import Actor, visible_schools

from .shapes import SchoolShape, TeamShape
from .views import ActorView, Keyset


class SchoolPages(Keyset):
    ordering = "uai"


class TeamPages(Keyset):
    ordering = "code"


def _schools(actor: Actor) -> QuerySet[School]:
    return School.objects.filter(visible_schools(actor)).select_related("network")


class SchoolList(ActorView, ListAPIView[School]):
    """Mes établissements ; pour un service, tous ceux que Relais sert. Triés par UAI."""

    summary = "Les établissements que je vois"
    serializer_class = SchoolShape
    pagination_class = SchoolPages
    queryset = School.objects.none()

    def get_queryset(self) -> QuerySet[School]:
        return _schools(self.actor)


class SchoolDetail(ActorView, RetrieveAPIView[School]):
    """Un établissement, par son UAI."""

    summary = "Un établissement"
    serializer_class = SchoolShape
    queryset = School.objects.none()
    lookup_field = lookup_url_kwarg = "uai"

    def get_queryset(self) -> QuerySet[School]:
        return _schools(self.actor)


class TeamList(ActorView, ListAPIView[Team]):
    """Les files, pour transmettre une demande ou demander une décision : un établissement n'en voit aucune."""

    summary = "Les files"
    serializer_class = TeamShape
    pagination_class = TeamPages
    queryset = Team.objects.none()

    def get_queryset(self) -> QuerySet[Team]:
        sees = self.actor.serves_schools or self.actor.is_administrator
        return Team.objects.filter(active=True) if sees else Team.objects.none()
