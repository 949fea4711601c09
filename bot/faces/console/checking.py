"""What a check found of the store and its documents, item by item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ...domain.errors import SettingsError, TreatyDeskError
from ...domain.health import Census
from ...domain.office import CheckItem, Tick
from ...domain.schedules import OPERATORS_FILE, Schedule
from ...render.labels import count

_STORE, _DOCUMENTS = "database", "documents"


def check_store(folder: Path | None, census: Census, remarks: Sequence[str], foreseen: str) -> Iterator[CheckItem]:
    """The data folder, where it is needed, and the database.

    `remarks` tell why nothing of it will be kept, `foreseen` what the next start does to it first.
    """
    if remarks:
        for remark in remarks:
            yield CheckItem("data folder", Tick.TO_DO, remark)
        return
    if folder:
        yield CheckItem("data folder", Tick.DONE, f"{folder}, and it can be written")
    says = foreseen or f"can be reached, its schema is {census.schema}: {census.place}"
    yield CheckItem(_STORE, Tick.DONE, says)


def check_documents(census: Census, waiting: int, complaints: Sequence[object]) -> Iterator[CheckItem]:
    """How many documents there are, how many the next start takes in, and what is wrong with those that it cannot."""
    others = f", {census.others} of servers" if census.others else ""
    says = f"{count(census.library, 'document')} on the shelf{others}"
    if waiting:
        says += f"; the next start takes in {waiting} that are new in the libraries"
    if census.library or census.others or waiting:
        yield CheckItem(_DOCUMENTS, Tick.DONE, says)
    else:
        yield CheckItem(_DOCUMENTS, Tick.TO_DO, says, "name a folder as “libraries” in bot.yaml, or call add FILE")
    for complaint in complaints:
        yield CheckItem("document", Tick.TO_DO, str(complaint))


def check_digests(digests: Sequence[Schedule], faults: Sequence[str]) -> Iterator[CheckItem]:
    """The operator's digests, where there are any, and what keeps some of them from being posted."""
    if digests:
        yield CheckItem("digests", Tick.DONE, f"{count(len(digests), 'digest')} in {OPERATORS_FILE}")
    for fault in faults:
        yield CheckItem("digest", Tick.TO_DO, fault)


def check_closed(error: TreatyDeskError) -> CheckItem:
    """An item for what kept the newsroom from being opened: a setting, or the database."""
    return CheckItem("settings" if isinstance(error, SettingsError) else _STORE, Tick.TO_DO, str(error))
