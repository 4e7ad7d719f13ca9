"""The home screens, the lists, the figures."""

from django.urls import include, path

from . import administration, carried, figures, front_desk, head, home, lists, school

urlpatterns = [
    path("", home.home, name="home"),
    path("je-porte/", carried.carried, name="carried"),
    path("etablissement/", school.school, name="school"),
    path("direction/", head.head, name="head"),
    path("guichet/", front_desk.front_desk, name="front_desk"),
    path("pilotage/", administration.administration, name="administration"),
    path("chiffres/", figures.figures, name="figures"),
    path("chiffres/demandes/", figures.figure_tickets, name="figure_tickets"),
    path("demandes/", lists.ticket_list, name="list"),
    path("", include("tickets.web.urls_simulator")),
]
