"""Where clauses begin and end in a frame: subjects, finite verbs, and the joints at which another statement follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...domain.spans import Span
from ..cast import Cast
from ..vocabulary import CueClass, Vocabulary
from .frames import Frame, Item, ItemKind
from .phrasings import Saying
from .sayings import Sayings

JOINS = frozenset({"and", "but", "while", "although", "whereas", "though"})
# Behind a verb of saying, before its clause: to whom, where, when.
ASIDE = frozenset({"in", "at", "on", "to", "during", "after", "before", "from", "late", "early", "last", "this", "by"})
ASIDE |= {"through", "via", "under", "outside", "without", "earlier", "later", "next"}
# Behind a subject these begin another clause: *said it while peeling potatoes*.
_OTHER_CLAUSE = frozenset({"while", "when", "because", "until"})
# What may stand behind the name of an agency: *Belta news agency reported*.
# What begins no clause with a subject of its own, beside prepositions.
_NO_SUBJECT = frozenset({"to", "of", "when", "where", "why", "what", "how", "whether", "who"})
# A place, a day, and the agency in brackets.
_LONGEST_DATELINE = 9
# Words of adverbs that stand between a subject and its verb: no longer, hardly ever.
_BETWEEN = frozenset(
    {"no", "longer", "hardly", "rarely", "seldom", "really", "actually", "usually", "barely", "already"}
)
# Before a number these are no prepositions: about 300 people.
_NEARLY = frozenset({"about", "around", "over", "under", "up", "between"})
# A verb of saying as few characters behind a name has it as its subject.
_NEAR = 30


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a frame, its span without the last full stop, and its words folded."""

    span: Span
    words: tuple[str, ...]


