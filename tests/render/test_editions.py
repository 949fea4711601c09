"""Editions in one message and as a file: what is left out is counted, what is shown is the documents' own."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.domain.digests import Digest, EditionMark
from bot.domain.lengths import utf16_length
from bot.domain.schedules import DigestPart
from bot.editing.digests.worth import entries_of, line_of, rank_entries
from bot.render.digests import name_edition, render_digest
from bot.render.edition_files import escape_for_file, unescape_from_file, write_edition
from bot.render.editions import fit_digest
from bot.render.pages import MARKDOWN, Page, check_page
from bot.render.paging import CONTENT, EMBED, TERMINAL, Layout, paginate
from bot.render.records import record_sheet
from tests.desk.story_desk import SHELVES
from tests.editing.digest_days import compose, digest_of, digests_on, read_article

LIMITS = {EMBED: 4096, CONTENT: 2000}
MORNING = EditionMark("morning", 12, datetime(2025, 1, 17, 6, 30, tzinfo=UTC), "Europe/Berlin")


@pytest.mark.parametrize(
    ("mark", "named"),
    [
        (MORNING, "morning · edition 12 · Friday 17 January 2025, 07:30 Europe/Berlin"),
        (
            replace(MORNING, ordinal=None, zone="America/New_York"),
            "morning · by hand · Friday 17 January 2025, 01:30 America/New_York",
        ),
        (
            replace(MORNING, zone="Pacific/Kiritimati"),
            "morning · edition 12 · Friday 17 January 2025, 20:30 Pacific/Kiritimati",
        ),
        (
            replace(MORNING, slot=datetime(2025, 7, 6, 22, 30, tzinfo=UTC)),
            "morning · edition 12 · Monday 7 July 2025, 00:30 Europe/Berlin",
        ),
    ],
)
def test_an_edition_is_named_by_the_clock_of_its_zone(mark: EditionMark, named: str) -> None:
    assert name_edition(mark) == named


def test_nothing_new_is_said_in_one_line() -> None:
    since = datetime(2025, 1, 16, 6, 30, tzinfo=UTC)
    page = fit_digest(Digest(mark=MORNING, since=since), CONTENT, remarks=["A remark."]).page
    lines = [line for line in MARKDOWN.undo(page.text).splitlines() if line]
    assert lines[1:] == ["Nothing is new since Thursday 16 January 2025, 07:30 Europe/Berlin.", "A remark."]
    assert page.attachments == ()


def test_a_late_edition_says_so() -> None:
    late = replace(MORNING, posted=datetime(2025, 1, 17, 8, 5, tzinfo=UTC))
    (page,) = paginate(render_digest(Digest(mark=late)), TERMINAL)
    assert "This edition is late: it is posted on Friday 17 January 2025, 09:05 Europe/Berlin." in page.text
    assert name_edition(late) == name_edition(MORNING)


@pytest.mark.parametrize("layout", LIMITS)
@pytest.mark.parametrize("shelf", SHELVES)
def test_every_edition_fits_in_one_message(shelf: str, layout: Layout) -> None:
    """Whole lines, cited on the page; one of each part; what is left out is counted, and all of it is in the file."""
    for digest in digests_on(shelf):
        printed = fit_digest(digest, layout)
        page = printed.page
        check_page(page)
        assert utf16_length(page.text) <= LIMITS[layout]
        assert utf16_length(page.title + page.text + page.footer) <= 6000
        for placed in page.placed:
            assert MARKDOWN.safe(f"[{placed.snippet.document.number}] ") in page.text
        assert_counted(digest, printed.page, dict(printed.left_out))
        if printed.left_out:
            (whole,) = page.attachments
            assert whole.name == f"morning-{digest.mark.ordinal if digest.mark else 0}.md"
            assert_whole(digest, whole.page)


def assert_counted(digest: Digest, page: Page, left_out: dict[DigestPart, int]) -> None:
    """What is on the page and what is left out are all there is; each part has a line on it, or says where."""
    shown = {placed.snippet for placed in page.placed}
    for part in DigestPart:
        lines = [line_of(digest, entry) for entry in rank_entries(digest) if entry.part is part]
        missing = [
            line
            for line in lines
            if line and not any(s.document is line.document and line.span.contains(s.span) for s in shown)
        ]
        assert len(missing) <= left_out.get(part, 0) <= len(entries_of(digest, part))
    assert ("Left out" in page.text) == bool(left_out)


def assert_whole(digest: Digest, page: Page) -> None:
    """The file has every line of the digest, and each is the document's own."""
    check_page(page)
    shown = [placed.snippet for placed in page.placed]
    for part in DigestPart:
        for line in (line_of(digest, entry) for entry in rank_entries(digest) if entry.part is part):
            assert line is None or any(
                s.document is line.document and (s.span.contains(line.span) or line.span.contains(s.span))
                for s in shown
            )
    for number in {snippet.document.number for snippet in shown}:
        assert f"\n- \\[{number}\\] " in page.text.partition("## Documents cited")[2]


