"""Escaping for Discord that can be undone exactly.

The library's own `escape_markdown` cannot be undone, and leaves lists and mentions alone; here every ASCII
punctuation character gets a backslash, so that no markup, mention, time, emoji or address is left to be found.
"""

from __future__ import annotations

import re
import string

_ESCAPES = str.maketrans({mark: f"\\{mark}" for mark in string.punctuation})
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|\*\*")


def escape(words: str) -> str:
    """Words as Discord shows them untouched."""
    return words.translate(_ESCAPES)


def unescape(marked: str) -> str:
    """What `escape` was given; bold marks, which escaped words cannot hold, are dropped."""
    return _ESCAPED.sub(lambda found: found[1] or "", marked)
