"""Whom names and descriptions mean: the most prominent figure that fits, or nobody in doubt.

Pronouns are read in `pronouns`; whether a description can be somebody's `descriptions` knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...domain.readings import NameKind
from ..vocabulary import Gender
from .appositions import Appositions
from .epithets import Epithets
from .families import family_of, spouse_of
from .figures import Figure
from .phrases import Phrase, Shape, is_plural
from .pronouns import OBJECTS
from .scene import best

_SUBJECT, _QUOTED = 80.0, 5.0
_BRINGING_IN = frozenset({"a", "an", "another", "some", "several", "many"})
_BECOMING = frozenset({"became", "becomes", "remains", "remained"})
# Last words of the names of what broadcasters have: the BBC’s Nepali Service.
_PROGRAMMES = frozenset({"service", "programme", "program", "show", "desk", "bureau", "channel", "podcast"})
_LONGEST_OPENING = 9
_LONGEST_QUESTION = 25


class References(Epithets):
    """Goes through the phrases of a text in order and tells what each stands for."""

    def resolve(self, phrases: Sequence[Phrase], appositions: Appositions) -> list[Figure | None]:
        """Tell for each phrase whom it means."""
        meant: list[Figure | None] = []
        for place, phrase in enumerate(phrases):
            self._scene.now = phrase.sentence
            named = phrases[appositions.beside[place]] if place in appositions.beside else None
            figure = self._find_ahead(place, phrases) or self._find(phrase, named)
            if figure and place in appositions.shared:
                self._share(figure, phrases[appositions.shared[place]])
            self._note_asking(figure, phrase)
            if figure is None and phrase.name and self._leads(phrase) and not self.figures.is_nationality(phrase):
                self._unknown = phrase
            if figure and phrase.shape is Shape.NAME:
                self._learn_office(figure, place, phrases)
                self._learn_name(figure, phrase)
            meant.append(figure)
            together = self._together(place, phrases, meant)
            if figure:
                self._note(figure, phrase)
            if together:
                described = meant[appositions.shared[place]] if place in appositions.shared else None
                self._note_together(together, phrase, described)
        return [figure.named_as or figure if figure else None for figure in meant]

    def _find(self, phrase: Phrase, named: Phrase | None) -> Figure | None:
        if phrase.shape is Shape.PRONOUN:
            return self._find_by_pronoun_here(phrase)
        if phrase.shape is Shape.NAME:
            figure = self._find_by_name(phrase) or self._find_national(phrase) or self._find_family(phrase)
            if maker := self._maker_of(figure, phrase):
                return maker
            if figure and phrase.name and phrase.name[0] > phrase.start:
                self._describe(figure, phrase)
            return figure
        if named and (figure := self._find_by_name(named)) and self._described.agrees(figure, phrase):
            self._merge(figure, phrase)
            self._describe(figure, phrase)
            return figure
        return self._find_together(phrase) or self._find_described(phrase)

    def _find_by_pronoun_here(self, phrase: Phrase) -> Figure | None:
        """Whom a pronoun means where it stands: not who asks, nor of whom is asked; a body where *it* or *they* say."""
        but = self._asker_answered(phrase) or self._asked_of(phrase)
        but = self._acting_on(phrase) if phrase.head in OBJECTS else but
        quoted = self._quoted(self.reader.words[phrase.start].start)
        figure = self._find_answering(phrase) or self._find_collective(phrase)
        figure = figure or self._find_by_pronoun(phrase.head, quoted=quoted, but=but)
        self._learn_gender(figure, phrase)
        if figure or phrase.head not in {"it", "they"} or not self._beside_cue(phrase):
            return figure
        if phrase.head == "they":
            return self._find_body_of_many()
        return self._find_unknown(NameKind.ORGANISATION, quoted=False)

    def _find_ahead(self, place: int, phrases: Sequence[Phrase]) -> Figure | None:
        """Whom *she* means before its subject comes: *Asked whether she would go, Ana Cruz smiled*."""
        phrase = phrases[place]
        gender = {"he": Gender.MAN, "she": Gender.WOMAN}.get(phrase.head) if phrase.shape is Shape.PRONOUN else None
        words, first = self.reader.words, phrase.start
        while first and not self.reader.opens_sentence(first) and phrase.start - first < _LONGEST_OPENING:
            first -= 1
        if gender is None or words[first].folded not in self.exchange.asking:
            return None
        for other in phrases[place + 1 :]:
            if other.sentence != phrase.sentence:
                break
            if other.shape is Shape.NAME and words[other.start - 1].folded == ",":
                figure = self._find_by_name(other)
                return figure if figure and figure.is_person and figure.gender in {None, gender} else None
        return None

    def _asked_of(self, phrase: Phrase) -> Figure | None:
        """Whom *he* does not mean: *Asked whether Holm would pay, he said* asks somebody else than Holm."""
        words, first = self.reader.words, phrase.start
        if phrase.head not in {"he", "she"} or words[first - 1].folded != ",":
            return None
        while first and not self.reader.opens_sentence(first) and phrase.start - first < _LONGEST_QUESTION:
            first -= 1
        return self._last_here() if words[first].folded in self.exchange.questioning else None

    def _note_asking(self, figure: Figure | None, phrase: Phrase) -> None:
        """Remember who was asked, and who asked: whoever asks does not answer."""
        words = self.reader.words
        if figure:
            self._note_question(figure, phrase)
        if figure and phrase.start and words[phrase.start - 1].folded in self.exchange.asking:
            if self.reader.follows_quotation(phrase.start - 1):
                self._asker = figure  # “…?” asked Mr Rae
            else:
                self._asked = figure
        if figure and phrase.end < len(words) and words[phrase.end].folded in self.exchange.asking:
            self._asker = figure

    def _maker_of(self, figure: Figure | None, phrase: Phrase) -> Figure | None:
        """The broadcaster or paper whose programme a name is: *the BBC’s Focus on Africa*."""
        if phrase.owner is None:
            return None
        own = figure is not None and len(figure.key) > 1 and figure.key[-1] not in _PROGRAMMES
        if own:
            return None
        owner = self._find(phrase.owner, None)
        return owner if owner and owner.kind is NameKind.OUTLET else None

    def _leads(self, phrase: Phrase) -> bool:
        """Whether a name stands outside quotations, and behind no preposition but in *shares in Ocado*."""
        words = self.reader.words
        before = [word.folded for word in words[max(0, phrase.start - 2) : phrase.start]]
        oblique = before[-1:] and before[-1] in self.vocabulary.function_words.prepositions
        oblique = (oblique and before[0] not in {"shares", "stake", "stock"}) or phrase.inner
        return not oblique and not self._quoted(words[phrase.start].start)

    def _merge(self, figure: Figure, phrase: Phrase) -> None:
        """Let *the spokeswoman, Ana Cruz* be the spokeswoman who spoke before without a name."""
        if phrase.determiner != "the" or not figure.is_person or figure in self._scene.seen:
            return
        owner = self._owner(phrase)
        earlier = [
            other
            for other in self._scene.seen
            if other.kind is NameKind.DESCRIBED and not other.named_as and self._described.fits(other, phrase, owner)
        ]
        if earlier:
            max(earlier, key=self._scene.weigh).named_as = figure

    def _describe(self, figure: Figure, phrase: Phrase) -> None:
        self.figures.describe(figure, phrase)
        if phrase.head in self.roles.mutual and (other := self._owner(phrase, but=figure)):
            self._tied[figure] = other
        if phrase.head in self.roles.children and (parent := self._owner(phrase, but=figure)):
            self._parents[figure] = parent
        if phrase.head == "counterpart" and (owner := self._owner(phrase)):
            figure.heads |= owner.heads
            figure.marks |= {mark for mark in owner.marks if mark not in self.vocabulary.adjectival}

    def _share(self, figure: Figure, phrase: Phrase) -> None:
        """Give one of several the description of them all: of *the two foreign ministers* each is one."""
        singular = self.vocabulary.singular.get(phrase.head, phrase.head)
        self.figures.describe(figure, replace(phrase, head=singular))

    def _learn_office(self, figure: Figure, place: int, phrases: Sequence[Phrase]) -> None:
        """Learn from *who heads the Farmers Congress* that the figure is the farmers’ leader."""
        words, after = self.reader.words, phrases[place].core
        while after < len(words) and words[after].folded in {",", "who"}:
            after += 1
        if after >= len(words) or words[after].folded not in self.roles.leading or words[after - 1].folded != "who":
            return
        figure.heads |= {"leader", "head", "chief", "boss"}
        figure.marks |= {word.folded for word in words[after + 1 : after + 8] if word.start < words[after].end + 60}

    def _learn_name(self, figure: Figure, phrase: Phrase) -> None:
        """Let whom the text only described bear a name from *Her name is Eka* on."""
        owner = {"his": "he", "her": "she"}.get(self.reader.names_whom(phrase.start))
        described = self._find_by_pronoun(owner, but=figure) if owner else None
        if described and described.kind is NameKind.DESCRIBED:
            described.named_as = figure
            figure.heads |= described.heads
            figure.gender = figure.gender or described.gender
            self._scene.seen.pop(described, None)

    def _together(
        self, place: int, phrases: Sequence[Phrase], meant: Sequence[Figure | None]
    ) -> tuple[Figure, ...] | None:
        """Those named together in a list that ends with *and* and the phrase at a place."""
        members, at, joint = [meant[place]], place, {("and",), (",", "and")}
        while (before := self._listed_before(at, phrases, joint)) is not None:
            one = meant[before]
            if one is None or not one.is_person:
                break
            members.insert(0, one)
            at, joint = before, {(",",)}
        found = tuple(member for member in members if member and member.is_person)
        return found if 1 < len(found) == len(set(found)) == len(members) else None

    def _listed_before(self, at: int, phrases: Sequence[Phrase], joints: set[tuple[str, ...]]) -> int | None:
        """The phrase that a joint of a list ties to the one at a place; what it holds is passed over."""
        before = at - 1
        while before >= 0 and phrases[before].inner:
            before -= 1
        if before < 0 or phrases[at].inner:
            return None
        one, other = phrases[before], phrases[at]
        between = tuple(word.folded for word in self.reader.words[one.end : min(other.start, one.end + 3)])
        return before if between in joints and one.end < other.start <= one.end + 2 else None

    def _note_together(self, members: tuple[Figure, ...], phrase: Phrase, described: Figure | None) -> None:
        """Remember them as one; *the two economists, A and B* are those, and nobody else."""
        figure = self.figures.join(members)
        if described and described.plural and described is not figure:
            described.named_as = figure
            self._scene.seen.pop(described, None)
        quoted = self._quoted(self.reader.words[phrase.start].start)
        self._scene.mention(figure, _QUOTED if quoted else _SUBJECT)

    def _find_together(self, phrase: Phrase) -> Figure | None:
        """Whom *the authors* or *both ministers* means: those named together, where each is one or has no office."""
        if phrase.determiner not in {"the", "both", "two"} or phrase.owner or not is_plural(phrase, self.vocabulary):
            return None
        one = self.vocabulary.singular.get(phrase.head, phrase.head)
        return best(
            (figure, weight)
            for figure, weight in self._scene.present()
            if figure.members
            and (phrase.head in self.roles.twosomes or all(one in m.heads or not m.heads for m in figure.members))
        )

    def _find_by_name(self, phrase: Phrase) -> Figure | None:
        found = self.figures.named(phrase)
        if len(found) < 2:
            fits = found and self._described.may_be_titled(found[0], phrase)
            return found[0] if fits else self._namesake(found, phrase)
        fitting = [figure for figure in found if self._described.fits_title(figure, phrase)]
        if len(fitting) == 1:
            return fitting[0]
        seen = [figure for figure in fitting or found if figure in self._scene.seen]
        bare = len(self.figures.key(phrase)) == 1
        people = [figure for figure in seen if figure.is_person]
        if bare and len(people) == 1:  # Gil Lundquist, not Lundquist Marine
            fits = self._described.may_be_titled(people[0], phrase)
            return self._call(people[0], bare=bare) if fits else self._namesake(people, phrase)
        if len(seen) == 1:
            return self._call(seen[0], bare=bare)
        if bare and self._are_alike(seen):
            called = [figure for figure in seen if figure in self._by_surname]
            return called[0] if len(called) == 1 else None
        return self._call(best((figure, self._scene.weigh(figure)) for figure in seen), bare=bare)

    def _namesake(self, bearers: Sequence[Figure], phrase: Phrase) -> Figure | None:
        """Another of that surname, by a title that is not for the only bearer of it: *Lady Hale*, no Sir Jocelyn."""
        key = self.figures.key(phrase)
        alone = any(one.kind is NameKind.PERSON and len(one.key) > 1 and one.key[-1:] == key for one in bearers)
        titled = self.reader.words[phrase.start].folded == phrase.head
        return self.figures.add_titled(phrase) if alone and titled else None

    def _find_family(self, phrase: Phrase) -> Figure | None:
        """Whom *the Throssells* means."""
        told = (figure for figure in self.figures.all if figure in self._scene.seen)
        family = family_of(phrase, self.figures.key(phrase), told)
        return self.figures.join(family) if family else None

    def _call(self, figure: Figure | None, *, bare: bool) -> Figure | None:
        """Remember whom the text calls by the surname that another bears as well."""
        if figure and bare:
            self._by_surname.add(figure)
        return figure

    def _are_alike(self, namesakes: Sequence[Figure]) -> bool:
        """Whether nothing tells two people of one surname apart: the same paragraph brought both in, and no more."""
        told = sorted((self._told[one], one.full) for one in namesakes if one.is_person and one in self._told)
        if len(told) < 2:
            return False
        (earlier, _), (last, name) = told[-2:]
        often = any(self._times[one] > 1 for one in namesakes if one.full == name)
        beside = self._paragraphs[earlier] == self._paragraphs[last]
        return beside and not (often and earlier < last)

    def _find_described(self, phrase: Phrase) -> Figure | None:
        if phrase.noun_kind is None or phrase.determiner == "no" or self._described.is_nobody(phrase):
            return None
        if subject := self._who_became(phrase):
            self._describe(subject, phrase)
            return subject
        if phrase.determiner in _BRINGING_IN or not self._described.is_definite(phrase):
            return self._new(phrase, None)
        owner = self._owner(phrase, but=self._child_here(phrase))
        if owner and owner.is_person and (other := self._find_tied(phrase, owner)):
            return other
        candidates = [
            (figure, weight + 50.0 * self._described.common(figure, phrase))
            for figure, weight in self._scene.remembered()
            if figure is not owner and self._described.fits(figure, phrase, owner)
        ]
        if candidates:
            return best(candidates)
        found = self._find_by_epithet(phrase) or self._find_firm(phrase) or self._find_outlet(phrase)
        return found or self._find_who_goes_on(phrase) or self._new(phrase, owner)

    def _child_here(self, phrase: Phrase) -> Figure | None:
        """Who was just told of as somebody's son, and is whom *his son* means: not the father of another."""
        if phrase.head not in self.roles.children | self.roles.parents:
            return None
        return best((f, w) for f, w in self._scene.present() if f.kind is NameKind.PERSON and phrase.head in f.heads)

    def _find_tied(self, phrase: Phrase, owner: Figure) -> Figure | None:
        """Who is somebody's cousin, colleague or guest, known or new."""
        tied = self._tied_to(owner) if phrase.head in self.roles.mutual else None
        tied = tied or spouse_of(owner, phrase.head, self._scene.seen) or self._parent_of(owner, phrase.head)
        if tied or phrase.head not in self.roles.others:
            return tied
        return self._find_other(phrase, owner) or self._new(phrase, owner)

    def _parent_of(self, child: Figure, head: str) -> Figure | None:
        """Whom *her father* means, where she was told to be somebody's daughter."""
        parent = self._parents.get(child) if head in self.roles.parents else None
        return parent if parent and parent.gender in {None, self.vocabulary.gender(head)} else None

    def _tied_to(self, owner: Figure) -> Figure | None:
        """The cousin of somebody who was called the other's cousin."""
        return self._tied.get(owner) or next((one for one, other in self._tied.items() if other is owner), None)

    def _find_firm(self, phrase: Phrase) -> Figure | None:
        """Which company *the firm* means: the one spoken of, if it is no ministry or other body by its name."""
        known = self.vocabulary
        bare = phrase.determiner == "the" and not phrase.owner and not phrase.modifiers and phrase.end == phrase.core
        if not bare or phrase.head not in known.firms:
            return None
        return best((f, w) for f, w in self._scene.remembered() if f.kind is NameKind.ORGANISATION and self._is_firm(f))

    def _find_outlet(self, phrase: Phrase) -> Figure | None:
        """Which outlet *the agency* or *the paper* means: the one spoken of."""
        bare = phrase.determiner == "the" and not phrase.owner and not phrase.modifiers and phrase.end == phrase.core
        if not bare or phrase.noun_kind is not NameKind.OUTLET:
            return None
        return best((f, w) for f, w in self._scene.present() if f.kind is NameKind.OUTLET and len(f.key) == 1)

    def _is_firm(self, figure: Figure) -> bool:
        """Whether a body is a company by its name (*Aire Living Ltd*) or by what the text calls it."""
        known = self.vocabulary
        named = any(word in known.companies for word in figure.key[1:])
        return named or bool(figure.heads & known.firms)

    def _find_who_goes_on(self, phrase: Phrase) -> Figure | None:
        """Whom *the president added* means, if nobody is known to be one: who spoke last, and has no office so far."""
        words = self.reader.words
        beside = {
            words[phrase.start - 1].folded if phrase.start else "",
            *(w.folded for w in words[phrase.end : phrase.end + 1]),
        }
        if phrase.determiner != "the" or phrase.owner or not beside & self.exchange.going_on:
            return None
        present = [(figure, weight) for figure, weight in self._scene.present() if figure.kind is NameKind.PERSON]
        last = best(present)
        return last if last and not last.heads & self.vocabulary.people else None

    def _who_became(self, phrase: Phrase) -> Figure | None:
        """Whom a sentence makes an office's holder: *Ana Cruz became Peru’s trade minister in 2022*."""
        before = self.reader.words[phrase.start - 1].folded if phrase.start else ""
        if before not in _BECOMING or phrase.noun_kind is not NameKind.DESCRIBED or phrase.name:
            return None
        return self._subject if self._subject_of == phrase.sentence else None

    def _owner(self, phrase: Phrase, *, but: Figure | None = None) -> Figure | None:
        """Whose it is: the phrase before ’s, or whom *his*, *her*, *its* or *their* means."""
        if phrase.owner:
            return self._find(phrase.owner, None)
        pronoun = {"his": "he", "her": "she", "its": "it", "their": "they"}.get(phrase.determiner)
        return self._find_by_pronoun(pronoun, but=but) if pronoun else None

    def _find_other(self, phrase: Phrase, owner: Figure) -> Figure | None:
        """Another person in the scene: his Kenyan colleague, her guest."""
        lands = self._described.lands(phrase, None)
        present = [(f, w) for f, w in self._scene.present() if f.kind is NameKind.PERSON and f is not owner]
        if lands:
            present = [(figure, weight) for figure, weight in self._scene.remembered() if figure.lands & lands]
            present = [(figure, weight) for figure, weight in present if figure.is_person and figure is not owner]
        return present[0][0] if len(present) == 1 else best(present) if lands else None

    def _new(self, phrase: Phrase, owner: Figure | None) -> Figure | None:
        """Somebody whom the text only describes."""
        kind = phrase.noun_kind or NameKind.DESCRIBED
        plural = is_plural(phrase, self.vocabulary)
        return self.figures.add_described(self._described.full(phrase, owner), phrase, kind, plural=plural)
