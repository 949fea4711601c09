"""Verdicts: whether words are somebody's, as they are quoted, altered, somebody else's, or only reported.

Words are compared without case, accents, quotation marks, dashes and blanks; what is shown is the document's own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..domain.citations import cite
from ..domain.errors import BadCommand
from ..domain.readings import Article, Quote
from ..domain.replies import Change, Finding, Nothing, Sighting, Verdict, WhichOne
from ..domain.spans import Span
from ..reading.lexicon import Lexicon
from ..reading.words import stem
from .cast import Figure, resolve
from .lines import Line, line_at
from .nothing import ask_back
from .questions import asking_words
from .quotes import cite_quote
from .story import Story
from .tokens import Token, find_differences, find_nearest, find_runs, read_tokens

_NEAR = 2 / 3
"""Words are an alteration of others where so many of them are the same, in the same order."""
_SHORTEST = 5
"""Fewer words are no alteration of anything: there are too many that are like them."""
_AROUND = 2
_Pair = tuple[Token, Quote | None]
_MARKS = frozenset('“”„«»"‹›')


def verify_words(
    words: str, by: str | None, candidates: Sequence[Line], story: Story, lexicon: Lexicon
) -> Verdict | WhichOne | Nothing:
    """Tell whether words are a quotation in the documents, and whose.

    `candidates` are the lines that hold most of the words; `by` is who is said to have spoken. Raises BadCommand where
    there is no word.
    """
    asked = _read_asked(words)
    resolved = resolve(story.cast.figures, by or "")
    if by and (len(resolved.figures) > 1 or (not resolved.figures and resolved.meant)):
        return ask_back(by, resolved, story)
    name = resolved.only.full if resolved.only else by
    seen = _Search(asked, list(_passages(candidates)), story, lexicon)
    finding, sightings = _judge(seen, resolved.only, by)
    return Verdict(words, finding, tuple(sightings), len(story.articles), name)


def stems_to_find(words: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The stems by which lines with these words are found: those that carry them, or all where none does."""
    small = asking_words(lexicon).small
    found = [token.folded for token in read_tokens(words)]
    return tuple(dict.fromkeys(stem(word) for word in [word for word in found if word not in small] or found))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Words asked about; `is_marked` where there are quotation marks within them, so that prose belongs to them."""

    text: str
    tokens: tuple[Token, ...]
    is_marked: bool

    @property
    def folded(self) -> list[str]:
        return [token.folded for token in self.tokens]

    def words(self, place: slice) -> str:
        """The asker's own words at a place."""
        tokens = self.tokens[place]
        return self.text[tokens[0].span.start : tokens[-1].span.end] if tokens else ""


def _read_asked(words: str) -> _Asked:
    tokens = read_tokens(words)
    if not tokens:
        raise BadCommand("there is no word in it: write the words of the quotation")
    within = words[tokens[0].span.end : tokens[-1].span.start]
    return _Asked(words, tokens, not _MARKS.isdisjoint(within))


@dataclass(frozen=True, slots=True)
class _Passage:
    """Neighbouring lines of an article: their words, and the innermost quotation in which each stands."""

    article: Article
    units: tuple[Span, ...]
    tokens: tuple[Token, ...]
    quotes: tuple[Quote | None, ...]

    @property
    def pairs(self) -> list[_Pair]:
        """Each word with its quotation."""
        return list(zip(self.tokens, self.quotes, strict=True))


def _passages(candidates: Sequence[Line]) -> Iterator[_Passage]:
    """The lines with those around them, each line once."""
    places: dict[int, set[int]] = {}
    articles = {line.article.document.number: line.article for line in candidates}
    for article, unit in candidates:
        place = bisect_left(article.reading.units, unit)
        near = range(max(0, place - _AROUND), min(len(article.reading.units), place + _AROUND + 1))
        places.setdefault(article.document.number, set()).update(near)
    for number, wanted in places.items():
        for run in _runs(sorted(wanted)):
            yield _read_passage(articles[number], run)


