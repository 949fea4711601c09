"""The sheet: what every face shows of a reply, before it is plain text, Discord markdown or JSON.

What follows a citation in a line is the document's; whatever the program says of it stands before the citation
or in the remark below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..domain.citations import Snippet
from ..domain.spans import Span

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet: at most one snippet, own words before it and a remark below it.

    `quoted` asks for quotation marks around the snippet; `matches` are stretches of its document to be marked;
    `also` are cited with the snippet and not shown; `day` is shown by faces that give each reader their own day.
    `data` is what a machine is told beside the words. A line with neither snippet nor data is for people alone.
    """

    lead: str = ""
    snippet: Snippet | None = None
    remark: str = ""
    quoted: bool = False
    matches: tuple[Span, ...] = ()
    data: Mapping[str, Json] | None = None
    also: tuple[Snippet, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading, or under none."""

    lines: tuple[Line, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A reply laid out: `reply` is the name of its type, `note` what the program has to say of the whole."""

    reply: str
    title: str
    sections: tuple[Section, ...] = ()
    note: str = ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in order."""
        return tuple(line for section in self.sections for line in section.lines)
