from .catalogue import CompetenceRule, Family, RequestType
from .event import TicketEvent
from .follower import ExternalReference, Follower
from .idempotency import IdempotencyKey
from .message import Attachment, Message
from .promise import Promise
from .ticket import Ticket
from .transfer import Transfer

__all__ = [
    "Attachment",
    "CompetenceRule",
    "ExternalReference",
    "Family",
    "Follower",
    "IdempotencyKey",
    "Message",
    "Promise",
    "RequestType",
    "Ticket",
    "TicketEvent",
    "Transfer",
]
