"""Agreements in a text: where one is named, which one the article is about, and what is said to stand in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ...domain.readings import Sentence
from ...domain.spans import Span
from ..lexicon import Instruments
from ..wordlists import any_of, lower_in_place, whole_words

# Between an instrument and its verb so much may stand (*The treaty, signed in a ceremony at the Kremlin, covers*).
_APART = 160
_LEFT = 60
_LONGEST = 2000
_OLD_YEAR = re.compile(
    r"\s{1,2}(?:of|from|signed in|dating from|concluded in|in)\s(?:[^\W\d_]{3,9}\s)?(?:1[5-9]|20)\d\d\b"
)
_YEAR_BEFORE = re.compile(r"\b(?:1[5-9]|20)\d\d(?: [^\W\d_][\w-]*){0,3} $")
_REPLACED = re.compile(r"\b(?:replac(?:es?|ed|ing)|supersed(?:es?|ed|ing)|supplants?|in place of) (?:[\w’'–-]+ ){0,4}$")
_APPOSITION = re.compile(r"(?: [^,.;:]{1,60})?, (?:an?|the) (?:[\w’'–-]+ ){0,4}")
_PIECES = re.compile(r"[\w’'-]+")
# *They signed a second pact* is of today’s, *they asked for the second pact* of another.
_SIGNED = re.compile(r"\b(?:sign|initial|ink|conclud|seal|adopt)\w* an? [^.;,]*$")
_SUBJECT_BREAKS = re.compile(r"[.;:?!]|\b(?:said|says|told|accused|argued|where|unless|because)\b")


@dataclass(frozen=True, slots=True)
class InstrumentMention:
    """A noun for an agreement; `former` where the words beside it make it an older or another one."""

    span: Span
    noun: str
    former: bool
    sentence: int


class InstrumentWords:
    """The lexicon's lists as expressions, made once."""

    def __init__(self, lists: Instruments) -> None:
        self.lists = lists
        self.nouns = whole_words(lists.nouns)
        self.coverage = whole_words(lists.coverage)
        self.undertakings = whole_words(lists.undertakings)
        self.discussion = whole_words(lists.discussion)
        self.exclusion = whole_words(lists.exclusion)
        self.containing = whole_words(lists.containing)
        self.replacing = whole_words(lists.replacing)
        self.running = whole_words(lists.running)
        self.signature = whole_words(lists.signature)
        self.signing = whole_words(lists.signing)
        self.meetings = whole_words(lists.meetings)
        self.venues = whole_words(lists.venues)
        self.papers = re.compile(rf"\b(?:{any_of(lists.papers)}|{any_of(lists.players)})s?\b[^.;]*$")
        self.player = re.compile(rf"\b(?i:{any_of(lists.players)}) [A-Z][^.;]*$")
        self.to_come = re.compile(rf"\b(?:{any_of(lists.to_come)})\b(?: \w+){{0,2}} $|n[’']t $")
        self.attending = re.compile(rf"\b(?:{any_of(lists.attending)})\w*")
        self.roles = _roles(lists)
        self.brokering = re.compile(rf"\b(?:{any_of(lists.brokering)})\b[^.;,]*")


