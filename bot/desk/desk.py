"""The use cases: one question in, one reply out. Each asks the archive, lets editing choose, and returns."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from ..domain.citations import Citation
from ..domain.notices import Offer
from ..domain.replies import Reply
from ..editing.asking.answers import Candidate, choose_answer
from ..editing.asking.hits import list_hits, read_sought
from ..editing.asking.passages import open_context, open_passage, open_surroundings
from ..editing.asking.questions import read_question
from ..editing.backgrounds import gather_background
from ..editing.card_template import FACTS_ALONE, CardTemplate
from ..editing.cards import fill_card
from ..editing.comparing.comparisons import compare_documents
from ..editing.comparing.disputes import lay_out_disputes
from ..editing.material.lines import Line
from ..editing.material.story import Story
from ..editing.material.titles import take_off_title
from ..editing.nothing import say_nothing, say_there_is_none
from ..editing.profiles import draw_profile
from ..editing.quotes import choose_quotes, list_speakers
from ..editing.sectors import set_board
from ..editing.shelves import list_shelf
from ..editing.suggestions import MOST, gather_offers, rank_offers
from ..editing.summaries.summaries import DEFAULT_METHOD, Assignment, choose_summary, explain_summary
from ..editing.timelines import lay_timeline
from ..editing.verdicts.verdicts import stems_to_find, verify_words
from ..reading.lexicon import Lexicon
from ..reading.text.words import stems
from .aliases import OtherNames
from .narrowing import numbers_in, read_documents, select
from .ports import Shelf
from .quoting import find_quoted
from .recent import Recent, remembered
from .stories import Stories

_MOST_HITS = 20
_MOST_CANDIDATES = 120
_MOST_NEAR = 40
_MOST_ON_TOPIC = 300


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What is the same at every desk.

    `lexicon` has the words of questions, `card` the fields of the fact card; `lines` is a summary's length.
    """

    lexicon: Lexicon
    lines: int = 5
    card: CardTemplate = FACTS_ALONE


