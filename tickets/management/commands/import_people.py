from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from accounts import clock
from accounts.management.report import details, figures, read
from accounts.permissions import Actor
from accounts.rules.people_list import read_person, unreadable
from accounts.rules.person_columns import missing_columns
from accounts.rules.tables import read_table
from tickets.actions.receive_people import Received, receive_people

HELP = """
Importe une liste de personnes, en CSV : courriel ; prénom ; nom (ou un seul « nom ») ; rôle ;
UAI de l'établissement, code de la file ou département ; du ; au (dernier jour, inclus).
Une ligne illisible est refusée et dite, les autres sont chargées ; une seconde fois ne change rien.

--end-missing : pour chaque rôle en chaque lieu où la liste nomme quelqu'un, le rôle de ceux qu'elle
n'y nomme plus finit aujourd'hui, et leurs demandes ouvertes passent à d'autres. Un lieu dont la
liste ne dit rien pour un rôle garde ses personnes.
"""


class Command(BaseCommand):
    help = HELP

    def create_parser(self, *args: Any, **kwargs: Any) -> Any:
        return super().create_parser(*args, **kwargs, formatter_class=RawDescriptionHelpFormatter)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FICHIER.csv")
        parser.add_argument("--dry-run", action="store_true", help="montrer sans rien changer")
        parser.add_argument(
            "--end-missing", action="store_true", help="finir les rôles que la liste ne nomme plus"
        )
        parser.add_argument(
            "--no-invitations", action="store_true", help="créer les comptes sans écrire à personne"
        )

    def handle(
        self,
        *args: Any,
        file: str,
        dry_run: bool,
        end_missing: bool,
        no_invitations: bool,
        **options: Any,
    ) -> None:
        table = read_table(read(file), whole_lines=False)
        if missing := missing_columns(table.headers):
            what = {"email": "courriel", "role": "rôle"}[missing[0]]
            raise CommandError(
                f"Ce fichier n'est pas une liste de personnes : pas de colonne « {what} »."
            )
        rows = tqdm(table.rows, desc="Lecture", unit="ligne", disable=None, file=self.stderr)
        received = receive_people(
            lines=[*map(unreadable, table.refused), *map(read_person, rows)],
            actor=Actor.system(),
            now=clock.now(),
            end_missing=end_missing,
            invitations=not no_invitations,
            dry_run=dry_run,
        )
        if dry_run:
            self.stdout.write("À blanc : rien n'est changé, personne n'est prévenu.\n")
        self._tell(received)

    def _tell(self, received: Received) -> None:
        people, out = received.people, self.stdout
        counts = {
            "Comptes créés": len(people.people),
            "Rôles créés": len(people.created),
            "Rôles modifiés": len(people.changed),
            "Rôles terminés": len(people.ended),
            "Rôles inchangés": people.unchanged,
            "Invitations à envoyer": people.invited,
            "Demandes passées à quelqu'un d'autre": len(received.passed),
            "Lignes refusées": len(people.refused),
        }
        figures(out, counts.items())
        details(out, "Comptes créés", people.people)
        details(out, "Rôles créés", people.created)
        details(out, "Rôles modifiés", people.changed)
        details(out, "Rôles terminés", people.ended)
        details(out, "Files", people.teams)
        passed = [
            f"n° {each.number} « {each.title} » : de {leaver.get_full_name()} "
            f"à {each.new_holder.get_full_name()}"
            for leaver, each in received.passed
        ]
        details(out, "Demandes passées à quelqu'un d'autre", passed)
        details(
            out, "Demandes sans personne pour les prendre : nommez un responsable", received.stuck
        )
        details(out, "Remarques", people.remarks)
        details(out, "Lignes refusées", people.refused)
