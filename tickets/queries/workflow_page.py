"""docs/workflow.md, written from the table of states and the table of who may."""

from tickets.enums import ENDED, Deed, Status
from tickets.permissions import WHO, Party
from tickets.rules.workflow import STILL, TRANSITIONS, WITH_REQUESTER

_PARTIES = {
    Party.REQUESTER: "le demandeur, ou un RUPN de l'établissement",
    Party.SCHOOL: "une personne de l'établissement",
    Party.HEAD: "le chef ou son adjoint",
    Party.HOLDER: "le porteur",
    Party.MEMBER: "un membre de la file",
    Party.LEAD: "le responsable ou son suppléant",
    Party.RECEIVER: "la file à qui elle est proposée",
    Party.INVOLVED: "une file concernée",
    Party.REFERENT: "le référent DRANE",
    Party.FRONT_DESK: "le guichet",
    Party.SYSTEM: "Relais",
}
_HEAD = """# The life of a request

Written by `manage.py document_workflow` from `tickets/rules/workflow.py` and `tickets/permissions.py`; a test keeps it current.
S0, the draft, is not a request: it lives in the browser.
"""


def code(status: Status) -> str:
    """S1 to S13, in the order of the states."""
    return f"S{list(Status).index(status) + 1}"


def workflow_page() -> str:
    """The whole page, in Markdown."""
    return "\n".join([_HEAD, *_states(), "", *_deeds(), "", *_moves(), ""])


def _states() -> list[str]:
    lines = [
        "## States",
        "",
        "| Code | State | Screen | Held by | Targets |",
        "| --- | --- | --- | --- | --- |",
    ]
    for status in Status:
        clock = "ended" if status in ENDED else "stand still" if status in STILL else "run"
        lines.append(
            f"| {code(status)} | `{status.value}` | {status.label} | {_held_by(status)} | {clock} |"
        )
    return lines


def _held_by(status: Status) -> str:
    if status is Status.MERGED:
        return "the holder of the parent"
    if status in ENDED:
        return "nobody"
    if status in WITH_REQUESTER:
        return "the requester's side"
    if status is Status.WAITING_DECISION:
        return "the decider"
    if status is Status.ASSIGNED:
        return "the lead of the team; the sender during a transfer"
    return "the front desk" if status is Status.NEW else "a named person"


def _deeds() -> list[str]:
    lines = ["## Deeds", "", "| Deed | Screen | Who may |", "| --- | --- | --- |"]
    for deed in Deed:
        who = " ; ".join(_PARTIES[party] for party in Party if party in WHO[deed])
        lines.append(f"| `{deed.value}` | {deed.label} | {who} |")
    return lines


def _moves() -> list[str]:
    lines = ["## Where each deed leads", "", "| Deed | From | To |", "| --- | --- | --- |"]
    for deed, rows in TRANSITIONS.items():
        for origin, targets in rows.items():
            to = ", ".join(code(target) for target in targets)
            lines.append(f"| `{deed.value}` | {code(origin)} | {to} |")
    return lines
