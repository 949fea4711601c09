"""Lays out the replies about schedules: lists, next runs, previews, and what became of an edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from ..domain.schedules import (
    LAST_DAY,
    OPERATORS_FILE,
    Days,
    DigestPart,
    Edition,
    EditionState,
    QuietDates,
    Schedule,
    TargetKind,
    zone_of,
)
from ..domain.timetables import DigestPreview, EditionReport, ScheduleList, ScheduleRow, ScheduleSheet
from .digests import lay_out_digest, name_moment
from .labels import WEEKDAYS, count, name_day, name_list, tidy
from .sheet import Json, Section, Sheet, SheetLine

_RUNS_OF_DAYS = {frozenset(range(5)): "Monday to Friday", frozenset({5, 6}): "Saturday and Sunday"}
_ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
_KINDS = {
    TargetKind.CHANNEL: "",
    TargetKind.THREAD: "a thread",
    TargetKind.FORUM: "each edition is a post in that forum",
    TargetKind.ANNOUNCEMENT: "an announcement channel",
}
_PARTS = {
    DigestPart.DOCUMENTS: "documents",
    DigestPart.SUMMARY: "a summary",
    DigestPart.QUOTES: "quotations",
    DigestPart.CLAIMS: "claims and denials",
    DigestPart.DATES: "dates",
    DigestPart.PARTICULARS: "particulars that changed",
}
_STATES = {
    EditionState.PLANNED: "is due, and not posted yet",
    EditionState.SENT: "is posted",
    EditionState.CONFIRMED: "is posted",
    EditionState.SKIPPED: "was not posted, since nothing was new",
    EditionState.FOLDED: "was missed, and its news goes into the next one",
    EditionState.FAILED: "was not posted",
}
_NONE = "There is none yet. For one each weekday: digest add #desk at:07:30 days:weekdays zone:Europe/Berlin"
_NEVER = "none within five years"


def render_schedule_list(listed: ScheduleList) -> Sheet:
    """Lay out the digests of a server, each on a line with its next run."""
    lines = tuple(_line_of_row(row) for row in listed.rows)
    return Sheet("ScheduleList", f"Digests ({len(lines)})", (Section(lines),), "" if lines else _NONE)


def _line_of_row(row: ScheduleRow) -> SheetLine:
    schedule = row.schedule
    standing = _tell_standing(schedule)
    if not standing:
        standing = [f"next on {name_moment(row.runs[0], schedule.zone)}" if row.runs else _NEVER]
    lead = f"{tidy(schedule.name)}: {_tell_when_and_where(row)}; {'; '.join(standing)}"
    return SheetLine(lead, moment=row.runs[0] if row.runs else None, data=_record(row))


def render_schedule_sheet(sheet: ScheduleSheet) -> Sheet:
    """Lay out one digest: when it runs, what is set, what became of the last editions."""
    row, zone = sheet.row, sheet.row.schedule.zone
    runs = (
        SheetLine(name_moment(run, zone), moment=run, data={"run": run.isoformat(), "zone": zone}) for run in row.runs
    )
    head = "; ".join([_tell_when_and_where(row), *_tell_standing(row.schedule)])
    sections = (
        Section((SheetLine(head, data=_record(row)),)),
        Section(tuple(runs), "Next runs"),
        Section(tuple(SheetLine(f"{name}: {value}") for name, value in _tell_facts(row)), "What is set"),
        Section(tuple(_line_of_edition(each, row.schedule) for each in sheet.editions), "Last editions"),
    )
    title = f"Digest “{tidy(row.schedule.name)}”"
    kept = tuple(section for section in sections if section.lines)
    return Sheet("ScheduleSheet", title, kept, sheet.remark, is_noted_first=True)


def _tell_when_and_where(row: ScheduleRow) -> str:
    schedule = row.schedule
    return f"{_name_times(schedule)} {schedule.zone}, {_name_days(schedule.days)}, in {_name_place(row)}"


def _tell_standing(schedule: Schedule) -> list[str]:
    """What keeps a schedule from going on."""
    standing = [f"stopped: {schedule.disabled}"] if schedule.disabled else []
    standing += ["paused"] if schedule.paused else []
    standing += [] if zone_of(schedule.zone) else ["not running: its time zone is not known any more, choose another"]
    return standing


def _tell_facts(row: ScheduleRow) -> Iterator[tuple[str, str]]:
    schedule, names = row.schedule, row.names
    yield "what is in it", _name_parts(schedule)
    if schedule.quiet:
        yield "not on", name_list([_name_dates(dates) for dates in schedule.quiet])
    if kind := _KINDS[schedule.kind]:
        yield "where it goes", kind
    if schedule.tags:
        yield "tags", names.tags or ", ".join(map(str, schedule.tags))
    if schedule.role:
        yield "tells", names.role or f"role {schedule.role}"
    yield "where nothing is new", "nothing is posted" if schedule.skip_empty else "it says so in a line"
    yield "how late it may be", f"{_name_span(schedule)}; what is missed goes into the next edition"
    if schedule.publish:
        yield "published", "to all who follow the channel"
    if not schedule.corrections:
        yield "corrections", "none, where a document that it cites is replaced or withdrawn"
    if not schedule.owner:
        yield "whose", f"the operator's: it stands in {OPERATORS_FILE}"


def _line_of_edition(edition: Edition, schedule: Schedule) -> SheetLine:
    reason = f": {edition.reason}" if edition.reason and edition.message is None else ""
    lead = f"edition {edition.ordinal} · {name_moment(edition.slot, schedule.zone)} {_STATES[edition.state]}{reason}"
    return SheetLine(lead, data=_record_edition(edition))


def render_digest_preview(preview: DigestPreview) -> Sheet:
    """Lay out what an edition would hold; first what would keep it from being posted."""
    schedule = preview.row.schedule
    obstacles = preview.obstacles or (f"It would be posted in {_name_place(preview.row)}.",)
    sheet = lay_out_digest(preview.digest, obstacles)
    title = f"Preview of “{tidy(schedule.name)}”, not posted"
    return replace(sheet, reply="DigestPreview", title=title, is_noted_first=True)


def render_edition_report(report: EditionReport) -> Sheet:
    """Say what became of an edition that was asked for, and where it is."""
    schedule, edition = report.row.schedule, report.edition
    reason = f": {edition.reason}" if edition.reason and edition.message is None else ""
    again = f" {_tell_what_follows(schedule)}" if edition.state is EditionState.PLANNED else ""
    note = f"Edition {edition.ordinal} of “{tidy(schedule.name)}” {_STATES[edition.state]}{reason}.{again}"
    lines = (SheetLine(data=_record_edition(edition)),)
    if edition.message and edition.channel:
        page = f"https://discord.com/channels/{schedule.server}/{edition.channel}/{edition.message}"
        lines = (
            SheetLine(
                _name_place(report.row),
                remark=f"message {edition.message}",
                page=page,
                page_name="edition",
                data=lines[0].data,
            ),
        )
    return Sheet("EditionReport", f"Digest “{tidy(schedule.name)}”", (Section(lines),), note)


def _tell_what_follows(schedule: Schedule) -> str:
    """What becomes of an edition by hand that is not there yet: of a paused digest nothing is posted by itself."""
    if schedule.paused:
        return "The digest is paused, so it is not tried again: if it is not there in some minutes, ask once more."
    return "It is tried again."


def _name_days(days: Days) -> str:
    """Days in words: ``every day``, ``Monday to Friday``, ``Mondays and the last day of the month``."""
    if not days.week and not days.month:
        return "every day"
    names = [f"{WEEKDAYS[day]}s" for day in sorted(days.week)]
    week = [_RUNS_OF_DAYS[days.week]] if days.week in _RUNS_OF_DAYS else names
    month = [f"the {day}{_ORDINALS.get(day, 'th')}" for day in sorted(days.month - {LAST_DAY})]
    month += ["the last day"] if LAST_DAY in days.month else []
    return name_list([*week, *month]) + (" of the month" if month else "")


def _name_times(schedule: Schedule) -> str:
    return name_list([f"{each:%H:%M}" for each in schedule.at])


def _name_dates(dates: QuietDates) -> str:
    return name_day(dates.first) if dates.first == dates.last else f"{name_day(dates.first)} to {name_day(dates.last)}"


def _name_place(row: ScheduleRow) -> str:
    return row.names.channel or f"channel {row.schedule.channel}"


def _name_parts(schedule: Schedule) -> str:
    whole = schedule.parts == frozenset(DigestPart)
    parts = "everything" if whole else name_list([words for part, words in _PARTS.items() if part in schedule.parts])
    lines = f"; the summary has up to {count(schedule.lines, 'line')}" if DigestPart.SUMMARY in schedule.parts else ""
    return f"{parts}{lines}"


def _name_span(schedule: Schedule) -> str:
    hours, minutes = divmod(int(schedule.grace.total_seconds()) // 60, 60)
    return name_list([count(number, unit) for number, unit in ((hours, "hour"), (minutes, "minute")) if number])


def _record(row: ScheduleRow) -> dict[str, Json]:
    """What a machine is told of a schedule."""
    schedule = row.schedule
    return {
        "name": schedule.name,
        "channel": str(schedule.channel),
        "kind": schedule.kind.value,
        "tags": _strings(schedule.tags),
        "at": [f"{each:%H:%M}" for each in schedule.at],
        "weekdays": sorted(schedule.days.week),
        "monthdays": sorted(schedule.days.month),
        "zone": schedule.zone,
        "quiet": [[dates.first.isoformat(), dates.last.isoformat()] for dates in schedule.quiet],
        "content": [part.value for part in DigestPart if part in schedule.parts],
        "lines": schedule.lines,
        "role": str(schedule.role) if schedule.role else None,
        "skip_empty": schedule.skip_empty,
        "publish": schedule.publish,
        "corrections": schedule.corrections,
        "grace": schedule.grace.total_seconds(),
        "paused": schedule.paused,
        "stopped": schedule.disabled,
        "operators": not schedule.owner,
        "runs": _instants(row.runs),
    }


def _record_edition(edition: Edition) -> dict[str, Json]:
    return {
        "edition": edition.ordinal,
        "slot": edition.slot.isoformat(),
        "state": edition.state.value,
        "message": str(edition.message) if edition.message else None,
        "reason": edition.reason,
    }


def _strings(numbers: Iterable[int]) -> list[Json]:
    return [str(number) for number in numbers]


def _instants(runs: Iterable[datetime]) -> list[Json]:
    return [run.isoformat() for run in runs]
