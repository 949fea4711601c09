"""Replies that set lines side by side: comparisons and disputes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..domain.citations import Snippet
from ..domain.comparisons import Comparison, Difference, Disputes, Matter, Stand
from .labels import agree, count, name_document, name_list, tell_copies, tidy
from .sheet import Json, Section, Sheet, SheetLine

_STRANGERS = "No two of these documents tell the same story."


def render_comparison(comparison: Comparison) -> Sheet:
    """Lay out what is said alike, what differs, and what one document alone says."""
    title = f"Comparison: {comparison.topic}" if comparison.topic else "Comparison"
    sections = (
        Section(tuple(_lines_of_groups(comparison.shared)), "Said by several"),
        Section(tuple(_lines_of_differences(comparison.differing)), "Not the same: both lines, judged by nobody"),
        *_sections_alone(comparison),
    )
    kept = tuple(section for section in sections if section.lines)
    return Sheet("Comparison", title, kept, "\n".join(_notes(comparison)))


def _lines_of_groups(groups: tuple[tuple[Snippet, ...], ...]) -> Iterator[SheetLine]:
    for number, group in enumerate(groups, start=1):
        for snippet in group:
            others = name_list([str(other.citation) for other in group if other is not snippet])
            data: dict[str, Json] = {"part": "shared", "group": number}
            yield SheetLine(snippet=snippet, remark=f"as {others}", data=data, is_joined=snippet is not group[0])


def _lines_of_differences(differences: tuple[Difference, ...]) -> Iterator[SheetLine]:
    for number, difference in enumerate(differences, start=1):
        for side in difference.sides:
            words = name_list([f"“{tidy(word)}”" for word in dict.fromkeys(side.words)])
            data: dict[str, Json] = {"part": "differing", "group": number, "subject": difference.subject}
            others = name_list([str(other.snippet.citation) for other in difference.sides if other is not side])
            lead = f"{difference.subject}: {words}"
            yield SheetLine(
                lead,
                side.snippet,
                f"differs from {others}",
                matches=side.places,
                data=data | {"words": list(side.words)},
                is_joined=side is not difference.sides[0],
            )


def _sections_alone(comparison: Comparison) -> Iterator[Section]:
    by_document: dict[int, list[Snippet]] = {}
    for snippet in comparison.alone:
        by_document.setdefault(snippet.document.number, []).append(snippet)
    for number, snippets in by_document.items():
        lines = tuple(SheetLine(snippet=snippet, data={"part": "alone"}) for snippet in snippets)
        yield Section(lines, f"Only in document {number}: {name_document(snippets[0].document)}")


def _notes(comparison: Comparison) -> Iterator[str]:
    yield from tell_copies(comparison.copies)
    compared = len(comparison.compared)
    if not (comparison.shared or comparison.differing or comparison.alone):
        yield _tell_why_empty(comparison)
    if not comparison.topic and compared < comparison.held:
        yield f"The last {count(compared, 'document')} of {comparison.held} are compared: name a topic to compare all."


def _tell_why_empty(comparison: Comparison) -> str:
    if comparison.topic and len(comparison.compared) == 1 < comparison.held:
        number = comparison.compared[0].number
        return f"Document {number} alone has lines to compare with these words: nothing stands beside them."
    if comparison.copies or len(comparison.compared) < 2:
        return "There is one origin alone: nothing stands beside it."
    return _STRANGERS


def render_disputes(disputes: Disputes) -> Sheet:
    """Lay out each matter: a line with all who take a position in it."""
    title = f"Disputes: {disputes.topic}" if disputes.topic else "Disputes, matter by matter"
    sections = (_section_of_matter(number, matter) for number, matter in enumerate(disputes.matters, start=1))
    note = "Who said what of whom; nobody is judged."
    if disputes.seen < disputes.held:
        note += f" Of {count(disputes.held, 'document')} {disputes.seen} were looked at"
        note += ", those nearest to the topic." if disputes.topic else ", the last: name a topic to look at all."
    return Sheet("Disputes", title, tuple(sections), note)


def _section_of_matter(number: int, matter: Matter) -> Section:
    by_line: dict[Snippet, list[Stand]] = {}
    for stand in matter.stands:
        by_line.setdefault(stand.snippet, []).append(stand)
    about = tidy(", ".join(matter.about)) or name_list(
        [tidy(who) for who in dict.fromkeys(s.author for s in matter.stands)]
    )
    lines = [_line_of_stands(number, snippet, stands) for snippet, stands in by_line.items()]
    joined = (replace(line, is_joined=place > 0) for place, line in enumerate(lines))
    return Section(tuple(joined), f"Matter {number}: {about}")


def _line_of_stands(number: int, snippet: Snippet, stands: list[Stand]) -> SheetLine:
    told = dict.fromkeys(agree(tidy(stand.author), stand.position.value) for stand in stands)
    data: dict[str, Json] = {
        "matter": number,
        "positions": [{"author": stand.author, "position": stand.position.value} for stand in stands],
    }
    return SheetLine(" · ".join(told), snippet, matches=tuple(stand.place for stand in stands), data=data)
