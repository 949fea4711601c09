"""Every reply has a sheet, and its words say what they must: who spoke, what is inferred, what is not stated."""

from dataclasses import replace
from typing import get_args

import pytest

from bot.domain import replies as r
from bot.domain.documents import Standing
from bot.domain.readings import (
    Attribution,
    DateMention,
    Decided,
    FactField,
    NameKind,
    Quote,
    QuoteKind,
    SectorStatus,
    Stance,
)
from bot.domain.spans import Span
from bot.render.labels import name_document
from bot.render.pages import check_page
from bot.render.paging import CONTENT, EMBED, TERMINAL, paginate
from bot.render.records import record_answer, record_sheet, record_summary
from bot.render.replies import render_reply

from .articles import KNOWN, cite_all, cite_words, read_lines

ARTICLE = read_lines("“We agree,” he said on Friday, TASS reported.\nThe pact covers energy and transport.", **KNOWN)
FIRST, SECOND = cite_all(ARTICLE)
AGREE = cite_words(ARTICLE, "We agree,")
QUOTED = r.QuotedWords(
    AGREE,
    Quote(
        AGREE.span,
        Span(0, 11),
        Attribution(Decided.PRONOUN, "Ann Example", Span(12, 14), Span(15, 19), "TASS"),
        QuoteKind.DIRECT,
    ),
)
FRIDAY = DateMention(Span(23, 29), "2025-01-17", inferred=True)
REPLIES: list[r.Reply] = [
    r.Summary((FIRST, SECOND), "lexrank", ARTICLE.document),
    r.Reasons(
        (
            r.ReasonedLine(FIRST, 2, needed=True),
            r.ReasonedLine(SECOND, 1, (r.Share("stands early", 0.75), r.Share("is short", -0.125))),
        ),
        "desk",
        7,
        ARTICLE.document,
    ),
    r.FactCard(
        (
            r.Cell(FactField.DATE, (r.CellValue("2025-01-17", FIRST, inferred=True),)),
            r.Cell(FactField.PARTY, (r.CellValue("A", FIRST), r.CellValue("B", FIRST), r.CellValue("C", SECOND))),
            r.Cell(FactField.PLACE),
        )
    ),
    r.SectorBoard(
        (
            r.SectorRow("energy", SectorStatus.COVERED, "TASS", (SECOND,)),
            r.SectorRow("transport", SectorStatus.COVERED, "TASS", (SECOND,)),
            r.SectorRow("energy", SectorStatus.MENTIONED, None, (SECOND,)),
        )
    ),
    r.QuoteSheet((QUOTED,), "Ann Example", "agreement"),
    r.SpeakerList((r.SpeakerRow("Ann Example", 1, AGREE),)),
    r.Backgrounder((FIRST,), "pacts"),
    r.Timeline((r.Event(FIRST, FRIDAY),)),
    r.Profile(
        "Ann Example",
        NameKind.PERSON,
        (),
        (QUOTED,),
        (r.ClaimLine(SECOND, "Ann Example", Stance.ASSERTS, "TASS"),),
        (SECOND,),
    ),
    r.Shelf((r.Holding(ARTICLE.document, 2, 1, (2,)),)),
    r.Passage(ARTICLE.document, (FIRST, SECOND), SECOND, (1,)),
    r.Answer("Who agrees?", (r.ScoredLine(FIRST, 2.5), r.ScoredLine(SECOND, 0.5))),
    r.Hits("energy", (r.Hit(SECOND, (Span(62, 68),)),)),
    r.Verdict("We agree", r.Finding.EXACT, (r.Sighting(AGREE, AGREE.span, quoted=QUOTED),), 2, "Ann Example"),
    r.Comparison(
        ((FIRST, SECOND),),
        (r.Difference("year", (r.Side(FIRST, (Span(0, 3),)), r.Side(SECOND, (Span(62, 68),)))),),
        (SECOND,),
        ((ARTICLE.document, ARTICLE.document),),
        (ARTICLE.document,),
        2,
        "energy",
    ),
    r.Disputes((r.Matter(("energy",), (r.Stand("Ann Example", r.Position.DENIES, SECOND, Span(62, 68)),)),), "energy"),
    r.WhichOne("Ann", ("Ann Example", "Ann Other")),
    r.Nothing("the cost", 2, ("energy", "Ann Example"), ("Cost & Co",)),
    r.Help((r.HelpEntry("who NAME", "What there is", ("who Ann",)),), ("A remark.",)),
    r.Refusal("no such document"),
]


