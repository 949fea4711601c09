"""Background: the sentences that tell history before the news, in the reporter's own prose.

Each sentence is weighed by what marks history (old dates, looking back, the perfect, an older instrument, company of
other history) against what marks news (the lede, speech, today's date, what the instrument holds).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ...domain.readings import DateMention, NameKind, Sentence
from ...domain.spans import Span
from ..cast import Cast
from ..lexicon import History, Lexicon, Tenses
from ..wordlists import any_of, whole_words
from .instruments import Statements

_ENOUGH = 2.0
# A date so many days before publication is history, one nearer is still news.
_OLD_DAYS = 60
_NEWS_DAYS = 10
_OF_AN_EARLIER_YEAR = 2.0
_SINCE = re.compile(r"\bsince (?:\w+ )?$", re.IGNORECASE)
_FIRST_TIME = re.compile(r"\bfor the first time\b")
# The month is no modal: *approved in May 2023*.
_IN_MAY = re.compile(r"may(?= \d)|(?<=in )may|(?<=last )may|(?<=since )may|(?<=late )may|(?<=early )may")
# *An estimated $5m* estimates nothing.
_ATTRIBUTIVE = re.compile(r"\b(?:an?|the|some|its|his|her|their) \Z")
# *Have worked together before*: nothing follows that it would be before.
_BEFORE = re.compile(r"\b(?:before|previously|already)[.;,]")
# Somebody's age, or a pronoun as subject: the sentence tells of a person, not of what led here.
_PERSONAL = re.compile(r"^\W*(?:he|she|i|we)\b|^[^,.]{3,80}, (?:aged )?\d{2},")
_HAD = re.compile(r",? (?:had|has) ")
# So far behind a verb of reporting stands a date that is its own (*said in 2019 that*).
_OWN_DATE = 12
_TAIL = 30
_TRAILING = re.compile(r",\W{1,4}(?:[\w’'.-]+ ){1,6}$")


class HistoryWords:
    """The lists as expressions, made once."""

    def __init__(self, lists: History, tenses: Tenses) -> None:
        participles = f"(?!(?:{any_of(tenses.no_past)})\\b)\\w+ed|{any_of(tenses.irregular_past | tenses.participles)}"
        self.perfect = re.compile(rf"(?:\b(?:has|have|had)|[’']ve)\b(?: \w+){{0,2}}? (?:{participles})\b")
        self.past_perfect = re.compile(rf"\bhad (?:\w+ ){{0,2}}?(?:{participles})\b")
        self.subordinate = whole_words(lists.subordinators)
        self.act = re.compile(rf" (?:{any_of(lists.act_prepositions)})\b(?! \w+ that\b)")
        self.acts = frozenset(lists.acts)
        self.cues = whole_words(lists.cues)
        self.openers = whole_words(lists.openers)
        self.occasions = re.compile("|".join(rf"\b(?:{form})\b" for form in lists.occasions))
        self.comment = whole_words(lists.comment)
        self.terms = whole_words(lists.terms)
        self.news = whole_words(lists.news)
        self.reporting = whole_words(lists.reporting)


@lru_cache(maxsize=8)
def history_words(lists: History, tenses: Tenses) -> HistoryWords:
    """The expressions of a lexicon's lists."""
    return HistoryWords(lists, tenses)


@dataclass(frozen=True, slots=True)
class _Look:
    """A sentence with its words outside quotation marks."""

    span: Span
    paragraph: int
    plain: str
    spoken: float


def find_background(
    statements: Statements,
    sentences: Sequence[Sentence],
    cast: Cast,
    dates: Sequence[DateMention],
    lexicon: Lexicon,
    published: date | None,
) -> tuple[Span, ...]:
    """Whole sentences of history before today's event, in order."""
    return _Weighing(statements, sentences, cast, dates, lexicon, published).choose()


