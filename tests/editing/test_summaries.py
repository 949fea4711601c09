"""Summaries: what is chosen, what is left out, which lines lean on others, and why."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.documents import Document, Draft
from bot.domain.errors import BadCommand
from bot.domain.notices import Nothing
from bot.domain.readings import Article
from bot.domain.summaries import Reasons, Summary
from bot.editing.material.lines import lines_of
from bot.editing.material.prose import is_statement
from bot.editing.material.story import Story, read_story
from bot.editing.summaries import summaries, sumy_methods
from bot.editing.summaries.choice import WEIGHTS
from bot.editing.summaries.leaning import find_leaning
from bot.editing.summaries.rating import Trait
from bot.editing.summaries.summaries import (
    METHODS,
    Assignment,
    choose_summary,
    drop_twins,
    explain_summary,
    find_method,
)
from bot.reading.reader import read_document
from tests.desk.story_desk import seed_drafts
from tests.editing.desks import ask
from tests.reading.golden import HOUSE, open_lexicon

SUMY = METHODS[1:]
GOLDEN = HOUSE / "tests" / "golden" / "summaries-seeds.md"
NEWS = """\
Peru signs port treaty with Chile

LIMA — Peru and Chile signed a treaty on Monday on a joint port at Arica, worth $1.2 billion over 20 years.

President Ana Cruz called the treaty “a bridge between two coasts”. She said the first ships would come in 2027. \
However, she gave no day.

“We have waited long enough. Now we build,” Cruz told Reuters. “It was hard.”

The treaty covers energy, trade and fishing. It replaces an agreement of 2001.

The Chilean opposition accused the government of giving away the port. Will it fight on? It will.

Fishermen of Arica marched on Tuesday against the treaty on the joint port.
"""
PIECES = st.sampled_from(
    [
        *filter(None, NEWS.splitlines()),
        "“They will come,” he said.",
        "He added that prices rose by 3.5 percent.",
        "“Ships bring jobs,” Tom Reed said. “They always did.",
        "And then nothing happened for a year.",
        "PHOTO: the port",
    ]
)
LIBRARIES = st.lists(st.lists(PIECES, max_size=9).map("\n\n".join), min_size=1, max_size=3)


def read_texts(*texts: str, title: str | None = None) -> Story:
    drafts = [Draft(f"{number}.txt", text, title=title) for number, text in enumerate(texts, start=1)]
    return read_story(
        [
            Article(
                Document(number, draft.file, draft.text, draft.sha256, title=title),
                read_document(draft.text, open_lexicon(), None),
            )
            for number, draft in enumerate(drafts, start=1)
        ]
    )


def lines_chosen(story: Story, lines: int, method: str = "desk", topic: str | None = None) -> list[str]:
    summary = choose_summary(story, Assignment(lines, method, topic=topic), open_lexicon())
    return [line.text for line in summary.lines] if isinstance(summary, Summary) else []


def leaning_lines(text: str) -> list[str]:
    lines = list(lines_of(read_texts(text).articles))
    return [line.text for line, leans in zip(lines, find_leaning(lines, open_lexicon()), strict=True) if leans]


@pytest.mark.parametrize("method", METHODS)
@settings(deadline=None, max_examples=25)
@given(texts=LIBRARIES, count=st.integers(1, 12))
def test_every_method_chooses_whole_lines_in_the_order_of_the_text(method: str, texts: list[str], count: int) -> None:
    """Lines are units at their offsets, each once, no more than asked, in the documents' order."""
    story = read_texts(*texts)
    summary = choose_summary(story, Assignment(count, method), open_lexicon())
    if isinstance(summary, Nothing):
        assert not any(article.reading.units for article in story.articles)
        return
    places = [(line.document.number, line.span) for line in summary.lines]
    units = [(line.article.document.number, line.unit) for line in lines_of(story.articles)]
    assert 1 <= len(places) <= count
    assert places == sorted(set(places))
    assert set(places) <= set(units)
    assert len({line.text for line in summary.lines}) == len(places)


@settings(deadline=None, max_examples=60)
@given(texts=LIBRARIES, count=st.integers(1, 12))
def test_no_line_of_ours_leans_on_one_left_out(texts: list[str], count: int) -> None:
    """Whoever a chosen line needs stands right before it in the summary."""
    story = read_texts(*texts)
    lines = list(lines_of(story.articles))
    leaning = find_leaning(lines, open_lexicon())
    reasons = explain_summary(story, Assignment(count), open_lexicon())
    chosen = {line.snippet.span: line for line in getattr(reasons, "lines", ()) if line.snippet.document.number == 1}
    for before, (line, leans) in pairwise(zip(lines, leaning, strict=True)):
        if line.unit in chosen and line.article is story.articles[0] and leans:
            assert before[0].unit in chosen


