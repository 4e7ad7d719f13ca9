"""Who signs in and what is looked at, and how many statements each page costs: one JSON line."""

import json
from importlib import import_module
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from rest_framework.authtoken.models import Token  # noqa: E402

from accounts.models import School, User  # noqa: E402
from tickets.models import RequestType, Ticket  # noqa: E402


def main() -> None:
    # The second agent of the second team: he holds what he took himself.
    agent = User.objects.get(email="agent6@charge.test")
    asker = User.objects.get(email="rupn1@charge.test")
    school = School.objects.get(affiliations__user=asker)
    held = Ticket.objects.filter(holder=agent).order_by("due_at").first()
    assert held is not None
    own = (
        Ticket.objects.filter(school=school, status="taken").first()
        or Ticket.objects.filter(school=school).first()
    )
    assert own is not None
    facts: dict[str, Any] = {
        "session": _session(agent),
        "token": Token.objects.get_or_create(user=asker)[0].key,
        "ticket": held.number,
        "own": own.number,
        "school": school.uai,
        "type": RequestType.objects.get(code="HOR-02").code,
    }
    pages = {
        "technician's first screen": "/",
        "list, 25 rows": "/demandes/",
        "ticket page": f"/demandes/{held.number}/",
    }
    facts["queries"] = {what: _queries(agent, path) for what, path in pages.items()}
    print(json.dumps(facts))


def _session(user: User) -> str:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return str(store.session_key)


def _queries(user: User, path: str) -> int:
    client = Client(headers={"x-forwarded-proto": "https"})
    client.force_login(user)
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return len(seen)


if __name__ == "__main__":
    main()
