"""Find a school by what people know of it."""

from django.db.models import Q, Value

from accounts.models import School
from accounts.models.sortkey import Unaccented
from accounts.rules import uai

FOUND = 20


def find_schools(search: str, *, limit: int = FOUND) -> list[School]:
    """The schools whose name, commune or UAI holds every word; a UAI alone finds one. Served or not."""
    schools = School.objects.select_related("calendar", "network")
    if uai.why_invalid(exact := uai.clean(search)) is None:
        return list(schools.filter(uai=exact))
    schools = schools.alias(sort_commune=Unaccented("commune"))
    for word in search.split()[:6]:
        plain = Unaccented(Value(word))
        schools = schools.filter(
            Q(sort_name__contains=plain) | Q(sort_commune__contains=plain) | Q(uai__iexact=word)
        )
    return list(schools.order_by("-served", "sort_name", "uai")[:limit])
