"""The one place that knows concrete classes: opens a newsroom with everything in it, and closes it."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from pydantic import SecretStr

from .archive.archive import Archive, migrate_archive, open_archive
from .desk.desk import Desk
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
class Newsroom:
    """Everything open: what is asked goes to `desk`.

    `order` has the names of the library's files in its own order. `complaints` tell what of the library could not be
    taken in, `remarks` what does not work as one may expect.
    """

    desk: Desk
    archive: Archive
    lexicon: Lexicon
    settings: Settings
    order: tuple[str, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    remarks: tuple[str, ...] = ()

    async def add(self, paths: Iterable[Path]) -> Added:
        """Take in files and folders; what was withdrawn comes back."""
        drafts, wrong = await asyncio.to_thread(read_paths, paths, self.settings.max_document_bytes)
        return await _keep_all(self.archive, self.lexicon, drafts, wrong, put_back=True)


@dataclass(frozen=True, slots=True)
class Added:
    """The documents that were kept, and what is wrong with the rest."""

    documents: tuple[Document, ...]
    complaints: tuple[Complaint, ...]


@asynccontextmanager
async def open_newsroom(settings: Settings, *, library: Path | None = None) -> AsyncIterator[Newsroom]:
    """Open the newsroom: lists, archive, and the library folders, of which only what is new is read.

    With a `library` its documents alone are there, and nothing is kept. Raises SettingsError, ArchiveUnavailable.
    """
    folders = [folder / "lexicon" for folder in settings.config_folders]
    lexicon, card = load_lexicon(*folders), load_card(*settings.config_folders)
    file, remarks = (None, ()) if library else await asyncio.to_thread(_find_store, settings)
    async with open_archive(file, find_edition(folders)) as archive:
        complaints = await _read_again(archive, lexicon)
        libraries = (library,) if library else settings.libraries
        drafts, wrong = await asyncio.to_thread(_read_libraries, libraries, settings.max_document_bytes)
        new = [draft for draft in drafts if not await archive.held(draft)]
        added = await _keep_all(archive, lexicon, new, wrong, put_back=False)
        complaints = list(dict.fromkeys([*complaints, *added.complaints]))
        desk = Desk(archive, lexicon, settings.summary_lines, card)
        order = tuple(draft.file for draft in drafts)
        yield Newsroom(desk, archive, lexicon, settings, order, tuple(complaints), remarks)


async def migrate(settings: Settings) -> bool:
    """Bring the archive up to date; whether there was anything to do. Raises SettingsError, ArchiveUnavailable."""
    file, remarks = await asyncio.to_thread(_find_store, settings)
    if file is None:
        raise SettingsError(remarks[0])
    return await migrate_archive(file)


def find_edition(folders: Sequence[Path]) -> str:
    """Name the lists and the code that reading goes by: what was read by others is read again."""
    files = [*find_lexicon_files(*folders), *sorted((PACKAGE / "reading").glob("*.py"))]
    digest = sha256()
    for file in (*files, PACKAGE / "domain" / "readings.py"):
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _find_store(settings: Settings) -> tuple[Path | None, tuple[str, ...]]:
    """The archive's file, its folder made; None, and a remark, where nothing can be written there."""
    file = _database_file(settings.database_url)
    if file is None:
        file = (settings.data_folder or Path("data")) / ARCHIVE_FILE
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=file.parent):
            return file, ()
    except OSError as wrong:
        reason = (wrong.strerror or str(wrong)).lower()
        remark = f"{file.parent} cannot be written ({reason}): nothing will be kept. Name another folder as DATA_FOLDER"
        return None, (remark,)


def _database_file(address: SecretStr | None) -> Path | None:
    if address is None:
        return None
    scheme, _, path = address.get_secret_value().partition(":///")
    if scheme != "sqlite" or not path:
        raise SettingsError("DATABASE_URL must be sqlite:/// and a file's path, as sqlite:////srv/desk.sqlite")
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
    """Read anew what an older edition read."""
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
