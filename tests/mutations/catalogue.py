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
    Mutation(
        "trigger opened: history may be rewritten",
        "tickets/migrations/0002_history_and_ledger.py",
        "BEFORE UPDATE OR DELETE ON tickets_ticketevent",
        "BEFORE DELETE ON tickets_ticketevent",
        ("tests/tickets/models",),
    ),
    Mutation(
        "trigger opened: a settled promise may change",
        "tickets/migrations/0002_history_and_ledger.py",
        "IF OLD.outcome <> 'open' THEN",
        "IF FALSE THEN",
        ("tests/tickets/models",),
    ),
    Mutation(
        "permission opened: a school sees every school",
        "tickets/permissions.py",
        "seen = Q(school_id__in=actor.schools)",
        "seen = Q()",
        ("tests/tickets/lists",),
    ),
    Mutation(
        "permission opened: internal notes reach the school",
        "tickets/permissions.py",
        "    if ticket.school_id in actor.schools:\n        return False\n",
        "",
        ("tests/tickets/web",),
    ),
    Mutation(
        "permission opened: the service closes in the place of the requester",
        "tickets/permissions.py",
        "Deed.CONFIRM: frozenset({Party.REQUESTER})",
        "Deed.CONFIRM: frozenset({Party.REQUESTER, Party.LEAD, Party.HOLDER, Party.MEMBER})",
        ("tests/tickets/actions",),
    ),
    Mutation(
        "lock removed: two technicians on one ticket",
        "tickets/actions/lock.py",
        ".select_for_update(skip_locked=skip_locked)",
        ".all()",
        ("tests/tickets/test_races.py",),
    ),
    Mutation(
        "version ignored: the second writer overwrites",
        "tickets/actions/lock.py",
        "version != ticket.version",
        "version < 0",
        ("tests/tickets/test_races.py",),
    ),
    Mutation(
        "rule inverted: the least specific competence wins",
        "tickets/rules/routing.py",
        "max(rule.specificity for",
        "min(rule.specificity for",
        ("tests/tickets/rules",),
    ),
    Mutation(
        "dates ignored: an ended competence rule still applies",
        "tickets/rules/routing.py",
        "on < self.valid_until)",
        "True)",
        ("tests/tickets",),
    ),
    Mutation(
        "arbitration skipped: a ticket returns to a former team",
        "tickets/rules/routing.py",
        " or to_team_id in former_team_ids",
        "",
        ("tests/tickets/rules",),
    ),
    Mutation(
        "approval skipped: money is committed without the head",
        "tickets/rules/approval.py",
        "return commits_money and",
        "return False and",
        ("tests/tickets/actions",),
    ),
    Mutation(
        "ledger softened: a late act keeps the promise",
        "tickets/rules/promises.py",
        "Outcome.BROKEN if today > promised_on else outcome",
        "outcome",
        ("tests/tickets/rules",),
    ),
    Mutation(
        "horizon widened: a promise a year ahead",
        "tickets/rules/promises.py",
        "HORIZON_DAYS = {Priority.P1: 10,",
        "HORIZON_DAYS = {Priority.P1: 250,",
        ("tests/tickets/rules",),
    ),
    Mutation(
        "clock not stopped while the requester holds",
        "tickets/rules/targets.py",
        "calendar.add_time(instant, paused) if paused > timedelta() else instant",
        "instant",
        ("tests/tickets/rules",),
    ),
    Mutation(
        "escalation to the holder himself",
        "tickets/queries/holders.py",
        "person.pk != holder_id",
        "person.pk > 0",
        ("tests/tickets",),
    ),
    Mutation(
        "key ignored: five clicks are five requests",
        "tickets/actions/open_ticket.py",
        "if idempotency_key and actor.user_id is not None:",
        "if idempotency_key and actor.user_id == -1:",
        ("tests/api/test_idempotency.py",),
    ),
    Mutation(
        "leak: everybody in the audience is written to, seeing or not",
        "notifications/queries/recipients.py",
        "filter(viewers(ticket, on), pk__in=people)",
        "filter(pk__in=people)",
        ("tests/notifications",),
    ),
    Mutation(
        "door opened: pages without signing in",
        "helpdesk/settings/base.py",
        '    "django.contrib.auth.middleware.LoginRequiredMiddleware",\n',
        "",
        ("tests/tickets/lists",),
    ),
    Mutation(
        "UAI taken with a wrong key",
        "accounts/rules/uai.py",
        "if uai[7] != expected:",
        "if uai[7] == '?':",
        ("tests/accounts",),
    ),
)
