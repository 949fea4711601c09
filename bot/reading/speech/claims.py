"""Statements reported without quotation marks: what is said, by whom, and how they take it.

Verbs of saying give the clause behind (or before) them; denials and accusations are the whole clause of their verb.
A clause with a partial quotation in it is a claim as well; what stands in quotation marks alone is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ...domain.readings import Claim, NameKind, Stance
from ..cast import Cast, Mention
from ..lexicon import Lexicon
from ..vocabulary import CueClass, Vocabulary, open_vocabulary
from .clauses import Clauses
from .denials import Denials
from .frames import Frame, Frames
from .hearsay import Hearsay
from .phrasings import Saying
from .relays import find_relay
from .sayings import Sayings
from .stances import Stances
from .unsaid import Unsaid

# A sentence of more words is no news prose: a table, or a text made to be slow.
_LONGEST_FRAME = 400
_MAKERS = frozenset({NameKind.ORGANISATION, NameKind.OUTLET, NameKind.PERSON})
_FIRST_PERSON = frozenset({"i", "we", "you", "me", "us"})


def find_claims(text: str, frames: Frames, cast: Cast, lexicon: Lexicon) -> tuple[Claim, ...]:
    """Find the reported statements of a text, in order; they may overlap (a denial and what it denies)."""
    vocabulary = open_vocabulary(lexicon)
    found: set[Claim] = set()
    for frame in frames.own:
        if len(frame.items) > _LONGEST_FRAME:
            continue
        found.update(_FrameReader(frame, text, cast, vocabulary, lexicon).read())
    foretold = {(claim.span, claim.author) for claim in found if claim.stance is Stance.PREDICTS}
    told = (c for c in found if c.stance is not Stance.ASSERTS or (c.span, c.author) not in foretold)
    return tuple(sorted(told, key=lambda claim: (claim.span, claim.author)))


class _FrameReader:
    """Reads the claims of one frame."""

    def __init__(self, frame: Frame, text: str, cast: Cast, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self.frame, self.text, self.cast, self.vocabulary, self.lexicon = frame, text, cast, vocabulary, lexicon
        self.sayings = Sayings(frame, text, cast, vocabulary)
        parts = (frame, text, cast, self.sayings, vocabulary)
        self.clauses, self.denials, self.hearsay = Clauses(*parts), Denials(*parts), Hearsay(*parts)
        self.stances = Stances(vocabulary, cast)
        self.unsaid = Unsaid(frame, vocabulary, lexicon.unsaid)

    def read(self) -> Iterator[Claim]:
        """Read every claim of the frame."""
        before: Saying | None = None
        for place in range(len(self.frame.items)):
            yield from self._by_phrase(place)
            saying = self.sayings.saying_at(place) if self._is_said(place) else None
            if saying and not self.unsaid.denies(saying, place + 2):
                if saying.borrowed and before:
                    saying = replace(saying, speakers=before.speakers)
                yield from self._by_saying(saying)
                before = saying if saying.speakers else before

    def _is_said(self, place: int) -> bool:
        """Whether a verb of saying stands here, no noun (reports by AFP), and nothing is withheld (did not say)."""
        if self.sayings.cue_at(place) is None:
            return False
        items = self.frame.items
        after = items[place + 1].folded if place + 1 < len(items) else ""
        if after in {"by", "from"} and items[place].folded in self.vocabulary.claim_nouns:
            return False
        before = [item.folded for item in items[max(0, place - 4) : place]]
        if before[-1:] == ["to"]:
            return not self.lexicon.unsaid.withholding & set(before)
        return not self.lexicon.unsaid.nots & set(before[-2:])

    def _by_saying(self, saying: Saying) -> Iterator[Claim]:
        author = self._author(saying)
        if author is None:
            return
        via = find_relay(self.frame, saying, self.vocabulary, self.lexicon.quotations)
        if CueClass.DENY in saying.classes and (clause := self.denials.denial(saying)):
            yield Claim(clause.span, author, Stance.DENIES, via)
            for denied, reporter, accuses in self.denials.denied(saying):
                yield Claim(denied.span, reporter, Stance.ACCUSES if accuses else Stance.ASSERTS)
        elif CueClass.CALL in saying.classes and (clause := self.denials.refusal(saying)):
            yield Claim(clause.span, author, Stance.DENIES, via)
        elif CueClass.ACCUSE in saying.classes and (clause := self.denials.accusation(saying)):
            yield Claim(clause.span, author, Stance.ACCUSES, via)
        else:
            for content in self.clauses.contents(saying):
                yield Claim(content.span, author, self.stances.of(content, saying), via)

    def _by_phrase(self, place: int) -> Iterator[Claim]:
        """*According to X*, *by her estimate*, *accused by X*: the clause is theirs; *a claim that Tehran denies*."""
        if found := self.hearsay.attributed(place) or self.hearsay.reckoned(place):
            clause, author = found
            yield Claim(clause.span, author, self.stances.of_reported(clause))
        if charged := self.denials.charged(place):
            clause, author = charged
            yield Claim(clause.span, author, Stance.ACCUSES)
        if refuted := self.hearsay.refuted_noun(place):
            clause, author = refuted
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
            made = [name for name in made if name.full != mention.full]
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
            made = made or (item.folded == "by" and before.folded not in self.vocabulary.passed_on)
            if made and item.mention and item.span.start > mention.span.end:
                return item.mention.full if item.mention.kind in _MAKERS else None
        return None

    def _speaks(self, mention: Mention) -> bool:
        if mention.span.of(self.text).casefold() in _FIRST_PERSON:
            return False
        return mention.kind is not None or mention.full is not None
