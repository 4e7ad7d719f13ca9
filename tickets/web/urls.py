"""The screens of the tickets."""

from django.urls import include, path

app_name = "tickets"
urlpatterns = [
    path("", include("tickets.web.urls_lists")),
]
