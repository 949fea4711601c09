"""Evidence as a file has it: what is claimed of a line, before it is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

RECKONED = ("=", "+", "-", "@", "\t", "\r")
"""What a cell of a table begins with that a spreadsheet takes for a formula, and may carry out.

In a pack an apostrophe stands before it, but where a document's own words begin so.
"""


VOICE = ("speaker", "speaker_mention", "decided", "cue", "kind", "via")
"""What a pack says of a quotation: whose it is, who passed it on, and by what that was decided."""


@dataclass(frozen=True, slots=True)
class ClaimedLine:
    """A line of an evidence pack: its words, and where they are said to stand, in which text.

    `place` counts the lines of the pack from 1; `start` and `end` need not be a span of anything. `voice` has what the
    line says of VOICE, `beside` the citation beside which it is cited, `again` the place of a line that is the same in
    everything.
    """

    place: int
    text: str
    file: str
    sha256: str
    start: int
    end: int
    citation: str
    voice: Mapping[str, str | None] = field(default_factory=dict)
    beside: str | None = None
    again: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimedPack:
    """An evidence pack: its lines, and the names of all else that it says."""

    lines: tuple[ClaimedLine, ...]
    others: tuple[str, ...] = ()
