"""What the lines of a digest are worth beside each other, where there is not room for all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ...domain.boards import Event
from ...domain.citations import Snippet
from ...domain.digests import Digest, NewsLine, NewsQuote
from ...domain.readings import Decided, QuoteKind, Stance
from ...domain.schedules import DigestPart

_FIRST: Mapping[DigestPart, float] = {
    DigestPart.SUMMARY: 1.0,
    DigestPart.PARTICULARS: 0.95,
    DigestPart.DOCUMENTS: 0.9,
    DigestPart.CLAIMS: 0.75,
    DigestPart.QUOTES: 0.7,
    DigestPart.DATES: 0.6,
}
"""What the best line of a part is worth; each that follows is worth less by the same share."""
_LESS: Mapping[DigestPart, float] = {DigestPart.SUMMARY: 0.95, DigestPart.PARTICULARS: 0.9, DigestPart.DOCUMENTS: 0.93}
_USUALLY_LESS = 0.8
_STANCES = {Stance.DENIES: 1.0, Stance.ACCUSES: 1.0, Stance.PREDICTS: 0.5, Stance.ASSERTS: 0.2}
_DECIDED = {Decided.NAMED: 1.0, Decided.PRONOUN: 0.8, Decided.CARRIED: 0.6, Decided.UNATTRIBUTED: 0.1}
_WOVEN, _HEARD_BEFORE = 0.6, 0.7
_DAY, _OF_A_DAY, _OF_NO_DAY, _INFERRED = len("2025-01-17"), 1.0, 0.6, 0.8


class Entry(NamedTuple):
    """A line of a digest: its part, and its place there."""

    part: DigestPart
    place: int


def rank_entries(digest: Digest) -> list[Entry]:
    """All lines of a digest: the best of each part, in the order of the parts, and then one after the other."""
    ranked = [(part, _rank(part, digest)) for part in DigestPart]
    best = [Entry(part, places[0]) for part, places in ranked if places]
    rest = [
        (_FIRST[part] * _LESS.get(part, _USUALLY_LESS) ** rank, Entry(part, place))
        for part, places in ranked
        for rank, place in enumerate(places[1:], start=1)
    ]
    return [*best, *(entry for _, entry in sorted(rest, key=lambda each: -each[0]))]


def keep_entries(digest: Digest, entries: Collection[Entry]) -> Digest:
    """A digest with some of its lines, in their order."""
    kept: dict[str, Any] = {
        part.value: tuple(each for place, each in enumerate(entries_of(digest, part)) if Entry(part, place) in entries)
        for part in DigestPart
    }
    return replace(digest, **kept)


def entries_of(digest: Digest, part: DigestPart) -> Sequence[Any]:
    """What a digest has in one of its parts: a part bears the name of its field."""
    found: Sequence[Any] = getattr(digest, part.value)
    return found


def line_of(digest: Digest, entry: Entry) -> Snippet | None:
    """The line of a document that tells what an entry does; None for a document itself, and for two lines."""
    found = entries_of(digest, entry.part)[entry.place]
    if isinstance(found, NewsQuote):
        return found.line
    return found.snippet if isinstance(found, NewsLine | Event) else None


def _rank(part: DigestPart, digest: Digest) -> list[int]:
    """The places of a part, the best first; of equal ones the first."""
    places = range(len(entries_of(digest, part)))
    rates = list(_RATES[part](digest)) if part in _RATES else [0.0] * len(places)
    return sorted(places, key=lambda place: -rates[place])


def _rate_claims(digest: Digest) -> Iterator[float]:
    return (_rate_claim(line) for line in digest.claims)


def _rate_claim(line: NewsLine) -> float:
    return max(_STANCES[claim.stance] for claim in line.claims) + 0.1 * bool(line.also)


def _rate_quotes(digest: Digest) -> Iterator[float]:
    """Each by itself, and less the more was heard of the same speaker."""
    heard: Counter[str | None] = Counter()
    for quote in digest.quotes:
        yield _rate_quote(quote) * _HEARD_BEFORE ** heard[quote.speaker]
        heard[quote.speaker] += 1


def _rate_quote(quote: NewsQuote) -> float:
    woven = _WOVEN if quote.words.quote.kind is QuoteKind.PARTIAL else 1.0
    return _DECIDED[quote.words.quote.attribution.decided] * woven * (1.2 if quote.also else 1.0)


def _rate_dates(digest: Digest) -> Iterator[float]:
    """A day before a month or a year; of two days the later one, which may be still to come."""
    rates = list(map(_rate_date, digest.dates))
    return (rate + 0.01 * place / (len(rates) or 1) for place, rate in enumerate(rates))


def _rate_date(event: Event) -> float:
    exact = _OF_A_DAY if len(event.mention.value or "") == _DAY else _OF_NO_DAY
    return exact * (_INFERRED if event.mention.inferred else 1.0)


_RATES: Mapping[DigestPart, Callable[[Digest], Iterator[float]]] = {
    DigestPart.CLAIMS: _rate_claims,
    DigestPart.QUOTES: _rate_quotes,
    DigestPart.DATES: _rate_dates,
}
