"""Who is competent, for what, and which schools are served: what the DRANE edits. Tickets are not edited here."""

from . import catalogue, competence, schools

__all__ = ["catalogue", "competence", "schools"]
