"""The demo holds what it promises: a whole world, told histories, and something to do on each first screen."""

from datetime import timedelta

import pytest
from django.db.models import Q

from accounts.enums import Role
from accounts.models import Affiliation, Network, School, User
from helpdesk.demo.logins import ACCOUNTS, PASSWORD
from helpdesk.demo.moment import MOMENT
from helpdesk.demo.stage import Stage
from notifications.enums import Channel, Status
from notifications.models import Delivery
from notifications.queries.outbox import untold_events
from tickets.enums import EventKind
from tickets.enums import Status as State
from tickets.models import Ticket, TicketEvent
from tickets.queries.coverage import coverage_of, served
from tickets.rules import next_action

TODAY = MOMENT.date()
#: Who holds requests in a team: each finds something missed, something for today, something to come.
CARRIERS = (
    "technicien",
    "responsable",
    "dsi",
    "departement",
    "region",
    "eafc",
    "drane",
    "rh",
    "dpd",
)


def held_by(login: str) -> list[Ticket]:
    return list(Ticket.objects.open().filter(holder__email=f"{login}@exemple.test"))


def test_forty_schools_are_served_and_every_type_has_its_team(demo: Stage) -> None:
    found = coverage_of(served(), on=TODAY)
    assert (found.schools, found.types, found.findings) == (40, 58, [])
    assert Network.objects.count() == 12
    assert School.objects.filter(uai__regex=r"^0(16|17|79|86)90").count() == 40


def test_the_people_are_those_of_the_domain(demo: Stage) -> None:
    assert User.objects.count() == 196
    roles = {role: Affiliation.objects.filter(role=role).count() for role in Role}
    assert roles[Role.RUPN] == 88
    assert roles[Role.HEAD] == 40
    assert roles[Role.DEPUTY] + roles[Role.MANAGER] == 12
    assert roles[Role.TRAINER] == 6
    assert roles[Role.COORDINATOR] == 12
    assert roles[Role.REFERENT] == 4
    assert all(roles.values())


def test_each_role_has_an_account_and_nobody_else_a_password(demo: Stage) -> None:
    users = {user.email: user for user in User.objects.all()}
    for account in ACCOUNTS:
        assert users[account.email].check_password(PASSWORD)
    others = set(users) - {account.email for account in ACCOUNTS}
    assert not any(users[email].has_usable_password() for email in others)
    assert [u.email for u in users.values() if u.is_superuser] == ["admin@exemple.test"]
    emails = {account.email for account in ACCOUNTS}
    held = Affiliation.objects.filter(user__email__in=emails).values_list("role", flat=True)
    assert set(held) == {role.value for role in Role}


def test_every_open_request_is_held_dated_and_awake(demo: Stage) -> None:
    waiting = Ticket.objects.open()
    assert waiting.count() > 40
    lost = (
        Q(holder=None) | Q(next_action="") | Q(due_at=None) | Q(promised_on=None) | Q(wake_at=None)
    )
    assert not waiting.filter(lost | Q(wake_at__lte=MOMENT)).exists()


def test_nothing_happens_after_the_moment_or_out_of_order(demo: Stage) -> None:
    events = list(TicketEvent.objects.order_by("ticket_id", "pk").values_list("ticket_id", "at"))
    assert max(at for _, at in events) <= MOMENT
    assert events == sorted(events)


def test_about_sixty_requests_besides_the_histories(demo: Stage) -> None:
    assert 60 <= Ticket.objects.count() - 8 <= 95


@pytest.mark.parametrize("login", CARRIERS)
def test_each_carrier_has_something_missed_something_today_something_to_come(
    demo: Stage, login: str
) -> None:
    held = held_by(login)
    missed = [ticket for ticket in held if ticket.next_action == next_action.PROMISE_AGAIN]
    today = [ticket for ticket in held if ticket.promised_on == TODAY and ticket not in missed]
    to_come = [ticket for ticket in held if ticket.promised_on and ticket.promised_on > TODAY]
    assert missed
    assert today
    assert to_come


@pytest.mark.parametrize("code", ["tip-086", "dsi", "departement-086", "region", "eafc"])
def test_each_team_has_something_that_nobody_has_taken(demo: Stage, code: str) -> None:
    team = demo.world.teams[code]
    assert Ticket.objects.filter(team=team, status=State.ASSIGNED, offered_to=None).exists()


def test_the_rupn_has_a_question_to_answer_and_a_resolution_to_confirm(demo: Stage) -> None:
    assert {ticket.status for ticket in held_by("rupn")} == {
        State.WAITING_REQUESTER,
        State.RESOLVED,
    }
    school = demo.world.schools[31]
    states = set(Ticket.objects.filter(school=school).values_list("status", flat=True))
    assert states >= {State.TAKEN, State.PLANNED, State.ASSIGNED, State.WAITING_DECISION}


def test_the_head_has_two_approvals_to_give(demo: Stage) -> None:
    assert sum(ticket.approval_pending for ticket in held_by("chef")) == 2


def test_the_front_desk_has_requests_to_qualify_one_of_them_late(demo: Stage) -> None:
    held = held_by("guichet")
    assert [ticket.status for ticket in held] == [State.NEW] * 4
    assert {ticket.request_type.code for ticket in held} == {"HOR-02", "RES-06"}
    assert any(ticket.escalation for ticket in held)


def test_the_referent_has_an_arbitration_to_make(demo: Stage) -> None:
    assert Ticket.objects.filter(in_arbitration=True, school__departement="086").count() == 1


def test_notices_are_of_ten_days_and_mails_of_one(demo: Stage) -> None:
    notices = Delivery.objects.filter(channel=Channel.IN_APP)
    mails = Delivery.objects.filter(channel=Channel.EMAIL)
    assert not notices.filter(created_at__lt=MOMENT - timedelta(days=10)).exists()
    assert not notices.exclude(status=Status.SENT).exists()
    assert not mails.filter(created_at__lt=MOMENT - timedelta(days=1)).exists()
    mine = notices.filter(recipient__email="rupn@exemple.test")
    assert mine.filter(read_at=None).exists()
    assert mine.exclude(read_at=None).exists()
    assert not untold_events(above=0).exists()


def test_every_course_of_a_request_is_there_to_be_seen(demo: Stage) -> None:
    kinds = set(TicketEvent.objects.values_list("kind", flat=True))
    assert kinds >= {
        EventKind.PROMISE_BROKEN, EventKind.PROMISE_KEPT, EventKind.TRANSFER_REFUSED, EventKind.ARBITRATED,
        EventKind.DENIED, EventKind.REFUSED, EventKind.CANCELLED, EventKind.WAITING_THIRD_PARTY,
        EventKind.PROMISE_MOVED, EventKind.APPROVED, EventKind.DECIDED, EventKind.NOTED, EventKind.REQUESTER_REMINDED,
    }  # fmt: skip
