"""What an import of people did."""

from dataclasses import dataclass, field

from accounts.models import User
from accounts.rules.tables import Remark


@dataclass
class PeopleReport:
    """Roles in the words of their report line; leavers lost at least one role, and may hold requests."""

    people: list[str] = field(default_factory=list)
    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    ended: list[str] = field(default_factory=list)
    leavers: list[User] = field(default_factory=list)
    invited: int = 0
    teams: list[str] = field(default_factory=list)
    refused: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
