"""Files: for whoever sees their message, and harmless in the browser."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.world import NOW
from tickets.actions.talk import answer, note
from tickets.models import Attachment

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def files(world):
    """A photo and a text that everybody of the ticket sees, and the text of an internal note."""
    ticket = world.taken()
    who = {"number": ticket.number, "actor": world.actor("technician"), "now": NOW}
    photo = SimpleUploadedFile("borne n° 12.png", PNG, "image/png")
    text = SimpleUploadedFile("relevé.txt", b"mesures", "text/plain")
    answer(body="Voici", files=[photo, text], **who)
    note(
        body="Entre nous", files=[SimpleUploadedFile("interne.txt", b"secret", "text/plain")], **who
    )
    return {file.name: f"/pieces/{file.pk}/" for file in Attachment.objects.all()}


def read(response):
    return b"".join(response.streaming_content)


def test_a_photo_opens_and_a_text_is_saved(files, as_):
    photo = as_("rupn").get(files["borne n° 12.png"])
    assert photo["Content-Disposition"].startswith("inline")
    assert photo["Content-Type"] == "image/png"
    assert read(photo) == PNG
    text = as_("rupn").get(files["relevé.txt"])
    assert text["Content-Disposition"].startswith("attachment")
    assert read(text) == b"mesures"


def test_nothing_of_a_file_can_run(files, as_):
    for url in files.values():
        response = as_("technician").get(url)
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response["X-Content-Type-Options"] == "nosniff"
        read(response)


def test_the_name_on_the_disk_is_told_to_nobody(files, as_):
    response = as_("rupn").get(files["relevé.txt"])
    stored = Attachment.objects.get(name="relevé.txt").file.name
    assert all(stored.split("/")[-1] not in value for value in response.headers.values())
    read(response)


@pytest.mark.parametrize("name", ["rupn", "head", "manager", "other_rupn"])
def test_a_file_of_an_internal_note_is_not_there_for_the_school(files, as_, name):
    assert as_(name).get(files["interne.txt"]).status_code == 404


@pytest.mark.parametrize("name", ["lycee_rupn", "dsi_agent", "observer", "nobody", "far_referent"])
def test_a_stranger_finds_no_file(files, as_, name):
    assert {as_(name).get(url).status_code for url in files.values()} == {404}


def test_nobody_signed_in_is_asked_to_sign_in(files, client):
    response = client.get(files["relevé.txt"])
    assert response.status_code == 302
    assert response["Location"].startswith("/compte/login/")


@pytest.mark.parametrize("pk", [0, 999_999, 2**63, 10**30])
def test_a_number_that_is_no_file_s_is_not_there(world, as_, pk):
    assert as_("rupn").get(f"/pieces/{pk}/").status_code == 404


def test_a_file_that_was_lost_is_not_there(files, as_):
    file = Attachment.objects.get(name="relevé.txt")
    file.file.storage.delete(file.file.name)
    assert as_("rupn").get(files["relevé.txt"]).status_code == 404
