"""Pages: text ready to be sent, that knows where on it a document's words stand, and the check before sending."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from ..domain.citations import Snippet
from ..domain.documents import Document
from ..domain.errors import NotVerbatim
from ..domain.spans import Span
from .labels import describe_document
from .links import link_document, link_sentence
from .markdown import escape, unescape


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a face writes: `safe` makes words plain text there, and `undo` takes that back.

    `strong` stands around a heading or a match, `aside` before a remark, `reference` before a document cited.
    Where it `is_timed`, a day can be shown as each reader's own calendar has it.
    """

    safe: Callable[[str], str]
    undo: Callable[[str], str]
    strong: str
    aside: str
    reference: str
    is_linked: bool
    is_timed: bool


PLAIN = Dialect(safe=str, undo=str, strong="", aside="    ", reference="", is_linked=False, is_timed=False)
MARKDOWN = Dialect(safe=escape, undo=unescape, strong="**", aside="-# ", reference="-# ", is_linked=True, is_timed=True)


class MarkRole(StrEnum):
    """What a stretch of a page is, for a face that can set it off."""

    HEADING = "heading"
    LEAD = "lead"
    CITATION = "citation"
    MATCH = "match"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a page's text and its role."""

    at: Span
    role: MarkRole


@dataclass(frozen=True, slots=True)
class Placed:
    """Where on a page a snippet's words stand, escaped as the page is."""

    at: Span
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of a page, with what stands where in it. Positions are `str` indices into `words`."""

    words: str = ""
    placed: tuple[Placed, ...] = ()
    marks: tuple[Mark, ...] = ()
    snippets: tuple[Snippet, ...] = ()
    """The snippets that it cites, whether it shows or attaches them or only names their citations."""

    attachments: tuple[Attachment, ...] = ()
    told: tuple[int, ...] = ()
    """The numbers of documents whose title, outlet, date and address it gives."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is sent at once: `title` and `footer` are empty where the layout has them within the text.

    Positions in `placed` and `marks` are `str` indices into `text`; `number` counts from 1. `cited` are the snippets
    whose citations stand on the page, in their order: those shown, those attached, and those that say the same.
    """

    title: str
    text: str
    footer: str
    placed: tuple[Placed, ...]
    marks: tuple[Mark, ...]
    attachments: tuple[Attachment, ...]
    dialect: Dialect
    number: int = 1
    total: int = 1
    cited: tuple[Snippet, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a page: a line that is too long for it as plain text, or a whole edition."""

    name: str
    page: Page


