"""Timelines: one line an event, with all its citations; days that each reader in Discord sees as their own."""

from bot.render.paging import EMBED, paginate
from bot.render.records import record_sheet
from bot.render.replies import render_reply
from tests.editing.desks import ask, shown

ONE = "The Rhine bridge at Wesel opened to traffic on 3 March 2021.\n\nOn 3 March 2021 a baker won the lottery in Ulm."
OTHER = "Traffic crossed the new Rhine bridge at Wesel on 3 March 2021 for the first time."


async def test_what_two_documents_tell_of_one_day_is_one_line_with_both_citations() -> None:
    """And another event of the same day is another line."""
    reply = await ask("!timeline", ONE, OTHER)
    cited = [[str(s.citation) for s in (event.snippet, *event.also)] for event in reply.events]
    assert cited == [["[1.1.1]", "[2.1.1]"], ["[1.2.1]"]]
    assert "3 March 2021 [1.1.1] [2.1.1] The Rhine bridge" in shown(reply)


async def test_both_documents_are_named_below_and_told_to_programs() -> None:
    """No citation without its document on the page."""
    reply = await ask("!timeline", ONE, OTHER)
    assert "\n[2] Traffic crossed" in shown(reply)
    (first, _) = record_sheet("timeline", render_reply(reply))["entries"]
    assert [entry["document"] for entry in first["also"]] == ["2.txt"]


async def test_discord_shows_full_dates_as_each_reader_has_them() -> None:
    """Noon of the day; a year alone has no such form, and the terminal has none."""
    reply = await ask("!timeline", ONE + "\n\nThe ferry had closed in 1969.")
    (page,) = paginate(render_reply(reply), EMBED)
    assert page.text.count("<t:") == 2
    assert "**3 March 2021** <t:1614772800:D>" in page.text
    assert "<t:" not in shown(reply)


async def test_the_line_that_gives_the_date_outright_is_the_one_shown() -> None:
    """Friday is inferred; the 17th is not."""
    reply = await ask(
        "!timeline",
        "Peru and Chile signed the fishing treaty in Lima on Friday.",
        "The fishing treaty was signed in Lima by Peru and Chile on 17 January 2025.",
    )
    (event,) = reply.events
    assert (event.snippet.document.number, event.mention.inferred) == (2, False)
