from typing import Any

from django.core.management.base import BaseCommand

from helpdesk.demo.logins import ACCOUNTS, PASSWORD
from helpdesk.demo.seed import is_loaded


class Command(BaseCommand):
    help = "Print the accounts of the demo: role, address, password, what to look at first."

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_loaded():
            self.stdout.write(
                "La démonstration n'est pas chargée : lancez « manage.py seed_demo »."
            )
            return
        self.stdout.write(f"Mot de passe de tous les comptes : {PASSWORD}")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.email:<26} {account.role:<38} {account.to_try}")
