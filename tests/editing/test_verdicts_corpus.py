"""Every quotation of the annotated articles, as people paste and alter them."""

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.comparisons import Finding, Verdict
from bot.domain.documents import Draft
from bot.domain.readings import Article, Quote
from bot.domain.spans import Span
from bot.editing.material.lines import lines_of
from bot.editing.material.story import Story, read_story
from bot.editing.material.tokens import read_tokens
from bot.editing.material.wording import read_stems
from bot.editing.quotes import quotes_of
from bot.editing.verdicts.verdicts import stems_to_find, verify_words
from tests.desk.story_desk import DAY
from tests.editing.test_promises import read_articles
from tests.reading.golden import HOUSE, open_lexicon

LEAST = 6
MARKS = st.sampled_from([("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("", "")])
BLANKS = st.sampled_from([" ", "\u00a0", "  ", "\u2009", "\n"])
DASHES = st.sampled_from(["–", "—", "-", "‑"])
HIDDEN = st.sampled_from(["", "\u00ad", "\u200b", "\ufeff"])
STRANGE = "zeppelins"


@cache
def library() -> Story:
    """All but the last of the annotated articles: what the last one says is in none of them."""
    return read_story(articles()[:-1])


@cache
def articles() -> list[Article]:
    files = sorted((HOUSE / "tests" / "quality" / "gold").glob("*.txt"))
    return read_articles([Draft(file.name, file.read_bytes().decode("utf-8"), published=DAY) for file in files])


@cache
def quotations() -> list[tuple[Article, Quote]]:
    """The quotations that are long enough to be altered, as each stands in its article."""
    found = quotes_of(library().articles)
    return [(a, q) for a, q in found if len(read_tokens(a.document.text, q.span)) >= LEAST]


def verify(words: str) -> Verdict:
    """The lines that hold most of the words come to the comparison, as those do that the index finds."""
    wanted = set(stems_to_find(words, open_lexicon()))
    lines = sorted(lines_of(library().articles), key=lambda line: -len(wanted.intersection(read_stems(line.text))))
    verdict = verify_words(words, None, lines[:40], library(), open_lexicon())
    assert isinstance(verdict, Verdict)
    return verdict


def stands_alone(text: str, span: Span) -> bool:
    """Whether a word is no ending of another (*she’ll*), and not put in by an editor, whose words may be left out."""
    return text[span.start] not in "'’" and text.rfind("[", 0, span.start) <= text.rfind("]", 0, span.start)


def pick(draw: st.DrawFn) -> tuple[Article, Quote]:
    return quotations()[draw(st.integers(0, len(quotations()) - 1))]


@settings(deadline=None, max_examples=80)  # the first example reads the articles
@given(st.data())
def test_a_quotation_with_other_signs_is_exact(data: st.DataObject) -> None:
    """Marks, blanks, dashes, capitals, and signs that nobody sees."""
    article, quote = pick(data.draw)
    words = quote.span.of(article.document.text)
    blank, dash, hidden = data.draw(BLANKS), data.draw(DASHES), data.draw(HIDDEN)
    for sign in "-–—‑":
        words = words.replace(sign, dash)
    words = blank.join(word[:2] + hidden + word[2:] if word[:3].isalpha() else word for word in words.split())
    opening, closing = data.draw(MARKS)
    words = opening + (words.upper() if data.draw(st.booleans()) else words) + closing
    verdict = verify(words)
    assert verdict.finding is Finding.EXACT
    assert any(quote.span.contains(s.place) or s.place.contains(quote.span) for s in verdict.sightings)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_a_quotation_with_one_word_changed_is_altered_and_the_word_is_marked(data: st.DataObject) -> None:
    """Whichever word it is."""
    article, quote = pick(data.draw)
    text = article.document.text
    tokens = read_tokens(text, quote.span)
    token = data.draw(st.sampled_from([token for token in tokens if stands_alone(text, token.span)]))
    words = text[quote.span.start : token.span.start] + STRANGE + text[token.span.end : quote.span.end]
    verdict = verify(words)
    assert verdict.finding is Finding.ALTERED
    changes = [change for sighting in verdict.sightings for change in sighting.changes]
    assert [change.asked for change in changes] == [STRANGE]
    assert [change.span for change in changes] == [token.span]


def test_the_sentences_of_an_article_that_is_not_there_are_not_there() -> None:
    """No sentence of another article is an alteration of one that is there."""
    other = articles()[-1]
    sentences = [each.span.of(other.document.text) for each in other.reading.sentences]
    told = {words: verify(words).finding for words in sentences if len(read_tokens(words)) >= LEAST}
    assert len(told) > 10
    assert set(told.values()) == {Finding.ABSENT}
