import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.rules.texts import block, line


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("  Bonjour \r\n\r\nMerci\r ", "Bonjour \n\nMerci"),
        ("a\x00b\x08c", "abc"),
        ("\ud83d seul", "seul"),
        ("😀 l’été", "😀 l’été"),
        ("\x00 \x01\n", ""),
    ],
)
def test_a_text_keeps_its_lines_and_nothing_dangerous(said, kept):
    assert block(said) == kept


def test_a_line_is_one_line():
    assert (
        line(" Le wifi\r\nBcc: tous@exemple.test\tsalle  204 ")
        == "Le wifi Bcc: tous@exemple.test salle 204"
    )


@given(st.text())
def test_whatever_is_typed_can_be_stored_and_sent(said):
    kept = block(said)
    kept.encode()
    assert block(kept) == kept
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in kept)
    assert "\n" not in line(said)
