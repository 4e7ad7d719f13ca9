"""The questions of a request type, and the answers that they take."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from . import texts

#: A question of the catalogue: name, label, kind, required?, choices?, help?
Question = Mapping[str, Any]

_YES, _NO = {"oui", "true", "1", "on", "vrai"}, {"non", "false", "0", "", "off", "faux"}
KINDS = ("text", "long_text", "url", "number", "date", "boolean", "choice")
MAX_LENGTH = {"text": 300, "url": 500, "long_text": 4000}


def clean(
    questions: Sequence[Question], answers: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    """The answers as stored, and the French errors by question name. Unknown names are errors too."""
    cleaned: dict[str, Any] = {}
    errors = {
        name: "Cette question n'existe pas pour ce type de demande."
        for name in answers
        if name not in {question["name"] for question in questions}
    }
    for question in questions:
        name = question["name"]
        given = answers.get(name)
        if given is None or texts.block(str(given)) == "":
            if question.get("required"):
                errors[name] = f"Merci de répondre : {question['label']}"
            continue
        try:
            cleaned[name] = _value(question, given)
        except ValueError as error:
            errors[name] = str(error)
    return cleaned, errors


def why_malformed(questions: Any) -> str | None:
    """A French sentence when this is no list of questions, for who edits the catalogue by hand; else None."""
    if not isinstance(questions, list) or not all(isinstance(each, dict) for each in questions):
        return "Il faut une liste de questions."
    names = [question.get("name") for question in questions]
    for question in questions:
        label = question.get("label")
        if not isinstance(question.get("name"), str) or not question["name"].isidentifier():
            return (
                "Chaque question a un nom : des lettres sans accent, des chiffres, des soulignés."
            )
        if not isinstance(label, str) or not label.strip():
            return f"La question « {question['name']} » n'a pas de libellé."
        if question.get("kind") not in KINDS:
            return f"« {label} » : la nature est l'une de {', '.join(KINDS)}."
        if question["kind"] == "choice" and not _texts(question.get("choices")):
            return f"« {label} » : donnez la liste des réponses possibles (choices)."
    if len(set(names)) != len(names):
        return "Deux questions portent le même nom."
    return None


def _texts(value: Any) -> bool:
    return bool(value) and isinstance(value, list) and all(isinstance(each, str) for each in value)


def _value(question: Question, given: Any) -> Any:
    if isinstance(given, (list, dict)):
        raise ValueError("Donnez une seule réponse.")
    text = texts.block(str(given))
    match question["kind"]:
        case "number":
            return _number(text)
        case "date":
            return _date(text)
        case "boolean":
            return _boolean(text)
        case "choice":
            if text not in question["choices"]:
                raise ValueError("Choisissez une des réponses proposées.")
            return text
        case kind:
            if len(text) > MAX_LENGTH[kind]:
                raise ValueError(f"C'est trop long : {MAX_LENGTH[kind]} caractères au plus.")
            return text


def _number(text: str) -> int | float:
    try:
        value = float(text.replace(",", ".").replace(" ", ""))
    except ValueError:
        raise ValueError("Donnez un nombre, par exemple 12.") from None
    if not -1e9 < value < 1e9:
        raise ValueError("Donnez un nombre plus raisonnable.")
    return int(value) if value.is_integer() else value


def _date(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError("Donnez une date, par exemple 2026-03-12.") from None


def _boolean(text: str) -> bool:
    lowered = text.lower()
    if lowered in _YES:
        return True
    if lowered in _NO:
        return False
    raise ValueError("Répondez par oui ou par non.")
