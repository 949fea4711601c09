"""Replies and readings as values for JSON: what programs are told."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain.citations import Snippet
from ..domain.passages import Answer
from ..domain.readings import Article, Claim, DateMention, FactField, Quote, Reading, SectorMention
from ..domain.replies import Reply
from ..domain.spans import Span
from ..domain.speech import ClaimLine
from ..domain.summaries import Summary
from .sheet import Json, Sheet, SheetLine

Record = dict[str, Json]


def record_sheet(command: str, sheet: Sheet) -> Record:
    """A reply of the chat; an entry that is a document's words has `text`, `document`, `start` and `end`."""
    entries = [_record_line(line) for line in sheet.lines if line.snippet or line.data is not None]
    return {
        "command": command,
        "reply": sheet.reply,
        "title": sheet.title,
        "entries": entries,
        "note": sheet.note or None,
    }


def _record_line(line: SheetLine) -> Record:
    if not line.snippet:
        return dict(line.data or {})
    return {**record_snippet(line.snippet), "citation": str(line.snippet.citation), **(line.data or {})}


def record_snippet(snippet: Snippet) -> Record:
    """A document's words and where they stand."""
    span = snippet.span
    return {"text": snippet.text, "document": snippet.document.file, "start": span.start, "end": span.end}


def record_claim(claim: ClaimLine) -> Record:
    """Whose a reported statement is, and what they do with it."""
    return {"author": claim.author, "stance": claim.stance.value, "via": claim.via}


def record_answer(question: str, reply: Reply) -> Record:
    """The answer to a question, best line first; any other reply is no answer."""
    lines = reply.lines if isinstance(reply, Answer) else ()
    entries = [{**record_snippet(line.snippet), "score": round(line.score, 6)} for line in lines]
    return {"question": question, "answered": bool(entries), "entries": entries}


def record_summary(file: str | None, reply: Reply) -> Record:
    """A summary of one document, or of them all where `file` is None."""
    lines = reply.lines if isinstance(reply, Summary) else ()
    return {"document": file, "entries": [record_snippet(line) for line in lines]}


def record_article(article: Article) -> Record:
    """Everything that was read in a document."""
    document, reading = article.document, article.reading
    return {
        "document": {
            "file": document.file,
            "id": document.id,
            "title": document.title,
            "outlet": document.outlet,
            "published": document.published.isoformat() if document.published else None,
            "sha256": document.sha256,
        },
        "sentences": [_record_span(sentence.span) for sentence in reading.sentences],
        "quotes": [_record_quote(document.text, quote) for quote in reading.quotes],
        "claims": [_record_claim(document.text, claim) for claim in reading.claims],
        "sectors": [_record_sector(sector) for sector in reading.sectors],
        "dates": [_record_date(document.text, mention) for mention in reading.dates],
        "background": [_record_span(span) for span in reading.background],
        "facts": _record_facts(reading),
    }


def _record_span(span: Span) -> Record:
    return {"start": span.start, "end": span.end}


def _record_words(text: str, span: Span) -> Record:
    return {"text": span.of(text), **_record_span(span)}


def _record_quote(text: str, quote: Quote) -> Record:
    attribution = quote.attribution
    return {
        **_record_words(text, quote.span),
        "speaker": attribution.speaker,
        "speaker_mention": attribution.mention.of(text) if attribution.mention else None,
        "cue": attribution.cue.of(text) if attribution.cue else None,
        "kind": quote.kind.value,
        "via": attribution.via,
        "decided": attribution.decided.value,
    }


def _record_claim(text: str, claim: Claim) -> Record:
    return {**_record_words(text, claim.span), "source": claim.author, "stance": claim.stance.value}


def _record_sector(sector: SectorMention) -> Record:
    mentions = [_record_span(span) for span in sector.spans]
    return {"name": sector.name, "status": sector.status.value, "mentions": mentions}


def _record_date(text: str, mention: DateMention) -> Record:
    return {**_record_words(text, mention.span), "value": mention.value, "inferred": mention.inferred}


def _record_facts(reading: Reading) -> Record:
    def values(field: FactField) -> Sequence[str]:
        return list(dict.fromkeys(fact.value for fact in reading.facts if fact.field is field))

    def first(field: FactField) -> str | None:
        return next(iter(values(field)), None)

    return {
        "instrument": first(FactField.INSTRUMENT),
        "parties": values(FactField.PARTY),
        "signatories": values(FactField.SIGNATORY),
        "date": first(FactField.DATE),
        "place": first(FactField.PLACE),
        "duration": first(FactField.TERM),
    }
