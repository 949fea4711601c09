"""Signs that a line answers a question, each with a name and a worth."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import NamedTuple

from ..material.clippings import Clipping
from .doers import Role, tell_role
from .kinds import counts, rate_kind, takes_stance
from .questions import Question
from .relevance import Regard, Relevance
from .wordlists import AskingWords, Wanted

_USUAL_LENGTH = 25
# Whoever it asks for speaks in the line: then its *about* may be told in other words.
_OWN_WORDS = 0.5


class Signs(NamedTuple):
    """What tells for a line, or against it: mostly from 0 to 1.

    Of the question's weight, in its `regard`: `covered` is what the line holds in its own words or in those next to it,
    `told` what its article has in the very words, `headed` what the article's head (title and first line) speaks of,
    `local` what the lines around hold, `unheard` the names of which the article knows nothing. `close` is the share of
    neighbouring terms that are near each other in the line; `idle` is that the question's verb stands nowhere around,
    `untold` that it does not stand in the article either, `bare` that nothing does but names.

    `near` is how near the index holds the line (BM25) beside the nearest. Which kind of thing: `kind` is how well it
    holds what is wanted, `no_kind` how badly, `uncounted` that it has not the number. Of a question for what was said:
    `spoken` by whom it names, `spoken_by_others`, `mute`, `stance` where a line denies or predicts as the question has
    it, and `astray` what of its *about* is nowhere around. Who did it: `another` did what the question has somebody do;
    `undone` is that where the question is whether it was so, and the line does not tell that it was; `nobody` that it
    asks who did what is told nowhere around, and the line names none who could have; `vacant` that it asks of an office
    of which the article knows nothing. `asks` ends with a question mark, `heading` is no sentence, `long` says much
    besides.
    """

    regard: Regard
    near: float
    kind: float
    no_kind: float
    uncounted: float
    spoken: float
    spoken_by_others: float
    mute: float
    stance: float
    asks: float
    heading: float
    long: float
    another: float
    undone: float
    astray: float
    vacant: float
    nobody: float


WORTH = Signs(
    Regard(
        covered=1.0, told=0.45, headed=0.25, local=0.35, unheard=-0.4, close=0.12, idle=-0.08, untold=-0.1, bare=0.0
    ),
    near=0.05, kind=0.13, no_kind=-0.05, uncounted=-0.12, spoken=0.4, spoken_by_others=0.05, mute=-0.15, stance=0.3,
    asks=-0.2, heading=-0.1, long=-0.03, another=-0.15, undone=-0.2, astray=0.0, vacant=0.0, nobody=0.0,
)  # fmt: skip
"""What signs are worth. Checked on halves of the annotated articles and of XQuAD, then fitted to all of both."""

_MOST_OF_SPEECH = WORTH.spoken + WORTH.spoken_by_others + WORTH.stance

EVIDENCE = Signs(
    Regard(covered=0.8, told=0.0, headed=0.3, local=0.7, unheard=-0.65, close=0.0, idle=-0.2, untold=-0.25, bare=-0.28),
    near=0.2, kind=0.0, no_kind=-0.15, uncounted=-0.95, spoken=-0.15, spoken_by_others=-0.05, mute=0.0, stance=0.1,
    asks=0.0, heading=0.0, long=0.0, another=-0.25, undone=-1.2, astray=-0.35, vacant=-0.7, nobody=-0.4,
)  # fmt: skip
"""What the signs of the best line tell of whether it answers at all.

Fitted by a logistic regression, and rounded; the verb's also to questions with their answer taken out of the text, or
with their verb put out for another.
"""


def most_worth(regard: Regard, near: float, question: Question) -> float:
    """The most that a line can be worth, as far as it is known."""
    known = _add_up(regard, WORTH.regard) + near * WORTH.near
    return known + _MOST_OF_SPEECH + WORTH.kind if question.speech else known + WORTH.kind


def read_signs(
    clipping: Clipping, regard: Regard, near: float, question: Question, relevance: Relevance, asking: AskingWords
) -> Signs:
    """The signs of a line; `regard` is what the relevance makes of it."""
    rate = rate_kind(clipping, question, asking)
    speakers = clipping.holding.speakers
    named = any(figure.full in speakers for figure in question.figures)
    role = tell_role(clipping, question.deed, relevance.cast, asking.grammar) if question.deed else None
    length = log(max(1, len(clipping.stems)) / _USUAL_LENGTH)
    return Signs(
        regard,
        near=near,
        kind=rate or 0.0,
        no_kind=0.0 if rate is None else 1.0 - rate,
        uncounted=float(not counts(clipping, question, asking)),
        spoken=float(question.speech and named),
        spoken_by_others=float(question.speech and bool(speakers) and not named),
        mute=float(question.speech and not speakers),
        stance=float(question.speech and bool(speakers) and takes_stance(clipping, question, asking)),
        asks=float(clipping.asks),
        heading=float(clipping.heading),
        long=max(0.0, length),
        another=float(role is Role.ANOTHER),
        undone=_undone(role) if question.deed and question.deed.is_open else 0.0,
        astray=relevance.astray(clipping) * (_OWN_WORDS if named else 1.0),
        vacant=relevance.vacant(clipping),
        nobody=regard.idle * (1.0 - (rate or 0.0)) if Wanted.PERSON in question.wanted else 0.0,
    )


def weigh_evidence(best: Signs) -> float:
    """What the signs of the best line tell of whether it answers at all."""
    return _add_up(best.regard, EVIDENCE.regard) + _add_up(best[1:], EVIDENCE[1:])


def _add_up(signs: Sequence[float], worths: Sequence[float]) -> float:
    """The sum of signs times their worths."""
    return sum([sign * worth for sign, worth in zip(signs, worths, strict=True)])


def _undone(role: Role | None) -> float:
    """How little a line tells that somebody did what is asked; where a pronoun did it, nobody can tell."""
    return 0.0 if role is Role.DOER else 0.5 if role is Role.UNTOLD else 1.0


def score(signs: Signs) -> float:
    """The worth of all signs together."""
    return _add_up(signs.regard, WORTH.regard) + _add_up(signs[1:], WORTH[1:])
