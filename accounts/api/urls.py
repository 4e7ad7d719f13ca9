"""People and places under /api/v1/."""

from django.urls import path, re_path

from .places import SchoolDetail, SchoolList, TeamList

urlpatterns = [
    path("schools/", SchoolList.as_view(), name="api-schools"),
    re_path(r"^schools/(?P<uai>[0-9]{7}[A-Z])/$", SchoolDetail.as_view(), name="api-school"),
    path("teams/", TeamList.as_view(), name="api-teams"),
]
