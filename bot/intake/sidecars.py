"""`documents.yaml`: what is known of the documents beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import Field

from .complaints import Complaint, Faulty
from .written_yaml import Written, open_yaml
from .wrong_values import WEB_ADDRESS

SIDECAR = "documents.yaml"


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one document; `source` is another word for `outlet`."""

    file: Annotated[str, Field(min_length=1)]
    title: str | None = None
    outlet: str | None = None
    source: str | None = None
    published: date | None = None
    url: Annotated[str, Field(pattern=WEB_ADDRESS)] | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Listing:
    """A row as it is written in a file, with what is wrong with it."""

    row: Row
    written: Written
    complaints: tuple[Complaint, ...] = ()


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The rows of a `documents.yaml` in its order, each file once; `complaints` are about no row that is left."""

    listings: tuple[Listing, ...] = ()
    complaints: tuple[Complaint, ...] = ()


def read_sidecar(folder: Path) -> Sidecar:
    """Read the `documents.yaml` of a folder; no rows where there is none.

    A key that is wrong is left out of its row; a row without a usable `file` is left out.
    """
    file = folder / SIDECAR
    if not file.exists():
        return Sidecar()
    try:
        written = open_yaml(file)
        _check_top(written)
        part = written.get("documents")
        rows = part.items() if part else []
    except Faulty as faulty:
        return Sidecar(complaints=faulty.complaints)
    return _each_file_once([_read_row(row) for row in rows])


def _check_top(written: Written) -> None:
    """Raises Faulty where there is anything but one list of documents."""
    if extra := [key for key in written.key_names() if key != "documents"]:
        raise Faulty(written.complain(f"“{extra[0]}” is no key here: known is documents"))
    if written.get("documents") is None:
        raise Faulty(written.complain("here must stand “documents:” and under it a list"))


def _read_row(written: Written) -> Listing | tuple[Complaint, ...]:
    """The row with the keys that are right, or what is wrong where nothing can be made of it."""
    try:
        return Listing(written.check(Row), written)
    except Faulty as faulty:
        right = [key for key in written.key_names() if _fits(written.only("file", key))]
        remains = written.only(*right)
        return Listing(remains.check(Row), written, faulty.complaints) if _fits(remains) else faulty.complaints


def _fits(written: Written) -> bool:
    try:
        written.check(Row)
    except Faulty:
        return False
    return True


def _each_file_once(read: list[Listing | tuple[Complaint, ...]]) -> Sidecar:
    listings: dict[str, Listing] = {}
    complaints: list[Complaint] = []
    for listing in read:
        if not isinstance(listing, Listing):
            complaints.extend(listing)
        elif listing.row.file in listings:
            complaints.append(listing.written.complain(f"“{listing.row.file}” is listed twice: keep one"))
        else:
            listings[listing.row.file] = listing
    return Sidecar(tuple(listings.values()), tuple(complaints))
