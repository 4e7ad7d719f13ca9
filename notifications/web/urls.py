"""The screens of the messages."""

from django.urls import path

from . import mails, notices

app_name = "notifications"
urlpatterns = [
    path("notifications/", notices.inbox_page, name="list"),
    path("notifications/<int:notice_id>/lue/", notices.read, name="read"),
    path("notifications/lues/", notices.read_all, name="read_all"),
    path("administration-courriels/", mails.folder_page, name="mails"),
    path("administration-courriels/<str:file>/<int:rank>/", mails.mail_page, name="mail"),
]
