"""The clauses of a frame: where the content of a verb of saying begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..domain.readings import NameKind
from ..domain.spans import Span
from .cast import Cast, Mention, MentionForm
from .frames import Frame, Item, ItemKind
from .sayings import Saying, Sayings
from .vocabulary import CueClass, Vocabulary

_CONTENT = frozenset({CueClass.SAY, CueClass.WRITE, CueClass.PREDICT, CueClass.MANNER})
_BREAKS = frozenset({",", ";", "—", "–", "("})
_JOINS = frozenset({"and", "but", "while", "although", "whereas", "though"})
# Behind a verb of saying, before its clause: to whom, where, when.
_ASIDE = frozenset({"in", "at", "on", "to", "during", "after", "before", "from", "late", "early", "last", "this", "by"})
# What is rejected in a vote or an office, and no statement.
_NO_STATEMENT = frozenset(
    [
        "offer",
        "offers",
        "proposal",
        "proposals",
        "bill",
        "bills",
        "request",
        "requests",
        "appeal",
        "appeals",
        "bid",
        "bids",
        "application",
        "amendment",
        "plan",
        "plans",
        "candidate",
        "candidates",
        "motion",
        "entry",
        "access",
        "visa",
        "visas",
        "bail",
        "demand",
        "demands",
        "calls",
        "call",
        "deal",
        "treaty",
        "invitation",
    ]
)
_RECKONINGS = frozenset({"estimate", "estimates", "account", "count", "reckoning", "calculation", "calculations"})
_LONGEST_ASIDE = 14
# A verb of saying as few characters behind a name has it as its subject.
_NEAR = 30


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a frame, its span without the last full stop, and its words folded."""

    span: Span
    words: tuple[str, ...]


