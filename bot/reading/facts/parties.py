"""Parties to an agreement: the countries and unions that the article says conclude it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from ...domain.readings import Fact, FactField, NameKind
from ...domain.spans import Span
from ..cast import Cast
from ..lexicon import Lexicon
from ..wordlists import any_of
from .instruments import Statements
from .signings import Signing, denies_signing

# JEDDAH, Saudi Arabia (AP) —
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .’'-]{2,40}(?:, [^\n.—–]{2,40}?)?(?: \([^)\n]{2,30}\))?\s?[—–:-]")
# Between two bodies that conclude something with each other.
_CONCLUDED_WITH = re.compile(
    r" and (?:the |its |his |her )?(?:[a-z][\w-]* ){0,3}|"
    r"[^.;:“”]{0,80} (?:to (?:buy|acquire|take over|merge with|purchase|sell)|"
    r"(?:signed|agreed|reached|struck)\b[^.;“”]{0,80} with) "
    r"(?:the |its |rival )*(?:[a-z][\w-]* ){0,3}"
)
# Between a country and a body that concludes something with its government.
_CONCLUDED_BESIDE = re.compile(
    r"(?:['’]s? )?(?: ?(?:government|authorities))?,? and (?:the )?"
    r"(?:[a-z-]+ ){0,3}(?:of (?:the )?)?"
)
# So many sentences from the start, or around the signing, tell the parties.
_LEDE = 4
_AND = re.compile(
    r"(?:, (?:and |& )?|,? and | & )(?:the |its |neighbouring |neighboring |(?:by )?(?:the )?(?:[a-z]+ )?[a-z]+s of )*$"
)
_WITH = re.compile(
    r"\b(?:with|and|between|to)\b(?: (?:the|its|neighbouring|neighboring|fellow|ally|rival|by|her|his|"
    r"counterpart|[a-z]+))* $"
)


class Places:
    """Countries and unions by every word that stands for them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.names: dict[str, str] = {union: union for union in lexicon.instruments.unions}
        self.adjectives: dict[str, str] = {}
        self.capitals: dict[str, str] = {}
        self.seats: dict[str, str] = {}
        for name, country in lexicon.countries.countries.items():
            self.names |= dict.fromkeys((name, *country.aliases), name)
            self.adjectives |= dict.fromkeys((*country.adjectives, *country.people), name)
            self.capitals |= dict.fromkeys(country.capitals, name)
            self.seats |= dict.fromkeys((name,), country.capitals[0]) if country.capitals else {}
        self.name_pattern = re.compile(rf"(?<![\w-])(?:{any_of(self.names)})(?!\w|-[a-z])")
        # An adjective that only tells where a company or its people are from: *Norwegian renewables group Havkraft*.
        instruments, firms = lexicon.instruments, lexicon.organisations.firms
        natives = any_of([*firms, *instruments.players, *instruments.residents])
        self.resident = re.compile(rf"(?: [a-z][\w-]*){{0,2}} (?:{natives})\b")

    # Most articles are read without the two that follow, and they take long to compile.
    @cached_property
    def any_pattern(self) -> re.Pattern[str]:
        """A country by its name or an adjective."""
        return re.compile(rf"(?<![\w-])(?:{any_of([*self.names, *self.adjectives])})(?!\w|-[a-z])")

    @cached_property
    def pair(self) -> re.Pattern[str]:
        """Two countries by whatever stands for them, with a dash between them."""
        every = any_of([*self.names, *self.adjectives, *self.capitals])
        return re.compile(rf"(?<!\w)(?P<one>{every})[-–](?P<other>{every})(?!\w)")

    def country(self, words: str) -> str:
        """The country that a name, adjective or capital stands for; the words themselves where it is none."""
        for table in (self.names, self.adjectives, self.capitals):
            for form in (words, words.replace("'", "’"), words.replace("’", "'"), words.removeprefix("The ")):
                if form in table:
                    return table[form]
        return words


@lru_cache(maxsize=8)
def open_places(lexicon: Lexicon) -> Places:
    """The countries of a lexicon, looked up once."""
    return Places(lexicon)


def find_parties(statements: Statements, signings: Sequence[Signing], places: Places) -> Iterator[Fact]:
    """The parties, each once, from the best sentence that names two or more.

    Best is a list of countries (*A, B and C signed*), then *between A and B* or *A signed … with B*, then the countries
    that offices in the sentence belong to (*the Russian president and the Iranian president*), then a compound (*A-B*).
    """
    for found in _stretches(statements, signings, places):
        countries = list(dict.fromkeys(country for country, _ in found))
        if len(countries) >= 2:
            seen: set[str] = set()
            for country, span in found:
                if country not in seen:
                    seen.add(country)
                    yield Fact(FactField.PARTY, country, span)
            return