def test_what_cannot_be_attached_is_told() -> None:
    digest = digests_on("seeds")[0]
    page = fit_digest(digest, CONTENT, may_attach=False).page
    assert page.attachments == ()
    assert re.search(r"Left out for want of room: .* and 5 dates; they would be in the file", MARKDOWN.undo(page.text))


def test_a_line_that_no_message_holds_is_left_to_the_file() -> None:
    """It is neither cut nor sent as a second file."""
    long = "The plan " + "covers one more village, " * 300 + "and that is all."
    digest = digest_of([], f"{long}\n\nThe mayor of Lund was seen at the gate.", lines=5)
    printed = fit_digest(digest, CONTENT)
    assert [placed.snippet.text for placed in printed.page.placed] == ["The mayor of Lund was seen at the gate."]
    assert dict(printed.left_out) == {DigestPart.SUMMARY: 1}
    (whole,) = printed.page.attachments
    assert whole.name == "digest.md"
    assert long in MARKDOWN.undo(whole.page.text)


def test_a_program_is_given_what_is_pointed_at() -> None:
    """A line that stands above is not shown again, and its words are in the record of both parts."""
    digest = digest_of([], "The port company denied that it had broken the contract of 2019.")
    entries = record_sheet("digest", render_digest(digest))["entries"]
    pointed = [entry for entry in entries if isinstance(entry, dict) and "above" in entry]
    assert [entry["part"] for entry in pointed] == ["claims", "dates"]
    assert "denied" in str(pointed[0]["above"])


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=80))
def test_what_is_escaped_for_a_file_can_be_undone(words: str) -> None:
    assert unescape_from_file(escape_for_file(words)) == words


TRICKY = [
    "# A heading? 1. No. <b>Bold</b> &amp; *stars* _lines_ `code` [link](https://example.org) ~~no~~ www.example.org.",
    "The list reads:\n    - four blanks\n\t\tand tabs\n1. one\n> quoted\n=====\nand so on | to | the end.",
    "He said “&#32;” and \\*this\\*, https://example.org/a_b_c and @everyone, said Ana Cruz.",
]


@pytest.mark.parametrize("text", TRICKY)
def test_a_reader_of_markdown_shows_the_words_as_they_are(text: str) -> None:
    """The file is parsed as CommonMark: its text, without marks, has the line with no more than blanks changed."""
    page = write_edition(compose([read_article(1, text)], mark=MORNING))
    check_page(page)
    parsed = MarkdownIt("commonmark").parse(page.text)
    blocks = [words_of(token.children or []) for token in parsed if token.type == "inline"]
    assert not any(token.type in {"code_block", "fence", "html_block", "hr"} for token in parsed)
    for placed in page.placed:
        assert any(" ".join(placed.snippet.text.split()) in block for block in blocks)
    assert blocks[0] == name_edition(MORNING)


def words_of(children: list) -> str:
    """What a reader sees of some inline tokens."""
    shown = "".join(" " if child.type.endswith("break") else child.content for child in children)
    assert not any(child.type in {"html_inline", "code_inline"} for child in children)
    return " ".join(shown.split())


def test_matches_are_set_off_in_the_file() -> None:
    """The words that changed are bold in both lines, and can be undone with the rest."""
    digest = digest_of(
        ["Nordlinje of Tromsø builds ferries.\n\nNordlinje will cut 120 jobs in Tromsø."],
        "Nordlinje of Tromsø is in need.\n\nNordlinje is to cut 150 jobs in Tromsø.",
    )
    page = write_edition(digest)
    check_page(page)
    assert "**150 jobs**" in page.text
