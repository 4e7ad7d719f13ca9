"""Files of messages: for whoever sees the message, and never able to act in the page."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from accounts.web.request import ActorRequest
from tickets.enums import Visibility
from tickets.models import Attachment, Ticket
from tickets.permissions import sees_internal
from tickets.rules.files import INLINE


@require_safe
def download(request: ActorRequest, pk: int) -> FileResponse:
    """Images open in the browser, everything else is saved; nothing of a file can run."""
    file = visible_file(request, pk)
    if not default_storage.exists(str(file.file.name)):
        raise Http404
    response = FileResponse(
        file.file.open("rb"),
        as_attachment=file.content_type not in INLINE,
        filename=file.name,
        content_type=file.content_type,
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response


def visible_file(request: ActorRequest, pk: int) -> Attachment:
    """Raises Http404 unless this person sees the message that the file belongs to."""
    file = Attachment.objects.select_related("message").filter(pk=pk).first()
    if file is None:
        raise Http404
    seen = Ticket.objects.visible_to(request.actor).select_related("school")
    ticket = seen.filter(pk=file.message.ticket_id).first()
    if ticket is None:
        raise Http404
    if file.message.visibility == Visibility.INTERNAL and not sees_internal(request.actor, ticket):
        raise Http404
    return file
