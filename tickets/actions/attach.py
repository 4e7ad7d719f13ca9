"""Files of a message: checked by their bytes, stored under a random name."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import puremagic
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from accounts.refusals import Invalid, Refusal
from tickets.models import Attachment, Message
from tickets.rules import files as rules

if TYPE_CHECKING:
    Upload = UploadedFile[Any]
else:
    Upload = UploadedFile


def attach(message: Message, files: Sequence[Upload], *, now: datetime) -> list[Attachment]:
    """Keep the files of a message. Raises Invalid on the field `files`.

    The file is written before its row: a row never points to a missing file, an orphan harms nobody.
    """
    if len(files) > rules.MAX_FILES:
        raise Invalid("too-many-files", f"{rules.MAX_FILES} fichiers au plus.", field="files")
    return [_keep(message, file, now=now) for file in files]


def _keep(message: Message, file: Upload, *, now: datetime) -> Attachment:
    name = rules.clean_name(file.name or "")
    if not file.size:
        raise Invalid("file-empty", f"« {name} » est vide.", field="files")
    if file.size > rules.MAX_BYTES:
        raise Invalid(
            "file-too-big",
            f"« {name} » dépasse 10 Mo : réduisez-le ou envoyez une photo.",
            field="files",
        )
    content_type = content_type_of(file)
    if content_type is None:
        raise Invalid(
            "file-refused",
            f"« {name} » n'est pas d'un type accepté : photo, PDF, document, tableur, texte ou archive zip.",
            field="files",
        )
    try:
        path = default_storage.save(
            f"attachments/{now:%Y/%m}/{secrets.token_hex(16)}{rules.ALLOWED[content_type]}", file
        )
    except OSError as error:
        raise Refusal(
            "storage-full",
            "Le fichier n'a pas pu être enregistré. Envoyez votre texte sans lui, puis réessayez plus tard.",
            field="files",
        ) from error
    return Attachment.objects.create(
        message=message,
        file=path,
        name=name,
        content_type=content_type,
        size=file.size,
        created_at=now,
    )


def content_type_of(file: Upload) -> str | None:
    """What the bytes say the file is, if that is allowed. The name and the browser's word count for nothing."""
    file.seek(0)
    content = file.read()
    file.seek(0)
    try:
        matches = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        matches = []
    for match in matches:
        if match.mime_type in rules.ALLOWED and not match.mime_type.startswith("text/"):
            return str(match.mime_type)
    return "text/plain" if rules.is_plain_text(content[:8192]) else None
