"""Write docs/workflow.md from the tables of the code."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from tickets.queries.workflow_page import workflow_page


class Command(BaseCommand):
    help = "Write docs/workflow.md from the table of states."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "docs" / "workflow.md"
        path.write_text(workflow_page(), encoding="utf-8")
        self.stdout.write(f"{path.name} is current")
