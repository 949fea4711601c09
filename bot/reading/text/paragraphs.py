"""Where the paragraphs of a text stand, whether its lines are whole paragraphs or were wrapped at a column."""

from __future__ import annotations

import re
from itertools import pairwise

from ...domain.spans import Span

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]++")
# A heading, a list item or a rule of Markdown; an item that could also be a number or a dash inside a sentence.
_ITEM = re.compile(r"#{1,6}\s|[-*+•‣◦⁃]\s|={3,}|-{3,}|\*{3,}|\|")
_DOUBTFUL_ITEM = re.compile(r"[–—]\s|\(?(?:\d{1,3}|[a-z])[.)]\s")
_HEADING = re.compile(r"#{1,6}\s")
# No newspaper, wire or mail program wraps at more columns than this.
_WIDEST = 110
_NARROWEST = 40
# How much shorter than the widest line a wrapped line may be though the next word would still have fitted.
_SLACK = 4
# With these a paragraph can end before an indented line; otherwise an item of a list goes on there.
_CLOSED = ".:;!?”’\"')]"
# What is longer is no line of prose; so the time stays linear.
_LONGEST_QUOTED = 3000
_WRAPPED_SHARE = 0.7


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """Spans of the paragraphs without blanks around them; together they hold all that is not blank.

    A blank line always parts paragraphs. Whether a line break does is decided for the whole text: where lines
    are filled up to one width, they were wrapped and belong together; otherwise a line is a paragraph, unless a
    sentence within quotation marks goes on in the next.
    """
    blocks = _find_blocks(text)
    width = _wrap_width(text, blocks)
    if not width:
        return tuple(span for block in blocks for span in _join_quoted(text, block))
    return tuple(span for block in blocks for span in _join_wrapped(text, block, width))


def _find_blocks(text: str) -> list[list[Span]]:
    """Lines that are not blank, in runs without a blank line between them."""
    blocks: list[list[Span]] = []
    end = 0
    for match in _LINE.finditer(text):
        if not (line := trim(text, match.start(), match.end())):
            continue
        if not blocks or _blank_line_between(text, end, line.start):
            blocks.append([])
        blocks[-1].append(line)
        end = line.end
    return blocks


def trim(text: str, start: int, end: int) -> Span | None:
    """The stretch without the blanks around it; None where it is all blank."""
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    if left == len(words):
        return None
    return Span(start + left, start + len(words.rstrip()))


def _blank_line_between(text: str, end: int, start: int) -> bool:
    gap = text[end:start].replace("\r\n", "\n")
    return sum(c in "\n\r\v\f\x85\u2028\u2029" for c in gap) > 1


def _wrap_width(text: str, blocks: list[list[Span]]) -> int:
    """The column at which the lines were wrapped, or 0 where they were not."""
    pairs = [pair for block in blocks for pair in pairwise(block)]
    if not pairs:
        return 0
    width = max(len(line) for line, _ in pairs)
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    full = sum(_is_full(text, line, after, width) for line, after in pairs)
    return width if full >= _WRAPPED_SHARE * len(pairs) and full > 1 else 0


def _is_full(text: str, line: Span, after: Span, width: int) -> bool:
    """Whether the first word of the line after would not have fitted any more."""
    word = text[after.start : min(after.end, after.start + max(1, width))].split(None, 1)[0]
    return len(line) + 1 + len(word) > width - _SLACK


def _join_quoted(text: str, block: list[Span]) -> list[Span]:
    """Lines that are paragraphs, those in which a quoted sentence breaks off together with what it goes on in."""
    joined = [block[0]]
    for after in block[1:]:
        if _breaks_off(text, joined[-1]) and text[after.start].islower():
            joined[-1] = joined[-1].hull(after)
        else:
            joined.append(after)
    return joined


def _breaks_off(text: str, line: Span) -> bool:
    """Whether a line ends within a sentence, and in quotation marks that are open."""
    if len(line) > _LONGEST_QUOTED or not (text[line.end - 1].isalnum() or text[line.end - 1] == ","):
        return False
    words = line.of(text)
    return words.count('"') % 2 == 1 or words.count("“") > words.count("”")


def _join_wrapped(text: str, block: list[Span], width: int) -> list[Span]:
    joined = [block[0]]
    for line, after in pairwise(block):
        if _breaks(text, line, after, width):
            joined.append(after)
        else:
            joined[-1] = joined[-1].hull(after)
    return joined


def _breaks(text: str, line: Span, after: Span, width: int) -> bool:
    """Whether a paragraph ends with a line of wrapped text: the line is short, or an item or heading follows it."""
    if _ITEM.match(text, after.start, after.end) or _HEADING.match(text, line.start, line.end):
        return True
    if _DOUBTFUL_ITEM.match(text, after.start, after.end) and text[line.end - 1] in ".:;!?":
        return True
    indented = after.start - _line_start(text, after.start) > line.start - _line_start(text, line.start) + 1
    indented = indented and text[line.end - 1] in _CLOSED
    return indented or not _is_full(text, line, after, width - 8)


def _line_start(text: str, offset: int) -> int:
    """Where the blanks before an offset begin, or the line."""
    while offset and text[offset - 1] in " \t\u3000":
        offset -= 1
    return offset
