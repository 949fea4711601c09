"""A page on a terminal: set off with rich, which is never asked to read the words as markup."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from .pages import MarkRole, Page

_STYLES = {
    MarkRole.HEADING: "bold",
    MarkRole.LEAD: "bold",
    MarkRole.CITATION: "cyan",
    MarkRole.MATCH: "bold underline",
    MarkRole.ASIDE: "dim",
}

# Control characters of a document would command the terminal; pictures of them (Unicode's own) stand in their place.
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"}
_PICTURES |= {0x7F: "\u2421"} | dict.fromkeys(range(0x80, 0xA0), "\ufffd")


def draw_page(page: Page, console: Console) -> None:
    """Print a page, its lines wrapped between words at the terminal's width."""
    text = Text(page.text.translate(_PICTURES))
    for mark in page.marks:
        text.stylize(_STYLES[mark.role], mark.at.start, mark.at.end)
    console.print(text, overflow="fold", markup=False, highlight=False, emoji=False)
