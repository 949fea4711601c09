"""Replies that are lines of documents: summaries, passages, background, answers, search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from ..domain.citations import Snippet
from ..domain.documents import Document, Standing
from ..domain.passages import Answer, Backgrounder, Hits, Passage, Surroundings
from ..domain.summaries import ReasonedLine, Reasons, Summary
from .labels import count, describe_standing, name_document, name_list, name_paragraphs
from .sheet import Json, Section, Sheet, SheetLine


def render_summary(summary: Summary) -> Sheet:
    """Lay out a summary."""
    of = _name_whole(summary.documents)
    title = f"Summary: {summary.topic}" if summary.topic else f"Summary of {of}"
    note = f"{count(len(summary.lines), 'line')} chosen by {summary.method}, in the order of the text."
    return Sheet("Summary", title, _one_section(summary.lines), note)


def _name_whole(documents: Sequence[Document]) -> str:
    if not documents:
        return "all documents"
    if len(documents) == 1:
        return f"document {documents[0].number}: {name_document(documents[0])}"
    return f"documents {name_list([str(document.number) for document in documents])}"


def render_reasons(reasons: Reasons) -> Sheet:
    """Lay out the lines of a summary, each with what made it be chosen."""
    of = _name_whole(reasons.documents)
    title = f"Why these lines: {reasons.topic}" if reasons.topic else f"Why these lines of {of}"
    lines = tuple(_line_with_reasons(line, reasons) for line in reasons.lines)
    note = (
        f"{count(len(lines), 'line')} chosen by {reasons.method} from {reasons.candidates}, in the order of the text."
    )
    return Sheet("Reasons", title, (Section(lines),), note)


def _line_with_reasons(line: ReasonedLine, reasons: Reasons) -> SheetLine:
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
    return SheetLine(snippet=line.snippet, remark=" · ".join(remarks), data=data)


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
    asked = {passage.asked} if passage.asked else set()
    return Sheet("Passage", title, (Section(_lines_around(passage, asked)),), _remark_on(passage))


def render_surroundings(around: Surroundings) -> Sheet:
    """Lay out what stands around several lines, a section a passage."""
    asked = set(around.asked)
    sections = (
        Section(_lines_around(passage, asked), f"Around {name_list(_citations(passage, asked))}")
        for passage in around.passages
    )
    remarks = dict.fromkeys(remark for passage in around.passages if (remark := _remark_on(passage)))
    title = f"Around {count(len(asked), 'line')}"
    return Sheet("Surroundings", title, tuple(sections), " ".join(remarks))


def _citations(passage: Passage, asked: Set[Snippet]) -> list[str]:
    return [str(line.citation) for line in passage.lines if line in asked]


def _lines_around(passage: Passage, asked: Set[Snippet]) -> tuple[SheetLine, ...]:
    remark = "the line asked about"
    return tuple(SheetLine(snippet=line, remark=remark if line in asked else "") for line in passage.lines)


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
    lines = (SheetLine(snippet=line.snippet, data={"score": line.score}) for line in answer.lines[: answer.shown])
    return Sheet("Answer", answer.question, (Section(tuple(lines)),))


def render_hits(hits: Hits) -> Sheet:
    """Lay out lines that hold words looked for, the words marked."""
    lines = (
        SheetLine(snippet=hit.snippet, matches=hit.matches, data={"matches": [[m.start, m.end] for m in hit.matches]})
        for hit in hits.hits
    )
    return Sheet("Hits", f"Lines with “{hits.words}” ({len(hits.hits)})", (Section(tuple(lines)),))


def _one_section(snippets: Iterable[Snippet]) -> tuple[Section, ...]:
    return (Section(tuple(SheetLine(snippet=snippet) for snippet in snippets)),)
