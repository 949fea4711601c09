"""Evidence packs that somebody hands in, as JSON or CSV: read, and not yet believed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from ..domain.errors import UnreadablePack
from ..domain.evidence import RECKONED, VOICE, ClaimedLine, ClaimedPack

_KIND = "treaty-desk evidence "
_KNOWN = f"{_KIND}1"
_PLACED = ("text", "document", "sha256", "start", "end")
_TIED = ("format", "documents", "lines", "file", "id", "beside")
"""What holds a pack together; the rest of it is told, and can be checked against nothing."""
_NO_PACK = "is no evidence pack: name the .json or .csv file that export wrote"

T = TypeVar("T")

Fields = Mapping[str, object]
"""A line, a document or a whole pack as it is written: nothing is known of its values yet."""


@dataclass(frozen=True, slots=True)
class _PackFile:
    """A pack as its file has it: a row a line, each with the sha256 of its text, and what is told beside the lines."""

    rows: Sequence[Fields]
    beside: Sequence[Fields] = ()


def read_pack(file: Path) -> ClaimedPack:
    """What a pack claims. Raises UnreadablePack, and OSError where the file cannot be read."""
    read = _read_table if file.suffix.lower() == ".csv" else _read_object
    try:
        written = read(file.read_bytes().decode("utf-8-sig"))
        lines = tuple(_claim_all(written.rows))
    except UnreadablePack as wrong:
        raise UnreadablePack(f"{file}: {wrong}") from wrong
    except (ValueError, LookupError, RecursionError, csv.Error) as wrong:
        raise UnreadablePack(f"{file}: {_NO_PACK}") from wrong
    return ClaimedPack(lines, _name_others([*written.beside, *written.rows]))


def _name_others(told: Iterable[Fields]) -> tuple[str, ...]:
    """All that is told and belongs to no place, no text and no voice."""
    known = {*_PLACED, *_TIED, *VOICE}
    return tuple(dict.fromkeys(name for each in told for name in each if name not in known))


def _read_object(text: str) -> _PackFile:
    """A pack in JSON, which says of itself what it is."""
    pack: Fields = _of(dict, json.loads(text))
    if (version := pack["format"]) != _KNOWN:
        is_other = isinstance(version, str) and version.startswith(_KIND)
        told = f"is of another version of the program ({version}): check it with that one"
        raise UnreadablePack(told if is_other else _NO_PACK)
    documents, lines = _rows(pack["documents"]), _rows(pack["lines"])
    digests = {(_of(str, each["file"]), _of(str, each["id"])): each["sha256"] for each in documents}
    rows = [{**line, "sha256": digests[_of(str, line["document"]), _of(str, line["id"])]} for line in lines]
    return _PackFile(rows, [pack, *documents])


def _read_table(text: str) -> _PackFile:
    """A pack in CSV, of which each row has all that is told."""
    # A line of a document may be longer than the library takes a field for.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    return _PackFile([_read_cells(row) for row in csv.DictReader(io.StringIO(text, newline=""), strict=True)])


def _read_cells(row: Fields) -> Fields:
    """A row of a table with numbers for those that are written, and names without the signs before them."""
    if None in row:
        raise UnreadablePack(_NO_PACK)  # it has more cells than the table has columns
    places = {name: int(_of(str, row[name])) for name in ("start", "end")}
    return {**row, **places, **_without_signs(row)}


def _without_signs(row: Fields) -> dict[str, str]:
    """Names without the apostrophe that keeps a spreadsheet from reckoning with them."""
    names = {name: str(row[name] or "") for name in VOICE if name in row}
    kept = tuple(f"'{sign}" for sign in RECKONED)
    return {name: words[1:] if words.startswith(kept) else words for name, words in names.items()}


def _claim_all(rows: Sequence[Fields]) -> Iterator[ClaimedLine]:
    """Each row as a claim; one that is an earlier row once more says so."""
    places: dict[str, int] = {}
    for place, row in enumerate(rows, start=1):
        first = places.setdefault(json.dumps(row, sort_keys=True), place)
        yield _claim(place, row, None if first == place else first)


def _claim(place: int, row: Fields, again: int | None) -> ClaimedLine:
    """A row as a claim. Raises UnreadablePack, or LookupError where something is missing."""
    text, file, sha256, citation = (_of(str, row[name]) for name in ("text", "document", "sha256", "citation"))
    start, end = (_of(int, row[name]) for name in ("start", "end"))
    voice = {name: _some_words(row, name) for name in VOICE if name in row}
    return ClaimedLine(place, text, file, sha256, start, end, citation, voice, _some_words(row, "beside"), again)


def _rows(value: object) -> list[Fields]:
    return [_of(dict, each) for each in _of(list, value)]


def _some_words(row: Fields, name: str) -> str | None:
    """The words of a name that may be left out, or be empty."""
    value = row.get(name)
    return None if value is None else _of(str, value) or None


def _of(kind: type[T], value: object) -> T:
    """A value that must be of a kind; true and false are no numbers. Raises UnreadablePack."""
    if not isinstance(value, kind) or isinstance(value, bool):
        raise UnreadablePack(_NO_PACK)
    return value
