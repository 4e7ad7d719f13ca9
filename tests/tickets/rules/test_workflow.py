"""The table of states, row by row against the domain's (DOMAIN §4.3)."""

from itertools import product

import pytest

from tickets.enums import ENDED, OPEN, Deed, Status
from tickets.rules import workflow
from tickets.rules.workflow import TRANSITIONS, possible, target

S = Status
S1, S2, S3, S4, S5, S6, S7 = (
    S.NEW, S.ASSIGNED, S.TAKEN, S.PLANNED, S.WAITING_REQUESTER, S.WAITING_THIRD_PARTY, S.WAITING_DECISION,
)  # fmt: skip
S8, S9, S10, S11, S12, S13 = (
    S.RESOLVED, S.CLOSED, S.REOPENED, S.MERGED, S.REFUSED, S.CANCELLED,
)  # fmt: skip

#: « Leaves to », as the domain's table says; a cancellation from any open state comes on top.
LEAVES_TO = {
    S1: {S2, S5, S7, S11, S12},
    S2: {S3, S1, S5, S7, S11, S12},
    S3: {S4, S5, S6, S7, S8, S2, S11, S12},
    S4: {S3, S5, S6, S7, S8, S2, S11, S12},
    S5: {S3, S8},
    S6: {S3, S4, S5, S8, S2},
    S7: {S2, S3, S4, S5, S12},
    S8: {S9, S10},
    S9: {S10},
    S10: {S3, S4, S5, S6, S7, S8, S2, S11, S12},
    S11: set(),
    S12: {S10},
    S13: {S1},
}


@pytest.mark.parametrize("origin", list(Status))
def test_a_state_leaves_to_what_the_domain_says_and_to_nothing_else(origin):
    reached = {to for origins in TRANSITIONS.values() for to in origins.get(origin, ())} - {origin}
    assert reached == LEAVES_TO[origin] | ({S13} if origin in OPEN else set())


def test_every_deed_has_its_row():
    assert set(TRANSITIONS) == set(Deed)
    assert all(origins and all(origins.values()) for origins in TRANSITIONS.values())


def test_the_requester_can_cancel_whatever_is_open_and_nothing_else():
    assert set(TRANSITIONS[Deed.CANCEL]) == set(OPEN)


def test_words_are_possible_in_every_state_and_end_only_a_wait():
    for deed in (Deed.ANSWER, Deed.NOTE):
        for status in Status:
            assert status in TRANSITIONS[deed][status]
    assert TRANSITIONS[Deed.ANSWER][S5] == (S3, S5)


def test_nobody_but_the_requester_or_silence_closes():
    assert {deed for deed, origins in TRANSITIONS.items() for to in origins.values() if S9 in to} == {
        Deed.CONFIRM, Deed.SILENT_CLOSURE, Deed.ANSWER, Deed.NOTE,
    }  # fmt: skip


def test_a_pending_transfer_leaves_only_its_answer_words_and_a_cancellation():
    for deed, status in product(Deed, Status):
        if possible(deed, status, offered=True):
            assert deed in {
                Deed.ACCEPT_TRANSFER, Deed.REFUSE_TRANSFER, Deed.ANSWER, Deed.NOTE, Deed.CANCEL,
            }  # fmt: skip
        if possible(deed, status, offered=True, in_arbitration=True):
            assert deed in {Deed.ARBITRATE, Deed.ANSWER, Deed.NOTE, Deed.CANCEL}


def test_what_is_not_asked_is_not_answered():
    for status in Status:
        for deed in (Deed.ACCEPT_TRANSFER, Deed.REFUSE_TRANSFER, Deed.ARBITRATE, Deed.APPROVE):
            assert not possible(deed, status)


def test_while_the_head_is_awaited_the_answer_is_yes_or_no():
    allowed = {deed for deed in Deed if possible(deed, S7, approval_pending=True)}
    assert allowed == {Deed.APPROVE, Deed.REFUSE, Deed.CANCEL, Deed.ANSWER, Deed.NOTE}


@pytest.mark.parametrize("deed", list(Deed))
def test_a_target_outside_the_table_is_a_defect(deed):
    for origin, to in product(Status, Status):
        targets = TRANSITIONS[deed].get(origin, ())
        if to in targets:
            assert target(deed, origin, to) == to
            assert target(deed, origin) == targets[0]
        else:
            with pytest.raises(ValueError, match="does not lead"):
                target(deed, origin, to)


def test_the_groups_of_states_part_the_states():
    awaited = {S7}
    groups = [
        set(workflow.UNCLAIMED), set(workflow.IN_HAND), set(workflow.WITH_REQUESTER), awaited, set(ENDED),
    ]  # fmt: skip
    assert set().union(*groups) == set(Status)
    assert sum(map(len, groups)) == len(Status)
    assert set(workflow.WITH_REQUESTER) | set(ENDED) == workflow.STILL
