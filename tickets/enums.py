"""The closed lists of the ticket. Labels are what screens show."""

from django.db.models import IntegerChoices, TextChoices


class Status(TextChoices):
    """The states S1–S13. A draft (S0) is not a ticket: it lives in the browser."""

    NEW = "new", "à qualifier"
    ASSIGNED = "assigned", "transmise à un service"
    TAKEN = "taken", "prise en charge"
    PLANNED = "planned", "planifiée"
    WAITING_REQUESTER = "waiting_requester", "en attente de votre réponse"
    WAITING_THIRD_PARTY = "waiting_third_party", "en attente d'un tiers"
    WAITING_DECISION = "waiting_decision", "en attente de décision"
    RESOLVED = "resolved", "résolue, à confirmer"
    CLOSED = "closed", "close"
    REOPENED = "reopened", "rouverte"
    MERGED = "merged", "réunie à une autre"
    REFUSED = "refused", "refusée avec motif"
    CANCELLED = "cancelled", "annulée"


ENDED = (Status.CLOSED, Status.MERGED, Status.REFUSED, Status.CANCELLED)
OPEN = tuple(status for status in Status if status not in ENDED)


class Deed(TextChoices):
    """What a person, or the engine, does to a ticket. Labels are the buttons."""

    QUALIFY = "qualify", "Qualifier"
    TAKE = "take", "Prendre en charge"
    PROMISE = "promise", "Promettre une action"
    MOVE_PROMISE = "move_promise", "Déplacer la date"
    PLAN = "plan", "Planifier"
    TRANSFER = "transfer", "Transmettre à un autre service"
    ACCEPT_TRANSFER = "accept_transfer", "Accepter"
    REFUSE_TRANSFER = "refuse_transfer", "Refuser le transfert"
    ARBITRATE = "arbitrate", "Arbitrer"
    ASK = "ask", "Poser une question au demandeur"
    WAIT_THIRD_PARTY = "wait_third_party", "Attendre un tiers"
    WAIT_DECISION = "wait_decision", "Demander une décision"
    APPROVE = "approve", "Donner l'accord"
    DECIDE = "decide", "Rendre la décision"
    ANSWER = "answer", "Répondre"
    NOTE = "note", "Ajouter une note interne"
    RESOLVE = "resolve", "Proposer la résolution"
    CONFIRM = "confirm", "Confirmer : c'est réglé"
    DENY = "deny", "Ce n'est pas réglé"
    REOPEN = "reopen", "Rouvrir"
    REFUSE = "refuse", "Refuser avec motif"
    CANCEL = "cancel", "Annuler ma demande"
    RESTORE = "restore", "Rétablir ma demande"
    MERGE = "merge", "Réunir à une autre demande"
    # The engine's own.
    SILENT_RESOLUTION = "silent_resolution", "Résolue sans réponse du demandeur"
    SILENT_CLOSURE = "silent_closure", "Close sans réponse du demandeur"


class EventKind(TextChoices):
    """The kinds of the immutable history. Every measure derives from it."""

    OPENED = "opened", "demande ouverte"
    QUALIFIED = "qualified", "demande qualifiée"
    ROUTED = "routed", "demande transmise à un service"
    TAKEN = "taken", "prise en charge"
    PROMISED = "promised", "promesse"
    PROMISE_KEPT = "promise_kept", "promesse tenue"
    PROMISE_MOVED = "promise_moved", "promesse déplacée"
    PROMISE_BROKEN = "promise_broken", "promesse non tenue"
    PLANNED = "planned", "intervention planifiée"
    TRANSFER_ASKED = "transfer_asked", "transfert proposé"
    TRANSFER_ACCEPTED = "transfer_accepted", "transfert accepté"
    TRANSFER_REFUSED = "transfer_refused", "transfert refusé"
    ARBITRATED = "arbitrated", "arbitrage rendu"
    ASKED = "asked", "question posée au demandeur"
    WAITING_THIRD_PARTY = "waiting_third_party", "en attente d'un tiers"
    WAITING_DECISION = "waiting_decision", "décision demandée"
    APPROVED = "approved", "accord donné"
    DECIDED = "decided", "décision rendue"
    ANSWERED = "answered", "réponse"
    NOTED = "noted", "note interne"
    RESOLVED = "resolved", "résolution proposée"
    CONFIRMED = "confirmed", "résolution confirmée"
    DENIED = "denied", "résolution démentie"
    REOPENED = "reopened", "demande rouverte"
    CLOSED_SILENTLY = "closed_silently", "close sans réponse"
    RESOLVED_SILENTLY = "resolved_silently", "résolue sans réponse"
    REFUSED = "refused", "demande refusée"
    CANCELLED = "cancelled", "demande annulée"
    RESTORED = "restored", "demande rétablie"
    MERGED = "merged", "réunie à une autre demande"
    JOINED = "joined", "une demande a été réunie à celle-ci"
    REMINDED = "reminded", "rappel au porteur"
    REQUESTER_REMINDED = "requester_reminded", "rappel au demandeur"
    ESCALATED = "escalated", "escalade"
    HOLDER_REPLACED = "holder_replaced", "porteur remplacé"
    FOLLOWED = "followed", "suivie"
    REFERENCED = "referenced", "référence externe"


