"""What a start gives an empty database, and leaves alone afterwards."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from accounts.models import Calendar
from helpdesk.management.commands import prepare
from tickets.models import CompetenceRule, RequestType

pytestmark = pytest.mark.django_db


def run() -> str:
    out = StringIO()
    call_command("prepare", stdout=out)
    return out.getvalue()


def test_an_empty_database_gets_calendars_and_catalogue() -> None:
    assert "Loading the catalogue" in run()
    assert Calendar.objects.exists()
    assert RequestType.objects.count() == 58
    assert CompetenceRule.objects.exists()


def test_what_administrators_changed_is_theirs() -> None:
    run()
    kept = RequestType.objects.earliest("pk")
    RequestType.objects.exclude(pk=kept.pk).delete()
    assert "Loading" not in run()
    assert RequestType.objects.count() == 1


def test_a_step_that_fails_leaves_nothing_half_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail_late(command: str, **options: object) -> None:
        call_command(command, **options)
        if command == "load_catalogue":
            raise RuntimeError("the disk is full")

    monkeypatch.setattr(prepare, "call_command", fail_late)
    with pytest.raises(RuntimeError):
        run()
    monkeypatch.undo()
    assert not RequestType.objects.exists()
    assert "Loading the catalogue" in run()


def test_a_database_that_does_not_answer_gets_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise OperationalError("connection refused\n")

    monkeypatch.setattr(prepare, "call_command", refuse)
    with pytest.raises(CommandError, match="the database does not answer: connection refused"):
        run()