class ClauseBounds:
    """What all readers of clauses share: the items of one frame and the bounds of clauses in it."""

    def __init__(self, frame: Frame, text: str, cast: Cast, sayings: Sayings, vocabulary: Vocabulary) -> None:
        self.items, self._frame = frame.items, frame
        self._text, self._cast, self._sayings, self._known = text, cast, sayings, vocabulary
        self._small = vocabulary.function_words

    def _base(self, saying: Saying) -> str:
        cue = self._known.cues.get(self.items[saying.place].folded)
        return cue.base if cue else ""

    def _is_that(self, at: int) -> bool:
        return self.items[at].folded == "that" and self.items[at].kind is ItemKind.WORD

    def _is_inverted(self, saying: Saying) -> bool:
        """Whether the subject stands behind the verb: *said X*."""
        start = self.items[saying.place].span.start
        return any(mention.span.start > start for mention in saying.speakers)

    def _begins_clause(self, at: int) -> bool:
        """Whether a subject and a finite verb begin here."""
        item = self.items[at]
        if item.kind is ItemKind.QUOTE or item.kind is ItemKind.SIGN:
            return False
        small = item.folded in _NO_SUBJECT or item.folded in self._small.prepositions
        if item.kind is ItemKind.WORD and small and not self._counts_about(at):
            return False
        wanted = 1
        for place in range(at + 1, min(at + 26, len(self.items))):
            if self._parts_clause(at, place):
                return False
            wanted += self._opens_relative(place)
            wanted -= self._is_acting(place)
            if not wanted:
                return True
        return False

    def _counts_about(self, at: int) -> bool:
        """Whether a number follows that a preposition makes less sure: *about 300*, *at least 40*, *up to six*."""
        behind = [item.folded for item in self.items[at + 1 : at + 3]]
        if len(behind) < 2:
            return False
        if self.items[at].folded == "at":
            return behind[0] in {"least", "most"}
        number = behind[1] if self.items[at].folded == "up" and behind[0] == "to" else behind[0]
        return self.items[at].folded in _NEARLY and (number[:1].isdigit() or number in self._small.quantities)

    def _parts_clause(self, at: int, place: int) -> bool:
        """Whether no verb behind this item can be that of the subject at a place."""
        folded = self.items[place].folded
        if folded in {";", ":", "but"} or folded in _OTHER_CLAUSE:
            return True
        return folded == "," and not self.items[at].mention

    def _opens_relative(self, place: int) -> bool:
        """Whether a relative clause begins here, whose verb comes first."""
        item = self.items[place]
        relative = item.kind is ItemKind.WORD and item.folded in {"that", "which", "who", "whose"}
        return relative and self.items[place - 1].folded != ","

    def _is_acting(self, place: int) -> bool:
        """Whether a finite verb stands here, or a quotation that begins with one."""
        item = self.items[place]
        if item.kind is ItemKind.QUOTE:
            return self._quote_acts(item)
        return item.kind is ItemKind.WORD and self._is_finite(place) and not self._is_helped(place)

    def _quote_acts(self, quote: Item) -> bool:
        """Whether words in quotation marks begin with the verb of the clause: *Washington “does not believe it”*."""
        words = [word.strip("“”\"‘’'.,").casefold() for word in quote.span.of(self._text).split()[:3]]
        several = len(words) > 1
        words = [w for w in words if w not in self._small.adverbs | {"neither", "not"} and not w.endswith("ly")]
        first = words[0] if words and several else ""
        return first in self._small.auxiliaries | self._known.verbs or first.endswith(("ed", "es"))

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
        cue = self._known.cues.get(word)
        noun = cue is not None and word == cue.base.split()[0] + "s" and self._ends_behind(place)
        if word.endswith("ing") or noun:  # after talks in Jeddah
            return False
        if cue and cue.base.split()[0] == word:
            return before.kind is ItemKind.MENTION
        if word in self._known.verbs or (word.endswith("ed") and len(word) > 3 and not word.endswith("eed")):
            return True
        third = word.endswith("s") and word not in self._known.small and not self._known.noun_kind(word)
        return third and self._behind_subject(place) and self._takes_object(place + 1)

    def _behind_subject(self, place: int) -> bool:
        """Whether a mention stands before a verb, adverbs left out: *she no longer eats tuna*."""
        before = place - 1
        while before > 0 and (
            self.items[before].folded in _BETWEEN or self.items[before].folded in self._small.adverbs
        ):
            before -= 1
        return self.items[before].kind is ItemKind.MENTION

    def _takes_object(self, at: int) -> bool:
        """Whether what stands behind a word in -s can be a verb's: a phrase, another word, but no mark and no *and*."""
        if at >= len(self.items):
            return False
        return self.items[at].kind is not ItemKind.SIGN and self.items[at].folded not in {"and", "or", "of", "between"}

    def _ends_behind(self, place: int) -> bool:
        """Whether nothing but a full stop follows."""
        return all(item.folded in {".", "!"} for item in self.items[place + 1 :])

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
            if item.folded in JOINS and self._other_saying_follows(at + 1):
                return at - 1 if self.items[at - 1].folded == "," else at
        return len(self.items)

    def _attribution_closes(self, at: int) -> bool:
        """Whether *X said* ends the sentence behind a comma: *…, officials told the agency*."""
        place = at + 1
        passed = self._small.adverbs | self._small.auxiliaries | self._known.appended
        while place < len(self.items) and self.items[place].folded in passed:
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
        if self._is_judged(at) or self._is_told_by_others(at):
            return True
        if word in {"while", "before"} and after.folded.endswith("ing"):
            return self._sayings.cue_at(at + 1) is not None
        if word == "according" or (word == "as" and (after.folded in self._known.cues or self._is_mention(at + 1))):
            return True
        return word.endswith("ing") and self._sayings.cue_at(at) is not None

    def _is_judged(self, at: int) -> bool:
        """Whether a comma leads to what others hold of it: *, a claim Tehran rejects*, *, which Tehran denies*."""
        word, behind = self.items[at].folded, self.items[at + 1]
        if word in {"a", "an"} and (
            behind.last in self._known.claim_nouns or self.items[at].last in self._known.claim_nouns
        ):
            return True
        if word != "which" or not self._is_mention(at + 1):
            return False
        cues = (self._known.cues.get(item.folded) for item in self.items[at + 2 : at + 5])
        return any(cue and CueClass.DENY in cue.classes for cue in cues)

    def _is_told_by_others(self, at: int) -> bool:
        """Whether a relative clause follows that others say: *, in a ruling that lawyers said would*."""
        if self.items[at].folded not in ASIDE:
            return False
        for place in range(at + 1, min(at + 6, len(self.items) - 2)):
            if self.items[place].folded in {"that", "which"} and self._is_mention(place + 1):
                return self._sayings.cue_at(place + 2) is not None
        return False

    def _other_saying_follows(self, at: int) -> bool:
        """Whether a verb of saying, with or without a subject of its own, stands behind *and*."""
        if at < len(self.items) and self._sayings.cue_at(at) and self.items[at].kind is ItemKind.WORD:
            return not self.items[at].folded.endswith("ing") or self.items[at - 1].folded == "while"
        mention = self.items[at].mention if at < len(self.items) else None
        if mention is None and at < len(self.items):
            mention = self._cast.after(self._text, self.items[at].span.start)  # the player’s agent, Kofi Asante,
        if mention is None:
            return False
        for place in range(at + 1, min(at + 20, len(self.items))):
            if self._sayings.cue_at(place):
                saying = self._sayings.saying_at(place)
                beside = self.items[place].span.start <= mention.extent.end + _NEAR
                return beside or bool(saying and mention in saying.speakers)
        return False

    def _behind(self, saying: Saying) -> int:
        """The item behind a verb of saying and a subject that follows it."""
        return max(saying.place, self._last_speaker(saying)) + 1

    def _closes(self, saying: Saying) -> bool:
        """Whether nothing of a clause follows the verb: a mark, the end, or *on Friday*, *in a statement*."""
        after = self._behind(saying)
        if after < len(self.items) and self._base(saying) in self._known.hearing and self._is_mention(after):
            after += 1
        if after + 1 < len(self.items) and self.items[after].folded.endswith("ly"):
            after += 1  # shortly after noon
        if after >= len(self.items) or self.items[after].kind is ItemKind.SIGN:
            return after >= len(self.items) or self.items[after].folded != ":"
        return self.items[after].folded in ASIDE or self.items[after].folded in self._known.calendar

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
        """Where the clause that holds an item begins: behind a dash, a semicolon or *and*, or with the frame."""
        while at > 0 and self.items[at - 1].folded not in {";", "—", ":"} and not self._ends_dateline(at - 1):
            at -= 1
        return self._skip_lead(at)

    def _ends_dateline(self, at: int) -> bool:
        """Whether a dash ends what stands before the first words of a paragraph: *VALDORRA, March 3 (AFP) - *."""
        if self.items[at].folded not in {"-", "–"} or not self._frame.opens or at > _LONGEST_DATELINE:
            return False
        start, end = self.items[at].span.start, self.items[at].span.end
        free = self._text[start - 1 : start].isspace() and self._text[end : end + 1].isspace()
        return free and at > 0 and self._is_mention(0) and not self._holds_verb(0, at)

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

    def _from_subject(self, saying: Saying) -> Clause:
        """From the subject, or from the verb where it has none of its own, to the clause's end."""
        first = self._subject_place(saying)
        begin = saying.place if first is None or saying.borrowed else first
        return self._clause(begin, self._content_end(saying.place))

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

    def _last_word(self, item: Item) -> str:
        return item.span.of(self._text).casefold().split()[-1]
