"""Word lists: the lexicon's, as questions need them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache

from ...domain.readings import Stance
from ...reading.lexicon import Lexicon
from ...reading.text.words import fold, stem, stems
from ..material.amounts import MoneyWords
from ..material.cast import key_of
from .forms import Grammar, join_openers

SAME = 0.75
"""What another word for the one asked is worth, against the word itself."""

KIND = 0.55
"""What a member of a class is worth where the class was asked for."""

OF_COUNTRY = 0.9
"""What a country's other names, its people and its capital are worth for it."""


class Wanted(StrEnum):
    """The kind of thing that answers."""

    PERSON = "person"
    TIME = "time"
    PLACE = "place"
    QUANTITY = "quantity"
    DURATION = "duration"
    REASON = "reason"
    BODY = "body"


class AskingWords:
    """The lexicon's lists as a question needs them; made once for a lexicon, by `asking_words`."""

    def __init__(self, lexicon: Lexicon) -> None:
        questions = lexicon.questions
        words = lexicon.function_words
        self.grammar = Grammar(
            frozenset(map(fold, questions.helping)),
            words.adverbs,
            words.articles,
            _pronouns(lexicon),
            words.prepositions,
            words.being,
            frozenset(fold(form) for verb in lexicon.synonyms.irregular for form in verb[1:]),
        )
        self.small = _small_words(lexicon) | frozenset(map(fold, questions.small))
        self.openers = {wanted: join_openers(getattr(questions, wanted.value)) for wanted in Wanted}
        self.speech = frozenset(map(stem, questions.speech))
        self.saying = frozenset(questions.saying)
        self.stances = _stances(lexicon)
        self.amounts = frozenset(map(stem, questions.amounts))
        self.paying = frozenset(map(stem, questions.paying))
        self.paid = self.paying | frozenset(map(stem, questions.prices))
        self.currencies = frozenset(map(stem, lexicon.synonyms.kinds.get("currency", ())))
        scales = lexicon.calendar.scales
        self.money = MoneyWords(self.currencies, scales, {**lexicon.calendar.short_scales, **scales})
        self.reasons = frozenset(map(stem, questions.reasons))
        self.spans = frozenset(map(stem, questions.spans))
        self.places = frozenset(map(fold, questions.places))
        self.pointing = frozenset(map(stem, _pointing_words(lexicon)))
        self.light = frozenset(part for verb in questions.light for part in _forms_of(verb, lexicon))
        self.numbers = frozenset(map(fold, lexicon.calendar.numbers))
        self.others = _others(lexicon)
        self.long_names = _long_names(lexicon)


@lru_cache(maxsize=4)
def asking_words(lexicon: Lexicon) -> AskingWords:
    """The lists of a lexicon, turned to what a question needs."""
    return AskingWords(lexicon)


def _forms_of(verb: str, lexicon: Lexicon) -> Iterator[str]:
    """The stems of a verb, with those of its irregular forms."""
    forms = next((forms for forms in lexicon.synonyms.irregular if verb in forms), (verb,))
    return (part for form in forms for part in stems(form))


def _small_words(lexicon: Lexicon) -> frozenset[str]:
    words = lexicon.function_words
    return frozenset().union(
        words.articles,
        words.demonstratives,
        words.possessives,
        words.prepositions,
        words.conjunctions,
        words.auxiliaries,
        words.male,
        words.female,
        words.plural,
        words.neuter,
        words.speaking,
    )


def _stances(lexicon: Lexicon) -> dict[str, Stance]:
    """By stem: what a verb of saying does with what is said."""
    cues = lexicon.cues
    verbs = ((Stance.DENIES, cues.deny), (Stance.ACCUSES, cues.accuse), (Stance.PREDICTS, cues.predict))
    return {stem(verb): stance for stance, listed in verbs for verb in listed}


def _pronouns(lexicon: Lexicon) -> frozenset[str]:
    words = lexicon.function_words
    return words.male | words.female | words.plural | words.neuter | words.speaking


def _pointing_words(lexicon: Lexicon) -> frozenset[str]:
    """Words at the head of a line that point back to the line before."""
    words = lexicon.function_words
    return words.male | words.female | words.plural | words.neuter | words.demonstratives | words.possessives


def _others(lexicon: Lexicon) -> dict[str, dict[str, float]]:
    """By stem: the stems that may stand in its place, and what each is worth; the nearest first."""
    others: dict[str, dict[str, float]] = {}
    synonyms = lexicon.synonyms
    forms = {word: verb for verb in synonyms.irregular for word in verb}
    same = [[form for word in group for form in forms.get(word, (word,))] for group in synonyms.same]
    for worth, groups in ((1.0, synonyms.irregular), (OF_COUNTRY, _country_groups(lexicon)), (SAME, same)):
        for group in groups:
            _join(others, dict.fromkeys(part for word in group for part in stems(word)), worth)
    for name, members in synonyms.kinds.items():
        for member in map(stem, members):
            others.setdefault(stem(name), {}).setdefault(member, KIND)
    return others


def _join(others: dict[str, dict[str, float]], group: Iterable[str], worth: float) -> None:
    members = tuple(group)
    for member in members:
        worths = others.setdefault(member, {})
        for other in members:
            if other != member:
                worths.setdefault(other, worth)


def _country_groups(lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """A country with its adjectives, people, capitals and other names, those of one word."""
    for name, country in lexicon.countries.countries.items():
        words = (name, *country.adjectives, *country.people, *country.capitals, *country.aliases)
        yield tuple(word for word in words if " " not in word)


def _long_names(lexicon: Lexicon) -> dict[str, dict[str, float]]:
    """By a country's name of several words, made comparable: the stems of its names of one word, and their worth."""
    found: dict[str, dict[str, float]] = {}
    for name, country in lexicon.countries.countries.items():
        forms = (name, *country.adjectives, *country.people, *country.capitals, *country.aliases)
        short = dict.fromkeys((part for form in forms if " " not in form for part in stems(form)), OF_COUNTRY)
        found |= {key_of(form): short for form in (name, *country.aliases) if " " in form}
    return found
