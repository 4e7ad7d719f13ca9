"""The closed lists of people and places. Labels are what screens show."""

from django.db.models import TextChoices


class SchoolKind(TextChoices):
    COLLEGE = "college", "collège"
    LYCEE = "lycee", "lycée"
    LP = "lp", "lycée professionnel"
    EREA = "erea", "EREA"
    ECOLE = "ecole", "école"
    OTHER = "other", "autre"


SECOND_DEGREE = (SchoolKind.COLLEGE, SchoolKind.LYCEE, SchoolKind.LP, SchoolKind.EREA)


class SchoolStatus(TextChoices):
    PUBLIC = "public", "public"
    PRIVATE = "private", "privé"


class ManagedBy(TextChoices):
    """The collectivité that buys and maintains (L. 213-2 and L. 214-6; an agreement on a cité scolaire)."""

    COMMUNE = "commune", "commune"
    DEPARTEMENT = "departement", "département"
    REGION = "region", "région"


class OrganisationKind(TextChoices):
    """The parties whose hands a request can be in."""

    RECTORAT = "rectorat", "rectorat"
    DEPARTEMENT = "departement", "département"
    REGION = "region", "région"
    SCHOOL = "school", "établissement"
    NETWORK = "network", "réseau ECLORE"


class TeamKind(TextChoices):
    FRONT_DESK = "front_desk", "guichet"
    TIP = "tip", "techniciens de proximité"
    DEPARTEMENT = "departement", "service informatique des collèges"
    REGION = "region", "service numérique des lycées"
    DRANE = "drane", "DRANE"
    DSI = "dsi", "DSI"
    EAFC = "eafc", "EAFC"
    HR = "hr", "ressources humaines"
    DPD = "dpd", "délégué à la protection des données"
    HEAD = "head", "chef d'établissement"
    ECLORE = "eclore", "réseau ECLORE"


class Coverage(TextChoices):
    """For which schools a team works."""

    ACADEMY = "academy", "toute l'académie"
    DEPARTEMENT = "departement", "un département"
    NETWORK = "network", "un réseau ECLORE"
    SCHOOLS = "schools", "des établissements nommés"


class Role(TextChoices):
    RUPN = "rupn", "RUPN"
    HEAD = "head", "chef d'établissement"
    DEPUTY = "deputy", "adjoint"
    MANAGER = "manager", "gestionnaire"
    TECHNICIAN = "technician", "technicien"
    TEAM_LEAD = "team_lead", "responsable de file"
    REFERENT = "referent", "référent DRANE"
    FRONT_DESK = "front_desk", "guichet"
    SERVICE_AGENT = "service_agent", "agent d'un service"
    TRAINER = "trainer", "formateur"
    COLLECTIVITE_AGENT = "collectivite_agent", "agent d'une collectivité"
    COORDINATOR = "coordinator", "coordonnateur ECLORE"
    OBSERVER = "observer", "observateur"
    ADMINISTRATOR = "administrator", "administrateur"


SCHOOL_ROLES = (Role.RUPN, Role.HEAD, Role.DEPUTY, Role.MANAGER)
TEAM_ROLES = (
    Role.TECHNICIAN,
    Role.TEAM_LEAD,
    Role.FRONT_DESK,
    Role.SERVICE_AGENT,
    Role.TRAINER,
    Role.COLLECTIVITE_AGENT,
    Role.COORDINATOR,
)
DEPARTEMENT_ROLES = (Role.REFERENT,)
ACADEMY_ROLES = (Role.OBSERVER, Role.ADMINISTRATOR)


class Zone(TextChoices):
    """The zones of the school holidays; Poitiers is in zone A."""

    A = "A", "zone A"
    B = "B", "zone B"
    C = "C", "zone C"
