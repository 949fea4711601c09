"""Parties to an agreement: the countries and unions that the article says conclude it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from ..domain.readings import Fact, FactField
from ..domain.spans import Span
from .instruments import Statements
from .lexicon import Lexicon
from .signings import Signing
from .wordlists import any_of

# So many sentences from the start, or around the signing, tell the parties.
_LEDE = 4
_AND = re.compile(r"(?:, (?:and |& )?|,? and | & )(?:the |its |neighbouring |neighboring )*$")
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
        self.any_pattern = re.compile(rf"(?<![\w-])(?:{any_of([*self.names, *self.adjectives])})(?!\w|-[a-z])")
        every = any_of([*self.names, *self.adjectives, *self.capitals])
        self.pair = re.compile(rf"(?<!\w)(?P<one>{every})[-–](?P<other>{every})(?!\w)")

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
    for read in (_listed, _paired, _by_office, _compound):
        for span in spans:
            yield read(statements, span, places)


def _countries(statements: Statements, span: Span, pattern: re.Pattern[str], places: Places) -> _Found:
    found = pattern.finditer(statements.text, span.start, span.end)
    return [(places.country(m.group()), Span(m.start(), m.end())) for m in found if not statements.is_quoted(m.start())]


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
    return _countries(statements, span, places.any_pattern, places)[:3]


def _compound(statements: Statements, span: Span, places: Places) -> _Found:
    pair = places.pair.search(statements.text, span.start, span.end)
    if not pair:
        return []
    return [(places.country(pair[part]), Span(pair.start(part), pair.end(part))) for part in ("one", "other")]
