"""Evidence packs that somebody hands in, as JSON or CSV: read, and not yet believed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..domain.errors import UnreadablePack
from ..domain.evidence import RECKONED, VOICE, ClaimedLine, ClaimedPack

_KIND = "treaty-desk evidence "
_KNOWN = f"{_KIND}1"
_PLACED = ("text", "document", "sha256", "start", "end")
_TIED = ("format", "documents", "lines", "file", "id", "beside")
"""What holds a pack together; the rest of it is told, and can be checked against nothing."""
_NO_PACK = "is no evidence pack: name the .json or .csv file that export wrote"


def read_pack(file: Path) -> ClaimedPack:
    """What a pack claims. Raises UnreadablePack, and OSError where the file cannot be read."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
        is_table = file.suffix.lower() == ".csv"
        pack = {} if is_table else _load_object(text)
        rows = list(_read_table(text) if is_table else _read_object(pack))
        return ClaimedPack(tuple(_claim_all(rows)), _name_others([pack, *pack.get("documents", ()), *rows]))
    except UnreadablePack as wrong:
        raise UnreadablePack(f"{file}: {wrong}") from wrong
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, csv.Error) as wrong:
        raise UnreadablePack(f"{file}: {_NO_PACK}") from wrong


def _name_others(told: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """All that is told and belongs to no place, no text and no voice."""
    known = {*_PLACED, *_TIED, *VOICE}
    return tuple(dict.fromkeys(name for each in told for name in each if name not in known))


def _load_object(text: str) -> dict[str, Any]:
    """A pack in JSON, which says of itself what it is."""
    pack: dict[str, Any] = json.loads(text)
    if str(pack["format"]).startswith(_KIND) and pack["format"] != _KNOWN:
        raise UnreadablePack(f"is of another version of the program ({pack['format']}): check it with that one")
    if pack["format"] != _KNOWN:
        raise UnreadablePack(_NO_PACK)
    return pack


def _read_object(pack: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The rows of a pack in JSON, each with the fingerprint of its document."""
    digests = {(each["file"], each["id"]): each["sha256"] for each in pack["documents"]}
    for line in pack["lines"]:
        yield {**line, "sha256": digests[line["document"], line["id"]]}


def _read_table(text: str) -> Iterator[Mapping[str, Any]]:
    """The rows of a pack in CSV."""
    # A line of a document may be longer than the library takes a field for.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    for row in csv.DictReader(io.StringIO(text, newline=""), strict=True):
        if None in row:
            raise UnreadablePack(_NO_PACK)
        yield {**row, "start": int(row["start"]), "end": int(row["end"]), **_without_signs(row)}


def _without_signs(row: Mapping[str, Any]) -> dict[str, str]:
    """Names without the apostrophe that keeps a spreadsheet from reckoning with them."""
    names = {name: row[name] or "" for name in VOICE if name in row}
    kept = tuple(f"'{sign}" for sign in RECKONED)
    return {name: words[1:] if words.startswith(kept) else words for name, words in names.items()}


def _claim_all(rows: Sequence[Mapping[str, Any]]) -> Iterator[ClaimedLine]:
    """Each row as a claim; one that is an earlier row once more says so."""
    places: dict[str, int] = {}
    for place, row in enumerate(rows, start=1):
        first = places.setdefault(json.dumps(row, sort_keys=True), place)
        yield _claim(place, row, None if first == place else first)


def _claim(place: int, row: Mapping[str, Any], again: int | None) -> ClaimedLine:
    """A row as a claim. Raises TypeError where a value is not what it must be."""
    words = [row[name] for name in ("text", "document", "sha256", "citation")]
    numbers = [row[name] for name in ("start", "end")]
    told = {name: row[name] or None for name in (*VOICE, "beside") if name in row}
    are_words = all(type(each) is str for each in [*words, *filter(None, told.values())])
    if not are_words or not all(type(each) is int for each in numbers):
        raise TypeError(f"line {place} has values of other types")
    text, file, sha256, citation = words
    start, end = numbers
    beside = told.pop("beside", None)
    return ClaimedLine(place, text, file, sha256, start, end, citation, told, beside, again)
