"""People and dates of the tests of the lists."""

from datetime import UTC, date, datetime

from accounts.enums import Role
from accounts.models import User
from tests.factories.accounts import AffiliationFactory


def has_role(role: Role, **place: object) -> User:
    """Somebody with this role since September."""
    user: User = AffiliationFactory(role=role, **place).user
    return user


def promised(day: date) -> dict[str, object]:
    """The two columns of a promised day."""
    return {"promised_on": day, "due_at": datetime(day.year, day.month, day.day, 17, tzinfo=UTC)}


YESTERDAY, TODAY, TOMORROW = date(2026, 3, 11), date(2026, 3, 12), date(2026, 3, 13)
