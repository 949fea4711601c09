"""Summaries: the lines that matter most, in the order of the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from ..domain.readings import Article
from ..domain.replies import Nothing, Summary
from ..reading.words import stems
from .lines import Line, lines_of
from .matching import holds_all
from .nothing import say_nothing
from .story import Story

Method = Callable[[Sequence[Line], int], Sequence[int]]
"""A way to choose: from lines and how many are wanted, the places of the chosen ones."""

DEFAULT_METHOD = "lexrank"
_SHORT_LIST = 500
_TWINS = 0.8


def choose_summary(
    story: Story,
    lines: int,
    document: Article | None = None,
    topic: str | None = None,
    method: str = DEFAULT_METHOD,
) -> Summary | Nothing:
    """The lines that matter most: of one document, of all together, or of those lines that speak of a topic."""
    articles = (document,) if document else story.articles
    candidates = [line for line in lines_of(articles) if holds_all(line.text, stems(topic or ""))]
    distinct = drop_twins(_short_list(candidates))
    chosen = sorted(METHODS[method](distinct, lines))
    if not chosen:
        return say_nothing(topic or "summary", story)
    return Summary(
        tuple(distinct[place].cite() for place in chosen), method, document.document if document else None, topic
    )


def drop_twins(lines: Iterable[Line]) -> list[Line]:
    """The lines without those that say again, in nearly the same words, what an earlier one says."""
    kept: list[tuple[Line, frozenset[str]]] = []
    for line in lines:
        words = frozenset(stems(line.text))
        if words and not any(_are_twins(words, other) for _, other in kept):
            kept.append((line, words))
    return [line for line, _ in kept]


def _are_twins(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two lines share four of five of their words."""
    if min(len(one), len(other)) < _TWINS * max(len(one), len(other)):
        return False
    return len(one & other) >= _TWINS * len(one | other)


def _short_list(lines: Sequence[Line]) -> Sequence[Line]:
    """At most 500 lines in their order: ranking by a graph takes the square of the number of lines.

    Those stay whose words are the most frequent, as SumBasic rates them (Nenkova and Vanderwende 2005).
    """
    if len(lines) <= _SHORT_LIST:
        return lines
    words = [stems(line.text) for line in lines]
    counts = Counter(word for line in words for word in line)
    rates = [sum(counts[word] for word in line) / (len(line) or 1) for line in words]
    best = sorted(range(len(lines)), key=lambda place: -rates[place])[:_SHORT_LIST]
    return [lines[place] for place in sorted(best)]


def _rank_by_lexrank(lines: Sequence[Line], count: int) -> Sequence[int]:
    from .lexrank import choose_by_lexrank  # noqa: PLC0415  # numpy and sumy cost half a second, once and only here

    return choose_by_lexrank([line.text for line in lines], count)


METHODS: Mapping[str, Method] = {DEFAULT_METHOD: _rank_by_lexrank}
