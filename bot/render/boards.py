"""Replies that set facts in order: the fact card, sectors by status, the timeline."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..domain.boards import CardPart, Cell, Event, FactCard, SectorBoard, SectorRow, Timeline
from ..domain.citations import Snippet
from ..domain.readings import FactField, SectorStatus
from ..domain.spans import Span
from .labels import name_document, name_list, name_period, tell_copies, tidy
from .records import record_snippet
from .sheet import Json, Section, Sheet, SheetLine

_FIELDS: Mapping[FactField | CardPart, str] = {
    FactField.INSTRUMENT: "Instrument",
    FactField.PARTY: "Party",
    FactField.SIGNATORY: "Signatory",
    FactField.DATE: "Date",
    FactField.PLACE: "Place",
    FactField.TERM: "Term",
    FactField.REPLACES: "Replaces",
    FactField.EXCLUDES: "Not expected in it",
    CardPart.SECTORS: "Sectors",
    CardPart.FIGURES: "Figure",
}

_SEVERAL: Mapping[FactField | CardPart, str] = {FactField.PARTY: "Parties", FactField.SIGNATORY: "Signatories"}
_DIFFERS = "the documents differ in this"

_STATUSES = {
    SectorStatus.COVERED: "Covered by the agreement",
    SectorStatus.DISCUSSED: "Discussed elsewhere",
    SectorStatus.PREDICTED: "Predicted",
    SectorStatus.MENTIONED: "Mentioned",
}


def render_fact_card(card: FactCard) -> Sheet:
    """Lay out the card: a line a value; a field without any is not stated.

    One sentence often states most of it: its words are shown once a page.
    """
    title = (
        f"Fact card of document {card.document.number}: {name_document(card.document)}"
        if card.document
        else "Fact card"
    )
    lines = tuple(line for cell in card.cells for line in _lines_of_cell(cell))
    return Sheet("FactCard", title, (Section(lines),), "\n".join(tell_copies(card.copies)), shows_once=True)


def _lines_of_cell(cell: Cell) -> Iterator[SheetLine]:
    """A line a value: values of one snippet stand together before it, snippets that state the same behind it."""
    one = cell.label or _FIELDS.get(cell.field, cell.field.value)
    several = cell.several or (cell.label if cell.field not in _SEVERAL else "") or _SEVERAL.get(cell.field, one)
    known: dict[str, Json] = {"field": cell.field.value, "label": one}
    if not cell.values:
        yield SheetLine(lead=f"{one}: not stated", data={**known, "stated": False})
    for place, stated in enumerate(_state_together(cell)):
        shown = name_list([_show_value(cell.field, value) for value in stated.values])
        mark = " (inferred from the day of publication)" if stated.inferred else ""
        label = several if len(stated.values) > 1 else one
        first, *others = stated.snippets
        data = known | {"values": stated.values, "inferred": stated.inferred, "stated": True, "differs": cell.differs}
        data["also"] = [record_snippet(snippet) for snippet in others]
        is_cue = cell.field is CardPart.CUES
        yield SheetLine(
            one if is_cue else f"{label}: {shown}{mark}",
            first,
            _DIFFERS if cell.differs else "",
            matches=tuple(_find_words(first, stated.values)) if is_cue else (),
            data=data,
            also=tuple(others),
            is_joined=cell.differs and place > 0,
        )


@dataclass(slots=True)
class _Stated:
    """Values that one snippet states together, and the others that state the same."""

    values: list[str]
    inferred: bool
    snippets: list[Snippet]


def _state_together(cell: Cell) -> Iterable[_Stated]:
    """The values by snippet; the same values of several snippets come once, but figures need their own words."""
    by_snippet: dict[tuple[Snippet, bool], list[str]] = {}
    for value in cell.values:
        by_snippet.setdefault((value.snippet, value.inferred), []).append(value.value)
    stated: dict[Hashable, _Stated] = {}
    for (snippet, inferred), values in by_snippet.items():
        once = list(dict.fromkeys(values))
        same = frozenset(tidy(value).casefold() for value in once)
        alone = cell.field in {CardPart.FIGURES, CardPart.CUES}
        stated.setdefault((snippet if alone else same, inferred), _Stated(once, inferred, [])).snippets.append(snippet)
    return stated.values()


def _find_words(snippet: Snippet, values: Iterable[str]) -> Iterator[Span]:
    """Where a snippet has the words that were looked for."""
    for value in values:
        start = snippet.text.find(value)
        if start >= 0:
            yield Span(snippet.span.start + start, snippet.span.start + start + len(value))


def _show_value(field: FactField | CardPart, value: str) -> str:
    return name_period(value) if field is FactField.DATE else tidy(value)


def render_sector_board(board: SectorBoard) -> Sheet:
    """Lay out sectors under their status; sectors of one line stand together before it."""
    title = f"Sectors: {board.sector}" if board.sector else "Sectors, by what the documents say of them"
    sections = (_section_of_status(status, board.rows) for status in SectorStatus)
    return Sheet("SectorBoard", title, tuple(section for section in sections if section.lines))


def _section_of_status(status: SectorStatus, rows: tuple[SectorRow, ...]) -> Section:
    names: dict[tuple[str | None, Snippet], list[str]] = {}
    for row in rows:
        for snippet in row.lines if row.status is status else ():
            names.setdefault((row.authority, snippet), []).append(row.name)
    lines = (_line_of_sectors(status, authority, snippet, found) for (authority, snippet), found in names.items())
    return Section(tuple(lines), _STATUSES[status])


def _line_of_sectors(status: SectorStatus, authority: str | None, snippet: Snippet, names: list[str]) -> SheetLine:
    remark = f"according to {tidy(authority)}" if authority else ""
    data = {"sectors": names, "status": status.value, "authority": authority}
    return SheetLine(lead=name_list(names), snippet=snippet, remark=remark, data=data)


def render_timeline(timeline: Timeline) -> Sheet:
    """Lay out dated lines; the words that give the date are marked, and told where they are not the date itself."""
    lines = tuple(line_of_event(event) for event in timeline.events)
    return Sheet("Timeline", "Timeline", (Section(lines),), "\n".join(tell_copies(timeline.copies)))


def line_of_event(event: Event) -> SheetLine:
    """A dated line, with what its date rests on."""
    mention, words = event.mention, tidy(event.words)
    shown = name_period(mention.value) if mention.value else "no day resolved"
    remark = f"from the words “{words}”" if words != shown else ""
    if mention.inferred:
        remark = f"inferred from the words “{words}” and the day of publication"
    data: dict[str, Json] = {"date": mention.value, "words": event.words, "inferred": mention.inferred}
    data["also"] = [record_snippet(snippet) for snippet in event.also]
    day = _day(mention.value or "")
    return SheetLine(shown, event.snippet, remark, matches=(mention.span,), data=data, also=event.also, day=day)


def _day(value: str) -> date | None:
    """The day that a date's value names, if it names one."""
    try:
        return date.fromisoformat(value) if len(value) == len("2025-01-17") else None
    except ValueError:
        return None
