"""Documents as they came in, and as the archive keeps them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Draft:
    """A document that has come in and has no number yet.

    `text` is the file's own, decoded and otherwise untouched; every offset in the program is an index into it.
    `file` is its name in its library, `folder` where that lies on this machine. What is not known is None.
    """

    file: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    language: str = "en"
    folder: str | None = None

    @property
    def sha256(self) -> str:
        """Hex digest of the text as UTF-8: two drafts of one digest are the same document."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


class Standing(StrEnum):
    """Where a document stands: only one on the shelf is chosen from; citations of all of them resolve."""

    ON_SHELF = "on the shelf"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Document:
    """A kept text under the number that citations use; a number never changes and is never given again.

    A new version of a file is a document with a number of its own; `replaced_by` of the older one names it.
    """

    number: int
    file: str
    text: str
    sha256: str
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    language: str = "en"
    standing: Standing = Standing.ON_SHELF
    replaced_by: int | None = None

    @property
    def id(self) -> str:
        """A short name of the text that is the same on every machine."""
        return self.sha256[:12]
