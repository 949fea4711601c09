"""Dialogue that dashes introduce, as in *— Will you pay? she asked.* and *— Tomorrow, said Reed.* behind it.

Each paragraph of it is somebody's turn, and nothing marks where the words end: that is told by the verb of saying
behind a comma or a question mark. Lists open their lines with a dash as well, so a run of such paragraphs is dialogue
only where somebody there is told to say *I*, *we* or *you*, or to ask; and what nobody is told to say in it is only
where two are told to speak. Words in quotation marks are left as these have them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...domain.spans import Span
from ..lexicon import Lexicon
from ..text.quotations import DEEPEST, Quotation
from ..text.words import Word, find_words
from ..vocabulary import SPOKEN, CueClass, Vocabulary, open_vocabulary
from .turns import ADDRESSING

_DASHES = "—–―"
_PARTING = frozenset({",", "?", "!", "…"})
_LONGEST_SUBJECT = 4
_VOICED = SPOKEN | {CueClass.MANNER}


@dataclass(frozen=True, slots=True)
class _Turn:
    """A paragraph behind a dash: the pieces of it that are spoken.

    `told` is whether a verb of saying tells by whom, `talks` whether that shows it to be dialogue.
    """

    paragraph: int
    pieces: tuple[Span, ...]
    told: bool
    talks: bool


def add_dialogue(
    text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation], lexicon: Lexicon
) -> tuple[Quotation, ...]:
    """Add what is spoken behind dashes to the quotations that have marks; those within it are nested in it."""
    spoken = list(_find(text, paragraphs, [each.marks for each in quotations], open_vocabulary(lexicon)))
    if not spoken:
        return tuple(quotations)
    inner = [_deeper(each) if _holds(spoken, each) else each for each in quotations]
    found = [*spoken, *(each for each in inner if each.depth <= DEEPEST)]
    return tuple(sorted(found, key=lambda each: (each.marks.start, -each.marks.end)))


def _holds(spoken: Sequence[Quotation], quotation: Quotation) -> bool:
    return any(each.marks.contains(quotation.marks) for each in spoken)


def _deeper(quotation: Quotation) -> Quotation:
    return Quotation(quotation.span, quotation.marks, quotation.depth + 1, quotation.paragraph)


def _find(text: str, paragraphs: Sequence[Span], marked: Sequence[Span], known: Vocabulary) -> Iterator[Quotation]:
    """The spoken pieces of every run of paragraphs that is dialogue."""
    run: list[_Turn] = []
    for number, paragraph in enumerate((*paragraphs, None), start=1):
        if paragraph and text[paragraph.start] in _DASHES:
            run.append(_read(text, paragraph, number, marked, known))
            continue
        if any(turn.talks for turn in run):
            two = sum(turn.told for turn in run) > 1
            yield from (each for turn in run if turn.told or two for each in _quotations(text, turn))
        run = []


def _quotations(text: str, turn: _Turn) -> Iterator[Quotation]:
    for piece in turn.pieces:
        start = _behind_dash(text, piece)
        yield Quotation(Span(start, piece.end), piece, 0, turn.paragraph, dashed=True)


def _behind_dash(text: str, piece: Span) -> int:
    return next(
        (at for at in range(piece.start, piece.end) if text[at] not in _DASHES and not text[at].isspace()), piece.end
    )


def _read(text: str, paragraph: Span, number: int, marked: Sequence[Span], known: Vocabulary) -> _Turn:
    """Part a paragraph into what is spoken and the verb of saying; all of it is spoken where none is told."""
    here = [marks for marks in marked if paragraph.contains(marks)]
    if any(marks.start == _behind_dash(text, paragraph) for marks in here):
        return _Turn(number, (), told=False, talks=False)
    words = find_words(text, paragraph.start, paragraph.end)
    signs = [at for at, word in enumerate(words) if not word.spoken and not _is_within(word, here)]
    place = next((at for at in signs if words[at].folded in _PARTING and _says(words, at + 1, known)), None)
    if place is None:
        return _Turn(number, (paragraph,) if len(words) > 1 else (), told=False, talks=False)
    ends = words[place].start if words[place].folded == "," else words[place].end
    first, talks = Span(paragraph.start, ends), _talks(words[:place], words[place])
    behind = next((at for at in signs if at > place and words[at].folded in {",", "."}), len(words))
    rest = (Span(words[behind + 1].start, paragraph.end),) if _goes_on(words[behind:]) else ()
    return _Turn(number, (first, *rest), told=True, talks=talks)


def _goes_on(words: Sequence[Word]) -> bool:
    """Whether somebody speaks on behind the sign after who spoke: *Reed said, but not today*, *Reed said. I promise*.

    What else stands there tells of them: *said Reed, who runs the ferry*, *said Reed. He left*.
    """
    if len(words) < 2 or words[0].folded == ",":
        return len(words) > 1 and words[1].folded == "but"
    return any(word.folded in ADDRESSING for word in words)


def _is_within(word: Word, marked: Sequence[Span]) -> bool:
    return any(marks.start <= word.start < marks.end for marks in marked)


def _talks(words: Sequence[Word], sign: Word) -> bool:
    return sign.folded == "?" or any(word.folded in ADDRESSING for word in words)


def _says(words: Sequence[Word], place: int, known: Vocabulary) -> bool:
    """Whether *said Reed*, *she said* or *the mayor said* stands at a place."""
    if place >= len(words):
        return False
    if _is_verb(words[place], known):
        return place + 1 < len(words) and words[place + 1].spoken
    for at in range(place, min(place + 1 + _LONGEST_SUBJECT, len(words))):
        if not words[at].spoken:
            return False
        if _is_verb(words[at], known):
            return at + 1 == len(words) or words[at + 1].folded in {".", ",", *known.function_words.prepositions}
    return False


def _is_verb(word: Word, known: Vocabulary) -> bool:
    """Whether a word is a verb of saying in the past or the present; *I ask* and *they say* have its base."""
    cue = known.cues.get(word.folded)
    return cue is not None and bool(cue.classes & _VOICED) and not word.folded.endswith("ing")
