"""The screens of the tickets."""

from django.urls import include, path

from . import attachments, deeds, new, ticket

app_name = "tickets"
urlpatterns = [
    path("demandes/nouvelle/", new.new, name="new"),
    path("demandes/<int:number>/", ticket.ticket, name="ticket"),
    path("demandes/<int:number>/<slug:deed>/", deeds.do, name="deed"),
    path("pieces/<int:pk>/", attachments.download, name="attachment"),
    path("", include("tickets.web.urls_simulator")),
    path("", include("tickets.web.urls_lists")),
]
