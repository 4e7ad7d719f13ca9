"""Nobody overwrites silently: `version` in the body, or `If-Match`."""

from tests.api.conftest import BASE, Api, assert_problem
from tickets.models import Message, Ticket

PLAN = {"next_action": "Passer", "promised_on": "2026-03-17"}


def plan(ticket: Ticket) -> str:
    return f"{BASE}/tickets/{ticket.number}/plan/"


def test_a_version_of_before_is_a_conflict(api: Api, ticket: Ticket) -> None:
    stale = {**PLAN, "version": ticket.version - 1}
    assert_problem(
        api("technician").post(plan(ticket), stale, format="json"), 409, "changed-meanwhile"
    )


def test_the_etag_of_the_detail_serves_as_if_match(api: Api, ticket: Ticket) -> None:
    tech = api("technician")
    etag = tech.get(f"{BASE}/tickets/{ticket.number}/")["ETag"]
    assert etag == f'"{ticket.version}"'
    done = tech.post(plan(ticket), PLAN, format="json", headers={"If-Match": etag})
    assert done.status_code == 200
    again = tech.post(plan(ticket), PLAN, format="json", headers={"If-Match": etag})
    assert_problem(again, 412, "changed-meanwhile")
    newer = tech.post(plan(ticket), PLAN, format="json", headers={"If-Match": done["ETag"]})
    assert newer.status_code == 200


def test_an_if_match_that_is_no_version_is_refused(api: Api, ticket: Ticket) -> None:
    for header in ('"abc"', '"-1"', '"1", "2"', "²", "9" * 400):
        response = api("technician").post(
            plan(ticket), PLAN, format="json", headers={"If-Match": header}
        )
        assert_problem(response, 400, "if-match-invalid")
    any_version = api("technician").post(
        plan(ticket), PLAN, format="json", headers={"If-Match": "*"}
    )
    assert any_version.status_code == 200


def test_answers_never_conflict_both_are_kept(api: Api, ticket: Ticket) -> None:
    answer = f"{BASE}/tickets/{ticket.number}/answer/"
    for name in ("rupn", "technician"):
        body = {"body": f"De {name}.", "version": ticket.version}
        assert api(name).post(answer, body, format="json").status_code == 200
    assert Message.objects.filter(ticket=ticket, kind="answer").count() == 2
