"""Opens a newsroom, and closes it: here the archive, the desks and the lists of reading are put together.

What a team on Discord needs beyond that is put together in `bureau`.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import tempfile
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from pydantic import SecretStr

from .archive.archive import Archive, foresee_migration, migrate_archive, open_archive
from .archive.engine import Place
from .archive.postgres import SCHEMES, SHAPE, PostgresAddress
from .desk.desk import Desk, HouseStyle
from .desk.desks import Desks
from .domain.documents import Document, Draft
from .domain.errors import NameTaken, SettingsError
from .domain.readings import Reading
from .intake.complaints import Complaint
from .intake.library import read_library, read_paths
from .reading.lexicon import Lexicon
from .reading.reader import read_document
from .settings.card import load_card
from .settings.lexicon import find_lexicon_files, load_lexicon
from .settings.places import PACKAGE
from .settings.settings import Settings

ARCHIVE_FILE = "archive.sqlite"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Added:
    """The documents that were kept, and what is wrong with the rest."""

    documents: tuple[Document, ...]
    complaints: tuple[Complaint, ...]


@dataclass(frozen=True, slots=True)
class Newsroom:
    """Everything that answers, open: the archive, and the desks that answer from it."""

    desk: Desk
    """The operator's desk, which the terminal asks."""

    desks: Desks
    """The desks of the servers."""

    archive: Archive
    lexicon: Lexicon
    settings: Settings
    order: tuple[str, ...] = ()
    """The names of the files of the libraries, in the order of their `documents.yaml`."""

    complaints: tuple[Complaint, ...] = ()
    """What of the libraries could not be taken in."""

    remarks: tuple[str, ...] = ()
    """What does not work as one may expect: that nothing is kept."""

    async def add(self, paths: Iterable[Path]) -> Added:
        """Take in files and folders; what was withdrawn comes back."""
        drafts, wrong = await asyncio.to_thread(read_paths, paths, self.settings.max_document_bytes)
        return await _keep_all(self.archive, self.lexicon, drafts, wrong, put_back=True)


@asynccontextmanager
async def open_newsroom(settings: Settings, *, library: Path | None = None) -> AsyncIterator[Newsroom]:
    """Open the newsroom: lists, archive, and the library folders, of which only what is new is read.

    With a `library` its documents alone are there, and nothing is kept. Raises SettingsError, ArchiveUnavailable.
    """
    place, remarks = (None, ()) if library else await asyncio.to_thread(_find_store, settings)
    async with _open_at(place, settings) as newsroom:
        again = await _read_again(newsroom.archive, newsroom.lexicon)
        libraries = (library,) if library else settings.libraries
        drafts, wrong, new = await _look_through(newsroom, libraries)
        added = await _keep_all(newsroom.archive, newsroom.lexicon, new, wrong, put_back=False)
        complaints = tuple(dict.fromkeys([*again, *added.complaints]))
        order = tuple(draft.file for draft in drafts)
        yield replace(newsroom, order=order, complaints=complaints, remarks=remarks)


@dataclass(frozen=True, slots=True)
class Outlook:
    """A newsroom as the next start finds it, and what that start will do."""

    newsroom: Newsroom
    waiting: int
    """How many documents of the libraries it takes in."""

    foreseen: str
    """What it does to the archive first, as to make or to migrate it; empty where that is nothing."""


@asynccontextmanager
async def look_at_newsroom(settings: Settings) -> AsyncIterator[Outlook]:
    """Look at the newsroom as a start would find it: nothing is made, migrated or taken in.

    Where its archive is not there yet, or is of an older schema, the newsroom has no documents. Raises SettingsError,
    ArchiveUnavailable.
    """
    place = _locate(settings)
    barrier = await asyncio.to_thread(_find_barrier, place) if isinstance(place, Path) else ""
    foreseen = "" if barrier else await foresee_migration(place)
    async with _open_at(None if barrier or foreseen else place, settings) as newsroom:
        _, wrong, new = await _look_through(newsroom, settings.libraries)
        remarks = (barrier,) if barrier else ()
        yield Outlook(replace(newsroom, complaints=tuple(wrong), remarks=remarks), len(new), foreseen)


@asynccontextmanager
async def _open_at(place: Place, settings: Settings) -> AsyncIterator[Newsroom]:
    """A newsroom on the archive in a place, as that is."""
    folders = [folder / "lexicon" for folder in settings.config_folders]
    lexicon, card = load_lexicon(*folders), load_card(*settings.config_folders)
    async with open_archive(place, find_reading_version(folders)) as archive:
        desks = Desks(archive, HouseStyle(lexicon, settings.summary_lines, card))
        yield Newsroom(await desks.at(), desks, archive, lexicon, settings)


async def _look_through(
    newsroom: Newsroom, libraries: Sequence[Path]
) -> tuple[list[Draft], list[Complaint], list[Draft]]:
    """All documents of the libraries, what is wrong with the rest, and those of the first that the archive lacks."""
    drafts, wrong = await asyncio.to_thread(_read_libraries, libraries, newsroom.settings.max_document_bytes)
    held = await newsroom.archive.held(drafts)
    return drafts, wrong, [draft for draft, document in zip(drafts, held, strict=True) if not document]


