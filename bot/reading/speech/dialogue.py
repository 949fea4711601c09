"""Dialogue that dashes introduce, as in *— Will you pay? she asked.* and *— Tomorrow, said Reed.* behind it.

Each paragraph of it is somebody's turn, and nothing marks where the words end: that is told by the verb of saying
behind a comma or a question mark. Lists open their lines with a dash as well, so a run of such paragraphs is dialogue
only where somebody there is told to say *I*, *we* or *you*, or to ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...domain.spans import Span
from ..lexicon import Lexicon
from ..text.quotations import Quotation
from ..text.words import Word, find_words
from ..vocabulary import SPOKEN, CueClass, Vocabulary, open_vocabulary

_DASHES = "—–―"
_PARTING = frozenset({",", "?", "!", "…"})
_ADDRESSING = frozenset({"i", "we", "you", "my", "our", "your", "me", "us"})
_LONGEST_SUBJECT = 4
_VOICED = SPOKEN | {CueClass.MANNER}
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class _Turn:
    """A paragraph behind a dash: the pieces of it that are spoken, and whether it shows that it is dialogue."""

    paragraph: int
    pieces: tuple[Span, ...]
    talks: bool


def add_dialogue(
    text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation], lexicon: Lexicon
) -> tuple[Quotation, ...]:
    """Add what is spoken behind dashes to the quotations that have marks; those within it are nested in it."""
    spoken = list(_find(text, paragraphs, open_vocabulary(lexicon)))
    if not spoken:
        return tuple(quotations)
    inner = [_deeper(each) if _holds(spoken, each) else each for each in quotations]
    found = [*spoken, *(each for each in inner if each.depth <= _DEEPEST)]
    return tuple(sorted(found, key=lambda each: (each.marks.start, -each.marks.end)))


def _holds(spoken: Sequence[Quotation], quotation: Quotation) -> bool:
    return any(each.marks.contains(quotation.marks) for each in spoken)


def _deeper(quotation: Quotation) -> Quotation:
    return Quotation(quotation.span, quotation.marks, quotation.depth + 1, quotation.paragraph)


def _find(text: str, paragraphs: Sequence[Span], known: Vocabulary) -> Iterator[Quotation]:
    """The spoken pieces of every run of paragraphs that is dialogue."""
    run: list[_Turn] = []
    for number, paragraph in enumerate((*paragraphs, None), start=1):
        if paragraph and text[paragraph.start] in _DASHES:
            run.append(_read(text, paragraph, number, known))
            continue
        if any(turn.talks for turn in run):
            yield from (each for turn in run for each in _quotations(text, turn))
        run = []


def _quotations(text: str, turn: _Turn) -> Iterator[Quotation]:
    for piece in turn.pieces:
        start = piece.start
        while text[start] in _DASHES or text[start].isspace():
            start += 1
        yield Quotation(Span(start, piece.end), piece, 0, turn.paragraph, dashed=True)


def _read(text: str, paragraph: Span, number: int, known: Vocabulary) -> _Turn:
    """Part a paragraph into what is spoken and the verb of saying; all of it is spoken where none is told."""
    words = find_words(text, paragraph.start, paragraph.end)
    spoken = (at for at in range(1, len(words)) if words[at].folded in _PARTING and _says(words, at + 1, known))
    place = next(spoken, None)
    if place is None:
        return _Turn(number, (paragraph,) if len(words) > 1 else (), talks=False)
    ends = words[place].start if words[place].folded == "," else words[place].end
    first, talks = Span(paragraph.start, ends), _talks(words[:place], words[place])
    behind = next((at for at in range(place + 1, len(words)) if words[at].folded in {",", "."}), len(words))
    rest = (Span(words[behind + 1].start, paragraph.end),) if behind + 1 < len(words) else ()
    return _Turn(number, (first, *rest), talks)


def _talks(words: Sequence[Word], sign: Word) -> bool:
    return sign.folded == "?" or any(word.folded in _ADDRESSING for word in words)


def _says(words: Sequence[Word], place: int, known: Vocabulary) -> bool:
    """Whether *said Reed*, *she said* or *the mayor said* stands at a place."""
    if place >= len(words):
        return False
    if _is_verb(words[place], known):
        return place + 1 < len(words) and words[place + 1].spoken
    for at in range(place + 1, min(place + 1 + _LONGEST_SUBJECT, len(words))):
        if not words[at].spoken:
            return False
        if _is_verb(words[at], known):
            return at + 1 == len(words) or words[at + 1].folded in {".", ",", *known.function_words.prepositions}
    return False


def _is_verb(word: Word, known: Vocabulary) -> bool:
    """Whether a word is a verb of saying in the past or the present; *I ask* and *they say* have its base."""
    cue = known.cues.get(word.folded)
    return cue is not None and bool(cue.classes & _VOICED) and not word.folded.endswith("ing")
