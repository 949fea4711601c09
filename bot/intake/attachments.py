"""A file that somebody sends, as a document: its name and its bytes."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from ..domain.documents import Draft
from ..domain.errors import UnreadableDocument
from .complaints import Complaint, Faulty
from .library import check_size, check_suffix, decode_text

_LONGEST_NAME = 150
_SPLIT = "split it, or ask whoever runs the bot to raise max_attachment_bytes"


def read_attachment(name: str, data: bytes, limit: int) -> Draft:
    """The document in a file that was sent. Raises UnreadableDocument, in the words that a library's file gets."""
    file = Path(PurePosixPath(name.replace("\\", "/")).name)
    try:
        _check_name(file.name)
        check_suffix(file)
        check_size(file, len(data), limit, _SPLIT)
        return Draft(file.name, decode_text(file, data))
    except Faulty as faulty:
        raise UnreadableDocument(str(faulty)) from faulty


def _check_name(name: str) -> None:
    """Raise Faulty where a name cannot be shown on a line."""
    if len(name) > _LONGEST_NAME or not name.isprintable():
        raise Faulty(Complaint(Path("the file"), f"has no usable name: give it up to {_LONGEST_NAME} plain signs"))
