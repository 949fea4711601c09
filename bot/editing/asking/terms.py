"""Terms: the words that carry a question, and other words for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...domain.readings import NameKind
from ...reading.text.words import find_words, stems
from ..material.cast import Cast, Figure, key_of
from .wordlists import AskingWords, Wanted

_LONGEST_NAME = 6
_LONGEST_COUNTED = 3

Held = Mapping[str, tuple[Figure, ...]]
"""By stem: those of the cast whom a word of the question means."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word that carries the question: its stem, and what the stems of other words are worth in its place.

    `figures` are those of the cast of whose name it is a part; `focus` marks what is counted (*how many boats*),
    `name` a word with a capital, `saying` a verb of saying, `subject` what is behind its *about*.
    """

    stem: str
    others: Mapping[str, float]
    figures: tuple[Figure, ...] = ()
    focus: bool = False
    name: bool = False
    saying: bool = False
    subject: bool = False

    @property
    def stems(self) -> tuple[str, ...]:
        """Its own stem and the others."""
        return (self.stem, *self.others)

    @property
    def is_proper(self) -> bool:
        """Whether it is of a proper name, and not of somebody or something that is but described (*her brother*)."""
        return self.name and not (self.figures and all(each.kind is NameKind.DESCRIBED for each in self.figures))

    def fits(self, word: str) -> bool:
        """Whether a stem is its own or one of the others."""
        return word == self.stem or word in self.others


def read_terms(text: str, cast: Cast, holders: Held, asking: AskingWords) -> tuple[Term, ...]:
    """The terms of a question in order, each once; `holders` are those whom it means by an office."""
    words = [word.folded for word in find_words(text) if word.spoken]
    named, capitals, focus = _named(text, cast), _capitals(text), _counted(words, asking)
    others = _countries_in(text, asking)
    subject = set(stems(text.partition(" about ")[2]))
    about_speech = asks_of_speech(words, asking)
    return tuple(
        Term(
            part,
            others.get(part) or asking.others.get(part, {}),
            tuple(dict.fromkeys(named.get(part, ()) + holders.get(part, ()))),
            focus=part in focus,
            name=part in capitals or part in named,
            saying=about_speech and part in asking.speech,
            subject=about_speech and part in subject,
        )
        for part in dict.fromkeys(_carrying(text, asking))
    )


def asks_of_speech(words: list[str], asking: AskingWords) -> bool:
    """Whether a question, by its folded words, begins as those for what somebody said."""
    return " ".join(words[:2]) in asking.saying


def _carrying(text: str, asking: AskingWords) -> Iterator[str]:
    """The stems of the words that are none of grammar; *US* and *WHO* are not *us* and *who*."""
    shouted = text.isupper()
    for word in find_words(text):
        written = text[word.start : word.end]
        initials = len(written) > 1 and written.isupper() and not shouted
        if word.spoken and (initials or word.folded not in asking.small):
            yield from stems(written)


def _countries_in(text: str, asking: AskingWords) -> dict[str, dict[str, float]]:
    """By the last stem of a country's name of several words in a question: what may stand in its place."""
    words = f" {key_of(text)} "
    return {stems(name)[-1]: short for name, short in asking.long_names.items() if f" {name} " in words}


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


def _counted(words: list[str], asking: AskingWords) -> frozenset[str]:
    """The stems of what a question counts: the noun behind *how many*, *how much*, or a word like *cost* itself."""
    openers = asking.openers[Wanted.QUANTITY]
    places = [at for at in range(2, len(words)) if f"{words[at - 2]} {words[at - 1]}" in openers]
    if not places and words[:1] != ["what"]:
        return frozenset()
    nouns = [word for at in places for word in _noun_at(words, at, asking) if word not in asking.small]
    amounts = asking.amounts if words[:1] == ["what"] else asking.amounts | asking.paying
    return frozenset(part for word in nouns or words for part in stems(word) if nouns or part in amounts)


def _noun_at(words: list[str], place: int, asking: AskingWords) -> list[str]:
    """What is counted from a place on: up to the helping verb (*how many musical instruments were*), else one word."""
    verbs = asking.grammar.helping | asking.grammar.being
    ends = (at for at in range(place, min(len(words), place + _LONGEST_COUNTED + 1)) if words[at] in verbs)
    return words[place : next(ends, place + 1)]


def _capitals(text: str) -> frozenset[str]:
    """The stems of words with a capital, but for the first, which has one anyway."""
    words = [word for word in find_words(text) if word.spoken][1:]
    return frozenset(
        part for word in words if text[word.start].isupper() for part in stems(text[word.start : word.end])
    )
