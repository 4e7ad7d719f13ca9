from .affiliation import Affiliation
from .calendar import Calendar, Closure, SchoolHoliday
from .organisation import Network, Organisation
from .school import School
from .team import Team
from .user import User

__all__ = [
    "Affiliation",
    "Calendar",
    "Closure",
    "Network",
    "Organisation",
    "School",
    "SchoolHoliday",
    "Team",
    "User",
]
