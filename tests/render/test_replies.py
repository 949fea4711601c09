"""Every reply has a sheet, and its words say what they must: who spoke, what is inferred, what is not stated."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import get_args

import pytest

from bot.domain.boards import CardPart, Cell, CellValue, Event, FactCard, SectorBoard, SectorRow, Timeline
from bot.domain.comparisons import (
    Comparison,
    Difference,
    Disputes,
    Finding,
    Matter,
    Position,
    Side,
    Sighting,
    Stand,
    Verdict,
)
from bot.domain.digests import Arrival, Digest, EditionMark, NewsLine, NewsQuote, Revision
from bot.domain.documents import Standing
from bot.domain.health import Census, Health, Load, ShardPulse
from bot.domain.notices import Help, HelpEntry, Nothing, Refusal, WhichOne
from bot.domain.office import (
    AliasList,
    AuditSheet,
    CheckItem,
    Checklist,
    ChoiceKind,
    ChoiceRow,
    ChoiceSheet,
    Done,
    Gone,
    Taken,
    TakenList,
    Tick,
)
from bot.domain.passages import Answer, Backgrounder, Hit, Hits, Holding, Passage, ScoredLine, Shelf, Surroundings
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
from bot.domain.replies import Contribution, EvidencePack, Reply
from bot.domain.schedules import (
    LAST_DAY,
    Days,
    DigestPart,
    Edition,
    EditionState,
    QuietDates,
    Schedule,
    TargetKind,
    Turn,
)
from bot.domain.servers import Alias, AuditLine
from bot.domain.spans import Span
from bot.domain.speech import ClaimLine, Profile, QuotedWords, QuoteSheet, SpeakerList, SpeakerRow
from bot.domain.summaries import ReasonedLine, Reasons, Share, Summary
from bot.domain.timetables import DigestPreview, EditionReport, ScheduleList, ScheduleRow, ScheduleSheet, TargetNames
from bot.render.labels import agree, name_document
from bot.render.pages import check_page
from bot.render.paging import CONTENT, EMBED, TERMINAL, paginate
from bot.render.records import record_answer, record_sheet, record_summary
from bot.render.replies import render_reply

from .articles import KNOWN, cite_all, cite_words, read_lines

ARTICLE = read_lines("“We agree,” he said on Friday, TASS reported.\nThe pact covers energy and transport.", **KNOWN)
FIRST, SECOND = cite_all(ARTICLE)
AGREE = cite_words(ARTICLE, "We agree,")
QUOTED = QuotedWords(
    AGREE,
    Quote(
        AGREE.span,
        Span(0, 11),
        Attribution(Decided.PRONOUN, "Ann Example", Span(12, 14), Span(15, 19), "TASS"),
        QuoteKind.DIRECT,
    ),
)
FRIDAY = DateMention(Span(23, 29), "2025-01-17", inferred=True)
MORNING = ScheduleRow(
    Schedule(
        server=5,
        name="morning",
        channel=7,
        at=(time(7, 30), time(18)),
        zone="Europe/Berlin",
        kind=TargetKind.FORUM,
        tags=(3,),
        days=Days(frozenset(range(5)), frozenset({1, 22, LAST_DAY})),
        quiet=(QuietDates(date(2025, 12, 24), date(2025, 12, 26)), QuietDates(date(2026, 1, 1), date(2026, 1, 1))),
        parts=frozenset({DigestPart.SUMMARY, DigestPart.QUOTES}),
        role=4,
        skip_empty=True,
        grace=timedelta(minutes=90),
        owner=9,
    ),
    (datetime(2025, 1, 17, 6, 30, tzinfo=UTC), datetime(2025, 1, 17, 17, tzinfo=UTC)),
    TargetNames("#desk", "fish", "@News"),
)
EDITION = Edition(
    1, 1, datetime(2025, 1, 16, 6, 30, tzinfo=UTC), 12, 0, 9, *[datetime(2025, 1, 16, 6, 30, tzinfo=UTC)] * 2
)
REPLIES: list[Reply] = [
    Summary((FIRST, SECOND), "lexrank", (ARTICLE.document,)),
    Reasons(
        (
            ReasonedLine(FIRST, 2, needed=True),
            ReasonedLine(SECOND, 1, (Share("stands early", 0.75), Share("is short", -0.125))),
        ),
        "desk",
        7,
        (ARTICLE.document,),
    ),
    FactCard(
        (
            Cell(FactField.DATE, (CellValue("2025-01-17", FIRST, inferred=True),)),
            Cell(FactField.PARTY, (CellValue("A", FIRST), CellValue("B", FIRST), CellValue("C", SECOND))),
            Cell(FactField.PLACE),
        )
    ),
    SectorBoard(
        (
            SectorRow("energy", SectorStatus.COVERED, "TASS", (SECOND,)),
            SectorRow("transport", SectorStatus.COVERED, "TASS", (SECOND,)),
            SectorRow("energy", SectorStatus.MENTIONED, None, (SECOND,)),
        )
    ),
    QuoteSheet((QUOTED,), "Ann Example", "agreement"),
    SpeakerList((SpeakerRow("Ann Example", 1, AGREE),)),
    Backgrounder((FIRST,), "pacts"),
    Timeline((Event(FIRST, FRIDAY),)),
    Profile(
        "Ann Example",
        NameKind.PERSON,
        (),
        (QUOTED,),
        (ClaimLine(SECOND, "Ann Example", Stance.ASSERTS, "TASS"),),
        (SECOND,),
    ),
    Shelf((Holding(ARTICLE.document, 2, 1, (2,)),)),
    Passage(ARTICLE.document, (FIRST, SECOND), SECOND, (1,)),
    Surroundings((Passage(ARTICLE.document, (FIRST, SECOND), doubtful=(1,)),), (FIRST, SECOND)),
    Answer("Who agrees?", (ScoredLine(FIRST, 2.5), ScoredLine(SECOND, 0.5))),
    Hits("energy", (Hit(SECOND, (Span(62, 68),)),)),
    Verdict("We agree", Finding.EXACT, (Sighting(AGREE, AGREE.span, quoted=QUOTED),), 2, "Ann Example"),
    Comparison(
        ((FIRST, SECOND),),
        (Difference("year", (Side(FIRST, (Span(0, 3),)), Side(SECOND, (Span(62, 68),)))),),
        (SECOND,),
        ((ARTICLE.document, ARTICLE.document),),
        (ARTICLE.document,),
        2,
        "energy",
    ),
    Disputes((Matter(("energy",), (Stand("Ann Example", Position.DENIES, SECOND, Span(62, 68)),)),), "energy"),
    WhichOne("Ann", ("Ann Example", "Ann Other")),
    Nothing("the cost", 2, ("energy", "Ann Example"), ("Cost & Co",)),
    Help((HelpEntry("who NAME", "What there is", ("who Ann",)),), ("A remark.",)),
    Refusal("no such document"),
    ChoiceSheet(
        (
            ChoiceRow("library", "The operator's documents answer here", ChoiceKind.SWITCH, value=False, chosen=True),
            ChoiceRow("cooldown", "Between two commands", ChoiceKind.SECONDS, value=5, chosen=True),
            ChoiceRow("editors", "Who may change things", ChoiceKind.ROLES, value=(7, 8), chosen=True),
            ChoiceRow("channels", "Where the bot answers", ChoiceKind.CHANNELS, value=(), chosen=False),
            ChoiceRow("zone", "The time zone", ChoiceKind.ZONE, value=None, chosen=False),
        )
    ),
    AliasList((Alias("Annie", "Ann Example"),)),
    AuditSheet((AuditLine(datetime(2025, 1, 17, 9, 5, tzinfo=UTC), 7, "bo", "withdraw", "2 b.txt"),)),
    Taken(ARTICLE.document, replaced=replace(ARTICLE.document, number=9)),
    TakenList((Taken(ARTICLE.document, known=True),), ("b.pdf: is no text",)),
    Gone(ARTICLE.document),
    Done("It is done."),
    Health(
        (ShardPulse(0, 2, 0.0421), ShardPulse(1, 1, None)),
        timedelta(days=1, hours=2, minutes=3),
        Census(2, 5, "0003"),
        Load(1, 640, 1, datetime(2025, 1, 17, 12, tzinfo=UTC)),
        (("Python", "3.11.7"), ("schema", "0003")),
        101_400_000,
    ),
    Checklist((CheckItem("time zone", Tick.TO_DO, "none is set", "set one"),)),
    Digest(
        documents=(
            Arrival(ARTICLE.document, Turn.REPLACED, replace(ARTICLE.document, number=9), fresh=1),
            Arrival(replace(ARTICLE.document, number=2), Turn.NEW, copy_of=ARTICLE.document),
            Arrival(replace(ARTICLE.document, number=3), Turn.WITHDRAWN),
        ),
        summary=(NewsLine(SECOND, (FIRST,), (ClaimLine(SECOND, "Ann Example", Stance.DENIES),)),),
        particulars=(Revision("year", Side(FIRST, (Span(0, 3),)), Side(SECOND, (Span(62, 68),)), is_version=True),),
        quotes=(NewsQuote(QUOTED, FIRST, "Ann Example", (SECOND,)),),
        claims=(NewsLine(SECOND, (), (ClaimLine(SECOND, "Ann Example", Stance.DENIES),)),),
        dates=(Event(FIRST, FRIDAY),),
        mark=EditionMark("morning", 12, datetime(2025, 1, 17, 6, 30, tzinfo=UTC), "Europe/Berlin"),
        since=datetime(2025, 1, 16, 6, 30, tzinfo=UTC),
    ),
    ScheduleList((MORNING, ScheduleRow(replace(MORNING.schedule, name="monthly", paused=True, owner=0)))),
    ScheduleSheet(MORNING, (EDITION, replace(EDITION, ordinal=11, state=EditionState.FAILED, reason="no")), "It is."),
    DigestPreview(MORNING, Digest(), ("It is paused.",)),
    EditionReport(MORNING, replace(EDITION, state=EditionState.SENT, message=8, channel=7)),
    EvidencePack(
        QuoteSheet((QUOTED,)),
        "quotes Ann",
        datetime(2025, 1, 17, 12, tzinfo=UTC),
        "0.1.0",
        (Contribution(ARTICLE.document, 1),),
    ),
]


def shown(reply: Reply) -> str:
    """A reply as the terminal shows it."""
    (page,) = paginate(render_reply(reply), TERMINAL)
    return page.text


def of_kind(kind: type) -> Reply:
    """The sample of a kind."""
    return next(reply for reply in REPLIES if isinstance(reply, kind))


def test_there_is_a_sample_of_every_reply() -> None:
    """A new reply must come with its sheet."""
    assert {type(reply) for reply in REPLIES} == set(get_args(Reply))


@pytest.mark.parametrize("reply", REPLIES, ids=lambda reply: type(reply).__name__)
def test_every_reply_is_shown_everywhere(reply: Reply) -> None:
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
        (QuoteSheet, "[1.1.1] “We agree,”\n    Ann Example · by pronoun: “he”, cue “said” · via TASS"),
        (QuoteSheet, "Quotations: Ann Example about agreement (1)"),
        (FactCard, "Date: 17 January 2025 (inferred from the day of publication) [1.1.1]"),
        (FactCard, "\nParties: A and B [1.1.1]\n"),
        (FactCard, "Party: C [1.2.1] The pact"),
        (FactCard, "Place: not stated"),
        (SectorBoard, "Covered by the agreement\nenergy and transport [1.2.1] The pact"),
        (SectorBoard, "    according to TASS"),
        (Timeline, "17 January 2025 [1.1.1] “We agree,”"),
        (Timeline, "inferred from the words “Friday” and the day of publication"),
        (Digest, "morning · edition 12 · Friday 17 January 2025, 07:30 Europe/Berlin"),
        (Digest, "New since Thursday 16 January 2025, 07:30 Europe/Berlin."),
        (Digest, "17 January 2025 · in the place of [9]: 1 line changed or new"),
        (Digest, "17 January 2025 · a copy of [1]"),
        (Digest, "[1.2.1] [1.1.1] The pact covers energy and transport.\n    Ann Example denies"),
        (Digest, "year, before: ““We” [1.1.1]"),
        (Digest, "year, now: “energy” [1.2.1]"),
        (Digest, "Above: Ann Example denies [1.2.1]"),
        (Digest, "Ann Example (by pronoun, via TASS) [1.1.1] [1.2.1] “We agree,”"),
        (
            ScheduleList,
            "and the last day of the month, in #desk; next on Friday 17 January 2025, 07:30 Europe/Berlin\n",
        ),
        (ScheduleList, "morning: 07:30 and 18:00 Europe/Berlin, Monday to Friday, the 1st, the 22nd and"),
        (ScheduleList, "in channel 7; paused"),
        (ScheduleSheet, "not on: 24 December 2025 to 26 December 2025 and 1 January 2026\n"),
        (ScheduleSheet, "where it goes: each edition is a post in that forum\ntags: fish\n"),
        (ScheduleSheet, "what is in it: a summary and quotations; the summary has up to 5 lines\nnot on: 24"),
        (
            ScheduleSheet,
            "tells: @News\nwhere nothing is new: nothing is posted\nhow late it may be: 1 hour and 30 minutes; what",
        ),
        (
            ScheduleSheet,
            "Next runs\nFriday 17 January 2025, 07:30 Europe/Berlin\nFriday 17 January 2025, 18:00 Europe",
        ),
        (ScheduleSheet, "edition 12 · Thursday 16 January 2025, 07:30 Europe/Berlin is due, and not posted yet\n"),
        (ScheduleSheet, "was not posted: no\n"),
        (DigestPreview, "Preview of “morning”, not posted\n\nNothing is new.\n\nIt is paused."),
        (EditionReport, "#desk\n    message 8 · https://discord.com/channels/5/7/8"),
        (EditionReport, "Edition 12 of “morning” is posted."),
        (EvidencePack, "Evidence: quotes Ann\n\n[1] A treaty [is] signed · The Daily Example · 17 January"),
        (EvidencePack, "1 line of 1 document. The pack is a file: on Discord it is attached"),
        (SpeakerList, "Ann Example: 1 quotation, the first [1.1.1] “We agree,”"),
        (Profile, "Ann Example asserts this · via TASS"),
        (Passage, "In paragraph 1 the quotation marks do not pair"),
        (Passage, "the line asked about"),
        (Surroundings, "Around [1.1.1] and [1.2.1]"),
        (Surroundings, "In paragraph 1 the quotation marks do not pair"),
        (Shelf, "[1] A treaty [is] signed · The Daily Example · 17 January 2025"),
        (Shelf, "quotation marks do not pair in paragraph 2"),
        (WhichOne, "“Ann” fits Ann Example and Ann Other"),
        (
            Nothing,
            "The 2 documents do not say it: “the cost”. Did you mean Cost & Co? Nearest topics: energy, Ann Example.",
        ),
        (Help, "!who NAME\n    What there is; for example: !who Ann"),
        (Summary, "2 lines chosen by lexrank"),
        (Reasons, "2 lines chosen by desk from 7, in the order of the text."),
        (Reasons, "    choice 2 by desk · needed by the line that follows it"),
        (Reasons, "    choice 1 by desk · stands early 75 % · is short −12 %"),
        (Hits, "Lines with “energy” (1)"),
        (Refusal, "no such document"),
        (ChoiceSheet, "library: off\n    The operator's documents answer here; on or off"),
        (ChoiceSheet, "cooldown: 5 s\n"),
        (ChoiceSheet, "editors: 7, 8\n"),
        (ChoiceSheet, "channels: all (nobody chose it)\n"),
        (ChoiceSheet, "zone: UTC (nobody chose it)\n"),
        (AliasList, "Annie: Ann Example"),
        (AuditSheet, "2025-01-17 09:05 UTC bo: withdraw 2 b.txt"),
        (Taken, "It takes the place of document 9, whose citations still resolve."),
        (TakenList, "[1] A treaty [is] signed · The Daily Example · 17 January 2025. It was there already."),
        (TakenList, "Not taken in\nb.pdf: is no text"),
        (Gone, "[1] A treaty [is] signed: withdrawn; its citations still resolve."),
        (Done, "It is done."),
        (Health, "shard 0: Discord answers in 42 ms; 2 servers"),
        (Health, "shard 1: not connected; 1 server"),
        (Health, "1 being answered now; 640 requests answered since the start; 1 fault, the last one at 2025-01-17"),
        (Health, "running for 1 day, 2 hours"),
        (Health, "2 documents in the library, 5 of servers"),
        (Health, "101 MB of memory"),
        (Checklist, "✗ to do: time zone: none is set\n    set one"),
        (Verdict, "[1.1.1] “We agree,”\n    Ann Example · by pronoun: “he”, cue “said” · via TASS"),
        (Answer, "[1] A treaty [is] signed · The Daily Example · 17 January 2025"),
    ],
)
def test_what_a_reply_says(kind: type, words: str) -> None:
    """In words, so that nothing hangs on colour."""
    assert words in shown(of_kind(kind))


def test_a_person_is_shown_three_answers_and_a_program_all() -> None:
    """Scores are for programs."""
    answer = Answer("Who?", tuple(ScoredLine(FIRST, score) for score in (5.0, 4.0, 3.0, 2.0)))
    assert shown(answer).count("[1.1.1] “We") == 3
    assert [entry["score"] for entry in record_answer("Who?", answer)["entries"]] == [5.0, 4.0, 3.0, 2.0]


def test_silence_is_no_answer() -> None:
    """No entries where the documents do not say it."""
    assert record_answer("Why?", of_kind(Nothing)) == {"question": "Why?", "answered": False, "entries": []}
    assert record_summary(None, of_kind(Nothing)) == {"document": None, "entries": []}


@pytest.mark.parametrize("kind", [Nothing, WhichOne, Refusal])
def test_notices_have_a_note_and_no_entries(kind: type) -> None:
    """What they suggest stands in the note."""
    record = record_sheet("ask", render_reply(of_kind(kind)))
    assert record["entries"] == []
    assert record["note"]


def test_a_document_off_the_shelf_says_so() -> None:
    """Its citations resolve, with a warning."""
    old = replace(ARTICLE.document, standing=Standing.REPLACED, replaced_by=3)
    line = replace(FIRST, document=old)
    page = shown(Passage(old, (line,)))
    assert "This document is off the shelf: replaced by document 3." in page
    assert "17 January 2025 · replaced by document 3\n" in page


def test_a_document_without_a_record_is_named_by_its_first_words() -> None:
    """And what is not known is said to be not known."""
    article = read_lines("One two three four five six seven eight nine ten eleven twelve.\n")
    page = shown(Passage(article.document, cite_all(article)))
    assert page.endswith("[1] One two three four five six seven eight nine ten · outlet not known · date not known")


def test_the_host_has_its_own_prefix() -> None:
    """Help is typed as it works there."""
    (page,) = paginate(render_reply(of_kind(Help), prefix="?"), TERMINAL)
    assert "?who NAME" in page.text


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("He said “we will go on and on and on until it is done”.", "He said"),
        ("The minister, ‘we go on’, said no more of it.", "The minister"),
        ('"We agree," he said on Friday in the capital.', "article.txt"),
        ("The “quote” that nobody said\n\nTunis – No date yet.", "The “quote” that nobody said"),
        ('The "quote" and the “other', 'The "quote" and the'),
        ("## The «quote» again ##\nTunis – No date yet.", "The «quote» again"),
        ("#1 of them all", "#1 of them all"),
        ("# “We agree”", "article.txt"),
        ("IN BRIEF\n\nTunis – No date yet.", "IN BRIEF"),
        ("The line goes\non below.", "The line goes on below."),
        ("O’Neill and the ministers’ envoy met on Friday in the old capital city.", None),
    ],
)
def test_a_label_made_of_the_first_words_cuts_no_quotation(text: str, label: str | None) -> None:
    """It has it whole, or ends before it begins; where the text begins with one it is the file's name."""
    document = read_lines(text).document
    assert name_document(document) == (label or "O’Neill and the ministers’ envoy met on Friday in the")


