"""Corrections laid out: each line as it was shown, and below it the line that is in its place."""

from __future__ import annotations

from collections.abc import Iterator

from ..domain.corrections import CorrectedLine, CorrectionNotice
from .digests import name_edition, name_moment
from .labels import count
from .records import record_snippet
from .sheet import Section, Sheet, SheetLine

_GONE = "now: there is no such line"


def name_correction(notice: CorrectionNotice) -> str:
    """What stands over a correction, and what it is found again by."""
    back = " is back" if notice.is_back else ""
    return f"Correction · [{notice.document.number}]{back} in {name_edition(notice.mark)}"


def render_correction(notice: CorrectionNotice) -> Sheet:
    """Lay out a correction, dated in the zone of the schedule."""
    lines = tuple(line for each in notice.lines for line in _lines_of(each, notice))
    return Sheet("CorrectionNotice", name_correction(notice), (Section(lines),), _note(notice), is_noted_first=True)


def _lines_of(corrected: CorrectedLine, notice: CorrectionNotice) -> Iterator[SheetLine]:
    if notice.is_back:
        yield SheetLine("stands again", corrected.before, data={"when": "now"})
        return
    withdrawn = notice.successor is None
    yield SheetLine("withdrawn" if withdrawn else "before", corrected.before, data={"when": "before"})
    if corrected.now:
        yield SheetLine("now", corrected.now, data={"when": "now"}, is_joined=True)
    elif not withdrawn:
        yield SheetLine(_GONE, data={**record_snippet(corrected.before), "when": "now"}, is_joined=True)


def _note(notice: CorrectionNotice) -> str:
    when = name_moment(notice.at, notice.mark.zone)
    lines = count(len(notice.lines), "line")
    if notice.is_back:
        return f"{when}: document [{notice.document.number}] is there again, and with it {lines} of that edition."
    if notice.successor is None:
        return f"{when}: document [{notice.document.number}] was withdrawn, and with it {lines} of that edition."
    return (
        f"{when}: document [{notice.successor.number}] is in the place of [{notice.document.number}], "
        f"and changes {lines} of that edition."
    )
