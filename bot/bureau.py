"""What a team on Discord has beside its desks: an office that changes things, and a press that brings out digests.

Apart from the wiring of a newsroom, since a chat in the terminal starts without it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .archive.ledger import Ledger
from .desk.digests.adopting import adopt_digests, find_faults
from .desk.digests.composing import Composer
from .desk.digests.extras import ExtraDesk
from .desk.digests.pressroom import Pressroom
from .desk.digests.scheduling import Scheduling
from .desk.digests.terms import Terms
from .desk.office import Bounds, Office, utc_now
from .domain.schedules import Schedule
from .intake.attachments import read_attachment
from .intake.complaints import Complaint
from .settings.digests import DIGESTS_FILE, load_digests
from .settings.settings import Settings
from .wiring import Newsroom


@dataclass(frozen=True, slots=True)
class Bureau:
    """What is changed on a server goes to the `office`; the `pressroom` brings out digests.

    `extras` are editions that somebody at the terminal asks for. `digests` are the operator's as their file has them;
    who posts takes them up, and nobody else.
    """

    office: Office
    pressroom: Pressroom
    extras: ExtraDesk
    ledger: Ledger
    digests: tuple[Schedule, ...]

    async def take_up_digests(self, tell: Callable[[str], None]) -> None:
        """Have the operator's digests be as they are in the file; of each that is not posted is told why."""
        for fault in await adopt_digests(self.ledger, self.digests, utc_now()):
            tell(str(Complaint(Path(DIGESTS_FILE), fault)))

    async def check_digests(self) -> tuple[str, ...]:
        """What keeps the operator's digests from being posted, as far as it is known here."""
        return await find_faults(self.ledger, self.digests, utc_now())


def open_bureau(newsroom: Newsroom) -> Bureau:
    """The bureau of an open newsroom; it is closed with it. Raises SettingsError."""
    archive, settings = newsroom.archive, newsroom.settings
    digests = load_digests(*settings.config_folders)
    composer = Composer(archive, newsroom.desks, newsroom.lexicon)
    pressroom = Pressroom(archive, composer.compose, utc_now, Terms(interval=settings.digest_interval))
    office = _open_office(newsroom, settings, Scheduling(archive, pressroom, utc_now))
    extras = ExtraDesk(archive.ledger, composer, pressroom, utc_now, digests)
    return Bureau(office, pressroom, extras, archive.ledger, digests)


def _open_office(newsroom: Newsroom, settings: Settings, scheduling: Scheduling) -> Office:
    """The office, within the bounds of the settings."""
    bounds = Bounds(settings.max_attachment_bytes, settings.max_server_documents, settings.keep_after_leaving_days)
    intake = partial(read_attachment, limit=settings.max_attachment_bytes)
    return Office(newsroom.archive, newsroom.desks, intake, utc_now, bounds, scheduling)
