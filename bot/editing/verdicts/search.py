"""The search for words that are said to be a quotation: where they stand so, shortened, or nearly so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise
from math import inf
from typing import NamedTuple

from ...domain.citations import cite
from ...domain.comparisons import Change, Sighting
from ...domain.readings import Article, Quote
from ...domain.spans import Span
from ...reading.lexicon import Lexicon
from ...reading.text.quotations import find_quotations
from ..asking.wordlists import asking_words
from ..material.cast import Figure
from ..material.layers import claims_in
from ..material.lines import line_at
from ..material.story import Story
from ..material.tokens import Stretch, Token, differ_by_one, find_differences, find_nearest, find_runs, find_turned
from ..quotes import cite_quote
from .asked import Asked
from .negations import drops_denial, find_denied
from .passages import Passage, Word

_NEAR = 2 / 3
"""Words are an alteration of others where so many of them are the same, in the same order."""
_SHORTEST = 5
"""Fewer words are no alteration of anything: there are too many that are like them."""
_SHORTEST_OF_ONE = 4
"""The same where it is told who spoke."""
_LEAST_CARRIED = 2
"""A short quotation with so many words that carry something is like no other."""
_LEAST_PIECE, _LEAST_PIECES = 3, 2
_ENDS = re.compile(r"[.!?][”’\"']?\s")
_LEAST_STRETCH = 4
"""Fewer words on end are in too many quotations to be out of one."""
Speech = tuple[Article, Sequence[Word]]


class _Near(NamedTuple):
    """The words asked about, and the stretch that is nearest to them."""

    tokens: Sequence[Token]
    place: Stretch


class _Wording(NamedTuple):
    """Words asked about, made comparable and counted; `carrying` are those that are none of grammar."""

    tokens: Sequence[Token]
    folded: list[str]
    counts: Counter[str]
    carrying: set[str]

    def is_carried_by(self, shared: Counter[str]) -> bool:
        """Whether half of the words that carry something are shared: words of grammar are everybody's."""
        return 2 * len(self.carrying & shared.keys()) >= max(1, len(self.carrying))


