from django.contrib import admin
from django.urls import include, path

from . import health

urlpatterns = [
    path("healthz", health.healthz),
    path("compte/", include("allauth.urls")),
    path("administration/", admin.site.urls),
    path("api/v1/", include("helpdesk.api")),
    path("", include("notifications.web.urls")),
    path("", include("tickets.web.urls")),
]
