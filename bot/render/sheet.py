"""The sheet: what every face shows of a reply, before it is plain text, Discord markdown or JSON.

What follows a citation in a line is the document's; whatever the program says of it stands before the citation
or in the remark below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ..domain.citations import Snippet
from ..domain.documents import Document
from ..domain.spans import Span

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of a sheet: at most one snippet, own words before it and a remark below it."""

    lead: str = ""
    """The program's own words before the snippet."""

    snippet: Snippet | None = None
    remark: str = ""
    """The program's own words below the snippet."""

    quoted: bool = False
    """Whether the snippet is shown between quotation marks."""

    matches: tuple[Span, ...] = ()
    """Stretches of the snippet's document that are set off in it."""

    data: Mapping[str, Json] | None = None
    """What programs are told beside the words. A line with neither snippet nor data is for people alone."""

    also: tuple[Snippet, ...] = ()
    """Snippets that are cited beside the snippet, and not shown."""

    day: date | None = None
    """Shown as each reader's own calendar has it, by faces that can."""

    page: str | None = None
    """An address at the end of the remark."""

    page_name: str = "page"
    """What the link to that address is called, where there are links."""

    command: tuple[str, int] | None = None
    """A slash command, by name and id, that the line begins with; it can be clicked on Discord."""

    is_joined: bool = False
    """Whether the line belongs to the one above, and is kept on one page with it where there is room."""

    tells_of: Document | None = None
    """A document whose title, outlet, date and address the line gives: they are not repeated below the page."""

    pointed: tuple[Snippet, ...] = ()
    """Snippets whose citations are among the own words."""

    moment: datetime | None = None
    """Shown as each reader's own clock has it, by faces that can."""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading, or under none."""

    lines: tuple[SheetLine, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A reply laid out: `reply` is the name of its type, `note` what the program has to say of the whole.

    The note stands below the lines; where it `is_noted_first` and there may be many pages, above them. Where it
    `shows_once`, a line whose words stand on the page already has its own words and its citations alone, unless it
    points out some of them.
    """

    reply: str
    title: str
    sections: tuple[Section, ...] = ()
    note: str = ""
    is_noted_first: bool = False
    shows_once: bool = False

    @property
    def lines(self) -> tuple[SheetLine, ...]:
        """All lines in order."""
        return tuple(line for section in self.sections for line in section.lines)
