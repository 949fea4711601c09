"""A digest as values for JSON, part by part: what programs are told, each line with the words and where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain.boards import Event
from ..domain.citations import Snippet
from ..domain.comparisons import Side
from ..domain.digests import Arrival, Digest, EditionMark, NewsLine, NewsQuote, Revision
from .digests import name_edition
from .records import Record, record_claim, record_snippet


def record_digest(digest: Digest) -> Record:
    """All of a digest; a part that was not ordered is null, one with nothing new an empty list."""
    parts: dict[str, list[Record]] = {
        "documents": [_record_arrival(arrival) for arrival in digest.documents],
        "summary": [_record_line(line) for line in digest.summary],
        "particulars": [_record_revision(revision) for revision in digest.particulars],
        "claims": [_record_line(line) for line in digest.claims],
        "quotes": [_record_quote(quote) for quote in digest.quotes],
        "dates": [_record_event(event) for event in digest.dates],
    }
    ordered = {part.value for part in digest.parts}
    return {
        "edition": _record_mark(digest.mark) if digest.mark else None,
        "since": digest.since.isoformat() if digest.since else None,
        "full": digest.full,
        "empty": digest.empty,
        **{name: found if name in ordered else None for name, found in parts.items()},
    }


def _record_mark(mark: EditionMark) -> Record:
    return {
        "title": name_edition(mark),
        "name": mark.name,
        "number": mark.ordinal,
        "due": mark.slot.isoformat(),
        "zone": mark.zone,
    }


def _record_arrival(arrival: Arrival) -> Record:
    document = arrival.document
    return {
        "number": document.number,
        "document": document.file,
        "turn": arrival.turn.value,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published.isoformat() if document.published else None,
        "url": document.url,
        "former": arrival.former.number if arrival.former else None,
        "copy_of": arrival.copy_of.number if arrival.copy_of else None,
    }


def _record_cited(snippet: Snippet, also: Sequence[Snippet] = ()) -> Record:
    others = [{**record_snippet(other), "citation": str(other.citation)} for other in also]
    return {**record_snippet(snippet), "citation": str(snippet.citation), "also": others}


def _record_line(line: NewsLine) -> Record:
    claims = [record_claim(claim) for claim in line.claims]
    return {**_record_cited(line.snippet, line.also), "claims": claims}


def _record_revision(revision: Revision) -> Record:
    return {
        "subject": revision.subject,
        "version": revision.is_version,
        "before": _record_side(revision.old),
        "now": _record_side(revision.new),
    }


def _record_side(side: Side) -> Record:
    return {**_record_cited(side.snippet), "words": list(side.words)}


def _record_quote(quote: NewsQuote) -> Record:
    cited = _record_cited(quote.words.snippet, quote.also)
    return {**cited, **quote.words.voice, "speaker": quote.speaker}


def _record_event(event: Event) -> Record:
    return {
        **_record_cited(event.snippet, event.also),
        "date": event.mention.value,
        "words": event.words,
        "inferred": event.mention.inferred,
    }
