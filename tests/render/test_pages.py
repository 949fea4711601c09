"""Pages: words as stored, lines whole, citations that resolve, Discord's limits kept; for any document whatever."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import NotVerbatim
from bot.domain.lengths import utf16_length
from bot.domain.notices import Refusal
from bot.domain.passages import Hit, Hits, Passage
from bot.domain.spans import Span
from bot.domain.summaries import Summary
from bot.render.labels import tidy
from bot.render.markdown import escape, unescape
from bot.render.pages import Page, check_page
from bot.render.paging import CONTENT, EMBED, TERMINAL, Layout, paginate
from bot.render.replies import render_reply
from bot.render.sheet import Section, Sheet, SheetLine

from .articles import KNOWN, cite_all, cite_words, read_lines

LIMITS = {EMBED: 4096, CONTENT: 2000}
LAYOUTS = [TERMINAL, EMBED, CONTENT]
HOSTILE = "*_~|`<>@#:[]()-!\\\"'.1\u200b\u202e\U0001f600é\r\t "
TEXTS = st.lists(st.text() | st.text(HOSTILE) | st.text(HOSTILE, min_size=300, max_size=2500), max_size=12).map(
    "\n".join
)
LABELS = st.none() | st.text(max_size=400) | st.text(HOSTILE, max_size=400)


def all_shown(pages: tuple[Page, ...]) -> list[str]:
    """Every snippet on the pages or attached to them, in order, as read back from what is sent."""
    shown = []
    for page in pages:
        held = [(placed.at.start, page.dialect.undo(placed.at.of(page.text))) for placed in page.placed]
        held += [
            (page.text.index(page.dialect.safe(each.name)), all_shown((each.page,))[0]) for each in page.attachments
        ]
        shown += [words for _, words in sorted(held)]
    return shown


@given(st.text() | st.text(HOSTILE))
def test_escaping_is_undone_exactly(words: str) -> None:
    """The promise that everything else stands on."""
    assert unescape(escape(words)) == words


@given(st.text(HOSTILE))
def test_no_mark_of_markdown_is_left_bare(words: str) -> None:
    """Each ASCII punctuation character has its own backslash."""
    marked = escape(words)
    assert marked.count("\\") == sum(33 <= ord(c) <= 126 and not c.isalnum() for c in words) + words.count("\\")


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=60, deadline=None)
@given(
    text=TEXTS, title=LABELS, outlet=LABELS, url=st.none() | st.text(max_size=50).map("https://example.org/".__add__)
)
def test_any_document_is_shown_whole(layout: Layout, text: str, title: str, outlet: str, url: str) -> None:
    """Nothing lost, nothing changed, nothing out of order, nothing over a limit, no page empty."""
    article = read_lines(text, title=title, outlet=outlet, url=url)
    lines = cite_all(article)
    pages = paginate(render_reply(Passage(article.document, lines)), layout)
    assert all_shown(pages) == [line.text for line in lines]
    for number, page in enumerate(pages, start=1):
        check_page(page)
        assert (page.number, page.total) == (number, len(pages))
        assert page.text == page.text.strip()
        assert page.text
        assert utf16_length(page.text) <= LIMITS.get(layout, 10**9)
        assert utf16_length(page.title) <= 256
        assert len(page.attachments) <= 10
        for cited in {placed.snippet.citation.document for placed in page.placed}:
            assert page.dialect.safe(f"[{cited}] ") in page.text


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=60, deadline=None)
@given(text=TEXTS, values=st.lists(LABELS.map(lambda label: label or "a value"), min_size=1, max_size=6))
def test_words_that_a_sheet_shows_once_stand_once_on_each_page_that_needs_them(
    layout: Layout, text: str, values: list[str]
) -> None:
    """Every value with its citation, and on its page or attached to it the words that state it."""
    snippets = cite_all(read_lines(text))
    lines = tuple(SheetLine(f"{place}: {tidy(value)}", each) for each in snippets for place, value in enumerate(values))
    pages = paginate(Sheet("FactCard", "Fact card", (Section(lines),), shows_once=True), layout)
    for page in pages:
        check_page(page)
        assert utf16_length(page.text) <= LIMITS.get(layout, 10**9)
        shown = [placed.snippet for placed in page.placed]
        shown += [placed.snippet for attached in page.attachments for placed in attached.page.placed]
        assert sorted(shown, key=lambda each: each.span) == sorted(page.cited, key=lambda each: each.span)
    cited = sum(page.text.count(page.dialect.safe(str(each.citation))) for page in pages for each in snippets[:1])
    assert cited == (len(values) if snippets else 0)


@pytest.mark.parametrize("layout", [EMBED, CONTENT])
def test_a_line_longer_than_a_page_is_attached(layout: Layout) -> None:
    """Its place holds citation and length; the file holds the whole of it, with its reference."""
    article = read_lines("Short.\n" + "word " * 2000 + "end.\nAfter.", **KNOWN)
    pages = paginate(render_reply(Passage(article.document, cite_all(article))), layout)
    (attachment,) = [attachment for page in pages for attachment in page.attachments]
    assert "is 10004 characters long" in unescape(pages[0].text)
    assert attachment.name == "line-1.2.1-7.txt"
    assert attachment.page.text.startswith("Line 1.2.1\n")
    assert "word word" in attachment.page.text
    assert "The Daily Example" in attachment.page.text
    assert "word word" not in "".join(page.text for page in pages)


def test_the_terminal_prints_a_long_line() -> None:
    """There no page ends."""
    article = read_lines("word " * 20000)
    (page,) = paginate(render_reply(Passage(article.document, cite_all(article))), TERMINAL)
    assert len(page.text) > 99_000
    assert not page.attachments


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_changed_word_is_not_sent(layout: Layout) -> None:
    """The check compares with the document itself."""
    article = read_lines("The treaty was signed.", **KNOWN)
    (page,) = paginate(render_reply(Passage(article.document, cite_all(article))), layout)
    with pytest.raises(NotVerbatim, match="document 1, 0:22"):
        check_page(replace(page, text=page.text.replace("treaty was", "treaty is ")))


def test_a_changed_attachment_is_not_sent() -> None:
    """Files are checked like pages."""
    article = read_lines("word " * 2000)
    (page,) = paginate(render_reply(Passage(article.document, cite_all(article))), CONTENT)
    (attachment,) = page.attachments
    changed = replace(attachment, page=replace(attachment.page, text=attachment.page.text.replace("word", "sword")))
    with pytest.raises(NotVerbatim):
        check_page(replace(page, attachments=(changed,)))


def test_a_citation_resolves_to_its_sentence() -> None:
    """Title, outlet and date stand on the page; the citation is a link to the words."""
    article = read_lines("The treaty, after three years of talks, was signed in full-dress.", **KNOWN)
    (page,) = paginate(render_reply(Passage(article.document, cite_all(article))), EMBED)
    link = (
        "https://example.org/a_%28b%29?x=1#:~:text=The%20treaty%2C%20after%20three,was%20signed%20in%20full%2Ddress%2E"
    )
    assert page.text.startswith(f"[\\[1\\.1\\.1\\]](<{link}>) The treaty\\, after")
    assert page.text.endswith(
        "-# \\[1\\] A treaty \\[is\\] signed · The Daily Example · 17 January 2025 · [page](<https://example.org/a_%28b%29?x=1>)"
    )


def test_the_terminal_spells_the_links_out() -> None:
    """A line for each sentence that is cited."""
    article = read_lines("First one here.\nSecond one here.", **KNOWN)
    (page,) = paginate(render_reply(Passage(article.document, cite_all(article))), TERMINAL)
    assert page.text.splitlines()[-3:] == [
        "[1] A treaty [is] signed · The Daily Example · 17 January 2025",
        "    [1.1.1] https://example.org/a_%28b%29?x=1#:~:text=First%20one%20here%2E",
        "    [1.2.1] https://example.org/a_%28b%29?x=1#:~:text=Second%20one%20here%2E",
    ]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "example.org", "", "https://example.org/" + "x" * 500])
def test_an_address_that_is_no_link_is_none(url: str) -> None:
    """Only short http and https addresses are linked."""
    article = read_lines("Some words.", url=url)
    (page,) = paginate(render_reply(Passage(article.document, cite_all(article))), EMBED)
    assert "](<" not in page.text


def test_matches_are_bold_and_the_words_stay() -> None:
    """Marks stand around a match; overlapping and foreign ones are left out."""
    article = read_lines("S-300 systems and S-400 systems.")
    snippet = cite_words(article, "S-300 systems and S-400")
    matches = (Span(0, 5), Span(2, 7), Span(18, 23), Span(24, 31))
    (page,) = paginate(render_reply(Hits("S-300", (Hit(snippet, matches),))), EMBED)
    assert "**S\\-300** systems and **S\\-400**" in page.text
    check_page(page)


def test_headings_are_repeated_on_the_next_page() -> None:
    """No line loses its heading."""
    article = read_lines("\n".join("word " * 100 + f"{n}." for n in range(30)))
    sheet = Sheet("Profile", "Title", (Section(tuple(SheetLine(snippet=s) for s in cite_all(article)), "Quotations"),))
    first, second, *_ = paginate(sheet, EMBED)
    assert first.text.startswith("**Quotations**\n")
    assert second.text.startswith("**Quotations \\(continued\\)**\n")
    assert second.title == "Title \\(continued\\)"
    assert second.footer.startswith("Page 2 of ")


@pytest.mark.parametrize("layout", [EMBED, CONTENT])
def test_a_page_on_discord_has_at_most_five_lines_of_documents(layout: Layout) -> None:
    """The note stands with the last of them; the terminal shows all at once."""
    article = read_lines("\n".join(f"Line {number}." for number in range(1, 13)))
    lines = tuple(SheetLine(snippet=snippet) for snippet in cite_all(article))
    for count, expected in ((3, [3]), (5, [5]), (6, [5, 1]), (12, [5, 5, 2])):
        sheet = Sheet("Hits", "Title", (Section(lines[:count]),), note="A note.")
        pages = paginate(sheet, layout)
        assert [len(page.placed) for page in pages] == expected
        assert ["A note" in page.text for page in pages] == [False] * (len(pages) - 1) + [True]
        assert len(paginate(sheet, TERMINAL)) == 1


def test_what_is_to_be_noted_first_is_not_left_to_the_last_page() -> None:
    """On the terminal the end is what is seen first."""
    sheet = Sheet(
        "Help", "Title", (Section(tuple(SheetLine(lead=f"{n}") for n in range(12))),), "A note.", is_noted_first=True
    )
    assert ["A note" in page.text for page in paginate(sheet, EMBED)] == [True, False]
    assert paginate(sheet, TERMINAL)[0].text.endswith("A note.")


@pytest.mark.parametrize("layout", [EMBED, CONTENT])
def test_lines_that_belong_together_stay_on_one_page_where_they_have_room_there(layout: Layout) -> None:
    """A claim stands with its denial; what is too much for any page is parted."""
    article = read_lines("\n".join(f"Line {number}." for number in range(1, 20)))
    lines = [SheetLine(snippet=snippet) for snippet in cite_all(article)]

    def breaks(*groups: int) -> list[int]:
        """How many lines there are on each page of groups of so many lines."""
        starts = {sum(groups[:place]) for place in range(len(groups))}
        joined = (replace(line, is_joined=place not in starts) for place, line in enumerate(lines[: sum(groups)]))
        sheet = Sheet("Disputes", "Title", (Section(tuple(joined), "Heading"),))
        return [len(page.placed) for page in paginate(sheet, layout)]

    assert breaks(2, 2, 2) == [4, 2]
    assert breaks(4, 3, 2) == [4, 5]
    assert breaks(1, 1, 1, 5) == [3, 5]
    assert breaks(3, 7, 1) == [5, 5, 1]
    assert breaks(1, 1, 1, 1, 1, 1) == [5, 1]


def test_a_list_in_own_words_has_ten_lines_on_a_page() -> None:
    """It is looked through, not read."""
    sheet = Sheet(
        "Help", "Title", (Section(tuple(SheetLine(lead=f"command {n}", remark="does it") for n in range(12))),)
    )
    assert ["command 9" in page.text for page in paginate(sheet, EMBED)] == [True, False]


@pytest.mark.parametrize("layout", [EMBED, CONTENT])
@pytest.mark.parametrize("name", ["reader", "*@everyone*" * 3, "\U0001f600" * 32, "~" * 32 + " among 123456789" * 3])
def test_who_published_an_answer_stands_below_each_page_and_moves_no_line(layout: Layout, name: str) -> None:
    """The words on page two are the same before and after publishing, and the limit holds."""
    article = read_lines("\n".join("word, " * 60 + f"{number}." for number in range(1, 13)))
    sheet = render_reply(Passage(article.document, cite_all(article)))
    private, public = paginate(sheet, layout), paginate(sheet, layout, f"published by {name}")
    assert [page.placed for page in public] == [page.placed for page in private]
    for page in public:
        assert page.footer.endswith(f"published by {name}") or page.text.endswith(escape(f"published by {name}"))
        assert utf16_length(page.text) <= LIMITS[layout]


def test_a_page_tells_what_it_cites() -> None:
    """Lines shown, lines attached and lines that say the same, each once."""
    article = read_lines("Short.\n" + "word " * 2000 + "end.\nThe same.")
    short, long, same = cite_all(article)
    sheet = Sheet("Hits", "Title", (Section((SheetLine(snippet=short, also=(same,)), SheetLine(snippet=long))),))
    (page,) = paginate(sheet, EMBED)
    assert page.cited == (short, same, long)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_empty_reply_says_so(layout: Layout) -> None:
    """There is no empty page."""
    (page,) = paginate(render_reply(Summary((), "lead")), layout)
    assert "0 lines chosen" in page.text


@pytest.mark.parametrize("layout", [EMBED, CONTENT])
def test_long_words_of_our_own_are_split(layout: Layout) -> None:
    """A refusal that repeats what was typed may be as long as a message."""
    pages = paginate(render_reply(Refusal("a b! " * 2000)), layout)
    assert len(pages) > 1
    assert sum(page.text.count("b\\!") for page in pages) == 2000
    assert all(utf16_length(page.text) <= LIMITS[layout] for page in pages)


def test_days_and_moments_are_shown_by_each_readers_own_calendar_and_clock() -> None:
    """Where there is one: a terminal has the words alone."""
    noon = datetime(2025, 1, 17, 12, tzinfo=UTC)
    sheet = Sheet(
        "x", "When", (Section((SheetLine("The day", day=date(2025, 1, 17)), SheetLine("The run", moment=noon))),)
    )
    (timed,), (plain,) = paginate(sheet, EMBED), paginate(sheet, TERMINAL)
    assert f"The day <t:{int(noon.timestamp())}:D>\nThe run <t:{int(noon.timestamp())}:f>" in timed.text
    assert "The day\nThe run" in plain.text
