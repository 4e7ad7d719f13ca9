"""How a request goes, from its opening to its end or to the demo's moment: a dozen ordinary courses."""

from collections.abc import Callable

from accounts.models import Team
from tickets.actions.cancel import cancel
from tickets.actions.decide import approve, refuse
from tickets.actions.resolve import confirm, deny, resolve
from tickets.actions.take import move_promise, plan, promise, take
from tickets.actions.talk import answer, ask
from tickets.actions.transfer import accept_transfer, transfer
from tickets.actions.wait import wait_third_party
from tickets.enums import Motive

from .case import Case
from .stage import Story


def life(case: Case, course: Callable[[Case], Story]) -> Story:
    """Opened, approved if it commits money, taken, and then its own course."""
    yield case.opened
    need = case.need
    case.number = case.stage.open(
        need.code,
        by=case.rupn,
        school=case.school,
        title=need.title,
        body=need.body,
        place=need.place,
        extent=need.extent,
        answers=need.answers,
    )
    if course is withdrawn:
        yield from withdrawn(case)
        return
    if case.stage.ticket(case.number).approval_pending:
        yield case.at_school(1, 4)
        case.do(approve, case.stage.world.heads[case.school])
    yield from taken(case)
    yield from course(case)


def taken(case: Case) -> Story:
    """Somebody of the team takes it, most often within the day: later, the engine has warned the lead."""
    team = case.stage.ticket(case.number).team
    case.team, case.agent = team, case.chance.choice(case.stage.members(team))
    yield case.soon(0, case.chance.choice([0, 1, 1, 1, 2]))
    case.do(take, case.holder, next_action=case.need.action, promised_on=case.promise_for(1, 5))


def solved(case: Case) -> Story:
    """On the promised day; then the school says yes, or nothing."""
    yield case.on_the_day()
    case.do(resolve, case.holder, evidence=case.need.evidence)
    if case.chance.random() < 0.8:
        yield case.at_school(1, 4)
        case.do(confirm, case.rupn)


def late(case: Case) -> Story:
    """The day passes, the engine writes it; a new date is given and kept."""
    assert case.due is not None
    passed = case.on_the_day().replace(hour=18, minute=30)
    yield passed
    yield case.soon(1, 2)
    case.do(promise, case.holder, next_action=case.need.action, promised_on=case.promise_for(1, 2))
    yield from solved(case)


def moved(case: Case) -> Story:
    """The day is moved before it comes, and the school is told why."""
    yield case.soon(0, 0)
    day = case.promise_for(6, 8)
    case.do(
        move_promise, case.holder, promised_on=day, reason="La pièce commandée n'arrive que la semaine prochaine."
    )  # fmt: skip
    yield from solved(case)


def asked(case: Case) -> Story:
    """A question first: the clock stops while the school holds it."""
    yield case.soon(0, 1)
    case.do(ask, case.holder, question=case.need.question)
    yield case.at_school(1, 4)
    case.do(answer, case.rupn, body=case.need.reply)
    yield case.soon(0, 1)
    case.do(promise, case.holder, next_action=case.need.action, promised_on=case.promise_for(1, 3))
    yield from solved(case)


def supplied(case: Case) -> Story:
    """A supplier is awaited; the agent keeps it in hand."""
    yield case.soon(0, 1)
    day = case.promise_for(4, 8)
    case.do(
        wait_third_party, case.holder, third_party="le fournisseur",
        reason="Pièce commandée, livraison annoncée", until=day,
    )  # fmt: skip
    yield from solved(case)


def visited(case: Case) -> Story:
    """A visit on a day when the school is open."""
    yield case.soon(0, 1)
    if day := case.visit_on(case.chance.randint(2, 5)):
        case.do(plan, case.holder, next_action=f"{case.need.action}, sur place", promised_on=day)
    yield from solved(case)


def passed_on(case: Case) -> Story:
    """Not theirs after all: offered with a reason, accepted, taken there."""
    ticket = case.stage.ticket(case.number)
    receiver = _other_team(case, ticket.team)
    yield case.soon(0, 1)
    case.do(
        transfer, case.holder, to_team=receiver,
        reason="Le constat est fait sur place : le matériel est sous le contrat de votre service.",
    )  # fmt: skip
    case.team = receiver
    yield case.soon(0, 1)
    case.do(accept_transfer, case.stage.members(receiver)[0])
    yield from taken(case)
    yield from solved(case)


def denied(case: Case) -> Story:
    """Not solved, says the school: the same agent has it again, one priority higher."""
    yield case.on_the_day()
    case.do(resolve, case.holder, evidence=case.need.evidence)
    yield case.at_school(1, 1)
    case.do(deny, case.rupn, reason="Cela a recommencé ce matin, avec le même message.")
    yield case.soon(0, 0)
    case.do(promise, case.holder, next_action=case.need.action, promised_on=case.promise_for(1, 2))
    yield from solved(case)


def turned_down(case: Case) -> Story:
    """A refusal is an answer: a motive and an explanation."""
    yield case.soon(1, 1)
    case.do(
        refuse, case.holder, motive=Motive.OTHER,
        explanation="Un service académique répond déjà à ce besoin : voir la fiche pratique, nous vous aidons à l'ouvrir.",
    )  # fmt: skip


def withdrawn(case: Case) -> Story:
    """The school says that it is no longer needed."""
    yield case.at_school(1, 1)
    case.do(cancel, case.rupn)


def _other_team(case: Case, team: Team) -> Team:
    """From the technicians to the collectivité, from anywhere else to the DRANE of the département."""
    school = case.stage.world.schools[case.school]
    if team.kind != "tip":
        return case.stage.world.teams[f"drane-{school.departement}"]
    code = f"departement-{school.departement}" if school.managed_by == "departement" else "region"
    return case.stage.world.teams[code]


#: How often each course is taken, in a hundred.
COURSES: tuple[tuple[Callable[[Case], Story], int], ...] = (
    (solved, 34), (visited, 14), (asked, 12), (late, 11), (supplied, 8), (moved, 6), (denied, 5), (passed_on, 4),
    (turned_down, 3), (withdrawn, 3),
)  # fmt: skip
