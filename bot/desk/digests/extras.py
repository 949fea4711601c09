"""Extra editions: digests that somebody at the terminal asks for, of a schedule or of none; nothing is posted."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from ...archive.ledger import Ledger
from ...domain.digests import Digest, EditionMark
from ...domain.errors import NoSuchSchedule
from ...domain.readings import Article
from ...domain.schedules import OPERATORS_FILE, Schedule, zone_of
from ...domain.servers import OPERATOR
from ...editing.digests.digests import Brief, News, compose_digest
from ...editing.material.lines import lines_of
from ...editing.material.story import Story
from ...reading.lexicon import Lexicon
from ..desk import Desk
from ..ports import Clock
from .composing import Composer
from .editions import EVERYTHING, Coverage
from .pressroom import Pressroom

PLAIN_NAME = "digest"
"""What an edition of no schedule is called."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: the edition of a digest by its `name`, or one of no schedule, and since when.

    `since` has no zone: it is told by the clock of the schedule, or of `zone` where there is none.
    """

    name: str | None = None
    since: datetime | None = None
    zone: str = "UTC"


class ExtraDesk:
    """Composes extra editions. The methods may raise ArchiveUnavailable, NoSuchSchedule.

    `written` are the operator's schedules as their file has them now: the ledger need not have them yet.
    """

    def __init__(
        self,
        ledger: Ledger,
        composer: Composer,
        pressroom: Pressroom,
        clock: Clock,
        written: Sequence[Schedule] = (),
    ) -> None:
        self._ledger, self._composer, self._pressroom, self._clock = ledger, composer, pressroom, clock
        self._written = written

    async def compose(self, wish: Wish) -> Digest:
        """What came in since a moment; else since the last edition, and of no schedule all that there is."""
        schedule = await self._find(wish)
        if wish.since is None and wish.name:
            return await self._pressroom.preview(schedule)
        since = wish.since.replace(tzinfo=zone_of(schedule.zone) or UTC) if wish.since else None
        after = await self._ledger.count_at(since) if since else EVERYTHING
        coverage = Coverage(after, await self._ledger.changes(), since)
        return await self._composer.compose(schedule, self._mark(schedule), coverage)

    async def compose_published(self, wish: Wish, desk: Desk, lexicon: Lexicon) -> Digest:
        """What was published from a day on, where nobody knows when it came in; all that there is without one.

        A document without a day counts as new: it is better told twice than not at all.
        """
        schedule, story = await self._find(wish), await desk.story()
        day = wish.since.date() if wish.since else date.min
        since = wish.since.replace(tzinfo=zone_of(schedule.zone) or UTC) if wish.since else None
        brief = Brief(schedule.parts, schedule.lines, self._mark(schedule), since)
        # A folder may hold thousands of documents.
        return await asyncio.to_thread(_compose_from, day, story, brief, lexicon)

    def _mark(self, schedule: Schedule) -> EditionMark:
        return EditionMark(schedule.name, None, self._clock(), schedule.zone)

    async def _find(self, wish: Wish) -> Schedule:
        """The schedule of a name: the operator's before a server's. Raises NoSuchSchedule."""
        if wish.name is None:
            return Schedule(OPERATOR, PLAIN_NAME, 0, (), wish.zone)
        known = await self._know_all()
        name = " ".join(wish.name.lower().split())
        named = [schedule for schedule in known if schedule.name == name]
        fitting = [schedule for schedule in named if not schedule.owner] or named
        if len(fitting) == 1:
            return fitting[0]
        raise NoSuchSchedule(_tell_missing(name, known, fitting))

    async def _know_all(self) -> list[Schedule]:
        """The schedules of the ledger, the operator's as they are written now, each with what the ledger notes of it.

        What the ledger does not have yet told nothing, so all is new to it.
        """
        known = {(each.server, each.name): each for each in await self._ledger.schedules(retired=True)}
        for schedule in self._written:
            there = known.get((schedule.server, schedule.name))
            if there is None:
                known[schedule.server, schedule.name] = schedule
            elif not there.owner:
                noted = {name: getattr(there, name) for name in ("number", "since", "baseline", "disabled")}
                known[schedule.server, schedule.name] = replace(schedule, **noted)
        return [schedule for schedule in known.values() if not schedule.retired]


def part_by_day(articles: Iterable[Article], day: date) -> tuple[list[Article], list[Article]]:
    """What was published on a day or later, or nobody knows when; and what before."""
    new: list[Article] = []
    older: list[Article] = []
    for article in articles:
        (new if (article.document.published or date.max) >= day else older).append(article)
    return new, older


def _compose_from(day: date, story: Story, brief: Brief, lexicon: Lexicon) -> Digest:
    new, older = part_by_day(story.articles, day)
    news = News(new, list(lines_of(older)), full=brief.since is None)
    return compose_digest(news, brief, story.cast, lexicon)


def _tell_missing(name: str, known: Sequence[Schedule], fitting: Sequence[Schedule]) -> str:
    """Why a name is no digest's, or not one's alone."""
    if fitting:
        servers = ", ".join(str(schedule.server) for schedule in fitting)
        return f"the servers {servers} have a digest “{name}” each: give it a name of its own on one of them"
    if not known:
        return f"there is no digest “{name}”, and no other: write one into {OPERATORS_FILE}, or leave out the name"
    return f"there is no digest “{name}”: there are {', '.join(dict.fromkeys(schedule.name for schedule in known))}"
