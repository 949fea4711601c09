"""Evidence: which lines a pack has, and what is told of the pack where its files are handed out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from shlex import quote

from ..domain.citations import Citation, Snippet
from ..domain.replies import Contribution, EvidencePack
from .labels import count, describe_document, tidy
from .links import link_document
from .sheet import Json, Section, Sheet, SheetLine


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A line of a pack: a document's words, and the line of the answer that shows or cites them."""

    snippet: Snippet
    line: SheetLine
    beside: Citation | None = None
    """Where the words are not shown but cited beside others that say the same: the citation of those."""


def list_exhibits(sheet: Sheet) -> Iterator[Exhibit]:
    """Every line that an answer shows or cites, in its order."""
    for line in sheet.lines:
        if line.snippet:
            yield Exhibit(line.snippet, line)
            yield from (Exhibit(other, line, line.snippet.citation) for other in line.also)


def count_exhibits(sheet: Sheet) -> tuple[Contribution, ...]:
    """The documents that an answer shows or cites, by number, each with its lines in a pack."""
    counted = Counter(exhibit.snippet.document.number for exhibit in list_exhibits(sheet))
    found = {exhibit.snippet.document.number: exhibit.snippet.document for exhibit in list_exhibits(sheet)}
    return tuple(Contribution(found[number], counted[number]) for number in sorted(found))


def render_evidence_pack(pack: EvidencePack) -> Sheet:
    """Say what is in a pack; the lines themselves stand in its files."""
    lines = tuple(_line_of_contribution(each) for each in pack.contributions)
    told = f"{count(pack.lines, 'line')} of {count(len(lines), 'document')}"
    note = (
        f"{told}. The pack is a file: on Discord it is attached, in the shell “python -m bot export "
        f"{quote(tidy(pack.asked))} --out FILE” writes it. “python -m bot recheck FILE” checks each line against the "
        "documents."
    )
    return Sheet("EvidencePack", f"Evidence: {tidy(pack.asked)}", (Section(lines),), note)


def _line_of_contribution(contribution: Contribution) -> SheetLine:
    document, lines = contribution.document, contribution.lines
    data: dict[str, Json] = {
        "number": document.number,
        "file": document.file,
        "sha256": document.sha256,
        "lines": lines,
    }
    lead = f"[{document.number}] {describe_document(document)}: {count(lines, 'line')}"
    return SheetLine(lead=lead, remark=f"sha256 {document.sha256}", data=data, page=link_document(document))
