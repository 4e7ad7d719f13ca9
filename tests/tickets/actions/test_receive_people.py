from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.enums import Role
from accounts.models import Affiliation, Team, User
from tests.factories.accounts import AffiliationFactory, UserFactory
from tests.factories.tickets import TicketFactory
from tickets.enums import EventKind
from tickets.models import TicketEvent

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 15)

Import = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, time_machine: object) -> Import:
    """Import a list; what the command printed."""
    time_machine.move_to("2026-09-15 08:05 +0000")

    def run(*lines: str, **options: object) -> str:
        path = tmp_path / "rentrée.csv"
        path.write_text("\n".join(["email;nom;rôle;lieu;du;au", *lines]), encoding="cp1252")
        out = StringIO()
        call_command("import_people", str(path), stdout=out, stderr=StringIO(), **options)
        return out.getvalue()

    return run


@pytest.fixture
def leaver() -> User:
    """A lead of a team, who holds a request of it."""
    role = AffiliationFactory(
        role=Role.TEAM_LEAD, team__lead=UserFactory(), user__email="part@exemple.test"
    )
    Team.objects.filter(pk=role.team.pk).update(lead=role.user)
    role.team.refresh_from_db()
    TicketFactory(team=role.team, title="Le wifi de la salle 12")
    return role.user


def test_who_leaves_leaves_no_request_behind(run: Import, leaver: User) -> None:
    team = leaver.teams_led.get()
    told = run(f"ida@exemple.test;Ida ROY;responsable;{team.code};;", end_missing=True)
    ticket = team.tickets.get()
    assert ticket.holder.email == "ida@exemple.test"
    assert TicketEvent.objects.get(ticket=ticket).kind == EventKind.HOLDER_REPLACED
    assert "Rôles terminés : 1" in told
    assert "Demandes passées à quelqu'un d'autre : 1" in told
    assert f"n° {ticket.number} « Le wifi de la salle 12 »" in told
    assert f"de {leaver.get_full_name()} à Ida Roy" in told


def test_a_dry_run_tells_the_same_and_changes_nothing(run: Import, leaver: User) -> None:
    team = leaver.teams_led.get()
    line = f"ida@exemple.test;Ida ROY;responsable;{team.code};;"
    told = run(line, end_missing=True, dry_run=True)
    assert "À blanc" in told
    assert "à Ida Roy" in told
    assert team.tickets.get().holder == leaver
    assert not User.objects.filter(email="ida@exemple.test").exists()
    assert not TicketEvent.objects.exists()
    done = run(line, end_missing=True)
    assert told.split("\n", 1)[1] == done


def test_nobody_leaves_unless_asked(run: Import, leaver: User) -> None:
    team = leaver.teams_led.get()
    run(f"ida@exemple.test;Ida ROY;responsable;{team.code};;")
    assert team.tickets.get().holder == leaver
    assert Affiliation.objects.get(user=leaver).ends_on is None


def test_a_team_left_without_anybody_is_told(run: Import, leaver: User) -> None:
    team = leaver.teams_led.get()
    told = run(f"ida@exemple.test;Ida ROY;responsable;{team.code};01/10/2026;", end_missing=True)
    assert "Demandes sans personne pour les prendre" in told
    assert "elle ne peut plus recevoir" in told


def test_another_file_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "autre.csv"
    path.write_text("nom;prénom\nRoy;Ida\n")
    with pytest.raises(CommandError, match="pas de colonne « courriel »"):
        call_command("import_people", str(path))
