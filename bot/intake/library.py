"""A library: a folder of documents, and beside them what is known of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ..domain.documents import Draft
from .complaints import Complaint, Faulty
from .sidecars import Listing, read_sidecar

SUFFIXES = (".txt", ".md")

Intake = tuple[list[Draft], list[Complaint]]
"""What could be taken in, and what is wrong with the rest."""


def read_library(folder: Path, limit: int) -> Intake:
    """Read a library folder: the documents that `documents.yaml` lists, in its order, then the others by name.

    No document of more than `limit` bytes is taken, and none that lies outside the folder, links followed: who can
    write into a library can so not show the rest of the machine.
    """
    if not folder.is_dir():
        return [], [Complaint(folder, "there is no such folder: make it, or name another")]
    sidecar = read_sidecar(folder)
    drafts: list[Draft] = []
    complaints = list(sidecar.complaints)
    for listing in sidecar.listings:
        complaints.extend(listing.complaints)
        _take(drafts, complaints, folder, listing, limit)
    listed = {listing.row.file for listing in sidecar.listings}
    for file in _documents_in(folder, complaints):
        if file.name not in listed:
            _take(drafts, complaints, folder, file, limit)
    return drafts, complaints


def read_paths(paths: Iterable[Path], limit: int) -> Intake:
    """Read files, each with what a `documents.yaml` beside it knows of it, and folders as libraries."""
    drafts: list[Draft] = []
    complaints: list[Complaint] = []
    for path in paths:
        found, wrong = read_library(path, limit) if path.is_dir() else _read_one(path, limit)
        drafts.extend(found)
        complaints.extend(wrong)
    return drafts, complaints


def _read_one(file: Path, limit: int) -> Intake:
    sidecar = read_sidecar(file.parent)
    listing = next((listing for listing in sidecar.listings if listing.row.file == file.name), None)
    try:
        text = read_text(file, limit)
    except Faulty as faulty:
        return [], list(faulty.complaints)
    return [_draft(file.parent, file.name, text, listing)], list(listing.complaints if listing else sidecar.complaints)


def _documents_in(folder: Path, complaints: list[Complaint]) -> Sequence[Path]:
    """The files of a folder that are documents by their names, hidden ones left out."""
    try:
        files = sorted(folder.iterdir(), key=lambda file: file.name)
    except OSError as wrong:
        complaints.append(_unreadable(folder, wrong))
        return ()
    return [file for file in files if file.suffix.lower() in SUFFIXES and not file.name.startswith(".")]


def _take(drafts: list[Draft], complaints: list[Complaint], folder: Path, found: Listing | Path, limit: int) -> None:
    """Take in one document of a folder; what is wrong with a listed one is told at its row."""
    listing = found if isinstance(found, Listing) else None
    name = listing.row.file if listing else Path(str(found)).name
    try:
        drafts.append(_draft(folder, name, read_text(_inside(folder, name), limit), listing))
    except Faulty as faulty:
        complaints.extend(_at_row(faulty, name, listing) if listing else faulty.complaints)


def _at_row(faulty: Faulty, name: str, listing: Listing) -> list[Complaint]:
    return [listing.written.complain(f"{name}: {complaint.words}") for complaint in faulty.complaints]


def _inside(folder: Path, name: str) -> Path:
    """The place of a document in its folder. Raises Faulty where it lies outside."""
    file = folder / name
    try:
        inside = "\0" not in name and file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError) as wrong:  # links in a circle
        raise Faulty(Complaint(file, "the link leads nowhere: put the document itself there")) from wrong
    if not inside:
        raise Faulty(Complaint(file, "lies outside of the library: put the document itself there"))
    return file


def read_text(file: Path, limit: int) -> str:
    """Read the text of a document, decoded and otherwise untouched. Raises Faulty where it can be none."""
    if file.suffix.lower() not in SUFFIXES:
        raise Faulty(Complaint(file, f"is no document that is read here: those are {' and '.join(SUFFIXES)}"))
    raw = _read_bytes(file, limit)
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
        if (size := file.stat().st_size) > limit:
            words = f"has {size:,} bytes, more than {limit:,}: split it, or raise max_document_bytes in bot.yaml"
            raise Faulty(Complaint(file, words))
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
