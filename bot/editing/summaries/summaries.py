"""Summaries: the lines that matter most, in the order of the documents, and why each was chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from ...domain.errors import BadCommand
from ...domain.notices import Nothing
from ...domain.readings import Article
from ...domain.summaries import ReasonedLine, Reasons, Share, Summary
from ...reading.lexicon import Lexicon
from ...reading.text.words import stems
from ..material.lines import Line, line_before, lines_of
from ..material.matching import holds_all
from ..material.prose import is_statement
from ..material.story import Story
from ..material.wording import read_stems
from ..nothing import say_nothing
from .choice import LONGEST_CHAIN, Choice, choose_lines

DEFAULT_METHOD = "desk"
"""Our own method, which needs neither numpy nor sumy."""

METHODS = (DEFAULT_METHOD, "lexrank", "textrank", "lsa", "luhn", "kl", "sumbasic", "reduction", "edmundson")

_MOST_LINES = 3000
_SHORT_LISTS: Mapping[str, int] = {"kl": 100}
_SHORT_LIST = 500
"""Ranking by a graph takes the square of the number of lines, KL its cube."""
_TWINS = 0.8


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a summary is asked for: how many lines, by which method, of some documents (of all without), or on a topic.

    `found` are the lines nearest to the topic: on a shelf that is too long to look through, it is summed up from them.
    """

    lines: int
    method: str = DEFAULT_METHOD
    documents: tuple[Article, ...] = ()
    topic: str | None = None
    found: Sequence[Line] = ()


def find_method(name: str) -> str:
    """A method by its name, whatever its case. Raises BadCommand."""
    if name.lower() not in METHODS:
        raise BadCommand(f"there is no method “{name}”: choose {', '.join(METHODS[:-1])} or {METHODS[-1]}")
    return name.lower()


def choose_summary(story: Story, assignment: Assignment, lexicon: Lexicon) -> Summary | Nothing:
    """The lines that matter most: of one document, of several together or all, or of the lines on a topic.

    Raises BadCommand where there is no such method.
    """
    reasons = explain_summary(story, assignment, lexicon)
    if isinstance(reasons, Nothing):
        return reasons
    lines = tuple(line.snippet for line in reasons.lines)
    return Summary(lines, reasons.method, reasons.documents, reasons.topic)


def explain_summary(story: Story, assignment: Assignment, lexicon: Lexicon) -> Reasons | Nothing:
    """The same lines with what made each be chosen. Raises BadCommand where there is no such method."""
    method = find_method(assignment.method)
    asked, topic = assignment.documents, assignment.topic
    lines = _gather(asked) if asked else _look_through(story.articles, topic, assignment.found)
    wanted = _on_topic(lines, topic)
    if method == DEFAULT_METHOD:
        reasoned = _reason(lines, wanted, assignment.lines, lexicon)
    else:
        reasoned = _rank(method, [lines[place] for place in wanted], assignment.lines, lexicon)
    if not reasoned:
        return say_nothing(topic or "summary", story)
    return Reasons(tuple(reasoned), method, len(wanted), tuple(article.document for article in asked), topic)


def drop_twins(lines: Iterable[Line]) -> list[Line]:
    """The lines without those that say again, in nearly the same words, what an earlier one says."""
    kept: list[tuple[Line, frozenset[str]]] = []
    for line in lines:
        words = frozenset(read_stems(line.text))
        if words and not any(_are_twins(words, other) for _, other in kept):
            kept.append((line, words))
    return [line for line, _ in kept]


def _are_twins(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two lines share four of five of their words."""
    if min(len(one), len(other)) < _TWINS * max(len(one), len(other)):
        return False
    return len(one & other) >= _TWINS * len(one | other)


def _look_through(articles: Sequence[Article], topic: str | None, found: Sequence[Line]) -> list[Line]:
    """The lines to choose from, and those that they may lean on."""
    return _with_those_before(found) if topic and _is_long(articles) else _gather(articles)


def _with_those_before(found: Iterable[Line]) -> list[Line]:
    """Lines with as many before each as one may need, in the order of the documents."""
    lines: set[Line] = set()
    for line in found:
        near: Line | None = line
        for _ in range(LONGEST_CHAIN):
            if near:
                lines.add(near)
                near = line_before(near)
    return sorted(lines, key=lambda line: (line.article.document.number, line.unit))


def _is_long(articles: Iterable[Article]) -> bool:
    return sum(len(article.reading.units) for article in articles) > _MOST_LINES


def _gather(articles: Sequence[Article]) -> list[Line]:
    """The lines of articles; of a shelf that is too long, the first ones of each, as news begins with what matters."""
    if not _is_long(articles):
        return list(lines_of(articles))
    newest = articles[-_MOST_LINES:]
    each = max(1, _MOST_LINES // len(newest))
    return [Line(article, unit) for article in newest for unit in article.reading.units[:each]]


def _on_topic(lines: Sequence[Line], topic: str | None) -> list[int]:
    """The places of the lines that hold the words of a topic, or of all."""
    if not topic:
        return list(range(len(lines)))
    asked = stems(topic)
    return [place for place, line in enumerate(lines) if asked and holds_all(line.text, asked)]


def _reason(lines: Sequence[Line], wanted: Sequence[int], count: int, lexicon: Lexicon) -> list[ReasonedLine]:
    """Our own choice, in the order of the text."""
    choices = choose_lines(lines, wanted, count, lexicon)
    ranked = sorted(enumerate(choices, start=1), key=lambda each: each[1].place)
    return [
        ReasonedLine(lines[choice.place].cite(), rank, tuple(_shares(choice)), choice.needed) for rank, choice in ranked
    ]


def _shares(choice: Choice) -> list[Share]:
    """What each trait adds to a line's worth or takes from it, as a share of all that speaks for the line."""
    favour = sum(part for part in choice.parts.values() if part > 0) or 1.0
    shares = [Share(trait.value, part / favour) for trait, part in choice.parts.items() if part]
    return sorted(shares, key=lambda share: (-round(share.part, 2), share.reason))


def _rank(method: str, lines: Sequence[Line], count: int, lexicon: Lexicon) -> list[ReasonedLine]:
    """The choice of one of sumy's methods among the lines that state something, in the order of the text."""
    from .sumy_methods import rank_by_sumy  # noqa: PLC0415  # numpy and sumy cost half a second, once and only here

    stating = [line for line in lines if is_statement(line, lexicon)] or lines
    distinct = drop_twins(_shorten(stating, _SHORT_LISTS.get(method, _SHORT_LIST)))
    best = rank_by_sumy(method, distinct, lexicon)[:count]
    ranked = sorted((place, rank) for rank, place in enumerate(best, start=1))
    return [ReasonedLine(distinct[place].cite(), rank) for place, rank in ranked]


def _shorten(lines: Sequence[Line], limit: int) -> Sequence[Line]:
    """A short list in the order of the lines: those stay whose words are the most frequent.

    So SumBasic rates a line (Nenkova and Vanderwende 2005).
    """
    if len(lines) <= limit:
        return lines
    words = [read_stems(line.text) for line in lines]
    counts = Counter(chain.from_iterable(words))
    rates = [sum(counts[word] for word in line) / (len(line) or 1) for line in words]
    best = sorted(range(len(lines)), key=lambda place: -rates[place])[:limit]
    return [lines[place] for place in sorted(best)]
