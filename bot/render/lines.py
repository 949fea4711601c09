"""Replies that are lines of documents: summaries, passages, background, answers, search."""

from __future__ import annotations

from collections.abc import Iterable

from ..domain.citations import Snippet
from ..domain.documents import Document, Standing
from ..domain.replies import Answer, Backgrounder, Hits, Passage, ReasonedLine, Reasons, Summary
from .labels import count, describe_standing, name_document, name_paragraphs
from .sheet import Json, Line, Section, Sheet

_SHOWN_ANSWERS = 3
"""A person is shown up to three lines; a program is given all."""


def render_summary(summary: Summary) -> Sheet:
    """Lay out a summary."""
    of = _name_whole(summary.document)
    title = f"Summary: {summary.topic}" if summary.topic else f"Summary of {of}"
    note = f"{count(len(summary.lines), 'line')} chosen by {summary.method}, in the order of the text."
    return Sheet("Summary", title, _one_section(summary.lines), note)


def _name_whole(document: Document | None) -> str:
    return f"document {document.number}: {name_document(document)}" if document else "all documents"


def render_reasons(reasons: Reasons) -> Sheet:
    """Lay out the lines of a summary, each with what made it be chosen."""
    title = (
        f"Why these lines: {reasons.topic}" if reasons.topic else f"Why these lines of {_name_whole(reasons.document)}"
    )
    lines = tuple(_line_with_reasons(line, reasons) for line in reasons.lines)
    note = (
        f"{count(len(lines), 'line')} chosen by {reasons.method} from {reasons.candidates}, in the order of the text."
    )
    return Sheet("Reasons", title, (Section(lines),), note)


def _line_with_reasons(line: ReasonedLine, reasons: Reasons) -> Line:
    """A line with its rank, and the shares of what speaks for it and against it, as far as they round to something."""
    shares = [(share.reason, round(100 * share.part)) for share in line.shares]
    remarks = [f"choice {line.rank} by {reasons.method}"]
    if line.needed:
        remarks.append("needed by the line that follows it")
    remarks += [f"{reason} {percent} %".replace("-", "−") for reason, percent in shares if percent]
    data: dict[str, Json] = {
        "rank": line.rank,
        "needed": line.needed,
        "reasons": [{"reason": share.reason, "share": round(share.part, 4)} for share in line.shares],
    }
    return Line(snippet=line.snippet, remark=" · ".join(remarks), data=data)


def render_backgrounder(backgrounder: Backgrounder) -> Sheet:
    """Lay out the history before the news."""
    title = f"Background: {backgrounder.topic}" if backgrounder.topic else "Background"
    return Sheet("Backgrounder", title, _one_section(backgrounder.lines))


def render_passage(passage: Passage) -> Sheet:
    """Lay out consecutive lines of a document."""
    document = passage.document
    title = f"Document {document.number}: {name_document(document)}"
    if passage.asked:
        title = f"Around {passage.asked.citation}"
    lines = (
        Line(snippet=line, remark="the line asked about" if line == passage.asked else "") for line in passage.lines
    )
    return Sheet("Passage", title, (Section(tuple(lines)),), _remark_on(passage))


def _remark_on(passage: Passage) -> str:
    remarks = []
    if passage.document.standing is not Standing.ON_SHELF:
        remarks.append(f"This document is off the shelf: {describe_standing(passage.document)}.")
    if passage.doubtful:
        remarks.append(
            f"In {name_paragraphs(passage.doubtful)} the quotation marks do not pair: quotations there are doubtful."
        )
    return " ".join(remarks)


def render_answer(answer: Answer) -> Sheet:
    """Lay out the best lines that answer a question."""
    lines = (Line(snippet=line.snippet, data={"score": line.score}) for line in answer.lines[:_SHOWN_ANSWERS])
    return Sheet("Answer", answer.question, (Section(tuple(lines)),))


def render_hits(hits: Hits) -> Sheet:
    """Lay out lines that hold words looked for, the words marked."""
    lines = (
        Line(snippet=hit.snippet, matches=hit.matches, data={"matches": [[m.start, m.end] for m in hit.matches]})
        for hit in hits.hits
    )
    return Sheet("Hits", f"Lines with “{hits.words}” ({len(hits.hits)})", (Section(tuple(lines)),))


def _one_section(snippets: Iterable[Snippet]) -> tuple[Section, ...]:
    return (Section(tuple(Line(snippet=snippet) for snippet in snippets)),)
