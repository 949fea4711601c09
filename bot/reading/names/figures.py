"""The people, bodies, outlets, countries and documents that a text names, and which name means which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ...domain.readings import NameKind
from ...domain.spans import Span
from ..vocabulary import Gender
from .appositions import Appositions
from .phrase_reader import PhraseReader
from .phrases import Phrase, Shape
from .realms import lands_of, purview_of, realm_of
from .surnames import find_shared_surnames
from .weights import SURE, Weights

_GIVEN_AND_SURNAME = 2
_SPEAKING_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson", "spokespeople", "spokesmen"})
# The first part of the key of what has no name.
_DESCRIBED = "\0"
# The first part of the key of several who are named together.
_TOGETHER = "\0and"
# Arabic articles that later mentions leave out: el-Burhan, then Burhan.
ARTICLES = frozenset({"al", "el", "as", "ash", "an", "ad", "ar", "at", "az", "ul"})


@dataclass(slots=True, eq=False)
class Figure:
    """Somebody or something of the text while it is read; `key` holds the folded words of the fullest name.

    `heads` are the nouns and titles that the text gives it (*minister*), `lesser` those that it has but as a deputy or
    formerly, `marks` the words before them (*kenyan*, *transport*), `lands` the countries among these, `realms`
    by head the words of what the office is of (*utah*), `purviews` the last of them, capital or not. `named_as` is
    whom a description turned out to mean, `members` are those who are named together and come back as *they* or *the
    authors*.
    """

    key: tuple[str, ...]
    full: str
    kind: NameKind
    gender: Gender | None = None
    plural: bool = False
    heads: set[str] = field(default_factory=set)
    lesser: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    lands: set[str] = field(default_factory=set)
    realms: dict[str, set[str]] = field(default_factory=dict)
    purviews: set[str] = field(default_factory=set)
    descriptions: list[Span] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    named_as: Figure | None = None
    members: tuple[Figure, ...] = ()

    @property
    def is_mere_paper(self) -> bool:
        """Whether it is some document without a name (a statement, a letter): it speaks, and is no name."""
        return self.kind is NameKind.DOCUMENT and self.key[0] == _DESCRIBED

    @property
    def is_person(self) -> bool:
        """Whether *he* or *she* may stand for it."""
        return self.kind is NameKind.PERSON or (self.kind is NameKind.DESCRIBED and not self.plural)


class Figures:
    """All figures of one text, found by their names and parts of them."""

    def __init__(self, reader: PhraseReader) -> None:
        self.reader, self.vocabulary = reader, reader.vocabulary
        self.all: list[Figure] = []
        self._by_key: dict[tuple[str, ...], Figure] = {}
        self._by_part: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
        self._surnames: dict[int, tuple[int, int]] = {}

    def gather(self, phrases: Sequence[Phrase], appositions: Appositions) -> None:
        """Make a figure of each full name: the longest names first, so that shorter ones are parts of them."""
        self._surnames = find_shared_surnames(phrases, self.reader)
        named = [phrase for phrase in phrases if phrase.name]
        weighing = Weights(self.reader, self.key)
        weights = weighing.weigh(named)
        for description, place in appositions.beside.items():
            if phrases[description].noun_kind is NameKind.DESCRIBED:
                weights[self.key(phrases[place])] += 4
        for place in appositions.shared:
            weights[self.key(phrases[place])] += 4
        weighing.weigh_pairs(phrases, weights)
        letters = self._find_letters(phrases)
        represented = self._find_represented(phrases) | self._find_described_bodies(phrases, appositions)
        represented |= self._find_called_after(weights, weighing.own)
        called = self._find_nicknames(named)
        nicknames = {part for parts in called.values() for part in parts if len(part) > 1}
        for phrase in sorted(named, key=lambda p: -len(self.key(p))):
            key = self.key(phrase)
            if not key or key in self._by_key or key in nicknames:
                continue
            if key in letters and letters[key] in self._by_key:
                self._by_key[key] = self._by_key[letters[key]]
                continue
            kind = NameKind.ORGANISATION if key in represented else self._kind(phrase, weights[key])
            if kind is None or (kind is NameKind.PERSON and key in self._by_part):
                continue
            figure = Figure(key, self._full(phrase, kind), kind)
            self._add(figure, called.get(key, ()))
            titled = phrase.name is not None and phrase.name[0] > phrase.start
            figure.gender = (self.vocabulary.gender(phrase.head) if titled else None) or figure.gender  # Sir Jocelyn

    def key(self, phrase: Phrase) -> tuple[str, ...]:
        """Fold the words of a phrase's name; an outlet or a country has one key however it is called."""
        if not phrase.name:
            return ()
        surname = self._surnames.get(phrase.start, (0, 0))
        parts = (*self.reader.split_nickname(*phrase.name)[0], *self.reader.words[slice(*surname)])
        spoken = [word.folded for word in parts if word.spoken]
        words = spoken[1:] if len(spoken) > 1 and spoken[0] == "the" else spoken
        while len(words) > _GIVEN_AND_SURNAME and words[-1] in self.vocabulary.honours:
            words = words[:-1]  # Rhodri ap Gwilym KC is ap Gwilym later on
        joined = " ".join(words)
        canonical = self.vocabulary.countries.get(joined) or self.vocabulary.outlets.get(joined)
        return (canonical,) if canonical else tuple(words)

    def _find_nicknames(self, named: Sequence[Phrase]) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """Map names to what else somebody with a nickname is called: Juan “Kid” Cruz is *the Kid* and *Kid Cruz*."""
        inside = ((self.key(each), self.reader.split_nickname(*each.name)[1]) for each in named if each.name)
        words = ((key, tuple(word.folded for word in nickname)) for key, nickname in inside if key and nickname)
        return {key: (nickname, nickname + key[-1:]) for key, nickname in words}

    def _find_letters(self, phrases: Sequence[Phrase]) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Map the letters that a name introduces in brackets to it: European Central Bank (ECB)."""
        words, found = self.reader.words, {}
        for one, other in pairwise(phrases):
            around = [word.folded for word in (*words[one.core : other.start], *words[other.core : other.core + 1])]
            key = self.key(other)
            if around == ["(", ")"] and one.name and self._is_acronym(other, key):
                if key[0] in self.vocabulary.outlet_names:  # PARIS (AFP)
                    continue
                found[self.key(other)] = self.key(one)
        return found

    def _find_represented(self, phrases: Sequence[Phrase]) -> set[tuple[str, ...]]:
        """The names that somebody speaks for or heads (*a spokeswoman for Brelco*) and that are nobody's own."""
        words, people = self.reader.words, set()
        found: set[tuple[str, ...]] = set()
        for phrase in phrases:
            key = self.key(phrase)
            people.add(key[-1:] if len(key) > 1 or (phrase.name and phrase.name[0] > phrase.start) else ())
            before = [word.folded for word in words[max(0, phrase.start - 2) : phrase.start]]
            if (
                len(key) == 1
                and before[1:] == ["for"]
                and before[0] in _SPEAKING_FOR
                and phrase.end - phrase.start == 1
            ):
                found.add(key)
        found |= {
            self.key(phrase.owner) for phrase in phrases if phrase.owner and phrase.head in self.vocabulary.corporate
        }
        return {key for key in found - people if key and not self.vocabulary.is_known_name(key[0])}

    def _find_described_bodies(self, phrases: Sequence[Phrase], appositions: Appositions) -> set[tuple[str, ...]]:
        """The names beside which the text tells that they are bodies: *Savannah Borealis, the British company*."""
        bodies = {NameKind.ORGANISATION, NameKind.OUTLET}
        beside = [(self.key(phrases[p]), phrases[d]) for d, p in appositions.beside.items()]
        told = {key for key, described in beside if described.noun_kind in bodies and not self._is_given(key)}
        told |= {self.key(phrase) for phrase in phrases if self._is_linked(phrase)}
        return {key for key in told if key and not self.vocabulary.is_known_name(" ".join(key))}

    def _find_called_after(
        self, weights: Mapping[tuple[str, ...], int], own: Mapping[tuple[str, ...], int]
    ) -> set[tuple[str, ...]]:
        """The names that begin with somebody's surname and are no one's own: Lundquist Marine beside Gil Lundquist.

        Those that act as people do are surnames before given names: Chen Wei beside Ana Chen.
        """
        known = self.vocabulary
        owners = {key[-1] for key, weight in weights.items() if len(key) == _GIVEN_AND_SURNAME and weight >= SURE}
        fitting = (key for key, weight in own.items() if len(key) == _GIVEN_AND_SURNAME and weight < SURE)
        return {key for key in fitting if key[0] in owners and not known.gender(key[0])}

    def _is_given(self, key: tuple[str, ...]) -> bool:
        """Whether a name begins with somebody's given name: the publisher Juhani Lehto is no company."""
        return len(key) > 1 and self.vocabulary.gender(key[0]) is not None

    def _is_linked(self, phrase: Phrase) -> bool:
        """Whether *London-based*, *state-owned* stands right before a name: a company's."""
        first = phrase.name[0] if phrase.name else 0
        return first > phrase.start and self.reader.words[first - 1].folded.endswith(self.vocabulary.of_companies)

    def add_described(self, full: str, phrase: Phrase, kind: NameKind, *, plural: bool) -> Figure:
        """Add somebody whom the text only describes, or give the one added before under the same words."""
        key = (_DESCRIBED, full.casefold())
        if key in self._by_key:
            return self._by_key[key]
        figure = Figure(key, full, kind, plural=plural)
        self._by_key[key] = figure
        self.all.append(figure)
        self.describe(figure, phrase)
        return figure

    def add_titled(self, phrase: Phrase) -> Figure:
        """Add somebody who is only called by a title and another's surname (*Lady Hale* beside Sir Jocelyn Hale)."""
        key = (phrase.head, *self.key(phrase))
        if key not in self._by_key:
            words = self.reader.words
            start = next(at for at in range(phrase.start, phrase.end) if words[at].folded == phrase.head)
            full = " ".join(self.reader.span(start, phrase.end).of(self.reader.text).split())
            self._add(Figure(key, full, NameKind.PERSON))
        return self._by_key[key]

    def add_unknown(self, phrase: Phrase, kind: NameKind) -> Figure | None:
        """Add whom only *he*, *she* or *it said* tells to be a person or a body; None for places and the like."""
        key, known = self.key(phrase), self.vocabulary
        nobody = any(word in known.places or word in known.calendar for word in key) or key[-1][:1].isdigit()
        if nobody or key[0] in known.adjectival or key in self._by_key or key in self._by_part or phrase.determiner:
            return None
        figure = Figure(key, self._full(phrase, kind), kind)
        self._add(figure)
        return figure

    def is_nationality(self, phrase: Phrase) -> bool:
        """Whether a name only tells where somebody is from: *the Norwegian*, *the Frenchwoman*."""
        key, known = " ".join(self.key(phrase)), self.vocabulary
        return phrase.determiner == "the" and not phrase.owner and (key in known.adjectival or key in known.nationals)

    def join(self, members: tuple[Figure, ...]) -> Figure:
        """Give the figure that several make together. It is none of the names of the text."""
        key = (_TOGETHER, *(member.full for member in members))
        if key not in self._by_key:
            full = " and ".join([", ".join(member.full for member in members[:-1]), members[-1].full])
            self._by_key[key] = Figure(key, full, NameKind.DESCRIBED, plural=True, members=members)
        return self._by_key[key]

    def describe(self, figure: Figure, phrase: Phrase) -> None:
        """Let a figure have the noun, title and modifiers of a phrase."""
        known = self.vocabulary
        words = self._describing_words(phrase)
        if words and (known.noun_kind(words[-1]) or words[-1] in known.titles):
            self._give_office(figure, head_noun(words), lesser=bool(known.roles.lesser & set(words[:-1])))
        figure.marks.update(words[:-1])
        figure.lands |= known.lands(words) | lands_of(phrase, self.reader)
        if words and (realm := realm_of(phrase, self.reader)):
            figure.realms.setdefault(words[-1], set()).update(realm)
        figure.purviews |= purview_of(phrase, self.reader)
        for word in words:
            figure.gender = figure.gender or known.gender_of_office(word)

    def _give_office(self, figure: Figure, office: str, *, lesser: bool) -> None:
        """Let a figure have an office; a lesser one (*deputy mayor*) where nothing gives them the office itself."""
        if not lesser:
            figure.lesser.discard(office)
        elif office not in figure.heads:
            figure.lesser.add(office)
        figure.heads.add(office)

    def _describing_words(self, phrase: Phrase) -> list[str]:
        if phrase.shape is Shape.DESCRIPTION or phrase.head in self.vocabulary.people:
            return [*phrase.modifiers, phrase.head]
        return [*phrase.modifiers, phrase.head] if phrase.head in self.vocabulary.titles else list(phrase.modifiers)

    def named(self, phrase: Phrase) -> list[Figure]:
        """Find the figures that a phrase's name may mean: by the whole name, otherwise by a part of theirs."""
        key = self.key(phrase)
        exact = self._by_key.get(key)
        if exact and (len(key) > 1 or exact.kind is NameKind.ORGANISATION):
            return [exact]
        called = self._by_part.get(key, ()) or self._bearers(phrase, exact)
        return [*([exact] if exact else []), *(figure for figure in called if figure is not exact)]

    def _bearers(self, phrase: Phrase, outlet: Figure | None) -> list[Figure]:
        """The people whose surname is an outlet’s as well: Dan Fox, but not where *the Times* is told of."""
        if outlet is None or outlet.kind is not NameKind.OUTLET or phrase.determiner or phrase.name is None:
            return []
        part = tuple(word.folded for word in self.reader.words[slice(*phrase.name)])
        return [each for each in self._by_part.get(part, ()) if each.kind is NameKind.PERSON and each.key[-1:] == part]

    def _add(self, figure: Figure, called: Iterable[tuple[str, ...]] = ()) -> None:
        self.all.append(figure)
        self._by_key[figure.key] = figure
        if figure.kind is NameKind.PERSON and len(figure.key) > 1:
            figure.gender = self.vocabulary.gender(figure.key[0])
        for part in {*self._parts(figure), *called}:
            self._by_part[part].append(figure)

    def _parts(self, figure: Figure) -> Iterable[tuple[str, ...]]:
        """The shorter names by which a person or body is called again."""
        if len(figure.key) < 2 or figure.kind in {NameKind.COUNTRY, NameKind.OUTLET}:
            return
        if figure.kind is NameKind.PERSON and "-" in figure.key[-1]:
            prefix, _, stem = figure.key[-1].partition("-")
            if prefix in ARTICLES:
                yield (stem,)
        for start in range(1, len(figure.key)):
            if figure.kind is NameKind.PERSON or self.vocabulary.noun_kind(figure.key[-1]):
                yield figure.key[start:]
        company = figure.kind is NameKind.ORGANISATION and not self.vocabulary.noun_kind(figure.key[-1])
        if figure.kind is NameKind.PERSON or company:
            yield figure.key[:1]

    def _full(self, phrase: Phrase, kind: NameKind) -> str:
        start, end = phrase.name or (phrase.start, phrase.core)
        words = self.reader.words
        while start < end - 1 and words[start].folded in self.vocabulary.function_words.articles:
            start += 1
        surface = " ".join(self.reader.span(start, end).of(self.reader.text).split())
        if surname := self._surnames.get(phrase.start):
            surface += " " + self.reader.span(*surname).of(self.reader.text)
        key = " ".join(self.key(phrase))
        if kind is NameKind.COUNTRY:
            return key if key in self.vocabulary.adjective_of else self.vocabulary.seats.get(key, surface)
        return surface

    def _kind(self, phrase: Phrase, weight: int) -> NameKind | None:
        """Tell what bears a name; None for places and for what is none."""
        known = self.vocabulary
        key = self.key(phrase)
        joined = " ".join(key)
        if joined in known.adjective_of or joined in known.capitals:
            return NameKind.COUNTRY
        if joined in known.outlet_names:
            return NameKind.OUTLET
        if joined in known.metonyms:
            return NameKind.ORGANISATION
        described = self._kind_by_description(phrase) if phrase.name and phrase.name[0] > phrase.start else None
        return described or self._kind_by_words(phrase, key, weight)

    def _kind_by_description(self, phrase: Phrase) -> NameKind | None:
        known = self.vocabulary
        if phrase.head in known.titles and phrase.head not in known.bodies:
            return NameKind.PERSON
        if not phrase.modifiers and phrase.head == self.key(phrase)[-1]:
            return None
        if phrase.head in known.firms:
            return NameKind.ORGANISATION  # a group is several people as well
        if phrase.head in known.media and self._is_acronym(phrase, self.key(phrase)):
            return NameKind.OUTLET  # a broadcaster may be a man as well
        return NameKind.PERSON if phrase.noun_kind is NameKind.DESCRIBED else phrase.noun_kind

    def _kind_by_words(self, phrase: Phrase, key: tuple[str, ...], weight: int) -> NameKind | None:
        known = self.vocabulary
        if any(w in known.companies for w in key[1:]):
            return NameKind.ORGANISATION
        if kind := self._kind_by_noun(key):
            return kind
        if self._is_acronym(phrase, key):
            return NameKind.ORGANISATION
        surname = self._is_given(key) and weight > 2 * SURE  # the lawyer, Dan Hill
        placed = not surname and any(word in known.places for word in key)
        if placed or key[0] in known.adjectival or key[-1].isdigit():
            return None
        return NameKind.PERSON if weight >= SURE and len(key) <= 5 else None

    def _kind_by_noun(self, key: tuple[str, ...]) -> NameKind | None:
        """Tell a body or a document by the noun its name ends or begins with (before *of*)."""
        known = self.vocabulary
        if len(key) == 1:
            return NameKind.ORGANISATION if known.noun_kind(key[0]) is NameKind.ORGANISATION else None
        if key[-1][:1].isdigit() and key[-2] in known.documents:
            return NameKind.DOCUMENT
        if len(key) > _GIVEN_AND_SURNAME and key[-2] in known.bodies and known.is_known_name(key[-1]):
            return NameKind.ORGANISATION  # Trinity College Dublin
        links = (place for place, word in enumerate(key) if place and word in {"of", "for", "on"})
        linked = key[: next(links, len(key))]
        for noun in (linked[-1], key[-1], key[0]) if len(linked) < len(key) else (key[-1],):
            if noun in known.documents and noun not in known.bodies:
                return NameKind.DOCUMENT
            if noun in known.bodies or noun in known.media or (noun in known.groups and len(linked) < len(key)):
                return NameKind.ORGANISATION
        return None

    def _is_acronym(self, phrase: Phrase, key: tuple[str, ...]) -> bool:
        if len(key) != 1 or not phrase.name:
            return False
        surface = self.reader.span(*phrase.name).of(self.reader.text)
        after = self.reader.words[phrase.end : phrase.end + 1]
        spoken = bool(after) and (after[0].spoken or after[0].kind == "clitic")
        if self.reader.opens_sentence(phrase.start) and not spoken:
            return False
        return surface.isupper() and 2 <= len(surface) <= 5 and surface.isalpha()


def head_noun(words: Sequence[str]) -> str:
    """Give the last word of a description, with the one before that makes another office of it (prime minister)."""
    if len(words) > 1 and words[-2] in {"prime", "vice"}:
        return f"{words[-2]} {words[-1]}"
    return words[-1] if words else ""
