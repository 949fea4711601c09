"""A whole edition as a Markdown file: every line with its citation, and the documents that are cited at its end.

GitHub's Markdown, as any other reader of CommonMark takes it: what `escape_for_file` writes is shown untouched there.
"""

from __future__ import annotations

import re

from ..domain.digests import Digest
from .digests import lay_out_digest
from .labels import tidy
from .markdown import escape, unescape
from .pages import Attachment, Dialect, MarkRole, Page, Text, Writer, write_references
from .sheet import Section, Sheet, SheetLine

_INDENT = re.compile(r"(?<=[\r\n])[ \t]+")
_BLANKS = {" ": "&#32;", "\t": "&#9;"}
_ENTITY = re.compile(r"(?<!\\)&#(\d+);")
_NAME = re.compile(r"[^\w]+")


def escape_for_file(words: str) -> str:
    """Words as a Markdown file shows them untouched; blanks at the start of a line would make a block of code of it."""
    return _INDENT.sub(lambda found: "".join(_BLANKS[blank] for blank in found[0]), escape(words))


def unescape_from_file(marked: str) -> str:
    """What `escape_for_file` was given: an entity cannot stand in escaped words."""
    return unescape(_ENTITY.sub(lambda found: chr(int(found[1])), marked))


FILE = Dialect(
    escape_for_file, unescape_from_file, strong="**", aside="", reference="- ", is_linked=True, is_timed=False
)


def attach_edition(digest: Digest) -> Attachment:
    """The whole edition as a file, named after it."""
    mark = digest.mark
    number = f"-{mark.ordinal}" if mark and mark.ordinal is not None else ""
    name = _NAME.sub("-", mark.name.casefold()).strip("-") if mark else ""
    return Attachment(f"{name or 'digest'}{number}.md", write_edition(digest))


def write_edition(digest: Digest) -> Page:
    """The whole edition as a page that is a Markdown file."""
    return write_sheet(lay_out_digest(digest))


def write_sheet(sheet: Sheet) -> Page:
    """A whole sheet as a page that is a Markdown file, with the documents that it cites at its end."""
    writer = Writer(FILE)
    writer.raw("# ")
    writer.own(tidy(sheet.title), MarkRole.HEADING)
    for section in sheet.sections:
        _write_section(writer, section)
    text = writer.text()
    references = write_references(FILE, text.snippets)
    if references.words:
        writer.raw("\n\n## Documents cited\n\n")
        writer.add(Text(references.words, marks=references.marks))
    writer.raw("\n")
    text = writer.text()
    return Page("", text.words, "", text.placed, text.marks, (), FILE, cited=tuple(dict.fromkeys(text.snippets)))


def _write_section(writer: Writer, section: Section) -> None:
    if section.heading:
        writer.raw("\n\n## ")
        writer.own(section.heading, MarkRole.HEADING)
    in_list = False
    for line in section.lines:
        if line.snippet:
            writer.raw("\n\n")
            _write_line(writer, line)
        else:
            writer.raw("\n- " if in_list else "\n\n- ")
            writer.own(line.lead)
            writer.point_at(line.pointed)
            if line.tells_of:
                writer.tell_of(line.tells_of)
        in_list = not line.snippet


def _write_line(writer: Writer, line: SheetLine) -> None:
    """A line of a document as a paragraph, with the remark below it."""
    writer.strong(line.lead, MarkRole.LEAD)
    writer.raw(" " if line.lead else "")
    for snippet in (line.snippet, *line.also):
        if snippet:
            writer.cite(snippet)
            writer.raw(" ")
    writer.raw("“" if line.quoted else "")
    if line.snippet:
        writer.snippet(line.snippet, line.matches)
    writer.raw("”" if line.quoted else "")
    if line.remark:
        writer.raw("\\\n")
        writer.own(line.remark, MarkRole.ASIDE)
