"""Change who is competent: never so that a served school is left without its one team, today or at the rule's dates."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import connection, transaction

from accounts.clock import PARIS
from accounts.permissions import Actor
from accounts.refusals import Forbidden, Invalid, Refusal
from accounts.rules.french_dates import day_in_words
from tickets.models import CompetenceRule, RequestType
from tickets.permissions import can_configure
from tickets.queries.competence import rule_value
from tickets.queries.coverage import Finding, coverage_of, rule_values, served
from tickets.rules import coverage, routing

NAMED = 5


class OpensHoles(Refusal):
    """The change would leave requests without their team."""

    def __init__(self, findings: Sequence[Finding], *, on: date, today: date) -> None:
        day = "" if on == today else f" à partir du {day_in_words(on, today)}"
        named = " ; ".join(str(finding) for finding in findings[:NAMED])
        rest = len(findings) - NAMED
        more = f" ; et {rest} autre{'s' if rest > 1 else ''}" if rest > 0 else ""
        super().__init__(
            "opens-holes",
            f"Ce changement laisserait des demandes sans file, ou avec plusieurs{day} : {named}{more}. "
            "Ajoutez d'abord la règle ou la file qui manque.",
        )
        self.findings = findings


@transaction.atomic
def save_rule(*, rule: CompetenceRule, actor: Actor, now: datetime) -> CompetenceRule:
    """Write a new or changed rule. Raises OpensHoles or Forbidden."""
    check_rule(rule=rule, actor=actor, now=now)
    rule.save()
    return rule


@transaction.atomic
def close_rule(*, rule_id: int, on: date, actor: Actor, now: datetime) -> CompetenceRule:
    """End a rule: this day is the first without it. History keeps it. Raises OpensHoles, Invalid or Forbidden."""
    rule = CompetenceRule.objects.get(pk=rule_id)
    if rule.valid_from is not None and on <= rule.valid_from:
        raise Invalid(
            "ends-before-it-starts",
            "Cette règle commencerait après sa fin : supprimez-la, ou choisissez un jour plus tard.",
            field="valid_until",
        )
    rule.valid_until = on
    return save_rule(rule=rule, actor=actor, now=now)


@transaction.atomic
def delete_rule(*, rule_id: int, actor: Actor, now: datetime) -> None:
    """Forget a rule. Raises OpensHoles or Forbidden."""
    lock_competence()
    _authorise(actor)
    rule = CompetenceRule.objects.get(pk=rule_id)
    _refuse_holes(rule_value(rule), None, now=now)
    rule.delete()


def check_rule(*, rule: CompetenceRule, actor: Actor, now: datetime) -> None:
    """Refuse a rule, new or changed, that leaves a served school without its one team. Writes nothing."""
    lock_competence()
    _authorise(actor)
    before = CompetenceRule.objects.filter(pk=rule.pk).first()
    known = rule_value(before) if before is not None else None
    _refuse_holes(known, rule_value(rule), now=now)


def lock_competence() -> None:
    """Two changes that are right one by one may be wrong together: they wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('competence'))")


def _authorise(actor: Actor) -> None:
    if not can_configure(actor):
        raise Forbidden("Seul un administrateur change les règles de compétence.")


def _refuse_holes(
    before: routing.Rule | None, after: routing.Rule | None, *, now: datetime
) -> None:
    today = now.astimezone(PARIS).date()
    touched = [rule for rule in (before, after) if rule is not None]
    now_there = rule_values()
    # A rule that is not written yet has no id: any that no row has will do.
    then_there = [rule for rule in now_there if before is None or rule.id != before.id]
    then_there += [replace(after, id=after.id or 0)] if after is not None else []
    types = RequestType.objects.filter(
        pk__in={rule.request_type_id for rule in touched}, active=True
    )
    for day in _days(touched, today):
        was = coverage_of(served(), on=day, request_types=types, rules=now_there)
        would_be = coverage_of(served(), on=day, request_types=types, rules=then_there)
        known = coverage.opened(
            [finding.gap for finding in was.findings],
            [finding.gap for finding in would_be.findings],
        )
        if known:
            new = [finding for finding in would_be.findings if finding.gap in known]
            raise OpensHoles(new, on=day, today=today)


def _days(rules: Sequence[routing.Rule], today: date) -> list[date]:
    dates = {day for rule in rules for day in (rule.valid_from, rule.valid_until) if day}
    return [today, *sorted(day for day in dates if day > today)]
