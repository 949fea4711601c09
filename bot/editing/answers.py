"""Answers: the lines that answer a question, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

from ..domain.replies import Answer, ScoredLine
from ..reading.words import stems
from .lines import Line
from .questions import Question

_MOST_LINES = 5
_FLOOR = 0.5


def choose_answer(question: Question, candidates: Sequence[Line]) -> Answer | None:
    """The lines that answer a question, best first; None where no line says enough of what it asks."""
    words = [frozenset(stems(line.text)) for line in candidates]
    holding = Counter(stem for line in words for stem in line)
    weights = {stem: log(1 + len(candidates) / (1 + holding[stem])) for stem in question.stems}
    total = sum(weights.values()) or 1.0
    scores = [sum(weight for stem, weight in weights.items() if stem in line) / total for line in words]
    best = sorted(range(len(candidates)), key=lambda place: -scores[place])[:_MOST_LINES]
    lines = tuple(ScoredLine(candidates[place].cite(), scores[place]) for place in best if scores[place] >= _FLOOR)
    return Answer(question.text, lines) if lines else None