def _runs(places: list[int]) -> Iterator[slice]:
    """Neighbouring numbers together."""
    start = places[0]
    for before, place in zip(places, [*places[1:], -1], strict=True):
        if place != before + 1:
            yield slice(start, before + 1)
            start = place


def _read_passage(article: Article, run: slice) -> _Passage:
    units = article.reading.units[run]
    tokens = read_tokens(article.document.text, units[0].hull(units[-1]))
    whole = units[0].hull(units[-1])
    near = [quote for quote in article.reading.quotes if len(quote.span) and quote.marks.overlaps(whole)]
    return _Passage(article, units, tokens, tuple(_innermost(near, token.span) for token in tokens))


def _innermost(quotes: Sequence[Quote], span: Span) -> Quote | None:
    holding = [quote for quote in quotes if quote.span.contains(span)]
    return min(holding, key=lambda quote: len(quote.span), default=None)


@dataclass(frozen=True, slots=True)
class _Search:
    """Looks for words in passages."""

    asked: _Asked
    passages: Sequence[_Passage]
    story: Story
    lexicon: Lexicon

    def quoted(self) -> list[Sighting]:
        """Places where the words stand in quotation marks; a quotation that its speaker's name breaks is one."""
        return [sighting for passage in self.passages for sighting in self._quoted_in(passage)]

    def written(self) -> list[Sighting]:
        """Places where the words stand as they are, whatever they are; quotations that are pasted with them."""
        return [sighting for passage in self.passages for sighting in self._written_in(passage)]

    def nearest(self, speaker: Figure | None) -> list[Sighting]:
        """The quotation that is nearest to the words, or the line of prose where that is nearer.

        Of equally near ones a quotation of the speaker comes first.
        """
        near = (found for passage in self.passages for found in self._near_in(passage))
        return min(near, key=lambda found: self._rank(found, speaker), default=(0, []))[1]

    def is_by(self, sighting: Sighting, speaker: Figure | None) -> bool:
        """Whether a quotation is somebody's."""
        return bool(speaker and sighting.quoted and speaker.full in self.story.cast.speakers(sighting.quoted.quote))

    def _rank(self, found: tuple[int, list[Sighting]], speaker: Figure | None) -> tuple[bool, int, bool]:
        edits, (first, *_) = found
        return (bool(speaker) and not self.is_by(first, speaker), edits, first.quoted is None)

    def _quoted_in(self, passage: _Passage) -> Iterator[Sighting]:
        inside = [pair for pair in passage.pairs if pair[1]]
        for start in find_runs(self.asked.folded, [token.folded for token, _ in inside]):
            run = inside[start : start + len(self.asked.tokens)]
            if len({quote.attribution.speaker for _, quote in run if quote}) == 1:
                yield from _sight_quotes(passage.article, run)

    def _written_in(self, passage: _Passage) -> Iterator[Sighting]:
        pairs = passage.pairs
        for start in find_runs(self.asked.folded, [token.folded for token in passage.tokens]):
            run = pairs[start : start + len(self.asked.tokens)]
            if self.asked.is_marked and any(quote for _, quote in run):
                yield from _sight_quotes(passage.article, run)
            else:
                yield self._sight_line(passage.article, run[0][0].span.hull(run[-1][0].span), ())

    def _near_in(self, passage: _Passage) -> Iterator[tuple[int, list[Sighting]]]:
        """What one speaker says in a line, and the line itself, where it is near; how many words differ."""
        if len(self.asked.tokens) < _SHORTEST:
            return
        for unit in passage.units:
            pairs = [pair for pair in passage.pairs if unit.contains(pair[0].span)]
            for window in self._windows(pairs):
                changes = tuple(self._changes([token for token, _ in window]))
                yield self._edits(window), list(_divide(_sight_quotes(passage.article, window), changes))
            if near := self._compare(pairs):
                changes = tuple(self._changes([token for token, _ in near]))
                place = near[0][0].span.hull(near[-1][0].span)
                yield self._edits(near), [self._sight_line(passage.article, place, changes)]

    def _windows(self, pairs: Sequence[_Pair]) -> Iterator[Sequence[_Pair]]:
        """The words of each speaker that are near."""
        said: dict[str | Span, list[_Pair]] = {}
        for token, quote in pairs:
            if quote:
                said.setdefault(quote.attribution.speaker or quote.span, []).append((token, quote))
        return (window for own in said.values() if (window := self._compare(own)))

    def _edits(self, window: Sequence[_Pair]) -> int:
        return find_nearest(self.asked.folded, [token.folded for token, _ in window]).edits

    def _compare(self, pairs: Sequence[_Pair]) -> Sequence[_Pair]:
        """The words that are nearest to those asked about; none where too many differ."""
        asked, among = self.asked.folded, [token.folded for token, _ in pairs]
        most = int(len(asked) * (1 - _NEAR))
        shared = Counter(asked) & Counter(among)
        if shared.total() < len(asked) - most or not self._carries(shared):
            return ()
        start, end, edits = find_nearest(asked, among)
        return pairs[start:end] if edits <= most else ()

    def _carries(self, shared: Counter[str]) -> bool:
        """Whether half of the words that carry what is asked about are shared: words of grammar are everybody's."""
        small = asking_words(self.lexicon).small
        carrying = {word for word in self.asked.folded if word not in small}
        return 2 * len(carrying & shared.keys()) >= max(1, len(carrying))

    def _changes(self, window: Sequence[Token]) -> Iterator[Change]:
        for ours, theirs in find_differences(self.asked.folded, [token.folded for token in window]):
            other = window[theirs]
            yield Change(self.asked.words(ours), other[0].span.hull(other[-1].span) if other else None)

    def _sight_line(self, article: Article, place: Span, changes: tuple[Change, ...]) -> Sighting:
        claims = (claim for claim in article.reading.claims if claim.span.overlaps(place))
        authors = tuple(dict.fromkeys(self.story.cast.name_of(claim.author) for claim in claims))
        line = line_at(article, place)
        return Sighting(cite(article, line.unit), place, authors=authors, changes=changes)