class Desk:
    """Answers from what a shelf holds.

    A method a command, with the parameters of the table in ``faces.commands.table``; each may raise ArchiveUnavailable,
    those that take a document's number NoSuchDocument, and those that read what was typed BadCommand.
    """

    def __init__(
        self, shelf: Shelf, style: HouseStyle, stories: Stories | None = None, names: OtherNames | None = None
    ) -> None:
        """`stories` are shared with the desks that see the same, `names` the server's other names for somebody."""
        self._shelf = shelf
        self._style = style
        self._lexicon, self._lines, self._card = style.lexicon, style.lines, style.card
        self._stories = stories or Stories()
        self._names = names or OtherNames()

    @property
    def recent(self) -> Recent:
        """The replies that were just given from the same stories."""
        return self._stories.recent

    @property
    def accent(self) -> Hashable:
        """What else decides a reply: the server's other names."""
        return self._names.aliases

    async def only(self, documents: str) -> Desk:
        """A desk that answers from some of the documents alone. Raises BadCommand where one is not on the shelf."""
        selection = await select(self._shelf, read_documents(documents))
        return Desk(selection, self._style, names=self._names)

    async def suggest(self, kind: str, typed: str) -> tuple[Offer, ...]:
        """What may be meant by what somebody begins to type, for parameters that suggest things of this kind."""
        return await asyncio.to_thread(_rank_offers, kind, typed, await self.story(), self._names)

    def find_quoted(self, words: str) -> tuple[str, ...]:
        """The quotations in what somebody writes; where there is none, all that they write."""
        return find_quoted(words, self._lexicon)

    async def sources(self, documents: str | None = None) -> Reply:
        """The documents that answers come from, or any that are named."""
        if not documents:
            return await self._list_all()
        return list_shelf([await self._shelf.article(number) for number in read_documents(documents)])

    @remembered
    async def source(self, number: int, paragraph: int | None = None) -> Reply:
        """A document as it is stored, or one paragraph of it."""
        return open_passage(await self._shelf.article(number), paragraph)

    @remembered
    async def summary(self, about: str | None = None, lines: int | None = None, method: str = DEFAULT_METHOD) -> Reply:
        """The lines that matter most, of one document or several (by number), of a topic, or of all documents."""
        story = await self.story()
        assignment = await self._assign(story, about, lines, method)
        return await asyncio.to_thread(choose_summary, story, assignment, self._lexicon)

    @remembered
    async def why(self, about: str | None = None, lines: int | None = None, method: str = DEFAULT_METHOD) -> Reply:
        """What made each line of the same summary be chosen."""
        story = await self.story()
        assignment = await self._assign(story, about, lines, method)
        return await asyncio.to_thread(explain_summary, story, assignment, self._lexicon)

    @remembered
    async def facts(self, document: int | None = None) -> Reply:
        """The fact card of a document, or of all together."""
        articles = [await self._shelf.article(document)] if document else await self._shelf.articles()
        return await asyncio.to_thread(fill_card, articles, self._card, self._lexicon)

    @remembered
    async def sectors(self, sector: str | None = None) -> Reply:
        """Sectors by what the documents say of each."""
        story = await self.story()
        return await asyncio.to_thread(lambda: set_board(story, sector) or say_there_is_none("sectors", story, sector))

    @remembered
    async def quotes(self, speaker: str | None = None, about: str | None = None) -> Reply:
        """Who said what."""
        story = await self.story()
        return await asyncio.to_thread(lambda: choose_quotes(story, self._meant(story, speaker), about))

    @remembered
    async def speakers(self) -> Reply:
        """Who is quoted, and how often."""
        return await asyncio.to_thread(list_speakers, await self.story())

    @remembered
    async def background(self, topic: str | None = None) -> Reply:
        """The history before the news."""
        return await asyncio.to_thread(gather_background, await self.story(), topic)

    @remembered
    async def timeline(self, who: str | None = None, since: str | None = None, until: str | None = None) -> Reply:
        """Dated lines in order; the period is given by ISO years, months or days."""
        story = await self.story()
        return await asyncio.to_thread(
            lambda: lay_timeline(story, self._lexicon, self._meant(story, who), since, until)
        )

    @remembered
    async def who(self, name: str) -> Reply:
        """What the documents have of a person or a body."""
        story = await self.story()
        return await asyncio.to_thread(lambda: draw_profile(story, self._meant(story, name) or name))

    @remembered
    async def ask(self, question: str, documents: str | None = None) -> Reply:
        """The lines that answer a question, best first."""
        if documents:
            return await (await self.only(documents)).ask(question)
        story = await self.story()
        asked = await asyncio.to_thread(read_question, self._names.put_into(question), story.cast, self._lexicon)
        spread = await self._shelf.spread([term.stem for term in asked.terms])
        near = await self._shelf.find(asked.stems, _MOST_CANDIDATES)
        lines = ((story.clippings.line(each.document, each.unit), each.score) for each in near)
        found = [Candidate(line, score) for line, score in lines if line]
        answer = await asyncio.to_thread(choose_answer, asked, spread, found, story, self._lexicon)
        if answer is None:
            return await asyncio.to_thread(say_nothing, question, story, near=[candidate.line for candidate in found])
        return replace(answer, question=question)

    @remembered
    async def verify(self, words: str, by: str | None = None) -> Reply:
        """Whether words are somebody's, as they are quoted."""
        story = await self.story()
        found = await self._find(story, stems_to_find(words, self._lexicon), _MOST_NEAR)
        return await asyncio.to_thread(verify_words, words, self._names.name_of(by), found, story, self._lexicon)

    @remembered
    async def compare(self, topic: str | None = None) -> Reply:
        """What the documents say alike, where they differ, and what one alone says."""
        story = await self.story()
        found = await self._find(story, stems(topic), _MOST_ON_TOPIC) if topic else []
        return await asyncio.to_thread(compare_documents, story, topic, found, self._lexicon)

    @remembered
    async def disputes(self, topic: str | None = None) -> Reply:
        """Accusations, denials and silences, side by side."""
        story = await self.story()
        found = await self._find(story, stems(topic), _MOST_ON_TOPIC) if topic else None
        return await asyncio.to_thread(lay_out_disputes, story, topic, self._lexicon, found)

    @remembered
    async def search(self, words: str, documents: str | None = None) -> Reply:
        """Lines that hold the words."""
        if documents:
            return await (await self.only(documents)).search(words)
        story = await self.story()
        sought = read_sought(words, self._lexicon)
        found = await self._find(story, sought, _MOST_HITS * 10)
        return await asyncio.to_thread(lambda: list_hits(words, sought, found, _MOST_HITS) or say_nothing(words, story))

    async def context(self, citation: str) -> Reply:
        """The lines around a cited one, or around each of several."""
        asked = [Citation.parse(part) for part in citation.split()]
        articles = {number: await self._shelf.article(number) for number in sorted({each.document for each in asked})}
        if len(asked) == 1:
            return open_context(articles[asked[0].document], asked[0])
        return open_surroundings(articles, asked)

    @remembered
    async def _list_all(self) -> Reply:
        return list_shelf((await self.story()).articles)

    async def _assign(self, story: Story, about: str | None, lines: int | None, method: str) -> Assignment:
        """What a summary is asked for; numbers of up to nine digits are documents', other words a topic.

        A document is taken as the story has it, and from the shelf where it is off it.
        """
        held = {article.document.number: article for article in story.articles}
        numbers = numbers_in(about or "")
        articles = tuple([held.get(number) or await self._shelf.article(number) for number in numbers])
        topic = None if articles else about
        found = await self._find(story, stems(topic), _MOST_ON_TOPIC) if topic else []
        return Assignment(lines or self._lines, method, articles, topic, found)

    async def story(self) -> Story:
        """What is on the shelf, brought together; made anew when the shelf has changed."""
        return await self._stories.of(await self._shelf.articles())

    def _meant(self, story: Story, typed: str | None) -> str | None:
        """The name that the documents have for whom somebody typed: without a title, in the place of another name."""
        name = self._names.name_of(typed)
        return take_off_title(name, story.cast.figures, self._lexicon) if name else name

    async def _find(self, story: Story, wanted: Sequence[str], limit: int) -> list[Line]:
        """Lines of a story that the index holds near some stems.

        A question is answered from one state of the shelf, its story; what the index knows better by now is left out.
        """
        found = await self._shelf.find(wanted, limit)
        lines = (story.clippings.line(each.document, each.unit) for each in found)
        return [line for line in lines if line]


def _rank_offers(kind: str, typed: str, story: Story, names: OtherNames) -> tuple[Offer, ...]:
    """What fits of a kind, before it the server's other names for somebody who is one of it."""
    known = gather_offers(kind, story)
    offered = {offer.value for offer in known.offers}
    others = {each.alias: each.name for each in names.aliases if typed.strip() and each.name in offered}
    fitting = rank_offers(typed, [Offer(alias, alias) for alias in others])
    named = (Offer(offer.value, f"{offer.value} ({others[offer.value]})") for offer in fitting)
    return (*named, *rank_offers(typed, known))[:MOST]