@pytest.mark.parametrize(
    ("text", "leaning"),
    [
        ("Ana Cruz came to Lima. She said nothing.", ["She said nothing."]),
        ("Ana Cruz came to Lima. Cruz said she was glad to be there.", []),
        ("Ana Cruz came to Lima. In her speech, Cruz praised the port.", []),
        ("Ana Cruz came to Lima. However, the port was closed.", ["However, the port was closed."]),
        ("Ana Cruz came to Lima. The port, however, was closed.", ["The port, however, was closed."]),
        ("Ana Cruz came to Lima. Instead of the port, Cruz saw the mine.", []),
        ("The port is closed. It is unclear whether ships will come.", []),
        ("The port is closed. It was built in 1990.", ["It was built in 1990."]),
        ("The port is closed. This angered fishermen in Arica.", ["This angered fishermen in Arica."]),
        ("The port is closed. Both Peru and Chile regret that.", []),
        ("“We build,” Ana Cruz said. “It was hard.”", ["“It was hard.”"]),
        ("“We build,” Ana Cruz said. “It was hard,” Tom Reed said.", []),
        ("Will the ships come? Tom Reed believes so.", ["Tom Reed believes so."]),
        ("Tom Reed said: “However, the port is closed.”", []),
        ("She said nothing.", []),
    ],
)
def test_a_line_leans_where_it_says_not_by_itself_of_what_it_speaks(text: str, leaning: list[str]) -> None:
    assert leaning_lines(text) == leaning


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Peru signs port treaty with Chile", False),
        ("Ambulances at the port of Arica after the fire.", False),
        ("The treaty takes effect on Monday.", True),
        ("The port was closed for a day.", True),
        ("Will the ships come back to Arica?", False),
        ("The treaty reads as follows:", False),
        ("Tom Reed, 52, from Arica.", False),
        ("He said: “We will come back to Arica.”", True),
    ],
)
def test_headings_captions_questions_and_lead_ins_state_nothing(text: str, states: bool) -> None:  # noqa: FBT001
    (line,) = lines_of(read_texts(text).articles)
    assert is_statement(line, open_lexicon()) is states


def test_the_lede_comes_first_and_the_heading_never() -> None:
    assert lines_chosen(read_texts(NEWS), 1) == [NEWS.splitlines()[2]]
    assert not any("signs port treaty" in line for line in lines_chosen(read_texts(NEWS), 20))


def test_a_line_that_leans_brings_the_one_that_it_needs() -> None:
    """She is Cruz, who is named the line before."""
    chosen = lines_chosen(read_texts(NEWS), 20)
    place = chosen.index("She said the first ships would come in 2027.")
    assert chosen[place - 1] == "President Ana Cruz called the treaty “a bridge between two coasts”."


def test_two_documents_that_tell_the_same_are_told_once() -> None:
    """Another order of words and another adjective do not make another line."""
    one = "Russian and Iranian presidents signed a partnership treaty on energy in Moscow on Friday."
    other = "On Friday, in Moscow, presidents of Russia and Iran signed a treaty of partnership on energy."
    assert len(lines_chosen(read_texts(one, other), 5)) == 1


def test_lines_that_differ_in_a_number_are_told_both() -> None:
    one = "The port of Arica shipped 400 tonnes of copper to Japan in 2001."
    other = "The port of Arica shipped 900 tonnes of copper to Japan in 2005."
    assert lines_chosen(read_texts(one, other), 5) == [one, other]


def test_what_several_documents_say_comes_before_what_one_says() -> None:
    """The strike is told by three, the bakery by one."""
    shared = [
        "Dockers went on strike in Arica over pay.",
        "A strike of dockers over pay stopped the cranes of Arica.",
        "In Arica the strike over pay entered its second day for dockers.",
    ]
    texts = [f"A bakery opened in town number {n}.\n\n{line}" for n, line in enumerate(shared)]
    reasons = explain_summary(read_texts(*texts), Assignment(6), open_lexicon())
    assert isinstance(reasons, Reasons)
    told = {share.reason for line in reasons.lines if "strike" in line.snippet.text for share in line.shares}
    assert Trait.SHARED.value in told


def test_reasons_are_those_of_the_very_summary() -> None:
    """The same lines; each told by shares of what speaks for it, which make the whole."""
    story = read_texts(NEWS)
    reasons = explain_summary(story, Assignment(4), open_lexicon())
    assert isinstance(reasons, Reasons)
    assert [line.snippet.text for line in reasons.lines] == lines_chosen(story, 4)
    assert sorted(line.rank for line in reasons.lines) == [1, 2, 3, 4]
    for line in reasons.lines:
        assert sum(share.part for share in line.shares if share.part > 0) == pytest.approx(1)
        shown = [round(share.part, 2) for share in line.shares]  # in hundredths, as people read them
        assert shown == sorted(shown, reverse=True)


