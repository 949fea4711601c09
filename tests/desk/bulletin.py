"""A pressroom for tests, and a place to post in, which takes a nonce once for some minutes, and can fail."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from bot.desk.digests.composing import Composer
from bot.desk.digests.editions import Coverage
from bot.desk.digests.posting import HistoryClosed, Paper, Posted, Print
from bot.desk.digests.pressroom import Pressroom
from bot.domain.digests import Digest, EditionMark
from bot.domain.schedules import Schedule
from bot.domain.servers import Signoff
from tests.desk.servers import OSLO, caller
from tests.reading.golden import open_lexicon

EVENING = Schedule(OSLO, "evening", 77, (time(19, 30),), "Europe/Oslo", owner=7)
NONCE_LIFE = timedelta(minutes=3)


@dataclass(frozen=True)
class Notice:
    """Something that hangs there."""

    at: datetime
    channel: int
    paper: Paper
    nonce: str


@dataclass
class Bulletin:
    """`faults` are raised one after the other in the place of posting; with `lost` it is posted all the same.

    `meanwhile` is done once, before the next thing is posted.
    """

    watch: object
    notices: list[Notice] = field(default_factory=list)
    faults: list[BaseException] = field(default_factory=list)
    lost: bool = False
    readable: bool = True
    published: list[int] = field(default_factory=list)
    unpublishable: BaseException | None = None
    told: list[str] = field(default_factory=list)
    held: set[int] | None = None
    meanwhile: Callable[[], Awaitable[None]] | None = None
    looked_over: set[str] = field(default_factory=set)

    def holds(self, schedule: Schedule) -> bool:
        return self.held is None or schedule.server in self.held

    def look_over(self, schedules: Collection[Schedule]) -> None:
        self.looked_over = {schedule.name for schedule in schedules}

    def follow(self, schedule: Schedule):
        return nullcontext()

    async def find(self, printed: Print, after: datetime) -> Posted | None:
        if not self.readable:
            raise HistoryClosed("the history is closed")
        channel = printed.channel or printed.schedule.channel
        for number, notice in enumerate(self.notices, start=1):
            same = type(notice.paper) is type(printed.paper) and notice.channel == channel and notice.at >= after
            if same and _known(notice.paper) == _known(printed.paper):
                return Posted(number, channel)
        return None

    async def post(self, printed: Print) -> Posted:
        if self.meanwhile:
            meanwhile, self.meanwhile = self.meanwhile, None
            await meanwhile()
        await printed.check()
        fault = self.faults.pop(0) if self.faults else None
        if fault and not self.lost:
            raise fault
        posted = self._hang(printed)
        if fault:
            raise fault
        return posted

    def _hang(self, printed: Print) -> Posted:
        assert len(printed.nonce) <= 25
        channel, now = printed.channel or printed.schedule.channel, self.watch.now
        for number, notice in enumerate(self.notices, start=1):
            if (notice.nonce, notice.channel) == (printed.nonce, channel) and now - notice.at < NONCE_LIFE:
                return Posted(number, channel, earlier=True)
        self.notices.append(Notice(now, channel, printed.paper, printed.nonce))
        return Posted(len(self.notices), channel)

    async def publish(self, posted: Posted) -> None:
        if self.unpublishable:
            raise self.unpublishable
        self.published.append(posted.message)

    async def tell_owner(self, schedule: Schedule, words: str) -> None:
        self.told.append(words)

    @property
    def digests(self) -> list[Digest]:
        """The editions that hang there."""
        return [notice.paper for notice in self.notices if isinstance(notice.paper, Digest)]

    @property
    def slots(self) -> list[datetime]:
        return [digest.mark.slot for digest in self.digests]


def _known(paper: Paper) -> object:
    mark = paper.mark
    known = (mark.name, mark.ordinal, mark.slot, mark.zone)  # all that stands in a title
    return known if isinstance(paper, Digest) else (*known, paper.document.number, paper.is_back)


async def compose_nothing(schedule: Schedule, mark: EditionMark, coverage: Coverage) -> Digest:
    """An edition without news: what matters is that it comes."""
    return Digest(mark=mark, since=coverage.since, full=coverage.full)


class PressOffice:
    """A pressroom on an archive in memory, with its clock and its place to post in; it can be started anew."""

    def __init__(self, house, compose):
        self.house, self.watch, self.ledger = house, house.watch, house.archive.ledger
        self.compose = compose or Composer(house.archive, house.desks, open_lexicon()).compose
        self.board = Bulletin(house.watch)
        self.restart()

    def restart(self, archive=None):
        self.pressroom = Pressroom(archive or self.house.archive, self.compose, self.watch)

    async def put(self, schedule=EVENING, **more):
        return await self.ledger.put(replace(schedule, **more), Signoff(self.watch.now, caller(schedule.server)))

    async def round(self):
        await self.pressroom.work(self.board)

    async def rounds(self, count, seconds=15):
        for _ in range(count):
            await self.round()
            self.watch.go(seconds=seconds)

    async def latest(self, schedule):
        """The edition of the latest slot."""
        (edition,) = await self.ledger.editions(schedule, 1)
        return edition

    async def states(self, schedule):
        return [edition.state for edition in reversed(await self.ledger.editions(schedule, 100))]
