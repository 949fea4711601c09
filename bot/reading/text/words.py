"""The words of a text with their places, found once and shared by everything that reads; and their stems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from ...domain.spans import Span

# Marks for vowels and accents belong to the letter before them (Latin, Cyrillic; Hebrew, Arabic; Indic, Thai).
_ACCENT = (
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u064b-\u065f\u0670"
    r"\u0900-\u0903\u093a-\u094f\u0e31-\u0e4e\u200c]"
)
_LETTER = rf"(?:[^\W_]|{_ACCENT})"
_CLITIC = r"['’](?:s|d|ll|re|ve|m)(?![^\W_])"
_TOKEN = re.compile(
    rf"""
    (?P<link>(?:https?://|www\.)[^\s<>"“”]++)
  | (?P<number>\d++(?:[.,:/]\d++)*+{_LETTER}*+(?:-{_LETTER}++)*+)
  | (?P<letters>(?:[^\W\d_]\.){{2,}}+(?:[^\W\d_](?![^\W_]))?+)
  | (?P<word>{_LETTER}++(?:(?!{_CLITIC})['’‑-]{_LETTER}++|&{_LETTER}++)*+)
  | (?P<clitic>{_CLITIC})
  | (?P<mark>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Letters that have no decomposition of their own.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ı": "i",
        "ħ": "h",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
        "’": "'",
        "‑": "-",
    }
)
_UNSPOKEN = frozenset({"mark", "clitic"})
# Initials that would be taken for a common word once their full stops or capitals are gone keep them.
_LIKE_WORDS = {"US": "u.s", "U.S": "u.s", "U.S.": "u.s", "IT": "i.t", "WHO": "w.h.o"}


class Word(NamedTuple):
    """A token: its place, its letters folded, and its kind.

    `kind` is ``word``, ``number``, ``letters`` (U.S.), ``link``, ``clitic`` (Putin’s ’s) or ``mark`` (a sign).
    """

    start: int
    end: int
    folded: str
    kind: str

    @property
    def span(self) -> Span:
        """The place as a span."""
        return Span(self.start, self.end)

    @property
    def spoken(self) -> bool:
        """Whether it is a word or a number, and no sign between them."""
        return self.kind not in _UNSPOKEN


def fold(words: str) -> str:
    """Letters without case, accents or curls: two spellings of one name fold alike."""
    folded = words.casefold()
    if folded.isascii():
        return folded
    folded = folded.translate(_PLAIN)
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))


def find_words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """Every token of a text or of a stretch of it, in order; only blanks lie between them."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return tuple(Word(m.start(), m.end(), fold(m.group()), m.lastgroup or "mark") for m in found)


def stem(word: str) -> str:
    """Stem one word (Snowball's English); a type or number (*S-300*) loses its plural alone."""
    if word in _LIKE_WORDS:
        return _LIKE_WORDS[word]
    folded = fold(word)
    if not folded.isalpha() and any(c.isdigit() for c in folded):
        return folded.removesuffix("s")
    return str(_stemmer().stemWord(folded.replace(".", "")))


def stems(text: str) -> list[str]:
    """Stem a text's words in order, for an index: signs and clitics are left out.

    A hyphenated word gives its parts (*Russia-Iran*, *al-Sistani*, *20-year*), unless letters come before a
    number or stand alone (*S-300*, *e-mail*): those make one word together.
    """
    spoken = (found[0] for found in _TOKEN.finditer(text) if found.lastgroup not in _UNSPOKEN)
    return [stem(part) for word in spoken for part in _parts(word)]


def _parts(word: str) -> Sequence[str]:
    if "-" not in word and "‑" not in word:
        return (word,)
    parts = [part for part in re.split(r"[-‑]", word) if part]
    if len(parts) > 1 and not word[0].isdigit() and any(len(part) == 1 or part[0].isdigit() for part in parts):
        return (word,)
    return parts


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")
