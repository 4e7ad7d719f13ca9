import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.rules.files import ALLOWED, INLINE, clean_name, is_plain_text


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("photo.jpg", "photo.jpg"),
        ("Capture d’écran 2026-03-12.png", "Capture d’écran 2026-03-12.png"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Documents\plan.pdf", "plan.pdf"),
        ("/", "fichier"),
        ("..", "fichier"),
        ("", "fichier"),
        ("\x00\x01", "fichier"),
        ("a\x00.pdf", "a.pdf"),
        (".htaccess", "htaccess"),
        ("facture\u202efdp.exe", "facturefdp.exe"),
        ("\u2066évil\u2069.pdf", "évil.pdf"),
        ('a"b<c>d|e?.txt', "a_b_c_d_e_.txt"),
        ("e\u0301t\u00e9.txt", "été.txt"),
        ("nom\nsur deux lignes.txt", "nomsur deux lignes.txt"),
        ("x" * 200 + ".docx", "x" * 115 + ".docx"),
        ("x." + "y" * 200, ("x." + "y" * 200)[:120]),
    ],
)
def test_a_name_is_safe_to_show_and_to_download(given_, kept):
    assert clean_name(given_) == kept


@given(st.text(max_size=300))
def test_whatever_the_name_it_is_short_plain_and_pathless(name):
    kept = clean_name(name)
    assert 0 < len(kept) <= 120
    assert not set('/\\:*?"<>|') & set(kept)
    assert not any(unicodedata.category(c)[0] == "C" for c in kept)
    assert kept.strip(" .")
    assert clean_name(kept) == kept or kept.endswith((" ", "."))
    kept.encode()


@pytest.mark.parametrize(
    "head",
    [
        b"", b"Bonjour", "é".encode(), "déjà vu".encode("cp1252"), b"nom;pr\xe9nom\r\nRoy;Ida\r\n",
        "é".encode()[:1], ("x" * 8191 + "é").encode()[:8192], b"\xef\xbb\xbfnom;prenom", b"a < b, html is fun",
    ],
)  # fmt: skip
def test_text_is_text(head):
    assert is_plain_text(head)


@pytest.mark.parametrize(
    "head",
    [
        b"<html>", b"  <!DOCTYPE html>", b"<SCRIPT>alert(1)</script>", b"<svg onload=x>", b"<?xml version='1.0'?>",
        b"hello <iframe src=x>", b"MZ\x90\x00\x03", b"a\x00b", b"\x1b]0;title\x07", b"\x81\x8d",
    ],
)  # fmt: skip
def test_what_a_browser_or_a_terminal_could_run_is_not(head):
    assert not is_plain_text(head)


def test_nothing_that_a_browser_runs_is_taken_or_shown():
    assert not {"text/html", "image/svg+xml", "application/xhtml+xml", "text/xml"} & set(ALLOWED)
    assert set(ALLOWED) >= INLINE
    assert all(kind.startswith("image/") for kind in INLINE)
