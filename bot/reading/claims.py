"""Statements reported without quotation marks: what is said, by whom, and how they take it.

Verbs of saying give the clause behind (or before) them; denials and accusations are the whole clause of their verb.
A clause with a partial quotation in it is a claim as well; what stands in quotation marks alone is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..domain.readings import Claim, NameKind, Sentence, Stance
from .cast import Cast, Mention
from .clauses import Clauses
from .frames import Frame, Frames
from .lexicon import Lexicon
from .quotations import Quotation
from .relays import find_relay
from .sayings import Saying, Sayings
from .stances import Stances
from .vocabulary import CueClass, Vocabulary, open_vocabulary
from .words import Word

# A sentence of more words is no news prose: a table, or a text made to be slow.
_LONGEST_FRAME = 400
_WITHHOLDING = frozenset(
    {"declined", "declines", "refused", "refuses", "failed", "fails", "unable", "reluctant", "yet"}
)
_PASSED_ON = frozenset({"seen", "obtained", "reviewed", "cited", "read", "quoted", "leaked", "shared", "viewed"})
_MAKERS = frozenset({NameKind.ORGANISATION, NameKind.OUTLET, NameKind.PERSON})
_FIRST_PERSON = frozenset({"i", "we", "you", "me", "us"})


def find_claims(
    text: str,
    words: Sequence[Word],
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    cast: Cast,
    lexicon: Lexicon,
) -> tuple[Claim, ...]:
    """Find the reported statements of a text, in order; they may overlap (a denial and what it denies)."""
    vocabulary = open_vocabulary(lexicon)
    found: set[Claim] = set()
    for frame in Frames(text, words, sentences, quotations, cast).of_text():
        if len(frame.items) > _LONGEST_FRAME:
            continue
        found.update(_FrameReader(frame, text, cast, vocabulary, lexicon).read())
    return tuple(sorted(found, key=lambda claim: (claim.span, claim.author)))


@dataclass(slots=True)
class _FrameReader:
    """Reads the claims of one frame."""

    frame: Frame
    text: str
    cast: Cast
    vocabulary: Vocabulary
    lexicon: Lexicon

    def read(self) -> Iterator[Claim]:
        """Read every claim of the frame."""
        before: Saying | None = None
        sayings = Sayings(self.frame, self.text, self.cast, self.vocabulary)
        clauses = Clauses(self.frame, self.text, self.cast, sayings, self.vocabulary)
        stances = Stances(self.vocabulary, self.cast)
        for place in range(len(self.frame.items)):
            yield from self._by_phrase(place, clauses, stances)
            saying = sayings.saying_at(place) if self._is_said(sayings, place) else None
            if saying:
                if saying.borrowed and before:
                    saying = replace(saying, speakers=before.speakers)
                yield from self._by_saying(saying, clauses, stances)
                before = saying if saying.speakers else before
            yield from self._by_noun(place, clauses, stances)

    def _is_said(self, sayings: Sayings, place: int) -> bool:
        """Whether a verb of saying stands here, and no noun (reports by AFP)."""
        after = self.frame.items[place + 1].folded if place + 1 < len(self.frame.items) else ""
        if sayings.cue_at(place) is None or (after in {"by", "from"} and self._may_be_noun(place)):
            return False
        before = [item.folded for item in self.frame.items[max(0, place - 4) : place]]
        return not self._is_withheld(before)

    def _is_withheld(self, before: list[str]) -> bool:
        """Whether it is not said: *did not confirm*, *declined to say*."""
        if before[-1:] == ["to"]:
            return bool(_WITHHOLDING & set(before))
        return bool({"not", "never", "didn't", "didn’t", "doesn't", "hasn't", "haven't", "won't"} & set(before[-2:]))

    def _may_be_noun(self, place: int) -> bool:
        return self.frame.items[place].folded in self.vocabulary.claim_nouns

    def _by_saying(self, saying: Saying, clauses: Clauses, stances: Stances) -> Iterator[Claim]:
        author = self._author(saying)
        if author is None:
            return
        via = find_relay(self.frame, saying, self.vocabulary, self.lexicon.quotations)
        denies, accuses = CueClass.DENY in saying.classes, CueClass.ACCUSE in saying.classes
        if denies and (clause := clauses.denial(saying)):
            yield Claim(clause.span, author, Stance.DENIES, via)
            yield from self._denied(saying, clauses)
            return
        if accuses and (clause := clauses.accusation(saying)):
            yield Claim(clause.span, author, Stance.ACCUSES, via)
            return
        for clause in clauses.contents(saying):
            yield Claim(clause.span, author, stances.of(clause, saying), via)

    def _denied(self, saying: Saying, clauses: Clauses) -> Iterator[Claim]:
        """What is denied, where its author is named: *denied reports in the press that …*, *as Athens has claimed*."""
        for clause, author, accuses in clauses.denied(saying):
            yield Claim(clause.span, author, Stance.ACCUSES if accuses else Stance.ASSERTS)

    def _by_phrase(self, place: int, clauses: Clauses, stances: Stances) -> Iterator[Claim]:
        """*According to X*: the sentence around it is X's."""
        found = clauses.attributed(place) or clauses.reckoned(place)
        if found:
            clause, author = found
            yield Claim(clause.span, author, stances.of_reported(clause))

    def _by_noun(self, place: int, clauses: Clauses, stances: Stances) -> Iterator[Claim]:
        """*A claim that Tehran has refuted*."""
        found = clauses.refuted_noun(place)
        if found:
            clause, author = found
            yield Claim(clause.span, author, Stance.DENIES)

    def _author(self, saying: Saying) -> str | None:
        """Who says it, in full; two joined by *and*; nobody where it is the writer, or in doubt."""
        names = [self._author_of(mention, saying) for mention in saying.speakers if self._speaks(mention)]
        return " and ".join(dict.fromkeys(name for name in names if name)) or None

    def _author_of(self, mention: Mention, saying: Saying) -> str | None:
        """A report speaks for who made it, where the phrase names them: *reports from the Washington Post*."""
        words = mention.span.of(self.text).casefold().split()
        if mention.kind is NameKind.DOCUMENT or "reports" in words:
            inside = self.cast.names_in(mention.span)
            made = [name for name in inside if name.kind in _MAKERS or self._is_press(name.full)]
            if made and {"by", "from", "in"} & set(words):
                return made[0].full
            return self._maker(mention, saying) or mention.full
        return mention.full

    def _is_press(self, full: str) -> bool:
        return full != "" and full.casefold().split()[-1] in self.vocabulary.media

    def _maker(self, mention: Mention, saying: Saying) -> str | None:
        """Who made a report, told between it and its verb: *A study published in June by the Institute suggests*."""
        made = False
        for before, item in pairwise(self.frame.items[: saying.place]):
            made = made or (item.folded == "by" and before.folded not in _PASSED_ON)
            if made and item.mention and item.span.start > mention.span.end:
                return item.mention.full if item.mention.kind in _MAKERS else None
        return None

    def _speaks(self, mention: Mention) -> bool:
        if mention.span.of(self.text).casefold() in _FIRST_PERSON:
            return False
        return mention.kind is not None or mention.full is not None
