"""Documents and readings as rows hold them."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Row

from ..domain.documents import Document, Draft, Standing
from ..domain.errors import ArchiveUnavailable
from ..domain.readings import Reading

METADATA = ("file", "title", "outlet", "published", "url", "language")
"""What is known of a document besides its text; a draft has the same fields."""


def make_values(draft: Draft) -> dict[str, Any]:
    """The columns of a draft that is new."""
    known = {name: getattr(draft, name) for name in METADATA}
    raw = draft.text.encode("utf-8", "surrogatepass")
    return {**known, "sha256": draft.sha256, "text": raw, "standing": Standing.ON_SHELF}


def make_document(row: Row[Any], text: str | None = None) -> Document:
    """The document of a row; with a `text` the row needs none."""
    known = {name: getattr(row, name) for name in METADATA}
    return Document(
        number=row.number,
        text=row.text.decode("utf-8", "surrogatepass") if text is None else text,
        sha256=row.sha256,
        standing=Standing(row.standing),
        replaced_by=row.replaced_by,
        **known,
    )


def dump_reading(reading: Reading) -> bytes:
    """A reading as JSON."""
    return _adapter().dump_json(reading)


def load_reading(body: bytes) -> Reading:
    """The reading in a JSON text that `dump_reading` made. Raises ArchiveUnavailable where it is of another make."""
    try:
        return _adapter().validate_json(body)
    except ValidationError as wrong:
        raise ArchiveUnavailable(
            "what was read in this document is of another version of the program and cannot be used: "
            "start the program anew, and report it with the document where that does not help"
        ) from wrong


@cache
def _adapter() -> TypeAdapter[Reading]:
    return TypeAdapter(Reading)