class _Weighing:
    def __init__(
        self,
        statements: Statements,
        sentences: Sequence[Sentence],
        cast: Cast,
        dates: Sequence[DateMention],
        lexicon: Lexicon,
        published: date | None,
    ) -> None:
        self.sentences, self.cast = sentences, cast
        self.statements, self.dates, self.lexicon, self.published = statements, dates, lexicon, published
        self.text = statements.text
        self.words = history_words(lexicon.history, lexicon.tenses)
        self.starts = [mention.span.start for mention in dates]

    def choose(self) -> tuple[Span, ...]:
        looks = [self._look(sentence) for sentence in self.sentences]
        lede = _lede(self.text, self.sentences)
        chosen: list[int] = []
        for index, look in enumerate(looks):
            if index >= lede and self._weigh(index, look, follows=self._follows(index, look, looks, chosen)) >= _ENOUGH:
                chosen.append(index)
        openers = [i - 1 for i in chosen if i - 1 >= lede and i - 1 not in chosen and self._opens(looks[i - 1])]
        return tuple(looks[i].span for i in sorted({*chosen, *openers}))

    def _look(self, sentence: Sentence) -> _Look:
        span, parts, place = sentence.span, [], sentence.span.start
        for quote in self._quotes_in(span):
            parts.append(self.text[place : max(place, quote.start)])
            place = max(place, min(quote.end, span.end))
        parts.append(self.text[place : span.end])
        # Small letters match several times quicker; no place in them leads back to the text.
        plain = " ".join(parts).lower()
        return _Look(span, sentence.paragraph, plain, 1 - len(plain.strip()) / max(1, len(span)))

    def _quotes_in(self, span: Span) -> list[Span]:
        quoted = self.statements.quoted
        first = bisect_left(quoted, span.start, key=lambda quote: quote.end)
        last = bisect_left(quoted, span.end, key=lambda quote: quote.start)
        return list(quoted[first:last])

    def _follows(self, index: int, look: _Look, looks: Sequence[_Look], chosen: Sequence[int]) -> bool:
        return bool(chosen) and chosen[-1] == index - 1 and looks[index - 1].paragraph == look.paragraph

    def _opens(self, look: _Look) -> bool:
        return bool(self.words.openers.search(look.plain))

    def _weigh(self, index: int, look: _Look, *, follows: bool) -> float:
        reporting = self._reporting(look.plain)
        own = look.plain[: reporting.end()] if reporting else look.plain
        perfect = bool(self.words.perfect.search(own))
        past = perfect or self._is_past(own)
        cues = {found.group() for found in self.words.cues.finditer(own)}
        dates = self._weigh_dates(look, own, perfect=perfect)
        weight = dates + (0.0, 1.5, 2.5)[min(2, len(cues))]
        weight += 1.5 * bool(self.words.occasions.search(own))
        weight += 1.5 * any(m.former for m in self.statements.in_sentence(index))
        weight += perfect + 0.5 * past + (1.0 if follows and past else 0.5 * follows)
        weight += 1.5 * (perfect and bool(_BEFORE.search(own))) + 0.5 * self._looks_back(own)
        return (
            weight
            - self._weigh_news(index, look, reporting, dated=self._is_old_report(own, dates))
            + 1.0 * bool(reporting and cues)
        )

    def _is_old_report(self, own: str, dates: float) -> bool:
        """Whether the reporting itself is of an earlier year, not a clause within it."""
        return dates >= _OF_AN_EARLIER_YEAR and not self.words.subordinate.search(own)

    def _looks_back(self, own: str) -> bool:
        """Whether the main verb is a past perfect: no word that opens a clause stands before it."""
        had = self.words.past_perfect.search(own)
        return had is not None and not self.words.subordinate.search(own, 0, had.start())

    def _weigh_dates(self, look: _Look, own: str, *, perfect: bool) -> float:
        """Two for a date of an earlier year, one for an older one of this year or a month gone; less for news of today.

        Of a report only the dates in the reporter's `own` words count, not those of what is reported.
        """
        weight = 0.0
        last = look.span.end if len(own) == len(look.plain) else look.span.start + len(own) + _OWN_DATE
        for mention in self._dates_in(Span(look.span.start, min(last, look.span.end))):
            if self.statements.is_quoted(mention.span.start) or not mention.value:
                continue
            age = _age(mention.value, self.published)
            if age is None:
                continue
            since = _SINCE.search(self.text[max(look.span.start, mention.span.start - 20) : mention.span.start])
            if -_NEWS_DAYS <= age <= _NEWS_DAYS and len(mention.value) > len("2000-01"):
                return -1.5
            if age > _OLD_DAYS and (not since or perfect):
                weight = max(weight, _OF_AN_EARLIER_YEAR if _is_earlier_year(mention.value, self.published) else 1.0)
            elif age > _NEWS_DAYS and len(mention.value) == len("2000-01"):
                weight = max(weight, 1.0)
        return weight

    def _dates_in(self, span: Span) -> Sequence[DateMention]:
        return self.dates[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]

    def _is_past(self, plain: str) -> bool:
        tenses = self.lexicon.tenses
        words = re.findall(r"[^\W\d_]+", plain.lower())
        return any(
            word in tenses.irregular_past or (word.endswith("ed") and word not in tenses.no_past) for word in words
        )

    def _weigh_news(self, index: int, look: _Look, reporting: re.Match[str] | None, *, dated: bool) -> float:
        """What speaks against history: speech, reporting, comment, a person's life, today's news, the content."""
        weight = 2.0 * (look.spoken > 0.3) + 2.0 * self._is_personal(look)
        if reporting:
            trailing = _is_trailing(look.plain, reporting)
            weight += 4.0 if trailing else 0.5 if dated else 2.0
        elif self._comments(look.plain):
            weight += 1.5
        weight += 2.0 * bool(self.words.news.search(look.plain)) + 1.0 * bool(_FIRST_TIME.search(look.plain))
        weight += 3.0 * self._tells_terms(index, look)
        weight += 2.0 * self._tells_content(index) + 2.0 * self._signs_today(index, look)
        return weight

    def _tells_terms(self, index: int, look: _Look) -> bool:
        """Whether the sentence says how long the article's own instrument runs, or what it replaces."""
        own = any(not m.former for m in self.statements.in_sentence(index)[:1]) or self.statements.speaks_on(index)
        return own and bool(self.words.terms.search(look.plain))

    def _is_personal(self, look: _Look) -> bool:
        """Whether the subject is a person.

        That is a pronoun, somebody with an age, a name that opens the sentence, or one right before its *had*.
        """
        if _PERSONAL.match(look.plain):
            return True
        people = (m for m in self.cast.within(look.span) if m.kind is NameKind.PERSON)
        if any(_HAD.match(self.text, m.span.end) for m in people):
            return True
        subject = self.cast.at(look.span.start)
        return subject is not None and subject.kind is NameKind.PERSON

    def _comments(self, plain: str) -> bool:
        """Whether a verb of comment comes before the first perfect."""
        comments = (found for found in self.words.comment.finditer(plain) if not _IN_MAY.match(plain, found.start()))
        comment, perfect = next(comments, None), self.words.perfect.search(plain)
        if comment is None or self._is_subordinate(plain, comment.start()):
            return False
        return not (perfect and perfect.start() < comment.start())

    def _reporting(self, plain: str) -> re.Match[str] | None:
        """The verb by which the main clause reports what somebody says; what was announced or agreed on is an act."""
        perfect = self.words.perfect.search(plain)
        for found in self.words.reporting.finditer(plain):
            if _ATTRIBUTIVE.search(plain, 0, found.start()):
                continue
            if found.group() in self.words.acts and self.words.act.match(plain, found.end()):
                continue
            if self._is_subordinate(plain, found.start()):
                return None
            if (
                perfect
                and perfect.start() < found.start()
                and (found.start() >= perfect.end() or perfect.group().startswith("had"))
            ):
                inside = found.start() < perfect.end()
                return found if inside or _is_trailing(plain, found) else None
            return found
        return None

    def _is_subordinate(self, plain: str, place: int) -> bool:
        """Whether a clause with a past verb comes before, and a word that opens another one."""
        openings = [found.start() for found in self.words.subordinate.finditer(plain, 0, place)]
        return bool(openings) and openings[-1] > 0 and self._is_past(plain[: openings[-1]])

    def _tells_content(self, index: int) -> bool:
        """Whether the sentence says what the article's own instrument holds."""
        return any(True for _ in self.statements.covered_in(index))

    def _signs_today(self, index: int, look: _Look) -> bool:
        signs = self.statements.words.signature.search(look.plain)
        return (
            bool(signs)
            and any(not m.former for m in self.statements.in_sentence(index))
            and not self._is_dated_old(look)
        )

    def _is_dated_old(self, look: _Look) -> bool:
        ages = (_age(m.value, self.published) for m in self._dates_in(look.span) if m.value)
        return any(age is not None and age > _OLD_DAYS for age in ages)


def _is_trailing(plain: str, reporting: re.Match[str]) -> bool:
    """Whether the attribution closes the sentence: *…, the minister said on Monday*."""
    ends = len(plain.rstrip()) - reporting.end() < _TAIL
    return ends and _TRAILING.search(plain[: reporting.start()]) is not None


def _lede(text: str, sentences: Sequence[Sentence]) -> int:
    """How many sentences the headline and the lede are."""
    if not sentences:
        return 0
    headline = sentences[0].span.of(text)[-1:] not in {".", "!", "?", "”", '"', "’"}
    return 2 if headline and len(sentences) > 1 else 1


def _age(value: str, published: date | None) -> int | None:
    """Days from the last day of a value to publication; None without one."""
    if published is None:
        return None
    parts = [int(part) for part in value.rpartition("/")[2].split("-")]
    year, month, day = (*parts, 12, 28)[:3] if len(parts) == 1 else (*parts, 28)[:3]
    return published.toordinal() - date(year, month, day).toordinal() if 1 <= year <= 9999 else None


def _is_earlier_year(value: str, published: date | None) -> bool:
    return published is not None and int(value.rpartition("/")[2][:4]) < published.year
