"""Particulars that changed: between two versions of a document, and between a new document and older ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ...domain.comparisons import Difference, Side
from ...domain.digests import Revision
from ...domain.readings import Article
from ...domain.spans import Span
from ...reading.lexicon import Lexicon
from ...reading.text.words import Word, find_words
from ..comparing.comparisons import Table, group_by_story
from ..comparing.likeness import Likeness
from ..comparing.particulars import find_discords
from ..material.lines import Line, lines_of
from ..material.prose import ends_as_statement
from ..material.wording import stems_at
from .novelty import Novelty

_ALIKE, _REWORDED = 0.25, 0.55
"""Lines of two versions stand for each other where they are so much alike, and share so many words in one order."""
_SURELY = 1.0
"""Two lines that stand for each other in two versions are about one matter, however much was reworded."""
_LEAST_WORDS = 5
_MOST_DOCUMENTS = 40
WORDING = "wording"
"""The subject of a line that was put in other words, with no number or date changed."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Versions:
    """Two versions of a document: the lines that only the new one has, and those that only the old one had."""

    fresh: tuple[Line, ...]
    dropped: tuple[Line, ...]


def compare_versions(new: Article, former: Article) -> Versions:
    """The lines that two versions do not have in common, whatever their punctuation."""
    ours, theirs = list(lines_of((new,))), list(lines_of((former,)))
    known, kept = {stems_at(*line) for line in theirs}, {stems_at(*line) for line in ours}
    return Versions(
        tuple(line for line in ours if stems_at(*line) not in known),
        tuple(line for line in theirs if stems_at(*line) not in kept),
    )


def find_revisions(
    new: Sequence[Article], formers: Mapping[int, Article], novelty: Novelty, lexicon: Lexicon
) -> tuple[Revision, ...]:
    """The particulars that are not what they were; `formers` are older versions by the number of the new one.

    First those of versions, in the order of the documents. Of other documents only such as tell the same story.
    """
    pairs = ((article, formers[n]) for article in new if (n := article.document.number) in formers)
    between = [revision for pair in pairs for revision in _between_versions(*pair, lexicon)]
    told = {(revision.new.snippet, place) for revision in between for place in revision.new.places}
    against = _against_older(new, formers, novelty, lexicon)
    apart = [each for each in against if told.isdisjoint((each.new.snippet, place) for place in each.new.places)]
    return (*between, *apart)


def _between_versions(new: Article, former: Article, lexicon: Lexicon) -> Iterator[Revision]:
    """What differs between lines of two versions that stand for each other, in the order of the text."""
    versions = compare_versions(new, former)
    for line, before in _match(versions, lexicon):
        discords = list(find_discords(before, line, _SURELY, lexicon))
        for discord in discords:
            sides = Side(before.cite(), discord.ours), Side(line.cite(), discord.theirs)
            yield Revision(discord.subject, *sides, is_version=True)
        if not discords:
            yield Revision(WORDING, *_reworded(before, line), is_version=True)


def _match(versions: Versions, lexicon: Lexicon) -> list[tuple[Line, Line]]:
    """New lines with the old ones that they stand for, the likest brought together."""
    lines = [*versions.fresh, *versions.dropped]
    matched: dict[int, int] = {}
    parties = [0] * len(versions.fresh) + [1] * len(versions.dropped)
    taken: set[int] = set()
    for _, one, other in Likeness(lines, lexicon).pairs(_ALIKE, parties):
        is_free = one not in matched and other not in taken
        if is_free and _align(lines[other], lines[one]).ratio() >= _REWORDED:
            matched[one] = other
            taken.add(other)
    return [(lines[one], lines[other]) for one, other in sorted(matched.items())]


def _reworded(before: Line, line: Line) -> tuple[Side, Side]:
    """Two wordings of a line, the words that differ marked in each."""
    old, new = _words(before), _words(line)
    changes = [code[1:] for code in _align(before, line).get_opcodes() if code[0] != "equal"]
    ours = (_hull(old[start:end]) for start, end, _, _ in changes if start < end)
    theirs = (_hull(new[start:end]) for _, _, start, end in changes if start < end)
    return Side(before.cite(), tuple(ours)), Side(line.cite(), tuple(theirs))


def _align(before: Line, line: Line) -> SequenceMatcher[str]:
    """Two lines word by word."""
    old, new = ([word.folded for word in _words(each)] for each in (before, line))
    return SequenceMatcher(None, old, new, autojunk=False)


def _words(line: Line) -> list[Word]:
    found = find_words(line.article.document.text, line.unit.start, line.unit.end)
    return [word for word in found if word.spoken]


def _hull(words: Sequence[Word]) -> Span:
    return Span(words[0].start, words[-1].end)


def _against_older(
    new: Sequence[Article], formers: Mapping[int, Article], novelty: Novelty, lexicon: Lexicon
) -> Iterator[Revision]:
    """Where new documents differ from older ones of the same story; what a former version told is no news."""
    gone = {former.document.number for former in formers.values()}
    standing = _most_touched(novelty.touched, gone)
    lines = [line for line in (*standing, *novelty.untold) if _says(line)]
    numbers = {article.document.number for article in new}
    articles = list(dict.fromkeys(line.article for line in lines))
    for group in group_by_story(sorted(articles, key=lambda each: each.document.number), lexicon) if standing else ():
        if not numbers.isdisjoint(held := {article.document.number for article in group}) and held - numbers:
            # A paper that differs from what it wrote itself is news as well.
            for difference in Table(lines, group, lexicon, [[article] for article in group]).differing():
                yield from _revise(difference, numbers)


def _most_touched(lines: Sequence[Line], gone: Collection[int]) -> list[Line]:
    """All lines of the older documents that most of these are of, as many as can be compared."""
    counts = Counter(line.article for line in lines if line.article.document.number not in gone)
    return list(lines_of(article for article, _ in counts.most_common(_MOST_DOCUMENTS)))


def _says(line: Line) -> bool:
    """Whether a line is a sentence long enough to be compared, and no question or heading."""
    return len(stems_at(*line)) >= _LEAST_WORDS and ends_as_statement(line.text)


def _revise(difference: Difference, new: set[int]) -> Iterator[Revision]:
    """A difference as a revision, where one side is new and one is older that has the new words nowhere."""
    ours = [side for side in difference.sides if side.snippet.document.number in new]
    theirs = [side for side in difference.sides if side.snippet.document.number not in new]
    if ours and theirs and not _has_numbers(theirs[0], ours[0]):
        yield Revision(difference.subject, theirs[0], ours[0], is_version=False)


def _has_numbers(old: Side, new: Side) -> bool:
    """Whether the old line has the numbers of the new one too: *700, no, it is 600*."""
    numbers = {number for words in new.words for number in _NUMBER.findall(words)}
    return bool(numbers) and numbers <= set(_NUMBER.findall(old.snippet.text))