def _roles(lists: Instruments) -> re.Pattern[str]:
    """Offices in the plural, as they sign together: *presidents*, *the energy ministers*."""
    leaders = any_of((*lists.leaderships, *(f"{leader}s" for leader in lists.leaders)))
    ministers = rf"(?:(?!(?:{any_of(lists.before_ministers)}) )[a-z]+ )?ministers"
    return re.compile(rf"\b(?P<role>{ministers}|{leaders})\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def instrument_words(lists: Instruments) -> InstrumentWords:
    """The expressions of a lexicon's lists."""
    return InstrumentWords(lists)


def _mention(text: str, match: re.Match[str], starts: Sequence[int], lists: Instruments) -> InstrumentMention:
    sentence = bisect_right(starts, match.start()) - 1
    floor = max(starts[sentence] if sentence >= 0 else 0, match.start() - _LEFT)
    former = _is_former(text, text[floor : match.start()], match.end(), lists)
    return InstrumentMention(Span(match.start(), match.end()), match.group(), former, sentence)


def _is_former(text: str, left: str, end: int, lists: Instruments) -> bool:
    """Whether an adjective or a year beside the noun makes it an older instrument."""
    if _YEAR_BEFORE.search(left) or _REPLACED.search(left) or _OLD_YEAR.match(text, end, end + _LEFT):
        return True
    clause = re.split(r"[,;:()“”]|\b(?:the|a|an|of|in|on|with|which|that|and)\b", left.rsplit("\n", 1)[-1])
    article = re.search(r"\b(?:a|the|an|this|its|their) (?P<words>[^,;:()“”]*)$", left)
    words = _PIECES.findall((article["words"] if article else clause[-1]).lower())
    if not lists.further.isdisjoint(words) and not _SIGNED.search(left):
        return True
    return not lists.former.isdisjoint(words)


class Statements:
    """What the sentences say of the article's instrument.

    `quoted` are the quotations of the text. Lists of words are looked for in `small`, the text in small letters.
    """

    def __init__(self, text: str, sentences: Sequence[Sentence], quoted: Sequence[Span], lists: Instruments) -> None:
        self.text, self.small, self.quoted = text, lower_in_place(text), quoted
        # What is longer is no sentence of prose; only its first part is looked at, so that time stays linear.
        self.spans = tuple(Span(s.span.start, min(s.span.end, s.span.start + _LONGEST)) for s in sentences)
        self.words = instrument_words(lists)
        self.mentions = tuple(m for m in self._find_mentions() if self._is_in_prose(m))
        self._by_sentence: dict[int, list[InstrumentMention]] = {}
        for mention in self.mentions:
            self._by_sentence.setdefault(mention.sentence, []).append(mention)

    def _find_mentions(self) -> Iterator[InstrumentMention]:
        """Every noun for an agreement, in order."""
        starts = [span.start for span in self.spans]
        before: InstrumentMention | None = None
        for match in self.words.nouns.finditer(self.small):
            mention = _mention(self.text, match, starts, self.words.lists)
            if before and before.former and self._is_beside(before, mention):
                mention = replace(mention, former=True)
            before = mention
            yield mention

    def _is_beside(self, one: InstrumentMention, other: InstrumentMention) -> bool:
        """Whether the other stands behind a comma as another word for the one: *the old pact, a fisheries treaty*."""
        between = self.text[one.span.end : min(other.span.start, one.span.end + _APART)]
        return one.sentence == other.sentence and _APPOSITION.fullmatch(between) is not None

    def _is_in_prose(self, mention: InstrumentMention) -> bool:
        return mention.sentence >= 0 and mention.span.start < self.spans[mention.sentence].end

    def sentence_at(self, place: int) -> Span:
        """The sentence in which a place lies, or the one before it."""
        return self.spans[max(0, bisect_right(self.spans, place, key=lambda span: span.start) - 1)]

    def in_sentence(self, index: int) -> list[InstrumentMention]:
        """The mentions in one sentence."""
        return self._by_sentence.get(index, [])

    def is_quoted(self, place: int) -> bool:
        """Whether a place lies inside a quotation."""
        return bool(self.quotes_at(place))

    def quotes_at(self, place: int) -> list[Span]:
        """The quotations in which a place lies."""
        after = bisect_right(self.quoted, place, key=lambda span: span.start)
        return [span for span in self.quoted[max(0, after - 3) : after] if span.start <= place < span.end]

    def speaks_on(self, index: int) -> bool:
        """Whether a sentence opens with a word for the instrument of the sentences before (*The text*, *It*)."""
        opening = self.spans[index].of(self.text)[:_LEFT]
        return bool(_OPENING.match(opening)) and self._goes_on(index)

    def covered(self) -> Iterator[Span]:
        """Stretches that name what the instrument covers: after its verb, after *shall*, in a list of its articles."""
        for index in range(len(self.spans)):
            yield from self.covered_in(index)

    def covered_in(self, index: int) -> Iterator[Span]:
        """Such stretches of one sentence."""
        span = self.spans[index]
        if start := self._first_covering(index, span):
            yield from self._kept(Span(start, span.end))
        elif found := self.words.undertakings.search(self.small, span.start, span.end):
            if not self.is_quoted(found.start()) and self._is_of_parties(index, found.start()):
                yield from self._kept(Span(found.end(), span.end))
        elif self._is_answer(index):
            yield from self._kept(span)

    def _first_covering(self, index: int, span: Span) -> int | None:
        """Where the list begins that the instrument's verb, or *under the treaty*, opens."""
        under = _UNDER.match(self.text, span.start, span.end)
        if under and self._names_instrument(index, under.end() - 1):
            return under.end()
        listed = _LISTED.search(self.text, span.start, span.end)
        if listed and not self.is_quoted(listed.start()):
            return listed.end()
        for found in self.words.coverage.finditer(self.small, span.start, span.end):
            if self.is_quoted(found.start()) or self._is_denied(span.start, found.start()):
                continue
            if self._is_subject(index, span.start, found.start()):
                return found.end()
        return None

    def _names_instrument(self, index: int, place: int) -> bool:
        return any(m.span.start < place and not m.former for m in self.in_sentence(index)) or index < 0

    def _is_of_parties(self, index: int, place: int) -> bool:
        """Whether who undertakes are the parties: an article of the text, or the lede."""
        return index < _LEDE or "arties" in self.text[self.spans[index].start : place] or bool(self.in_sentence(index))

    def _is_denied(self, start: int, place: int) -> bool:
        left = self.text[max(start, place - 24) : place]
        return bool(re.search(r"\b(?:not|never|no|n[’']t)\b|n[’']t\b", left))

    def _is_subject(self, index: int, start: int, verb: int) -> bool:
        """Whether the instrument is the subject of a verb: nearest before it, with no other clause between."""
        left = self.text[max(start, verb - _APART) : verb]
        subjects = [m for m in self.in_sentence(index) if max(start, verb - _APART) <= m.span.start < verb]
        for subject in reversed(subjects):
            if subject.former or self.is_quoted(subject.span.start):
                continue
            if self._reaches(self.text[subject.span.end : verb], self.text[start : subject.span.start]):
                return True
        return bool(_REFERENCE.search(left)) and not _RELATIVE_END.search(left) and self._goes_on(index)

    def _reaches(self, between: str, before: str) -> bool:
        """Whether only an insertion in commas parts noun and verb, and no preposition governs the noun."""
        plain = re.sub(r",[^,]*,", " ", between).strip(" ”’\"'")
        if _SUBJECT_BREAKS.search(between) or len(plain.split()) > 6 or "," in plain:
            return bool(_RELATIVE.fullmatch(plain)) if not _SUBJECT_BREAKS.search(between) else False
        last = re.search(
            r"\b(of|in|with|by|to|for|from|under|about|at|on|between)\s(?:the|a|an|this|its|"
            r"their)?\s?(?:[\w’'–-]+\s){0,3}$",
            before,
        )
        return not last or "(" in before or bool(_RELATIVE.fullmatch(plain))

    def _goes_on(self, index: int) -> bool:
        """Whether *it*, *the text* or *a separate annex* can mean the instrument of the sentences before."""
        near = range(max(0, index - 4), index + 1)
        return any(not m.former for i in near for m in self.in_sentence(i)) or bool(
            any(_REFERENCE.search(self.spans[i].of(self.text).rstrip(".”")) for i in near)
        )

    def _is_answer(self, index: int) -> bool:
        """Whether a sentence answers *What does the text cover?*, the speaker's label standing between."""
        if index == 0:
            return False
        span = self.spans[index - 1]
        if self.text[span.end - 1] != "?" or not self.words.coverage.search(self.small, span.start, span.end):
            return False
        return bool(_REFERENCE_NOUN.search(self.text, span.start, span.end))

    def _kept(self, span: Span) -> Iterator[Span]:
        """The stretch up to where it says what is left out, or goes on to something else."""
        end = _TURN.search(self.text, span.start, span.end)
        yield Span(span.start, end.start() if end else span.end)


_LEDE = 2
_UNDER = re.compile(r"Under (?:the|this|its) (?:[\w’'–-]+ ){0,8}?[\w’'-]+,")
_LISTED = re.compile(
    r"\b(?:articles|chapters|annexes|sections|clauses|provisions),? (?:on|about|covering|dealing with) "
)
_REFERENCE = re.compile(
    r"(?:^|[.,;:?!]\s|\b(?:[Aa]nd|But|said|that)\s)(?:\d\d:\d\d )?(?:[Ii]t|(?:[Tt]he|[Tt]his|[Aa]|[Aa]n) (?:new |"
    r"separate |final |joint |[\w-]+-page )?"
    r"(?:text|document|paper|package|annex|instrument|plan|[\w-]+ annex))\b[^.;]*$"
    r"|(?:about|of) the (?:text|document)\b[^.;]*$"
)
_OPENING = re.compile(
    r"(?:\d\d:\d\d )?(?:[^.,:;]{0,40}: )?(?:It|The (?:new |final )?(?:text|document|paper|package|instrument|"
    r"plan)|Here is what we know about the text)\b"
)
_REFERENCE_NOUN = re.compile(r"\b(?:text|document|treaty|pact|agreement|accord|deal|memorandum|protocol|it)\b")
_RELATIVE = re.compile(r"(?:that|which|and|also|will|would|,|\s|formally|further|further|now)*")
_RELATIVE_END = re.compile(r"\b(?:that|which|who)\s(?:also\s)?$")
_TURN = re.compile(
    r"\b(?:but not|except|excluding|rather than|instead of|without|as well as the interests|not including|nor|"
    r"and may extend|in return for sanctions|while|whereas|demonstrating|unless|beyond|although|which sources)\b|"
    r"; (?:but|it does not)"
)
