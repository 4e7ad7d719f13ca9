"""I7: the first line of every ticket, list row and mail."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.factories.tickets import NOW, TicketFactory
from tickets.enums import Motive, Status
from tickets.queries.ball import ball_in_short, ball_line

pytestmark = pytest.mark.django_db


def test_open() -> None:
    ticket = TicketFactory(team__lead__first_name="Alice", team__lead__last_name="Martin")
    assert ball_line(ticket, now=NOW) == (
        "Entre les mains de Alice Martin (depuis 3 j)"
        " — prochaine action : Remplacer la borne — avant le vendredi 20 mars"
    )
    assert ball_in_short(ticket, now=NOW) == (
        "entre les mains de Alice Martin — avant le vendredi 20 mars"
    )


@pytest.mark.parametrize(
    ("held_since", "said"),
    [
        (NOW, "depuis aujourd'hui"),
        # 0 h 30 in Paris, the day before in UTC
        (datetime(2026, 3, 11, 23, 30, tzinfo=UTC), "depuis aujourd'hui"),
        (datetime(2026, 3, 11, 22, 30, tzinfo=UTC), "depuis 1 j"),
        (datetime(2026, 2, 10, 9, 0, tzinfo=UTC), "depuis 30 j"),
    ],
)
def test_days_are_those_of_paris(held_since: datetime, said: str) -> None:
    assert f"({said})" in ball_line(TicketFactory(held_since=held_since), now=NOW)


def test_another_year_is_said() -> None:
    ticket = TicketFactory(
        promised_on=date(2027, 1, 4), due_at=datetime(2027, 1, 4, 17, 0, tzinfo=UTC)
    )
    assert ball_line(ticket, now=NOW).endswith("— avant le lundi 4 janvier 2027")


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"status": Status.CLOSED}, "Close le jeudi 12 mars"),
        ({"status": Status.CLOSED, "closed_silently": True}, "Close sans réponse le jeudi 12 mars"),
        (
            {"status": Status.REFUSED, "outcome_motive": Motive.OUT_OF_SCOPE},
            "Refusée le jeudi 12 mars (hors compétence)",
        ),
        ({"status": Status.CANCELLED}, "Annulée le jeudi 12 mars"),
    ],
)
def test_ended(changes: dict[str, Any], line: str) -> None:
    ticket = TicketFactory(ended=True, **changes)
    assert ball_line(ticket, now=NOW) == line
    assert ball_in_short(ticket, now=NOW) == line[0].lower() + line[1:]


def test_merged() -> None:
    parent = TicketFactory()
    ticket = TicketFactory(ended=True, status=Status.MERGED, parent=parent)
    assert ball_line(ticket, now=NOW) == (
        f"Réunie le jeudi 12 mars à la demande n° {parent.number}"
    )
