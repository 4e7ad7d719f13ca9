"""The school, team or département that each line of a list names."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.enums import DEPARTEMENT_ROLES, SCHOOL_ROLES, TEAM_ROLES, Role
from accounts.models import Affiliation, School, Team
from accounts.rules.people_list import PersonLine, RefusedLine

#: Role, school, team, département: what makes two affiliations about the same thing.
Key = tuple[str, int | None, int | None, str]


@dataclass
class Placed:
    """is_on: whether the role holds today, known once it is given."""

    line: PersonLine
    school: School | None
    team: Team | None
    is_on: bool = False

    @property
    def key(self) -> Key:
        departement = self.line.place if self.line.role in DEPARTEMENT_ROLES else ""
        return (
            self.line.role,
            self.school.pk if self.school else None,
            self.team.pk if self.team else None,
            departement,
        )


def key_of(row: Affiliation) -> Key:
    return (row.role, row.school_id, row.team_id, row.departement)


def in_words(row: Affiliation) -> str:
    """« RUPN, Collège des Trois-Étangs (Vaubrun) »."""
    place = row.school or row.team or row.departement or "académie"
    return f"{Role(row.role).label}, {place}"


def find_places(
    lines: Sequence[PersonLine | RefusedLine],
) -> tuple[list[Placed], list[RefusedLine]]:
    """The lines whose place is known, and those refused, by then or now. Two queries."""
    good = [line for line in lines if isinstance(line, PersonLine)]
    uais = {line.place for line in good if line.role in SCHOOL_ROLES}
    schools = School.objects.select_related("calendar").in_bulk(list(uais), field_name="uai")
    # One object for each team, whatever the number of lines: its lead is set once.
    teams = {team.code.lower(): team for team in Team.objects.select_related("lead", "substitute")}
    placed, refused = [], [line for line in lines if isinstance(line, RefusedLine)]
    for line in good:
        each = Placed(line, schools.get(line.place), teams.get(line.place))
        if line.role in SCHOOL_ROLES:
            each.team = None
            missing = each.school is None and f"aucun établissement {line.place} dans l'annuaire"
        else:
            each.school = None
            each.team = each.team if line.role in TEAM_ROLES else None
            missing = (
                line.role in TEAM_ROLES and each.team is None and f"aucune file « {line.place} »"
            )
        if missing:
            text = f"{line.email} : {missing}."
            refused.append(RefusedLine(line.line, text, line.email, line.role, line.place))
        else:
            placed.append(each)
    return placed, sorted(refused, key=lambda line: line.line)
