from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from accounts import clock
from accounts.actions.import_schools import import_schools
from accounts.management.report import details, figures, read
from accounts.permissions import Actor
from accounts.rules.directory import REQUIRED, read_line
from accounts.rules.tables import Remark, read_table


class Command(BaseCommand):
    help = (
        "Importe l'annuaire ouvert des établissements (fr-en-annuaire-education), en CSV. "
        "Une ligne illisible est refusée et dite, les autres sont chargées ; "
        "une seconde fois ne change rien."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FICHIER.csv")
        parser.add_argument("--dry-run", action="store_true", help="montrer sans rien changer")

    def handle(self, *args: Any, file: str, dry_run: bool, verbosity: int, **options: Any) -> None:
        table = read_table(read(file))
        if missing := REQUIRED - table.headers:
            raise CommandError(
                f"Ce fichier n'est pas l'annuaire : colonne absente « {min(missing)} »."
            )
        rows = tqdm(table.rows, desc="Lecture", unit="ligne", disable=None, file=self.stderr)
        read_lines = [read_line(row) for row in rows]
        report = import_schools(
            lines=[line for line in read_lines if not isinstance(line, Remark)],
            actor=Actor.system(),
            now=clock.now(),
            dry_run=dry_run,
        )
        refused = [*table.refused, *(line for line in read_lines if isinstance(line, Remark))]
        refused = sorted([*refused, *report.refused], key=lambda remark: remark.line)
        if dry_run:
            self.stdout.write("À blanc : rien n'est changé.\n")
        figures(
            self.stdout,
            [
                ("Créés", len(report.created)),
                ("Modifiés", len(report.changed)),
                ("Fermés", len(report.closed)),
                ("Inchangés", report.unchanged),
                ("Lignes refusées", len(refused)),
            ],
        )
        if verbosity > 1:
            details(self.stdout, "Créés", report.created)
        details(self.stdout, "Modifiés", report.changed)
        details(self.stdout, "Fermés", report.closed)
        details(self.stdout, "Remarques", report.remarks)
        details(self.stdout, "Lignes refusées", refused)
