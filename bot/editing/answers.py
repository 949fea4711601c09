"""Answers: the lines that answer a question, or none."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from ..domain.readings import Spread
from ..domain.replies import Answer, ScoredLine
from ..reading.lexicon import Lexicon
from .kinds import rate_kind, speakers_in, takes_stance
from .lines import Line
from .questions import AskingWords, Question, asking_words
from .relevance import Regard, Relevance
from .story import Story
from .wording import stems_at

FLOOR = 0.5
"""Below this score nothing is said to answer."""

# What signs of an answer are worth beside the share of the question that a line speaks of, which is 1 at most. Chosen
# by trying them on annotated articles and on the paragraphs of XQuAD, each question also without its own paragraph.
_KIND, _NO_KIND = 0.12, 0.08
_SPEAKS, _SOMEBODY_SPEAKS, _SILENT, _STANCE = 0.3, 0.1, 0.2, 0.1
_CLOSE = 0.1
_COUNTS_ELSE, _STRANGER = 0.3, 0.12
_ASKS = 0.3
_LONG, _USUAL_LENGTH = 0.03, 25
_MOST_LINES = 5


def choose_answer(
    question: Question, spread: Spread, candidates: Sequence[Line], story: Story, lexicon: Lexicon
) -> Answer | None:
    """The lines that answer a question, best first; None where no line says enough of what it asks.

    `spread` tells how common the stems of the question's terms are.
    """
    asking = asking_words(lexicon)
    relevance = Relevance(question, spread, story, asking)
    scores = [
        _score(relevance.of(line))
        + _for_kind(rate_kind(line, question, story, asking))
        + (_for_speech(line, question, story, asking) if question.speech else 0.0)
        - _against(line)
        for line in candidates
    ]
    best = sorted(range(len(candidates)), key=lambda place: -scores[place])[:_MOST_LINES]
    lines = tuple(
        ScoredLine(candidates[place].cite(), round(scores[place], 4)) for place in best if scores[place] >= FLOOR
    )
    return Answer(question.text, lines) if lines else None


def _score(regard: Regard) -> float:
    """The worth of what a line has to do with the question."""
    astray = _STRANGER * regard.strangers + (0.0 if regard.counts else _COUNTS_ELSE)
    return regard.covered + _CLOSE * regard.closeness - astray


def _for_kind(rate: float | None) -> float:
    """The worth of holding the kind of thing that is wanted."""
    return 0.0 if rate is None else rate * (_KIND + _NO_KIND) - _NO_KIND


def _for_speech(line: Line, question: Question, story: Story, asking: AskingWords) -> float:
    """The worth of somebody's speaking in a line: best whom the question names, and as it says (*deny*, *predict*)."""
    speakers = speakers_in(line, story)
    if not speakers:
        return -_SILENT
    worth = _SPEAKS if any(figure.full in speakers for figure in question.figures) else _SOMEBODY_SPEAKS
    return worth + (_STANCE if takes_stance(line, question, asking) else 0.0)


def _against(line: Line) -> float:
    """What a line is worth less for asking itself, or for saying much besides."""
    length = log(max(1, len(stems_at(*line))) / _USUAL_LENGTH)
    return (_ASKS if line.text.rstrip("”’\"'").endswith("?") else 0.0) + _LONG * max(0.0, length)
