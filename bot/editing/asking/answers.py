"""Answers: the lines that answer a question, or none."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ...domain.passages import Answer, ScoredLine
from ...domain.readings import Spread
from ...reading.lexicon import Lexicon
from ..material.cast import key_of
from ..material.clippings import Clipping
from ..material.lines import Line
from ..material.story import Story
from ..material.wording import stems_at
from .needs import Needs
from .questions import Question
from .relevance import Relevance
from .signs import Signs, most_worth, read_signs, score, weigh_evidence
from .wordlists import asking_words

_MOST_LINES, _MOST_RATED = 5, 10
_MOST_FOLLOWED = 20
_MOST_SHOWN, _WORTH_SHOWING = 3, 0.75

# Whether the best line answers at all is another matter than which line is best: `EVIDENCE` has other weights, and a
# question of few words is easily covered. Tried on each question also without its own document.
_LEAST_TRUST, _FEW_WORDS, _LEAST_ALONE = 0.4, 1.1, 0.9


class Candidate(NamedTuple):
    """A line that may answer, and how near the index holds it to the question's words (BM25)."""

    line: Line
    score: float


class Rated(NamedTuple):
    """A line with the signs that it answers, and what they are worth together."""

    line: Line
    signs: Signs
    score: float


def choose_answer(
    question: Question, spread: Spread, candidates: Sequence[Candidate], story: Story, lexicon: Lexicon
) -> Answer | None:
    """The lines that answer a question, best first; None where no line says enough of what it asks.

    `spread` tells how common the stems of the question's terms are; `candidates` come nearest first.
    """
    if not _are_told(question.strangers, candidates):
        return None
    rated = rate_candidates(question, spread, candidates, story, lexicon)
    best = _each_once(rated)
    if not best or _trust(best[0].signs, question) < _LEAST_TRUST:
        return None
    lines = tuple(ScoredLine(each.line.cite(), round(each.score, 4)) for each in best)
    return Answer(question.text, lines, _count_worth_showing(best))


def _each_once(best: Iterable[Rated]) -> list[Rated]:
    """The best lines, of copies the first alone."""
    met: dict[tuple[str, ...], Rated] = {}
    for each in best:
        met.setdefault(stems_at(*each.line), each)
    return list(met.values())[:_MOST_LINES]


def _are_told(strangers: Iterable[str], candidates: Sequence[Candidate]) -> bool:
    """Whether lines have the names of all strangers word for word, though reading found nobody of that name in them."""
    return all(any(f" {name} " in f" {key_of(each.line.text)} " for each in candidates) for name in strangers)


def _count_worth_showing(best: Sequence[Rated]) -> int:
    """How many lines are worth a person's time: the best, and those that come near it."""
    least = best[0].score * _WORTH_SHOWING
    return sum(each.score >= least for each in best[:_MOST_SHOWN])


def rate_candidates(
    question: Question, spread: Spread, candidates: Sequence[Candidate], story: Story, lexicon: Lexicon
) -> list[Rated]:
    """The lines that may answer with their signs, best first: of the candidates, and of what stands beside the nearest.

    Those are left out that lack what the question needs, and those that can be worth less than the best of the
    others, whatever else they hold.
    """
    asking = asking_words(lexicon)
    relevance = Relevance(question, spread, story, asking)
    clipped = _clip(candidates, story)
    others = (clipping for clipping, _ in clipped.values() if not _asks_it(clipping.line, question))
    fitting = Needs(question, story, asking).sift(others)
    regarded = [(*clipped[address], relevance.of(clipped[address][0])) for address in clipped if address in fitting]
    most = {found[0].address: most_worth(found[2], found[1], question) for found in regarded}
    best: list[float] = []
    rated = []
    for clipping, near, regard in sorted(regarded, key=lambda found: -most[found[0].address]):
        if len(best) == _MOST_RATED and most[clipping.address] < best[0]:
            break
        signs = read_signs(clipping, regard, near, question, relevance, asking)
        rated.append(Rated(clipping.line, signs, score(signs)))
        (heapq.heappush if len(best) < _MOST_RATED else heapq.heappushpop)(best, rated[-1].score)
    return sorted(rated, key=lambda each: -each.score)


def _asks_it(line: Line, question: Question) -> bool:
    """Whether a line is the question itself, with a label before it or none: *Q: Who pays?*."""
    own = key_of(line.text)
    is_asking = line.text.rstrip("\"”’' ").endswith("?")
    return is_asking and own.removeprefix("q ").removeprefix("question ") == key_of(question.text)


def _clip(candidates: Sequence[Candidate], story: Story) -> dict[tuple[int, int], tuple[Clipping, float]]:
    """By document and place: the clippings to look at, with how near each is beside the nearest.

    A line that shares no word with the question may answer where the line beside it does: *He said why.*
    """
    nearest = max((candidate.score for candidate in candidates), default=0.0) or 1.0
    found = {}
    for candidate in candidates:
        clipping = story.clippings.of(candidate.line)
        found[clipping.address] = clipping, candidate.score / nearest
    for clipping, _ in list(found.values())[:_MOST_FOLLOWED]:
        for beside in (story.clippings.around(clipping, -1), story.clippings.around(clipping, 1)):
            if beside:
                found.setdefault(beside.address, (beside, 0.0))
    return found


def _trust(best: Signs, question: Question) -> float:
    """How likely the best line answers; a question of one word has that word in its answer, and none like it."""
    if len(question.terms) == 1 and best.regard.covered < _LEAST_ALONE:
        return 0.0
    evidence = weigh_evidence(best)
    return evidence - _FEW_WORDS / max(1, len(question.terms))
