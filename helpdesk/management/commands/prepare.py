"""What every start does before anything is served: `make run` and the container alike."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, transaction


def _empty(label: str) -> Callable[[], bool]:
    return lambda: not apps.get_model(label)._default_manager.exists()


# What an empty database is given once. Later changes belong to the administrators.
FIRST_RUN = (
    ("the working calendars", "load_calendars", _empty("accounts.Calendar")),
    ("the catalogue and the competence rules", "load_catalogue", _empty("tickets.RequestType")),
)


class Command(BaseCommand):
    help = "Bring the database up to date; load the catalogue and the calendars into an empty one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="load the demo into an empty one")

    def handle(self, *args: Any, demo: bool, **options: Any) -> None:
        self.stdout.write("Updating the database …")
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except OperationalError as error:
            raise CommandError(f"the database does not answer: {error}".strip()) from None
        for what, command, needed in FIRST_RUN:
            if needed():
                self.stdout.write(f"Loading {what} …")
                with transaction.atomic():
                    call_command(command, verbosity=0, stdout=self.stdout)
        if demo:
            self.stdout.write("Loading the demo, unless it is there …")
            call_command("seed_demo", if_empty=True, verbosity=0, stdout=self.stdout)
