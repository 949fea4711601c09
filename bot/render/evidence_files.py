"""An evidence pack as a file: JSON for programs, CSV for tables, Markdown for reading.

All three are pages, so that what stands in them is checked like anything else that is shown.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC

from ..domain.documents import Document
from ..domain.evidence import RECKONED
from ..domain.replies import EvidencePack
from .edition_files import write_sheet
from .evidence import Exhibit, list_exhibits
from .labels import count, tidy
from .pages import Attachment, Dialect, Page, Text, Writer
from .records import Record, record_snippet
from .replies import render_reply
from .sheet import Json, Section, Sheet, SheetLine

FORMAT = "treaty-desk evidence 1"
"""What the JSON of a pack says of itself."""

_COLUMNS = (
    *("text", "document", "sha256", "start", "end", "citation", "beside", "speaker", "decided", "via", "told"),
    *("title", "outlet", "published", "url", "asked", "at", "version"),
)


def _in_json(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)[1:-1]


def _out_of_json(marked: str) -> str:
    return str(json.loads(f'"{marked}"'))


def _in_csv(words: str) -> str:
    return words.replace('"', '""')


def _out_of_csv(marked: str) -> str:
    return marked.replace('""', '"')


def _bare(safe: Callable[[str], str], undo: Callable[[str], str]) -> Dialect:
    return Dialect(safe, undo, strong="", aside="", reference="", is_linked=False, is_timed=False)


_JSON, _CSV = _bare(_in_json, _out_of_json), _bare(_in_csv, _out_of_csv)


def attach_evidence(pack: EvidencePack) -> tuple[Attachment, ...]:
    """The files of a pack that go with a message: one for programs, one for people."""
    return tuple(Attachment(f"evidence.{form}", write_evidence(pack, form)) for form in ("json", "md"))


def write_evidence(pack: EvidencePack, form: str) -> Page:
    """A pack as the page that is its file, in one of FORMS."""
    return FORMS[form](pack, render_reply(pack.answer))


def _write_json(pack: EvidencePack, sheet: Sheet) -> Page:
    """An object with what was asked, the documents, and the lines, each on a line of the file."""
    writer = Writer(_JSON)
    head: Record = {
        "format": FORMAT,
        **_record_asking(pack),
        "reply": sheet.reply,
        "title": sheet.title,
        "note": sheet.note or None,
        "documents": [_record_document(document) for document in _documents(pack)],
    }
    writer.raw(json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "lines": [')
    for place, exhibit in enumerate(list_exhibits(sheet)):
        writer.raw(',\n  {"text": "' if place else '\n  {"text": "')
        writer.snippet(exhibit.snippet)
        writer.raw('", ' + json.dumps(_record_exhibit(exhibit), ensure_ascii=False).removeprefix("{"))
    writer.raw("\n ]\n}\n")
    return _page(writer.text(), _JSON)


def _write_csv(pack: EvidencePack, sheet: Sheet) -> Page:
    """A table with a row a line; each has all that is needed to check it."""
    writer = Writer(_CSV)
    writer.raw(",".join(_COLUMNS))
    asking = _record_asking(pack)
    for exhibit in list_exhibits(sheet):
        told = " · ".join(filter(None, (exhibit.line.lead, exhibit.line.remark)))
        known = asking | _record_document(exhibit.snippet.document) | _record_exhibit(exhibit) | {"told": tidy(told)}
        writer.raw('\r\n"')
        writer.snippet(exhibit.snippet)
        writer.raw('"')
        writer.raw("".join(f",{_cell(known.get(name))}" for name in _COLUMNS[1:]))
    writer.raw("\r\n")
    return _page(writer.text(), _CSV)


def _write_markdown(pack: EvidencePack, sheet: Sheet) -> Page:
    """The answer with the place of each line in its document, and the fingerprints of the documents."""
    made = f"Made on {pack.at.astimezone(UTC):%Y-%m-%d at %H:%M:%S} UTC by Treaty Desk {pack.version}."
    asked = [SheetLine(lead=f"Asked: {tidy(pack.asked)}"), SheetLine(lead=made)]
    asked += [SheetLine(lead=tidy(note)) for note in sheet.note.splitlines() if note.strip()]
    answer = (replace(section, lines=tuple(map(_with_place, section.lines))) for section in sheet.sections)
    hashes = tuple(SheetLine(lead=f"[{each.number}] {each.file}: {each.sha256}") for each in _documents(pack))
    sections = (Section(tuple(asked)), *answer, Section(hashes, "Files, and the sha256 of their texts"))
    kept = tuple(section for section in sections if section.lines)
    return write_sheet(Sheet(sheet.reply, sheet.title, kept))


def _documents(pack: EvidencePack) -> Iterator[Document]:
    return (each.document for each in pack.contributions)


def _with_place(line: SheetLine) -> SheetLine:
    """A line whose remark says where its words stand, too."""
    if not line.snippet:
        return line
    span = line.snippet.span
    place = f"characters {span.start} to {span.end} ({count(len(span), 'character')})"
    return replace(line, remark=" · ".join(filter(None, (line.remark, place))))


def _record_asking(pack: EvidencePack) -> Record:
    return {"asked": pack.asked, "at": pack.at.astimezone(UTC).isoformat(timespec="seconds"), "version": pack.version}


def _record_document(document: Document) -> Record:
    return {
        "number": document.number,
        "file": document.file,
        "id": document.id,
        "sha256": document.sha256,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published.isoformat() if document.published else None,
        "url": document.url,
        "standing": document.standing.value,
    }


def _record_exhibit(exhibit: Exhibit) -> Record:
    """What is told of a line beside its words; whose they are where they are a quotation."""
    place = record_snippet(exhibit.snippet)
    known: Mapping[str, Json] = exhibit.line.data or {}
    # What is cited beside a line is a line of the pack by itself.
    told = {} if exhibit.beside else {name: value for name, value in known.items() if name != "also"}
    return {
        **{name: place[name] for name in ("document", "start", "end")},
        "id": exhibit.snippet.document.id,
        "citation": str(exhibit.snippet.citation),
        "beside": str(exhibit.beside) if exhibit.beside else None,
        "speaker": None,
        "decided": None,
        **told,
    }


def _cell(value: Json) -> str:
    """A cell that is not the document's words; an apostrophe stands before what a spreadsheet would reckon with."""
    words = "" if value is None else str(value)
    words = f"'{words}" if words.startswith(RECKONED) else words
    return f'"{_in_csv(words)}"' if any(sign in words for sign in '",\r\n') else words


def _page(text: Text, dialect: Dialect) -> Page:
    cited = tuple(dict.fromkeys(text.snippets))
    return Page("", text.words, "", text.placed, text.marks, (), dialect, cited=cited)


FORMS: Mapping[str, Callable[[EvidencePack, Sheet], Page]] = {
    "json": _write_json,
    "md": _write_markdown,
    "csv": _write_csv,
}
"""The forms of a pack, by the endings of their files."""
