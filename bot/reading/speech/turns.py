"""Turns of a transcript or an interview: paragraphs that a name and a colon open, or *A:* where *Q:* asks.

The words behind such a label are its bearer's, though no quotation marks stand around them: a turn is one quotation,
to the end of its paragraph, and so is each paragraph in which it runs on. What the other side only asks (*Q:*, an
outlet, the interviewer) is quoted from nobody. In a turn *I* is who speaks there, *you* the other one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from ...domain.readings import Attribution, Decided, NameKind, Quote, QuoteKind
from ...domain.spans import Span
from ..cast import Mention, MentionForm
from ..speech_lists import QuotationFacts
from ..vocabulary import Vocabulary
from .frames import Frame, Item, ItemKind
from .relays import is_outlet

_FIRST = frozenset({"i", "we"})
_SECOND = frozenset({"you"})
_MINE = frozenset({"i", "me", "my"})
_OURS, _YOURS = _FIRST | _MINE | {"us", "our"}, _SECOND | {"your"}
ADDRESSING = _OURS | _YOURS
_NOBODY = Attribution(Decided.UNATTRIBUTED)
# How many items a label may have: a name, an office, a time, marks of bold type.
_LONGEST_LABEL = 14
# How many letters the initials of an interviewer or an outlet have at most.
_MOST_INITIALS = 3
# What ends words in quotation marks that are somebody's whole, not a word in a sentence.
_CLOSING = frozenset(".,!?…—–")
_SPOKEN_ENDS = frozenset('.!…)”"’')
_MARKUP = frozenset({"*", "_", "[", "("})


@dataclass(frozen=True, slots=True)
class _Turn:
    """A paragraph with a label: who stands there, the words of the label that say so, and those behind it.

    A paragraph without one in which a turn runs on is `carried`.
    """

    paragraph: int
    label: Span
    key: str
    words: Span
    mention: Mention | None
    marked: bool
    asks: bool
    carried: bool = False


class Turns:
    """Whose turn each paragraph is, where a text has turns."""

    def __init__(self, text: str, frames: Sequence[Frame], vocabulary: Vocabulary, facts: QuotationFacts) -> None:
        self._text, self._known, self._facts = text, vocabulary, facts
        self._frames = frames
        self._letters = vocabulary.askers | vocabulary.answerers
        self._turns: dict[int, _Turn] = {}
        found = list(self._find())
        said = list(self._said(found))
        if self._are_turns(said):
            self._turns = {turn.paragraph: replace(turn, asks=True) for turn in found}
            said = list(self._spoken(said))
            self._turns |= {turn.paragraph: turn for turn in said}
        self._answers = self._asked() if self._turns else None
        if self._turns:
            self._turns |= {turn.paragraph: turn for turn in self._run_on()}
        speakers = {turn.mention.full: turn.mention for turn in said if turn.mention and turn.mention.full}
        self._others: dict[str, Mention | None] = {}
        if len(speakers) == 2:
            first, second = speakers.values()
            self._others = {first.full or "": second, second.full or "": first}

    def person_meant(self, frame: Frame, pronoun: str) -> Mention | None:
        """Whom *I* or *you* means in a turn; None for other words, outside of turns, or where three people talk."""
        turn = self._turns.get(frame.paragraph)
        word = pronoun.lower()
        if turn is None or turn.mention is None or word not in _FIRST | _SECOND:
            return None
        return turn.mention if word in _FIRST else self._others.get(turn.mention.full or "")

    def holds(self, frame: Frame) -> bool:
        """Whether a frame is a part of what somebody says in their turn."""
        turn = self._turns.get(frame.paragraph)
        return turn is not None and not turn.asks and not turn.marked

    def quotes(self) -> Iterator[Quote]:
        """The words of each turn as a quotation, but for those that have quotation marks of their own."""
        for turn in self._turns.values():
            if not turn.asks and not turn.marked:
                yield Quote(turn.words, turn.words, self._attribution(turn), QuoteKind.DIRECT)

    def _attribution(self, turn: _Turn) -> Attribution:
        if turn.mention:
            decided = Decided.CARRIED if turn.carried else Decided.NAMED
            return Attribution(decided, turn.mention.full, turn.label)
        return Attribution(Decided.CARRIED, self._answers, turn.label) if self._answers else _NOBODY

    def _asked(self) -> str | None:
        """Who answers as *A*: the only person whom the text names before the first question, if told to be asked."""
        first = min(self._turns)
        before = [frame for frame in self._frames if frame.paragraph < first]
        named = {i.mention.full for frame in before for i in frame.items if i.mention and _is_person(i.mention)}
        who = next(iter(named)) if len(named) == 1 else None
        told = (f for f in before if any(i.mention and i.mention.full == who for i in f.items))
        return who if any(self._tells_of_talk(frame) for frame in told) else None

    def _tells_of_talk(self, frame: Frame) -> bool:
        """Whether a statement is of an interview: it says so, or *us*, or names an outlet."""
        words = _OURS | self._facts.interviewing
        after = zip_longest(frame.items, frame.items[1:])
        return any(item.folded in words or self._is_newsroom(item, following) for item, following in after)

    def _find(self) -> Iterator[_Turn]:
        for paragraph, frames in groupby(self._frames, key=lambda frame: frame.paragraph):
            here = list(frames)
            if turn := self._read(paragraph, here[0].items, here[-1].span.end):
                yield turn

    def _run_on(self) -> Iterator[_Turn]:
        """The paragraphs without a label in which turns run on: up to the next label, or to what the newsroom tells.

        Behind the last label, and where each speaks once as in a list of statements, only one with *I* does.
        """
        again = max(Counter(turn.key for turn in self._turns.values()).values()) > 1
        last = max(self._turns)
        turn: _Turn | None = None
        for paragraph, frames in groupby(self._frames, key=lambda frame: frame.paragraph):
            if labelled := self._turns.get(paragraph):
                turn = None if labelled.marked or labelled.asks else labelled
                continue
            here = list(frames)
            items = [item for frame in here for item in frame.items]
            words = self._trim(here[0].span.start, here[-1].span.end)
            speaks = (again and paragraph < last) or any(item.folded in _MINE for item in items)
            if turn and speaks and not self._is_told(items, words, turn):
                turn = replace(turn, paragraph=paragraph, words=words, carried=True)
                yield turn
            else:
                turn = None

    def _is_told(self, items: Sequence[Item], words: Span, turn: _Turn) -> bool:
        """Whether a paragraph behind a turn is the newsroom's: a heading, a question, a note, or of who speaks."""
        first, end = items[0], self._text[words.end - 1]
        if end not in _SPOKEN_ENDS or _opens_label(first) or first.kind is ItemKind.QUOTE:
            return True
        if any(item.kind is ItemKind.QUOTE for item in items) and not any(item.folded in ADDRESSING for item in items):
            return True
        who = turn.mention.full if turn.mention else self._answers
        named = (
            item.mention for item in items if item is first or (item.mention and item.mention.form is MentionForm.NAMED)
        )
        return who is not None and any(mention.full == who for mention in named if mention)

    def _said(self, turns: Sequence[_Turn]) -> Iterator[_Turn]:
        """The turns that are somebody's: none of those in which a newsroom answers what it asks itself."""
        explains = self._explains(turns)
        return (turn for turn in turns if not explains or turn.key not in self._letters)

    def _spoken(self, turns: Sequence[_Turn]) -> Iterator[_Turn]:
        """The turns of those who talk: a dateline or a price has a label too, but comes once, a credit no full stop."""
        often = Counter(turn.key for turn in turns)
        mine = self._where(_MINE, turns)
        newsroom = self._newsroom(turns, often)
        whole = {turn.key for turn in turns if self._text[turn.words.end - 1] in _CLOSING | _SPOKEN_ENDS}
        for turn in turns:
            told = often[turn.key] > 1 or turn.paragraph in mine or _is_known(turn)
            if turn.mention is None or (told and (turn.key in whole or _is_person(turn.mention))):
                yield replace(turn, asks=turn.asks or turn.key in newsroom)

    def _newsroom(self, turns: Sequence[_Turn], often: Mapping[str, int]) -> set[str]:
        """The keys of labels that are an outlet's for short: *Courier* or *ET* where it is the Triel Courier's talk.

        Where the text does not name the outlet, what such a label says must be questions for the most part.
        """
        asking = Counter(turn.key for turn in turns if self._text[turn.words.end - 1] == "?")
        shouted = all(turn.label.of(self._text).isupper() for turn in turns)
        short, found = self._short_outlets(), set()
        for turn in turns:
            label, kind = turn.label.of(self._text), turn.mention.kind if turn.mention else NameKind.PERSON
            bare = kind is None or (turn.mention is not None and turn.mention.full == label)
            initials = bare and label.isupper() and len(label) <= _MOST_INITIALS and not shouted
            like = often[turn.key] < 2 * asking[turn.key] and (initials or label.casefold() in self._facts.mastheads)
            if kind is not NameKind.PERSON and (like or label.casefold() in short):
                found.add(turn.key)
        return found

    def _short_outlets(self) -> set[str]:
        """The last words and the initials of the outlets that the text names, folded."""
        pairs = ((i, after) for f in self._frames for i, after in zip_longest(f.items, f.items[1:]))
        named = (i for i, after in pairs if i.mention and i.mention.full and self._is_newsroom(i, after))
        words = [(i.mention.full or "").casefold().split() for i in named if i.mention]
        return {name for each in words for name in (each[-1], "".join(word[0] for word in each)) if len(each) > 1}

    def _read(self, paragraph: int, items: Sequence[Item], end: int) -> _Turn | None:
        """The turn that a paragraph of these items is, if it begins with a label and a colon."""
        first = next((at for at, item in enumerate(items) if not _opens_label(item)), 0)
        last = next((at for at, item in enumerate(items[:_LONGEST_LABEL]) if at > first and item.folded == ":"), 0)
        if not last or not (label := self._label(items[first:last])):
            return None
        behind = last + 1
        while behind < len(items) and items[behind].folded in _MARKUP and items[behind].kind is ItemKind.SIGN:
            behind += 1
        if behind == len(items):
            return None
        words = self._trim(items[behind].span.start, end)
        mention = label.mention
        asks = label.folded in self._known.askers or self._is_newsroom(label, items[last])
        key = (mention.full if mention else None) or label.folded
        named = mention if mention and mention.full and not self._is_letter(label) else None
        marked = self._is_marked(items[behind:])
        return _Turn(paragraph, label.span, key, words, named, marked, asks)

    def _is_marked(self, items: Sequence[Item]) -> bool:
        """Whether a turn is in quotation marks of its own, and does not only begin with a word in them."""
        if items[0].quotation is None:
            return False
        said = items[0].quotation.span.of(self._text)
        return said[-1:] in _CLOSING or all(item.kind is ItemKind.SIGN for item in items[1:2])

    def _label(self, items: Sequence[Item]) -> Item | None:
        """The item that says who stands in a label: a name alone, or with an office or a place behind it."""
        bare = [item for item in items if item.folded not in _MARKUP]
        if not bare or any(item.kind is ItemKind.QUOTE for item in bare):
            return None
        who, rest = bare[0], [item.folded for item in bare[1:]]
        if self._is_letter(who):
            return who if not rest else None
        told = who.mention is not None and who.mention.form is not MentionForm.PRONOUN and who.mention.full is not None
        return who if told and (not rest or rest[0] in {",", ")"} or items[1].folded == "(") else None

    def _is_letter(self, item: Item) -> bool:
        """Whether a label is *Q* or *A*, or one of the words that stand for them."""
        return item.folded in self._letters

    def _is_newsroom(self, label: Item, after: Item | None) -> bool:
        """Whether a label is an outlet's, and not a person's called as one is: Ana Cruz is not of the agency ANA."""
        person = label.mention is not None and label.mention.kind is NameKind.PERSON
        return not person and is_outlet(label, after, self._known, self._facts)

    def _trim(self, start: int, end: int) -> Span:
        while end > start + 1 and self._text[end - 1] in "*_ ":
            end -= 1
        return Span(start, end)

    def _are_turns(self, turns: Sequence[_Turn]) -> bool:
        """Whether labels are a conversation's, and no list's: somebody asks or says *I*, or two say *we* or *you*.

        That a label comes again is not enough: *Labour: 12,340* does so in results. Where none does, all are people's.
        """
        if len(turns) < 2 or not self._is_talk(turns):
            return False
        if max(Counter(turn.key for turn in turns).values()) > 1:
            places = {turn.key: turn.mention is not None and turn.mention.kind is NameKind.COUNTRY for turn in turns}
            return 2 * sum(places.values()) < len(places)
        return all(turn.mention is None or turn.asks or _may_talk(turn.mention) for turn in turns)

    def _is_talk(self, turns: Sequence[_Turn]) -> bool:
        """Whether somebody asks or says *I*, or two turns have *we* or *you*: one may be a reporter's own."""
        if any(turn.key in self._known.askers or self._text[turn.words.end - 1] == "?" for turn in turns):
            return True
        return self._has(_MINE, turns) or len(self._where(ADDRESSING, turns)) > 1

    def _explains(self, turns: Sequence[_Turn]) -> bool:
        """Whether a newsroom answers what it asks for its readers: *Q: Do I have to pay?*, *A: If you own one*.

        Who is asked says *I*, or is called *you* and does not call the reader so.
        """
        asking = [turn for turn in turns if turn.key in self._known.askers]
        answering = [turn for turn in turns if turn.key in self._known.answerers]
        if not asking or not answering:
            return False
        asked = self._has(_YOURS, asking) and not self._has(_YOURS, answering)
        return self._has(_MINE, asking) or not (asked or self._has(_OURS, answering))

    def _has(self, words: Collection[str], turns: Sequence[_Turn]) -> bool:
        return bool(self._where(words, turns))

    def _where(self, words: Collection[str], turns: Sequence[_Turn]) -> set[int]:
        """The paragraphs of those of some turns in which one of some words stands, not counting their labels."""
        starts = {turn.paragraph: turn.words.start for turn in turns}
        here = (frame for frame in self._frames if frame.paragraph in starts)
        said = ((f.paragraph, i) for f in here for i in f.items if i.span.start >= starts[f.paragraph])
        return {paragraph for paragraph, item in said if item.folded in words}


def _opens_label(item: Item) -> bool:
    """Whether an item may stand before a label: marks of bold type, a bracket, a time."""
    return (item.kind is ItemKind.SIGN and item.folded in _MARKUP | {"]", ")"}) or item.folded[:1].isdigit()


def _is_known(turn: _Turn) -> bool:
    """Whether a label that comes once is of somebody who is known or has a title."""
    return turn.mention is not None and turn.mention.kind not in {None, NameKind.COUNTRY, NameKind.DOCUMENT}


def _is_person(mention: Mention) -> bool:
    return mention.kind is NameKind.PERSON and mention.full is not None


def _may_talk(mention: Mention) -> bool:
    return mention.kind in {NameKind.PERSON, NameKind.DESCRIBED}
