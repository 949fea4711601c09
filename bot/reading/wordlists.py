"""Lists of words as expressions, and the letters in which they are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

# Blanks within words that belong together: no line ends, so that no span crosses a line.
GAP = r"[ \u00a0\u202f\u2009]{1,2}"
_FORMS = {"’": "['’]", " ": GAP}
# Words letter by letter; the empty letter is where one ends.
_Letters: TypeAlias = "dict[str, _Letters]"


def any_of(words: Iterable[str]) -> str:
    """An alternative of words, the longer before the shorter; a curly apostrophe may be straight in the text.

    Words that begin alike share their beginning, so that a place in a text is tried with each letter once.
    """
    letters: _Letters = {}
    for word in sorted(words):
        place = letters
        for letter in word:
            place = place.setdefault(letter, {})
        place[""] = {}
    return _alternative(letters)


def _alternative(letters: _Letters) -> str:
    forms = [
        _FORMS.get(letter, re.escape(letter)) + _alternative(behind) for letter, behind in letters.items() if letter
    ]
    if "" in letters:
        return f"(?:{'|'.join(forms)})?" if forms else ""
    return forms[0] if len(forms) == 1 else f"(?:{'|'.join(forms)})"


def whole_words(words: Iterable[str]) -> re.Pattern[str]:
    """Any of some words, no part of longer ones, in a text of small letters."""
    return re.compile(rf"(?<![\w-])(?:{any_of(map(str.lower, words))})(?![\w-])")


def lower_in_place(text: str) -> str:
    """Small letters at the same places: a letter whose small form is longer stays as it is.

    Small letters match several times quicker than letters of either size.
    """
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
