"""A photo that no camera took: small, valid, always the same."""

import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile


def photo(name: str, *, width: int = 320, height: int = 240) -> SimpleUploadedFile:
    """A sheet of blank paper on a grey table."""
    rows = []
    for y in range(height):
        paper = [248 if 60 < x < 260 and 20 < y < 220 else 120 for x in range(width)]
        rows.append(b"\x00" + bytes(paper))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"".join(rows), 9)),
        (b"IEND", b""),
    )
    content = b"\x89PNG\r\n\x1a\n"
    for kind, data in chunks:
        content += (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )
    return SimpleUploadedFile(name, content, content_type="image/png")
