"""The columns of a list of people, under the headers that people give them, and names as they write them."""

from collections.abc import Mapping

_COLUMNS = {
    "email": "e_mail email mail courriel adresse_e_mail adresse_mail adresse_electronique",
    "first_name": "prenom first_name",
    "last_name": "nom last_name nom_de_famille",
    "name": "name nom_complet prenom_nom nom_prenom prenom_et_nom personne",
    "role": "role fonction",
    "place": "uai code_uai etablissement_uai uai_etablissement rne uai_ou_file etablissement school school_uai school_uai_or_team_code file team "
    "team_code code_de_la_file equipe lieu place departement",
    "from": "from du debut date_de_debut",
    "until": "until au jusqu_au fin date_de_fin",
}
_ALIASES = {alias: name for name, aliases in _COLUMNS.items() for alias in aliases.split()}


def missing_columns(headers: frozenset[str]) -> list[str]:
    """What a list of people cannot be without."""
    known = {_ALIASES[header] for header in headers if header in _ALIASES}
    return [name for name in ("email", "role") if name not in known]


def by_our_names(said: Mapping[str, str]) -> dict[str, str]:
    """By our names; of two columns for the same thing, the first that says something."""
    found: dict[str, str] = {}
    for header, text in said.items():
        if header in _ALIASES:
            found.setdefault(_ALIASES[header], text)
    return found


def first_and_last_name(said: Mapping[str, str]) -> tuple[str, str]:
    """« DUPONT Jean », « Jean Dupont », or two columns; a lone « nom » column may hold both."""
    if "first_name" in said:
        return said["first_name"], _nicely(said.get("last_name", ""))
    words = (said.get("name") or said.get("last_name", "")).split()
    shouted = [word for word in words if word.isupper() and len(word) > 1]
    if shouted and len(shouted) < len(words):
        rest = [word for word in words if word not in shouted]
        return " ".join(rest), _nicely(" ".join(shouted))
    return " ".join(words[:1]), _nicely(" ".join(words[1:]))


def _nicely(name: str) -> str:
    return name.title() if name.isupper() else name