class Clauses:
    """Finds the clauses that belong to the sayings of one frame."""

    def __init__(self, frame: Frame, text: str, cast: Cast, sayings: Sayings, vocabulary: Vocabulary) -> None:
        self.items, self._frame = frame.items, frame
        self._text, self._cast, self._sayings, self._known = text, cast, sayings, vocabulary
        self._small = vocabulary.function_words
        self._no_subject = self._small.prepositions | {
            "to",
            "of",
            "when",
            "where",
            "why",
            "what",
            "how",
            "whether",
            "who",
        }

    # -- contents

    def contents(self, saying: Saying) -> Iterator[Clause]:
        """The clauses that a verb of saying reports: behind it, around it (*X, he said, had*) or before it."""
        if not saying.classes & (_CONTENT | {CueClass.STRESS}):
            return
        begin = self._content_start(saying)
        if self._is_whole(saying, begin):
            yield self._from_subject(saying)
        elif begin is not None:
            yield from self._split(begin, self._content_end(begin))
        elif (clause := self._around(saying)) or (clause := self._whole_statement(saying)):
            yield clause

    def _content_start(self, saying: Saying) -> int | None:
        """Where the clause behind the verb begins; None where none does."""
        base = self._base(saying)
        place = saying.place + 1
        cue = self._known.cues.get(self.items[saying.place].folded)
        if cue and cue.particle and place < len(self.items) and self.items[place].folded == cue.particle:
            place += 1
        if self._is_inverted(saying) or place >= len(self.items):
            return None
        hears = base in self._known.hearing
        at = self._skip_aside(place + 1 if hears and self._is_hearer(place) else place)
        if at < len(self.items) and self._is_that(at):
            return self._behind_that(at)
        if (opinion := self._behind_opinion(place)) is not None:
            return opinion
        bare = base in self._known.bare or (hears and at > place)
        return at if bare and at < len(self.items) and self._begins_clause(at) else None

    def _is_whole(self, saying: Saying, begin: int | None) -> bool:
        """Whether verb and content are one statement: *doubted that*, *expect Beijing to retaliate*, *that they might*."""
        if begin is not None:
            stretch = self.items[begin : self._content_end(begin)]
            return self._base(saying) == "doubt" or sum(item.kind is not ItemKind.SIGN for item in stretch) <= 2
        if CueClass.PREDICT not in saying.classes or self._is_inverted(saying):
            return False
        behind = [item.folded for item in self.items[saying.place + 1 : saying.place + 7]]
        return "to" in behind and not {",", ".", ";"} & set(behind[: behind.index("to")])

    def _base(self, saying: Saying) -> str:
        cue = self._known.cues.get(self.items[saying.place].folded)
        return cue.base if cue else ""

    def _is_that(self, at: int) -> bool:
        return self.items[at].folded == "that" and self.items[at].kind is ItemKind.WORD

    def _is_hearer(self, place: int) -> bool:
        """Whether somebody is told: a mention, or a phrase such as *a briefing* before *that*."""
        return self._is_mention(place) and not self._holds_own_verb(place + 1)

    def _holds_own_verb(self, at: int) -> bool:
        """Whether a finite verb right behind a mention makes it a subject."""
        return at < len(self.items) and self.items[at].kind is ItemKind.WORD and self._is_finite(at)

    def _behind_that(self, at: int) -> int | None:
        after = at + 1
        while after < len(self.items) and self.items[after].folded == ",":
            after += 1
        if after >= len(self.items) or self.items[after].kind is ItemKind.QUOTE:
            return None
        return after

    def _behind_opinion(self, place: int) -> int | None:
        """The clause of a noun: *expressed his belief that …*, *issued a warning that …*."""
        for at in range(place, min(len(self.items) - 1, place + _LONGEST_ASIDE)):
            if self.items[at].kind is ItemKind.QUOTE or self.items[at].folded in {";", ":"}:
                return None
            if self._is_that(at):
                noun = self._last_word(self.items[at - 1])
                return self._behind_that(at) if noun in self._known.opinions | self._known.claim_nouns else None
        return None

    def _last_word(self, item: Item) -> str:
        return item.span.of(self._text).casefold().split()[-1]

    def _is_inverted(self, saying: Saying) -> bool:
        """Whether the subject stands behind the verb: *said X*."""
        start = self.items[saying.place].span.start
        return any(mention.span.start > start for mention in saying.speakers)

    def _skip_aside(self, at: int) -> int:
        """Leave out *in a statement*, *on Friday*, *later* before a clause."""
        while at < len(self.items):
            item = self.items[at]
            if item.kind is ItemKind.WORD and item.folded in _ASIDE:
                end = self._aside_end(at + 1)
                if end is None:
                    return at
                at = end
            elif item.kind is ItemKind.WORD and self._is_aside_word(item.folded):
                at += 1
            elif item.folded == "," and self._is_remark_word(at + 1):
                at += 3
            else:
                return at
        return at

    def _is_aside_word(self, folded: str) -> bool:
        return (folded in self._small.adverbs and folded != "there") or folded in self._known.calendar

    def _is_remark_word(self, at: int) -> bool:
        """Whether one adverb stands between commas: *She forecast, however, that*."""
        behind = self.items[at : at + 2]
        return len(behind) == 2 and behind[0].folded in self._small.adverbs and behind[1].folded == ","

    def _aside_end(self, at: int) -> int | None:
        """Behind *in a statement* or *on Friday*: where a clause may begin."""
        for place in range(at, min(at + 6, len(self.items))):
            if place > at and self._begins_clause(place):
                return place
            if self.items[place].kind is ItemKind.QUOTE or self.items[place].folded in _BREAKS:
                return None
        return None

    def _begins_clause(self, at: int) -> bool:
        """Whether a subject and a finite verb begin here."""
        item = self.items[at]
        if item.kind is ItemKind.QUOTE or item.kind is ItemKind.SIGN:
            return False
        if item.kind is ItemKind.WORD and item.folded in self._no_subject:
            return False
        wanted = 1
        for place in range(at + 1, min(at + 26, len(self.items))):
            after = self.items[place]
            if after.folded in {";", ":", "but"} or (after.folded == "," and not self.items[at].mention):
                return False
            if after.kind is not ItemKind.WORD:
                continue
            if after.folded in {"that", "which", "who", "whose"} and self.items[place - 1].folded != ",":
                wanted = 2
            wanted -= self._is_finite(place) and not self._is_helped(place)
            if not wanted:
                return True
        return False

    def _is_helped(self, place: int) -> bool:
        """Whether an auxiliary stands before a verb, with adverbs between them: the auxiliary is the finite one."""
        before = place - 1
        while before > 0 and (
            self.items[before].folded in self._small.adverbs or self.items[before].folded.endswith("ly")
        ):
            before -= 1
        return self.items[before].folded in self._small.auxiliaries

    def _is_finite(self, place: int) -> bool:
        """Whether a word is a finite verb: an auxiliary, a clitic of one, a known past, or one in -ed or -s."""
        word = self.items[place].folded
        if word in self._small.auxiliaries or word in {
            "’d",
            "'d",
            "’s",
            "'s",
            "’ll",
            "'ll",
            "’re",
            "'re",
            "’ve",
            "'ve",
        }:
            return word not in {"be", "been", "being"} and not self._is_possessive(place)
        before = self.items[place - 1]
        if word.endswith("ing"):
            return False
        cue = self._known.cues.get(word)
        if cue and cue.base.split()[0] == word:
            return before.kind is ItemKind.MENTION
        if word in self._known.verbs or (word.endswith("ed") and len(word) > 3 and not word.endswith("eed")):
            return True
        if not word.endswith("s") or before.kind is not ItemKind.MENTION or self._known.noun_kind(word):
            return False
        return self._takes_object(place + 1)

    def _takes_object(self, at: int) -> bool:
        """Whether what stands behind a word in -s can be a verb's: a phrase, another word, but no mark and no *and*."""
        if at >= len(self.items):
            return False
        return self.items[at].kind is not ItemKind.SIGN and self.items[at].folded not in {"and", "or", "of", "between"}

    def _is_possessive(self, place: int) -> bool:
        """Whether ’s is the genitive: the word before is no pronoun."""
        if self.items[place].folded not in {"’s", "'s"}:
            return False
        before = self.items[place - 1].folded
        return before not in {"it", "he", "she", "that", "there", "what", "who", "here"}

    def _is_mention(self, at: int) -> bool:
        return at < len(self.items) and self.items[at].kind is ItemKind.MENTION

    def _content_end(self, begin: int) -> int:
        """Where a clause ends: at another saying joined to it, at a remark, or with the frame."""
        for at in range(begin + 1, len(self.items)):
            item = self.items[at]
            if item.folded == ";" or (item.folded == "," and self._remark_follows(at + 1)):
                return at
            if item.folded in _JOINS and self._other_saying_follows(at + 1):
                return at - 1 if self.items[at - 1].folded == "," else at
        return len(self.items)

    def _attribution_closes(self, at: int) -> bool:
        """Whether *X said* ends the sentence behind a comma: *…, officials told the agency*."""
        place = at + 1
        while place < len(self.items) and self.items[place].folded in self._small.adverbs | self._small.auxiliaries:
            place += 1
        if place >= len(self.items) or self._sayings.cue_at(place) is None:
            return False
        saying = self._sayings.saying_at(place)
        return saying is not None and self._closes(saying)

    def _remark_follows(self, at: int) -> bool:
        """Whether *according to X*, *as X reported*, *adding that* follows a comma."""
        if at + 1 >= len(self.items):
            return False
        word, after = self.items[at].folded, self.items[at + 1]
        if self._is_mention(at) and self._attribution_closes(at):
            return True
        if word == "according" or (word == "as" and (after.folded in self._known.cues or self._is_mention(at + 1))):
            return True
        return word.endswith("ing") and self._sayings.cue_at(at) is not None

    def _other_saying_follows(self, at: int) -> bool:
        """Whether a verb of saying, with or without a subject of its own, stands behind *and*."""
        if at < len(self.items) and self._sayings.cue_at(at) and self.items[at].kind is ItemKind.WORD:
            return not self.items[at].folded.endswith("ing")
        mention = self.items[at].mention if at < len(self.items) else None
        if mention is None:
            return False
        for place in range(at + 1, min(at + 20, len(self.items))):
            if self._sayings.cue_at(place):
                saying = self._sayings.saying_at(place)
                beside = self.items[place].span.start <= mention.extent.end + _NEAR
                return beside or bool(saying and mention in saying.speakers)
        return False

    def _split(self, begin: int, end: int) -> Iterator[Clause]:
        """Give the clause, or two where *and that* joins them."""
        for at in range(begin + 2, end - 2):
            if self.items[at].folded == "and" and self.items[at + 1].folded == "that":
                if self.items[at + 1].kind is ItemKind.WORD:
                    yield self._clause(begin, at - 1 if self.items[at - 1].folded == "," else at)
                    yield from self._split(at + 2, end)
                    return
        if end > begin:
            yield self._clause(begin, end)

    def _around(self, saying: Saying) -> Clause | None:
        """*The road, he said, had closed* and *The road had closed, he said*: the clause goes around its verb."""
        first = self._subject_place(saying)
        if first is None or first < 2 or self._relays(saying):
            return None
        if self.items[first - 1].kind is ItemKind.QUOTE:
            return self._with_partial(first)
        if self.items[first - 1].folded != "," or self._is_spoken(first):
            return None
        start = self._clause_start(first - 2)
        if self._resumes(saying):
            return self._clause(start, self._content_end(self._behind(saying)))
        if not self._closes(saying) or not self._holds_verb(start, first - 1):
            return None
        return self._clause(start, first - 1)

    def _relays(self, saying: Saying) -> bool:
        """Whether an outlet behind a comma only passes on what somebody says before: *…, TASS reported*."""
        if any(mention.kind is not NameKind.OUTLET for mention in saying.speakers):
            return False
        return any(self._sayings.cue_at(at) is not None for at in range(saying.place))

    def _is_spoken(self, first: int) -> bool:
        """Whether direct speech stands in the frame: a quotation behind a comma or colon, or before this one."""
        for at, item in enumerate(self.items):
            if item.kind is ItemKind.QUOTE and (at == 0 or at < first or self.items[at - 1].folded in {",", ":"}):
                return True
        return False

    def _behind(self, saying: Saying) -> int:
        """The item behind a verb of saying and a subject that follows it."""
        return max(saying.place, self._last_speaker(saying)) + 1

    def _closes(self, saying: Saying) -> bool:
        """Whether nothing of a clause follows the verb: a mark, the end, or *on Friday*, *in a statement*."""
        after = self._behind(saying)
        if after < len(self.items) and self._base(saying) in self._known.hearing and self._is_mention(after):
            after += 1
        if after >= len(self.items) or self.items[after].kind is ItemKind.SIGN:
            return after >= len(self.items) or self.items[after].folded != ":"
        return self.items[after].folded in _ASIDE

    def _with_partial(self, first: int) -> Clause | None:
        """*The pact “pours fuel on the sea,” X said*: a subject and a quotation that goes on from it."""
        if self.items[first - 2].kind is ItemKind.MENTION and first - 2 == self._clause_start(first - 2):
            return self._clause(first - 2, first)
        return None

    def _resumes(self, saying: Saying) -> bool:
        """Whether the clause goes on behind *, he said,*."""
        after = self._behind(saying)
        if after + 1 >= len(self.items) or self.items[after].folded != ",":
            return False
        following = self.items[after + 1]
        return (
            following.kind is not ItemKind.QUOTE
            and following.folded not in _JOINS
            and not self._remark_follows(after + 1)
        )

    def _last_speaker(self, saying: Saying) -> int:
        last = -1
        for at, item in enumerate(self.items):
            if item.mention and any(item.mention is mention for mention in saying.speakers):
                last = at if at > saying.place else last
        return last

    def _subject_place(self, saying: Saying) -> int | None:
        """The first item of a saying's subject, its descriptions included; the verb's own where it is inverted."""
        if not saying.speakers or saying.borrowed:
            return None
        start = min(saying.speakers[0].extent.start, self.items[saying.place].span.start)
        for at in range(saying.place, -1, -1):
            if self.items[at].span.start <= start:
                return at
        return None

    def _clause_start(self, at: int) -> int:
        """The beginning of the clause that holds an item: behind a dash or semicolon, a joining *and*, or the frame's."""
        while at > 0 and self.items[at - 1].folded not in {";", "—", ":"}:
            at -= 1
        return self._skip_lead(at)

    def _skip_lead(self, at: int) -> int:
        while at < len(self.items) - 1 and (
            self.items[at].folded in {"and", "but", "yet", ","} and self.items[at].kind is not ItemKind.MENTION
        ):
            at += 1
        return at

    def _holds_verb(self, begin: int, end: int) -> bool:
        return any(
            self.items[at].kind is ItemKind.WORD and at > begin and self._is_finite(at) for at in range(begin, end)
        )

    def _whole_statement(self, saying: Saying) -> Clause | None:
        """A verb that brings out a matter (*highlighted the cooperation*), or puts a number: subject, verb and all."""
        if saying.borrowed or any(item.kind is ItemKind.QUOTE for item in self.items[saying.place :]):
            return None
        if CueClass.STRESS in saying.classes and self._is_weighty(saying):
            return self._from_subject(saying)
        return self._from_subject(saying) if self._counts(saying) else None

    def _is_weighty(self, saying: Saying) -> bool:
        base = self._known.cues[self.items[saying.place].folded].base
        if self._is_inverted(saying):
            return False
        if base in {"express", "voice"}:
            return any(item.folded in self._known.opinions for item in self.items[saying.place + 1 : saying.place + 5])
        speaking = {NameKind.PERSON, NameKind.ORGANISATION, NameKind.DESCRIBED}
        return bool(saying.speakers) and all(mention.kind in speaking for mention in saying.speakers)

    def _counts(self, saying: Saying) -> bool:
        """*put the bill at $9.7 billion*, *estimated the cost at 3 million*."""
        base = self._known.cues[self.items[saying.place].folded].base
        words = [item.folded for item in self.items[saying.place + 1 : saying.place + 8]]
        if base == "count":
            return bool(words) and words[0][:1].isdigit()
        if base not in {"put", "estimate", "calculate"} or "at" not in words:
            return False
        behind = words[words.index("at") + 1 :]
        return bool(behind) and any(word[:1].isdigit() or word in {"$", "€", "£"} for word in behind[:2])

    # -- denials and accusations

    def denial(self, saying: Saying) -> Clause | None:
        """The whole clause of a verb of denying, where it denies a statement."""
        after = self.items[saying.place + 1 : saying.place + 5]
        first = self._subject_place(saying)
        if first and first > 1 and self.items[first - 1].folded in {"that", "which"}:
            return None
        if any(item.folded in _NO_STATEMENT for item in after) or self._object_is_person(saying.place + 1):
            return None
        words = {word for item in after for word in item.span.of(self._text).casefold().split()}
        return None if words & _NO_STATEMENT else self._from_subject(saying)

    def _object_is_person(self, at: int) -> bool:
        mention = self.items[at].mention if at < len(self.items) else None
        if at + 1 < len(self.items) and self.items[at + 1].folded in {"’s", "'s", "’", "'"}:
            return False
        if mention is None or mention.form is MentionForm.PRONOUN:
            return False
        return mention.kind is NameKind.PERSON and not self._begins_clause(at)

    def accusation(self, saying: Saying) -> Clause | None:
        """The whole clause of *accused X of …* or *blamed X for …*."""
        words = [item.folded for item in self.items[saying.place + 1 : saying.place + 14]]
        base = self._known.cues[self.items[saying.place].folded].base
        if (base == "accuse" and "of" in words) or (base == "blame" and {"for", "on"} & set(words)):
            return self._from_subject(saying)
        return None

    def _from_subject(self, saying: Saying) -> Clause:
        """From the subject, or from the verb where it has none of its own, to the clause's end."""
        first = self._subject_place(saying)
        begin = saying.place if first is None or saying.borrowed else first
        return self._clause(begin, self._content_end(saying.place))

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

    # -- phrases and nouns

    def attributed(self, place: int) -> tuple[Clause, str] | None:
        """The clause that *according to X* or *as reported by X* gives to X, where nobody else says it."""
        behind = self._phrase_end(place)
        if behind is None or not self._is_mention(behind):
            return None
        mention = self._cast.after(self._text, self.items[behind].span.start) or self.items[behind].mention
        if mention is None or mention.full is None or self._is_said_by_other(place):
            return None
        if place == 0 or self.items[place - 1].folded in {"and", "but"}:
            begin = self._behind_mention(behind)
            return self._if_clause(begin, self._content_end(begin) if begin < len(self.items) else begin, mention)
        end = place - 1 if self.items[place - 1].folded == "," else place
        return self._if_clause(self._clause_start(end - 1), end, mention)

    def _if_clause(self, begin: int, end: int, mention: Mention) -> tuple[Clause, str] | None:
        if end - begin < 3 or not mention.full or self.items[begin].kind is ItemKind.QUOTE:
            return None
        return self._clause(begin, end), mention.full

    def _phrase_end(self, place: int) -> int | None:
        words = [item.folded for item in self.items[place : place + 3]]
        if words[:2] == ["according", "to"]:
            return place + 2
        if words[:1] == ["as"] and words[1:3] and words[1] in self._known.cues and words[2:] == ["by"]:
            return place + 3
        return None

    def reckoned(self, place: int) -> tuple[Clause, str] | None:
        """The clause behind *by her estimate,* and whose estimate it is."""
        if self.items[place].folded != "by" or not self._is_mention(place + 1):
            return None
        mention = self.items[place + 1].mention
        whose, mark, noun = (mention.full or "").rpartition("’s ") if mention else ("", "", "")
        if not mark or noun not in _RECKONINGS or place + 3 >= len(self.items):
            return None
        if place == 0:
            begin = place + (3 if self.items[place + 2].folded == "," else 2)
            return self._clause(begin, self._content_end(begin)), whose
        return self._clause(self._clause_start(place - 1), place), whose

    def _behind_mention(self, behind: int) -> int:
        mention = self._cast.after(self._text, self.items[behind].span.start) or self.items[behind].mention
        at = behind
        while at < len(self.items) and mention and self.items[at].span.end <= mention.extent.end:
            at += 1
        while at < len(self.items) and self.items[at].folded != ",":
            at += 1
        return at + 1

    def _is_said_by_other(self, place: int) -> bool:
        """Whether the frame has a verb of saying or a quotation of its own before the phrase, or behind it."""
        for at, item in enumerate(self.items):
            if item.kind is ItemKind.QUOTE:
                return True
            if at not in range(place, place + 3) and self._sayings.cue_at(at):
                saying = self._sayings.saying_at(at)
                if (
                    saying
                    and saying.speakers
                    and saying.classes & {CueClass.SAY, CueClass.WRITE, CueClass.DENY, CueClass.ACCUSE}
                ):
                    return True
        return False

    def refuted_noun(self, place: int) -> tuple[Clause, str] | None:
        """*a claim that Tehran has refuted*: who refutes, and the whole of it."""
        item = self.items[place]
        words = item.span.of(self._text).casefold().split()
        if not words or words[-1] not in self._known.claim_nouns or not self._is_mention(place + 2):
            return self._rejected_by(place) if words and words[-1] in self._known.claim_nouns else None
        if self.items[place + 1].folded not in {"that", "which"}:
            return None
        for at in range(place + 3, min(place + 7, len(self.items))):
            cue = self._known.cues.get(self.items[at].folded)
            if cue and CueClass.DENY in cue.classes:
                mention = self.items[place + 2].mention
                begin = place - 1 if place and self.items[place - 1].folded in {"a", "an", "the"} else place
                return (self._clause(begin, at + 1), mention.full) if mention and mention.full else None
        return None

    def _rejected_by(self, place: int) -> tuple[Clause, str] | None:
        """*a claim rejected by Manila*."""
        if place + 3 >= len(self.items) or self.items[place + 2].folded != "by":
            return None
        cue = self._known.cues.get(self.items[place + 1].folded)
        mention = self.items[place + 3].mention
        if not cue or CueClass.DENY not in cue.classes or mention is None or not mention.full:
            return None
        begin = place - 1 if place and self.items[place - 1].folded in {"a", "an", "the"} else place
        return self._clause(begin, place + 4), mention.full

    def _clause(self, begin: int, end: int) -> Clause:
        while end > begin + 1 and self.items[end - 1].folded in {".", ",", "!"}:
            end -= 1
        items = self.items[begin:end]
        span = Span(self._begin_of(items[0]), max(item.span.end for item in items))
        return Clause(span, tuple(self._words(items)))

    def _begin_of(self, item: Item) -> int:
        return min(item.span.start, item.mention.extent.start) if item.mention else item.span.start

    def _words(self, items: tuple[Item, ...]) -> Iterator[str]:
        for item in items:
            if item.kind is ItemKind.QUOTE:
                yield from item.span.of(self._text).casefold().strip("“”\"‘’'.,").split()
            elif item.kind is ItemKind.MENTION:
                yield from item.span.of(self._text).casefold().split()
            else:
                yield item.folded
