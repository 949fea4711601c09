"""The promises, end to end: any document at all is read, asked of with every command, and shown on every face."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.desk.desk import Desk
from bot.domain.errors import BadCommand
from bot.domain.lengths import utf16_length
from bot.faces.commands.answering import answer
from bot.faces.commands.parsing import parse_line
from bot.render.pages import Page, check_page
from bot.render.paging import CONTENT, EMBED, TERMINAL, Layout, paginate
from bot.render.records import record_sheet
from bot.render.replies import render_reply
from bot.settings.settings import load_settings
from bot.wiring import open_newsroom
from tests.desk.story_desk import SHELVES
from tests.faces.test_golden import ON_LIBRARY, ON_SEEDS, commands_in
from tests.reading.golden import HOUSE

LIMITS: Mapping[Layout, int] = {TERMINAL: 10**9, EMBED: 4096, CONTENT: 2000}
COMMANDS = [
    "!sources",
    "!source 1",
    "!source 1 1",
    "!summary",
    "!summary 1 lines:20",
    "!facts",
    "!sectors",
    "!quotes",
    "!quotes Putin",
    "!speakers",
    "!background",
    "!timeline",
    "!who Putin",
    "!ask Who said what?",
    "!search treaty",
    "!disputes",
    "!compare",
    "!compare treaty",
    "!verify We agree on the treaty today",
    "!verify It is important. It is late. by:Putin",
    "!context 1.1.1",
]
WORDS = [
    "“We agree,” President Ann Putin said on Friday, TASS reported.",
    "He added: “It is important. It is late.”",
    '"No," said the ministry in 2001.',
    "The treaty covers energy, trade and “sensitive areas.”",
    "Iran accused Russia of delay; Russia denied it, “fully” and ‘at once’.",
    "@everyone <@1> `code` [masked](https://example.org) <t:1:R> :smile: ||spoiler||",
    "> - 1. # heading\n\t\r\n",
    "“unbalanced",
    "U.S. Gen. O’Neill’s S-300",
    "\u202e\u200b\U0001f600\ufeff\x00\x1b[31m",
]
DOCUMENTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=40), min_size=1, max_size=25).flatmap(
    lambda parts: st.sampled_from([" ", "\n", "\n\n", ""]).map(lambda between: between.join(parts))
)


FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(FEW, max_examples=100)


@FEW
@given(text=DOCUMENTS)
async def test_whatever_the_document_words_are_shown_as_they_are_stored(text: str) -> None:
    """Verbatim on each face and in JSON, cited on the same page, within Discord's limits, no quotation cut."""
    await assert_shown_as_stored(text)


@pytest.mark.long
@MANY
@given(text=DOCUMENTS)
async def test_whatever_many_documents_hold_words_are_shown_as_they_are_stored(text: str) -> None:
    """The same, of more documents than one wants to wait for."""
    await assert_shown_as_stored(text)


async def assert_shown_as_stored(text: str) -> None:
    """Every command keeps the promises on a document of this text."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "any.txt").write_bytes(text.encode())
        async with open_newsroom(load_settings({}), library=Path(folder)) as newsroom:
            articles = await newsroom.archive.shelf().articles()
            assert [article.document.text for article in articles] in ([], [text.removeprefix("\ufeff")])
            texts = {article.document.file: article.document.text for article in articles}
            for command in COMMANDS:
                await assert_promises_kept(command, newsroom.desk, texts)


@pytest.mark.parametrize("shelf", [SHELVES[0], pytest.param(SHELVES[1], marks=pytest.mark.long), SHELVES[2]])
async def test_whatever_is_asked_of_a_shelf_its_words_are_shown_as_they_are_stored(shelf: str) -> None:
    """Every line typed in the golden files of a shelf, and every command, on each face and in JSON."""
    golden = {SHELVES[0]: [ON_SEEDS], SHELVES[2]: ON_LIBRARY}.get(shelf, [])
    typed = [line for file in golden for line in commands_in(file.read_text("utf-8")) if "method:" not in line]
    async with open_newsroom(load_settings({}), library=HOUSE / shelf) as newsroom:
        texts = {article.document.file: article.document.text for article in await newsroom.archive.shelf().articles()}
        for command in dict.fromkeys([*typed, *COMMANDS]):
            await assert_promises_kept(command, newsroom.desk, texts)


async def assert_promises_kept(command: str, desk: Desk, texts: Mapping[str, str]) -> None:
    """The reply to a line as typed: sound on every page of each layout, and in JSON the very words."""
    try:
        sheet = render_reply(await answer(desk, parse_line(command)))
    except BadCommand:
        return
    for layout, limit in LIMITS.items():
        for page in paginate(sheet, layout):
            assert_sound(page, limit)
    for entry in record_sheet("any", sheet)["entries"]:
        if "text" in entry:
            assert entry["text"] == texts[entry["document"]][entry["start"] : entry["end"]]


def assert_sound(page: Page, limit: int) -> None:
    """What must hold of every page before it is sent."""
    check_page(page)
    assert page.text.strip()
    assert utf16_length(page.text) <= limit
    assert utf16_length(page.title) <= 256
    assert utf16_length(page.title + page.text + page.footer) <= max(limit, 6000)
    assert len(page.attachments) <= 10
    for placed in page.placed:
        citation = placed.snippet.citation
        assert page.dialect.safe(str(citation)) in page.text
        assert page.dialect.safe(f"[{citation.document}] ") in page.text
