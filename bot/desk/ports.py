"""What the desk needs from the rooms beside it; `wiring` hands the real ones in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from ..domain.documents import Document, Draft
from ..domain.health import Census
from ..domain.office import ChoiceValue
from ..domain.readings import Article, Found, Reading, Spread
from ..domain.schedules import Adoption, Changes, Correction, DocumentTurn, Edition, Schedule, ShownLine
from ..domain.servers import OPERATOR, Alias, AuditLine, Scope, ServerChoices, Signoff


class Shelf(Protocol):
    """The documents that a desk answers from, and what was read in them. Every method may raise ArchiveUnavailable."""

    async def articles(self) -> Sequence[Article]:
        """What is on the shelf, by number."""
        ...

    async def article(self, number: int) -> Article:
        """Any document ever kept that may be seen here. Raises NoSuchDocument."""
        ...

    async def find(self, stems: Sequence[str], limit: int) -> Sequence[Found]:
        """Units on the shelf that hold any of these stems, nearest first."""
        ...

    async def spread(self, stems: Sequence[str]) -> Spread:
        """How many units on the shelf there are, and how many of them hold each of these stems."""
        ...


class Register(Protocol):
    """What a server has beside documents, and who changed what. Every method may raise ArchiveUnavailable."""

    async def choices(self, server: int) -> ServerChoices:
        """What is chosen on a server."""
        ...

    async def aliases(self, server: int) -> Sequence[Alias]:
        """The other names that a server has for somebody, by the alphabet."""
        ...

    async def choose(self, signed: Signoff, name: str, value: ChoiceValue, scope: Scope = Scope.SERVER) -> None:
        """Choose something for the caller's server, channel or self; None takes the choice back."""
        ...

    async def set_alias(self, signed: Signoff, alias: str, name: str | None, *, instead: str | None = None) -> None:
        """Give somebody another name on the caller's server, or with None take it away; `instead` goes with it."""
        ...

    async def audit(self, server: int, limit: int) -> Sequence[AuditLine]:
        """The last changes on a server, the last one first."""
        ...

    async def join(self, server: int) -> None:
        """Note that the bot is in a server."""
        ...

    async def leave(self, server: int, at: datetime) -> None:
        """Note that the bot is in a server no more."""
        ...

    async def present(self) -> Sequence[int]:
        """The servers that the bot is in, as far as is known."""
        ...

    async def gone(self, left_before: datetime) -> Sequence[int]:
        """The servers that were left before a moment, and of which something is kept."""
        ...