class Visibility(TextChoices):
    PUBLIC = "public", "visible du demandeur"
    INTERNAL = "internal", "interne"


class MessageKind(TextChoices):
    OPENING = "opening", "demande"
    ANSWER = "answer", "réponse"
    QUESTION = "question", "question"
    NOTE = "note", "note interne"
    EVIDENCE = "evidence", "preuve de résolution"
    REASON = "reason", "motif"


class Extent(TextChoices):
    """Who is hindered: with the urgency of the type it makes the priority (never asked of the requester)."""

    PERSON = "person", "une personne"
    CLASS = "class", "une classe"
    LEVEL = "level", "un niveau ou un bâtiment"
    SCHOOL = "school", "tout l'établissement"


class Urgency(TextChoices):
    SECURITY = "security", "incident de sécurité"
    STOPS_LESSONS = "stops_lessons", "arrête les cours"
    HINDERS = "hinders", "gêne"
    DECISION = "decision", "décision ou projet"
    INFORMATION = "information", "information"


class Clock(TextChoices):
    """What the second target of a type measures."""

    RESOLUTION = "resolution", "résolution"
    DECISION = "decision", "décision"
    ANSWER = "answer", "réponse"
    NEW_DATE = "new_date", "nouvelle date"
    QUALIFICATION = "qualification", "qualification"
    CONTAINMENT = "containment", "confinement"
    DATED = "dated", "essai réussi avant la date"


class Priority(IntegerChoices):
    P1 = 1, "P1"
    P2 = 2, "P2"
    P3 = 3, "P3"
    P4 = 4, "P4"


class NetworkSide(TextChoices):
    PEDAGOGICAL = "pedagogical", "réseau pédagogique"
    ADMINISTRATIVE = "administrative", "réseau administratif"


class Channel(TextChoices):
    WEB = "web", "formulaire"
    API = "api", "API"
    MAIL = "mail", "courriel"
    BEHALF = "behalf", "saisie pour autrui"
    IMPORT = "import", "reprise d'un autre outil"


class Outcome(TextChoices):
    """What became of a promise."""

    OPEN = "open", "en cours"
    KEPT = "kept", "tenue"
    BROKEN = "broken", "non tenue"
    MOVED = "moved", "déplacée"
    RELEASED = "released", "levée"


class TransferOutcome(TextChoices):
    PENDING = "pending", "en attente d'acceptation"
    ACCEPTED = "accepted", "accepté"
    REFUSED = "refused", "refusé"
    ARBITRATION = "arbitration", "en arbitrage"
    ARBITRATED = "arbitrated", "arbitré"
    DROPPED = "dropped", "sans objet"


class Motive(TextChoices):
    """Why a request is refused: refusal is an answer."""

    OUT_OF_SCOPE = "out_of_scope", "hors compétence"
    BUDGET = "budget", "budget"
    SCHEDULE = "schedule", "calendrier"
    RULES = "rules", "règle ou sécurité"
    NOT_APPROVED = "not_approved", "accord refusé"
    OTHER = "other", "autre motif"


class Level(IntegerChoices):
    """The levels of escalation: each adds a person who must act, none removes the holder."""

    E0 = 0, "rappel au porteur"
    E1 = 1, "responsable de la file"
    E2 = 2, "référent DRANE et référent de la collectivité"
    E3 = 3, "comité de suivi"
