"""Composing: what became of a server's documents is gathered, and a digest chosen from it."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence

from ...archive.archive import Archive
from ...domain.digests import Digest, EditionMark
from ...domain.readings import Article
from ...domain.schedules import DocumentTurn, Schedule, Turn
from ...editing.digests.digests import Brief, News, compose_digest
from ...editing.material.lines import Line, lines_of
from ...editing.material.story import Story
from ...reading.lexicon import Lexicon
from ...reading.text.words import stems
from ..desks import Desks
from ..ports import Shelf
from .editions import Coverage

_LONG = 3000
"""A shelf with more lines is not compared with what is new line by line: the index names those that are near."""

_NEAR = 12
"""How many lines the index names for each new one."""


class Composer:
    """Composes digests for servers. The methods may raise ArchiveUnavailable."""

    def __init__(self, archive: Archive, desks: Desks, lexicon: Lexicon) -> None:
        self._archive = archive
        self._desks = desks
        self._lexicon = lexicon

    async def compose(self, schedule: Schedule, mark: EditionMark | None, coverage: Coverage) -> Digest:
        """The digest of what came to the server of a schedule, in the parts and the length that it orders."""
        desk = await self._desks.at(schedule.server)
        library = (await self._archive.register.choices(schedule.server)).library
        shelf = self._archive.shelf(schedule.server, library=library)
        ledger = self._archive.ledger
        turns = await ledger.changed_since(
            coverage.after, schedule.server, upto=coverage.upto, seen=coverage.seen, library=library
        )
        later = await ledger.changed_since(coverage.upto, schedule.server, library=library)
        story = await desk.story()
        news = await self._gather(shelf, story, turns, {turn.number for turn in later}, is_full=coverage.full)
        brief = Brief(schedule.parts, schedule.lines, mark, coverage.since)
        return await asyncio.to_thread(compose_digest, news, brief, story.cast, self._lexicon)

    async def _gather(
        self, shelf: Shelf, story: Story, turns: Sequence[DocumentTurn], later: Collection[int], *, is_full: bool
    ) -> News:
        """The articles of what became of documents; what came later is left out, wherever it stands."""
        numbers = {turn.number for turn in turns if turn.turn is Turn.NEW}
        new = [article for article in story.articles if article.document.number in numbers]
        standing = {article.document.number for article in new}
        replaced = [turn for turn in turns if turn.turn is Turn.REPLACED and turn.replaced_by in standing]
        withdrawn = [turn.number for turn in turns if turn.turn is Turn.WITHDRAWN]
        return News(
            new=new,
            older=await _find_older(shelf, story, new, standing | set(later)),
            formers={turn.replaced_by: await shelf.article(turn.number) for turn in replaced if turn.replaced_by},
            withdrawn=[(await shelf.article(number)).document for number in withdrawn],
            full=is_full,
        )


async def _find_older(shelf: Shelf, story: Story, new: Sequence[Article], apart: Collection[int]) -> list[Line]:
    """The lines that were there before; of a long shelf those that are near to what is new."""
    older = [article for article in story.articles if article.document.number not in apart]
    if not new or sum(len(article.reading.units) for article in older) <= _LONG:
        return list(lines_of(older))
    found: dict[Line, None] = {}
    for line in lines_of(new):
        for near in await shelf.find(stems(line.text), _NEAR):
            if near.document not in apart and (known := story.clippings.line(near.document, near.unit)):
                found[known] = None
    return list(found)
