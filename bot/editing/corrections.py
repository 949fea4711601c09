"""Corrections: which lines that were shown of a document do not stand in its place any more, and what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from ..domain.citations import Snippet, cite
from ..domain.corrections import CorrectedLine
from ..domain.readings import Article
from ..domain.spans import Span
from .material.lines import Line, line_at, lines_of
from .material.wording import stems_at

_SAME_LINE = 60.0
"""Lines that are so much alike (of a hundred) are one line, reworded."""


def compose_correction(old: Article, new: Article | None, shown: Iterable[Span]) -> tuple[CorrectedLine, ...]:
    """The lines that were shown and are not in the new version, in the order of the text.

    Without a new version that is all of them. What differs in its punctuation alone is no change.
    """
    snippets = [cite(old, span) for span in _outermost(shown)]
    if new is None:
        return tuple(CorrectedLine(snippet) for snippet in snippets)
    theirs = {stems_at(*line) for line in lines_of((old,))}
    ours = list(lines_of((new,)))
    known = {stems_at(*line) for line in ours}
    fresh = [line for line in ours if stems_at(*line) not in theirs]
    gone = [snippet for snippet in snippets if not _stands(snippet, old, new, known)]
    return tuple(CorrectedLine(snippet, _find_line(snippet, old, fresh)) for snippet in gone)


def follow_lines(old: Article, new: Article, shown: Iterable[Span]) -> tuple[Span, ...]:
    """Where in the new version stands what was shown: the lines in the place of those that changed, and all others."""
    ours = {stems_at(*line): line.unit for line in reversed(list(lines_of((new,))))}
    followed = [line.now.span for line in compose_correction(old, new, shown) if line.now]
    for snippet in (cite(old, span) for span in _outermost(shown)):
        if unit := ours.get(stems_at(old, snippet.span)):
            followed.append(unit)
        elif (start := new.document.text.find(snippet.text)) >= 0:
            followed.append(line_at(new, Span(start, start + len(snippet.text))).unit)
    return tuple(sorted(set(followed)))


def restore_lines(article: Article, shown: Iterable[Span]) -> tuple[CorrectedLine, ...]:
    """The lines that were shown of a document that is back, in the order of the text."""
    return compose_correction(article, None, shown)


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """The spans that lie in no other one: a quotation that was shown beside its line is told with that."""
    chosen: list[Span] = []
    for span in sorted(set(spans), key=lambda each: (each.start, -each.end)):
        if not chosen or not chosen[-1].contains(span):
            chosen.append(span)
    return chosen


def _stands(snippet: Snippet, old: Article, new: Article, known: set[tuple[str, ...]]) -> bool:
    return snippet.text in new.document.text or stems_at(old, snippet.span) in known


def _find_line(snippet: Snippet, old: Article, fresh: Sequence[Line]) -> Snippet | None:
    """The new line that is likest to the one that was shown, if it is like it at all."""
    whole = line_at(old, snippet.span).text
    found = process.extractOne(whole, [line.text for line in fresh], scorer=fuzz.token_sort_ratio)
    return fresh[found[2]].cite() if found and found[1] >= _SAME_LINE else None
