"""The promises, end to end: any document at all is read, asked of with every command, and shown on every face."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.faces.commands import answer, parse_line
from bot.render.labels import measure
from bot.render.pages import Page, check_page
from bot.render.paging import CONTENT, EMBED, TERMINAL, paginate
from bot.render.records import record_sheet
from bot.render.replies import render_reply
from bot.settings.settings import load_settings
from bot.wiring import open_newsroom

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


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=DOCUMENTS)
async def test_whatever_the_document_words_are_shown_as_they_are_stored(text: str) -> None:
    """Verbatim on each face and in JSON, cited on the same page, within Discord's limits, no quotation cut."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "any.txt").write_bytes(text.encode())
        async with open_newsroom(load_settings({}), library=Path(folder)) as newsroom:
            articles = await newsroom.archive.articles()
            assert [article.document.text for article in articles] in ([], [text.removeprefix("\ufeff")])
            for command in COMMANDS:
                reply = await answer(newsroom.desk, parse_line(command))
                sheet = render_reply(reply)
                for limit, layout in ((10**9, TERMINAL), (4096, EMBED), (2000, CONTENT)):
                    for page in paginate(sheet, layout):
                        assert_sound(page, limit)
                for entry in record_sheet("any", sheet)["entries"]:
                    if "text" in entry:
                        assert entry["text"] == articles[0].document.text[entry["start"] : entry["end"]]


def assert_sound(page: Page, limit: int) -> None:
    """What must hold of every page before it is sent."""
    check_page(page)
    assert page.text.strip()
    assert measure(page.text) <= limit
    for placed in page.placed:
        assert page.dialect.safe(str(placed.snippet.citation)) in page.text
        assert page.dialect.safe("[1] ") in page.text
