"""Correcting: what is posted where a document that an edition shows was replaced or withdrawn, or is there again."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace

from ...archive.archive import Archive
from ...domain.corrections import CorrectionNotice
from ...domain.documents import Standing
from ...domain.readings import Article
from ...domain.schedules import Correction, Edition, Schedule, ShownLine
from ...domain.spans import Span
from ...editing.corrections import compose_correction, follow_lines, restore_lines
from ..ports import Clock
from .editions import mark_of, nonce_of_correction
from .posting import Check, HistoryClosed, Poster, Print
from .terms import Terms


@dataclass(frozen=True, slots=True)
class Erratum:
    """A correction that this worker has claimed: of which edition, on whose schedule, and who posts it."""

    schedule: Schedule
    edition: Edition
    correction: Correction
    poster: Poster


class Corrector:
    """Posts corrections, each unless it hangs there already.

    The methods say whether there is nothing left to do of it. They may raise ArchiveUnavailable, and whatever the
    poster raises.
    """

    def __init__(self, archive: Archive, clock: Clock, terms: Terms) -> None:
        self._archive, self._ledger = archive, archive.ledger
        self._clock = clock
        self._terms = terms

    async def correct(self, erratum: Erratum, check: Check) -> bool:
        """Post a correction, if there is anything to correct, and follow on what is in the place of its lines."""
        old = await self._find_article(erratum)
        new = await self._find_successor(erratum.schedule, old)
        spans = await self._find_spans(erratum)
        lines = await asyncio.to_thread(compose_correction, old, new, spans)
        posted = None
        if lines:
            notice = replace(self._begin(erratum, old), lines=lines, successor=new.document if new else None)
            posted = await self._print(erratum, notice, check)
        followed = await asyncio.to_thread(follow_lines, old, new, spans) if new else ()
        shown = [ShownLine(new.document.number, span) for span in followed] if new else []
        await self._ledger.close_correction(erratum.correction, posted, shown)
        return True

    async def take_back(self, erratum: Erratum, check: Check) -> bool:
        """Tell that a document is there again, where it was told that it had gone; it is followed as before then."""
        article, correction = await self._find_article(erratum), erratum.correction
        notice = self._begin(erratum, article)
        if correction.message is None:
            # Whether it was told that it had gone nobody wrote down.
            if found := await self._find(erratum, notice):
                await self._ledger.close_correction(correction, found)
                return False
        else:
            lines = await asyncio.to_thread(restore_lines, article, await self._find_spans(erratum))
            await self._print(erratum, replace(notice, lines=lines, is_back=True), check)
        await self._ledger.drop_correction(correction)
        return True

    def _begin(self, erratum: Erratum, article: Article) -> CorrectionNotice:
        """A notice that says of a document nothing yet."""
        return CorrectionNotice(mark_of(erratum.schedule, erratum.edition), self._clock(), article.document, ())

    async def _print(self, erratum: Erratum, notice: CorrectionNotice, check: Check) -> int:
        """The message of a notice, which is there already, or is posted."""
        found = await self._find(erratum, notice)
        return found or (await erratum.poster.post(replace(_printed(erratum, notice), check=check))).message

    async def _find(self, erratum: Erratum, notice: CorrectionNotice) -> int | None:
        """The message of a notice that an attempt before this one has posted, if there was any."""
        correction = erratum.correction
        if correction.attempts == 1:
            return None
        try:
            found = await erratum.poster.find(_printed(erratum, notice), correction.planned)
        except HistoryClosed:
            if self._clock() < correction.planned + self._terms.nonce_life:
                return None  # sent once more it is there once
            raise
        return found.message if found else None

    async def _find_article(self, erratum: Erratum) -> Article:
        return await self._archive.shelf(erratum.schedule.server).article(erratum.correction.document)

    async def _find_spans(self, erratum: Erratum) -> list[Span]:
        """What an edition shows of the document that a correction is of."""
        lines = await self._ledger.lines(erratum.edition)
        return [line.span for line in lines if line.document == erratum.correction.document]

    async def _find_successor(self, schedule: Schedule, old: Article) -> Article | None:
        """What is on the shelf in the place of a document, which may have been replaced several times since."""
        shelf, seen = self._archive.shelf(schedule.server), {old.document.number}
        article = old
        while (number := article.document.replaced_by) and number not in seen:
            seen.add(number)
            article = await shelf.article(number)
        return article if article is not old and article.document.standing is Standing.ON_SHELF else None


def _printed(erratum: Erratum, notice: CorrectionNotice) -> Print:
    return Print(erratum.schedule, notice, nonce_of_correction(erratum.correction), erratum.edition.channel)