@dataclass(frozen=True)
class Search:
    """Looks for words in passages."""

    asked: Asked
    passages: Sequence[Passage]
    story: Story
    lexicon: Lexicon

    @cached_property
    def _speeches(self) -> list[Speech]:
        return [(passage.article, speech) for passage in self.passages for speech in passage.speeches()]

    def quoted(self) -> list[Sighting]:
        """Places where the words stand in quotation marks; a quotation that its speaker's name breaks is one."""
        return _once(self._find_quoted(self.asked.folded))

    def pasted(self) -> list[Sighting]:
        """Quotations with the prose around them, where both are asked about as they stand."""
        runs = self._written() if self.asked.is_marked else ()
        return _once(sighting for article, run in runs for sighting in _sight_quotes(article, run))

    def joined(self) -> list[Sighting]:
        """Several quotations that are asked about as if they were one, though they follow each other."""
        runs = (each for each in self._written() if all(word.quote for word in each[1]))
        return _once(sighting for article, run in runs for sighting in _sight_quotes(article, run))

    def written(self) -> list[Sighting]:
        """Places where the words stand as they are, whatever they are."""
        hull = ((article, run[0].token.span.hull(run[-1].token.span)) for article, run in self._written())
        return [self._sight_line(article, place, ()) for article, place in hull]

    def shortened(self) -> list[Sighting]:
        """The quotation in which all pieces stand in order, with what is left out between them."""
        if len(self.asked.pieces) < 2 or len(self.asked.spoken) < _SHORTEST_OF_ONE:
            return []
        found = [(article, speech, places) for article, speech in self._speeches if (places := self._thread(speech))]
        if len(self.asked.spoken) < _SHORTEST:
            found = [each for each in found if _is_one_sentence(*each)]
        best = min(found, key=lambda each: each[2][-1].stop - each[2][0].start, default=None)
        return list(self._sight_shortened(*best)) if best else []

    def scattered(self) -> list[Sighting]:
        """The quotations in which the pieces stand, where each stands in one, but not in order in the same."""
        pieces = [[token.folded for token in piece] for piece in self.asked.pieces]
        if len(pieces) < 2 or any(len(piece) < _LEAST_PIECE for piece in pieces):
            return []
        found = [list(self._find_quoted(piece))[:1] for piece in pieces]
        return [sighting for sightings in found for sighting in sightings] if all(found) else []

    def spliced(self, *, within_one: bool = False) -> list[Sighting]:
        """The quotations of which all the words are made up, stretch by stretch, though nobody said them together.

        Only such as are of two quotations, or with `within_one` of one as well, from which something was cut out.
        """
        wanted, place = self.asked.folded, 0
        stretches: list[tuple[int, Speech]] = []
        while place < len(wanted):
            longest = self._longest(wanted[place:])
            if not longest or not self._has_carrying(longest[1][1]):
                return []
            stretches.append(longest)
            place += len(longest[1][1])
        if len(stretches) < _LEAST_PIECES or (len({number for number, _ in stretches}) == 1 and not within_one):
            return []
        return _once(sighting for _, (article, run) in stretches for sighting in _sight_quotes(article, run))

    def _longest(self, wanted: Sequence[str]) -> tuple[int, Speech] | None:
        """The longest beginning of some words, of those long enough, that stands in a speech; the number of that."""
        best: tuple[int, Speech] | None = None
        for number, start in self._beginnings.get(tuple(wanted[:_LEAST_STRETCH]), ()):
            article, speech = self._speeches[number]
            length = _count_common(wanted, speech, start)
            if best is None or length > len(best[1][1]):
                best = number, (article, speech[start : start + length])
        return best

    @cached_property
    def _beginnings(self) -> dict[tuple[str, ...], list[tuple[int, int]]]:
        """By as many words as a stretch has at least: the numbers of the speeches and the places where they stand."""
        found: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for number, (_, speech) in enumerate(self._speeches):
            words = [word.folded for word in speech]
            for start in range(len(words) - _LEAST_STRETCH + 1):
                found[tuple(words[start : start + _LEAST_STRETCH])].append((number, start))
        return found

    def _has_carrying(self, run: Sequence[Word]) -> bool:
        """Whether a stretch has a word that is none of grammar."""
        small = asking_words(self.lexicon).small
        return any(word.folded not in small for word in run)

    def nearest(self, speakers: Sequence[Figure]) -> list[Sighting]:
        """The quotation that is nearest to the words, or the line of prose where that is nearer.

        Of equally near ones a quotation of a speaker comes first.
        """
        if len(self.asked.spoken) < (_SHORTEST_OF_ONE if speakers else _SHORTEST):
            near = (*self._near_quotes(), *self._near_stretches())
        else:
            near = (*self._near_speeches(), *self._near_stretches(), *self._near_lines())
        return min(near, key=lambda found: self._rank(found, speakers), default=(0, []))[1]

    def fewest_edits(self) -> float:
        """How many words differ in the nearest quotation."""
        return min((edits for edits, _ in self._near_speeches()), default=inf)

    def is_by(self, sighting: Sighting, speakers: Sequence[Figure]) -> bool:
        """Whether a quotation is one of somebody's."""
        told = self.story.cast.speakers(sighting.quoted.quote) if sighting.quoted else ()
        return any(speaker.full in told for speaker in speakers)

    def is_within(self, sighting: Sighting) -> bool:
        """Whether words stand in marks within somebody's quotation, who quotes them there."""
        if not sighting.quoted or sighting.quoted.quote.nested:
            return False
        outer, text = sighting.quoted.quote, sighting.snippet.document.text
        # Reading keeps as quotations those that are speech; words of a sign or a dream are quoted there as well.
        found, _ = find_quotations(text, [outer.marks], self.lexicon)
        return any(outer.span.contains(inner.marks) and inner.span.contains(sighting.place) for inner in found)

    def is_altered(self, sighting: Sighting) -> bool:
        """Whether a quotation that is shortened was altered too: by words put in, or a negation taken out of a clause.

        Words in brackets that stand for others are an editor's.
        """
        text, nots = sighting.snippet.document.text, self.lexicon.silences.nots
        return any(not each.span or drops_denial(text, each.span, nots) for each in sighting.changes)

    def _rank(self, found: tuple[int, list[Sighting]], speakers: Sequence[Figure]) -> tuple[bool, int, bool]:
        edits, (first, *_) = found
        return (bool(speakers) and not self.is_by(first, speakers), edits, first.quoted is None)

    def _find_quoted(self, wanted: Sequence[str]) -> Iterator[Sighting]:
        for article, speech in self._speeches:
            for start in find_runs(wanted, [word.folded for word in speech]):
                yield from _sight_quotes(article, speech[start : start + len(wanted)])

    def _written(self) -> Iterator[Speech]:
        for passage in self.passages:
            words = passage.words
            for start in find_runs(self.asked.folded, [word.folded for word in words]):
                yield passage.article, words[start : start + len(self.asked.tokens)]

    def _thread(self, speech: Sequence[Word]) -> list[slice]:
        """The places of all pieces in a speech, one behind the other, as near to each other as they stand."""
        among = [word.folded for word in speech]
        first, *others = [[token.folded for token in piece] for piece in self.asked.pieces]
        threads = []
        for start in find_runs(first, among):
            places = [slice(start, start + len(first))]
            for piece in others:
                place = next((run for run in find_runs(piece, among) if run >= places[-1].stop), None)
                if place is None:
                    break
                places.append(slice(place, place + len(piece)))
            if len(places) == len(self.asked.pieces):
                threads.append(places)
        return min(threads, key=lambda places: places[-1].stop - places[0].start, default=[])

    def _sight_shortened(self, article: Article, speech: Sequence[Word], places: list[slice]) -> Iterator[Sighting]:
        gaps = zip(self.asked.gaps, pairwise(places), strict=True)
        changes: list[Change] = []
        for gap, (before, after) in gaps:
            spans = _spans_by_quote(speech[before.stop : after.start])
            changes += [Change(gap, span) for span in spans]
            if not spans and any(map(str.isalnum, gap)):
                changes.append(Change(gap, None))
        return _divide(_sight_quotes(article, speech[places[0].start : places[-1].stop]), changes)

    def _near_speeches(self) -> Iterator[tuple[int, list[Sighting]]]:
        """What one speaker says, where it is near; how many words differ."""
        for article, speech in self._speeches:
            if near := self._compare(speech):
                window = speech[near.place.start : near.place.end]
                changes = list(self._changes(near, window))
                yield near.place.edits, list(_divide(_sight_quotes(article, window), changes))

    def _near_quotes(self) -> Iterator[tuple[int, list[Sighting]]]:
        """Short quotations from which the words differ, from beginning to end, by one word."""
        for article, speech in self._speeches:
            for _, quoted in groupby(speech, key=lambda word: id(word.quote)):
                whole = list(quoted)
                for wording in self._wordings:
                    among = [word.folded for word in whole]
                    carried = wording.carrying.intersection(among)
                    if len(carried) < _LEAST_CARRIED or not differ_by_one(wording.folded, among):
                        continue
                    near = _Near(wording.tokens, Stretch(0, len(whole), 1))
                    yield 1, list(_divide(_sight_quotes(article, whole), list(self._changes(near, whole))))

    def _near_stretches(self) -> Iterator[tuple[int, list[Sighting]]]:
        """What somebody says that differs, however short, by a negation or by its order alone."""
        for article, speech in self._speeches:
            among = [word.folded for word in speech]
            for wording in self._wordings:
                for place in self._stretches_of(wording, among):
                    window, near = speech[place.start : place.end], _Near(wording.tokens, place)
                    yield place.edits, list(_divide(_sight_quotes(article, window), list(self._changes(near, window))))

    def _stretches_of(self, wording: _Wording, among: Sequence[str]) -> Iterator[Stretch]:
        """Where the words stand but for a negation; or few turned round, where more than one carry something."""
        if wording.carrying:
            yield from find_denied(wording.folded, among, self.lexicon.silences.nots)
        can_be_turned = _LEAST_CARRIED < len(wording.folded) < _SHORTEST and len(wording.carrying) >= _LEAST_CARRIED
        if can_be_turned and (turned := find_turned(wording.folded, among)):
            yield turned

    def _near_lines(self) -> Iterator[tuple[int, list[Sighting]]]:
        """The same of lines, whatever they are."""
        for passage in self.passages:
            for stretch in passage.stretches(len(self.asked.spoken)):
                if near := self._compare(stretch):
                    window = stretch[near.place.start : near.place.end]
                    place = window[0].token.span.hull(window[-1].token.span)
                    changes = tuple(self._changes(near, window))
                    yield near.place.edits, [self._sight_line(passage.article, place, changes)]

    def _compare(self, words: Sequence[Word]) -> _Near | None:
        """The stretch that is nearest to the words asked about; none where too many differ."""
        near = (self._compare_wording(wording, words) for wording in self._wordings)
        return min((each for each in near if each), key=lambda each: each.place.edits, default=None)

    @cached_property
    def _wordings(self) -> list[_Wording]:
        small = asking_words(self.lexicon).small
        read = ((tokens, [token.folded for token in tokens]) for tokens in self.asked.wordings)
        return [_Wording(tokens, folded, Counter(folded), set(folded) - small) for tokens, folded in read]

    def _compare_wording(self, wording: _Wording, words: Sequence[Word]) -> _Near | None:
        asked = wording.folded
        most = int(len(asked) * (1 - _NEAR))
        if len(words) < len(asked) - most:
            return None
        among = [word.folded for word in words]
        shared = wording.counts & Counter(among)
        if shared.total() < len(asked) - most or not wording.is_carried_by(shared):
            return None
        if shared.total() == len(asked) >= _SHORTEST and (turned := find_turned(asked, among)):
            return _Near(wording.tokens, turned)
        place = find_nearest(asked, among)
        return _Near(wording.tokens, place) if place.edits <= most and place.end > place.start else None

    def _changes(self, near: _Near, window: Sequence[Word]) -> Iterator[Change]:
        """Where the words differ, each difference within one quotation."""
        asked = [token.folded for token in near.tokens]
        for ours, theirs in find_differences(asked, [word.folded for word in window]):
            spans = _spans_by_quote(window[theirs])
            yield Change(self.asked.words(near.tokens[ours]), spans[0] if spans else None)
            yield from (Change("", span) for span in spans[1:])

    def _sight_line(self, article: Article, place: Span, changes: tuple[Change, ...]) -> Sighting:
        claims = claims_in(article).across(place)
        authors = tuple(dict.fromkeys(self.story.cast.name_of(claim.author) for claim in claims))
        line = line_at(article, place)
        return Sighting(cite(article, line.unit), place, authors=authors, changes=changes)


