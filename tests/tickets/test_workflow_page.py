"""The page that people read says what the code does."""

from pathlib import Path

from django.conf import settings

from tickets.queries.workflow_page import workflow_page
from tickets.rules.workflow import TRANSITIONS


def test_the_page_is_current() -> None:
    path = Path(settings.BASE_DIR) / "docs" / "workflow.md"
    assert path.read_text(encoding="utf-8") == workflow_page(), "run manage.py document_workflow"


def test_every_row_of_the_table_is_on_the_page() -> None:
    rows = sum(len(origins) for origins in TRANSITIONS.values())
    moves = workflow_page().split("## Where each deed leads")[1]
    assert moves.count("\n| `") == rows
