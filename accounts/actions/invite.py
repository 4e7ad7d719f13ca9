"""An invitation: the account waits, here is the link to set one's password.

Asked in the transaction that makes the account, sent afterwards by a sweep: a mail server that is
down delays an invitation, never loses it, and holds nobody up.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.clock import PARIS
from accounts.models import Invitation, User
from accounts.permissions import Actor
from accounts.queries.directory import roles_from
from accounts.refusals import Forbidden, Invalid

#: Whoever sends has so long; then it is anyone's again. Doubles with each failure.
LEASE = timedelta(minutes=10)
MOST_TRIES = 8


def invite(*, users: Iterable[User], actor: Actor, now: datetime) -> int:
    """Ask for an invitation to each of these people, again if there was one. How many."""
    if not (actor.is_system or actor.is_administrator):
        raise Forbidden("Seul un administrateur invite.")
    asked = [Invitation(user=user, asked_at=now, next_try_at=now) for user in users]
    if any(not each.user.is_active for each in asked):
        raise Invalid("inactive-account", "Ce compte est désactivé : réactivez-le avant d'inviter.")
    Invitation.objects.bulk_create(
        asked,
        update_conflicts=True,
        unique_fields=["user"],
        update_fields=["asked_at", "sent_at", "next_try_at", "tries", "last_error"],
    )
    return len(asked)


def due_invitations(*, now: datetime, limit: int) -> list[int]:
    """The ids of those to send now, the oldest first."""
    due = Invitation.objects.filter(next_try_at__lte=now).order_by("next_try_at", "pk")
    return list(due.values_list("pk", flat=True)[:limit])


def send_invitation(invitation_id: int, *, now: datetime) -> bool:
    """Claim, send outside any transaction, then say it is sent. False: not ours, or not sent."""
    mine = Invitation.objects.filter(pk=invitation_id, next_try_at__lte=now)
    if not mine.update(next_try_at=now + LEASE, tries=F("tries") + 1):
        return False
    invitation = Invitation.objects.select_related("user").get(pk=invitation_id)
    # Asked again meanwhile: what was written for the earlier asking no longer counts.
    same = Invitation.objects.filter(pk=invitation_id, asked_at=invitation.asked_at)
    if not invitation.user.is_active:
        same.update(next_try_at=None, last_error="compte désactivé")
        return False
    try:
        _mail(invitation, now).send()
    except Exception as error:  # the server, the network, an address that no header can hold
        given_up = invitation.tries >= MOST_TRIES
        again = None if given_up else now + LEASE * 2**invitation.tries
        same.update(next_try_at=again, last_error=f"{type(error).__name__}: {error}"[:300])
        return False
    same.update(sent_at=now, next_try_at=None, last_error="")
    return True


def set_password_link(user: User) -> str:
    """Good once, for PASSWORD_RESET_TIMEOUT; afterwards « Mot de passe oublié » gives another."""
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(user),
            "key": default_token_generator.make_token(user),
        },
    )
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}"


def _mail(invitation: Invitation, now: datetime) -> EmailMessage:
    user = invitation.user
    today = now.astimezone(PARIS).date()
    context = {
        "user": user,
        "roles": roles_from(user, today),
        "today": today,
        "link": set_password_link(user),
        "days": settings.PASSWORD_RESET_TIMEOUT // 86_400,
        "forgotten": settings.PUBLIC_URL.rstrip("/") + reverse("account_reset_password"),
    }
    stamp = f"invitation-{invitation.pk}-{int(invitation.asked_at.timestamp())}"
    return EmailMessage(
        subject="Relais : votre compte vous attend",
        body=render_to_string("accounts/mail/invitation.txt", context),
        to=[user.email],
        # Fixed: a copy sent again after a crash is recognisable.
        headers={
            "Message-ID": f"<{stamp}@{settings.DEFAULT_FROM_EMAIL.rsplit('@')[-1].strip('>')}>"
        },
    )
