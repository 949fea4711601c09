"""A library: a folder of documents, and beside them what is known of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from ..domain.documents import Draft
from .complaints import Complaint, Faulty
from .sidecars import Listing, read_sidecar
from .written_yaml import is_text

SUFFIXES = (".txt", ".md")

RAISE_LIMIT = "split it, or raise max_document_bytes in bot.yaml"

DraftsAndFaults = tuple[list[Draft], list[Complaint]]
"""What could be taken in, and what is wrong with the rest."""


def read_library(folder: Path, limit: int) -> DraftsAndFaults:
    """Read a library folder: the documents that `documents.yaml` lists, in its order, then the others by name.

    No document of more than `limit` bytes is taken, and none that lies outside the folder once links are followed:
    otherwise whoever can write into a library could have the bot show any file of this machine.
    """
    if not folder.is_dir():
        return [], [Complaint(folder, "there is no such folder: make it, or name another")]
    sidecar = read_sidecar(folder)
    drafts: list[Draft] = []
    complaints = list(sidecar.complaints)
    listings = {listing.row.file: listing for listing in sidecar.listings}
    others = (file.name for file in _documents_in(folder, complaints) if file.name not in listings)
    for name in chain(listings, others):
        listing = listings.get(name)
        complaints.extend(listing.complaints if listing else ())
        try:
            drafts.append(_take(folder, name, listing, limit))
        except Faulty as faulty:
            complaints.extend(faulty.complaints)
    return drafts, complaints


def read_paths(paths: Iterable[Path], limit: int) -> DraftsAndFaults:
    """Read files, each with what a `documents.yaml` beside it knows of it, and folders as libraries."""
    drafts: list[Draft] = []
    complaints: list[Complaint] = []
    for path in paths:
        found, wrong = _read_folder(path, limit) if path.is_dir() else _read_one(path, limit)
        drafts.extend(found)
        complaints.extend(wrong)
    return drafts, complaints


def _read_folder(folder: Path, limit: int) -> DraftsAndFaults:
    """A folder that was named: where nothing in it is blamed, that nothing is there is told of the folder."""
    drafts, complaints = read_library(folder, limit)
    if drafts or complaints:
        return drafts, complaints
    return [], [Complaint(folder, f"has no document: put {' or '.join(SUFFIXES)} files there, or name another")]


def _read_one(file: Path, limit: int) -> DraftsAndFaults:
    sidecar = read_sidecar(file.parent)
    listing = next((listing for listing in sidecar.listings if listing.row.file == file.name), None)
    try:
        check_name(file)
        _check_presence(file)
        text = read_text(file, limit)
    except Faulty as faulty:
        return [], list(faulty.complaints)
    return [_draft(file.parent, file.name, text, listing)], list(listing.complaints if listing else sidecar.complaints)


def _documents_in(folder: Path, complaints: list[Complaint]) -> Iterator[Path]:
    """The files of a folder that are documents by their names, hidden ones left out."""
    try:
        files = sorted(folder.iterdir(), key=lambda file: file.name)
    except OSError as wrong:
        complaints.append(_unreadable(folder, wrong))
        return
    yield from (file for file in files if file.suffix.lower() in SUFFIXES and not file.name.startswith("."))


def _take(folder: Path, name: str, listing: Listing | None, limit: int) -> Draft:
    """Take in one document of a folder. Raises Faulty; what is wrong with a listed one is told at its row."""
    try:
        check_name(folder / name)
        return _draft(folder, name, read_text(_inside(folder, name), limit), listing)
    except Faulty as faulty:
        if not listing:
            raise
        raise Faulty(*(listing.written.complain(f"{name}: {each.words}") for each in faulty.complaints)) from faulty


def _inside(folder: Path, name: str) -> Path:
    """The place of a document in its folder. Raises Faulty where it lies outside."""
    file = folder / name
    try:
        inside = file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError) as wrong:  # links in a circle
        raise Faulty(Complaint(file, "the link leads nowhere: put the document itself there")) from wrong
    if not inside and file.is_symlink() and not file.exists():
        raise Faulty(Complaint(file, "is a link to nothing, so it is not there: put the document itself there"))
    if not inside:
        raise Faulty(Complaint(file, "lies outside of the library: put the document itself there"))
    return file


def read_text(file: Path, limit: int) -> str:
    """Read the text of a document, decoded and otherwise untouched. Raises Faulty where it can be none."""
    check_suffix(file)
    return decode_text(file, _read_bytes(file, limit))


def check_name(file: Path) -> None:
    """Raise Faulty where a name is no text: on a disk it may be any bytes."""
    if not is_text(file.name):
        raise Faulty(Complaint(Path(ascii(str(file))[1:-1]), "its name is not UTF-8: rename it"))


def _check_presence(file: Path) -> None:
    """Raise Faulty where there is nothing of that name, whatever it would be: a file or a folder."""
    try:
        file.stat()
    except OSError as wrong:
        raise Faulty(_unreadable(file, wrong)) from wrong


def check_suffix(file: Path) -> None:
    """Raise Faulty where a name is that of no document."""
    if file.suffix.lower() not in SUFFIXES:
        raise Faulty(Complaint(file, f"is no document that is read here: those are {' and '.join(SUFFIXES)}"))


def check_size(file: Path, size: int, limit: int, remedy: str = RAISE_LIMIT) -> None:
    """Raise Faulty where a document is too large."""
    if size > limit:
        raise Faulty(Complaint(file, f"has {size:,} bytes, more than {limit:,}: {remedy}"))


def decode_text(file: Path, raw: bytes) -> str:
    """The text in a document's bytes, otherwise untouched. Raises Faulty where it is none."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = raw.count(b"\n", 0, wrong.start) + 1
        raise Faulty(Complaint(file, "is not UTF-8: save the file as UTF-8", line)) from wrong
    if not any(character.isalnum() for character in text):
        raise Faulty(
            Complaint(file, "is empty: there is no word in it" if text else "is empty: take it away, or fill it")
        )
    return text


def _read_bytes(file: Path, limit: int) -> bytes:
    try:
        if file.exists() and not file.is_file():
            raise Faulty(Complaint(file, "is a folder or a device, no document: take it away, or rename it"))
        check_size(file, file.stat().st_size, limit)
        return file.read_bytes()
    except OSError as wrong:
        raise Faulty(_unreadable(file, wrong)) from wrong


def _unreadable(file: Path, wrong: OSError) -> Complaint:
    if isinstance(wrong, FileNotFoundError):
        return Complaint(file, "is not there: put it there, or take its name out")
    return Complaint(file, f"cannot be read ({(wrong.strerror or str(wrong)).lower()}): make it readable")


def _draft(folder: Path, name: str, text: str, listing: Listing | None) -> Draft:
    place = str(folder.resolve()).encode("utf-8", "backslashreplace").decode()  # a path may be any bytes
    if not listing:
        return Draft(name, text, folder=place)
    row = listing.row
    outlet = row.outlet if row.outlet is not None else row.source
    return Draft(name, text, row.title, outlet, row.published, row.url, row.language, place)
