"""What a question asks for: the words that carry it, other words for them, and the kind of thing that answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ..domain.readings import Stance
from ..reading.lexicon import Lexicon
from ..reading.words import find_words, fold, stem, stems
from .cast import Cast, Figure, key_of

SAME = 0.75
"""What another word for the one asked is worth, against the word itself."""

KIND = 0.55
"""What a member of a class is worth where the class was asked for."""

_OF_COUNTRY = 0.9
_LONGEST_NAME = 6


class Wanted(StrEnum):
    """The kind of thing that answers."""

    PERSON = "person"
    TIME = "time"
    PLACE = "place"
    QUANTITY = "quantity"
    DURATION = "duration"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Term:
    """A word that carries the question: its stem, and what the stems of other words are worth in its place.

    `figures` are those of the cast of whose name it is a part; `focus` marks what is counted (*how many boats*),
    `name` a word with a capital, `saying` a verb of saying.
    """

    stem: str
    others: Mapping[str, float]
    figures: tuple[Figure, ...] = ()
    focus: bool = False
    name: bool = False
    saying: bool = False

    @property
    def stems(self) -> tuple[str, ...]:
        """Its own stem and the others."""
        return (self.stem, *self.others)

    def fits(self, word: str) -> bool:
        """Whether a stem is its own or one of the others."""
        return word == self.stem or word in self.others


@dataclass(frozen=True, slots=True)
class Question:
    """A question as typed, the terms that carry it, and what it wants."""

    text: str
    terms: tuple[Term, ...]
    wanted: frozenset[Wanted]

    @property
    def speech(self) -> bool:
        """Whether it asks what somebody said, and not who said it."""
        return Wanted.PERSON not in self.wanted and any(term.saying for term in self.terms)

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of all terms and of the names that they stand in, each once: what to look for."""
        names = (key for figure in self.figures for key in figure.keys)
        found = [found for term in self.terms for found in term.stems]
        return tuple(dict.fromkeys([*found, *(part for name in names for part in stems(name))]))

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Those of the cast whom the question names, each once."""
        return tuple({id(figure): figure for term in self.terms for figure in term.figures}.values())


def read_question(text: str, cast: Cast, lexicon: Lexicon) -> Question:
    """Tell the words that carry a question from those of grammar, and what it asks for."""
    asking = asking_words(lexicon)
    words = [word.folded for word in find_words(text) if word.spoken]
    found = dict.fromkeys(_carrying(text, asking))
    named, capitals, focus = _named(text, cast), _capitals(text), _counted(words, asking)
    about_speech = " ".join(words[:2]) in asking.saying
    terms = tuple(
        Term(
            part,
            asking.others.get(part, {}),
            named.get(part, ()),
            focus=part in focus,
            name=part in capitals or part in named,
            saying=about_speech and part in asking.speech,
        )
        for part in found
    )
    return Question(text, terms, frozenset(_wanted(" ".join(words), asking)))


def _carrying(text: str, asking: AskingWords) -> Iterator[str]:
    """The stems of the words that are none of grammar; *US* and *WHO* are not *us* and *who*."""
    shouted = text.isupper()
    for word in find_words(text):
        written = text[word.start : word.end]
        initials = len(written) > 1 and written.isupper() and not shouted
        if word.spoken and (initials or word.folded not in asking.small):
            yield from stems(written)


class AskingWords:
    """The lexicon's lists as a question needs them; made once for a lexicon, by `asking_words`."""

    def __init__(self, lexicon: Lexicon) -> None:
        questions = lexicon.questions
        self.small = _small_words(lexicon) | frozenset(map(fold, questions.small))
        self.openers = {wanted: tuple(getattr(questions, wanted.value)) for wanted in Wanted}
        self.speech = frozenset(map(stem, questions.speech))
        self.saying = frozenset(questions.saying)
        self.stances = _stances(lexicon)
        self.amounts = frozenset(map(stem, questions.amounts))
        self.prices = frozenset(map(stem, questions.prices))
        self.currencies = frozenset(map(stem, lexicon.synonyms.kinds.get("currency", ())))
        self.reasons = frozenset(map(stem, questions.reasons))
        self.spans = frozenset(map(stem, questions.spans))
        self.places = frozenset(map(fold, questions.places))
        self.pointing = frozenset(map(stem, _pointing_words(lexicon)))
        self.numbers = frozenset(map(fold, lexicon.calendar.numbers))
        self.others = _others(lexicon)


@lru_cache(maxsize=4)
def asking_words(lexicon: Lexicon) -> AskingWords:
    """The lists of a lexicon, turned to what a question needs."""
    return AskingWords(lexicon)


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
    for worth, groups in ((1.0, synonyms.irregular), (_OF_COUNTRY, _country_groups(lexicon)), (SAME, same)):
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


def _named(text: str, cast: Cast) -> dict[str, tuple[Figure, ...]]:
    """By stem: the figures in whose name a word of the question stands; of overlapping names the longest."""
    words = key_of(text).split()
    found: dict[str, tuple[Figure, ...]] = {}
    place = 0
    while place < len(words):
        length = next((n for n in range(_LONGEST_NAME, 0, -1) if _name_at(words, place, n) in cast.by_form), 0)
        if length:
            name = _name_at(words, place, length)
            found |= dict.fromkeys(stems(name), cast.by_form[name])
        place += length or 1
    return found


def _name_at(words: list[str], place: int, length: int) -> str:
    return " ".join(words[place : place + length]) if place + length <= len(words) else ""


def _wanted(words: str, asking: AskingWords) -> Iterator[Wanted]:
    for wanted, openers in asking.openers.items():
        if any(f" {opener} " in f" {words} " for opener in openers):
            yield wanted
    if words.startswith("what") and not asking.amounts.isdisjoint(stems(words)):
        yield Wanted.QUANTITY


def _counted(words: list[str], asking: AskingWords) -> frozenset[str]:
    """The stems of what a question counts: the word after *how many*, *how much*, or a word like *cost* itself."""
    openers = asking.openers[Wanted.QUANTITY]
    triples = zip(words, words[1:], words[2:], strict=False)
    after = [word for how, much, word in triples if f"{how} {much}" in openers]
    if not after and words[:1] != ["what"]:
        return frozenset()
    nouns = [word for word in after if word not in asking.small]
    return frozenset(part for word in nouns or words for part in stems(word) if nouns or part in asking.amounts)


def _capitals(text: str) -> frozenset[str]:
    """The stems of words with a capital, but for the first, which has one anyway."""
    words = [word for word in find_words(text) if word.spoken][1:]
    return frozenset(
        part for word in words if text[word.start].isupper() for part in stems(text[word.start : word.end])
    )