async def migrate(settings: Settings) -> bool:
    """Bring the archive up to date; whether there was anything to do. Raises SettingsError, ArchiveUnavailable."""
    place, remarks = await asyncio.to_thread(_find_store, settings)
    if place is None:
        raise SettingsError(remarks[0])
    return await migrate_archive(place)


def find_reading_version(folders: Sequence[Path]) -> str:
    """A fingerprint of the lexicon and of the code of reading: documents that another version read are read again."""
    files = [*find_lexicon_files(*folders), *sorted((PACKAGE / "reading").rglob("*.py"))]
    digest = sha256()
    for file in (*files, PACKAGE / "domain" / "readings.py"):
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _find_store(settings: Settings) -> tuple[Place, tuple[str, ...]]:
    """Where the archive is, a file's folder made; None, and a remark, where nothing can be written there."""
    file = _locate(settings)
    if not isinstance(file, Path):
        return file, ()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=file.parent):
            return file, ()
    except OSError as wrong:
        return None, (_tell_barrier(file, wrong.strerror or str(wrong)),)


def _locate(settings: Settings) -> Place:
    """Where the archive is, or will be. Raises SettingsError."""
    return _find_database(settings.database_url) or (settings.data_folder or Path("data")) / ARCHIVE_FILE


def _find_barrier(file: Path) -> str:
    """What keeps a file from being written, as far as it can be told without writing; empty where nothing does."""
    there = next(folder for folder in file.absolute().parents if folder.exists())
    if not there.is_dir():
        return _tell_barrier(file, os.strerror(errno.ENOTDIR))
    return "" if os.access(there, os.W_OK | os.X_OK) else _tell_barrier(file, os.strerror(errno.EACCES))


def _tell_barrier(file: Path, reason: str) -> str:
    why = f"{file.parent} cannot be written ({reason.lower()}): nothing will be kept"
    return f"{why}. Name another folder as DATA_FOLDER"


def _find_database(address: SecretStr | None) -> Place:
    """The database that the settings name, where they name one. Raises SettingsError."""
    if address is None:
        return None
    words = address.get_secret_value().strip()
    if words.partition(":")[0] in SCHEMES:
        return PostgresAddress.parse(words)
    scheme, _, path = words.partition(":///")
    if scheme != "sqlite" or not path:
        raise SettingsError(
            f"DATABASE_URL must be {SHAPE}, or sqlite:/// and a file's path, as sqlite:////srv/desk.sqlite"
        )
    return Path(path)


def _read_libraries(folders: Sequence[Path], limit: int) -> tuple[list[Draft], list[Complaint]]:
    """The documents of all folders; a file's name is its document's, so each name counts once."""
    drafts: dict[str, Draft] = {}
    complaints: list[Complaint] = []
    for folder in folders:
        found, wrong = read_library(folder, limit)
        twice = [
            Complaint(folder / d.file, "is in another library as well: rename one") for d in found if d.file in drafts
        ]
        drafts |= {draft.file: draft for draft in found if draft.file not in drafts}
        complaints += [*wrong, *twice]
    return list(drafts.values()), complaints


async def _read_again(archive: Archive, lexicon: Lexicon) -> list[Complaint]:
    """Read again the documents that another version of reading has read; gives what is wrong with those it cannot."""
    complaints: list[Complaint] = []
    for document in await archive.stale():
        reading = await _read(document.text, lexicon, document.published)
        if reading:
            await archive.renew(document.number, reading)
        else:
            complaints.append(_fault_in(document.file))
    return complaints


async def _keep_all(
    archive: Archive, lexicon: Lexicon, drafts: list[Draft], wrong: list[Complaint], *, put_back: bool
) -> Added:
    """Read drafts and keep them; what was withdrawn comes back to the shelf where it is `put_back`.

    The complaints are those that are handed in, and one for each draft that cannot be read or kept.
    """
    documents: list[Document] = []
    complaints = list(wrong)
    for draft in drafts:
        reading = await _read(draft.text, lexicon, draft.published)
        if not reading:
            complaints.append(_fault_in(draft.file))
            continue
        try:
            documents.append(await archive.keep(draft, reading, put_back=put_back))
        except NameTaken as taken:
            complaints.append(Complaint(Path(draft.folder or "", draft.file), str(taken)))
    return Added(tuple(documents), tuple(complaints))


async def _read(text: str, lexicon: Lexicon, published: date | None) -> Reading | None:
    """The reading of a text; None where that failed, so that one document does not keep the others from being read."""
    try:
        return await asyncio.to_thread(read_document, text, lexicon, published)
    except Exception:  # noqa: BLE001 - whatever it is, the other documents go on
        _log.debug("reading failed", exc_info=True)
        return None


def _fault_in(file: str) -> Complaint:
    return Complaint(Path(file), "could not be read, by a fault of this program: please report it with the document")
