"""Who is told of what: every kind is decided."""

import pytest

from notifications.rules.audience import MAILED, SILENT, TOLD, Party, word
from tickets.enums import EventKind, Priority

R, F, H = Party.REQUESTER, Party.FOLLOWER, Party.HOLDER


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_is_told_or_silent_with_its_reason(kind: EventKind) -> None:
    assert (kind in TOLD) != (kind in SILENT)
    if kind in SILENT:
        assert SILENT[kind]
    else:
        telling = TOLD[kind]
        assert telling.at_once | telling.mailed | telling.shown


@pytest.mark.parametrize(
    "kind", [k for k in TOLD if k not in (EventKind.NOTED, EventKind.REMINDED, EventKind.JOINED)]
)
def test_what_changes_holder_date_or_state_reaches_requester_and_followers(kind: EventKind) -> None:
    """I6. An internal note is not his, a reminder is the holder's, a joined request changes nothing."""
    telling = TOLD[kind]
    told = telling.at_once | telling.mailed
    assert R in told
    assert F in told or kind is EventKind.REQUESTER_REMINDED


def test_a_broken_promise_and_the_ball_do_not_wait() -> None:
    assert word(
        EventKind.PROMISE_BROKEN, frozenset({R}), priority=Priority.P3, is_actor=False
    ).urgent
    assert word(EventKind.ROUTED, frozenset({H}), priority=Priority.P3, is_actor=False).urgent
    assert not word(EventKind.TAKEN, frozenset({R}), priority=Priority.P3, is_actor=False).urgent
    assert word(EventKind.TAKEN, frozenset({R}), priority=Priority.P1, is_actor=False).urgent


def test_nobody_is_told_what_he_did_save_a_receipt() -> None:
    for kind in EventKind:
        told = word(kind, frozenset(Party), priority=Priority.P1, is_actor=True)
        assert (told is not None) == (kind is EventKind.OPENED)
    by_staff = word(EventKind.OPENED, frozenset({H}), priority=Priority.P3, is_actor=True)
    assert by_staff is None


def test_who_is_nothing_to_the_event_is_told_nothing() -> None:
    for kind in EventKind:
        assert word(kind, frozenset(), priority=Priority.P1, is_actor=False) is None


def test_a_silent_kind_is_never_mailed() -> None:
    assert set(MAILED).isdisjoint(SILENT)
    for kind in SILENT:
        assert word(kind, frozenset(Party), priority=Priority.P1, is_actor=False) is None
