"""The promises, over documents of every kind: what is shown is the source's own, whole and cited."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.citations import Snippet, sentence_at
from bot.domain.documents import Document, Draft
from bot.domain.readings import Article, Spread
from bot.editing.asking.answers import Candidate, choose_answer
from bot.editing.asking.hits import list_hits, read_sought
from bot.editing.asking.passages import open_passage
from bot.editing.asking.questions import read_question
from bot.editing.backgrounds import gather_background
from bot.editing.cards import fill_card
from bot.editing.comparing.comparisons import compare_documents
from bot.editing.comparing.disputes import lay_out_disputes
from bot.editing.material.lines import lines_of
from bot.editing.material.story import Story, read_story
from bot.editing.profiles import draw_profile
from bot.editing.quotes import choose_quotes, list_speakers
from bot.editing.sectors import set_board
from bot.editing.summaries.summaries import METHODS, Assignment, choose_summary
from bot.editing.timelines import lay_timeline
from bot.editing.verdicts.verdicts import verify_words
from bot.reading.reader import read_document
from bot.settings.card import load_card
from tests.desk.story_desk import SHELVES, shelf_drafts
from tests.editing.snippets import snippets_in
from tests.reading.golden import HOUSE, open_lexicon

DAY = date(2025, 1, 17)
CARD = load_card(HOUSE / "config")

PIECES = st.sampled_from(
    [
        "President Ana Cruz signed the treaty in Lima on Friday.",
        "“We will pay. We always did,” Cruz said, according to Reuters.",
        "“She told me, ‘We will pay. All of it.’ I believed her,” said Tom Reed.",
        '"A deal is a deal," the minister told AFP. "Nobody doubts it."',
        "“This is long. It goes on.",
        "It covers energy, trade, science and space, she said.",
        "In 2001, Peru and Chile signed a 20-year agreement that expired last year.",
        "Reed denied that Peru had sold missiles to Chile in September.",
        "‘Not here,’ he said.",
        "Peru accused Chile of “selling the river”; Chile refuted the claim. Reed declined to comment.",
        "Prices rose by 3.5 percent to $1.2 billion.",
        "**bold** @everyone [x](https://example.org) `code` <@1>",
        "”",
        "“",
        '"',
        "…",
        "\u200b\u202eabc\u00a0d",
        "LIVE: UPDATES",
        "😀 Нет, сказал он.",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=8).flatmap(
    lambda pieces: st.sampled_from([" ", "\n", "\n\n", ""]).map(lambda joint: joint.join(pieces))
)
LIBRARIES = st.lists(TEXTS, min_size=1, max_size=3)


def read_articles(drafts: Sequence[Draft]) -> list[Article]:
    return [
        Article(
            Document(number, draft.file, draft.text, draft.sha256, published=draft.published),
            read_document(draft.text, open_lexicon(), draft.published),
        )
        for number, draft in enumerate(drafts, start=1)
    ]


def replies_of(story: Story) -> list[object]:
    """Everything that editing can make of a story."""
    lines = list(lines_of(story.articles))
    question = read_question(
        "Who signed the treaty in Lima, and what did Cruz say of missiles?", story.cast, open_lexicon()
    )
    spread = Spread(len(lines), dict.fromkeys(question.stems, 1))
    return [
        choose_quotes(story),
        list_speakers(story),
        set_board(story),
        gather_background(story),
        lay_timeline(story, open_lexicon()),
        fill_card(story.articles, CARD, open_lexicon()),
        choose_summary(story, Assignment(3), open_lexicon()),
        choose_answer(question, spread, [Candidate(line, 1.0) for line in lines], story, open_lexicon()),
        compare_documents(story, None, [], open_lexicon()),
        compare_documents(story, "treaty", lines, open_lexicon()),
        lay_out_disputes(story, None, open_lexicon()),
        verify_words("She told me, ‘We will pay. All of it.’ I believed him", None, lines, story, open_lexicon()),
        verify_words("We will pay", "Cruz", lines, story, open_lexicon()),
        verify_words("the treaty", None, lines, story, open_lexicon()),
        list_hits("treaty peru cruz pay", read_sought("treaty peru cruz pay", open_lexicon()), lines, 20),
        *(draw_profile(story, figure.full) for figure in story.cast.figures[:40]),
        *(open_passage(article) for article in story.articles),
    ]


def check_snippet(snippet: Snippet, story: Story) -> None:
    """Verbatim, whole, cited."""
    article = story.articles[snippet.citation.document - 1]
    text, span = article.document.text, snippet.span
    assert snippet.document is article.document
    assert snippet.text == text[span.start : span.end] != ""
    sentence = sentence_at(article.reading, span.start)
    assert (sentence.paragraph, sentence.number) == (snippet.citation.paragraph, snippet.citation.sentence)
    for quote in article.reading.quotes:
        inside = quote.marks.contains(span) and any(span.contains(q.span) for q in article.reading.quotes)
        assert not span.overlaps(quote.marks) or span.contains(quote.marks) or inside


@settings(deadline=None)  # the first example loads the lexicon
@given(LIBRARIES)
def test_every_snippet_is_the_documents_own_words_whole_and_cited(texts: list[str]) -> None:
    story = read_story(read_articles([Draft(f"{n}.txt", text, published=DAY) for n, text in enumerate(texts)]))
    for reply in replies_of(story):
        for snippet in snippets_in(reply):
            check_snippet(snippet, story)


@cache
def open_shelf(name: str) -> Story:
    """The story of a shelf that the house keeps for its tests."""
    return read_story(read_articles(shelf_drafts(name)))


@pytest.mark.parametrize("shelf", SHELVES)
def test_every_snippet_of_a_shelf_is_its_own_words_whole_and_cited(shelf: str) -> None:
    story = open_shelf(shelf)
    found = [snippet for reply in replies_of(story) for snippet in snippets_in(reply)]
    assert len(found) > 200
    for snippet in found:
        check_snippet(snippet, story)


@pytest.mark.parametrize("shelf", SHELVES)
def test_what_is_promised_in_order_is_in_order(shelf: str) -> None:
    """Summaries, background and quotations stand as in the documents; a passage is every word of its document."""
    story = open_shelf(shelf)
    first = story.articles[0]
    in_order = [
        gather_background(story),
        choose_quotes(story),
        choose_summary(story, Assignment(20), open_lexicon()),
        *(choose_summary(story, Assignment(4, documents=(article,)), open_lexicon()) for article in story.articles),
        *(choose_summary(story, Assignment(4, method, (first,)), open_lexicon()) for method in METHODS),
    ]
    for reply in in_order:
        assert_in_order(reply, story)
    for article in story.articles:
        lines = list(snippets_in(open_passage(article)))
        words = "".join(line.text for line in lines)
        assert "".join(words.split()) == "".join(article.document.text.split())
        assert all(one.span.end <= other.span.start for one, other in pairwise(lines))


def assert_in_order(reply: object, story: Story) -> None:
    """Each line after the one before it, in the order of the shelf."""
    shelf = {article.document.number: place for place, article in enumerate(story.articles)}
    places = [(shelf[line.document.number], line.span.start) for line in snippets_in(reply)]
    assert places
    assert places == sorted(set(places))


@settings(deadline=None)  # the first example loads numpy and sumy
@given(LIBRARIES, st.integers(min_value=1, max_value=20))
def test_a_summary_is_in_order_and_no_longer_than_asked(texts: list[str], lines: int) -> None:
    """Each line once, in the order of the documents, and no two that say the same."""
    story = read_story(read_articles([Draft(f"{n}.txt", text, published=DAY) for n, text in enumerate(texts)]))
    shown = list(snippets_in(choose_summary(story, Assignment(lines), open_lexicon())))
    places = [(line.document.number, line.span.start) for line in shown]
    assert places == sorted(set(places))
    assert len(shown) <= lines
    assert len({line.text for line in shown}) == len(shown)


@settings(deadline=None)
@given(LIBRARIES)
def test_a_timeline_is_in_order(texts: list[str]) -> None:
    story = read_story(read_articles([Draft(f"{n}.txt", text, published=DAY) for n, text in enumerate(texts)]))
    timeline = lay_timeline(story, open_lexicon())
    days = [(event.mention.value or "").split("/")[0] for event in getattr(timeline, "events", ())]
    assert all(days)
    assert days == sorted(days)


@pytest.mark.parametrize("lines", [501, 700])
def test_a_long_document_is_ranked_by_a_short_list(lines: int) -> None:
    """More lines than a graph should hold: the summary is there all the same, and soon."""
    text = "\n".join(
        f"Line {n} of the report tells of the harbour, the ship and cargo number {n * 7}." for n in range(lines)
    )
    story = read_story(read_articles([Draft("long.txt", text)]))
    assert len(list(snippets_in(choose_summary(story, Assignment(5), open_lexicon())))) == 5
