"""Pages of a sheet: broken at line borders alone, each with the documents that its lines cite."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from ..domain.citations import Snippet
from ..domain.lengths import utf16_length
from .labels import shorten, split_words, tidy
from .pages import MARKDOWN, PLAIN, Attachment, Dialect, MarkRole, Page, Text, Writer, write_references
from .sheet import Section, Sheet, SheetLine

_TITLE_LIMIT = 200
_FRAME = 220
"""Kept free for the number of the page, for its imprint, and for what divides title, lines and references."""
_OWN, _CITED = 1, 2
"""What a line counts for: a page takes twice as many lines of our own as lines of documents."""
_ATTACHMENTS = 9
"""Discord takes ten files on a message: one is kept for the whole answer."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How pages are made: `limit` is the longest text in UTF-16 units, None for one page of any length.

    With `is_headed` title and page number stand within the text, otherwise beside it. `lines` is the most lines of
    documents on a page; of a list in own words it takes twice as many, and a note counts for nothing.
    """

    dialect: Dialect
    limit: int | None
    is_headed: bool
    lines: int | None = None


TERMINAL = Layout(PLAIN, None, is_headed=True)
# An embed holds 6000 units in all; a description of 4096 with a title and the page's number stays below 5500.
EMBED = Layout(MARKDOWN, 4096, is_headed=False, lines=5)
CONTENT = Layout(MARKDOWN, 2000, is_headed=True, lines=5)


def paginate(sheet: Sheet, layout: Layout, imprint: str = "") -> tuple[Page, ...]:
    """The pages of a sheet, one at least; none is empty, and no line is broken.

    The `imprint` stands at the foot of each, at most a few words: it moves no line to another page.
    """
    pager = _Pager(sheet, layout, imprint)
    notes = list(_note_sections(sheet, layout))
    leads = sheet.is_noted_first and layout.limit is not None
    for note in notes if leads else ():
        pager.add_note(note)
    for section in sheet.sections:
        pager.add_section(section)
    for note in () if leads else notes:
        pager.add_note(note)
    return pager.finish()


def _note_sections(sheet: Sheet, layout: Layout) -> Iterator[Section]:
    """The note as lines of its own; a sheet that has no line says so."""
    note = sheet.note or ("" if sheet.lines else "There is no line to show.")
    if note:
        room = (layout.limit or len(note) * 2 + _FRAME) // 2
        yield Section(tuple(SheetLine(lead=part) for part in split_words(note, room, layout.dialect.safe)))


@dataclass(slots=True)
class _Pager:
    """Fills pages one after the other."""

    sheet: Sheet
    layout: Layout
    imprint: str = ""
    _current: list[Text] = field(default_factory=list)
    _size: int = 0
    _lines: int = 0
    _shown: set[Snippet] = field(default_factory=set)
    _finished: list[Text] = field(default_factory=list)
    _references: dict[int, int] = field(default_factory=dict)
    _head: int = field(init=False)

    def __post_init__(self) -> None:
        """Measure the title where it stands within the text, as it is continued."""
        self._head = utf16_length(self._write_head(2).words)

    def add_section(self, section: Section) -> None:
        """Add a section's lines; its heading stands over the first, and again on each page that goes on with it."""
        shown_on: set[int] = set()
        for group in _groups(section.lines):
            weighed = [self._weigh(line, section.heading) for line in group]
            self._make_room(list(chain.from_iterable(weighed)), section.heading, shown_on)
            for line, texts in zip(group, weighed, strict=True):
                for text, weight in self._shorten(line, section.heading, shown_on) or texts:
                    self._add_line(text, section.heading, shown_on, weight)

    def add_note(self, section: Section) -> None:
        """Add what the program has to say of the whole: it turns no page but for its length."""
        shown_on: set[int] = set()
        for line in section.lines:
            self._add_line(_write_line(line, self.layout.dialect), section.heading, shown_on, 0)

    def finish(self) -> tuple[Page, ...]:
        """The pages, numbered."""
        if self._current:
            self._turn()
        total = len(self._finished)
        return tuple(self._page(text, number, total) for number, text in enumerate(self._finished, start=1))

    def _weigh(self, line: SheetLine, heading: str) -> list[tuple[Text, int]]:
        """The texts of a line, each with what it counts for."""
        return [(text, _CITED if line.snippet else _OWN) for text in self._fitting(line, heading)]

    def _shorten(self, line: SheetLine, heading: str, shown_on: set[int]) -> list[tuple[Text, int]]:
        """The line without its words, if the sheet shows them once, and they stand on the page that has room for it.

        A line that points out some of its words says nothing without them.
        """
        if not self.sheet.shows_once or line.matches or line.snippet not in self._shown:
            return []
        text = _write_line(line, self.layout.dialect, with_words=False)
        return [(text, _OWN)] if self._has_room([*self._heading(heading, shown_on), text], _OWN) else []

    def _make_room(self, weighed: list[tuple[Text, int]], under: str, shown_on: set[int]) -> None:
        """Turn the page where lines that belong together have no room on it, and have room on the next."""
        texts, weight = [text for text, _ in weighed], sum(weight for _, weight in weighed)
        if len(texts) == 1 or not self._current or self._has_room([*self._heading(under, shown_on), *texts], weight):
            return
        if self._is_short(weight) and self._fits([*self._heading(under, {-1}), *texts], [], 0):
            self._turn()

    def _has_room(self, texts: list[Text], weight: int) -> bool:
        return self._is_short(self._lines + weight) and self._fits(texts, self._current, self._size)

    def _is_short(self, weight: int) -> bool:
        return self.layout.lines is None or weight <= self.layout.lines * _CITED

    def _add_line(self, text: Text, under: str, shown_on: set[int], weight: int) -> None:
        heading = self._heading(under, shown_on)
        if self._current and not self._has_room([*heading, text], weight):
            self._turn()
            heading = self._heading(under, shown_on)
        self._put([*heading, text])
        self._lines += weight
        shown_on.add(len(self._finished))

    def _put(self, texts: list[Text]) -> None:
        self._current += texts
        self._size += _measure_all(texts)
        for text in texts:
            self._shown.update(placed.snippet for placed in text.placed)
            self._shown.update(placed.snippet for attached in text.attachments for placed in attached.page.placed)

    def _turn(self) -> None:
        self._finished.append(self._assemble(self._current))
        self._current, self._size, self._lines, self._shown = [], 0, 0, set()

    def _heading(self, heading: str, shown_on: set[int]) -> list[Text]:
        if len(self._finished) in shown_on:
            return []
        if not heading:
            return [Text()] if self._current else []
        writer = Writer(self.layout.dialect)
        writer.raw("\n" if self._current else "")
        writer.strong(f"{heading} (continued)" if shown_on else heading, MarkRole.HEADING)
        return [writer.text()]

    def _fitting(self, line: SheetLine, heading: str) -> Iterable[Text]:
        """The line as a text; where no page could hold it, what stands in its place."""
        text = _write_line(line, self.layout.dialect)
        over = self._heading(heading, {-1}) if heading else []
        if self._fits([*over, text], [], 0):
            return [text]
        if line.snippet:
            return [_stand_in(line, line.snippet, self.layout.dialect)]
        words = "\n".join(part for part in (line.lead, line.remark) if part)
        parts = split_words(words, (self.layout.limit or 0) // 2, self.layout.dialect.safe)
        return [_write_line(SheetLine(lead=part), self.layout.dialect) for part in parts]

    def _fits(self, texts: list[Text], above: list[Text], size: int) -> bool:
        """Whether a page that holds some texts, of `size` units, has room for more, and for what they cite."""
        if self.layout.limit is None:
            return True
        snippets = [snippet for text in (*above, *texts) for snippet in text.snippets]
        told = [number for text in (*above, *texts) for number in text.told]
        whole = size + _measure_all(texts) + self._measure_references(snippets, told) + _FRAME + self._head
        attachments = sum(len(text.attachments) for text in (*above, *texts))
        return whole <= self.layout.limit and attachments <= _ATTACHMENTS

    def _measure_references(self, snippets: Iterable[Snippet], told: Collection[int]) -> int:
        """The units of the documents cited; where no sentence is listed, what one takes is measured once."""
        if not self.layout.dialect.is_linked:
            return utf16_length(write_references(self.layout.dialect, snippets, told).words)
        cited = {snippet.document.number: snippet for snippet in snippets}
        sizes = [self._measure_reference(snippet) for number, snippet in cited.items() if number not in told]
        return sum(sizes) + max(0, len(sizes) - 1) * len("\n")

    def _measure_reference(self, snippet: Snippet) -> int:
        number = snippet.document.number
        if number not in self._references:
            self._references[number] = utf16_length(write_references(self.layout.dialect, [snippet]).words)
        return self._references[number]

    def _assemble(self, texts: list[Text]) -> Text:
        """Title where it belongs there, texts, and the documents cited in them."""
        writer = Writer(self.layout.dialect)
        writer.add(self._write_head(len(self._finished) + 1))
        for place, text in enumerate(texts):
            writer.raw(_gap(texts[place - 1], text) if place else "")
            writer.add(text)
        whole = writer.text()
        references = write_references(self.layout.dialect, whole.snippets, whole.told)
        if references.words:
            writer.raw("\n\n")
            writer.add(references)
        return writer.text()

    def _write_head(self, number: int) -> Text:
        writer = Writer(self.layout.dialect)
        if self.layout.is_headed:
            writer.strong(self._title(number), MarkRole.HEADING)
            writer.raw("\n\n")
        return writer.text()

    def _title(self, number: int) -> str:
        tail = " (continued)" if number > 1 else ""
        return shorten(tidy(self.sheet.title), _TITLE_LIMIT - len(tail) * 2, self.layout.dialect.safe) + tail

    def _page(self, text: Text, number: int, total: int) -> Page:
        parts = (f"Page {number} of {total}" if total > 1 else "", self.imprint)
        footer, title = " · ".join(part for part in parts if part), ""
        if self.layout.is_headed and footer:
            writer = Writer(self.layout.dialect)
            writer.add(text)
            writer.raw(f"\n{self.layout.dialect.aside}")
            writer.own(footer)
            text, footer = writer.text(), ""
        if not self.layout.is_headed:
            title = self.layout.dialect.safe(self._title(number))
        dialect, cited = self.layout.dialect, tuple(dict.fromkeys(text.snippets))
        return Page(title, text.words, footer, text.placed, text.marks, text.attachments, dialect, number, total, cited)


def _groups(lines: Iterable[SheetLine]) -> Iterator[list[SheetLine]]:
    """Lines with those that belong to them."""
    group: list[SheetLine] = []
    for line in lines:
        if group and not line.is_joined:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _measure_all(texts: Iterable[Text]) -> int:
    """The units of texts, and of the widest gaps between them."""
    return sum(utf16_length(text.words) + len("\n\n") for text in texts)


def _gap(above: Text, text: Text) -> str:
    """Words of documents stand apart; lists of own words close together, and so does a heading with its line."""
    if not above.words:
        return "\n"  # the blank line between two sections is there by now
    is_below_heading = bool(above.marks) and above.marks[0].role is MarkRole.HEADING
    return "\n" if is_below_heading or not text.snippets or _is_brief(text) else "\n\n"


def _is_brief(text: Text) -> bool:
    """Whether a text has a citation without the words: these stand on the page already."""
    return not text.placed and not text.attachments and any(mark.role is MarkRole.CITATION for mark in text.marks)


def _write_line(line: SheetLine, dialect: Dialect, *, with_words: bool = True) -> Text:
    """A line: own words, citation, the document's words unless they stand elsewhere; the remark stands below."""
    writer = Writer(dialect)
    if line.command:
        name, number = line.command
        writer.raw((f"</{name}:{number}>" if dialect.is_linked else f"/{name}") + (" " if line.lead else ""))
    if line.snippet or line.remark:
        writer.strong(line.lead, MarkRole.LEAD)
    else:
        writer.own(line.lead)
    writer.day(line.day)
    writer.moment(line.moment)
    if line.tells_of:
        writer.tell_of(line.tells_of)
    if line.snippet:
        writer.raw(" " if line.lead else "")
        writer.cite(line.snippet)
        for other in line.also:
            writer.raw(" ")
            writer.cite(other)
    if line.snippet and with_words:
        writer.raw(" “" if line.quoted else " ")
        writer.snippet(line.snippet, line.matches)
        writer.raw("”" if line.quoted else "")
    writer.point_at(line.pointed)
    if line.remark:
        _write_remark(writer, line)
    return writer.text()


def _write_remark(writer: Writer, line: SheetLine) -> None:
    dialect = writer.dialect
    writer.raw(f"\n{dialect.aside}")
    writer.own(line.remark, MarkRole.ASIDE)
    if line.page:
        writer.raw(f" · [{line.page_name}](<{line.page}>)" if dialect.is_linked else f" · {line.page}")


def _stand_in(line: SheetLine, snippet: Snippet, dialect: Dialect) -> Text:
    """The citation and the length of a line that no page can hold; the whole of it is attached."""
    writer = Writer(dialect)
    address = str(snippet.citation).strip("[]")
    name = f"line-{address}-{snippet.span.start}.txt"
    writer.cite(snippet)
    writer.own(f" is {len(snippet.span)} characters long: the whole of it is attached as {name}")
    sheet = Sheet("Passage", f"Line {address}", (Section((line,)),))
    writer.attach(Attachment(name, paginate(sheet, TERMINAL)[0]))
    return writer.text()