class Ledger(Protocol):
    """The schedules of digests, their editions, and what came in between. Every method may raise ArchiveUnavailable.

    What is claimed is one worker's until its lease runs out, whichever process asks. States only move forwards: who
    comes too late is given the edition as it stands.
    """

    async def schedules(self, server: int | None = None, *, retired: bool = False) -> Sequence[Schedule]:
        """The schedules of a server, or of all, by server and name; those that are `retired` only where asked for."""
        ...

    async def numbered(self, number: int) -> Schedule | None:
        """The schedule of a number, where it is there still."""
        ...

    async def put(self, schedule: Schedule, signed: Signoff) -> Schedule:
        """Keep a new schedule, which counts from the signing on.

        Raises ScheduleTaken where the server has one of that name.
        """
        ...

    async def change(self, server: int, name: str, changes: Changes, signed: Signoff) -> Schedule:
        """Change the fields of a schedule that are named, and no others; only slots after the signing count then.

        Raises NoSuchSchedule.
        """
        ...

    async def remove(self, server: int, name: str, signed: Signoff) -> Schedule:
        """Delete a schedule with its editions, and give it as it was. Raises NoSuchSchedule."""
        ...

    async def pause(self, server: int, name: str, signed: Signoff) -> Schedule:
        """Post no more of a schedule. Raises NoSuchSchedule."""
        ...

    async def resume(self, server: int, name: str, signed: Signoff) -> Schedule:
        """Go on with what was paused or disabled, from the next slot on. Raises NoSuchSchedule."""
        ...

    async def disable(self, number: int, reason: str, at: datetime) -> bool:
        """Post no more of a schedule until somebody resumes it; whether it was this call that stopped it."""
        ...

    async def adopt(self, schedules: Iterable[Schedule], at: datetime) -> Adoption:
        """Have the operator's own schedules (`owner` 0) as they are now in a file; whoever adopts last is right.

        One that has not changed is left as it is. What is not in the file is retired: it is posted no more, and its
        editions are kept. Where it is in the file again it goes on from then, with its history.
        """
        ...

    async def claim(
        self,
        schedule: Schedule,
        slot: datetime,
        upto: int,
        now: datetime,
        lease: timedelta,
        *,
        after: int | None = None,
    ) -> Edition | None:
        """Plan the edition of a slot, once among all workers; None where it was claimed, or an older one is planned.

        It holds what came after the last edition that was posted or skipped, or after the change `after`.
        """
        ...

    async def left_over(self, now: datetime) -> Sequence[Edition]:
        """The editions planned or sent whose lease ran out: who had them is gone, or left them to be tried again."""
        ...

    async def take_over(self, edition: Edition, now: datetime, lease: timedelta) -> Edition | None:
        """Claim an edition that was left over; None where another worker was quicker, or it is done."""
        ...

    async def extend(self, edition: Edition, now: datetime, lease: timedelta) -> Edition | None:
        """Hold an edition that this worker claimed for longer; None where its lease ran out, or it is done."""
        ...

    async def write_lines(self, edition: Edition, lines: Iterable[ShownLine], seen: int | None = None) -> bool:
        """Write down what an edition shows, in the place of what was written; before it is sent.

        `seen` is up to which change the shelf was seen. Whether it was written: where another worker has taken the
        edition over, what that one writes counts.
        """
        ...

    async def lines(self, edition: Edition) -> Sequence[ShownLine]:
        """What an edition shows."""
        ...

    async def mark_sent(self, edition: Edition, message: int, channel: int) -> Edition:
        """Write down that an edition was posted, and where."""
        ...

    async def confirm(self, edition: Edition) -> Edition:
        """Write down that all that follows a posted edition is done."""
        ...

    async def skip(self, edition: Edition) -> Edition:
        """Write down that a planned edition has nothing new, and is not posted."""
        ...

    async def fold(self, edition: Edition) -> Edition:
        """Write down that a planned edition was missed; what it holds goes into the next one."""
        ...

    async def fail(self, edition: Edition, reason: str, again: datetime | None) -> Edition:
        """Write down that an attempt failed: it is there to be taken over `again` then; with None it is given up."""
        ...

    async def editions(self, schedule: Schedule, limit: int) -> Sequence[Edition]:
        """The editions of the latest slots, whatever became of them, the last one first."""
        ...

    async def last_told(self, schedule: Schedule, before: datetime | None = None) -> Edition | None:
        """The edition up to which all news is told, of those before a slot where one is given."""
        ...

    async def uncorrected(self, slot_after: datetime) -> Sequence[tuple[Edition, int]]:
        """Editions after a slot with a document they show that is on the shelf no more, but for those corrected.

        Only of schedules whose `corrections` are wanted.
        """
        ...

    async def claim_correction(
        self, edition: Edition, document: int, now: datetime, lease: timedelta
    ) -> Correction | None:
        """Plan the correction, once among all workers, or take it over where its lease ran out; None otherwise."""
        ...

    async def extend_correction(self, correction: Correction, now: datetime, lease: timedelta) -> Correction | None:
        """Hold a correction that this worker claimed for longer; None where its lease ran out, or it is done."""
        ...

    async def close_correction(
        self, correction: Correction, message: int | None, followed: Iterable[ShownLine] = ()
    ) -> None:
        """Write down that a correction was posted, or with None that there was nothing to correct.

        The lines `followed` count as shown by the edition from then on.
        """
        ...

    async def returned(self, slot_after: datetime) -> Sequence[tuple[Edition, int]]:
        """Editions after a slot with a document that a correction took back, or began to, and that is there again."""
        ...

    async def claim_return(self, edition: Edition, document: int, now: datetime, lease: timedelta) -> Correction | None:
        """Plan to tell that what a correction took back is there again; once among all workers, as with corrections.

        Its `message` is the one that told that it had gone; None where that may not have come through.
        """
        ...

    async def drop_correction(self, correction: Correction) -> None:
        """Forget a correction of a document that is there again: when it goes once more, that is told anew."""
        ...

    async def changes(self) -> int:
        """The count of changes now."""
        ...

    async def count_at(self, moment: datetime) -> int:
        """The count of changes when the last document before a moment had come in; 0 where none had."""
        ...

    async def changed_since(
        self, after: int, server: int, *, upto: int | None = None, seen: int | None = None, library: bool = True
    ) -> Sequence[DocumentTurn]:
        """What became of the documents that a server sees after one count of changes and up to another, by number.

        What came within that time and is not on the shelf any more is left out, and so is what was read anew alone.
        Nobody was told of what came before and had gone when the shelf was `seen`, so that it went is no news.
        """
        ...


class Archive(Protocol):
    """Documents that are kept, each a server's. Every method may raise ArchiveUnavailable."""

    @property
    def register(self) -> Register:
        """What servers have beside documents."""
        ...

    @property
    def ledger(self) -> Ledger:
        """The schedules of digests, and their editions."""
        ...

    def shelf(self, server: int = OPERATOR, *, library: bool = True) -> Shelf:
        """What a server sees: its own documents, and with `library` the operator's."""
        ...

    async def keep(
        self, draft: Draft, reading: Reading, *, server: int = OPERATOR, signed: Signoff | None = None
    ) -> Document:
        """Keep a draft with its reading as a server's, and give the document.

        A text that the server has already is the same document (metadata and reading are brought up to date, and it
        comes back to the shelf); a file name that is there with another text makes the older one replaced.
        """
        ...

    async def withdraw(self, number: int, *, server: int = OPERATOR, signed: Signoff | None = None) -> Document:
        """Take a server's document off the shelf; its citations still resolve. Raises NoSuchDocument."""
        ...

    async def census(self) -> Census:
        """How many documents are on shelves, and the schema that they are kept in."""
        ...

    async def forget(self, server: int, *, left_before: datetime) -> bool:
        """Delete all that a server has, at once, if it left before a moment; whether it did, and has not come back."""
        ...


Intake = Callable[[str, bytes], Draft]
"""Makes a draft of a file's name and bytes. Raises UnreadableDocument where it can be none."""

Clock = Callable[[], datetime]
"""Says what time it is, with its zone."""
