"""The priority: scope × urgency, never asked of the requester (DOMAIN §0, §3.3)."""

from tickets.enums import Extent, Priority, Urgency

#: A dated need this near counts as stopping a class.
NEAR_DEADLINE_DAYS = 5


def priority(urgency: Urgency, extent: Extent, *, days_to_deadline: int | None) -> Priority:
    """P1 the school or a building stopped, or a security incident; P2 a class stopped, or dated within 5 working
    days; P3 other incidents; P4 decisions, projects, information, training.

    days_to_deadline: working days until the deadline, None without one.
    """
    if urgency is Urgency.SECURITY:
        return Priority.P1
    if urgency is Urgency.STOPS_LESSONS and extent in (Extent.LEVEL, Extent.SCHOOL):
        return Priority.P1
    if urgency is Urgency.STOPS_LESSONS and extent is Extent.CLASS:
        return Priority.P2
    if days_to_deadline is not None and days_to_deadline <= NEAR_DEADLINE_DAYS:
        return Priority.P2
    if urgency in (Urgency.DECISION, Urgency.INFORMATION):
        return Priority.P4
    return Priority.P3


def raised(level: Priority) -> Priority:
    """One step more urgent: what a reopening does (S10)."""
    return Priority(max(Priority.P1, level - 1))
