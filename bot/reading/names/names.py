"""Who and what a text names, and which words mean whom: the cast of the article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from ...domain.readings import Name, Sentence
from ...domain.spans import Span
from ..cast import Cast, Mention, MentionForm
from ..lexicon import Lexicon
from ..text.words import Word
from ..vocabulary import open_vocabulary
from .appositions import Appositions, find_appositions
from .figures import Figure, Figures
from .lone_names import name_lone_speakers
from .phrase_reader import PhraseReader
from .phrases import Phrase, Shape
from .references import References

_FORMS = {
    Shape.NAME: MentionForm.NAMED,
    Shape.PRONOUN: MentionForm.PRONOUN,
    Shape.DESCRIPTION: MentionForm.DESCRIBED,
}
_LONGEST_INSERT = 45
# Marks of which a second one, or another, closes the insert that the first opens.
_PAIRED = {"(": ")", "–": "–", "—": "—", "-": "-"}
_RELATIVES = frozenset({"who", "whose"})
_BEHIND_NAMES = frozenset({"of", "from", "at", "with", "for", "in"})


def find_names(
    text: str, words: Sequence[Word], sentences: Sequence[Sentence], quoted: Sequence[Span], lexicon: Lexicon
) -> Cast:
    """Find the names of a text and whom its pronouns, surnames and descriptions mean.

    `words` are all words of the text, `quoted` its quotations: what is mentioned there weighs little outside.
    """
    vocabulary = open_vocabulary(lexicon)
    reader = PhraseReader(text, words, vocabulary)
    phrases = list(reader.read(sentences))
    appositions = find_appositions(phrases, reader)
    figures = Figures(reader)
    figures.gather(phrases, appositions)
    meant = References(figures, sentences, _within(quoted)).resolve(phrases, appositions)
    name_lone_speakers(phrases, meant, figures, _within(quoted))
    _gather_mentions(phrases, meant, reader)
    mentions = _Mentions(reader, phrases, meant, appositions, figures).make(sentences)
    return Cast(
        [_name(figure, text) for figure in figures.all if figure.mentions and not figure.is_mere_paper], mentions
    )


def _within(spans: Sequence[Span]) -> Callable[[int], bool]:
    """Make a test whether an offset lies in any of the spans."""
    ordered = sorted(spans)
    starts = [span.start for span in ordered]
    reach: list[int] = []
    for span in ordered:
        reach.append(max(span.end, reach[-1] if reach else 0))
    return lambda offset: bool(place := bisect_right(starts, offset)) and offset < reach[place - 1]


def _behind_mark(mark: str, opened: set[str]) -> set[str]:
    """Which inserts are open behind a mark: what a bracket or dash opened, no comma closes."""
    closed = {opening for opening in opened if _PAIRED[opening] == mark}
    if closed:
        return opened - closed
    return opened | {mark} if mark in _PAIRED else opened


def _gather_mentions(phrases: Sequence[Phrase], meant: Sequence[Figure | None], reader: PhraseReader) -> None:
    for phrase, figure in zip(phrases, meant, strict=True):
        if figure is None:
            continue
        span = reader.span(phrase.start, phrase.end)
        figure.mentions.append(span)
        if phrase.shape is Shape.DESCRIPTION:
            figure.descriptions.append(span)
        elif phrase.name and reader.skip_determiners(phrase.start, phrase.name[0])[0] < phrase.name[0]:
            figure.descriptions.append(reader.span(phrase.start, phrase.name[0]))


def _name(figure: Figure, text: str) -> Name:
    forms = dict.fromkeys(" ".join(span.of(text).split()) for span in figure.mentions)
    descriptions = dict.fromkeys(" ".join(span.of(text).split()) for span in figure.descriptions)
    pronouns = {"he", "she", "it", "they", "him", "them", "himself", "herself", "itself", "themselves"}
    forms = dict.fromkeys(form for form in forms if form.casefold() not in pronouns and form != figure.full)
    return Name(figure.full, figure.kind, tuple(forms), tuple(descriptions), tuple(sorted(set(figure.mentions))))


class _Mentions:
    """Turns phrases and whom they mean into the mentions of a cast."""

    def __init__(
        self,
        reader: PhraseReader,
        phrases: Sequence[Phrase],
        meant: Sequence[Figure | None],
        appositions: Appositions,
        figures: Figures,
    ) -> None:
        self._figures = figures
        self.reader, self.vocabulary = reader, reader.vocabulary
        self.phrases, self.meant = phrases, meant
        self._described_by: dict[int, list[int]] = {}
        for description, name in appositions.beside.items():
            if self._agree(name, description):
                self._described_by.setdefault(name, []).append(description)
        self._set_off = {place for places in self._described_by.values() for place in places}

    def make(self, sentences: Sequence[Sentence]) -> list[Mention]:
        """Make a mention of every phrase that no other holds."""
        made = []
        for place, phrase in enumerate(self.phrases):
            if phrase.inner or place in self._set_off:
                continue
            made.append(self._mention(place, phrase, sentences[phrase.sentence].span.end))
        return made

    def _agree(self, name: int, description: int) -> bool:
        """Whether the description was taken for the one who bears the name."""
        return self.meant[name] is not None and self.meant[name] is self.meant[description]

    def _mention(self, place: int, phrase: Phrase, sentence_end: int) -> Mention:
        first, last = phrase.start, phrase.end
        for other in self._described_by.get(place, ()):
            first, last = min(first, self.phrases[other].start), max(last, self.phrases[other].end)
        span = self.reader.span(phrase.start, phrase.end)
        last = self._extent_end(last, sentence_end, last_described=last != phrase.end)
        extent = self.reader.span(first, last)
        figure = self.meant[place]
        full = figure.full if figure else self._unknown(phrase)
        return Mention(span, extent.hull(span), _FORMS[phrase.shape], full, figure.kind if figure else None)

    def _unknown(self, phrase: Phrase) -> str | None:
        """A name that nothing tells more of stands for itself; a surname of two, or a nationality, for nobody."""
        if phrase.shape is not Shape.NAME or not phrase.name or self._figures.is_nationality(phrase):
            return None
        if sum(figure.is_person for figure in self._figures.named(phrase)) > 1:
            return None
        return " ".join(self.reader.span(*phrase.name).of(self.reader.text).split())

    def _extent_end(self, end: int, sentence_end: int, *, last_described: bool) -> int:
        """How far descriptions, clauses and inserts between commas go before a verb follows."""
        words = self.reader.words
        end = self._behind_name(end)
        place = end
        limit = min(len(words), end + _LONGEST_INSERT)
        described = last_described and place < limit and words[place].folded in _BEHIND_NAMES | _RELATIVES
        if place >= limit or (words[place].folded not in {",", "(", "–", "—"} and not described):
            return end
        opened = {words[end].folded} & _PAIRED.keys()
        for place in range(end + 1, limit):
            if words[place].end > sentence_end or self.reader.text[words[place].start] in '“”";:':
                break
            if not self._is_mark(place):
                continue
            opened = _behind_mark(words[place].folded, opened)
            if not opened and words[place].folded != "(" and self._verb_follows(place + 1):
                return place + 1
        return end

    def _is_mark(self, place: int) -> bool:
        """Whether a word is a mark that sets off an insert; a hyphen is one between blanks."""
        words = self.reader.words
        mark = words[place].folded
        if mark == "-" and place + 1 < len(words):
            return words[place - 1].end < words[place].start and words[place].end < words[place + 1].start
        return mark in {",", ")"} or mark in _PAIRED

    def _behind_name(self, end: int) -> int:
        """*of the U.S. Army* behind a name, where a comma or a verb follows."""
        words = self.reader.words
        if end + 1 < len(words) and words[end].folded in _BEHIND_NAMES:
            place = self.reader.complement_end(end, len(words))
            if place > end and place < len(words) and (words[place].folded == "," or self._verb_follows(place)):
                return place
        return end

    def _verb_follows(self, place: int) -> bool:
        words, small = self.reader.words, self.vocabulary.function_words
        while place < len(words) and words[place].folded in small.adverbs:
            place += 1
        if place >= len(words):
            return False
        folded = words[place].folded
        return folded in self.vocabulary.cues or folded in small.auxiliaries
