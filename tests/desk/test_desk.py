"""Every command of the desk: what it gives, what it asks back, and what it says where there is nothing."""

import inspect
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import ClassVar

import pytest
import pytest_asyncio

from bot.desk.desk import Desk, HouseStyle
from bot.domain.boards import FactCard, SectorBoard, Timeline
from bot.domain.errors import BadCommand, NoSuchDocument
from bot.domain.notices import Nothing, WhichOne
from bot.domain.passages import Answer, Backgrounder, Hits, Passage, Shelf
from bot.domain.readings import Article
from bot.domain.speech import Profile, QuoteSheet, SpeakerList
from bot.domain.summaries import Reasons, Summary
from bot.editing.material.story import Story
from bot.faces.commands.table import COMMANDS
from tests.desk.story_desk import archive_of, desk_at, desk_on, drafts, seed_drafts
from tests.reading.golden import open_lexicon

SHIPS = (
    "The Freya sailed to Oslo with timber on Monday.",
    "Pilots in Riga refused to work for the Marsk.",
    "Crabs were landed by the crew of the Odin in Bergen.",
)
NAMESAKES = (
    "Farm Minister Fatima Garbati signed the accord in Abuja on Friday. “We will plant,” Fatima Garbati said.\n"
    "Her critic, Sani Garbati, was not there. “Nobody was listening,” Sani Garbati said."
)
ACCENTS = (
    "President Zoë O’Neill-Núñez spoke in Lima. “We will pay,” O’Neill-Núñez said.\nThe deal covers fishing and trade."
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def seeds() -> AsyncIterator[Desk]:
    async with desk_on(seed_drafts()) as opened:
        yield opened


pytestmark = pytest.mark.asyncio(loop_scope="module")


class Watched(tuple[Article, ...]):
    """Articles that know in which thread each walk through them began."""

    __slots__ = ()
    walked: ClassVar[list[int]] = []

    def __iter__(self) -> Iterator[Article]:
        self.walked.append(threading.get_ident())
        return super().__iter__()


class Watcher(Desk):
    """A desk whose story is of such articles."""

    async def story(self) -> Story:
        told = await super().story()
        return replace(told, articles=Watched(told.articles))


@pytest.mark.parametrize(
    ("command", "values"),
    [
        ("sectors", ()),
        ("quotes", ()),
        ("quotes", ("Nobody",)),
        ("speakers", ()),
        ("background", ()),
        ("who", ("Nobody",)),
        ("timeline", ("Nobody",)),
        ("search", ("zeppelins",)),
        ("ask", ("Who built the zeppelins?",)),
    ],
)
async def test_whoever_walks_through_the_articles_leaves_the_event_loop_free(
    command: str, values: tuple[str, ...]
) -> None:
    """On a large shelf all others would wait for it."""
    async with archive_of(seed_drafts()) as archive:
        Watched.walked.clear()
        await getattr(Watcher(archive.shelf(), HouseStyle(open_lexicon())), command)(*values)
        assert Watched.walked
        assert threading.get_ident() not in Watched.walked


async def test_sources_lists_the_shelf(seeds: Desk) -> None:
    shelf = await seeds.sources()
    assert isinstance(shelf, Shelf)
    assert [(h.document.number, h.quotes > 0, h.doubtful) for h in shelf.holdings] == [(1, True, ()), (2, True, ())]


async def test_source_is_the_document_line_by_line(seeds: Desk) -> None:
    """All lines together have every word of the document."""
    passage = await seeds.source(number=1)
    assert isinstance(passage, Passage)
    shown = "".join(line.text for line in passage.lines)
    assert "".join(passage.document.text.split()) == "".join(shown.split())


async def test_source_shows_one_paragraph(seeds: Desk) -> None:
    passage = await seeds.source(number=1, paragraph=5)
    assert isinstance(passage, Passage)
    assert [str(line.citation) for line in passage.lines] == ["[1.5.1]"]


@pytest.mark.parametrize("paragraph", [0, 99])
async def test_source_says_which_paragraphs_there_are(seeds: Desk, paragraph: int) -> None:
    with pytest.raises(BadCommand, match="has no paragraph"):
        await seeds.source(number=1, paragraph=paragraph)


@pytest.mark.parametrize("call", [{"number": 9}, {"number": 9, "paragraph": 1}])
async def test_a_number_that_no_document_has_is_refused(seeds: Desk, call: dict[str, int]) -> None:
    with pytest.raises(NoSuchDocument):
        await seeds.source(**call)


async def test_context_shows_the_lines_around_a_citation(seeds: Desk) -> None:
    """A sentence inside a quotation leads to the whole of it."""
    passage = await seeds.context(citation="1.5.2")
    assert isinstance(passage, Passage)
    assert passage.asked is not None
    assert str(passage.asked.citation) == "[1.5.1]"
    assert [str(line.citation) for line in passage.lines] == ["[1.4.1]", "[1.5.1]", "[1.6.1]"]


@pytest.mark.parametrize("citation", ["1.99.1", "1.1.9", "[1.0.1]"])
async def test_context_says_where_a_citation_leads_nowhere(seeds: Desk, citation: str) -> None:
    with pytest.raises(BadCommand, match="leads nowhere"):
        await seeds.context(citation=citation)


async def test_summary_keeps_the_order_of_the_documents(seeds: Desk) -> None:
    summary = await seeds.summary(lines=6)
    assert isinstance(summary, Summary)
    places = [(line.document.number, line.span.start) for line in summary.lines]
    assert len(places) == 6
    assert places == sorted(places)


@pytest.mark.parametrize("about", ["1", "2"])
async def test_summary_of_one_document_is_of_that_document(seeds: Desk, about: str) -> None:
    summary = await seeds.summary(about=about, lines=3)
    assert isinstance(summary, Summary)
    assert {line.document.number for line in summary.lines} == {int(about)}


@pytest.mark.parametrize("about", ["1 2", "2,1", "1, 2 and 2"])
async def test_summary_of_several_documents_is_one(seeds: Desk, about: str) -> None:
    """Both documents of the seeds, named in whatever order, are all that there are."""
    summary, why = await seeds.summary(about=about, lines=4), await seeds.why(about=about, lines=4)
    together = await seeds.summary(lines=4)
    assert isinstance(summary, Summary)
    assert isinstance(why, Reasons)
    assert isinstance(together, Summary)
    assert [document.number for document in summary.documents] == [1, 2]
    assert summary.lines == together.lines == tuple(line.snippet for line in why.lines)


async def test_summary_of_several_documents_leaves_the_others_out() -> None:
    async with desk_on(drafts(*SHIPS)) as desk:
        summary = await desk.summary(about="1 3")
        assert isinstance(summary, Summary)
        assert {line.document.number for line in summary.lines} == {1, 3}
        with pytest.raises(NoSuchDocument, match="4"):
            await desk.summary(about="1 4")
        with pytest.raises(BadCommand, match="21 documents are too many"):
            await desk.why(about=" ".join(map(str, range(1, 22))))


@pytest.mark.parametrize("about", ["99999999999999999999", "١", "²"])
async def test_digits_that_are_no_number_of_a_document_are_a_topic(seeds: Desk, about: str) -> None:
    """No document has a number of ten digits, and none in other digits than our own."""
    for reply in (await seeds.summary(about=about), await seeds.why(about=about)):
        assert isinstance(reply, Nothing)


async def test_summary_never_cuts_a_quotation(seeds: Desk) -> None:
    """However many lines are asked for, marks of quotation come in pairs in each."""
    for lines in range(1, 21):
        summary = await seeds.summary(about="1", lines=lines)
        assert isinstance(summary, Summary)
        assert all(line.text.count("“") == line.text.count("”") for line in summary.lines)


async def test_summary_of_a_topic_speaks_of_it(seeds: Desk) -> None:
    """A line that does not is there because the next one leans on it."""
    reasons = await seeds.why(about="nuclear", lines=3)
    assert isinstance(reasons, Reasons)
    assert all(line.needed or "nuclear" in line.snippet.text for line in reasons.lines)
    assert any("nuclear" in line.snippet.text for line in reasons.lines)


async def test_summary_says_the_same_thing_once() -> None:
    """A second copy of a document adds no line."""
    text = (
        "The parliament passed the law on Monday.\nThe law bans fishing near the coast.\nFishermen protested in Lima."
    )
    async with desk_on(drafts(text, text + "\n")) as desk:
        summary = await desk.summary(lines=10)
    assert isinstance(summary, Summary)
    assert len(summary.lines) == 3


async def test_facts_of_all_documents_and_of_one(seeds: Desk) -> None:
    together, one = await seeds.facts(), await seeds.facts(document=2)
    assert isinstance(together, FactCard)
    assert isinstance(one, FactCard)
    assert together.document is None
    assert one.document is not None
    assert one.document.number == 2
    assert {v.snippet.document.number for cell in one.cells for v in cell.values} == {2}


async def test_sectors_of_one_name(seeds: Desk) -> None:
    """A sector is found by its name and by the word that the document has for it."""
    for asked in ("defence", "defense", "DEFENSE"):
        board = await seeds.sectors(sector=asked)
        assert isinstance(board, SectorBoard)
        assert {row.name for row in board.rows} == {"defence"}


async def test_a_sector_that_nobody_names_is_nothing(seeds: Desk) -> None:
    assert isinstance(await seeds.sectors(sector="fisheries"), Nothing)


async def test_quotes_about_something(seeds: Desk) -> None:
    sheet = await seeds.quotes(speaker="Putin", about="projects")
    assert isinstance(sheet, QuoteSheet)
    assert [str(q.snippet.citation) for q in sheet.quotes] == ["[1.8.1]"]


async def test_a_name_that_fits_two_is_asked_back() -> None:
    async with desk_on(drafts(NAMESAKES)) as desk:
        reply = await desk.quotes(speaker="Garbati")
        one = await desk.quotes(speaker="Sani Garbati")
    assert reply == WhichOne("Garbati", ("Fatima Garbati", "Sani Garbati"))
    assert isinstance(one, QuoteSheet)
    assert [q.snippet.text for q in one.quotes] == ["Nobody was listening,"]


@pytest.mark.parametrize("typed", ["Pezeshkain", "pezeshkan", "Masoud Pezeshkain"])
async def test_a_mistyped_name_gets_a_suggestion(seeds: Desk, typed: str) -> None:
    reply = await seeds.quotes(speaker=typed)
    assert isinstance(reply, Nothing)
    assert reply.meant[0] == "Masoud Pezeshkian"


@pytest.mark.parametrize("typed", ["zoe o'neill-nunez", "O’Neill-Núñez", "O'NEILL-NUNEZ"])
async def test_accents_apostrophes_and_case_do_not_matter(typed: str) -> None:
    async with desk_on(drafts(ACCENTS)) as desk:
        sheet = await desk.quotes(speaker=typed)
    assert isinstance(sheet, QuoteSheet)
    assert len(sheet.quotes) == 1


async def test_somebody_named_who_says_nothing_is_not_somebody_else(seeds: Desk) -> None:
    reply = await seeds.quotes(speaker="Mishustin")
    assert isinstance(reply, Nothing)
    assert reply.asked == "Mikhail Mishustin"


async def test_a_surname_in_one_document_is_the_full_name_of_another() -> None:
    first = "Ana Cruz signed the deal in Lima. “We will pay,” Ana Cruz said."
    second = "The deal is a month old. “We have paid,” Cruz said."
    async with desk_on(drafts(first, second)) as desk:
        sheet = await desk.quotes(speaker="Cruz")
    assert isinstance(sheet, QuoteSheet)
    assert (sheet.speaker, len(sheet.quotes)) == ("Ana Cruz", 2)


async def test_speakers_are_counted_over_all_documents(seeds: Desk) -> None:
    speakers = await seeds.speakers()
    assert isinstance(speakers, SpeakerList)
    assert (speakers.rows[0].name, speakers.rows[0].quotes) == ("Vladimir Putin", 6)
    assert [row.quotes for row in speakers.rows] == sorted((row.quotes for row in speakers.rows), reverse=True)


async def test_background_of_a_topic(seeds: Desk) -> None:
    background = await seeds.background(topic="drones")
    assert isinstance(background, Backgrounder)
    assert all("drone" in line.text for line in background.lines)
    assert isinstance(await seeds.background(topic="fisheries"), Nothing)


@pytest.mark.parametrize(
    ("since", "until", "years"),
    [
        ("2001", "2013", {"2001", "2013"}),
        ("2024", None, {"2024-07", "2024-09", "2025-01-17"}),
        ("2024-08", "2024-12", {"2024-09"}),
        (None, "2001-12-31", {"2001"}),
        ("2025-01-17", "2025-01-17", {"2025-01-17"}),
    ],
)
async def test_a_period_keeps_what_shares_a_day_with_it(
    seeds: Desk, since: str | None, until: str | None, years: set[str]
) -> None:
    timeline = await seeds.timeline(since=since, until=until)
    assert isinstance(timeline, Timeline)
    assert {event.mention.value for event in timeline.events} == years


async def test_a_timeline_of_somebody_names_them(seeds: Desk) -> None:
    timeline = await seeds.timeline(who="Pezeshkian")
    assert isinstance(timeline, Timeline)
    assert {str(e.snippet.citation) for e in timeline.events} == {"[2.4.1]", "[1.1.1]", "[2.3.1]"}


async def test_a_timeline_of_nobody_is_of_the_words(seeds: Desk) -> None:
    timeline = await seeds.timeline(who="missiles")
    assert isinstance(timeline, Timeline)
    assert [str(e.snippet.citation) for e in timeline.events] == ["[2.10.1]"]


async def test_who_has_titles_quotations_and_claims(seeds: Desk) -> None:
    profile = await seeds.who(name="Taleblu")
    assert isinstance(profile, Profile)
    assert profile.name == "Behnam Ben Taleblu"
    assert any("senior fellow" in snippet.text for snippet in profile.descriptions)
    assert len(profile.quotes) == 1
    assert {claim.stance.value for claim in profile.claims} == {"predicts"}


async def test_who_is_nobody_in_the_documents(seeds: Desk) -> None:
    assert isinstance(await seeds.who(name="Ana Cruz"), Nothing)


async def test_search_marks_the_words_whatever_their_endings(seeds: Desk) -> None:
    hits = await seeds.search(words="missile")
    assert isinstance(hits, Hits)
    for hit in hits.hits:
        assert {m.of(hit.snippet.document.text).lower() for m in hit.matches} <= {"missile", "missiles"}
        assert all(hit.snippet.span.contains(match) for match in hit.matches)


async def test_search_puts_lines_with_all_the_words_first(seeds: Desk) -> None:
    hits = await seeds.search(words="S-300 systems")
    assert isinstance(hits, Hits)
    assert {m.of(hits.hits[0].snippet.document.text) for m in hits.hits[0].matches} == {"S-300", "systems"}


@pytest.mark.parametrize("words", ["xyzzy", "?!", "“", 'NEAR("'])
async def test_search_for_what_is_not_there_is_nothing(seeds: Desk, words: str) -> None:
    assert isinstance(await seeds.search(words=words), Nothing)


@pytest.mark.parametrize("question", ["", "?", "who", "the", "…", "What is it?"])
async def test_a_question_without_words_is_answered_with_nothing(seeds: Desk, question: str) -> None:
    assert isinstance(await seeds.ask(question=question), Nothing)


async def test_a_question_may_have_other_words_than_the_text(seeds: Desk) -> None:
    """*Atomic* asks for *nuclear*, and *manufactured* for *production*."""
    answer = await seeds.ask(question="Which atomic power station did Russia build in Bushehr?")
    assert isinstance(answer, Answer)
    assert str(answer.lines[0].snippet.citation) == "[2.14.1]"


@pytest.mark.parametrize(
    ("question", "said"), [("What did the US promise?", "US"), ("What did the WHO promise?", "WHO")]
)
async def test_initials_are_no_pronouns(question: str, said: str) -> None:
    text = "The WHO promised a report.\nThe US promised vaccines.\nFishermen in Lima are on strike."
    async with desk_on(drafts(text)) as desk:
        answer = await desk.ask(question=question)
    assert isinstance(answer, Answer)
    assert said in answer.lines[0].snippet.text


async def test_irregular_forms_are_one_verb() -> None:
    text = "Peru sold ten ships to Chile.\nFishermen in Lima are on strike.\nThe strike is in its third week."
    async with desk_on(drafts(text)) as desk:
        answer = await desk.ask(question="What did Peru sell to Chile?")
    assert isinstance(answer, Answer)
    assert answer.lines[0].snippet.text == "Peru sold ten ships to Chile."


async def test_answers_come_best_first(seeds: Desk) -> None:
    answer = await seeds.ask(question="What drones did Iran export to Russia?")
    assert isinstance(answer, Answer)
    scores = [line.score for line in answer.lines]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) <= 5


