"""The few kinds of fields of our forms, with native controls: they work everywhere, and without scripts."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django import forms

from tickets.actions.attach import Upload
from tickets.rules.files import MAX_FILES


class FileInput(forms.FileInput):
    """Several files in one native control."""

    allow_multiple_selected = True
    group_class = "fr-upload-group"

    def __init__(self) -> None:
        super().__init__({"class": "fr-upload"})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if files else []


class FilesField(forms.Field):
    """Up to ten files; what they may be is the action's affair."""

    widget = FileInput

    def __init__(self) -> None:
        super().__init__(
            required=False,
            label="Photos ou documents",
            help_text=f"{MAX_FILES} fichiers au plus, 10 Mo chacun : photo, PDF, document, tableur, texte.",
        )

    def clean(self, value: Any) -> list[Upload]:
        return [file for file in value or [] if file]


def line(
    label: str, missing: str, *, max_length: int, help_text: str = "", **more: Any
) -> forms.CharField:
    """One line of text."""
    return forms.CharField(
        label=label,
        max_length=max_length,
        help_text=help_text,
        error_messages={"required": missing},
        **more,
    )


def text(
    label: str, missing: str, *, rows: int = 4, max_length: int = 20_000, **more: Any
) -> forms.CharField:
    """Several lines of text."""
    return forms.CharField(
        label=label,
        max_length=max_length,
        widget=forms.Textarea({"rows": rows, "cols": ""}),
        error_messages={"required": missing},
        **more,
    )


def reason(label: str, missing: str) -> forms.CharField:
    """A reason that the requester will read: a short text."""
    return text(label, missing, rows=2, max_length=300)


def day(label: str, **more: Any) -> forms.DateField:
    """A day, by the browser's own calendar."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Choisissez un jour.",
            "invalid": "Donnez une date, par exemple 12/03/2026.",
        },
        **more,
    )


def one_of(
    label: str,
    choices: Iterable[Any],
    *,
    coerce: Callable[[str], Any],
    missing: str = "",
    empty: str = "Choisissez dans la liste",
    **more: Any,
) -> forms.TypedChoiceField:
    """A native list of choices, which gives the chosen object."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("", empty), *choices],
        coerce=coerce,
        error_messages={"required": missing, "invalid_choice": "Choisissez dans la liste."},
        **more,
    )


def limit_days(field: forms.Field, *, first: date, initial: date) -> None:
    """Open the calendar of a date field on a sensible day, without days already past."""
    field.widget.attrs["min"] = first.isoformat()
    field.initial = initial


def grouped(rows: Sequence[tuple[str, str, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """(group, value, label) rows → choices in groups, the groups in order of their first row."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for group, value, label in rows:
        groups.setdefault(group, []).append((value, label))
    return list(groups.items())
