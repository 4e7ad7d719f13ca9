"""A list is read page by page: nothing twice, nothing missed, whatever arrives meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing

from tests.factories.accounts import SchoolFactory, TeamFactory, UserFactory
from tests.factories.catalogue import RequestTypeFactory
from tests.factories.tickets import TicketFactory
from tickets.models import Ticket
from tickets.queries.keyset import BY_DUE, RECENT, Order, Page, page

pytestmark = pytest.mark.django_db

FRIDAY = datetime(2026, 3, 20, 17, tzinfo=UTC)


@pytest.fixture
def shared() -> dict[str, object]:
    return {
        "school": SchoolFactory(),
        "team": TeamFactory(),
        "requester": UserFactory(),
        "request_type": RequestTypeFactory(),
    }


def read_on(order: Order, first: Page[Ticket], size: int = 3) -> list[int]:
    """The numbers of this page and of all those after it."""
    numbers, here = [t.number for t in first.rows], first
    while here.next:
        here = page(Ticket.objects.all(), order, cursor=here.next, size=size)
        numbers += [t.number for t in here.rows]
    return numbers


def first_page(order: Order, size: int = 3) -> Page[Ticket]:
    return page(Ticket.objects.all(), order, size=size)


@pytest.mark.parametrize("order", [RECENT, BY_DUE])
def test_equal_dates_neither_repeat_nor_vanish(order: Order, shared: dict[str, object]) -> None:
    made = [TicketFactory(due_at=FRIDAY, **shared).number for _ in range(8)]
    expected = made if order is BY_DUE else made[::-1]

    assert read_on(order, first_page(order)) == expected


def test_what_arrives_between_two_pages_moves_nothing(shared: dict[str, object]) -> None:
    made = [
        TicketFactory(due_at=FRIDAY + timedelta(days=n // 2), **shared).number for n in range(7)
    ]
    begun = first_page(BY_DUE)
    before = TicketFactory(due_at=FRIDAY - timedelta(days=1), **shared).number
    beside = TicketFactory(due_at=FRIDAY + timedelta(days=2), **shared).number

    numbers = read_on(BY_DUE, begun)

    assert [n for n in numbers if n in made] == made
    assert before not in numbers
    assert numbers.count(beside) == 1


def test_what_leaves_between_two_pages_hides_no_other(shared: dict[str, object]) -> None:
    made = [TicketFactory(due_at=FRIDAY, **shared).number for _ in range(7)]
    begun = first_page(BY_DUE)
    Ticket.objects.filter(number=made[2]).delete()

    assert read_on(BY_DUE, begun) == made


def test_the_page_before_is_the_page_one_came_from(shared: dict[str, object]) -> None:
    for _ in range(9):
        TicketFactory(due_at=FRIDAY, **shared)
    first = first_page(BY_DUE)
    second = page(Ticket.objects.all(), BY_DUE, cursor=first.next, size=3)
    third = page(Ticket.objects.all(), BY_DUE, cursor=second.next, size=3)

    assert third.next is None
    assert page(Ticket.objects.all(), BY_DUE, cursor=third.previous, size=3).rows == second.rows
    back = page(Ticket.objects.all(), BY_DUE, cursor=second.previous, size=3)
    assert (back.rows, back.previous) == (first.rows, None)


def test_going_back_finds_what_arrived_before(shared: dict[str, object]) -> None:
    for _ in range(5):
        TicketFactory(**shared)
    first = first_page(RECENT)
    second = page(Ticket.objects.all(), RECENT, cursor=first.next, size=3)
    new = TicketFactory(**shared)

    back = page(Ticket.objects.all(), RECENT, cursor=second.previous, size=3)

    assert back.rows == first.rows
    assert page(Ticket.objects.all(), RECENT, cursor=back.previous, size=3).rows[0] == new


def test_going_back_to_the_start_shows_a_whole_first_page(shared: dict[str, object]) -> None:
    made = [TicketFactory(**shared) for _ in range(5)]
    second = page(Ticket.objects.all(), RECENT, cursor=first_page(RECENT).next, size=3)
    made[3].delete()

    back = page(Ticket.objects.all(), RECENT, cursor=second.previous, size=3)

    assert back.rows == [made[4], made[2], made[1]]
    assert back.previous is None


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "%00",
        "é",
        "a:b:c",
        "\x00",
        "x" * 5000,
    ],
)
def test_a_cursor_that_is_not_ours_gives_the_first_page(
    cursor: str, shared: dict[str, object]
) -> None:
    for _ in range(4):
        TicketFactory(**shared)

    assert page(Ticket.objects.all(), RECENT, cursor=cursor, size=3) == first_page(RECENT)


def test_a_signature_for_something_else_is_not_ours(shared: dict[str, object]) -> None:
    TicketFactory(**shared)

    for cursor in (signing.dumps(["n", 4]), signing.dumps(["n", 4], salt="keyset:-number")[:-1]):
        assert page(Ticket.objects.all(), RECENT, cursor=cursor, size=3) == first_page(RECENT)


def test_a_cursor_of_another_order_gives_the_first_page(shared: dict[str, object]) -> None:
    for _ in range(5):
        TicketFactory(**shared)
    elsewhere = first_page(BY_DUE).next

    assert page(Ticket.objects.all(), RECENT, cursor=elsewhere, size=3) == first_page(RECENT)


def test_a_page_is_one_query(shared: dict[str, object], django_assert_num_queries) -> None:
    for _ in range(7):
        TicketFactory(**shared)
    cursor = first_page(RECENT).next
    with django_assert_num_queries(1):
        page(Ticket.objects.all(), RECENT, cursor=cursor, size=3)
