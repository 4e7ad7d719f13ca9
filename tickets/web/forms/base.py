"""What the forms of all deeds have in common."""

from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from dsfr.forms import DsfrBaseForm
from dsfr.utils import dsfr_input_class_attr

from accounts.clock import PARIS
from accounts.permissions import Actor
from accounts.queries.calendars import calendar_value
from accounts.refusals import Refusal
from accounts.rules.calendar import WorkingCalendar
from tickets.enums import Deed
from tickets.models import Ticket


class RelaisForm(DsfrBaseForm):
    """A form in the shapes of the design system, with « (Optionnel) » beside what may stay empty."""

    data: Any

    def get_context(self) -> dict[str, Any]:
        # DsfrBaseForm's own version only adds a warning about its next major release.
        return forms.Form.get_context(self)

    def settle(self) -> None:
        """Once fields were added or reworded: what the fields show was read when the form was made."""
        self._bound_fields_cache.clear()
        for field in self.visible_fields():
            dsfr_input_class_attr(field)

    def blame(self, refusal: Refusal) -> None:
        """Show a refusal beside the field at fault, or above the form."""
        field = self.field_at_fault(refusal)
        self.add_error(field if field in self.fields else None, refusal.message)
        for name in self.errors:
            if name in self.fields:
                self.fields[name].widget.attrs |= {
                    "aria-invalid": "true",
                    "aria-describedby": f"{self[name].auto_id}-desc-error",
                }

    def field_at_fault(self, refusal: Refusal) -> str | None:
        return refusal.field


class DeedForm(RelaisForm):
    """One deed: its fields, and the one action that they feed. Bound or not, it knows the ticket and who acts."""

    deed: ClassVar[Deed]
    intro: str = ""
    done: str = "C'est fait."
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, ticket: Ticket, actor: Actor, now: datetime, data: Any = None, files: Any = None
    ) -> None:
        super().__init__(data, files, auto_id=f"{self.deed}-%s", label_suffix="")
        self.ticket = ticket
        self.actor = actor
        self.now = now
        self.fields["version"].initial = ticket.version
        seen = str(self.data.get("version", ""))
        self.seen_version = int(seen) if seen.isdecimal() and len(seen) < 10 else None
        self.prepare()
        self.settle()

    def prepare(self) -> None:
        """Choices and first values that depend on the ticket."""

    def act(self, given: dict[str, Any]) -> None:
        """Call the action with `number`, `version`, `actor`, `now` (in `self.common`) and what was given."""
        raise NotImplementedError

    def perform(self) -> None:
        """Do the deed. Raises Refusal."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        self.common: dict[str, Any] = {
            "number": self.ticket.number,
            "version": self.seen_version,
            "actor": self.actor,
            "now": self.now,
        }
        self.act(given)

    @property
    def usable(self) -> bool:
        """Whether there is anything to choose from: a form that cannot be sent is not shown."""
        return True

    @property
    def has_fields(self) -> bool:
        return bool(self.visible_fields())

    @property
    def today(self) -> date:
        return self.now.astimezone(PARIS).date()

    @property
    def calendar(self) -> WorkingCalendar:
        return calendar_value(self.ticket.team.calendar)

    def on_version(self, version: int) -> None:
        """Let what was typed be sent again on the ticket as it stands now."""
        data = self.data.copy()
        data["version"] = str(version)
        self.data = data

    def typed(self) -> list[tuple[str, str]]:
        """What was typed, with its labels, when the form itself has no place any more."""
        return [
            (str(field.label), str(field.value()))
            for field in self.visible_fields()
            if field.value() and field.name != "files"
        ]
