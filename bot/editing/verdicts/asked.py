"""What somebody asks about when they ask whether a quotation is real: its words, its gaps, and who is said to speak."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...domain.errors import BadCommand
from ...reading.lexicon import Lexicon
from ...reading.text.words import Word, find_words
from ...reading.vocabulary import open_vocabulary
from ..asking.wordlists import asking_words
from ..material.cast import Cast, Resolved, resolve
from ..material.titles import take_off_title
from ..material.tokens import Token, read_tokens

_GAP = re.compile(r"[\[(]\s*(?:…|\.(?:\s?\.)+)\s*[\])]|\[[^\][]*\]|…|\.(?:\s?\.){2,}")
"""Where an editor left something out, or put words of their own."""
_MENDED = re.compile(r"\[([\w’']+)\](?=\w)|(?<=\w)\[([\w’']+)\]")
"""A letter that an editor changed in a word: *[w]e*."""
_QUOTED = re.compile(r"[“”„«»\"‹›](.+?)[“”„«»\"‹›]", re.DOTALL)
_SINGLY_QUOTED = re.compile(r"(?<!\w)[‘’'‚](?=\S)(.+?)(?<=\S)[’'](?!\w)", re.DOTALL)
_MARKS = frozenset('“”„«»"‹›')
_APOSTROPHES = str.maketrans(dict.fromkeys("ʼʹ`´′‛", "’"))
_INNER_APOSTROPHE = re.compile(r"(?<=\w)‘(?=\w)")
_INTRODUCES = re.compile(r":\s*\Z")


@dataclass(frozen=True, slots=True)
class Asked:
    """Words asked about.

    `tokens` are all of them, `spoken` those that no editor put in brackets, `pieces` these from gap to gap, and `gaps`
    the ellipses and brackets between the pieces. `is_marked` where there are quotation marks within, so that prose
    belongs to them.
    """

    text: str
    tokens: tuple[Token, ...]
    spoken: tuple[Token, ...]
    pieces: tuple[tuple[Token, ...], ...]
    gaps: tuple[str, ...]
    is_marked: bool

    @property
    def folded(self) -> list[str]:
        """All words, made comparable."""
        return [token.folded for token in self.tokens]

    @property
    def wordings(self) -> tuple[tuple[Token, ...], ...]:
        """What is compared: the words without those in brackets, and with them, as some papers print brackets too."""
        return (self.spoken,) if self.spoken == self.tokens else (self.spoken, self.tokens)

    def words(self, tokens: Sequence[Token]) -> str:
        """The asker's own words from the first to the last of some tokens."""
        return self.text[tokens[0].span.start : tokens[-1].span.end] if tokens else ""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A quotation that is pasted with words around it that say who spoke; `speaker` is their name, if they have one."""

    quoted: Asked
    speaker: str | None


def read_asked(words: str) -> Asked:
    """Read words as they were typed or pasted. Raises BadCommand where there is none."""
    text = _INNER_APOSTROPHE.sub("’", words.translate(_APOSTROPHES))
    text = _MENDED.sub(lambda found: found[1] or found[2], text)
    tokens = read_tokens(text)
    if not tokens:
        raise BadCommand("there is no word in it: write the words of the quotation")
    pieces, gaps = _divide(text, tokens)
    spoken = tuple(token for piece in pieces for token in piece) or tokens
    within = text[tokens[0].span.end : tokens[-1].span.start]
    return Asked(text, tokens, spoken, pieces or (tokens,), gaps, not _MARKS.isdisjoint(within))


def read_pasted(words: str, cast: Cast, lexicon: Lexicon) -> Pasted | None:
    """A quotation with its attribution (*“…,” Putin said*), where the words are one."""
    pattern = _QUOTED if _QUOTED.search(words) else _SINGLY_QUOTED
    parts = [found[1] for found in pattern.finditer(words) if read_tokens(found[1])]
    around = [part for part in pattern.sub("\n", words).splitlines() if read_tokens(part)]
    told = [_Told(part, lexicon) for part in around]
    is_sure = pattern is _QUOTED
    if not parts or not any(part.attributes(is_sure=is_sure) for part in told):
        return None
    names = [name for part in told for name in part.names()]
    known = (name for name in names if resolve_speaker(cast, name, lexicon).figures)
    return Pasted(read_asked(" ".join(parts)), next(known, next(iter(names), None)))


def resolve_speaker(cast: Cast, name: str, lexicon: Lexicon) -> Resolved:
    """Whom a name means, whether or not a title stands before it."""
    return resolve(cast.figures, take_off_title(name, cast.figures, lexicon))


def _divide(text: str, tokens: Sequence[Token]) -> tuple[tuple[tuple[Token, ...], ...], tuple[str, ...]]:
    """The pieces that have words, and the gaps between them; one before the first or after the last says nothing."""
    pieces: list[tuple[Token, ...]] = []
    gaps: list[str] = []
    found = list(_GAP.finditer(text))
    borders = [0, *(border for gap in found for border in gap.span()), len(text)]
    for place, (start, end) in enumerate(zip(borders[::2], borders[1::2], strict=True)):
        piece = tuple(token for token in tokens if start <= token.span.start < end)
        if piece and pieces:
            gaps.append(found[place - 1].group())
        if piece:
            pieces.append(piece)
    return tuple(pieces), tuple(gaps)


class _Told:
    """Words beside a quotation: whether they say that somebody spoke it, and who."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text, self._lexicon = text, lexicon
        self._words = [word for word in find_words(text) if word.spoken]
        cues = open_vocabulary(lexicon).cues
        self._cued = cues.keys()
        self._cues = [place for place, word in enumerate(self._words) if word.folded in cues]
        self._introduces = bool(_INTRODUCES.search(text))

    def attributes(self, *, is_sure: bool) -> bool:
        """Whether there is a verb of saying with a subject, or a colon at the end.

        Beside single marks, *I told him* and *she said* are spoken as well: they may be what the marks are nested in.
        """
        verbs = self._cues if is_sure else [cue for cue in self._cues if not self._has_pronoun(cue)]
        return self._introduces or bool(verbs)

    def names(self) -> Iterator[str]:
        """The names that stand as the subject of a verb of saying, or before the colon."""
        for cue in self._cues:
            yield from self._before(cue) or ([] if self._has_subject(cue) else self._behind(cue))
        if self._introduces and not self._cues:
            yield from self._before(len(self._words))

    def _before(self, cue: int) -> list[str]:
        """The nearest name before a verb; none where a pronoun is its subject."""
        return [] if self._has_pronoun(cue) else self._runs(0, cue)[-1:]

    def _has_pronoun(self, cue: int) -> bool:
        return cue > 0 and self._words[cue - 1].folded in _pronouns(self._lexicon)

    def _has_subject(self, cue: int) -> bool:
        """Whether somebody without a name is the subject of a verb: *an official told Reuters*."""
        before = self._words[cue - 1].folded if cue else ""
        return before in open_vocabulary(self._lexicon).people

    def _behind(self, cue: int) -> list[str]:
        """The names right behind a verb (*said Russian President Vladimir Putin*), up to the next preposition."""
        prepositions = self._lexicon.function_words.prepositions
        behind = (place for place in range(cue + 1, len(self._words)) if self._words[place].folded in prepositions)
        return self._runs(cue + 1, next(behind, len(self._words)))

    def _runs(self, start: int, end: int) -> list[str]:
        """Runs of words with capitals that are not words of grammar."""
        small = asking_words(self._lexicon).small
        runs: list[list[Word]] = [[]]
        for word in self._words[start:end]:
            if self._text[word.start].isupper() and word.folded not in small:
                runs[-1].append(word)
            elif runs[-1]:
                runs.append([])
        named = [run for run in runs if run and not self._is_of_country(run)]
        return [self._text[run[0].start : run[-1].end] for run in named]

    def _is_of_country(self, run: Sequence[Word]) -> bool:
        """Whether words are but the adjective of a country before what somebody is (*an Italian official*)."""
        after = self._words[self._words.index(run[-1]) + 1 :][:1]
        is_described = bool(after) and self._text[after[0].start].islower() and after[0].folded not in self._cued
        return is_described and open_vocabulary(self._lexicon).lands([word.folded for word in run]) != set()


def _pronouns(lexicon: Lexicon) -> frozenset[str]:
    words = lexicon.function_words
    return words.male | words.female | words.plural | words.neuter | words.speaking