def test_every_trait_has_its_weight_and_its_words() -> None:
    assert set(WEIGHTS) == set(Trait)
    assert len({trait.value for trait in Trait}) == len(Trait)


@pytest.mark.parametrize("method", SUMY)
def test_sumys_methods_rank_equal_lines_apart_and_choose_no_twins(method: str) -> None:
    """A second copy of a document adds no line; the rank of each is told."""
    reasons = explain_summary(read_texts(NEWS, NEWS), Assignment(20, method), open_lexicon())
    assert isinstance(reasons, Reasons)
    assert {line.snippet.document.number for line in reasons.lines} == {1}
    assert sorted(line.rank for line in reasons.lines) == list(range(1, len(reasons.lines) + 1))


def test_the_methods_are_sumys_and_ours() -> None:
    assert set(SUMY) == set(sumy_methods.SUMMARIZERS)
    assert find_method("LexRank") == "lexrank"


def test_an_unknown_method_is_told_the_known_ones() -> None:
    with pytest.raises(BadCommand, match=r"there is no method “magic”: choose desk, lexrank, .* or edmundson"):
        choose_summary(read_texts(NEWS), Assignment(3, "magic"), open_lexicon())


@pytest.mark.parametrize(("method", "limit"), [("kl", 100), ("lexrank", 500), ("luhn", 500)])
def test_no_method_of_sumys_is_given_more_lines_than_it_can_rank(
    method: str, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """KL takes the cube of the number of lines, the others its square."""
    given_lines: list[int] = []
    rank = sumy_methods.rank_by_sumy

    def count(name: str, lines: Sequence[object], lexicon: object) -> list[int]:
        given_lines.append(len(lines))
        return rank(name, lines[:10], lexicon)

    monkeypatch.setattr(sumy_methods, "rank_by_sumy", count)
    text = "\n".join(
        f"Ship {n} of company {n * 7} was loaded with cargo {n * 11} for port {n * 13}." for n in range(600)
    )
    assert len(lines_chosen(read_texts(text), 3, method)) == 3
    assert given_lines == [limit]


def test_a_topic_without_a_line_is_nothing() -> None:
    assert isinstance(choose_summary(read_texts(NEWS), Assignment(3, topic="volcano"), open_lexicon()), Nothing)


def test_a_shelf_too_long_to_rate_is_summed_up_by_the_heads_of_its_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """More lines than are looked through: the summary takes them from the beginning of each document."""
    monkeypatch.setattr(summaries, "_MOST_LINES", 30)
    texts = ["\n".join(f"Ship {n} of fleet {d} was loaded with cargo {n * 11}." for n in range(100)) for d in (1, 2)]
    summary = choose_summary(read_texts(*texts), Assignment(4), open_lexicon())
    assert isinstance(summary, Summary)
    assert all(line.citation.paragraph <= 15 for line in summary.lines)


async def test_a_topic_is_found_in_the_tail_of_a_shelf_too_long_to_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    """The index finds the lines, and the one that a line leans on comes with it."""
    monkeypatch.setattr(summaries, "_MOST_LINES", 30)
    fleet = [f"Ship {n} of the fleet was loaded with cargo {n * 11}." for n in range(100)]
    tail = "Harbour master Ida Holm met the owner of a trawler.\nShe had warned him of mines in the fjord for years."
    reply = await ask("!summary mines lines:2", "\n".join([*fleet, tail]))
    assert [line.text.split()[0] for line in reply.lines] == ["Harbour", "She"]


def test_drop_twins_keeps_the_first_of_two_that_say_the_same() -> None:
    lines = list(
        lines_of(read_texts("The port is closed today.\nThe port was open.\nThe port is closed today!").articles)
    )
    assert [line.text for line in drop_twins(lines)] == ["The port is closed today.", "The port was open."]


def test_the_summaries_of_the_seeds_are_as_was_agreed() -> None:
    """Five lines of each seed and of both together, by citation, as a journalist reads them."""
    story = read_story(
        [
            Article(
                Document(number, draft.file, draft.text, draft.sha256, published=draft.published),
                read_document(draft.text, open_lexicon(), draft.published),
            )
            for number, draft in enumerate(seed_drafts(), start=1)
        ]
    )
    told = []
    for name, article in (("1", story.articles[0]), ("2", story.articles[1]), ("both", None)):
        summary = choose_summary(story, Assignment(5, documents=(article,) if article else ()), open_lexicon())
        assert isinstance(summary, Summary)
        told += [f"| {name} | {line.citation} | {line.text} |" for line in summary.lines]
    assert told == [line for line in GOLDEN.read_text("utf-8").splitlines() if line.startswith("| ")][1:]
