"""How long a text is where it is sent."""

from __future__ import annotations


def utf16_length(text: str) -> int:
    """The length as Discord may count it: in units of UTF-16, of which an emoji has two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
