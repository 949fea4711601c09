"""An edition in one message: whole lines are left out until it fits, and told how many; the file has them all."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..domain.digests import Digest
from ..domain.schedules import DigestPart
from ..editing.digests.worth import Entry, keep_entries, line_of, rank_entries
from .digests import lay_out_digest
from .edition_files import attach_edition
from .labels import count, name_list
from .pages import Page
from .paging import Layout, paginate

_NOUNS: Mapping[DigestPart, str] = {
    DigestPart.DOCUMENTS: "document",
    DigestPart.SUMMARY: "line of the summary",
    DigestPart.QUOTES: "quotation",
    DigestPart.CLAIMS: "claim",
    DigestPart.DATES: "date",
    DigestPart.PARTICULARS: "particular",
}
_SEVERAL = {DigestPart.SUMMARY: "lines of the summary"}
_MOST_IN_VAIN = 12
"""After so many lines in a row for which there was no room, no shorter one is looked for."""


@dataclass(frozen=True, slots=True)
class Printed:
    """An edition as one message; where lines are `left_out` of it, the whole is attached to the page as a file."""

    page: Page
    left_out: Mapping[DigestPart, int]


def fit_digest(digest: Digest, layout: Layout, *, may_attach: bool = True, remarks: Iterable[str] = ()) -> Printed:
    """Put an edition on one page of a layout, as many of its lines as there is room for, the best first.

    One of each part at least, where it has any that is short enough. Without `may_attach` it says that there is more.
    The remarks stand at its end.
    """
    desk = _Galley(digest, replace(layout, lines=None), may_attach=may_attach, remarks=tuple(remarks))
    kept = desk.fill()
    page, left_out = desk.lay_out(kept), desk.count_left_out(kept)
    if left_out and may_attach:
        page = replace(page, attachments=(*page.attachments, attach_edition(digest)))
    return Printed(page, left_out)


class _Galley:
    """Finds by trial how much of a digest one page holds; an entry is one line of one part."""

    def __init__(self, digest: Digest, layout: Layout, *, may_attach: bool, remarks: Sequence[str]) -> None:
        self._digest, self._layout = digest, layout
        self._may_attach, self._remarks = may_attach, remarks
        self._all = rank_entries(digest)

    def fill(self) -> frozenset[Entry]:
        """The entries that there is room for: all, or first one of each part, and then by worth."""
        everything = frozenset(self._all)
        if self._fits(everything):
            return everything
        kept: frozenset[Entry] = frozenset()
        for part in DigestPart:
            kept |= self._first_fitting(part, kept)
        kept |= self._fill_in_order(kept)
        in_vain = 0
        for entry in self._all:
            if entry not in kept and in_vain < _MOST_IN_VAIN:
                fits = self._fits(kept | {entry})
                kept, in_vain = (kept | {entry}, 0) if fits else (kept, in_vain + 1)
        return kept

    def _fill_in_order(self, kept: frozenset[Entry]) -> frozenset[Entry]:
        """The longest run of the other entries, the best first, for which there is room."""
        rest = [entry for entry in self._all if entry not in kept]
        sizes = range(1, len(rest) + 1)
        room = bisect_left(sizes, 1, key=lambda size: 0 if self._fits(kept.union(rest[:size])) else 1)
        return frozenset(rest[:room])

    def lay_out(self, kept: frozenset[Entry]) -> Page:
        """The page with some of the entries."""
        return self._pages(kept)[0]

    def count_left_out(self, kept: frozenset[Entry]) -> Mapping[DigestPart, int]:
        """How many entries of each part have their line nowhere on the page: another part may show the same line."""
        shown = set(keep_entries(self._digest, kept).snippets)
        out = (entry for entry in self._all if entry not in kept)
        left = Counter(entry.part for entry in out if line_of(self._digest, entry) not in shown)
        return {part: left[part] for part in DigestPart if left[part]}

    def _first_fitting(self, part: DigestPart, kept: frozenset[Entry]) -> frozenset[Entry]:
        """The best entry of a part for which there is room, or in its place the first shorter one."""
        own = [entry for entry in self._all if entry.part is part][:_MOST_IN_VAIN]
        return next((frozenset({entry}) for entry in own if self._fits(kept | {entry})), frozenset())

    def _fits(self, kept: frozenset[Entry]) -> bool:
        """Whether there is room: on one page, with no line that had to become a file of its own."""
        pages = self._pages(kept)
        return len(pages) == 1 and not pages[0].attachments

    def _pages(self, kept: frozenset[Entry]) -> tuple[Page, ...]:
        sheet = lay_out_digest(keep_entries(self._digest, kept), self._notes(kept))
        return paginate(sheet, self._layout)

    def _notes(self, kept: frozenset[Entry]) -> Iterator[str]:
        if left := self.count_left_out(kept):
            told = name_list([_name_left(part, number) for part, number in left.items()])
            where = (
                "they are in the file"
                if self._may_attach
                else "they would be in the file, which cannot be attached here"
            )
            yield f"Left out for want of room: {told}; {where}."
        yield from self._remarks


def _name_left(part: DigestPart, number: int) -> str:
    return f"{number} {_SEVERAL[part]}" if number > 1 and part in _SEVERAL else count(number, _NOUNS[part])
