from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from tickets.actions.load_catalogue import load_catalogue


class Command(BaseCommand):
    help = (
        "Load families, request types and competence rules from tickets/data/. Creates what is missing and "
        "reports what administrators changed; --overwrite brings the files' values back."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--overwrite", action="store_true", help="bring back what the files say"
        )

    def handle(self, *args: Any, overwrite: bool, verbosity: int, **options: Any) -> None:
        report = load_catalogue(overwrite=overwrite)
        for line in report.overwritten:
            self.stdout.write(f"rétabli : {line}")
        for line in report.differs:
            self.stdout.write(f"différent, laissé tel quel : {line}")
        if verbosity:
            self.stdout.write(
                f"{len(report.created)} créés, {len(report.unchanged)} inchangés, "
                f"{len(report.differs)} différents, {len(report.overwritten)} rétablis"
            )
