"""The desk over articles of one's own, for the tests of what is chosen and how it is shown."""

from typing import Any

from bot.domain.documents import Draft
from bot.faces.commands.answering import answer
from bot.faces.commands.parsing import parse_line
from bot.render.pages import check_page
from bot.render.paging import TERMINAL, paginate
from bot.render.replies import render_reply
from tests.desk.story_desk import desk_on, drafts


async def ask(line: str, *articles: str | Draft) -> Any:
    """The reply to a line as typed; its words are checked as every face does."""
    texts = [article for article in articles if isinstance(article, str)]
    documents = [*drafts(*texts), *(article for article in articles if isinstance(article, Draft))]
    async with desk_on(documents) as desk:
        reply = await answer(desk, parse_line(line))
    for page in paginate(render_reply(reply), TERMINAL):
        check_page(page)
    return reply


def shown(reply: Any) -> str:
    """The reply as it is printed."""
    return "\n".join(page.text for page in paginate(render_reply(reply), TERMINAL))
