"""One form per deed. To add a deed: its form here, its action, its line in permissions.WHO and workflow."""

from tickets.enums import Deed

from . import ending, handing, promises, words
from .base import DeedForm

_ALL: tuple[type[DeedForm], ...] = (
    promises.TakeForm,
    promises.PromiseForm,
    promises.MovePromiseForm,
    promises.PlanForm,
    promises.WaitThirdPartyForm,
    promises.WaitDecisionForm,
    handing.TransferForm,
    handing.AcceptTransferForm,
    handing.RefuseTransferForm,
    handing.ArbitrateForm,
    handing.QualifyForm,
    handing.MergeForm,
    words.AskForm,
    words.AnswerForm,
    words.NoteForm,
    ending.ResolveForm,
    ending.ConfirmForm,
    ending.DenyForm,
    ending.ReopenForm,
    ending.ApproveForm,
    ending.DecideForm,
    ending.RefuseForm,
    ending.CancelForm,
    ending.RestoreForm,
)
FORMS: dict[Deed, type[DeedForm]] = {form.deed: form for form in _ALL}
