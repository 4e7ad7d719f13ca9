from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.rules.role_dates import Period, fit

TODAY = date(2026, 9, 15)
SEPTEMBER = date(2026, 9, 1)
AUGUST = date(2026, 8, 31)
NEXT_YEAR = date(2027, 9, 1)


@pytest.mark.parametrize(
    ("known", "starts_on", "ends_on", "expected"),
    [
        # new
        ([], None, None, (None, Period(TODAY))),
        ([], SEPTEMBER, NEXT_YEAR, (None, Period(SEPTEMBER, NEXT_YEAR))),
        ([], None, AUGUST, (None, Period(date(2026, 8, 30), AUGUST))),
        # already so
        ([Period(SEPTEMBER)], None, None, (0, Period(SEPTEMBER))),
        ([Period(SEPTEMBER)], SEPTEMBER, None, (0, Period(SEPTEMBER))),
        ([Period(SEPTEMBER, NEXT_YEAR)], SEPTEMBER, None, (0, Period(SEPTEMBER, NEXT_YEAR))),
        # history stays, an earlier start is learnt, an end is set
        ([Period(date(2020, 9, 1))], SEPTEMBER, None, (0, Period(date(2020, 9, 1)))),
        ([Period(SEPTEMBER)], date(2020, 9, 1), None, (0, Period(date(2020, 9, 1)))),
        ([Period(SEPTEMBER)], None, NEXT_YEAR, (0, Period(SEPTEMBER, NEXT_YEAR))),
        # what has ended begins again, after its end
        ([Period(date(2025, 9, 1), AUGUST)], SEPTEMBER, None, (None, Period(SEPTEMBER))),
        ([Period(date(2025, 9, 1), TODAY)], SEPTEMBER, None, (None, Period(TODAY))),
        # called off on its first day, then named again
        ([Period(TODAY, TODAY)], None, None, (0, Period(TODAY))),
        # a past role, told or corrected
        (
            [Period(date(2025, 9, 1), AUGUST)],
            date(2025, 9, 1),
            AUGUST,
            (0, Period(date(2025, 9, 1), AUGUST)),
        ),
        ([], date(2025, 9, 1), AUGUST, (None, Period(date(2025, 9, 1), AUGUST))),
    ],
)
def test_where_a_named_role_goes(
    known: list[Period],
    starts_on: date | None,
    ends_on: date | None,
    expected: tuple[int | None, Period],
) -> None:
    assert fit(known, starts_on=starts_on, ends_on=ends_on, today=TODAY) == expected


days = st.integers(-400, 400).map(lambda n: TODAY + timedelta(n))


@st.composite
def histories(draw: st.DrawFn) -> list[Period]:
    """Periods one after the other, the last perhaps without an end."""
    edges = sorted(draw(st.lists(days, max_size=6, unique=True)))
    return [Period(*edges[n : n + 2]) for n in range(0, len(edges), 2)]


@given(
    histories(),
    st.none() | days,
    st.none() | days,
)
def test_naming_twice_changes_nothing_more(
    known: list[Period], starts_on: date | None, ends_on: date | None
) -> None:
    if starts_on and ends_on and ends_on <= starts_on:
        return
    said = {"starts_on": starts_on, "ends_on": ends_on, "today": TODAY}
    index, period = fit(known, **said)
    assert period.ends_on is None or period.ends_on >= period.starts_on
    after = [*known]
    if index is None:
        assert period.starts_on not in [each.starts_on for each in known]
        after.append(period)
    else:
        after[index] = period
    after.sort(key=lambda each: each.starts_on)
    again, same = fit(after, **said)
    assert again is not None
    assert after[again] == same
