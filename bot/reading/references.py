"""Whom pronouns, surnames and descriptions mean: the most prominent figure that fits, or nobody in doubt.

Prominence follows Lappin and Leass (1994, "An algorithm for pronominal anaphora resolution") in outline: a mention
weighs by its place in the sentence, and what it weighs is halved with each sentence that follows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ..domain.readings import NameKind, Sentence
from .appositions import Appositions
from .figures import Figure, Figures, head_noun
from .phrases import Phrase, Shape, is_plural
from .vocabulary import Gender

_SUBJECT, _SPEAKER, _OTHER, _OBLIQUE, _INNER, _QUOTED = 80.0, 90.0, 45.0, 25.0, 15.0, 5.0
_NEW_PARAGRAPH = 0.5
_FAINT = 1.5
_KNOWN_GENDER = 12.0
_TIE = 0.94
# Nobody who was last mentioned before that many others is meant by *the minister*.
_MOST_REMEMBERED = 120
# Roles that mean another person than the one whose they are, and carry that person's office over or none.
_OTHERS = frozenset({"counterpart", "colleague", "guest", "host", "rival", "opponent"})
_PREDICATING = frozenset(
    {"as", "is", "was", "were", "are", "am", "be", "been", "being", "become", "became", "remains", "remained"}
)
# Ties that hold both ways: her cousin's cousin is she.
_MUTUAL = frozenset({"cousin", "colleague", "counterpart", "partner", "spouse", "sibling", "twin", "co-author", "wife"})
_MUTUAL |= {
    "husband",
    "brother",
    "sister",
    "teammate",
    "classmate",
    "friend",
    "neighbour",
    "neighbor",
    "fiancé",
    "rival",
}
_RANKS = frozenset({"shadow", "deputy", "former", "ex", "vice", "assistant", "junior", "acting"})
_GOING_ON = frozenset({"added", "adds", "continued", "continues", "concluded", "concludes", "adding", "went"})
_ASKING = frozenset({"asked", "asks", "questioned", "quizzed", "pressed", "told"})
_ANSWERING = frozenset({"answered", "answers", "replied", "replies", "responded", "responds", "retorted", "retorts"})
_OBJECTS = frozenset({"her", "him"})
_TWOSOMES = frozenset({"pair", "duo", "couple", "two", "trio"})
_LEADING = frozenset({"heads", "leads", "chairs", "runs", "headed", "led", "chaired", "founded", "directs"})


class References:
    """Goes through the phrases of a text in order and tells what each stands for."""

    def __init__(self, figures: Figures, sentences: Sequence[Sentence], quoted: Callable[[int], bool]) -> None:
        self.figures, self.vocabulary, self.reader = figures, figures.vocabulary, figures.reader
        self._paragraphs = [sentence.paragraph for sentence in sentences]
        self._quoted = quoted
        self._weights: dict[Figure, float] = {}
        self._seen: dict[Figure, int] = {}
        self._now = 0
        self._subject_of = -1
        self._asked: Figure | None = None
        self._unknown: Phrase | None = None
        self._tied: dict[Figure, Figure] = {}

    def resolve(self, phrases: Sequence[Phrase], appositions: Appositions) -> list[Figure | None]:
        """Tell for each phrase whom it means."""
        meant: list[Figure | None] = []
        for place, phrase in enumerate(phrases):
            self._now = phrase.sentence
            named = phrases[appositions.beside[place]] if place in appositions.beside else None
            figure = self._find(phrase, named)
            if figure and place in appositions.shared:
                self._share(figure, phrases[appositions.shared[place]])
            if figure and phrase.start and self.reader.words[phrase.start - 1].folded in _ASKING:
                self._asked = figure
            if figure is None and phrase.name and self._leads(phrase):
                self._unknown = phrase
            if figure and phrase.shape is Shape.NAME:
                self._learn_office(figure, place, phrases)
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
            quoted = self._quoted(self.reader.words[phrase.start].start)
            but = self._last_here() if phrase.head in _OBJECTS else None
            figure = self._find_answering(phrase) or self._find_by_pronoun(phrase.head, quoted=quoted, but=but)
            speaks = figure is None and phrase.head == "it" and self._beside_cue(phrase)
            return self._find_unknown(NameKind.ORGANISATION, quoted=False) if speaks else figure
        if phrase.shape is Shape.NAME:
            figure = self._find_by_name(phrase)
            if figure and phrase.name and phrase.name[0] > phrase.start:
                self.figures.describe(figure, phrase)
            return figure
        if named and (figure := self._find_by_name(named)) and self._agrees(figure, phrase):
            self._merge(figure, phrase)
            self._describe(figure, phrase)
            return figure
        return self._find_together(phrase) or self._find_described(phrase)

    def _leads(self, phrase: Phrase) -> bool:
        """Whether a name stands outside quotations, and behind no preposition but in *shares in Ocado*."""
        words = self.reader.words
        before = [word.folded for word in words[max(0, phrase.start - 2) : phrase.start]]
        oblique = before[-1:] and before[-1] in self.vocabulary.function_words.prepositions
        oblique = (oblique and before[0] not in {"shares", "stake", "stock"}) or phrase.inner
        return not oblique and not self._quoted(words[phrase.start].start)

    def _find_answering(self, phrase: Phrase) -> Figure | None:
        """Whom *he answered* means behind *the clerk asked Voss*: whoever was asked."""
        after = self.reader.words[phrase.end : phrase.end + 1]
        if self._asked is None or not after or after[0].folded not in _ANSWERING or phrase.head not in {"he", "she"}:
            return None
        gender = Gender.WOMAN if phrase.head == "she" else Gender.MAN
        fits = self._now - self._seen.get(self._asked, -9) < 3 and self._asked.gender in {None, gender}
        return self._asked if fits and self._asked.is_person else None

    def _last_here(self) -> Figure | None:
        """Who was mentioned last in this sentence: *Reed accused her* of no Reed."""
        last = next(reversed(self._seen), None)
        return last if last and self._seen[last] == self._now else None

    def _merge(self, figure: Figure, phrase: Phrase) -> None:
        """Let *the spokeswoman, Ana Cruz* be the spokeswoman who spoke before without a name."""
        if phrase.determiner != "the" or not figure.is_person or figure in self._seen:
            return
        owner = self._owner(phrase)
        earlier = [
            other
            for other in self._seen
            if other.kind is NameKind.DESCRIBED and not other.named_as and self._fits(other, phrase, owner)
        ]
        if earlier:
            max(earlier, key=self._weight).named_as = figure

    def _describe(self, figure: Figure, phrase: Phrase) -> None:
        self.figures.describe(figure, phrase)
        if phrase.head in _MUTUAL and (other := self._owner(phrase, but=figure)):
            self._tied[figure] = other
        if phrase.head == "counterpart" and (owner := self._owner(phrase)):
            figure.heads |= owner.heads
            figure.marks |= {mark for mark in owner.marks if mark not in self.vocabulary.adjectival}

    def _agrees(self, figure: Figure, phrase: Phrase) -> bool:
        """Whether a description says what a figure of this kind can be."""
        if figure.is_person:
            return phrase.noun_kind is NameKind.DESCRIBED
        if figure.kind is NameKind.DOCUMENT:
            return phrase.noun_kind is NameKind.DOCUMENT
        return phrase.noun_kind in {NameKind.ORGANISATION, NameKind.OUTLET}

    def _share(self, figure: Figure, phrase: Phrase) -> None:
        """Give one of several the description of them all: of *the two foreign ministers* each is one."""
        singular = self.vocabulary.singular.get(phrase.head, phrase.head)
        self.figures.describe(figure, replace(phrase, head=singular))

    def _learn_office(self, figure: Figure, place: int, phrases: Sequence[Phrase]) -> None:
        """Learn from *who heads the Farmers Congress* that the figure is the farmers’ leader."""
        words, after = self.reader.words, phrases[place].core
        while after < len(words) and words[after].folded in {",", "who"}:
            after += 1
        if after >= len(words) or words[after].folded not in _LEADING or words[after - 1].folded != "who":
            return
        figure.heads |= {"leader", "head", "chief", "boss"}
        figure.marks |= {word.folded for word in words[after + 1 : after + 8] if word.start < words[after].end + 60}

    # -- several together

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
            self._seen.pop(described, None)
        quoted = self._quoted(self.reader.words[phrase.start].start)
        self._weights[figure] = self._weight(figure) + (_QUOTED if quoted else _SUBJECT)
        self._seen.pop(figure, None)
        self._seen[figure] = self._now

    def _find_together(self, phrase: Phrase) -> Figure | None:
        """Whom *the authors* or *both ministers* means: those named together, where each is one or has no office."""
        if phrase.determiner not in {"the", "both", "two"} or phrase.owner or not is_plural(phrase, self.vocabulary):
            return None
        one = self.vocabulary.singular.get(phrase.head, phrase.head)
        return self._best(
            (figure, weight)
            for figure, weight in self._present()
            if figure.members
            and (phrase.head in _TWOSOMES or all(one in m.heads or not m.heads for m in figure.members))
        )

    # -- prominence

    def _note(self, figure: Figure, phrase: Phrase) -> None:
        worth = self._worth(phrase)
        worth = min(worth, _OBLIQUE) if figure.is_mere_paper else worth  # a document published in May says nothing
        self._weights[figure] = self._weight(figure) + worth
        self._seen.pop(figure, None)
        self._seen[figure] = self._now
        if len(self._seen) > _MOST_REMEMBERED:
            del self._seen[next(iter(self._seen))]

    def _weight(self, figure: Figure) -> float:
        """What the mentions so far weigh by now."""
        if figure not in self._seen:
            return 0.0
        then = self._seen[figure]
        paragraphs = self._paragraphs[self._now] - self._paragraphs[then]
        return self._weights[figure] * 0.5 ** (self._now - then) * _NEW_PARAGRAPH ** min(paragraphs, 4)

    def _worth(self, phrase: Phrase) -> float:
        words = self.reader.words
        if self._quoted(words[phrase.start].start):
            return _QUOTED
        if phrase.inner:
            return _INNER
        if self._beside_cue(phrase):
            self._subject_of = phrase.sentence
            return _SPEAKER
        before = words[phrase.start - 1].folded if phrase.start else ""
        if before in self.vocabulary.function_words.prepositions:
            return _OTHER if self.reader.opens_sentence(phrase.start - 1) else _OBLIQUE
        if self._subject_of != phrase.sentence:
            self._subject_of = phrase.sentence
            return _SUBJECT
        return _OTHER

    def _beside_cue(self, phrase: Phrase) -> bool:
        words, known = self.reader.words, self.vocabulary
        after = phrase.end
        while after < len(words) and words[after].folded in known.function_words.adverbs | {"has", "had", "have"}:
            after += 1
        return after < len(words) and words[after].folded in known.cues

    def _best(self, candidates: Iterable[tuple[Figure, float]], *, doubt: bool = True) -> Figure | None:
        """Choose the weightiest, or nobody where another weighs about as much."""
        ranked = sorted(candidates, key=lambda pair: -pair[1])
        if not ranked:
            return None
        if doubt and len(ranked) > 1 and ranked[1][1] >= _TIE * ranked[0][1]:
            return None
        return ranked[0][0]

    def _present(self) -> Iterable[tuple[Figure, float]]:
        """Figures mentioned not long ago, with what they weigh."""
        for figure in self._seen:
            weight = self._weight(figure)
            if weight >= _FAINT:
                yield figure, weight

    # -- pronouns

    def _find_by_pronoun(self, pronoun: str, *, quoted: bool = False, but: Figure | None = None) -> Figure | None:
        words = self.vocabulary.function_words
        if pronoun in words.female or pronoun in words.male or pronoun == "her":
            gender = Gender.MAN if pronoun in words.male else Gender.WOMAN
            figure = self._find_person(gender, but) or self._find_unknown(NameKind.PERSON, quoted=quoted)
            if figure and figure.gender is None and not quoted and pronoun not in _OBJECTS:
                figure.gender = gender
            return figure
        if pronoun in words.plural:
            return self._best((f, w) for f, w in self._present() if f.plural)
        if pronoun in words.neuter:
            bodies = {NameKind.ORGANISATION, NameKind.OUTLET, NameKind.COUNTRY, NameKind.DOCUMENT}
            return self._best(
                (f, w) for f, w in self._present() if f.kind in bodies and not f.plural and not self._is_paper_here(f)
            )
        return None

    def _find_unknown(self, kind: NameKind, *, quoted: bool) -> Figure | None:
        """The bearer of the last name that could be anything: *Morales laughed. He left*."""
        phrase = self._unknown
        if phrase is None or quoted or not 0 <= self._now - phrase.sentence < 3:
            return None
        self._unknown = None
        figure = self.figures.add_unknown(phrase, kind)
        if figure:
            self._note(figure, phrase)
        return figure

    def _is_paper_here(self, figure: Figure) -> bool:
        """Whether it is a paper that this sentence has just brought in: *In a statement, it said*."""
        return figure.is_mere_paper and self._seen[figure] == self._now

    def _find_person(self, gender: Gender, but: Figure | None) -> Figure | None:
        return self._best(
            (figure, weight + (_KNOWN_GENDER if figure.gender else 0.0))
            for figure, weight in self._present()
            if figure is not but and figure.is_person and figure.gender in {None, gender}
        )

    # -- names

    def _find_by_name(self, phrase: Phrase) -> Figure | None:
        found = self.figures.named(phrase)
        if len(found) < 2:
            return found[0] if found and self._may_be_titled(found[0], phrase) else None
        fitting = [figure for figure in found if self._fits_title(figure, phrase)]
        if len(fitting) == 1:
            return fitting[0]
        seen = [figure for figure in fitting or found if figure in self._seen]
        if len(seen) == 1:
            return seen[0]
        return self._best((figure, self._weight(figure)) for figure in seen)

    def _may_be_titled(self, figure: Figure, phrase: Phrase) -> bool:
        """Whether a title before a surname is one for a man or a woman like the only bearer: no Mrs for Tom Baker."""
        titled = phrase.name is not None and phrase.name[0] > phrase.start
        gender = self.vocabulary.gender(phrase.head) if titled else None
        return gender is None or figure.gender in {None, gender}

    def _fits_title(self, figure: Figure, phrase: Phrase) -> bool:
        """Whether a title before a surname can belong to the figure: its gender, and its office where it has one."""
        if not phrase.name or phrase.name[0] == phrase.start or not phrase.head:
            return True
        gender = self.vocabulary.gender(phrase.head)
        if gender and figure.gender and gender is not figure.gender:
            return False
        head = head_noun([*phrase.modifiers, phrase.head])
        if phrase.head not in self.vocabulary.people:
            return not figure.heads & self.vocabulary.people or gender is not None
        return head in figure.heads

    # -- descriptions

    def _find_described(self, phrase: Phrase) -> Figure | None:
        if phrase.noun_kind is None or phrase.determiner == "no" or self._is_predicate(phrase):
            return None
        if phrase.determiner in {"a", "an", "another", "some", "several", "many"} or not self._is_definite(phrase):
            return self._new(phrase, None)
        owner = self._owner(phrase)
        if owner and owner.is_person and (other := self._find_tied(phrase, owner)):
            return other
        candidates = [
            (figure, weight + 50.0 * self._common(figure, phrase))
            for figure, weight in self._remembered()
            if figure is not owner and self._fits(figure, phrase, owner)
        ]
        if candidates:
            return self._best(candidates)
        return self._find_by_trait(phrase) or self._find_who_goes_on(phrase) or self._new(phrase, owner)

    def _find_tied(self, phrase: Phrase, owner: Figure) -> Figure | None:
        """Who is somebody's cousin, colleague or guest, known or new."""
        tied = self._tied_to(owner) if phrase.head in _MUTUAL else None
        if tied or phrase.head not in _OTHERS:
            return tied
        return self._find_other(phrase, owner) or self._new(phrase, owner)

    def _tied_to(self, owner: Figure) -> Figure | None:
        """The cousin of somebody who was called the other's cousin."""
        return self._tied.get(owner) or next((one for one, other in self._tied.items() if other is owner), None)

    def _find_by_trait(self, phrase: Phrase) -> Figure | None:
        """Whom *the mother of two* or *the striker* means: the one spoken of, of whom nothing else is said."""
        known = phrase.head in self.vocabulary.traits or phrase.head.endswith("-year-old")
        if not known or phrase.determiner != "the" or phrase.owner:
            return None
        gender = self.vocabulary.gender(phrase.head)
        return self._best(
            (figure, weight)
            for figure, weight in self._present()
            if figure.kind is NameKind.PERSON and (gender is None or figure.gender in {None, gender})
        )

    def _find_who_goes_on(self, phrase: Phrase) -> Figure | None:
        """Whom *the president added* means, if nobody is known to be one: who spoke last, and has no office so far."""
        words = self.reader.words
        beside = {
            words[phrase.start - 1].folded if phrase.start else "",
            *(w.folded for w in words[phrase.end : phrase.end + 1]),
        }
        if phrase.determiner != "the" or phrase.owner or not beside & _GOING_ON:
            return None
        present = [(figure, weight) for figure, weight in self._present() if figure.kind is NameKind.PERSON]
        last = self._best(present)
        return last if last and not last.heads & self.vocabulary.people else None

    def _is_predicate(self, phrase: Phrase) -> bool:
        """Whether a description only tells what somebody is: *As a student she*, *was a minister*."""
        before = self.reader.words[phrase.start - 1].folded if phrase.start else ""
        return phrase.determiner in {"a", "an"} and before in _PREDICATING

    def _is_definite(self, phrase: Phrase) -> bool:
        words = self.vocabulary.function_words
        if phrase.owner or phrase.determiner == "the" or phrase.determiner in words.possessives:
            return True
        return phrase.determiner in words.demonstratives

    def _owner(self, phrase: Phrase, *, but: Figure | None = None) -> Figure | None:
        """Whose it is: the phrase before ’s, or whom *his*, *her*, *its* or *their* means."""
        if phrase.owner:
            return self._find(phrase.owner, None)
        pronoun = {"his": "he", "her": "she", "its": "it", "their": "they"}.get(phrase.determiner)
        return self._find_by_pronoun(pronoun, but=but) if pronoun else None

    def _remembered(self) -> Iterable[tuple[Figure, float]]:
        return ((figure, self._weight(figure)) for figure in self._seen)

    def _fits(self, figure: Figure, phrase: Phrase, owner: Figure | None) -> bool:
        known = self.vocabulary
        if figure.plural != is_plural(phrase, known):
            return False
        named = figure.kind is not NameKind.PERSON and figure.kind is not NameKind.DESCRIBED
        head = head_noun([*phrase.modifiers, phrase.head])
        if head not in figure.heads and not (named and phrase.head in figure.key):
            return False
        lands = self._lands(phrase, owner)
        if lands and figure.lands and not lands & figure.lands:
            return False
        topics = self._topics([*phrase.modifiers, *([phrase.owner.head] if phrase.owner else [])])
        topics -= {"prime", "vice", *owner.key} if owner else {"prime", "vice"}
        own = self._topics(figure.marks) | (set(figure.key) if named else set())
        return not topics or not own or bool(topics & own)

    def _common(self, figure: Figure, phrase: Phrase) -> int:
        """How many of the words of a description belong to the figure, less what sets it apart: *shadow*, *deputy*."""
        common = len(set(phrase.modifiers) & (figure.marks | set(figure.key)))
        ranks = _RANKS & set(phrase.modifiers) != _RANKS & figure.marks
        return common - ranks - ("counterpart" in figure.heads and not phrase.owner)

    def _lands(self, phrase: Phrase, owner: Figure | None) -> set[str]:
        lands = self.vocabulary.lands(phrase.modifiers)
        if owner and owner.kind is NameKind.COUNTRY:
            lands.add(owner.full)
        return lands

    def _topics(self, words: Iterable[str]) -> set[str]:
        known = self.vocabulary
        return {w for w in words if w not in known.adjectival and w not in known.adjectives and w not in known.titles}

    def _find_other(self, phrase: Phrase, owner: Figure) -> Figure | None:
        """Another person in the scene: his Kenyan colleague, her guest."""
        lands = self._lands(phrase, None)
        present = [(f, w) for f, w in self._present() if f.kind is NameKind.PERSON and f is not owner]
        if lands:
            present = [(figure, weight) for figure, weight in self._remembered() if figure.lands & lands]
            present = [(figure, weight) for figure, weight in present if figure.is_person and figure is not owner]
        return present[0][0] if len(present) == 1 else self._best(present) if lands else None

    def _new(self, phrase: Phrase, owner: Figure | None) -> Figure | None:
        """Somebody whom the text only describes."""
        kind = phrase.noun_kind or NameKind.DESCRIBED
        plural = is_plural(phrase, self.vocabulary)
        return self.figures.add_described(self._full(phrase, owner), phrase, kind, plural=plural)

    def _full(self, phrase: Phrase, owner: Figure | None) -> str:
        """The words of a description without its article; whose it is in full."""
        reader, words = self.reader, self.vocabulary.function_words
        told = phrase.owner is not None and (owner is not None or phrase.owner.name is None)
        start = phrase.owner.core + 1 if phrase.owner and told else phrase.start
        dropped = words.articles | words.demonstratives | (words.possessives if owner else set())
        while start < phrase.core - 1 and reader.words[start].folded in dropped:
            start += 1
        surface = " ".join(reader.span(start, phrase.end).of(reader.text).split())
        if owner:
            adjective = self.vocabulary.adjective_of.get(owner.full) if owner.kind is NameKind.COUNTRY else None
            whose = adjective or owner.full + ("’" if owner.full.endswith("s") and owner.plural else "’s")
            return f"{whose} {surface}"
        named = phrase.owner is not None and phrase.owner.name is not None
        if start == phrase.start and reader.opens_sentence(start) and not named and not self._is_proper(start):
            return surface[:1].lower() + surface[1:]
        return surface

    def _is_proper(self, place: int) -> bool:
        word = self.reader.words[place]
        known = self.vocabulary
        if word.kind == "letters" or word.folded in known.adjectival or word.folded in known.countries:
            return True
        after = self.reader.words[place + 1 : place + 2]
        return bool(after) and f"{word.folded} {after[0].folded}" in known.adjectival
