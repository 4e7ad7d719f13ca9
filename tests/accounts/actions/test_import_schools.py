from collections.abc import Callable
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.actions.import_schools import import_schools
from accounts.enums import ManagedBy, SchoolKind
from accounts.models import School
from accounts.permissions import Actor
from accounts.refusals import Forbidden
from tests.accounts.directory_files import HEADERS_2026, directory, school
from tests.factories.accounts import CalendarFactory, SchoolFactory, valid_uai

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 19, 8, 5, tzinfo=UTC)

Import = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path) -> Import:
    """Import a file; what the command printed."""

    def run(raw: bytes, **options: object) -> str:
        path = tmp_path / "annuaire.csv"
        path.write_bytes(raw)
        out = StringIO()
        call_command("import_schools", str(path), stdout=out, stderr=StringIO(), **options)
        return out.getvalue()

    return run


def versions() -> set[tuple[int, int]]:
    """A row that was written again has another xmin."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, xmin::text::bigint FROM accounts_school")
        return set(cursor.fetchall())


def test_everything_that_can_be_read_is_loaded_and_the_rest_told(run: Import) -> None:
    told = run(
        directory(
            school(9101),
            school(9102, Identifiant_de_l_etablissement="0869102A"),
            "coupée;ici",
            school(9103, Type_etablissement="Lycée", libelle_nature="LYCEE PROFESSIONNEL"),
            school(9101, Nom_etablissement="Collège des Trois-Étangs, annexe"),
            school(9104, Type_etablissement="Ecole", Telephone="5,49E+08"),
        )
    )
    assert "Créés : 3" in told
    assert "Lignes refusées : 2" in told
    assert "ligne 3 : La clé de l'UAI" in told
    assert "ligne 4 : La ligne a 2 colonnes" in told
    assert "ligne 6 : " in told
    assert "ligne 7 : « 5,49E+08 »" in told
    college, lp, ecole = School.objects.order_by("uai")
    assert (college.kind, college.managed_by) == (SchoolKind.COLLEGE, ManagedBy.DEPARTEMENT)
    assert (lp.kind, lp.managed_by) == (SchoolKind.LP, ManagedBy.REGION)
    assert (ecole.kind, ecole.managed_by) == (SchoolKind.ECOLE, ManagedBy.COMMUNE)
    assert college.pupils == 412
    assert not any((college.served, lp.served, ecole.served))


def test_a_second_time_writes_nothing(run: Import) -> None:
    file = directory(
        school(9101), school(9102, etat="A FERMER"), school(9102, Nom_etablissement="Z")
    )
    run(file)
    before = versions()
    told = run(file)
    assert "Inchangés : 2" in told
    assert versions() == before


def test_a_dry_run_tells_and_changes_nothing(run: Import) -> None:
    run(directory(school(9101)))
    before = versions()
    told = run(directory(school(9101, Nom_commune="Autre"), school(9102)), dry_run=True)
    assert "À blanc" in told
    assert "Créés : 1" in told
    assert "Modifiés : 1" in told
    assert versions() == before


def test_a_change_is_named_and_only_that_row_is_written(run: Import) -> None:
    run(directory(school(9101), school(9102)))
    before = versions()
    told = run(directory(school(9101, Nom_commune="Autre", Telephone=""), school(9102)))
    assert "Modifiés : 1" in told
    assert ": commune\n" in told
    assert len(versions() & before) == 1
    assert School.objects.get(commune="Autre").phone == "05 49 00 00 01"


def test_the_headers_of_2026_keep_the_head_count(run: Import) -> None:
    run(directory(school(9101)))
    told = run(directory(school(9101), headers=HEADERS_2026, encoding="cp1252", end="\n"))
    assert "Inchangés : 1" in told
    assert School.objects.get().pupils == 412


def test_what_was_set_by_hand_stays(run: Import) -> None:
    run(directory(school(9101)))
    own = CalendarFactory(name="à elle")
    School.objects.update(
        managed_by=ManagedBy.REGION, calendar=own, site="Cité", ent="i-Cart", bandwidth_mbps=20
    )
    told = run(directory(school(9101)))
    assert "Inchangés : 1" in told
    kept = School.objects.get()
    assert (kept.managed_by, kept.calendar, kept.ent) == (ManagedBy.REGION, own, "i-Cart")


def test_who_manages_follows_the_kind_unless_set_by_hand(run: Import) -> None:
    run(directory(school(9101)))
    run(directory(school(9101, Type_etablissement="Lycée")))
    assert School.objects.get().managed_by == ManagedBy.REGION


def test_the_calendar_of_the_zone_is_given(run: Import) -> None:
    of_zone_a = CalendarFactory(name="Établissement zone A", zone="A")
    run(directory(school(9101), school(9102, Libelle_academie="Mayotte")))
    assert [s.calendar for s in School.objects.order_by("uai")] == [of_zone_a, None]


def test_a_school_closes_and_opens_again(run: Import) -> None:
    run(directory(school(9101)))
    told = run(directory(school(9101, etat="A FERMER", date_maj_ligne="01/03/2026")))
    assert "Fermés : 1" in told
    assert School.objects.get().closed_on == date(2026, 3, 1)
    told = run(directory(school(9101, etat="A FERMER", date_maj_ligne="02/03/2026")))
    assert "Inchangés : 1" in told
    told = run(directory(school(9101)))
    assert ": fermé le\n" in told
    assert School.objects.get().closed_on is None


@pytest.mark.parametrize("change", [{"etat": "A FERMER"}, {"Type_etablissement": "Ecole"}])
def test_a_served_school_is_not_closed_under_its_people(
    run: Import, change: dict[str, str]
) -> None:
    uai = valid_uai("086", 9101)
    SchoolFactory(uai=uai, served=True)
    before = versions()
    told = run(directory(school(9101, **change), school(9102)))
    assert "ligne 2 : " in told
    assert "Cessez d'abord de le servir" in told
    assert "Créés : 1" in told
    assert before < versions()


def test_corsica_is_a_departement_too(run: Import) -> None:
    run(
        directory(
            school(1, Code_departement="2A", Identifiant_de_l_etablissement=valid_uai("620", 1))
        )
    )
    assert School.objects.get().departement == "02A"


@pytest.mark.parametrize("raw", [b"", b"nom;prenom\nDurand;Camille\n", b"PK\x03\x04\x00\x00"])
def test_another_file_is_refused_in_one_line(run: Import, raw: bytes) -> None:
    with pytest.raises(CommandError, match="n'est pas l'annuaire"):
        run(raw)


def test_a_missing_file_is_one_line() -> None:
    with pytest.raises(CommandError, match="ne se lit pas"):
        call_command("import_schools", "/nulle/part.csv")


def test_a_stranger_may_not() -> None:
    with pytest.raises(Forbidden):
        import_schools(lines=[], actor=Actor(user_id=1), now=NOW)


def test_the_number_of_queries_does_not_grow(run: Import, django_assert_num_queries) -> None:
    # savepoint, lock, schools, calendars, insert, update, release
    run(directory(school(9101)))
    for extra in (1, 40):
        changed = school(9101, Nom_commune=f"Autre {extra}")
        rows = [school(9200 + extra + n) for n in range(extra)]
        with django_assert_num_queries(7):
            run(directory(changed, *rows))
