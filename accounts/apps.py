from django.apps import AppConfig
from django.core import checks


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Personnes et lieux"

    def ready(self) -> None:
        from .checks import school_holidays_are_known

        checks.register(school_holidays_are_known, checks.Tags.database)
