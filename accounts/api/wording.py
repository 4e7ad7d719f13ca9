"""The French of the API's own refusals, and their codes; those of the rules carry theirs."""

from collections.abc import Mapping

from rest_framework import exceptions as drf

TITLES = {
    400: "Demande incorrecte",
    401: "Identification nécessaire",
    403: "Geste non ouvert",
    404: "Introuvable",
    405: "Méthode non admise",
    406: "Format non disponible",
    409: "Impossible en l'état",
    412: "Modifiée entre-temps",
    413: "Envoi trop volumineux",
    415: "Format non admis",
    422: "Envoi incohérent",
    429: "Trop de demandes",
}

REFUSALS: Mapping[type[drf.APIException], tuple[str, str]] = {
    drf.NotAuthenticated: (
        "not-authenticated",
        "Identifiez-vous : en-tête « Authorization: Token … », ou session ouverte dans le navigateur.",
    ),
    drf.AuthenticationFailed: ("authentication-failed", "Ce jeton n'est pas valable."),
    drf.PermissionDenied: ("forbidden", "Ce geste ne vous est pas ouvert."),
    drf.NotFound: ("not-found", "Cette adresse n'existe pas, ou elle ne vous est pas ouverte."),
    drf.MethodNotAllowed: ("method-not-allowed", "Cette adresse n'accepte pas cette méthode."),
    drf.NotAcceptable: ("not-acceptable", "La réponse n'existe pas dans le format demandé."),
    drf.UnsupportedMediaType: (
        "unsupported-media-type",
        "Envoyez du JSON (application/json), ou multipart/form-data pour joindre des fichiers.",
    ),
    drf.Throttled: ("too-many-requests", "Trop de demandes en peu de temps : réessayez plus tard."),
    drf.ParseError: ("malformed", "Le corps de la demande est illisible."),
}
INVALID = "Certaines valeurs ne conviennent pas : voyez « errors »."
