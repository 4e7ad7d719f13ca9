"""Who is acting: a person with the roles held on a day. Pure: built by queries/actors.py."""

from dataclasses import dataclass, field
from typing import Self

from django.db.models import Q

from .enums import Role


@dataclass(frozen=True)
class Actor:
    """A person, or the system itself (`user_id` None), with what the roles of the day open.

    schools: where the person is RUPN, head, deputy or manager (ids); teams: member of, led, or replaced as
    the lead's substitute (ids); offices: those of them that are the one-person team of a head of school;
    overseen: the teams whose escalations reach the person (N+1); departements: three digits.
    """

    user_id: int | None = None
    roles: frozenset[Role] = frozenset()
    schools: frozenset[int] = frozenset()
    rupn_of: frozenset[int] = frozenset()
    heads: frozenset[int] = frozenset()
    teams: frozenset[int] = frozenset()
    led_teams: frozenset[int] = frozenset()
    offices: frozenset[int] = frozenset()
    overseen: frozenset[int] = frozenset()
    departements: frozenset[str] = frozenset()
    is_front_desk: bool = False
    name: str = field(default="", compare=False)

    @classmethod
    def system(cls) -> Self:
        """The time engine, the imports: allowed what the rules prescribe, in nobody's name."""
        return cls(name="Relais")

    @property
    def person_id(self) -> int:
        """The id of the person. The system is nobody: asking is a defect of the caller."""
        if self.user_id is None:
            raise ValueError("the system is no person")
        return self.user_id

    @property
    def is_system(self) -> bool:
        return self.user_id is None

    @property
    def serves_schools(self) -> bool:
        """Whether the person works for schools. Heads give approvals to their own school: they do not."""
        return bool(self.teams - self.offices or self.departements or self.is_front_desk)

    @property
    def is_administrator(self) -> bool:
        return Role.ADMINISTRATOR in self.roles

    @property
    def is_observer(self) -> bool:
        return Role.OBSERVER in self.roles


def visible_schools(actor: Actor) -> Q:
    """The schools that this actor finds in lists: his own; all that are served for who works for schools."""
    own = Q(pk__in=actor.schools)
    sees_all = actor.is_system or actor.is_administrator or actor.is_observer
    return own | Q(served=True) if sees_all or actor.serves_schools else own
