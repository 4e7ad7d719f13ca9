"""Each history shows its rule: read from its events alone."""

from datetime import date

from accounts.clock import PARIS
from accounts.enums import TeamKind
from accounts.queries.calendars import calendar_value
from helpdesk.demo.stage import Stage
from tickets.enums import EventKind as K
from tickets.enums import Extent, Priority, Status
from tickets.models import Attachment, Ticket, TicketEvent


def events(demo: Stage, name: str, *kinds: K) -> list[TicketEvent]:
    found = TicketEvent.objects.filter(ticket__number=demo.tickets[name]).select_related(
        "holder", "team", "ticket"
    )
    return list(found.filter(kind__in=kinds) if kinds else found)


def days(rows: list[TicketEvent]) -> list[date]:
    return [row.at.astimezone(PARIS).date() for row in rows]


def test_h01_the_normal_path(demo: Stage) -> None:
    assert events(demo, "H01", K.PROMISE_BROKEN, K.ESCALATED, K.DENIED) == []
    (taken,) = events(demo, "H01", K.TAKEN)
    assert taken.holder == demo.world.people["tip4"]
    assert taken.data["promised_on"] == "2025-11-18"
    assert days(events(demo, "H01", K.PROMISE_KEPT)) == [date(2025, 11, 18)]
    assert events(demo, "H01")[-1].kind == K.CONFIRMED


def test_h02_a_broken_promise_is_written_told_and_made_good(demo: Stage) -> None:
    (broken,) = events(demo, "H02", K.PROMISE_BROKEN)
    at = broken.at.astimezone(PARIS)
    assert (at.date(), at.hour, at.minute) == (date(2025, 11, 26), 0, 0)
    assert broken.data["promised_on"] == "2025-11-25"
    (alarm,) = events(demo, "H02", K.ESCALATED)
    assert (alarm.at, alarm.data["level"], alarm.data["why"]) == (broken.at, 1, "promise_broken")
    assert alarm.data["person"] == demo.world.teams["tip-017"].lead_id
    assert days(events(demo, "H02", K.PROMISE_KEPT)) == [date(2025, 11, 28)]


def test_h03_unclaimed_for_a_day_is_an_alarm_and_then_somebody_s(demo: Stage) -> None:
    opened, routed, alarm, taken, *_ = events(demo, "H03")
    assert opened.data["channel"] == "import"
    assert routed.holder == demo.world.teams["tip-079"].lead
    assert (alarm.kind, alarm.data["why"]) == (K.ESCALATED, "unclaimed")
    assert (taken.kind, taken.holder) == (K.TAKEN, demo.world.people["tip7"])
    assert days([opened, alarm, taken]) == [date(2025, 9, 2), date(2025, 9, 3), date(2025, 9, 4)]


def test_h07_the_return_is_arbitrated_by_the_referent(demo: Stage) -> None:
    asked, back = events(demo, "H07", K.TRANSFER_ASKED)
    assert (asked.team.kind, back.team.kind) == (TeamKind.TIP, TeamKind.DSI)
    assert back.holder == demo.world.people["dsi4"]  # the sender holds until somebody decides (R06)
    assert len(events(demo, "H07", K.TRANSFER_ACCEPTED)) == 1
    (called,) = events(demo, "H07", K.ESCALATED)
    referent = demo.world.people["referent-079"]
    assert (called.data["why"], called.data["person"]) == ("arbitration", referent.pk)
    (decided,) = events(demo, "H07", K.ARBITRATED)
    assert (decided.actor_id, decided.team.code) == (referent.pk, "tip-079")
    assert events(demo, "H07", K.PROMISE_BROKEN) == []


def test_h09_the_technician_keeps_it_for_seventeen_days_at_the_supplier_s(demo: Stage) -> None:
    first, second = events(demo, "H09", K.WAITING_THIRD_PARTY)
    (resolved,) = events(demo, "H09", K.RESOLVED)
    tip = demo.world.people["tip3"]
    assert (first.holder, second.holder) == (tip, tip)
    office = calendar_value(demo.world.office)
    assert office.days_between(*days([first, resolved])) == 17
    assert events(demo, "H09", K.PROMISE_BROKEN) == []


def test_h10_denied_with_a_photo_it_comes_back_to_the_same_hands_more_urgent(demo: Stage) -> None:
    (taken,) = events(demo, "H10", K.TAKEN)
    (denied,) = events(demo, "H10", K.DENIED)
    assert (denied.status, denied.holder) == (Status.REOPENED, taken.holder)
    assert Attachment.objects.get(message=denied.message).content_type == "image/png"
    ticket = denied.ticket
    assert (ticket.extent, ticket.priority, ticket.reopenings) == (Extent.PERSON, Priority.P2, 1)
    assert events(demo, "H10")[-1].kind == K.CONFIRMED


def test_h25_an_erea_goes_to_the_region_by_way_of_its_head(demo: Stage) -> None:
    (asked, decision) = events(demo, "H25", K.WAITING_DECISION)
    assert (asked.data["approval"], asked.holder) == (True, demo.world.people["chef-21"])
    (approved,) = events(demo, "H25", K.APPROVED)
    assert approved.team.kind == TeamKind.REGION
    assert decision.holder == demo.world.people["region-1"]
    assert events(demo, "H25")[-1].kind == K.PLANNED


def test_h26_one_question_and_then_its_type(demo: Stage) -> None:
    opened, *_ = events(demo, "H26")
    assert (opened.data["type"], opened.team.kind) == ("HOR-02", TeamKind.FRONT_DESK)
    assert len(events(demo, "H26", K.ASKED)) == 1
    (qualified,) = events(demo, "H26", K.QUALIFIED)
    assert qualified.data["to"] == "MAT-01"
    assert Ticket.objects.get(number=demo.tickets["H26"]).team.code == "tip-017"
