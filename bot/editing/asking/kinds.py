"""Whether a line holds the kind of thing that a question wants."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from unicodedata import category

from ...domain.readings import NameKind
from ...reading.text.words import find_words, stems
from ..material.clippings import Clipping
from ..material.kept import kept
from ..material.layers import dates_in
from ..material.lines import Line
from .questions import Question
from .wordlists import AskingWords, Wanted

Test = Callable[[Clipping, Question, AskingWords], float]
"""How well a line holds the kind of thing, from 0 to 1."""

_ONLY_A_BODY = 0.4
_BODIES = frozenset({NameKind.ORGANISATION, NameKind.OUTLET})
_BEFORE_NUMBER, _AFTER_NUMBER = 2, 4
_ORDINAL = re.compile(r"\d{1,3}[.)]\s")
_CAPITAL = re.compile(r"\b(\w+) (?:the )?(?=[A-Z])")


def rate_kind(clipping: Clipping, question: Question, asking: AskingWords) -> float | None:
    """How well a line holds what is wanted, from 0 to 1; None where the question wants no kind of thing."""
    rates = [_TESTS[wanted](clipping, question, asking) for wanted in question.wanted]
    return max(rates, default=None)


def counts(clipping: Clipping, question: Question, asking: AskingWords) -> bool:
    """Whether a line has the number that a question wants, if it wants one.

    What is counted stands a few words after the number or just before it; what is paid has a currency.
    """
    if Wanted.QUANTITY not in question.wanted:
        return True
    counted = [term for term in question.terms if term.focus]
    amounts = {term.stem for term in counted} & (asking.amounts | asking.paying)
    words = clipping.stems
    first = int(bool(_ORDINAL.match(clipping.line.text)))
    numbers = [place for place, word in enumerate(words) if place >= first and _has_number([word], asking.numbers)]
    if amounts:
        return bool(numbers) and (asking.paid.isdisjoint(amounts) or _has_currency(clipping, asking))
    if not counted:
        return _has_quantity(clipping, asking.numbers)
    nouns = [place for place, word in enumerate(words) if any(term.fits(word) for term in counted)]
    return any(-_BEFORE_NUMBER <= noun - number <= _AFTER_NUMBER for noun in nouns for number in numbers)


def _has_currency(clipping: Clipping, asking: AskingWords) -> bool:
    return not asking.currencies.isdisjoint(clipping.stems) or any(
        category(sign) == "Sc" for sign in clipping.line.text if not sign.isalnum()
    )


def takes_stance(clipping: Clipping, question: Question, asking: AskingWords) -> bool:
    """Whether a line denies, accuses or predicts where the question has a verb of that kind."""
    asked = {asking.stances[term.stem] for term in question.terms if term.stem in asking.stances}
    return not asked.isdisjoint(clipping.holding.stances)


def _rate_person(clipping: Clipping, question: Question, _: AskingWords) -> float:
    """Whether somebody is named whom the question does not name: best a person."""
    asked = {figure.full for figure in question.figures} - question.holders
    kinds = {kind for full, kind in clipping.holding.named.items() if full not in asked}
    if NameKind.PERSON in kinds:
        return 1.0
    return _ONLY_A_BODY if kinds - {NameKind.DOCUMENT} else 0.0


def _rate_body(clipping: Clipping, question: Question, _: AskingWords) -> float:
    """Whether a body is named, and not only described, which the question does not name."""
    asked = {figure.full for figure in question.figures} - question.holders
    named = (full for full, kind in clipping.holding.named.items() if kind in _BODIES and full not in asked)
    return float(any(full.split()[-1][:1].isupper() or _is_asked_kind(full, question) for full in named))


def _is_asked_kind(full: str, question: Question) -> bool:
    """Whether a body is called by the very word that asks for it: *the energy ministry*, of *which ministry*."""
    return any(term.stem in stems(full.rpartition(" ")[2]) for term in question.terms)


def _rate_time(clipping: Clipping, _: Question, __: AskingWords) -> float:
    return float(bool(clipping.holding.dates))


def _rate_place(clipping: Clipping, _: Question, asking: AskingWords) -> float:
    return float(not asking.places.isdisjoint(_before_capitals(clipping.line)))


@kept(4096)
def _before_capitals(line: Line) -> frozenset[str]:
    """The words right before those with a capital."""
    return frozenset(found[1].lower() for found in _CAPITAL.finditer(line.text))


def _rate_quantity(clipping: Clipping, _: Question, asking: AskingWords) -> float:
    return float(_has_quantity(clipping, asking.numbers))


def _has_quantity(clipping: Clipping, numbers: frozenset[str]) -> bool:
    """Whether there is a number that is no date's."""
    has_number = _has_number(clipping.stems, numbers)
    return _counts_beside_dates(clipping.line, numbers) if has_number and clipping.holding.dates else has_number


@kept(4096)
def _counts_beside_dates(line: Line, numbers: frozenset[str]) -> bool:
    article, unit = line
    dates = [date.span for date in dates_in(article).within(unit)]
    words = find_words(article.document.text, unit.start, unit.end)
    return any(
        (word.kind == "number" or word.folded in numbers) and not any(date.contains(word.span) for date in dates)
        for word in words
    )


def _rate_duration(clipping: Clipping, _: Question, asking: AskingWords) -> float:
    words = clipping.stems
    return float(_has_number(words, asking.numbers) and not asking.spans.isdisjoint(words))


def _rate_reason(clipping: Clipping, _: Question, asking: AskingWords) -> float:
    return float(not asking.reasons.isdisjoint(clipping.stems))


def _has_number(words: Iterable[str], numbers: Collection[str]) -> bool:
    return any(word[0].isdigit() or word in numbers for word in words)


_TESTS: Mapping[Wanted, Test] = {
    Wanted.PERSON: _rate_person,
    Wanted.TIME: _rate_time,
    Wanted.PLACE: _rate_place,
    Wanted.QUANTITY: _rate_quantity,
    Wanted.DURATION: _rate_duration,
    Wanted.REASON: _rate_reason,
    Wanted.BODY: _rate_body,
}
