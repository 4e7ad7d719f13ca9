from .affiliation import Affiliation
from .calendar import Calendar, Closure, SchoolHoliday
from .invitation import Invitation
from .organisation import Network, Organisation
from .school import School
from .team import Team
from .user import User

__all__ = [
    "Affiliation",
    "Calendar",
    "Closure",
    "Invitation",
    "Network",
    "Organisation",
    "School",
    "SchoolHoliday",
    "Team",
    "User",
]
