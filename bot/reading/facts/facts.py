"""Facts of the agreement that the article is about, each with the words that say it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from ...domain.readings import DateMention, Fact, FactField
from ...domain.spans import Span
from ..cast import Cast
from ..lexicon import Lexicon
from .instrument_names import find_instrument_names
from .instruments import Statements
from .parties import find_bodies, find_mixed, find_parties, open_places
from .signings import Signing, find_signatories, find_signings
from .terms import find_exclusions, find_replaced, find_terms

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'.–-]{0,40}"
_PARTICLE = r"(?:of|de|des|da|das|do|dos|du|del|della|di|la|al|e|el)"
_PLACE = re.compile(rf"\b(?:in|at|In|At) (?P<words>(?:the )?{_CAPITAL}(?:(?: {_PARTICLE} | |-){_CAPITAL}){{0,4}})")
# *At Camp X in Y*: the city tells more.
_CITY_BEHIND = re.compile(r" in [A-Z]")
_CAPITAL_OF = re.compile(
    r"\bin the (?P<adjective>[A-Z][\w-]+(?: [A-Z][\w-]+)?) capital\b(?:,? (?P<named>[A-Z][\w’'-]+))?"
)
_DONE = re.compile(rf"\bDone (?:at|in) (?P<words>{_CAPITAL}(?: {_CAPITAL}){{0,3}})")
# What an instrument is to do or is about may have a place of its own (*signed a deal to build a port in Lamu*).
_MATTER = re.compile(r" (?:to|from|that|which|who|under which|for) (?!the signing\b)[a-zA-Z]")
_DATELINE = re.compile(
    r"\s{0,4}(?P<city>[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ.’'-]+){0,3})(?:,[^\n.]{2,40}?)?"
    r"(?: \([^)\n]{2,30}\))?(?:\s?[—–:-]|,[^\n]{2,30}[—–:-])(?=\s)"
)
# Between a day and a verb behind it, these begin a clause in which the day does not stand.
_OTHER_CLAUSE = re.compile(r"\b(?:that|which|who|whose|when|before|after|because|while|until|unless|if)\b|;")
_JOINED = re.compile(r"\b(?:met|meeting|gathered|convened|came together) (?:in|at) [^.;:“”]{2,80} and $")
_CLOSE = 100
# The dateline stands before one of so many first sentences: a headline may come before it.
_DATED = 3
# *At La Moneda palace*.
_VENUE_AFTER = re.compile(r" ([a-z]{4,12})\b")
# So many days from publication a signing is today's news.
_NEWS_DAYS = 45


def find_facts(
    statements: Statements,
    cast: Cast,
    dates: Sequence[DateMention],
    lexicon: Lexicon,
    published: date | None,
) -> tuple[Fact, ...]:
    """Instrument, parties, signatories, date, place, term, what it replaces and what it leaves out; as far as told.

    One field may have several facts, the surest first.
    """
    return tuple(_Card(statements, cast, dates, lexicon, published).fill())


class _Card:
    def __init__(
        self,
        statements: Statements,
        cast: Cast,
        dates: Sequence[DateMention],
        lexicon: Lexicon,
        published: date | None,
    ) -> None:
        self.statements, self.cast, self.dates, self.lexicon = statements, cast, dates, lexicon
        self.text = statements.text
        self.places = open_places(lexicon)
        self.starts = [mention.span.start for mention in dates]
        self.published = published

    def fill(self) -> Iterator[Fact]:
        names = find_instrument_names(self.statements, self.places.names)[:1]
        for name in names:
            yield Fact(FactField.INSTRUMENT, name.value, name.span)
        signings = find_signings(self.statements, self.dates, self.published)
        parties = list(find_parties(self.statements, signings, self.places)) if names or signings else []
        parties = parties or list(find_mixed(self.statements, self.cast, signings, self.places))
        parties = parties or list(find_bodies(self.statements, self.cast, signings))
        yield from parties
        countries = [party.value for party in parties]
        yield from find_signatories(self.statements, self.cast, signings, self.places, countries)
        yield from self._dates(signings)
        yield from self._places(signings)
        yield from find_terms(self.statements)
        yield from find_replaced(self.statements)
        yield from find_exclusions(self.statements)

    def _dates(self, signings: Sequence[Signing]) -> Iterator[Fact]:
        """Days on which it is signed: those told beside the verb, those of the same day told in several words."""
        told = [mention for signing in signings for mention in self._days_near(signing)]
        days = list(dict.fromkeys(mention.value for mention in told))[:1]
        seen: set[str] = set()
        for mention in told:
            words = mention.span.of(self.text).lower()
            if mention.value in days and mention.value and words not in seen:
                seen.add(words)
                yield Fact(FactField.DATE, mention.value, mention.span, mention.inferred)

    def _days_near(self, signing: Signing) -> list[DateMention]:
        """Dates that name a day, in the sentence of the signing: nearest after the verb first, then before it."""
        span = self.statements.spans[signing.sentence]
        mentions = self.dates[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]
        days = [m for m in mentions if m.value and len(m.value) == len("2025-01-17") and self._is_news(m.value)]
        days = [m for m in days if not self.statements.is_quoted(m.span.start) and self._is_of_verb(m, signing)]
        return sorted(
            days, key=lambda m: abs(m.span.start - signing.verb.start) + _CLOSE * (m.span.start < signing.verb.start)
        )

    def _is_of_verb(self, day: DateMention, signing: Signing) -> bool:
        """Whether a day is the verb's: none of a clause before it is (*said on Monday that they signed*)."""
        between = self.text[day.span.end : signing.verb.start]
        return day.span.start >= signing.verb.start or not _OTHER_CLAUSE.search(between)

    def _is_news(self, value: str) -> bool:
        day = date.fromisoformat(value)
        return self.published is None or abs((day - self.published).days) <= _NEWS_DAYS

    def _places(self, signings: Sequence[Signing]) -> Iterator[Fact]:
        """Where it is signed: *done at* a place, the city beside the verb, the seat of a meeting in the lede."""
        found = [place for place in self._places_told(signings) if place]
        seen: set[str] = set()
        for value, span in found:
            if value.casefold() not in seen and len(seen) < 1 + (value.casefold() in seen):
                seen.add(value.casefold())
                yield Fact(FactField.PLACE, value, span)

    def _places_told(self, signings: Sequence[Signing]) -> Iterator[tuple[str, Span] | None]:
        for done in _DONE.finditer(self.text):
            yield done["words"], Span(done.start("words"), done.end("words"))
        beside = [self._place_beside(signing) for signing in signings]
        told = [place for place in beside if place]
        yield from (place for place in told if not self._is_venue(place))
        if signings:
            yield from self._meeting_places()
            yield self._dateline(self.statements.spans[:1])
        yield from (place for place in told if not self._is_water(place))
        if any(self._is_the_news(signing) for signing in signings):
            yield self._dateline(self.statements.spans[1:_DATED])
        yield from told

    def _is_the_news(self, signing: Signing) -> bool:
        """Whether one of the first sentences tells of the signing in its main clause."""
        start = self.statements.spans[signing.sentence].start
        return signing.sentence <= _DATED and not _OTHER_CLAUSE.search(self.text, start, signing.verb.start)

    def _place_beside(self, signing: Signing) -> tuple[str, Span] | None:
        """Where a verb says that it is signed, or one that it is joined to: *met in Lima on Friday and signed*."""
        sentence = self.statements.spans[signing.sentence]
        behind = self._place_in(signing.verb.end, self._next_verb(signing.verb.end, sentence.end))
        joined = _JOINED.search(self.text, sentence.start, signing.verb.start)
        return behind or (self._place_in(joined.start(), joined.end()) if joined else None)

    def _next_verb(self, start: int, end: int) -> int:
        """Where a sentence goes on to what the instrument does: *signed it, sets quotas and creates an office in*."""
        for found in self.statements.words.coverage.finditer(self.statements.small, start, end):
            if self.text[max(start, found.start() - 5) : found.start()].endswith((", ", " and ")):
                return found.start()
        return end

    def _is_venue(self, place: tuple[str, Span]) -> bool:
        """Whether a place is a building or a water, which a city goes before."""
        value, span = place
        behind = _VENUE_AFTER.match(self.text, span.end)
        named = f"{value} {behind[1]}" if behind else value
        return self._is_water(place) or bool(self.statements.words.venues.search(named.lower()))

    def _is_water(self, place: tuple[str, Span]) -> bool:
        return place[0].split()[-1].lower() in self.statements.words.lists.waters

    def _dateline(self, spans: Sequence[Span]) -> tuple[str, Span] | None:
        """The city in capitals from which the article is dated, before the first of the sentences that has one."""
        for span in spans:
            found = _DATELINE.match(self.text, span.start)
            if found and found["city"].title() not in self.places.names:
                return found["city"].title(), Span(found.start("city"), found.end("city"))
        return None

    def _meeting_places(self) -> Iterator[tuple[str, Span] | None]:
        for span in self.statements.spans[:3]:
            meeting = self.statements.words.meetings.search(self.statements.small, span.start, span.end)
            if meeting and not self.statements.is_quoted(meeting.start()):
                yield self._place_in(meeting.end(), span.end)

    def _place_in(self, start: int, end: int) -> tuple[str, Span] | None:
        """The first city, building or seat of government named in a stretch; a country is none."""
        matter = _MATTER.search(self.text, start, end)
        end = matter.start() if matter else end
        seat = _CAPITAL_OF.search(self.text, start, end)
        for found in _PLACE.finditer(self.text, start, end):
            if seat and seat.start() < found.start():
                break
            words = found["words"]
            if not self._is_place(found) or _CITY_BEHIND.match(self.text, found.end(), end):
                continue
            if "." not in words[:-1]:
                words = words.rstrip(".")
            return words, Span(found.start("words"), found.start("words") + len(words))
        if seat:
            country = self.places.country(seat["adjective"])
            value = seat["named"] or self.places.seats.get(country)
            return (value, Span(seat.start("adjective") - 4, seat.end())) if value else None
        return None

    def _is_place(self, found: re.Match[str]) -> bool:
        words = found["words"].removeprefix("the ")
        start = found.start("words")
        if words in self.places.names or self.statements.is_quoted(start):
            return False
        dated = self.dates[max(0, bisect_left(self.starts, start) - 1) : bisect_left(self.starts, found.end()) + 1]
        if any(mention.span.start < found.end("words") and start < mention.span.end for mention in dated):
            return False
        return (
            not self.statements.words.nouns.search(words.lower())
            and words.split()[0].rstrip("’s") not in self.places.adjectives
        )
