"""People and places for tests. Everything said here is valid; a test says only what it is about."""

from datetime import date

import factory
from factory.django import DjangoModelFactory, Password

from accounts.enums import (
    DEPARTEMENT_ROLES,
    SCHOOL_ROLES,
    TEAM_ROLES,
    Coverage,
    ManagedBy,
    OrganisationKind,
    Role,
    SchoolKind,
    TeamKind,
)
from accounts.models import Affiliation, Calendar, Network, Organisation, School, Team, User
from accounts.rules.uai import key_letter

PASSWORD = "un-mot-de-passe-de-test"
START_OF_YEAR = date(2025, 9, 1)


def valid_uai(departement: str, number: int) -> str:
    """`valid_uai("086", 9001) == "0869001S"`."""
    digits = f"{departement}{number:04d}"
    return digits + key_letter(digits)


class CalendarFactory(DjangoModelFactory[Calendar]):
    """One office week, shared by all who name no other."""

    class Meta:
        model = Calendar
        django_get_or_create = ("name",)

    name = "Bureau, lundi au vendredi"
    weekly_hours = factory.LazyFunction(
        lambda: {str(day): [["08:00", "18:00"]] for day in range(5)}
    )
    bank_holidays = True


class OrganisationFactory(DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation
        django_get_or_create = ("code",)

    code = "rectorat"
    name = factory.LazyAttribute(lambda o: o.code.replace("-", " ").capitalize())
    kind = OrganisationKind.RECTORAT


class NetworkFactory(DjangoModelFactory[Network]):
    class Meta:
        model = Network

    code = factory.Sequence(lambda n: f"R86-{n + 1}")
    name = factory.Sequence(lambda n: f"Réseau des Sources {n + 1}")


class SchoolFactory(DjangoModelFactory[School]):
    """A public collège of the Vienne, open, with a calendar, not served."""

    class Meta:
        model = School

    class Params:
        number = factory.Sequence(lambda n: n + 1)

    departement = "086"
    uai = factory.LazyAttribute(lambda s: valid_uai(s.departement, s.number))
    name = factory.LazyAttribute(lambda s: f"Collège n° {s.number}")
    kind = SchoolKind.COLLEGE
    commune = "Confluens"
    academy = "Poitiers"
    calendar = factory.SubFactory(CalendarFactory)

    @factory.lazy_attribute
    def managed_by(self) -> ManagedBy:
        if self.kind == SchoolKind.COLLEGE:
            return ManagedBy.DEPARTEMENT
        return ManagedBy.COMMUNE if self.kind == SchoolKind.ECOLE else ManagedBy.REGION


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"personne{n + 1}@exemple.test")
    first_name = "Camille"
    last_name = factory.Sequence(lambda n: f"Durand-{n + 1}")
    password = Password(PASSWORD)


class TeamFactory(DjangoModelFactory[Team]):
    """A team of TIP for named schools, with a lead: it can receive. `schools=[…]` names them."""

    class Meta:
        model = Team
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"tip-{n + 1}")
    name = factory.Sequence(lambda n: f"Techniciens de proximité {n + 1}")
    kind = TeamKind.TIP
    organisation = factory.SubFactory(OrganisationFactory)
    calendar = factory.SubFactory(CalendarFactory)
    lead = factory.SubFactory(UserFactory)
    coverage = Coverage.SCHOOLS

    @factory.post_generation
    def schools(self, create: bool, extracted: list[School] | None, **kwargs: object) -> None:
        if create and extracted:
            self.schools.set(extracted)


class AffiliationFactory(DjangoModelFactory[Affiliation]):
    """By default a RUPN of a school since September; the place follows from the role."""

    class Meta:
        model = Affiliation

    user = factory.SubFactory(UserFactory)
    role = Role.RUPN
    starts_on = START_OF_YEAR
    school = factory.Maybe(
        factory.LazyAttribute(lambda a: a.role in SCHOOL_ROLES),
        factory.SubFactory(SchoolFactory),
        None,
    )
    team = factory.Maybe(
        factory.LazyAttribute(lambda a: a.role in TEAM_ROLES), factory.SubFactory(TeamFactory), None
    )
    departement = factory.LazyAttribute(lambda a: "086" if a.role in DEPARTEMENT_ROLES else "")
