"""Whether a line holds the kind of thing that a question wants."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from unicodedata import category

from ..domain.readings import NameKind
from ..reading.words import find_words
from .lines import Line
from .questions import AskingWords, Question, Wanted
from .story import Story
from .wording import stems_at

Test = Callable[[Line, Question, Story, AskingWords], float]
"""How well a line holds the kind of thing, from 0 to 1."""

_ONLY_A_BODY = 0.4
_BEFORE_NUMBER, _AFTER_NUMBER = 2, 4
_CAPITAL = re.compile(r"\b(\w+) (?:the )?(?=[A-Z])")


def rate_kind(line: Line, question: Question, story: Story, asking: AskingWords) -> float | None:
    """How well a line holds what is wanted, from 0 to 1; None where the question wants no kind of thing."""
    rates = [_TESTS[wanted](line, question, story, asking) for wanted in question.wanted]
    return max(rates, default=None)


def counts(line: Line, question: Question, asking: AskingWords) -> bool:
    """Whether a line has the number that a question wants, if it wants one.

    What is counted stands a few words after the number or just before it; what is paid has a currency.
    """
    if Wanted.QUANTITY not in question.wanted:
        return True
    counted = [term for term in question.terms if term.focus]
    amounts = {term.stem for term in counted} & asking.amounts
    words = stems_at(*line)
    numbers = [place for place, word in enumerate(words) if _has_number([word], asking.numbers)]
    if amounts:
        return bool(numbers) and (asking.prices.isdisjoint(amounts) or _has_currency(line, words, asking))
    if not counted:
        return _has_quantity(line, asking)
    nouns = [place for place, word in enumerate(words) if any(term.fits(word) for term in counted)]
    return any(-_BEFORE_NUMBER <= noun - number <= _AFTER_NUMBER for noun in nouns for number in numbers)


def _has_currency(line: Line, words: Iterable[str], asking: AskingWords) -> bool:
    return not asking.currencies.isdisjoint(words) or any(category(sign) == "Sc" for sign in line.text)


def speakers_in(line: Line, story: Story) -> frozenset[str]:
    """Who is quoted in a line, or reported to claim what it says."""
    article, unit = line
    quoted = (quote for quote in article.reading.quotes if unit.contains(quote.marks))
    claimed = (claim.author for claim in article.reading.claims if unit.contains(claim.span))
    return frozenset(name for quote in quoted for name in story.cast.speakers(quote)) | frozenset(
        map(story.cast.name_of, claimed)
    )


def takes_stance(line: Line, question: Question, asking: AskingWords) -> bool:
    """Whether a line denies, accuses or predicts where the question has a verb of that kind."""
    asked = {asking.stances[term.stem] for term in question.terms if term.stem in asking.stances}
    article, unit = line
    return any(claim.stance in asked for claim in article.reading.claims if unit.contains(claim.span))


def _rate_person(line: Line, question: Question, story: Story, _: AskingWords) -> float:
    """Whether somebody is named whom the question does not name: best a person."""
    asked = {figure.full for figure in question.figures}
    kinds = {
        name.kind
        for name in line.article.reading.names
        if any(line.unit.contains(span) for span in name.mentions) and story.cast.name_of(name.full) not in asked
    }
    if NameKind.PERSON in kinds:
        return 1.0
    return _ONLY_A_BODY if kinds - {NameKind.DOCUMENT} else 0.0


def _rate_time(line: Line, _: Question, __: Story, ___: AskingWords) -> float:
    return float(any(line.unit.contains(date.span) for date in line.article.reading.dates))


def _rate_place(line: Line, _: Question, __: Story, asking: AskingWords) -> float:
    return float(any(found[1].lower() in asking.places for found in _CAPITAL.finditer(line.text)))


def _rate_quantity(line: Line, _: Question, __: Story, asking: AskingWords) -> float:
    return float(_has_quantity(line, asking))


def _has_quantity(line: Line, asking: AskingWords) -> bool:
    """Whether there is a number that is no date's."""
    article, unit = line
    dates = [date.span for date in article.reading.dates if unit.contains(date.span)]
    words = find_words(article.document.text, unit.start, unit.end)
    return any(
        (word.kind == "number" or word.folded in asking.numbers) and not any(date.contains(word.span) for date in dates)
        for word in words
    )


def _rate_duration(line: Line, _: Question, __: Story, asking: AskingWords) -> float:
    words = stems_at(*line)
    return float(_has_number(words, asking.numbers) and not asking.spans.isdisjoint(words))


def _rate_reason(line: Line, _: Question, __: Story, asking: AskingWords) -> float:
    return float(not asking.reasons.isdisjoint(stems_at(*line)))


def _has_number(words: Iterable[str], numbers: Collection[str]) -> bool:
    return any(word[0].isdigit() or word in numbers for word in words)


_TESTS: Mapping[Wanted, Test] = {
    Wanted.PERSON: _rate_person,
    Wanted.TIME: _rate_time,
    Wanted.PLACE: _rate_place,
    Wanted.QUANTITY: _rate_quantity,
    Wanted.DURATION: _rate_duration,
    Wanted.REASON: _rate_reason,
}