def _count_common(wanted: Sequence[str], words: Sequence[Word], start: int) -> int:
    """How many words two sequences have in common, the one from its beginning on and the other from a place on."""
    most = min(len(wanted), len(words) - start)
    return next((place for place in range(most) if wanted[place] != words[start + place].folded), most)


def _is_one_sentence(article: Article, speech: Sequence[Word], places: Sequence[slice]) -> bool:
    """Whether all pieces stand in one sentence: few words fit together in long speeches by chance."""
    first, last = speech[places[0].start], speech[places[-1].stop - 1]
    return not _ENDS.search(first.token.span.hull(last.token.span).of(article.document.text))


def _once(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The sightings, each place once."""
    return list({(sighting.snippet, sighting.place): sighting for sighting in sightings}.values())


def _spans_by_quote(words: Sequence[Word]) -> list[Span]:
    """The stretches of some words, one for each quotation in which they stand."""
    spans: dict[int, Span] = {}
    for word in words:
        key = id(word.quote)
        spans[key] = spans[key].hull(word.token.span) if key in spans else word.token.span
    return list(spans.values())


def _sight_quotes(article: Article, run: Sequence[Word]) -> Iterator[Sighting]:
    """A sighting for each quotation in which a run of words stands."""
    places: dict[Span, tuple[Quote, Span]] = {}
    for word in run:
        if word.quote:
            _, place = places.get(word.quote.span, (word.quote, word.token.span))
            places[word.quote.span] = word.quote, place.hull(word.token.span)
    for quote, place in places.values():
        quoted = cite_quote(article, quote)
        yield Sighting(quoted.snippet, place, quoted)


def _divide(sightings: Iterable[Sighting], changes: Sequence[Change]) -> Iterator[Sighting]:
    """Each quotation with the changes in it; words that are in none of them go with the first."""
    for place, sighting in enumerate(sightings):
        own = (change for change in changes if (sighting.place.contains(change.span) if change.span else not place))
        yield replace(sighting, changes=tuple(own))
