"""What a question asks for: the words that carry it, other words for them, and the kind of thing that answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from ...domain.readings import NameKind, Stance
from ...reading.lexicon import Lexicon
from ...reading.text.words import find_words, fold, stem, stems
from ..material.amounts import MoneyWords
from ..material.cast import Cast, Figure, key_of
from .acts import find_act
from .doers import Deed, Grammar, find_deed
from .offices import find_offices
from .strangers import find_strangers

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

    def fits(self, word: str) -> bool:
        """Whether a stem is its own or one of the others."""
        return word == self.stem or word in self.others


@dataclass(frozen=True)
class Question:
    """A question as typed, the terms that carry it, and what it wants.

    `strangers` are full names in it that nobody of the cast bears, made comparable; `holders` whom it means
    by an office, `deed` what it says that somebody did, `act` the stem of its verb; `vacant` are the stems of an
    office that nobody is known to hold.
    """

    text: str
    terms: tuple[Term, ...]
    wanted: frozenset[Wanted]
    strangers: tuple[str, ...] = ()
    holders: frozenset[str] = frozenset()
    deed: Deed | None = None
    act: str | None = None
    vacant: tuple[str, ...] = ()

    @cached_property
    def speech(self) -> bool:
        """Whether it asks what somebody said, and not who said it."""
        return Wanted.PERSON not in self.wanted and any(term.saying for term in self.terms)

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of all terms and of the names that they stand in, each once: what to look for."""
        names = (key for figure in self.figures for key in figure.keys)
        found = [found for term in self.terms for found in term.stems]
        return tuple(dict.fromkeys([*found, *(part for name in names for part in stems(name))]))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Those of the cast whom the question names, each once."""
        return tuple({id(figure): figure for term in self.terms for figure in term.figures}.values())


def read_question(text: str, cast: Cast, lexicon: Lexicon) -> Question:
    """Tell the words that carry a question from those of grammar, and what it asks for."""
    asking = asking_words(lexicon)
    words = [word.folded for word in find_words(text) if word.spoken]
    found = dict.fromkeys(_carrying(text, asking))
    named, capitals, focus = _named(text, cast), _capitals(text), _counted(words, asking)
    holders, vacant = find_offices(text, cast, asking.others, lexicon)
    others = _countries_in(text, asking)
    subject = set(stems(text.partition(" about ")[2]))
    about_speech = " ".join(words[:2]) in asking.saying
    terms = tuple(
        Term(
            part,
            others.get(part) or asking.others.get(part, {}),
            tuple(dict.fromkeys(named.get(part, ()) + holders.get(part, ()))),
            focus=part in focus,
            name=part in capitals or part in named,
            saying=about_speech and part in asking.speech,
            subject=about_speech and part in subject,
        )
        for part in found
    )
    strangers = tuple(find_strangers(text, cast, asking.small, lexicon))
    held = frozenset(figure.full for figures in holders.values() for figure in figures)
    wanted = frozenset(_wanted(" ".join(words), asking))
    deed, act = _read_deed(text, terms, asking), _read_act(text, terms, asking)
    asks_of_office = (about_speech and Wanted.REASON not in wanted) or words[:1] == ["who"]
    return Question(text, terms, wanted, strangers, held, deed, act, vacant if asks_of_office else ())


def _read_act(text: str, terms: Sequence[Term], asking: AskingWords) -> str | None:
    """The stem of the verb that says what is done, where the form of the question shows it."""
    words = [text[word.start : word.end] for word in find_words(text) if word.spoken]
    place = find_act(words, [fold(word) for word in words], asking.small, asking.grammar)
    known = {term.stem for term in terms}
    return next((part for part in stems(words[place]) if part in known), None) if place is not None else None


def _read_deed(text: str, terms: Sequence[Term], asking: AskingWords) -> Deed | None:
    """Who is said to have done what, where that is asked of somebody with a name."""
    words = [text[word.start : word.end] for word in find_words(text) if word.spoken]
    folded = [fold(word) for word in words]
    by_stem = {term.stem: term for term in terms}
    named = {fold(word) for word in words if any(part in by_stem and by_stem[part].figures for part in stems(word))}
    if not (found := find_deed(folded, named, asking.grammar)):
        return None
    doer, verb = found
    own = [by_stem[part] for word in words[doer] for part in stems(word) if part in by_stem]
    done = [by_stem[part] for part in stems(words[verb]) if part in by_stem]
    figures = [figure for term in own for figure in term.figures]
    meant = frozenset(part for term in own for part, worth in term.others.items() if worth >= _OF_COUNTRY)
    stems_of_verb = frozenset(part for term in done for part in (term.stem, *_alike(term)))
    if not stems_of_verb:
        return None
    return Deed(
        frozenset(figure.full for figure in figures),
        meant | {term.stem for term in own},
        stems_of_verb,
        is_land=any(figure.kind is NameKind.COUNTRY for figure in figures),
        is_open=folded[0] in asking.grammar.helping,
    )


def _alike(term: Term) -> Iterator[str]:
    return (part for part, worth in term.others.items() if worth >= SAME)


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
        words = lexicon.function_words
        self.grammar = Grammar(
            frozenset(map(fold, questions.helping)),
            words.adverbs,
            words.articles,
            _pronouns(lexicon),
            words.prepositions,
            words.being,
        )
        self.small = _small_words(lexicon) | frozenset(map(fold, questions.small))
        self.openers = {wanted: tuple(getattr(questions, wanted.value)) for wanted in Wanted}
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
        self.numbers = frozenset(map(fold, lexicon.calendar.numbers))
        self.others = _others(lexicon)
        self.long_names = _long_names(lexicon)


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


def _long_names(lexicon: Lexicon) -> dict[str, dict[str, float]]:
    """By a country's name of several words, made comparable: the stems of its names of one word, and their worth."""
    found: dict[str, dict[str, float]] = {}
    for name, country in lexicon.countries.countries.items():
        forms = (name, *country.adjectives, *country.people, *country.capitals, *country.aliases)
        short = dict.fromkeys((part for form in forms if " " not in form for part in stems(form)), _OF_COUNTRY)
        found |= {key_of(form): short for form in (name, *country.aliases) if " " in form}
    return found


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
    amounts = asking.amounts if words[:1] == ["what"] else asking.amounts | asking.paying
    return frozenset(part for word in nouns or words for part in stems(word) if nouns or part in amounts)


def _capitals(text: str) -> frozenset[str]:
    """The stems of words with a capital, but for the first, which has one anyway."""
    words = [word for word in find_words(text) if word.spoken][1:]
    return frozenset(
        part for word in words if text[word.start].isupper() for part in stems(text[word.start : word.end])
    )
