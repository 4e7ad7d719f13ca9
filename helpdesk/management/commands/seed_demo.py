from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from accounts.clock import PARIS
from helpdesk.demo import seed as demo
from helpdesk.demo.moment import MOMENT, START_OF_YEAR
from helpdesk.demo.told import send_mails
from tickets.models import Ticket


class Command(BaseCommand):
    help = "Load the demo into an empty database: invented people and schools, requests made through the deeds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing if there is something already"
        )
        parser.add_argument("--seed", type=int, default=demo.SEED)

    def handle(self, *args: Any, if_empty: bool, seed: int, verbosity: int, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("la démonstration ne se charge que là où RELAIS_DEMO l'annonce")
        if demo.is_loaded() or Ticket.objects.exists():
            if if_empty:
                return
            raise CommandError("cette base contient déjà des demandes : donnez-en une vide")
        days = (MOMENT.date() - START_OF_YEAR).days
        with tqdm(total=days, unit="jour", desc="Année scolaire 2025-2026", disable=None) as bar:

            def passed(now: datetime) -> None:
                bar.update((now.astimezone(PARIS).date() - START_OF_YEAR).days - bar.n)

            demo.seed(seed=seed, passed=passed)
        mails = send_mails()
        if verbosity:
            self.stdout.write(f"{Ticket.objects.count()} demandes, {mails} courriels de la veille.")