_Found = list[tuple[str, Span]]


def _stretches(statements: Statements, signings: Sequence[Signing], places: Places) -> Iterator[_Found]:
    told = list(dict.fromkeys([*(signing.sentence for signing in signings), *range(_LEDE)]))
    spans = [statements.spans[i] for i in sorted(told)[: 2 * _LEDE] if i < len(statements.spans)]
    spans = [span for span in spans if not denies_signing(statements, span)]
    for read in (_listed, _paired, _by_office, _compound):
        for span in spans:
            yield read(statements, span, places)


def _countries(statements: Statements, span: Span, pattern: re.Pattern[str], places: Places) -> _Found:
    brokered = statements.words.brokering.finditer(statements.small, span.start, span.end)
    aside = [Span(found.start(), found.end()) for found in brokered]
    if dateline := _DATELINE.match(statements.text, span.start, span.end):
        aside.append(Span(dateline.start(), dateline.end()))
    found = (Span(m.start(), m.end()) for m in pattern.finditer(statements.text, span.start, span.end))
    own = (place for place in found if not any(other.contains(place) for other in aside))
    words = ((place.of(statements.text), place) for place in own if not statements.is_quoted(place.start))
    return [(places.country(word), place) for word, place in words]


def _listed(statements: Statements, span: Span, places: Places) -> _Found:
    """Countries joined by commas and *and*, the first such list of a sentence."""
    row: _Found = []
    for country, place in _countries(statements, span, places.name_pattern, places):
        if row and not _AND.fullmatch(statements.text[row[-1][1].end : place.start]):
            if len(row) >= 2:
                return row
            row = []
        row.append((country, place))
    return row if len(row) >= 2 else []


def _paired(statements: Statements, span: Span, places: Places) -> _Found:
    """A country, and another that a *with* or *between* leads to."""
    found = _countries(statements, span, places.name_pattern, places)
    for first, second in pairwise(found):
        if _WITH.search(statements.text[first[1].end : second[1].start]):
            return [first, second]
    return []


def _by_office(statements: Statements, span: Span, places: Places) -> _Found:
    found = _countries(statements, span, places.any_pattern, places)
    text = statements.text
    acting = (each for each in found if not places.resident.match(text, each[1].end))
    return [each for each in acting if not text.startswith(" capital", each[1].end)][:3]


def _compound(statements: Statements, span: Span, places: Places) -> _Found:
    pair = places.pair.search(statements.text, span.start, span.end)
    if not pair:
        return []
    return [(places.country(pair[part]), Span(pair.start(part), pair.end(part))) for part in ("one", "other")]


def find_bodies(statements: Statements, cast: Cast, signings: Sequence[Signing]) -> Iterator[Fact]:
    """Companies, unions, armies that conclude it, where no countries do: *A and B have agreed*, *A is to buy B*."""
    told = dict.fromkeys([*(signing.sentence for signing in signings), *range(_LEDE)])
    for index in sorted(told)[:_LEDE]:
        if index >= len(statements.spans) or not _tells_of_it(statements, index, signings):
            continue
        span = statements.spans[index]
        found = [
            m for m in cast.within(span) if m.kind is NameKind.ORGANISATION and not statements.is_quoted(m.span.start)
        ]
        for one, other in pairwise(found):
            between = statements.text[one.span.end : other.span.start]
            if one.full and other.full and one.full != other.full and _CONCLUDED_WITH.fullmatch(between):
                yield Fact(FactField.PARTY, one.full, one.span)
                yield Fact(FactField.PARTY, other.full, other.span)
                return


def find_mixed(statements: Statements, cast: Cast, signings: Sequence[Signing], places: Places) -> Iterator[Fact]:
    """A country and a body that conclude it: *The government of Sudan and the Rapid Support Forces signed*."""
    for index in sorted({signing.sentence for signing in signings})[:_LEDE]:
        span = statements.spans[index]
        bodies = [
            (name.full, mention)
            for name in cast.names
            for mention in name.mentions
            if name.kind is NameKind.ORGANISATION and span.contains(mention)
        ]
        for country, place in _countries(statements, span, places.any_pattern, places):
            for body, mention in bodies:
                between = statements.text[place.end : mention.start]
                if _CONCLUDED_BESIDE.fullmatch(between) and not statements.is_quoted(mention.start):
                    yield Fact(FactField.PARTY, country, place)
                    yield Fact(FactField.PARTY, body, mention)
                    return


def _tells_of_it(statements: Statements, index: int, signings: Sequence[Signing]) -> bool:
    return bool(statements.in_sentence(index)) or any(signing.sentence == index for signing in signings)
