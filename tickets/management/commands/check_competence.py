from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import clock
from tickets.queries.coverage import coverage_of, eligible, served


class Command(BaseCommand):
    help = (
        "Prove that every request type of every served school has exactly one team. The front desk as a "
        "fallback is a hole. Exits non-zero on any hole or tie."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on", type=date.fromisoformat, help="the day (AAAA-MM-JJ), today unless told"
        )
        parser.add_argument(
            "--departement",
            default="",
            help="the public second-degree schools of a département (035), served or not yet",
        )

    def handle(self, *args: Any, on: date | None, departement: str, **options: Any) -> None:
        schools = eligible(departement) if departement else served()
        found = coverage_of(schools, on=on or clock.today())
        for finding in found.findings:
            self.stdout.write(str(finding))
        summary = (
            f"{found.schools} établissements × {found.types} types : "
            f"{found.schools * found.types} destinations, "
            f"{_count(found.holes, 'trou')}, {_count(found.ties, 'doublon')}"
        )
        if found.findings:
            raise CommandError(summary)
        self.stdout.write(summary)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number > 1 else ''}"
