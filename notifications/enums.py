"""The closed lists of the outbox."""

from django.db.models import TextChoices


class Channel(TextChoices):
    IN_APP = "in_app", "dans Relais"
    EMAIL = "email", "courriel"


class Status(TextChoices):
    """Of one message to one person by one channel."""

    WAITING = "waiting", "à envoyer"
    LEASED = "leased", "en cours d'envoi"
    SENT = "sent", "envoyé"
    DEAD = "dead", "non remis"


UNSENT = (Status.WAITING, Status.LEASED)
