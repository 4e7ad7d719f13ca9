from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from helpdesk.demo.seed import is_loaded, starts_at


class Command(BaseCommand):
    help = "Print the seconds to add to real time so that the demo starts at its moment; 0 without a demo."

    def handle(self, *args: Any, **options: Any) -> None:
        shift = (starts_at() - timezone.now()).total_seconds() if is_loaded() else 0.0
        self.stdout.write(str(shift))
