"""Whom *he*, *she*, *it* and *they* mean: the most prominent figure that fits, or nobody in doubt.

How prominent somebody is by now `scene` knows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate

from ...domain.readings import NameKind, Sentence
from ..vocabulary import Gender
from .descriptions import Descriptions
from .figures import Figure, Figures
from .phrases import Phrase, Shape
from .scene import FAINT, Scene, best

_SUBJECT, _SPEAKER, _OTHER, _OBLIQUE, _INNER, _QUOTED = 80.0, 90.0, 45.0, 25.0, 15.0, 5.0
_KNOWN_GENDER = 12.0
_NEWCOMER = 30.0
_UNTOLD = 0.8
_SAME_CLAUSE = 40.0
TOPIC = 20.0
# Whoever acts in the second of two clauses acted last.
_LATER = 40.0
OBJECTS = frozenset({"her", "him"})
# Behind whom somebody asks, where they put no question: asked her to go, asked him for help.
_ASKED_FOR = frozenset({"to", "for", "out"})
_COORDINATING = frozenset({"and", "but", "while"})
_LONGEST_ANSWER = 8
# How many words may stand before the subject of a sentence: *In the riverside village of X,*.
_LONGEST_OPENING = 12


def _count_told(sentences: Sequence[Sentence], quoted: Callable[[int], bool]) -> list[int]:
    """For each sentence how many up to it have words of the reporter's: what is only quoted lets nobody fade."""
    told = accumulate(not (quoted(s.span.start + 1) and quoted(s.span.end - 2)) for s in sentences)
    return list(told)


