"""Verbs of saying in a frame, and who stands beside them as their subject.

English news puts the subject before the verb (*she told AFP*), behind it (*said the minister*), before a description
or a relative clause, or leaves it out where the clause before has it (*and added*, *stating*). *According to* and an
agency that *quoted him as saying* are read here as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...domain.readings import NameKind
from ..cast import Mention
from ..vocabulary import CueClass
from .frames import Frame, Item, ItemKind
from .phrasings import Phrasings, Saying

_OPENERS = frozenset({"is", "was", "are", "were", "as", "how", "what", "then"})
# How many items a verb may stand from its subject or its words: sentences are shorter, lists without an end are not.
_REACH = 150
_LONGEST_TAIL = 6
_LONGEST_OPENING = 16


class Sayings(Phrasings):
    """Finds the sayings of one frame."""

    def first_after(self, begin: int, end: int) -> Saying | None:
        """The saying that a stretch behind a quotation opens with: *said X*, *X said*, *according to X*."""
        place = self._skip(begin, end, {",", "–", "—", "-", ";"})
        if place >= end or self.items[place].folded in self._known.exchange.turning:
            return None
        if phrase := self._phrase(place, end) or self._in_words_of(place, end) or self._by_noun(place, end):
            return phrase
        if wanting := self._by_wanting(place, end):
            return wanting
        if self.cue_at(place) or (self._verbs.is_adverb(place) and place + 1 < end and self.cue_at(place + 1)):
            return self._inverted(place if self.cue_at(place) else place + 1)
        return self._after_subject(self._skip_opening(place, end), end)

    def tail(self) -> Saying | None:
        """The saying that a whole frame consists of (*she asked on Monday.*): nothing that is said follows its verb."""
        saying = self.first_after(0, len(self.items))
        if saying is None or not saying.speakers or saying.cue is None or saying.place > _LONGEST_TAIL:
            return None
        behind = self.items[saying.place + 1 :]
        if behind and behind[0].mention and saying.classes & {CueClass.SAY, CueClass.ASK}:
            behind = self._behind_owned(behind[1:])  # whom they told, or the subject behind the verb
        elif CueClass.ASK in saying.classes:
            behind = self._behind_owned(behind)
        if not behind:
            return saying
        small = self._small.prepositions | self._small.adverbs
        ends = (behind[0].kind is ItemKind.SIGN and behind[0].folded != ":") or behind[0].folded in small
        return saying if ends else None

    def _behind_owned(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """What follows whom somebody asked, where it is owned or unknown: *asked the town’s counsel, Tom Reed*."""
        if not items or items[0].folded not in {"’s", "'s", "’", "'", "the", "a", "an", "his", "her", "their"}:
            return items
        return items[next((at for at, item in enumerate(items) if item.kind is ItemKind.SIGN), len(items)) :]

    def last_before(self, begin: int, end: int) -> Saying | None:
        """The saying nearest to a quotation in the stretch before it, one with its own subject first."""
        spare: Saying | None = None
        for place in range(end - 1, max(begin, end - _REACH) - 1, -1):
            saying = self._saying_at(place, begin, end)
            if saying and not saying.speakers and begin and self.items[place].folded.endswith("ing"):
                saying = self._saying_at(place, 0, end)  # cut it to “hold”, saying the price was “full”
            if saying and self._is_reported(saying, begin):
                continue
            if saying and saying.classes == {CueClass.MANNER} and not self._leads_in(place, end) and place + 1 < end:
                continue  # what somebody offered or started further off is no speech
            if saying and saying.speakers and (not saying.borrowed or self._leads_in(place, end)):
                return self._nearer(spare, saying)
            if saying and (saying.speakers or spare is None) and (spare is None or not spare.speakers):
                spare = saying
            if saying is None and (phrase := self._led(place, end)):
                return phrase
        return spare if spare and (spare.speakers or spare.cue) else self._in_eyes_of(begin, end) or spare

    def _is_reported(self, saying: Saying, begin: int) -> bool:
        """*police said officers had found “…”*: what is found there is told by those who said so."""
        base = self._known.cues[self.items[saying.place].folded].base
        ahead = saying.place > 0 and self.items[saying.place - 1].folded in self._known.ahead
        if not (base in self._known.exchange.finding or ahead) or not saying.speakers:
            return False
        first = saying.place
        while first > begin and self.items[first].span.start > saying.speakers[0].span.start:
            first -= 1
        while first > begin and self.items[first - 1].folded in self._known.determiners | {"that"}:
            first -= 1
        return first > begin and self.cue_at(first - 1) is not None

    def _nearer(self, spare: Saying | None, own: Saying) -> Saying:
        """*X remarked …, emphasising that*: the participle nearer to the quotation has the same speaker."""
        if spare and spare.cue and spare.cue.folded.endswith("ing") and spare.speakers in {(), own.speakers}:
            return replace(spare, speakers=own.speakers)
        return own

    def _leads_in(self, place: int, end: int) -> bool:
        """Whether a verb with a comma or colon behind it leads into a quotation: *stating, “…”*."""
        if self.items[end - 1].folded not in {",", ":"}:
            return False
        return not any(item.folded == "," for item in self.items[place : end - 1])

    def first_behind(self, place: int) -> Saying | None:
        """Whoever stands behind what opens a sentence: *In a letter sent on Friday, X defended the cuts*."""
        for at in range(place + 1, min(place + _LONGEST_OPENING, len(self.items))):
            behind = self.items[at].folded == "," and at + 1 < len(self.items)
            if behind and (mention := self._mention_from(at + 1)):
                return Saying(at + 1, None, frozenset(), (mention,))
        return None

    def named_before(self, begin: int, end: int) -> Mention | None:
        """Who is named right before a colon, on their own: *Cruz: “…”*, *10:45 Cruz: “…”*."""
        mention = self.items[end - 1].mention if end > begin else None
        if mention is None or mention.full is None:
            return None
        before = self.items[end - 2] if end - 1 > begin else None
        alone = before is None or before.kind is not ItemKind.WORD or before.folded[:1].isdigit()
        return mention if alone else None

    def main_subject(
        self, begin: int = 0, end: int | None = None, kinds: frozenset[NameKind] | None = None
    ) -> Mention | None:
        """Whom a stretch is about: the first mention that is no object and follows no preposition."""
        for place in range(begin, min(begin + _REACH, len(self.items) if end is None else end)):
            mention = self.items[place].mention
            if mention and mention.full and self._may_speak(place) and (not kinds or mention.kind in kinds):
                return mention
        return None

    def _may_speak(self, place: int) -> bool:
        """Whether a mention is a subject, or what is from them is: *the message from X was simple*."""
        if self._subjects.may_be(place):
            return True
        if place < 2 or self.items[place - 1].folded != "from":
            return False
        return self.items[place - 2].last in self._known.utterances

    def saying_at(self, place: int) -> Saying | None:
        """The saying whose verb stands at a place, its subject looked for in the whole frame."""
        return self._saying_at(place, 0, len(self.items))

    def _saying_at(self, place: int, begin: int, end: int) -> Saying | None:
        cue = self.cue_at(place)
        if cue is None:
            return None
        if self._is_cited(place) and (cited := self._cited(place)):
            return cited
        speakers, borrowed = self._subjects.of_verb(place, begin)
        turned = self._opens(place, begin) or self._closes_with_speaker(place)
        if not speakers and turned and cue.base not in self._known.exchange.to_somebody:
            inverted = self._inverted(place)
            if inverted and inverted.place < end:
                return inverted
        return Saying(place, self._verbs.cue_item(place, cue), cue.classes, speakers, borrowed or not speakers)

    def _opens(self, place: int, begin: int) -> bool:
        """Whether a verb stands right behind a quotation, or first."""
        before = place - 1
        while before >= begin and (self._verbs.is_adverb(before) or self.items[before].folded == ","):
            before -= 1
        cue = self._known.cues[self.items[place].folded]
        return before < begin and (begin > 0 or self.items[place].folded != cue.base)

    def _closes_with_speaker(self, place: int) -> bool:
        """Whether a verb behind a comma has somebody behind it who ends the clause: *…, says Ana Cruz, who*."""
        if place < 2 or place + 1 >= len(self.items) or self.items[place - 1].folded != ",":
            return False
        mention = self.items[place + 1].mention
        if mention is None or self.items[place].folded.endswith("ing"):
            return False
        behind = self.items[place + 2 : place + 3]
        return not behind or behind[0].folded in {",", ".", "of", "at", "from", "in", "who"}

    def _skip(self, place: int, end: int, signs: set[str]) -> int:
        while place < end and self.items[place].kind is ItemKind.SIGN and self.items[place].folded in signs:
            place += 1
        return place

    def _skip_opening(self, place: int, end: int) -> int:
        """Leave out what leads up to a subject: *as X put it*, *is how X described*, *then*."""
        while place < end and self.items[place].folded in _OPENERS:
            if self.items[place].kind is not ItemKind.WORD:
                break
            place += 1
        while place < end and self._verbs.is_adverb(place):
            place += 1
        return place

    def _inverted(self, place: int) -> Saying | None:
        """*said X*: the subject right behind the verb, or behind a particle or an adverb."""
        cue = self.cue_at(place)
        if cue is None or cue.base in self._known.exchange.to_somebody:
            return None
        after = place + 1
        while after < len(self.items) and (self._verbs.is_adverb(after) or self.items[after].folded in cue.particles):
            after += 1
        if after >= len(self.items):
            return None
        mention = self._mention_from(after)
        while mention is None and after + 1 < len(self.items) and after - place < 5 and self._is_plain(after):
            after += 1
            mention = self._named_from(after)
        if mention is None:
            return None
        mention = self._behind_bracket(after) or self._behind_one(after) or mention
        joined = (mention, *self._joined_behind(after))
        return Saying(place, self._verbs.cue_item(place, cue), cue.classes, joined)

    def _behind_one(self, place: int) -> Mention | None:
        """The name behind *one* and a comma: *asked one, Simon Reed, mending a net*."""
        named = self.items[place].folded == "one" and [item.folded for item in self.items[place + 1 : place + 2]] == [
            ","
        ]
        return self._named_from(place + 2) if named and place + 2 < len(self.items) else None

    def _behind_bracket(self, place: int) -> Mention | None:
        """The name behind a rank whose branch stands in brackets: *SP (Rural) Ramesh Gowda*."""
        behind = self.items[place + 1 : place + 5]
        closed = next((at for at, item in enumerate(behind) if item.folded == ")"), None)
        if closed is None or behind[0].folded != "(" or closed + 1 >= len(behind):
            return None
        return self._named_from(place + closed + 2)

    def _joined_behind(self, place: int) -> tuple[Mention, ...]:
        """The second of two speakers behind a verb: *said A and B*."""
        if place + 2 >= len(self.items) or self.items[place + 1].folded != "and":
            return ()
        second = self.items[place + 2].mention
        follows = self.items[place + 3 : place + 4]
        if second is None or (follows and self._known.cues.get(follows[0].folded)):
            return ()
        return (second,)

    def _after_subject(self, place: int, end: int) -> Saying | None:
        """*X said*: a mention first, then its verb of saying, descriptions and remarks between commas left out."""
        if place >= end:
            return None
        if (mention := self._mention_from(place)) is None:
            return self._after_unknown(place, end)
        for at in range(place, min(end, place + _REACH)):
            cue = self._verbs.verb_at(at)
            inside = max(mention.span.start, mention.extent.end if mention.extent.end > mention.span.end else 0)
            if cue is None or self.items[at].span.start < inside:
                continue  # one manager, who holds shares, described
            if cue.base in self._known.exchange.citing and (cited := self._citing(at, end)):
                return cited
            if self._verbs.is_passive(at):
                continue
            speakers, _ = self._subjects.of_verb(at, place)
            if not speakers:
                return None
            return Saying(at, self._verbs.cue_item(at, cue), cue.classes, speakers)
        return None

    def _by_wanting(self, place: int, end: int) -> Saying | None:
        """*“…?” a guest wanted to know*: that asks."""
        for at in range(place + 1, min(place + _LONGEST_TAIL, end - 2)):
            asks = [item.folded for item in self.items[at : at + 3]] in (
                ["wanted", "to", "know"],
                ["wants", "to", "know"],
            )
            speakers = self._subjects.of_verb(at, place)[0] if asks else ()
            if speakers:
                return Saying(at, self.items[at], frozenset({CueClass.ASK}), speakers)
        return None

    def _after_unknown(self, place: int, end: int) -> Saying | None:
        """A verb of saying whose subject is nobody that is known: *one of them said*, but not *for what he called*."""
        if self.items[place].folded in self._small.prepositions - {"as", "like"}:
            return None
        for at in range(place + 1, min(place + 7, end)):
            if self.items[at].kind is not ItemKind.WORD and not self.items[at].mention:
                return None
            cue = self.cue_at(at)
            if cue and CueClass.SAY in cue.classes and at + 1 <= end:
                speakers, _ = self._subjects.of_verb(at, place)  # finance chief Ana Cruz said
                return Saying(at, self.items[at], cue.classes, speakers)
        return None

    def _citing(self, place: int, end: int) -> Saying | None:
        """The *saying* of *TASS quoted him as saying* or *X was quoted as saying*."""
        for at in range(place + 1, min(place + 8, end)):
            if self._is_cited(at):
                return self._cited(at)
        return None

    def _is_cited(self, place: int) -> bool:
        """Whether a participle tells what somebody is quoted *as saying*, *as telling ministers*."""
        form = self.items[place].folded
        return place > 0 and self.items[place - 1].folded == "as" and form.endswith("ing") and form in self._known.cues

    def _cited(self, place: int) -> Saying | None:
        """Who spoke where an outlet passes it on: the object of *quoted*, or its subject in the passive."""
        citing = place - 1
        while citing >= max(0, place - 8) and not self._cites(citing):
            citing -= 1
        if citing < max(0, place - 8) or not self._verbs.has({"as"}, citing, place):
            return None
        relay: Mention | None = None
        if self._verbs.is_passive(citing):
            speakers, _ = self._subjects.of_verb(citing, 0)
            relay = next((i.mention for i in self.items[citing:place] if i.mention), None)
        else:
            relay = next(iter(self._subjects.of_verb(citing, 0)[0]), None)
            speakers = tuple(i.mention for i in self.items[citing + 1 : place] if i.mention)[:1]
        cue = self._known.cues[self.items[place].folded]
        return Saying(place, self.items[place], cue.classes, speakers, relay=relay) if speakers else None

    def _cites(self, place: int) -> bool:
        cue = self._known.cues.get(self.items[place].folded)
        return cue is not None and cue.base in self._known.exchange.citing and self._verbs.verb_at(place) is not None


def stretch_before(frame: Frame, quotes: Sequence[int], index: int) -> tuple[int, int]:
    """The items between the quotation before, or the frame's beginning, and a quotation."""
    return (quotes[index - 1] + 1 if index else 0), quotes[index]


def stretch_behind(frame: Frame, quotes: Sequence[int], index: int) -> tuple[int, int]:
    """The items between a quotation and the next, or the frame's end."""
    return quotes[index] + 1, (quotes[index + 1] if index + 1 < len(quotes) else len(frame.items))
