import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from accounts.actions.invite import due_invitations, invite, send_invitation
from accounts.enums import Role
from accounts.models import Invitation, User
from accounts.permissions import Actor
from accounts.refusals import Forbidden, Invalid
from accounts.tasks import send_invitations
from tests.factories.accounts import AffiliationFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 19, 8, 5, tzinfo=UTC)


@pytest.fixture
def newcomer() -> User:
    user = UserFactory(email="zoe@exemple.test", first_name="Zoé")
    user.set_unusable_password()
    user.save()
    invite(users=[user], actor=Actor.system(), now=NOW)
    return user


def send(now: datetime = NOW) -> list[bool]:
    return [send_invitation(pk, now=now) for pk in due_invitations(now=now, limit=10)]


def test_an_invitation_says_who_one_is_and_leads_in(newcomer: User, client: Client) -> None:
    rupn = AffiliationFactory(user=newcomer)
    AffiliationFactory(user=newcomer, role=Role.REFERENT, starts_on=NOW.date() + timedelta(30))
    AffiliationFactory(user=newcomer, role=Role.OBSERVER, ends_on=NOW.date())
    assert send() == [True]
    [message] = mail.outbox
    assert message.to == ["zoe@exemple.test"]
    assert message.extra_headers["Message-ID"].startswith("<invitation-")
    assert "Bonjour Zoé" in message.body
    assert f"- RUPN, {rupn.school}\n" in message.body
    assert "- référent DRANE, département 086, à partir du 18 avril 2026\n" in message.body
    assert "observateur" not in message.body
    assert "&#" not in message.body
    link = re.search(r"http://[^\s]+/key/[^\s]+", message.body)
    assert link is not None
    page = client.get(link[0], follow=True)
    path = page.redirect_chain[-1][0]
    client.post(path, {"password1": "dix-lettres-et-plus", "password2": "dix-lettres-et-plus"})
    newcomer.refresh_from_db()
    assert newcomer.check_password("dix-lettres-et-plus")


def test_it_is_sent_once(newcomer: User) -> None:
    assert send() == [True]
    assert send(NOW + timedelta(days=1)) == []
    assert len(mail.outbox) == 1


def test_asked_again_it_is_sent_again(newcomer: User) -> None:
    send()
    later = NOW + timedelta(days=5)
    invite(users=[newcomer], actor=Actor.system(), now=later)
    assert send(later) == [True]
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 2


def test_a_mail_server_that_is_down_delays_and_loses_nothing(
    newcomer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*args: object) -> None:
        raise ConnectionRefusedError("personne")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", down)
        assert send() == [False]
        assert send(NOW + timedelta(minutes=1)) == []
    assert "personne" in Invitation.objects.get().last_error
    assert send(NOW + timedelta(minutes=21)) == [True]
    assert Invitation.objects.get().last_error == ""


def test_it_is_given_up_in_the_end(newcomer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def down(*args: object) -> None:
        raise OSError("panne")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", down)
    now = NOW
    for _ in range(20):
        send(now)
        now += timedelta(days=10)
    invitation = Invitation.objects.get()
    assert (invitation.tries, invitation.next_try_at, invitation.sent_at) == (8, None, None)


def test_a_sender_killed_before_saying_so_gives_it_back(
    newcomer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", killed)
        with pytest.raises(KeyboardInterrupt):
            send()
    assert send() == []
    assert send(NOW + timedelta(minutes=10)) == [True]


def test_two_senders_send_one(newcomer: User) -> None:
    [pk] = due_invitations(now=NOW, limit=10)
    assert [send_invitation(pk, now=NOW), send_invitation(pk, now=NOW)] == [True, False]
    assert len(mail.outbox) == 1


def test_nothing_leaves_for_a_closed_account(newcomer: User) -> None:
    User.objects.update(is_active=False)
    assert send() == [False]
    assert send(NOW + timedelta(days=1)) == []
    assert not mail.outbox
    newcomer.refresh_from_db()
    with pytest.raises(Invalid):
        invite(users=[newcomer], actor=Actor.system(), now=NOW)


def test_the_task_sends_what_is_due(newcomer: User) -> None:
    Invitation.objects.update(asked_at=NOW, next_try_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert send_invitations() == 1
    assert send_invitations() == 0


def test_a_stranger_may_not() -> None:
    with pytest.raises(Forbidden):
        invite(users=[], actor=Actor(user_id=1), now=NOW)