def _sight_quotes(article: Article, run: Sequence[_Pair]) -> Iterator[Sighting]:
    """A sighting for each quotation in which a run of words stands."""
    places: dict[Span, tuple[Quote, Span]] = {}
    for token, quote in run:
        if quote:
            _, place = places.get(quote.span, (quote, token.span))
            places[quote.span] = quote, place.hull(token.span)
    for quote, place in places.values():
        quoted = cite_quote(article, quote)
        yield Sighting(quoted.snippet, place, quoted)


def _divide(sightings: Iterable[Sighting], changes: Sequence[Change]) -> Iterator[Sighting]:
    """Each quotation with the changes in it; words that are in none of them go with the first."""
    for place, sighting in enumerate(sightings):
        own = (change for change in changes if (sighting.place.contains(change.span) if change.span else not place))
        yield replace(sighting, changes=tuple(own))


def _judge(search: _Search, speaker: Figure | None, by: str | None) -> tuple[Finding, list[Sighting]]:
    """The finding, surest first, with the places that it rests on."""
    if quoted := search.quoted():
        return _whose(search, quoted, speaker, by, Finding.EXACT)
    if written := search.written():
        pasted = [sighting for sighting in written if sighting.quoted]
        return _whose(search, pasted, speaker, by, Finding.EXACT) if pasted else (Finding.REPORTED, written)
    near = search.nearest(speaker)
    if not near:
        return Finding.ABSENT, []
    return _whose(search, near, speaker, by, Finding.ALTERED) if near[0].quoted else (Finding.REPORTED, near)


def _whose(
    search: _Search, sightings: list[Sighting], speaker: Figure | None, by: str | None, finding: Finding
) -> tuple[Finding, list[Sighting]]:
    """The finding where somebody is said to have spoken: another's words are another's."""
    if not by:
        return finding, sightings
    own = [sighting for sighting in sightings if search.is_by(sighting, speaker)]
    if own:
        return finding, own
    told = [sighting for sighting in sightings if sighting.quoted and sighting.quoted.quote.attribution.speaker]
    return (Finding.ANOTHERS, told) if told else (finding, sightings)
