"""The ways in which the code is broken, and the tests that must notice."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutation:
    """Replace the first `old` of `file` by `new`; at least one of `tests` must fail."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


MUTATIONS = (
    Mutation(
        "constraint dropped: an open ticket has holder, action and date",
        "tickets/migrations/0002_history_and_ledger.py",
        'FORWARD = """',
        'FORWARD = """\nALTER TABLE tickets_ticket DROP CONSTRAINT ticket_open_has_holder_action_and_date;',
        ("tests/tickets/models",),
    ),
)
