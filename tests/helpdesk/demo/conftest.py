from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from helpdesk.demo.seed import seed
from helpdesk.demo.stage import Stage


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """The whole demo, loaded once for the module, and taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield seed()
        transaction.set_rollback(True)