class Writer:
    """Puts a text together, and keeps account of what stands where."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self._parts: list[str] = []
        self._length = 0
        self._placed: list[Placed] = []
        self._marks: list[Mark] = []
        self._snippets: list[Snippet] = []
        self._attachments: list[Attachment] = []
        self._told: list[int] = []

    def raw(self, words: str, role: MarkRole | None = None) -> None:
        """Add text that is already in the dialect."""
        if role and words:
            self._marks.append(Mark(Span(self._length, self._length + len(words)), role))
        self._parts.append(words)
        self._length += len(words)

    def own(self, words: str, role: MarkRole | None = None) -> None:
        """Add words of the program's, or a label."""
        self.raw(self.dialect.safe(words), role)

    def strong(self, words: str, role: MarkRole) -> None:
        """Add own words that are set off: a heading, or what a line is about."""
        if words:
            self.raw(f"{self.dialect.strong}{self.dialect.safe(words)}{self.dialect.strong}", role)

    def day(self, day: date | None) -> None:
        """Add a day, if any, as each reader's calendar shows it; noon in UTC is the same day nearly everywhere."""
        if day and self.dialect.is_timed:
            noon = datetime.combine(day, time(12), UTC)
            self.raw(f" <t:{int(noon.timestamp())}:D>")

    def moment(self, moment: datetime | None) -> None:
        """Add an instant, if any, as each reader's clock shows it."""
        if moment and self.dialect.is_timed:
            self.raw(f" <t:{int(moment.timestamp())}:f>")

    def cite(self, snippet: Snippet) -> None:
        """Add a snippet's citation, with the link to its sentence where the dialect has links."""
        shown = self.dialect.safe(str(snippet.citation))
        link = link_sentence(snippet) if self.dialect.is_linked else None
        self.raw(f"[{shown}](<{link}>)" if link else shown, MarkRole.CITATION)
        self.point_at([snippet])

    def point_at(self, snippets: Iterable[Snippet]) -> None:
        """Note that the citations of snippets were written."""
        self._snippets += snippets

    def snippet(self, snippet: Snippet, matches: Iterable[Span] = ()) -> None:
        """Add a document's words, those of the matches set off."""
        start, text = self._length, snippet.document.text
        place = snippet.span.start
        for match in _within(snippet.span, matches):
            self.own(text[place : match.start])
            self.raw(self.dialect.strong)
            self.own(match.of(text), MarkRole.MATCH)
            self.raw(self.dialect.strong)
            place = match.end
        self.own(text[place : snippet.span.end])
        self._placed.append(Placed(Span(start, self._length), snippet))

    def attach(self, attachment: Attachment) -> None:
        """Add a file to what is sent."""
        self._attachments.append(attachment)

    def tell_of(self, document: Document) -> None:
        """Note that what was written gives a document's title, outlet and date; add its address."""
        if self.dialect.is_linked:
            if link := link_document(document):
                self.raw(f" · [page](<{link}>)")
            self._told.append(document.number)

    def add(self, text: Text) -> None:
        """Add a finished text."""
        self._placed += [Placed(_shift(placed.at, self._length), placed.snippet) for placed in text.placed]
        self._marks += [Mark(_shift(mark.at, self._length), mark.role) for mark in text.marks]
        self._snippets += text.snippets
        self._attachments += text.attachments
        self._told += text.told
        self.raw(text.words)

    def text(self) -> Text:
        """All that was added."""
        words = "".join(self._parts)
        marks, snippets = tuple(self._marks), tuple(self._snippets)
        return Text(words, tuple(self._placed), marks, snippets, tuple(self._attachments), tuple(self._told))


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _within(whole: Span, matches: Iterable[Span]) -> Iterable[Span]:
    """The matches that lie in the whole, in order, without overlaps and empty ones."""
    end = whole.start
    for match in sorted(matches):
        if len(match) and match.start >= end and whole.contains(match):
            yield match
            end = match.end


def write_references(dialect: Dialect, snippets: Iterable[Snippet], told: Iterable[int] = ()) -> Text:
    """Title, outlet, date and link of each document that the snippets cite, but for those that are told of already.

    Empty where there are none.
    """
    writer = Writer(dialect)
    by_number: dict[int, list[Snippet]] = {}
    for snippet in snippets:
        by_number.setdefault(snippet.document.number, []).append(snippet)
    for number in told:
        by_number.pop(number, None)
    for place, (number, cited) in enumerate(sorted(by_number.items())):
        document = cited[0].document
        writer.raw(f"\n{dialect.reference}" if place else dialect.reference)
        writer.own(f"[{number}] {describe_document(document)}", MarkRole.ASIDE)
        if dialect.is_linked and (link := link_document(document)):
            writer.raw(f" · [page](<{link}>)")
        if not dialect.is_linked:
            _write_links(writer, cited)
    return writer.text()


def _write_links(writer: Writer, snippets: Iterable[Snippet]) -> None:
    """A line a sentence with its address, in the order of the text."""
    links = {(snippet.citation, link_sentence(snippet)): None for snippet in snippets}
    for citation, link in sorted(links, key=lambda pair: pair[0]):
        if link:
            writer.own(f"\n{writer.dialect.aside}{citation} {link}", MarkRole.ASIDE)


def check_page(page: Page) -> None:
    """The last step before sending: every snippet on the page, unescaped, is its document's own words.

    Raises NotVerbatim. Attached pages are checked as well.
    """
    for placed in page.placed:
        if page.dialect.undo(placed.at.of(page.text)) != placed.snippet.text:
            span, number = placed.snippet.span, placed.snippet.document.number
            raise NotVerbatim(f"document {number}, {span.start}:{span.end} is not shown as it is stored")
    for attachment in page.attachments:
        check_page(attachment.page)
