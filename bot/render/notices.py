"""Replies in the program's own words: the shelf, help, which one, nothing, refusals."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from ..domain.notices import Help, HelpEntry, Nothing, Refusal, WhichOne
from ..domain.passages import Holding, Shelf
from .labels import count, describe_document, name_list, name_paragraphs, shorten
from .links import link_document
from .sheet import Json, Section, Sheet, SheetLine

_LONGEST_ASKED = 300
"""Of what was asked so much is repeated."""
_EMPTY_SHELF = "There is no document on the shelf yet."


def render_shelf(shelf: Shelf) -> Sheet:
    """Lay out the documents that answers come from."""
    lines = tuple(_line_of_holding(holding) for holding in shelf.holdings)
    note = "" if lines else _EMPTY_SHELF
    return Sheet("Shelf", f"Documents ({len(lines)})", (Section(lines),), note)


def _line_of_holding(holding: Holding) -> SheetLine:
    document = holding.document
    parts = [count(holding.sentences, "sentence"), count(holding.quotes, "quotation")]
    if holding.doubtful:
        parts.append(f"quotation marks do not pair in {name_paragraphs(holding.doubtful)}")
    data: dict[str, Json] = {
        "number": document.number,
        "file": document.file,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published.isoformat() if document.published else None,
        "url": document.url,
        "sha256": document.sha256,
        "sentences": holding.sentences,
        "quotes": holding.quotes,
        "doubtful": list(holding.doubtful),
    }
    lead = f"[{document.number}] {describe_document(document)}"
    return SheetLine(lead=lead, remark=" · ".join(parts), data=data, page=link_document(document))


def render_help(shown: Help, prefix: str, ids: Mapping[str, int]) -> Sheet:
    """Lay out commands as they are typed behind a prefix; those with an id as what can be clicked."""
    groups = groupby(shown.entries, key=lambda entry: entry.heading)
    sections = (
        Section(tuple(_line_of_entry(each, prefix, ids) for each in group), heading) for heading, group in groups
    )
    # What does not work here is told on the first page: whoever asks for help may have come to look for it.
    return Sheet("Help", "What can be asked", tuple(sections), "\n".join(shown.remarks), is_noted_first=True)


def _line_of_entry(entry: HelpEntry, prefix: str, ids: Mapping[str, int]) -> SheetLine:
    # One of a group is called by two words.
    words = entry.usage.split(" ")
    name = next((name for name in (" ".join(words[:2]), words[0]) if name in ids), None)
    return SheetLine(
        lead=entry.usage.removeprefix(name).strip() if name else f"{prefix}{entry.usage}",
        command=(name, ids[name]) if name else None,
        remark=f"{entry.does}{_examples(entry.called if prefix == '/' else entry.examples, prefix)}",
        data={"usage": entry.usage, "does": entry.does, "examples": list(entry.examples)},
    )


def _examples(examples: tuple[str, ...], prefix: str) -> str:
    return f"; for example: {name_list([prefix + example for example in examples], 'or')}" if examples else ""


def render_which_one(which: WhichOne) -> Sheet:
    """Ask back where a name fits several."""
    return Sheet(
        "WhichOne",
        "Which one?",
        note=f"“{shorten(which.asked, _LONGEST_ASKED)}” fits {name_list(list(which.names))}: give more of the name.",
    )


def render_nothing(nothing: Nothing) -> Sheet:
    """Say that the documents do not say it, and what they do speak of."""
    if not nothing.documents:
        return Sheet("Nothing", "Nothing found", note=_EMPTY_SHELF)
    is_one = nothing.documents == 1
    where = "The document" if is_one else f"The {nothing.documents} documents"
    if nothing.is_kind:
        parts = [f"{where} {'has' if is_one else 'have'} no {nothing.asked}."]
    else:
        parts = [f"{where} {'does' if is_one else 'do'} not say it: “{shorten(nothing.asked, _LONGEST_ASKED)}”."]
    if nothing.meant:
        parts.append(f"Did you mean {name_list(list(nothing.meant), 'or')}?")
    if nothing.nearest:
        parts.append(f"Nearest topics: {', '.join(nothing.nearest)}.")
    return Sheet("Nothing", "Nothing found", note=" ".join(parts))


def render_refusal(refusal: Refusal) -> Sheet:
    """Say why a command cannot be carried out."""
    return Sheet("Refusal", "Not done", note=refusal.reason)