def shown(reply: r.Reply) -> str:
    """A reply as the terminal shows it."""
    (page,) = paginate(render_reply(reply), TERMINAL)
    return page.text


def of_kind(kind: type) -> r.Reply:
    """The sample of a kind."""
    return next(reply for reply in REPLIES if isinstance(reply, kind))


def test_there_is_a_sample_of_every_reply() -> None:
    """A new reply must come with its sheet."""
    assert {type(reply) for reply in REPLIES} == set(get_args(r.Reply))


@pytest.mark.parametrize("reply", REPLIES, ids=lambda reply: type(reply).__name__)
def test_every_reply_is_shown_everywhere(reply: r.Reply) -> None:
    """As a sheet with its type's name, as checked pages, and as a record."""
    sheet = render_reply(reply)
    assert sheet.reply == type(reply).__name__
    for layout in (TERMINAL, EMBED, CONTENT):
        for page in paginate(sheet, layout):
            check_page(page)
            assert page.text
    for entry in record_sheet("x", sheet)["entries"]:
        if "text" in entry:
            assert ARTICLE.document.text[entry["start"] : entry["end"]] == entry["text"]
            assert entry["document"] == "article.txt"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (r.QuoteSheet, "[1.1.1] “We agree,”\n    Ann Example · by pronoun: “he”, cue “said” · via TASS"),
        (r.QuoteSheet, "Quotations: Ann Example about agreement (1)"),
        (r.FactCard, "Date: 17 January 2025 (inferred from the day of publication) [1.1.1]"),
        (r.FactCard, "Parties: A and B [1.1.1] “We agree,”"),
        (r.FactCard, "Party: C [1.2.1] The pact"),
        (r.FactCard, "Place: not stated"),
        (r.SectorBoard, "Covered by the agreement\nenergy and transport [1.2.1] The pact"),
        (r.SectorBoard, "    according to TASS"),
        (r.Timeline, "17 January 2025 [1.1.1] “We agree,”"),
        (r.Timeline, "inferred from the words “Friday” and the day of publication"),
        (r.SpeakerList, "Ann Example: 1 quotation, the first [1.1.1] “We agree,”"),
        (r.Profile, "Ann Example asserts this · via TASS"),
        (r.Passage, "In paragraph 1 the quotation marks do not pair"),
        (r.Passage, "the line asked about"),
        (r.Shelf, "[1] A treaty [is] signed · The Daily Example · 17 January 2025"),
        (r.Shelf, "quotation marks do not pair in paragraph 2"),
        (r.WhichOne, "“Ann” fits Ann Example and Ann Other"),
        (
            r.Nothing,
            "The 2 documents do not say it: “the cost”. Did you mean Cost & Co? Nearest topics: energy, Ann Example.",
        ),
        (r.Help, "!who NAME\n    What there is; for example: !who Ann"),
        (r.Summary, "2 lines chosen by lexrank"),
        (r.Reasons, "2 lines chosen by desk from 7, in the order of the text."),
        (r.Reasons, "    choice 2 by desk · needed by the line that follows it"),
        (r.Reasons, "    choice 1 by desk · stands early 75 % · is short −12 %"),
        (r.Hits, "Lines with “energy” (1)"),
        (r.Refusal, "no such document"),
        (r.Verdict, "[1.1.1] “We agree,”\n    Ann Example · by pronoun: “he”, cue “said” · via TASS"),
        (r.Answer, "[1] A treaty [is] signed · The Daily Example · 17 January 2025"),
    ],
)
def test_what_a_reply_says(kind: type, words: str) -> None:
    """In words, so that nothing hangs on colour."""
    assert words in shown(of_kind(kind))


