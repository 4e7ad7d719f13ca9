"""What kind of school a line of the directory is about, and who manages such schools by law."""

from accounts.enums import ManagedBy, SchoolKind

from .text import fold

_KINDS = {"ecole": SchoolKind.ECOLE, "college": SchoolKind.COLLEGE, "erea": SchoolKind.EREA}
_MANAGED_BY = {SchoolKind.ECOLE: ManagedBy.COMMUNE, SchoolKind.COLLEGE: ManagedBy.DEPARTEMENT}


def kind_of(label: str, nature: str) -> SchoolKind:
    """« Lycée » in the directory covers the LP and the sections of vocational teaching: the nature tells."""
    kind = fold(label)
    if kind == "lycee":
        return SchoolKind.LP if "professionnel" in fold(nature) else SchoolKind.LYCEE
    return _KINDS.get(kind, SchoolKind.OTHER)


def managed_by_default(kind: str) -> ManagedBy:
    """Who buys and maintains by law (L. 213-2, L. 214-6, communes for écoles).

    Means nothing for OTHER, which is never served.
    """
    return _MANAGED_BY.get(SchoolKind(kind), ManagedBy.REGION)
