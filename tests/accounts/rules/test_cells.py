from datetime import date

import pytest

from accounts.rules import cells


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("35580", "35580"),
        ("1000", "01000"),
        ("1000,0", "01000"),
        ("86 900", "86900"),
        ("2,17003E+13", None),
        ("868900", None),
        ("Vaubrun", None),
        ("", None),
    ],
)
def test_leading_zeros_come_back(text: str, expected: str | None) -> None:
    assert cells.digits(text, 5) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("412", 412),
        ("1 243", 1243),
        ("143,0", 143),
        ("0", 0),
        ("4,1E+2", None),
        ("-3", None),
        ("99999", None),
    ],
)
def test_counts(text: str, expected: int | None) -> None:
    assert cells.number(text, 20_000) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-27", date(2026, 5, 27)),
        ("27/05/2026", date(2026, 5, 27)),
        ("27/05/26", date(2026, 5, 27)),
        ("27/05/2026 00:00:00", date(2026, 5, 27)),
        ("2026-05-27T00:00:00+02:00", date(2026, 5, 27)),
        ("05/27/2026", None),
        ("46169", None),
        ("", None),
    ],
)
def test_days(text: str, expected: date | None) -> None:
    assert cells.day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("02 99 85 38 02", "02 99 85 38 02"),
        ("0299853802", "02 99 85 38 02"),
        ("299853802", "02 99 85 38 02"),
        ("+33 2 99 85 38 02", "02 99 85 38 02"),
        ("02.99.85.38.02", "02 99 85 38 02"),
        ("+687123456", "+687123456"),
        ("2,99854E+08", None),
        ("standard", None),
    ],
)
def test_phones(text: str, expected: str | None) -> None:
    assert cells.phone(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CE.0869101X@Exemple.Test", "ce.0869101x@exemple.test"),
        ("mailto:a@exemple.test", "a@exemple.test"),
        ("a@exemple", None),
        ("a b@exemple.test", None),
        ("a@exemple.test;b@exemple.test", None),
        ("a..b@exemple.test", None),
    ],
)
def test_emails(text: str, expected: str | None) -> None:
    assert cells.email(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("35", "035"),
        ("035", "035"),
        ("1", "001"),
        ("2a", "02A"),
        ("02B", "02B"),
        ("974", "974"),
        ("x", None),
    ],
)
def test_departements(text: str, expected: str | None) -> None:
    assert cells.departement(text) == expected


def test_the_uai_tells_its_departement() -> None:
    assert cells.departement_of("0869101X") == "086"
    assert cells.departement_of("6200001X") == "02A"
