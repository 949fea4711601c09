"""Replies in the program's own words: the shelf, help, which one, nothing, refusals."""

from __future__ import annotations

from ..domain.replies import Help, Holding, Nothing, Refusal, Shelf, WhichOne
from .labels import count, describe_document, name_list, name_paragraphs
from .links import link_document
from .sheet import Json, Line, Section, Sheet

_EMPTY_SHELF = "There is no document on the shelf yet."


def render_shelf(shelf: Shelf) -> Sheet:
    """Lay out the documents that answers come from."""
    lines = tuple(_line_of_holding(holding) for holding in shelf.holdings)
    note = "" if lines else _EMPTY_SHELF
    return Sheet("Shelf", f"Documents ({len(lines)})", (Section(lines),), note)


def _line_of_holding(holding: Holding) -> Line:
    document = holding.document
    parts = [count(holding.sentences, "sentence"), count(holding.quotes, "quotation")]
    if holding.doubtful:
        parts.append(f"quotation marks do not pair in {name_paragraphs(holding.doubtful)}")
    if link := link_document(document):
        parts.append(link)
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
    return Line(lead=f"[{document.number}] {describe_document(document)}", remark=" · ".join(parts), data=data)


def render_help(shown: Help, prefix: str) -> Sheet:
    """Lay out commands as they are typed behind a prefix."""
    lines = (
        Line(
            lead=f"{prefix}{entry.usage}",
            remark=f"{entry.does}{_examples(entry.examples, prefix)}",
            data={"usage": entry.usage, "does": entry.does, "examples": list(entry.examples)},
        )
        for entry in shown.entries
    )
    return Sheet("Help", "What can be asked", (Section(tuple(lines)),), "\n".join(shown.remarks))


def _examples(examples: tuple[str, ...], prefix: str) -> str:
    return f"; for example: {name_list([prefix + example for example in examples], 'or')}" if examples else ""


def render_which_one(which: WhichOne) -> Sheet:
    """Ask back where a name fits several."""
    return Sheet(
        "WhichOne", "Which one?", note=f"“{which.asked}” fits {name_list(list(which.names))}: give more of the name."
    )


def render_nothing(nothing: Nothing) -> Sheet:
    """Say that the documents do not say it, and what they do speak of."""
    if not nothing.documents:
        return Sheet("Nothing", "Nothing found", note=_EMPTY_SHELF)
    where = "The document does" if nothing.documents == 1 else f"The {nothing.documents} documents do"
    parts = [f"{where} not say it: “{nothing.asked}”."]
    if nothing.meant:
        parts.append(f"Did you mean {name_list(list(nothing.meant), 'or')}?")
    if nothing.nearest:
        parts.append(f"Nearest topics: {', '.join(nothing.nearest)}.")
    return Sheet("Nothing", "Nothing found", note=" ".join(parts))


def render_refusal(refusal: Refusal) -> Sheet:
    """Say why a command cannot be carried out."""
    return Sheet("Refusal", "Not done", note=refusal.reason)