class Pronouns:
    """Finds whom pronouns mean among the figures of a text, while its phrases are gone through in order."""

    def __init__(self, figures: Figures, sentences: Sequence[Sentence], quoted: Callable[[int], bool]) -> None:
        self.figures, self.vocabulary, self.reader = figures, figures.vocabulary, figures.reader
        self.roles, self.exchange = self.vocabulary.roles, self.vocabulary.exchange
        self._paragraphs = [sentence.paragraph for sentence in sentences]
        self._scene = Scene(self._paragraphs, _count_told(sentences, quoted))
        self._described = Descriptions(figures.reader)
        self._quoted = quoted
        self._subject_of = -1
        self._subject: Figure | None = None
        self._subject_speaks = False
        self._asked: Figure | None = None
        self._asker: Figure | None = None
        self._question: tuple[Figure, int] | None = None
        self._told_last = -1
        self._unknown: Phrase | None = None
        self._told: dict[Figure, int] = {}
        self._times: Counter[Figure] = Counter()
        self._often: list[Figure] = []
        self._by_surname: set[Figure] = set()
        self._tied: dict[Figure, Figure] = {}
        self._parents: dict[Figure, Figure] = {}

    def _last_here(self) -> Figure | None:
        """Who was mentioned last in this sentence: *Reed accused her* of no Reed."""
        last = next((one for one in reversed(self._scene.seen) if one.is_person), None)
        return last if last and self._scene.seen[last] == self._scene.now else None

    def _acting_on(self, phrase: Phrase) -> Figure | None:
        """Whose verb *him* or *her* is the object of, and who is not meant: the sentence's subject behind *and*."""
        joined = phrase.start > 1 and self.reader.words[phrase.start - 2].folded in _COORDINATING
        here = joined and self._subject_of == self._scene.now
        return self._subject if here else self._last_here()

    def _find_answering(self, phrase: Phrase) -> Figure | None:
        """Whom *he answered* means behind *the clerk asked Voss*: whoever was asked."""
        if found := self._find_questioned(phrase):
            return found
        after = self.reader.words[phrase.end : phrase.end + 1]
        if (
            self._asked is None
            or not after
            or after[0].folded not in self.exchange.answering
            or phrase.head not in {"he", "she"}
        ):
            return None
        gender = Gender.WOMAN if phrase.head == "she" else Gender.MAN
        fits = self._scene.now - self._scene.seen.get(self._asked, -9) < 3 and self._asked.gender in {None, gender}
        return self._asked if fits and self._asked.is_person else None

    def _note_question(self, figure: Figure, phrase: Phrase) -> None:
        """Remember of whom a question is asked that the next words in quotation marks may answer."""
        words = self.reader.words
        asking = phrase.start and words[phrase.start - 1].folded in self.exchange.questioning and not phrase.inner
        if asking and not self.reader.follows_quotation(phrase.start - 1):
            asked = figure.is_person and not figure.plural and not self._is_request(phrase.end)
            self._question = (figure, phrase.sentence) if asked else None

    def _is_request(self, place: int) -> bool:
        """Whether what stands behind whom somebody asked wants no words of them: *to go*, but not *to explain*."""
        after = [word.folded for word in self.reader.words[place : place + 2]]
        words_wanted = after[:1] == ["to"] and self.vocabulary.is_spoken(after[-1])
        return bool(after) and after[0] in _ASKED_FOR and not words_wanted

    def _find_questioned(self, phrase: Phrase) -> Figure | None:
        """Whom *“No,” he said* means behind *“Is it over?” Reed asked Voss*: who was asked, not who asked."""
        if self._question is None or not self._gives_answer(phrase):
            return None
        figure, asked = self._question
        near = self._told_last <= asked <= self._scene.now <= asked + _LONGEST_ANSWER
        gender = Gender.WOMAN if phrase.head == "she" else Gender.MAN
        return figure if near and figure.gender in {None, gender} else None

    def _gives_answer(self, phrase: Phrase) -> bool:
        """Whether *he* or *she* says what stands in quotation marks right here, and asks nothing."""
        words, start, end = self.reader.words, phrase.start, phrase.end
        says = end + 1 < len(words) and self.vocabulary.is_spoken(words[end].folded)
        if phrase.head not in {"he", "she"} or not says:
            return False
        behind = self.reader.is_behind_quotation(start)
        asks_back = any(word.folded == "?" for word in words[max(0, start - 2) : start])
        return words[end + 1].folded == ":" or (behind and not asks_back)

    def _asker_answered(self, phrase: Phrase) -> Figure | None:
        """Who has just asked and is not told to be a man or a woman, and whom *“No,” he said* does not mean."""
        asker = self._asker
        if asker is None or (asker.kind is not NameKind.DESCRIBED and asker.gender) or not self._gives_answer(phrase):
            return None
        asked = self._told.get(asker, -_LONGEST_ANSWER)
        gender = Gender.WOMAN if phrase.head == "she" else Gender.MAN
        near = asked == self._told_last and self._scene.now <= asked + _LONGEST_ANSWER
        return asker if near and self._find_person(gender, asker) else None

    def _note(self, figure: Figure, phrase: Phrase) -> None:
        worth = self._worth(phrase, figure)
        worth += _NEWCOMER if worth == _SUBJECT and self._is_newcomer(figure, phrase) else 0
        if worth > _QUOTED:
            self._times[figure] += self._told.get(figure) != phrase.sentence
            self._often = sorted({*self._often, figure}, key=self._times.__getitem__)[-2:]
            self._told[figure] = self._told_last = phrase.sentence
        # A document published in May says nothing.
        self._scene.mention(figure, min(worth, _OBLIQUE) if figure.is_mere_paper else worth)

    def _person(self, figure: Figure) -> Figure | None:
        return figure if figure.kind is NameKind.PERSON else None

    def _worth(self, phrase: Phrase, figure: Figure) -> float:
        words = self.reader.words
        if self._quoted(words[phrase.start].start):
            return _QUOTED
        if phrase.inner:
            return _INNER
        again = self._subject_of == phrase.sentence and self._begins_clause(phrase)
        self._subject_speaks = False
        if self._beside_cue(phrase):
            self._subject_of, self._subject, self._subject_speaks = phrase.sentence, self._person(figure), True
            return _SPEAKER + (_LATER if again else 0.0)
        before = words[phrase.start - 1].folded if phrase.start else ""
        if before in self.vocabulary.function_words.prepositions:
            return _OTHER if self.reader.opens_sentence(phrase.start - 1) else _OBLIQUE
        if self._subject_of != phrase.sentence or again:
            self._subject_of, self._subject = phrase.sentence, self._person(figure)
            return _SUBJECT + (_LATER if again else 0.0)
        return _OTHER

    def _begins_clause(self, phrase: Phrase) -> bool:
        """Whether a second clause has this subject: *Reed sent the bill, and Cruz answered with a letter*."""
        words, known = self.reader.words, self.vocabulary
        if phrase.shape is not Shape.NAME or phrase.start < 1 or words[phrase.start - 1].folded not in _COORDINATING:
            return False
        comma = phrase.start > 1 and words[phrase.start - 2].folded in {",", ";"}
        after = words[phrase.end].folded if phrase.end < len(words) else ""
        acts = after in known.verbs or after in known.function_words.auxiliaries or after.endswith("ed")
        return comma and acts

    def _is_newcomer(self, figure: Figure, phrase: Phrase) -> bool:
        """Whether somebody comes in here by their full name, as the subject: *he* or *she* is most likely they."""
        return figure.is_person and figure not in self._scene.seen and len(self.figures.key(phrase)) > 1

    def _beside_cue(self, phrase: Phrase) -> bool:
        words, known = self.reader.words, self.vocabulary
        after = phrase.end
        while after < len(words) and words[after].folded in known.function_words.adverbs | {"has", "had", "have"}:
            after += 1
        return after < len(words) and words[after].folded in known.cues

    def _find_by_pronoun(self, pronoun: str, *, quoted: bool = False, but: Figure | None = None) -> Figure | None:
        words = self.vocabulary.function_words
        if pronoun in words.female or pronoun in words.male or pronoun == "her":
            gender = Gender.MAN if pronoun in words.male else Gender.WOMAN
            figure = self._find_person(gender, but, quoted=quoted)
            if figure is None or self._is_overtaken(figure):
                figure = self._find_unknown(NameKind.PERSON, quoted=quoted) or figure
            if figure and figure.gender is None and not quoted and pronoun not in OBJECTS:
                figure.gender = gender
            return figure
        if pronoun in words.plural or pronoun == "both":
            return best((f, w) for f, w in self._scene.present() if f.plural)
        if pronoun in words.neuter:
            bodies = {NameKind.ORGANISATION, NameKind.OUTLET, NameKind.COUNTRY, NameKind.DOCUMENT}
            present = [(f, w) for f, w in self._scene.present() if f.kind in bodies and not f.plural]
            issues = any(self._is_paper_here(figure) for figure, _ in present)
            return best((f, w) for f, w in present if not (issues and f.is_mere_paper))
        return None

    def _learn_gender(self, figure: Figure | None, phrase: Phrase) -> None:
        """Learn from *“He is shy,” she said* of whom was just spoken that he is no woman, and not she who speaks."""
        gender = {"he": Gender.MAN, "she": Gender.WOMAN}.get(phrase.head)
        opens = self.reader.opens_sentence(phrase.start) and figure is self._subject and not self._subject_speaks
        alone = all(one.gender is not gender for one, _ in self._scene.present())
        if gender and opens and alone and figure and figure.gender is None:
            figure.gender = gender

    def _find_collective(self, phrase: Phrase) -> Figure | None:
        """Whom *it ruled* means behind *The jury sat late.*: several who act as one, told of last."""
        if phrase.head != "it" or not self._beside_cue(phrase):
            return None
        last = (figure for figure in reversed(self._scene.seen) if self._told.get(figure) == self._told_last)
        return next((figure for figure in last if figure.plural and figure.heads & self.roles.collectives), None)

    def _find_body_of_many(self) -> Figure | None:
        """Whom *they said* means where nobody is several: a body, or somebody described of either sex."""
        bodies = {NameKind.ORGANISATION, NameKind.OUTLET, NameKind.DESCRIBED}
        return best((f, w) for f, w in self._scene.present() if f.kind in bodies and f.gender is None)

    def _find_unknown(self, kind: NameKind, *, quoted: bool) -> Figure | None:
        """The bearer of the last name that could be anything: *Morales laughed. He left*."""
        phrase = self._unknown
        if phrase is None or quoted or self._commands(phrase) or not 0 <= self._scene.now - phrase.sentence < 3:
            return None
        self._unknown = None
        figure = self.figures.add_unknown(phrase, kind)
        if figure:
            self._note(figure, phrase)
        return figure

    def _commands(self, phrase: Phrase) -> bool:
        """Whether a capital is a verb that opens its sentence, its object behind it: *Hold this*."""
        behind = [word.folded for word in self.reader.words[phrase.end : phrase.end + 1]]
        return self.reader.opens_sentence(phrase.start) and bool(self.vocabulary.determiners.intersection(behind))

    def _is_overtaken(self, figure: Figure) -> bool:
        """Whether a full name that could be anything opened this paragraph since a figure was last mentioned."""
        phrase = self._unknown
        if phrase is None or len(self.figures.key(phrase)) < 2 or not self._begins(phrase):
            return False
        here = self._paragraphs[self._scene.now]
        told = self._told.get(figure)
        return self._paragraphs[phrase.sentence] == here and (told is None or here > self._paragraphs[told])

    def _begins(self, phrase: Phrase) -> bool:
        """Whether a phrase opens its sentence, or stands behind an opening between commas: *In Lima, Ana Cruz*."""
        if self.reader.opens_sentence(phrase.start):
            return True
        words, small = self.reader.words, self.vocabulary.function_words
        first = phrase.start - 1
        if words[first].folded != ",":
            return False
        while first and phrase.start - first < _LONGEST_OPENING and not self.reader.opens_sentence(first):
            first -= 1
            if words[first].folded == ",":
                return False
        return words[first].folded in small.prepositions

    def _is_paper_here(self, figure: Figure) -> bool:
        """Whether it is a paper that this sentence has just brought in: *In a statement, it said*."""
        return figure.is_mere_paper and self._scene.seen[figure] == self._scene.now

    def _find_person(self, gender: Gender, but: Figure | None, *, quoted: bool = False) -> Figure | None:
        fits = [
            (figure, weight)
            for figure, weight in self._scene.remembered()
            if figure is not but and figure.is_person and figure.gender in {None, gender}
        ]
        if not quoted:  # a man of whom somebody only speaks
            fits = [(one, weight) for one, weight in fits if one in self._told or one.kind is NameKind.PERSON]
        if found := [(one, self._fitness(one, weight)) for one, weight in fits if weight >= FAINT]:
            return best(found)
        people = [one for one, _ in fits if one.kind is NameKind.PERSON and one in self._told]
        return people[0] if len(people) == 1 and not quoted else None  # the only one whom the text is about

    def _fitness(self, figure: Figure, weight: float) -> float:
        """How well somebody who weighs so much fits *he* or *she*.

        Whom nothing tells the sex of fits less, unless the last sentence was about them (*Lee Brand shrugged. “No,” he
        said*); the subject of the clause fits more.
        """
        agrees = figure.gender is not None or (figure is self._subject and self._subject_of == self._told_last)
        weight = weight + _KNOWN_GENDER if agrees else weight * _UNTOLD
        subject = figure is self._subject and self._subject_of == self._scene.now
        return weight + (_SAME_CLAUSE if subject else 0.0) + (TOPIC if self._is_topic(figure) else 0.0)

    def _is_topic(self, figure: Figure) -> bool:
        """Whether a text about one person comes back to them here: an obituary goes on with *She*.

        So it does where a paragraph begins, or has told of nobody yet.
        """
        here = self._scene.now
        if here == 0 or not self._is_main(figure):
            return False
        paragraph = self._paragraphs[here]
        told = (one for one, sentence in self._told.items() if self._paragraphs[sentence] == paragraph)
        return paragraph != self._paragraphs[here - 1] or not any(one.is_person for one in told)

    def _is_main(self, figure: Figure) -> bool:
        """Whether somebody was spoken of in more than twice as many sentences as anybody else."""
        others = max((self._times[one] for one in self._often if one is not figure), default=0)
        return self._times[figure] > 2 * others