def test_a_person_is_shown_three_answers_and_a_program_all() -> None:
    """Scores are for programs."""
    answer = r.Answer("Who?", tuple(r.ScoredLine(FIRST, score) for score in (5.0, 4.0, 3.0, 2.0)))
    assert shown(answer).count("[1.1.1] “We") == 3
    assert [entry["score"] for entry in record_answer("Who?", answer)["entries"]] == [5.0, 4.0, 3.0, 2.0]


def test_silence_is_no_answer() -> None:
    """No entries where the documents do not say it."""
    assert record_answer("Why?", of_kind(r.Nothing)) == {"question": "Why?", "answered": False, "entries": []}
    assert record_summary(None, of_kind(r.Nothing)) == {"document": None, "entries": []}


@pytest.mark.parametrize("kind", [r.Nothing, r.WhichOne, r.Refusal])
def test_notices_have_a_note_and_no_entries(kind: type) -> None:
    """What they suggest stands in the note."""
    record = record_sheet("ask", render_reply(of_kind(kind)))
    assert record["entries"] == []
    assert record["note"]


def test_a_document_off_the_shelf_says_so() -> None:
    """Its citations resolve, with a warning."""
    old = replace(ARTICLE.document, standing=Standing.REPLACED, replaced_by=3)
    line = replace(FIRST, document=old)
    page = shown(r.Passage(old, (line,)))
    assert "This document is off the shelf: replaced by document 3." in page
    assert "17 January 2025 · replaced by document 3\n" in page


def test_a_document_without_a_record_is_named_by_its_first_words() -> None:
    """And what is not known is said to be not known."""
    article = read_lines("One two three four five six seven eight nine ten eleven twelve.\n")
    page = shown(r.Passage(article.document, cite_all(article)))
    assert page.endswith("[1] One two three four five six seven eight nine ten · outlet not known · date not known")


def test_the_host_has_its_own_prefix() -> None:
    """Help is typed as it works there."""
    (page,) = paginate(render_reply(of_kind(r.Help), prefix="?"), TERMINAL)
    assert "?who NAME" in page.text


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("He said “we will go on and on and on until it is done”.", "He said"),
        ("The minister, ‘we go on’, said no more of it.", "The minister"),
        ('"We agree," he said on Friday in the capital.', "article.txt"),
        ("O’Neill and the ministers’ envoy met on Friday in the old capital city.", None),
    ],
)
def test_a_label_made_of_the_first_words_cuts_no_quotation(text: str, label: str | None) -> None:
    """It ends before one begins; where the text begins with one it is the file's name."""
    document = read_lines(text).document
    assert name_document(document) == (label or "O’Neill and the ministers’ envoy met on Friday in the")


def test_a_document_without_a_title_has_none_in_json() -> None:
    """A label is no title; a title is given as it is."""
    told = [replace(ARTICLE.document, title=title) for title in (None, "A treaty [is] signed")]
    sheet = render_reply(r.Shelf(tuple(r.Holding(document, 2, 1) for document in told)))
    assert [entry["title"] for entry in record_sheet("sources", sheet)["entries"]] == [None, "A treaty [is] signed"]


@pytest.mark.parametrize(("doubtful", "told"), [((3,), "paragraph 3"), ((3, 4), "paragraphs 3 and 4")])
def test_doubtful_paragraphs_are_named(doubtful: tuple[int, ...], told: str) -> None:
    """On the shelf, and where the document is shown."""
    shelf = render_reply(r.Shelf((r.Holding(ARTICLE.document, 2, 1, doubtful),)))
    passage = render_reply(r.Passage(ARTICLE.document, (FIRST,), doubtful=doubtful))
    assert f"quotation marks do not pair in {told}" in shelf.lines[0].remark
    assert f"In {told} the quotation marks do not pair" in passage.note
