"""Replies of the office: settings, other names, changes, checklists."""

from __future__ import annotations

from ..domain.office import (
    AliasList,
    AuditSheet,
    CheckItem,
    Checklist,
    ChoiceKind,
    ChoiceRow,
    ChoiceSheet,
    Done,
    Gone,
    Taken,
    TakenList,
    Tick,
)
from ..domain.servers import AuditLine
from .labels import describe_document, name_document
from .sheet import Json, Section, Sheet, SheetLine

_SIGNS = {Tick.DONE: "✓", Tick.TO_DO: "✗", Tick.OPEN: "○", Tick.UNKNOWN: "?"}


def render_choice_sheet(sheet: ChoiceSheet) -> Sheet:
    """Lay out a server's settings, each with its value and what it is for."""
    title = f"Set: {sheet.changed}" if sheet.changed else "Settings of this server"
    return Sheet("ChoiceSheet", title, (Section(tuple(_line_of_choice(row) for row in sheet.rows)),), sheet.advice)


def _line_of_choice(row: ChoiceRow) -> SheetLine:
    by = "" if row.chosen else " (nobody chose it)"
    value: Json = list(row.value) if isinstance(row.value, tuple) else row.value
    data: dict[str, Json] = {"name": row.name, "value": value, "chosen": row.chosen}
    return SheetLine(lead=f"{row.name}: {_name_value(row)}{by}", remark=f"{row.does}; {row.kind.value}", data=data)


def _name_value(row: ChoiceRow) -> str:
    if row.shown:
        return row.shown
    if isinstance(row.value, bool):
        return "on" if row.value else "off"
    if isinstance(row.value, tuple):
        none = "all" if row.kind is ChoiceKind.CHANNELS else "none"
        return ", ".join(str(each) for each in row.value) or none
    if row.value is None:
        return "UTC" if row.kind is ChoiceKind.ZONE else "none"
    return f"{row.value} s" if row.kind is ChoiceKind.SECONDS else str(row.value)


def render_alias_list(listed: AliasList) -> Sheet:
    """Lay out the other names that a server has for somebody."""
    lines = tuple(
        SheetLine(lead=f"{a.alias}: {a.name}", data={"alias": a.alias, "name": a.name}) for a in listed.aliases
    )
    note = listed.remark or ("" if lines else "There are none.")
    return Sheet("AliasList", f"Other names on this server ({len(lines)})", (Section(lines),), note)


def render_audit_sheet(sheet: AuditSheet) -> Sheet:
    """Lay out what was changed, the last first, each with its time in UTC."""
    note = "" if sheet.lines else "Nothing was changed on this server."
    return Sheet("AuditSheet", "Changes", (Section(tuple(_line_of_change(line) for line in sheet.lines)),), note)


def _line_of_change(line: AuditLine) -> SheetLine:
    data: dict[str, Json] = {
        "at": line.at.isoformat(),
        "user": str(line.user),
        "name": line.user_name,
        "action": line.action,
        "detail": line.detail,
    }
    return SheetLine(lead=f"{line.at:%Y-%m-%d %H:%M} UTC {line.user_name}: {line.action} {line.detail}", data=data)


def render_taken(taken: Taken) -> Sheet:
    """Say which document was taken in."""
    return Sheet("Taken", "Taken in", note=_tell_taken(taken))


def render_taken_list(listed: TakenList) -> Sheet:
    """Say of each file whether it was taken in, and why not."""
    taken = [SheetLine(lead=_tell_taken(each), data={"number": each.document.number}) for each in listed.taken]
    refused = [SheetLine(lead=words, data={"refused": words}) for words in listed.refused]
    sections = (Section(tuple(taken)), Section(tuple(refused), "Not taken in" if refused else ""))
    return Sheet("TakenList", f"Taken in ({len(taken)})", tuple(section for section in sections if section.lines))


def _tell_taken(taken: Taken) -> str:
    notes = [f"[{taken.document.number}] {describe_document(taken.document)}."]
    if taken.known:
        notes.append("It was there already.")
    if taken.replaced:
        notes.append(f"It takes the place of document {taken.replaced.number}, whose citations still resolve.")
    return " ".join(notes)


def render_gone(gone: Gone) -> Sheet:
    """Say which document was withdrawn, and whether it was so already."""
    return Sheet("Gone", "Withdrawn", note=f"{tell_gone(gone)}.")


def tell_gone(gone: Gone) -> str:
    """Which document is withdrawn, in one line."""
    withdrawn = "withdrawn already" if gone.already else "withdrawn"
    return f"[{gone.document.number}] {name_document(gone.document)}: {withdrawn}; its citations still resolve"


def render_done(done: Done) -> Sheet:
    """Say what was done."""
    return Sheet("Done", "Done", note=done.words)


def render_checklist(listed: Checklist) -> Sheet:
    """Lay out what is ready and what is not, in words as well as in signs."""
    return Sheet("Checklist", "Set-up", (Section(tuple(_line_of_item(item) for item in listed.items)),))


def _line_of_item(item: CheckItem) -> SheetLine:
    data: dict[str, Json] = {"name": item.name, "tick": item.tick.value, "says": item.says, "remedy": item.remedy}
    lead = f"{_SIGNS[item.tick]} {item.tick.value}: {item.name}: {item.says}"
    return SheetLine(lead=lead, remark=item.remedy, data=data)
