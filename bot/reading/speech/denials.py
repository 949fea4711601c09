"""Denials and accusations: the whole clause of their verb, and what is denied where its author is named."""

from __future__ import annotations

from collections.abc import Iterator

from ...domain.readings import NameKind
from ...domain.spans import Span
from ..cast import MentionForm
from .bounds import JOINS, Clause, ClauseBounds
from .cue_verbs import APOSTROPHES
from .frames import ItemKind
from .phrasings import Saying

_WITNESSES = frozenset({NameKind.DESCRIBED, NameKind.PERSON})


class Denials(ClauseBounds):
    """Finds the denials and accusations of one frame."""

    def denial(self, saying: Saying) -> Clause | None:
        """The whole clause of a verb of denying, where it denies a statement."""
        after = self.items[saying.place + 1 : saying.place + 5]
        first = self._subject_place(saying)
        if first and self.items[first - 1].last in self._known.claim_nouns:
            return None  # a claim Tehran rejects
        if first and first > 1 and self.items[first - 1].folded in {"that", "which"}:
            told = self.items[first - 1].folded == "which" and self.items[first - 2].folded == ","
            return self._clause(first, saying.place + 1) if told and self._closes(saying) else None
        if self._base(saying) == "deny" and after and after[0].folded.endswith("ing"):
            return self._own_clause(saying)  # denied having received an offer
        if any(item.folded in self._known.no_statement for item in after) or self._object_is_person(saying.place + 1):
            return None
        words = {word for item in after for word in item.span.of(self._text).casefold().split()}
        return None if words & self._known.no_statement else self._own_clause(saying)

    def refusal(self, saying: Saying) -> Clause | None:
        """The whole clause of *termed the charge “baseless”*, *called the report false*."""
        end = self._content_end(saying.place)
        told = self.items[saying.place + 1 : min(end, saying.place + 7)]
        nouns = [at for at, item in enumerate(told) if item.last in self._known.claim_nouns]
        if not nouns or self._is_inverted(saying):
            return None
        rest = self._text[told[nouns[0]].span.end : self.items[end - 1].span.end].casefold()
        words = {word.strip("“”‘’\"',.") for word in rest.split()}
        return self._own_clause(saying) if words & self._known.refuting else None

    def _object_is_person(self, at: int) -> bool:
        mention = self.items[at].mention if at < len(self.items) else None
        if at + 1 < len(self.items) and self.items[at + 1].folded in APOSTROPHES:
            return False
        if mention is None or mention.form is MentionForm.PRONOUN:
            return False
        return mention.kind is NameKind.PERSON and not self._begins_clause(at)

    def accusation(self, saying: Saying) -> Clause | None:
        """The whole clause of *accused X of …* or *blamed X for …*."""
        words = [item.folded for item in self.items[saying.place + 1 : saying.place + 14]]
        base = self._known.cues[self.items[saying.place].folded].base
        blamed = self.items[saying.place + 1].mention if saying.place + 1 < len(self.items) else None
        if (base == "accuse" and "of" in words) or (base == "blame" and ({"for", "on"} & set(words) or blamed)):
            return self._own_clause(saying)
        return None

    def charged(self, place: int) -> tuple[Clause, str] | None:
        """*Cruz was accused of theft by Reed*: the clause from who is accused on, and who accuses."""
        charge = self._sayings.accused_by(place)
        accuser = charge.speakers[0] if charge else None
        if accuser is None or accuser.full is None:
            return None
        end = next(at for at in range(place, len(self.items)) if self.items[at].span.end >= accuser.span.end) + 1
        while (
            end < len(self.items) and self.items[end].kind is not ItemKind.SIGN and self.items[end].folded not in JOINS
        ):
            end += 1
        begin = place
        while begin and (
            self.items[begin - 1].folded in self._small.auxiliaries | self._small.adverbs | {",", "who", "which"}
            or self.items[begin - 1].folded.endswith("ly")
        ):
            begin -= 1
        accused = begin and self._is_mention(begin - 1)
        return self._clause(begin - 1 if accused else place, end), accuser.full

    def _own_clause(self, saying: Saying) -> Clause:
        """The clause of the verb, without one that *and* joins with its own subject: *, and the matter was closed*."""
        clause = self._from_subject(saying)
        for at in range(saying.place + 1, len(self.items) - 2):
            if self.items[at].folded == "that" or self.items[at].span.start >= clause.span.end:
                break
            joined = [item.folded for item in self.items[at : at + 2]] == [",", "and"]
            if joined and self._starts_over(at + 2):
                begin = self._subject_place(saying)
                return self._clause(saying.place if begin is None or saying.borrowed else begin, at)
        return clause

    def _starts_over(self, at: int) -> bool:
        """Whether a subject and its verb stand here."""
        if not self._is_mention(at) and self.items[at].folded not in self._known.determiners:
            return False
        return any(self._is_finite(place) for place in range(at + 1, min(at + 5, len(self.items))))

    def denied(self, saying: Saying) -> Iterator[tuple[Clause, str, bool]]:
        """What is denied and by whom it was said; True where it is a charge."""
        end = self._content_end(saying.place)
        for at in range(saying.place + 1, end):
            if self.items[at].folded != "that" or self.items[at].kind is not ItemKind.WORD:
                continue
            if author := self._reporter(saying.place + 1, at):
                yield self._clause(at + 1, end), author, False
            elif charge := self._charge(end):
                author, last = charge
                yield self._clause(at + 1, last), author, True
            return

    def _reporter(self, begin: int, end: int) -> str | None:
        """Who brought the report that is denied: *reports by AFP*, *a report in the Daily Monitor*."""
        stretch = self._text[self.items[begin].span.start : self.items[end].span.start].casefold()
        if not any(noun in stretch for noun in self._known.claim_nouns):
            return None
        for item in reversed(self.items[begin:end]):
            if item.mention and item.mention.full and item.mention.kind in {NameKind.OUTLET, NameKind.ORGANISATION}:
                return item.mention.full
        last = self.items[end - 1].mention
        if last and last.full and last.kind in _WITNESSES and self.items[end - 2].folded in {"by", "from"}:
            return last.full
        inside = self._cast.names_in(Span(self.items[begin].span.start, self.items[end].span.start))
        return next((name.full for name in inside if name.kind is NameKind.OUTLET), None)

    def _charge(self, end: int) -> tuple[str, int] | None:
        """*, as Athens has claimed* or *, a charge made by X* behind a denial."""
        words = [item.folded for item in self.items[end : end + 3]]
        if words[:2] == [",", "as"] and self._is_mention(end + 2):
            last = end + 3
            while last < len(self.items) and self.items[last].folded not in {",", "."}:
                last += 1
            mention = self.items[end + 2].mention
            return (mention.full, last) if mention and mention.full else None
        return None
