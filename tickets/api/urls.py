"""Tickets under /api/v1/: each deed has its own address, its name as in `allowed_actions`."""

from django.urls import path, re_path

from .deeds import view_of
from .me import MeView
from .request_types import RequestTypeDetail, RequestTypeList
from .tickets import TicketDetail, TicketList
from .ways import WAYS

urlpatterns = [
    path("me/", MeView.as_view(), name="api-me"),
    path("request-types/", RequestTypeList.as_view(), name="api-request-types"),
    re_path(
        r"^request-types/(?P<code>[A-Z0-9-]{1,6})/$",
        RequestTypeDetail.as_view(),
        name="api-request-type",
    ),
    path("tickets/", TicketList.as_view(), name="api-tickets"),
    path("tickets/<int:number>/", TicketDetail.as_view(), name="api-ticket"),
    *(
        path(
            f"tickets/<int:number>/{deed.value}/",
            view_of(deed).as_view(),
            name=f"api-ticket-{deed.value}",
        )
        for deed in WAYS
    ),
]