EMPTY_HANDED = {
    "sectors": {}, "quotes": {}, "speakers": {}, "background": {}, "timeline": {}, "summary": {},
    "who": {"name": "Putin"}, "ask": {"question": "Who signed?"}, "search": {"words": "treaty"},
}  # fmt: skip


@pytest.mark.parametrize(("command", "arguments"), EMPTY_HANDED.items())
async def test_an_empty_shelf_says_so(command: str, arguments: dict[str, str]) -> None:
    async with desk_on(()) as desk:
        reply = await getattr(desk, command)(**arguments)
    assert isinstance(reply, Nothing)
    assert reply.documents == 0


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "“”", "“", "\u2028"])
async def test_a_document_without_words_troubles_no_command(text: str) -> None:
    async with desk_on(drafts(text, "Ana Cruz signed the deal.")) as desk:
        for command, arguments in EMPTY_HANDED.items():
            assert await getattr(desk, command)(**arguments) is not None
        assert isinstance(await desk.source(number=1), Passage)
        assert isinstance(await desk.facts(), FactCard)


async def test_a_new_document_is_known_at_once() -> None:
    """What the desk remembers of the shelf follows the shelf."""
    async with archive_of(drafts("Ana Cruz spoke. “We will pay,” Ana Cruz said.")) as archive:
        desk = desk_at(archive)
        before = await desk.speakers()
        await archive.withdraw(1)
        after = await desk.speakers()
    assert isinstance(before, SpeakerList)
    assert isinstance(after, Nothing)


async def test_every_command_of_the_table_is_an_async_use_case() -> None:
    cases = [getattr(Desk, command.name) for command in COMMANDS if command.name not in {"help", "export"}]
    assert all(inspect.iscoroutinefunction(case) for case in cases)
