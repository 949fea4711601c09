"""Names of one word that nothing introduces and that speak all the same: *Brelco on Saturday rejected the report*.

People are introduced in the news, with a first name, a title, or *he* and *she* behind them. A lone word that speaks
without any of these is a company, or somebody whom other texts introduce: it is a name, and what bears it is left open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...domain.readings import NameKind
from ..vocabulary import SPOKEN
from .figures import Figure, Figures
from .phrase_reader import PhraseReader
from .phrases import Phrase, Shape

_BEFORE_DAYS = frozenset({"on", "last", "this", "late", "early"})


def name_lone_speakers(
    phrases: Sequence[Phrase], meant: list[Figure | None], figures: Figures, quoted: Callable[[int], bool]
) -> None:
    """Add a figure for each lone name that speaks outside quotations and is nobody's so far, where it is meant."""
    reader = figures.reader
    lone = [
        place
        for place, phrase in enumerate(phrases)
        if meant[place] is None and phrase.shape is Shape.NAME and phrase.end - phrase.start == 1
    ]
    inside = {figures.key(phrases[p]) for p in lone if not reader.opens_sentence(phrases[p].start)}
    added: dict[tuple[str, ...], Figure] = {}
    for place in lone:
        phrase = phrases[place]
        key = figures.key(phrase)
        plural = key[0].endswith("s") and key not in inside  # Punters said
        introduced = plural or reader.vocabulary.gender(key[0]) or quoted(reader.words[phrase.start].start)
        if key in added or introduced or not _speaks(phrase, reader):
            continue
        if figure := figures.add_unknown(phrase, NameKind.DESCRIBED):
            added[key] = figure
    for place in lone:
        meant[place] = added.get(figures.key(phrases[place]))


def _speaks(phrase: Phrase, reader: PhraseReader) -> bool:
    """Whether a verb of saying stands right behind a name, or behind an adverb or a day."""
    words, known = reader.words, reader.vocabulary
    between = known.function_words.adverbs | known.function_words.auxiliaries | known.calendar | _BEFORE_DAYS
    place = phrase.end
    while place < len(words) and words[place].folded in between and place - phrase.end < 4:
        place += 1
    cue = known.cues.get(words[place].folded) if place < len(words) else None
    return bool(cue and cue.classes & SPOKEN)
