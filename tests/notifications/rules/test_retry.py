"""The ladder: 1, 5, 15, 60 minutes, then every four hours, three days in all."""

from datetime import UTC, datetime, timedelta

from notifications.rules.retry import LADDER, TRIES, Failure, next_try, of_code

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


def test_the_first_steps_are_short() -> None:
    waits = [next_try(Failure.TEMPORARY, attempts=n, now=NOW) - NOW for n in (1, 2, 3, 4, 5)]
    assert waits == [timedelta(minutes=m) for m in (1, 5, 15, 60, 240)]


def test_it_lasts_three_days_then_ends() -> None:
    assert timedelta(days=3) <= sum(LADDER, timedelta()) < timedelta(days=3, hours=4)
    assert next_try(Failure.TEMPORARY, attempts=TRIES - 1, now=NOW) is not None
    assert next_try(Failure.TEMPORARY, attempts=TRIES, now=NOW) is None


def test_a_final_refusal_is_final_at_once() -> None:
    assert next_try(Failure.FOR_GOOD, attempts=1, now=NOW) is None


def test_codes() -> None:
    assert {of_code(c) for c in (421, 450, 451, 452)} == {Failure.TEMPORARY}
    assert {of_code(c) for c in (550, 552, 554)} == {Failure.FOR_GOOD}
