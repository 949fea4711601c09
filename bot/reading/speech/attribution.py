"""Who said what stands in quotation marks, how that was decided, and through whom the words came.

For each quotation: the saying behind it (*“…,” she told AFP*), the nearest one before it (*she said: “…”*), a colon
behind a name; where its own sentence has none, the quotation that it continues, or the sentence that leads up to it.
What nothing attributes stays unattributed; what is no speech (`speech`) is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from ...domain.readings import Attribution, Decided, NameKind, Quote, QuoteKind
from ...domain.spans import Span
from ..cast import Cast, Mention, MentionForm
from ..lexicon import Lexicon
from ..text.quotations import Quotation
from ..vocabulary import CueClass, Vocabulary, open_vocabulary
from .frames import Frame, Frames, ItemKind
from .papers import Papers
from .phrasings import Saying
from .relays import find_relay
from .sayings import Sayings, stretch_before, stretch_behind
from .speech import is_name_of_something, is_utterance
from .turns import Turns
from .unsaid import Unsaid

_NOBODY = Attribution(Decided.UNATTRIBUTED)
_AUTHORS = frozenset({NameKind.PERSON})
_LONGEST_WORD_UNSAID = 5
_ENDS_OPEN = ",?!…—–-"
_MARK_AND_SPACE = 4
_BEING = frozenset({"was", "were", "is", "are"})
# What stands behind *was asked* where the question is another one.
_WANTED = frozenset({"to", "for", "if", "whether", "about", "why", "how", "what", "who"})


def attribute_quotations(text: str, frames: Frames, cast: Cast, lexicon: Lexicon) -> tuple[Quote, ...]:
    """Turn the quotations that are speech into quotes with their speakers, in order of their marks."""
    turns = Turns(text, frames.own, open_vocabulary(lexicon), lexicon.quotations)
    desk = _Attributor(text, cast, lexicon, frames, turns)
    for frame, following in zip_longest(frames.own, frames.own[1:]):
        desk.read(frame, following)
    return tuple(sorted((*desk.quotes, *turns.quotes()), key=lambda quote: (quote.marks.start, -quote.marks.end)))


@dataclass(slots=True)
class _Before:
    """What has been read before a frame: the frame, and the last attribution in it if it had speech."""

    frame: Frame
    attribution: Attribution | None


class _Attributor:
    """Reads frame after frame, and remembers the one before: a quotation may continue what stands there."""

    def __init__(self, text: str, cast: Cast, lexicon: Lexicon, frames: Frames, turns: Turns) -> None:
        self.quotes: list[Quote] = []
        self._text = text
        self._cast = cast
        self._facts = lexicon.quotations
        self._unsaid = lexicon.unsaid
        self._known: Vocabulary = open_vocabulary(lexicon)
        self._frames = frames
        self._turns = turns
        self._before: _Before | None = None
        self._papers = Papers(text, self._known)
        self._turned: dict[int, Attribution] = {}

    def read(self, frame: Frame, following: Frame | None) -> None:
        """Read one of the reporter's frames and the quotations nested in its quotations."""
        self._papers.forget(frame)
        last: Attribution | None = None
        sayings = Sayings(frame, self._text, self._cast, self._known)
        spoken: list[int] = []
        places = frame.quotes
        for index, place in enumerate(places):
            quotation = frame.quotation_at(place)
            attribution = self._by_tail(frame, place, following)
            before = spoken[-1:]  # a title ends no stretch of a sentence
            quotes = (*before, *places[index : index + 2])
            owner = sayings.owner_beside(place)
            attribution = attribution or (self._by_mention(owner, None, None) if owner else None)
            attribution = attribution or self._attribute(frame, sayings, quotes, len(before), last)
            if attribution is not None:
                if owner is None:
                    last = attribution
                    spoken.append(place)
                if quotation.dashed:
                    self._turned[quotation.paragraph] = attribution
                self.quotes.append(self._quote(frame, place, quotation, attribution))
            self._read_nested(quotation, attribution)
        self._before = _Before(frame, last)
        self._papers.go_on(last, frame.paragraph)
        self._papers.note(frame, sayings)

    def _quote(self, frame: Frame, place: int, quotation: Quotation, attribution: Attribution) -> Quote:
        kind = self._kind(frame, place, quotation)
        nested = frame.inside is not None or self._turns.holds(frame)
        return Quote(quotation.span, quotation.marks, attribution, kind, nested=nested)

    def _attribute(
        self, frame: Frame, sayings: Sayings, quotes: Sequence[int], index: int, last: Attribution | None
    ) -> Attribution | None:
        """The attribution of one quotation of a frame; None where it is no speech."""
        place = quotes[index]
        quotation = frame.quotation_at(place)
        saying = self._find_saying(frame, sayings, quotes, index)
        content = quotation.span.of(self._text)
        carries = quotation.continued or quotation.continues
        if not carries and is_name_of_something(frame, place, content, saying, self._facts, self._known):
            return None
        if saying and (saying.speakers or saying.cue):
            nobody = not saying.speakers and last is None and not self._is_close(frame, saying, place)
            unsaid = self._is_word_unsaid(frame, saying, place, content)
            unsaid = unsaid or (nobody and saying.place < place and not is_utterance(content, frame, place))
            return None if unsaid else self._by_saying(frame, saying, last, place)
        if introducer := self._colon_before(frame, sayings, quotes, index):
            return self._by_mention(introducer, None, self._relay(frame, None))
        if index and last:
            return replace(self._carried(last), cue=last.cue)
        if not carries and not is_utterance(content, frame, place):
            return None
        return self._carried_in(frame, place, quotation)

    def _is_word_unsaid(self, frame: Frame, saying: Saying, place: int, content: str) -> bool:
        """Whether a few words are spoken of as what nobody says: *Nobody said “crisis”*, *would have said “no”*."""
        led = place > 0 and frame.items[place - 1].folded in {",", ":"}
        if led or not content[:1].islower() or len(content.split()) > _LONGEST_WORD_UNSAID:
            return False
        unsaid = self._unsaid_in(frame)
        only_word = " " not in content or CueClass.ASK in saying.classes or unsaid.is_idle(saying)
        return only_word and unsaid.denies(saying, place)

    def _find_saying(self, frame: Frame, sayings: Sayings, quotes: Sequence[int], index: int) -> Saying | None:
        """The saying that governs a quotation: close before it, behind it, or further before."""
        before = sayings.last_before(*stretch_before(frame, quotes, index))
        if before and self._unsaid_in(frame).supposes(before, quotes[index]):
            before = None
        elif before and not before.borrowed and before.speakers and self._is_close(frame, before, quotes[index]):
            return before
        if self._may_have_tail(frame, quotes, index):
            behind = sayings.first_after(*stretch_behind(frame, quotes, index))
            if behind and not (before and before.speakers and self._only_passes_on(behind)):
                return behind
        return before

    def _only_passes_on(self, saying: Saying) -> bool:
        """*according to AFP* behind somebody's words: AFP is no speaker."""
        return bool(saying.speakers) and saying.speakers[0].kind is NameKind.OUTLET

    def _is_close(self, frame: Frame, saying: Saying, place: int) -> bool:
        """Whether a cue stands right before a quotation, or with a comma or colon between."""
        if place and frame.items[place - 1].folded in {",", ":"}:
            return True
        between = frame.items[saying.place + 1 : place]
        return all(item.folded in {"that", "as", "it", "them"} or item.kind is ItemKind.SIGN for item in between)

    def _by_tail(self, frame: Frame, place: int, following: Frame | None) -> Attribution | None:
        """*“Will they pay?” Cruz asked.*: a saying that looks like a sentence of its own behind a mark of its own."""
        quotation = frame.items[place].quotation
        if quotation is None or following is None or following.opens or place + 1 < len(frame.items):
            return None
        led = place > 0 and frame.items[place - 1].folded == ":"
        if self._last_sign(quotation) not in "?!…—–" or led:
            return None
        if _is_asked(following):
            return _NOBODY
        saying = Sayings(following, self._text, self._cast, self._known).tail()
        return self._by_saying(following, saying, None, -1) if saying else None

    def _last_sign(self, quotation: Quotation) -> str:
        """The last character of what is quoted, but for the marks that close a quotation nested there."""
        words = quotation.span.of(self._text)
        return (words.rstrip("'’”\"»") or words)[-1]

    def _may_have_tail(self, frame: Frame, quotes: Sequence[int], index: int) -> bool:
        """Whether a saying may follow: the words end with a comma or stay open, or the quotation opens its sentence."""
        place = quotes[index]
        quotation = frame.quotation_at(place)
        if place == 0 or self._last_sign(quotation) in _ENDS_OPEN:
            return True
        return place + 1 < len(frame.items) and frame.items[place + 1].folded in {",", "–", "—"}

    def _colon_before(self, frame: Frame, sayings: Sayings, quotes: Sequence[int], index: int) -> Mention | None:
        """Who stands before a colon without a verb of saying: *Cruz: “…”*; or behind one: *“…”: Cruz*."""
        begin, end = stretch_before(frame, quotes, index)
        if end > begin and frame.items[end - 1].folded == ":":
            return sayings.named_before(begin, end - 1) or sayings.main_subject(begin, end)
        after = frame.items[end + 1 : end + 3]
        if end == 0 and len(after) == 2 and after[0].folded in {":", "–", "—"} and after[1].mention:
            return after[1].mention
        return None

    def _by_saying(self, frame: Frame, saying: Saying, last: Attribution | None, quoted: int) -> Attribution:
        """Who is the subject of a saying, of the quotation at a place; nobody where it tells that nobody said it."""
        cue = saying.cue.span if saying.cue else None
        if self._unsaid_in(frame).denies(saying, quoted):
            return replace(_NOBODY, cue=cue)
        relay = self._relay(frame, saying)
        if not saying.speakers:
            carries = saying.borrowed and last is not None
            carried = self._carried(last) if carries and last else replace(_NOBODY, via=relay)
            return replace(carried, cue=cue)
        mention = saying.speakers[0]
        if (
            person := self._author(mention)
            or self._papers.writer(frame, mention)
            or self._turns.person_meant(frame, mention.span.of(self._text))
        ):
            decided = Decided.PRONOUN if mention.form is MentionForm.PRONOUN else Decided.NAMED
            return Attribution(decided, person.full, mention.span, cue, relay)
        found = self._by_mentions(saying.speakers, cue, relay)
        if saying.borrowed and found.speaker and last and last.speaker == found.speaker:
            return replace(found, decided=Decided.CARRIED, via=found.via or last.via)
        return found

    def _unsaid_in(self, frame: Frame) -> Unsaid:
        return Unsaid(frame, self._known, self._unsaid, self._before.frame if self._before else None)

    def _author(self, document: Mention) -> Mention | None:
        """Whose *her report* is: that of the person whom the sentence before is about."""
        if document.kind is not NameKind.DOCUMENT or self._before is None or self._papers.owner_of_words(document):
            return None
        owner = document.span.of(self._text).split(maxsplit=1)[0].lower()
        if owner not in {"his", "her", "their"}:
            return None
        sayings = Sayings(self._before.frame, self._text, self._cast, self._known)
        return sayings.main_subject(kinds=_AUTHORS)

    def _by_mentions(self, mentions: Sequence[Mention], cue: Span | None, relay: str | None) -> Attribution:
        if len(mentions) == 1:
            return self._by_mention(mentions[0], cue, relay)
        names = [mention.full for mention in mentions if mention.full]
        if len(names) < len(mentions):
            return self._by_mention(mentions[-1], cue, relay)
        span = mentions[0].span.hull(mentions[-1].span)
        return Attribution(Decided.NAMED, " and ".join(names), span, cue, relay)

    def _by_mention(self, mention: Mention, cue: Span | None, relay: str | None) -> Attribution:
        if issuer := self._papers.issuer(mention) or self._papers.goes_on(mention, cue):
            return Attribution(Decided.CARRIED, issuer, mention.span, cue, None if relay == issuer else relay)
        full = self._papers.owner_of_words(mention) or mention.full or self._papers.document(mention)
        if full is None:
            return Attribution(Decided.UNATTRIBUTED, None, mention.span, cue, relay)
        decided = Decided.PRONOUN if mention.form is MentionForm.PRONOUN else Decided.NAMED
        return Attribution(decided, full, mention.span, cue, None if relay == full else relay)

    def _carried(self, attribution: Attribution) -> Attribution:
        decided = Decided.CARRIED if attribution.speaker else Decided.UNATTRIBUTED
        return replace(attribution, decided=decided, cue=None)

    def _carried_in(self, frame: Frame, place: int, quotation: Quotation) -> Attribution:
        """Whose words stand alone: as the quotation that they continue, or of whom the sentence before is about."""
        before = self._before
        if quotation.dashed:
            return self._alternating(quotation)
        if before is None or place or before.frame.paragraph < frame.paragraph - 1:
            return _NOBODY
        alone = len(frame.items) == 1
        if frame.opens and not quotation.continued and (not alone or self._asks(before.frame)):
            return _NOBODY
        if before.frame.items[-1].folded == ":":
            return self._introduced(before.frame)
        if before.attribution or quotation.continued:
            return self._carried(before.attribution) if before.attribution else _NOBODY
        sayings = Sayings(before.frame, self._text, self._cast, self._known)
        introducer = sayings.main_subject()
        return self._carried(self._by_mention(introducer, None, None)) if introducer else _NOBODY

    def _asks(self, before: Frame) -> bool:
        """Whether somebody puts a question to another there: what opens the next paragraph is not the asker’s."""
        cues = (self._known.cues.get(item.folded) for item in before.items if item.kind is ItemKind.WORD)
        begin, end = before.items[0].span.start, before.items[-1].span.end
        question = "?" in self._text[max(0, begin - _MARK_AND_SPACE) : end]
        return question and any(cue is not None and CueClass.ASK in cue.classes for cue in cues)

    def _alternating(self, quotation: Quotation) -> Attribution:
        """Whose words a dash introduces where no verb of saying tells it: two talk by turns."""
        here = quotation.paragraph
        if here - 1 not in self._turned:
            return _NOBODY
        return self._carried(self._turned.get(here, self._turned.get(here - 2, _NOBODY)))

    def _introduced(self, before: Frame) -> Attribution:
        """Who speaks behind a sentence that ends with a colon."""
        sayings = Sayings(before, self._text, self._cast, self._known)
        saying = sayings.last_before(0, len(before.items))
        if saying and saying.speakers:
            return self._by_saying(before, saying, None, len(before.items))
        introducer = sayings.main_subject()
        return self._by_mention(introducer, None, self._relay(before, None)) if introducer else _NOBODY

    def _relay(self, frame: Frame, saying: Saying | None) -> str | None:
        if saying and saying.relay:
            return saying.relay.full
        return find_relay(frame, saying, self._known, self._facts)

    def _kind(self, frame: Frame, place: int, quotation: Quotation) -> QuoteKind:
        """Direct where nothing of the reporter's sentence runs into the words."""
        if quotation.continued or quotation.continues or (place == 0 and self._is_whole(frame, place, quotation)):
            return QuoteKind.DIRECT
        before = frame.items[place - 1] if place else None
        capital = quotation.span.of(self._text).lstrip("'\"‘“[(…")[:1].isupper()
        if before and before.folded in {",", ":", ";", "–", "—"}:
            split = before.folded == "," and self._follows_direct(frame)
            return QuoteKind.DIRECT if capital or split or before.folded == ":" else QuoteKind.PARTIAL
        return (
            QuoteKind.DIRECT if capital and before and before.folded in {"that", "said", "says"} else QuoteKind.PARTIAL
        )

    def _is_whole(self, frame: Frame, place: int, quotation: Quotation) -> bool:
        if len(frame.items) == 1 or self._last_sign(quotation) in ",.?!…—–-":
            return True
        return frame.items[place + 1].kind is ItemKind.SIGN

    def _follows_direct(self, frame: Frame) -> bool:
        """Whether a quotation is the second half of one that the reporter's *she said* splits."""
        return frame.items[0].kind is ItemKind.QUOTE

    def _read_nested(self, quotation: Quotation, outer: Attribution | None) -> None:
        for frame in self._frames.inside(quotation):
            sayings = Sayings(frame, self._text, self._cast, self._known)
            quotes = frame.quotes
            for index, place in enumerate(quotes):
                nested = frame.quotation_at(place)
                attribution = self._attribute_nested(frame, sayings, quotes, index, outer)
                if attribution is not None:
                    self.quotes.append(self._quote(frame, place, nested, attribution))
                self._read_nested(nested, attribution)

    def _attribute_nested(
        self, frame: Frame, sayings: Sayings, quotes: Sequence[int], index: int, outer: Attribution | None
    ) -> Attribution | None:
        """Inside a quotation only what a verb of saying introduces right there is speech; *I* is the outer speaker."""
        place = quotes[index]
        nested = frame.quotation_at(place)
        saying = self._find_saying(frame, sayings, quotes, index)
        content = nested.span.of(self._text)
        if saying is None or is_name_of_something(frame, place, content, saying, self._facts, self._known):
            return None
        if not self._is_close(frame, saying, place) and saying.place < place:
            return None
        before = {item.folded for item in frame.items[max(0, saying.place - 3) : saying.place]}
        cue = saying.cue.span if saying.cue else None
        if self._unsaid_in(frame).denies(saying, place):
            return replace(_NOBODY, cue=cue) if " " in content else None  # he won’t say ‘protocol’
        if before & {"i", "we"} and outer:
            return replace(outer, decided=Decided.PRONOUN if outer.speaker else Decided.UNATTRIBUTED, cue=cue)
        if content[:1].islower() and place and frame.items[place - 1].folded not in {",", ":", "that"}:
            return None
        return self._by_mentions(saying.speakers, cue, None) if saying.speakers else replace(_NOBODY, cue=cue)


def _is_asked(frame: Frame) -> bool:
    """Whether a sentence tells of whom something is asked, and not by whom: *Renner was asked*, but not *to go*."""
    words = [item.folded for item in frame.items]
    passive = (at for at, word in enumerate(words[1:4], start=1) if word == "asked" and words[at - 1] in _BEING)
    return any(not words[at + 1 : at + 2] or words[at + 1] not in _WANTED for at in passive)
