from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class HelpdeskConfig(AppConfig):
    name = "helpdesk"
    verbose_name = "Relais"


class RelaisAdminConfig(AdminConfig):
    """The administration that opens to today's administrators alone."""

    default_site = "accounts.web.admin_site.RelaisAdminSite"
