import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.world import required_answers
from tickets.queries.catalogue_file import catalogue_file
from tickets.rules.questions import clean

QUESTIONS = [
    {"name": "room", "label": "Quelle salle ?", "kind": "text", "required": True},
    {"name": "posts", "label": "Combien de postes ?", "kind": "number"},
    {"name": "day", "label": "Quel jour ?", "kind": "date"},
    {"name": "wired", "label": "Aussi en filaire ?", "kind": "boolean"},
    {"name": "light", "label": "Quel voyant ?", "kind": "choice", "choices": ["vert", "rouge"]},
    {"name": "more", "label": "Autre chose ?", "kind": "long_text"},
    {"name": "page", "label": "Quelle page ?", "kind": "url"},
]


@pytest.mark.parametrize(
    ("name", "given_", "stored"),
    [
        ("room", " 204 ", "204"),
        ("posts", "12", 12),
        ("posts", "1 200", 1200),
        ("posts", "2,5", 2.5),
        ("day", "2026-03-20", "2026-03-20"),
        ("wired", "Oui", True),
        ("wired", False, False),
        ("light", "rouge", "rouge"),
        ("more", "deux\r\nlignes", "deux\nlignes"),
        ("room", "salle\x00 204\x1b[31m", "salle 204[31m"),
        ("room", "e\u0301te\ud800", "e\u0301te"),
    ],
)
def test_an_answer_is_kept_in_its_kind(name, given_, stored):
    cleaned, errors = clean(QUESTIONS, {"room": "1", name: given_})
    assert errors == {}
    assert cleaned[name] == stored


@pytest.mark.parametrize(
    ("name", "given_"),
    [
        ("room", ""), ("room", " \n"), ("room", "\x00"), ("room", None), ("room", "x" * 301),
        ("room", ["204"]), ("room", {"a": 1}),
        ("posts", "beaucoup"), ("posts", "nan"), ("posts", "inf"), ("posts", "1e300"),
        ("day", "20/03/2026"), ("day", "2026-02-30"), ("wired", "peut-être"), ("light", "bleu"),
        ("more", "x" * 4001), ("page", "x" * 501), ("unknown", "1"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_kept_is_told_in_french(name, given_):
    cleaned, errors = clean(QUESTIONS, {"room": "1", name: given_})
    assert name in errors
    assert errors[name].endswith((".", "?"))
    assert name not in cleaned


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)
names = st.sampled_from([question["name"] for question in QUESTIONS]) | st.text()


@given(answers=st.dictionaries(names, json_values, max_size=5))
def test_whatever_is_sent_is_kept_safely_or_refused(answers):
    cleaned, errors = clean(QUESTIONS, answers)
    assert set(cleaned) <= {question["name"] for question in QUESTIONS}
    assert not set(cleaned) & set(errors)
    kept = json.dumps(cleaned, ensure_ascii=False, allow_nan=False)
    assert "\\u0000" not in kept
    kept.encode()


def test_every_type_of_the_catalogue_can_be_answered():
    for row in catalogue_file().types.values():
        kind = type("Kind", (), row)
        _, errors = clean(row["questions"], required_answers(kind))
        assert errors == {}, row["code"]
