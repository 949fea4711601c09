"""Replies that are lines of documents: summaries, passages, background, answers, search."""

from __future__ import annotations

from collections.abc import Iterable

from ..domain.citations import Snippet
from ..domain.documents import Standing
from ..domain.replies import Answer, Backgrounder, Hits, Passage, Summary
from .labels import count, describe_standing, name_document, name_list
from .sheet import Line, Section, Sheet

_SHOWN_ANSWERS = 3
"""A person is shown up to three lines; a program is given all."""


def render_summary(summary: Summary) -> Sheet:
    """Lay out a summary."""
    of = (
        f"document {summary.document.number}: {name_document(summary.document)}"
        if summary.document
        else "all documents"
    )
    title = f"Summary: {summary.topic}" if summary.topic else f"Summary of {of}"
    note = f"{count(len(summary.lines), 'line')} chosen by {summary.method}, in the order of the text."
    return Sheet("Summary", title, _one_section(summary.lines), note)


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
        numbers = name_list([str(number) for number in passage.doubtful])
        noun = "paragraph" if len(passage.doubtful) == 1 else "paragraphs"
        remarks.append(f"In {noun} {numbers} the quotation marks do not pair: quotations there are doubtful.")
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
