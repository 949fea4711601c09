"""The use cases: one question in, one reply out. Each asks the archive, lets editing choose, and returns."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence

from ..domain.citations import Citation
from ..domain.replies import Reply
from ..editing.answers import Candidate, choose_answer
from ..editing.backgrounds import gather_background
from ..editing.card_template import FACTS_ALONE, CardTemplate
from ..editing.cards import fill_card
from ..editing.comparisons import compare_documents
from ..editing.disputes import lay_out_disputes
from ..editing.hits import list_hits
from ..editing.lines import Line
from ..editing.nothing import say_nothing
from ..editing.passages import open_context, open_passage
from ..editing.profiles import draw_profile
from ..editing.questions import read_question
from ..editing.quotes import choose_quotes, list_speakers
from ..editing.sectors import set_board
from ..editing.shelves import list_shelf
from ..editing.story import Story, read_story
from ..editing.summaries import DEFAULT_METHOD, Assignment, choose_summary, explain_summary
from ..editing.timelines import lay_timeline
from ..editing.verdicts import stems_to_find, verify_words
from ..reading.lexicon import Lexicon
from ..reading.words import stems
from .ports import Archive

_MOST_HITS = 20
_MOST_CANDIDATES = 200
_MOST_NEAR = 40
_MOST_COMPARED = 300


class Desk:
    """Answers from what the archive holds.

    A method a command, with the parameters of the table in ``faces.commands``; each may raise ArchiveUnavailable,
    those that take a document's number NoSuchDocument, and those that read what was typed BadCommand.
    """

    def __init__(self, archive: Archive, lexicon: Lexicon, lines: int = 5, card: CardTemplate = FACTS_ALONE) -> None:
        """`lexicon` has the words of questions, `card` the fields of the fact card; `lines` is a summary's length."""
        self._archive = archive
        self._lexicon = lexicon
        self._known = read_story(())
        self._lines = lines
        self._card = card

    async def sources(self) -> Reply:
        """The documents that answers come from."""
        return list_shelf(await self._archive.articles())

    async def source(self, number: int, paragraph: int | None = None) -> Reply:
        """A document as it is stored, or one paragraph of it."""
        return open_passage(await self._archive.article(number), paragraph)

    async def summary(self, about: str | None = None, lines: int | None = None, method: str = DEFAULT_METHOD) -> Reply:
        """The lines that matter most, of a document (by its number), of a topic, or of all documents together."""
        assignment = await self._assign(about, lines, method)
        return await asyncio.to_thread(choose_summary, await self._story(), assignment, self._lexicon)

    async def why(self, about: str | None = None, lines: int | None = None, method: str = DEFAULT_METHOD) -> Reply:
        """What made each line of the same summary be chosen."""
        assignment = await self._assign(about, lines, method)
        return await asyncio.to_thread(explain_summary, await self._story(), assignment, self._lexicon)

    async def facts(self, document: int | None = None) -> Reply:
        """The fact card of a document, or of all together."""
        articles = [await self._archive.article(document)] if document else await self._archive.articles()
        return await asyncio.to_thread(fill_card, articles, self._card, self._lexicon)

    async def sectors(self, sector: str | None = None) -> Reply:
        """Sectors by what the documents say of each."""
        story = await self._story()
        return set_board(story, sector) or say_nothing(sector or "sectors", story)

    async def quotes(self, speaker: str | None = None, about: str | None = None) -> Reply:
        """Who said what."""
        return choose_quotes(await self._story(), speaker, about)

    async def speakers(self) -> Reply:
        """Who is quoted, and how often."""
        return list_speakers(await self._story())

    async def background(self, topic: str | None = None) -> Reply:
        """The history before the news."""
        return gather_background(await self._story(), topic)

    async def timeline(self, who: str | None = None, since: str | None = None, until: str | None = None) -> Reply:
        """Dated lines in order; the period is given by ISO years, months or days."""
        return await asyncio.to_thread(lay_timeline, await self._story(), self._lexicon, who, since, until)

    async def who(self, name: str) -> Reply:
        """What the documents have of a person or a body."""
        return draw_profile(await self._story(), name)

    async def ask(self, question: str) -> Reply:
        """The lines that answer a question, best first."""
        story = await self._story()
        asked = read_question(question, story.cast, self._lexicon)
        spread = await self._archive.spread([term.stem for term in asked.terms])
        articles = {article.document.number: article for article in story.articles}
        near = await self._archive.find(asked.stems, _MOST_CANDIDATES)
        found = [Candidate(Line(articles[e.document], e.unit), e.score) for e in near if e.document in articles]
        answer = await asyncio.to_thread(choose_answer, asked, spread, found, story, self._lexicon)
        return answer or say_nothing(question, story)

    async def verify(self, words: str, by: str | None = None) -> Reply:
        """Whether words are somebody's, as they are quoted."""
        found = await self._find(stems_to_find(words, self._lexicon), _MOST_NEAR)
        return await asyncio.to_thread(verify_words, words, by, found, await self._story(), self._lexicon)

    async def compare(self, topic: str | None = None) -> Reply:
        """What the documents say alike, where they differ, and what one alone says."""
        story = await self._story()
        found = await self._find(stems(topic), _MOST_COMPARED) if topic else []
        return await asyncio.to_thread(compare_documents, story, topic, found, self._lexicon)

    async def disputes(self, topic: str | None = None) -> Reply:
        """Accusations, denials and silences, side by side."""
        return await asyncio.to_thread(lay_out_disputes, await self._story(), topic, self._lexicon)

    async def search(self, words: str) -> Reply:
        """Lines that hold the words."""
        found = await self._find(stems(words), _MOST_HITS * 10)
        return list_hits(words, found, _MOST_HITS) or say_nothing(words, await self._story())

    async def context(self, citation: str) -> Reply:
        """The lines around a cited one."""
        address = Citation.parse(citation)
        return open_context(await self._archive.article(address.document), address)

    async def _assign(self, about: str | None, lines: int | None, method: str) -> Assignment:
        """What a summary is asked for; up to nine digits are a document's number, other words a topic."""
        is_number = bool(about and re.fullmatch(r"\d{1,9}", about, re.ASCII))
        article = await self._archive.article(int(about or 0)) if is_number else None
        return Assignment(lines or self._lines, method, article, None if article else about)

    async def _story(self) -> Story:
        """What is on the shelf, brought together; made anew when the shelf has changed."""
        articles = tuple(await self._archive.articles())
        if not self._known.is_of(articles):
            self._known = await asyncio.to_thread(read_story, articles)
        return self._known

    async def _find(self, wanted: Sequence[str], limit: int) -> list[Line]:
        """Lines that the index holds near some stems."""
        found = await self._archive.find(wanted, limit)
        articles = {article.document.number: article for article in (await self._story()).articles}
        return [Line(articles[each.document], each.unit) for each in found if each.document in articles]
