"""Sentences and paragraphs: rules of English punctuation over the lists of ``abbreviations``.

A full stop, question or exclamation mark with a blank behind it is weighed by the word before and the word after.
Sentences inside a quotation are sentences of their own; `units` joins what must be shown together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...domain.readings import Sentence
from ...domain.spans import Span
from ..lexicon import Abbreviations, Lexicon
from .paragraphs import find_paragraphs, trim

# A mark that may end a sentence (or a run of them, or a spaced ellipsis) with the marks that close behind it.
_STOP = re.compile(r"(?P<mark>\.(?:[ \u00a0]\.){2,}+|[.!?…‽]++|[。！？｡؟।]++)[\"'”’»›)\]}」』]*+(?:\[\d{1,3}\])*+")
_WITHOUT_BLANKS = frozenset("。！？｡")
_BEFORE = re.compile(r"[^\s\"'“”‘’«»()\[\]{}—–/*_]{1,40}\Z")
_AFTER = re.compile(r"\s++(?P<opened>[\"'“‘«‹(\[{¡¿„—–•⁃*-]*+)\s*+(?P<word>[^\W_][\w.’'!-]{0,40}+)?")
_LETTERS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]\Z")
_LABEL = re.compile(r"(?P<word>[^\W\d_]+)\s+[\dIVXLC]{1,6}(?:[.-]?[\dA-Za-z]{1,3})?\Z")
_MARKER = re.compile(r"[•⁃*-]?\s*(?P<number>\d{1,3}|[a-z]|[IVX]{1,5})(?P<style>\.\)|\)|\.)\s")
# A product's name that begins small: iPhone.
_INNER_CAPITAL = re.compile(r"[a-z]{1,2}[A-Z]")
_BULLETS = " \u00a0\t•⁃*-"
# "At 5 a.m. Mr Smith": no sentence with an hour at its end is as short as that.
_FEWEST_WORDS_TO_THE_HOUR = 4


@dataclass(frozen=True, slots=True)
class _Stop:
    """A place where a sentence may end: its mark, the word before, what opens and the word behind it.

    `opening` is how the sentence so far begins, at most sixty characters of it; `bracketed` holds of ``[...]``.
    """

    mark: str
    before: str
    opened: str
    after: str
    opening: str
    bracketed: bool


def find_sentences(text: str, lexicon: Lexicon) -> tuple[tuple[Span, ...], tuple[Sentence, ...]]:
    """Find the paragraphs and the sentences of a text; both cover it but for blanks."""
    paragraphs = find_paragraphs(text)
    sentences = tuple(
        Sentence(span, number, place)
        for number, paragraph in enumerate(paragraphs, start=1)
        for place, span in enumerate(_split(text, paragraph, lexicon.abbreviations), start=1)
    )
    return paragraphs, sentences


def _split(text: str, paragraph: Span, known: Abbreviations) -> Iterator[Span]:
    start = paragraph.start
    for end in (*_find_ends(text, paragraph, known), paragraph.end):
        if span := trim(text, start, end):
            yield span
            start = end


def _find_ends(text: str, paragraph: Span, known: Abbreviations) -> list[int]:
    """Offsets at which sentences end, in order."""
    markers = _find_markers(text, paragraph)
    ends = [marker.start for marker in markers[1:]]
    start = paragraph.start
    for match in _STOP.finditer(text, paragraph.start, paragraph.end):
        if any(marker.start <= match.start() < marker.end for marker in markers):
            continue
        stop = _look_around(text, match, paragraph, start)
        if stop and _ends_sentence(stop, known):
            start = match.end()
            ends.append(start)
    return sorted(ends) if len(markers) > 1 else ends


def _find_markers(text: str, paragraph: Span) -> list[Span]:
    """The markers of a list inside one paragraph (``1. One 2. Two``); at least that at its start, if there is one."""
    first = _MARKER.match(text, paragraph.start, paragraph.end)
    if not first:
        return []
    markers, number, style = [Span(first.start(), first.end())], first["number"], first["style"]
    while number.isdecimal() or len(number) == 1:
        number = str(int(number) + 1) if number.isdecimal() else chr(ord(number) + 1)
        place = text.find(f"{number}{style} ", markers[-1].end, paragraph.end)
        behind = place + len(number) + len(style) + 1
        if place < 0 or text[place - 1] not in _BULLETS or not text[behind : behind + 1].isupper():
            break
        while text[place - 1] in _BULLETS:
            place -= 1
        markers.append(Span(place, behind))
    return markers


def _look_around(text: str, match: re.Match[str], paragraph: Span, start: int) -> _Stop | None:
    """What stands around a mark; None where no blank follows, so that no sentence can end."""
    after = _AFTER.match(text, match.end(), paragraph.end)
    if not after and match["mark"][0] not in _WITHOUT_BLANKS:
        return None
    before = _BEFORE.search(text, max(start, match.start() - 40), match.start())
    return _Stop(
        mark=match["mark"],
        before=before.group() if before else "",
        opened=after["opened"] if after else "",
        after=after["word"] or "" if after else "",
        opening=text[start : min(match.start(), start + 60)].strip(),
        bracketed=text[match.start() - 1 : match.start()] == "[",
    )


def _ends_sentence(stop: _Stop, known: Abbreviations) -> bool:
    if stop.after[:1].islower() and not _INNER_CAPITAL.match(stop.after):
        return False
    if stop.mark == ".":
        return _full_stop_ends(stop, known)
    if set(stop.mark) <= set(".… \u00a0"):
        plain = not stop.bracketed and not re.match(r"I\b", stop.after)
        return plain or len(stop.mark.replace(" ", "")) > 3
    return stop.before + stop.mark not in known.marked_names or stop.after in known.starters


def _full_stop_ends(stop: _Stop, known: Abbreviations) -> bool:
    """Whether one full stop ends a sentence, by the abbreviation it may belong to; a capital or no letter follows."""
    word, small = stop.before, stop.before.casefold()
    opens = stop.after in known.starters
    if small in known.inside or (small in known.before_number and _is_number(stop.after)):
        return False
    if word in known.either or _stands_before_name(word, known):
        return opens and word in known.either
    if word in known.calendar:
        return not stop.after[:1].isdigit() and stop.after.rstrip(".") not in known.calendar
    if word in known.clock:
        return _hour_ends(stop, known)
    if _LETTERS.match(word):
        return _letters_end(stop, opens=opens)
    return not _is_label(stop.opening, known)


def _stands_before_name(word: str, known: Abbreviations) -> bool:
    """Whether a title is shortened here, in capitals too: Mr., SEN."""
    return word in known.before_name or (len(word) > 1 and word.isupper() and word.capitalize() in known.before_name)


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or (word.isupper() and set(word) <= set("IVXLC"))


def _hour_ends(stop: _Stop, known: Abbreviations) -> bool:
    if "(" in stop.opened or stop.after.rstrip(".") in known.after_clock:
        return False
    return len(stop.opening.split()) >= _FEWEST_WORDS_TO_THE_HOUR


def _letters_end(stop: _Stop, *, opens: bool) -> bool:
    """Initials and U.S. end a sentence before a word that opens one; the pronoun I after a small word always."""
    if stop.before == "I" and re.search(r"\b[a-z]+\s+I\Z", stop.opening):
        return True
    return opens and "(" not in stop.opened


def _is_label(opening: str, known: Abbreviations) -> bool:
    label = _LABEL.match(opening)
    return label is not None and label["word"].capitalize() in known.labels
