"""Answers: the lines that answer a question, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

from ..domain.readings import Spread
from ..domain.replies import Answer, ScoredLine
from ..reading.lexicon import Lexicon
from .kinds import counts, rate_kind, speakers_in, takes_stance
from .lines import Line
from .questions import AskingWords, Question, asking_words
from .relevance import Regard, Relevance
from .story import Story
from .wording import stems_at

# What signs of an answer are worth beside the share of the question that a line speaks of, which is 1 at most. Chosen
# on half of the annotated articles and of the paragraphs of XQuAD, and checked on the other half.
_OWN, _TOLD, _HEADED, _CLOSE, _UNHEARD = 0.2, 0.4, 0.2, 0.1, 0.2
_KIND, _NO_KIND, _COUNTS_NOT = 0.17, 0.08, 0.2
_SPEAKS, _SOMEBODY_SPEAKS, _SILENT, _STANCE = 0.3, 0.1, 0.2, 0.1
_ASKS = 0.3
_LONG, _USUAL_LENGTH = 0.03, 25
_MOST_LINES = 5

# Whether the best line answers at all is another matter than which line is best: a name that its article does not
# know, a number that is not there, and a question of few words tell against it, each question tried also without its
# own document.
_LEAST_TRUST = 0.55
_NEARNESS, _NAME_UNHEARD, _NUMBER_MISSING, _FEW_WORDS = 0.5, 0.75, 0.55, 0.65


class Candidate(NamedTuple):
    """A line that may answer, and how near the index holds it to the question's words (BM25)."""

    line: Line
    score: float


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """What tells for and against a candidate."""

    candidate: Candidate
    regard: Regard
    counts: bool
    speech: float
    score: float


def choose_answer(
    question: Question, spread: Spread, candidates: Sequence[Candidate], story: Story, lexicon: Lexicon
) -> Answer | None:
    """The lines that answer a question, best first; None where no line says enough of what it asks.

    `spread` tells how common the stems of the question's terms are.
    """
    asking = asking_words(lexicon)
    relevance = Relevance(question, spread, story, asking)
    reckoned = [_reckon(candidate, question, relevance, story, asking) for candidate in candidates]
    best = sorted(reckoned, key=lambda each: -each.score)[:_MOST_LINES]
    nearest = max((candidate.score for candidate in candidates), default=0.0)
    if not best or _trust(best[0], nearest, question) < _LEAST_TRUST:
        return None
    return Answer(question.text, tuple(ScoredLine(each.candidate.line.cite(), round(each.score, 4)) for each in best))


def _reckon(
    candidate: Candidate, question: Question, relevance: Relevance, story: Story, asking: AskingWords
) -> _Reckoned:
    line = candidate.line
    regard, counted = relevance.of(line), counts(line, question, asking)
    speech = _for_speech(line, question, story, asking) if question.speech else 0.0
    kind = _for_kind(rate_kind(line, question, story, asking)) - (0.0 if counted else _COUNTS_NOT)
    return _Reckoned(candidate, regard, counted, speech, _score(regard) + kind + speech - _against(line))


def _trust(best: _Reckoned, nearest: float, question: Question) -> float:
    """How likely the best line answers; the share of the question that it speaks of counts 1 at most."""
    near = best.candidate.score / nearest if nearest else 0.0
    lacks = _NAME_UNHEARD * best.regard.unheard + (0.0 if best.counts else _NUMBER_MISSING)
    return best.regard.covered + best.speech + _NEARNESS * near - lacks - _FEW_WORDS / max(1, len(question.terms))


def _score(regard: Regard) -> float:
    """The worth of what a line, and the article that it stands in, have to do with the question."""
    article = _TOLD * regard.told + _HEADED * regard.headed - _UNHEARD * regard.unheard
    return regard.covered + _OWN * regard.own + _CLOSE * regard.closeness + article


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