def test_a_document_without_a_title_has_none_in_json() -> None:
    """A label is no title; a title is given as it is."""
    told = [replace(ARTICLE.document, title=title) for title in (None, "A treaty [is] signed")]
    sheet = render_reply(Shelf(tuple(Holding(document, 2, 1) for document in told)))
    assert [entry["title"] for entry in record_sheet("sources", sheet)["entries"]] == [None, "A treaty [is] signed"]


def test_what_several_lines_state_comes_once_with_all_their_citations() -> None:
    """On the card; figures come with their own words."""
    once, apart = [(FIRST, (SECOND,))], [(FIRST, ()), (SECOND, ())]
    for field, expected in ((FactField.PARTY, once), (CardPart.FIGURES, apart)):
        card = FactCard((Cell(field, (CellValue("A", FIRST), CellValue("A", SECOND))),))
        assert [(line.snippet, line.also) for line in render_reply(card).lines] == expected


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("volunteers of the union", "volunteers of the union deny"),
        ("Maltese armed forces", "Maltese armed forces deny"),
        ("police", "police deny"),
        ("ministry of works", "ministry of works denies"),
        ("Ana Voss", "Ana Voss denies"),
        ("United States", "United States denies"),
        ("press", "press denies"),
    ],
)
def test_several_deny_and_one_denies(who: str, told: str) -> None:
    """A description in the plural has a verb in the plural; a name has none."""
    assert agree(who, "denies") == told


@pytest.mark.parametrize(("doubtful", "told"), [((3,), "paragraph 3"), ((3, 4), "paragraphs 3 and 4")])
def test_doubtful_paragraphs_are_named(doubtful: tuple[int, ...], told: str) -> None:
    """On the shelf, and where the document is shown."""
    shelf = render_reply(Shelf((Holding(ARTICLE.document, 2, 1, doubtful),)))
    passage = render_reply(Passage(ARTICLE.document, (FIRST,), doubtful=doubtful))
    assert f"quotation marks do not pair in {told}" in shelf.lines[0].remark
    assert f"In {told} the quotation marks do not pair" in passage.note
