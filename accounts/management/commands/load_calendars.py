from typing import Any

from django.core.management.base import BaseCommand

from accounts import clock
from accounts.actions.load_calendars import load_calendars
from accounts.permissions import Actor
from accounts.queries.calendars import zones_running_out
from accounts.rules.standard_calendars import running_out


class Command(BaseCommand):
    help = "Charge les calendriers de départ et les vacances scolaires publiées ; ne change rien de ce qui est là."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        loaded = load_calendars(actor=Actor.system())
        if verbosity:
            names = ", ".join(f"« {name} »" for name in loaded.calendars) or "aucun"
            self.stdout.write(f"Calendriers créés : {names}.")
            self.stdout.write(f"Périodes de vacances ajoutées : {loaded.holidays}.")
        for zone, last in zones_running_out(clock.today()).items():
            self.stderr.write(self.style.WARNING(running_out(zone, last)))
