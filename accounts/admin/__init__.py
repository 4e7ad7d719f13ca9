"""People, places and calendars, edited by administrators. Nobody is deleted: roles, teams and accounts end."""

from . import affiliations, calendars, people, places, teams

__all__ = ["affiliations", "calendars", "people", "places", "teams"]
