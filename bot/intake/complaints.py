"""What is wrong with a file that somebody wrote, and where: values, which the faces print."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Complaint:
    """One fault in one file: `words` say what is wrong and what to do; `line` and `column` count from 1."""

    file: Path
    words: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        place = [str(part) for part in (self.file, self.line, self.column) if part is not None]
        return f"{':'.join(place)}: {self.words}"


class Faulty(Exception):
    """A file, or a part of one, that cannot be used; `complaints` holds everything that is wrong with it."""

    def __init__(self, *complaints: Complaint) -> None:
        super().__init__("\n".join(str(complaint) for complaint in complaints))
        self.complaints = complaints
