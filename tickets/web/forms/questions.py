"""The questions of a request type as fields: native controls, judged by rules/questions.py."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import escape


def control(question: Mapping[str, Any]) -> forms.Field:
    """What the answer may be is decided by rules/questions.py; here, the control that suits it."""
    label, hint = question["label"], escape(question.get("help", ""))
    required = bool(question.get("required"))
    missing = {"required": f"Merci de répondre : {label}"}
    pairs = [(choice, choice) for choice in question.get("choices", ())]
    match question["kind"]:
        case "choice" | "boolean" as kind:
            choices = pairs if kind == "choice" else [("oui", "oui"), ("non", "non")]
            return forms.ChoiceField(
                label=label, help_text=hint, required=required, error_messages=missing,
                choices=[("", "Choisissez dans la liste"), *choices],
            )  # fmt: skip
        case kind:
            widgets = {
                "long_text": forms.Textarea({"rows": 3}),
                "number": forms.TextInput({"inputmode": "decimal"}),
                "date": forms.DateInput({"type": "date"}),
                "url": forms.TextInput({"inputmode": "url"}),
            }
            return forms.CharField(
                label=label, help_text=hint, required=required, error_messages=missing,
                widget=widgets.get(kind, forms.TextInput()),
            )  # fmt: skip
