"""The request types that may be chosen."""

from django.db.models import QuerySet

from tickets.models import RequestType


def active_types() -> QuerySet[RequestType]:
    """With their family, in the order of the catalogue."""
    return (
        RequestType.objects.filter(active=True)
        .select_related("family")
        .order_by("family__order", "code")
    )
