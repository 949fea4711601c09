"""No server is shown anything of another: every use case of the desk, every suggestion, every reply of the office."""

import json
from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio

from bot.desk.stories import Stories
from bot.domain.errors import CannotAnswer, NoSuchDocument
from bot.domain.notices import Refusal
from bot.domain.replies import EvidencePack, Reply
from bot.domain.servers import OPERATOR
from bot.editing.suggestions import _KINDS as OFFERED
from bot.faces.commands.answering import answer
from bot.faces.commands.rows import Call, Command, Parameter
from bot.faces.commands.table import COMMANDS
from bot.render.evidence_files import FORMS, write_evidence
from bot.render.paging import TERMINAL, paginate
from bot.render.records import record_sheet
from bot.render.replies import render_reply
from tests.desk.servers import LIMA, OSLO, House, caller, house_of
from tests.desk.story_desk import drafts, seed_drafts

STORY = """{person} signed the {thing} treaty in {place} on Friday.
“{said},” President {person} said. He denied that {place} had delivered {thing}s to the {body}.
The treaty covers energy, and {thing}s. In 2001 {place} and {body} signed an earlier {thing} agreement.
{body} accused {person} of delay."""
WORDS = {
    LIMA: {
        "person": "Quilla Zambra", "place": "Limaland", "thing": "guanaco", "said": "Guanacos are welcome here",
        "body": "Zambra Council", "title": "Limaland papers", "file": "lima-paper.txt", "alias": "Quillita",
        "user": "limeno",
    },
    OSLO: {
        "person": "Torvald Fjordsen", "place": "Osloria", "thing": "reindeer", "said": "Reindeers are what we need",
        "body": "Fjordsen Bureau", "title": "Osloria dossier", "file": "oslo-paper.txt", "alias": "Torvi",
        "user": "osloer",
    },
}  # fmt: skip
OTHER = {LIMA: OSLO, OSLO: LIMA}
NUMBERS = {LIMA: 3, OSLO: 4}
ALONE = 44
SEEDED = ("Putin", "Pezeshkian", "Kremlin", "021c3cd57336740f")

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house() -> AsyncIterator[House]:
    """The seeds, and two servers with a document, another name and a setting each."""
    async with house_of(seed_drafts()) as opened:
        for server, words in WORDS.items():
            story = STORY.format(**{key: words[key] for key in ("person", "place", "thing", "said", "body")})
            who = caller(server, words["user"], user=server)
            await opened.office.add(who, words["file"], story.encode(), title=words["title"])
            await opened.office.alias(who, words["alias"], words["person"])
            await opened.office.settings(who, "cooldown", str(server))
        await opened.office.settings(caller(ALONE), "library", "off")
        await opened.add(ALONE, STORY.format(**WORDS[LIMA]))
        yield opened


def shown(reply: Reply) -> str:
    """All that a reply shows or tells, on every page and in JSON."""
    sheet = render_reply(reply)
    pages = "\n".join(f"{page.title} {page.text} {page.footer}" for page in paginate(sheet, TERMINAL))
    files = [write_evidence(reply, form).text for form in FORMS] if isinstance(reply, EvidencePack) else []
    return f"{pages}\n{json.dumps(record_sheet('x', sheet), ensure_ascii=False)}\n{reply!r}\n{''.join(files)}"


def assert_nothing_of(server: int, told: str, asked: str) -> None:
    """Words of a server stand in a reply only where they were asked with."""
    words = {word for words in WORDS[server].values() for word in words.split() if len(word) > 4 and word[0].isupper()}
    assert not {word for word in words if word in told and word not in asked}


def fillings(parameter: Parameter, other: int) -> Sequence[str | int]:
    """What somebody may try for a parameter to see what another server has."""
    words, number = WORDS[other], NUMBERS[other]
    told: dict[str, Sequence[str | int]] = {
        "number": [number],
        "document": [number],
        "documents": [str(number), f"1,{number}"],
        "citation": [f"{number}.1.1", f"1.1.1 {number}.1.1"],
        "paragraph": [1],
        "lines": [20],
        "command": [
            *(f"source {number}", f"context {number}.1.1", f"quotes {words['person']}", f"who {words['alias']}"),
            *(f"search {words['thing']} documents:{number}", f"summary {number}"),
        ],
        **dict.fromkeys(("method", "from", "to"), ()),
    }
    names = [words[key] for key in ("person", "place", "thing", "said", "body", "title", "alias")]
    return told.get(parameter.name, [str(number), *names])


def calls(command: Command, other: int) -> list[Call]:
    """A call with nothing, where that is one, and one for each filling of each parameter."""
    required = {p.name: fillings(p, other)[0] for p in command.parameters if p.required}
    tried = [required | {p.name: value} for p in command.parameters for value in fillings(p, other)]
    return [Call(command, values) for values in [required, *tried]]


@pytest.mark.parametrize("server", [LIMA, OSLO, OPERATOR, 33])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
async def test_no_command_shows_anything_of_another_server(house: House, command: Command, server: int) -> None:
    """Nor where its words, numbers, citations and other names are asked with."""
    desk = await house.desks.at(server)
    for other in WORDS.keys() - {server}:
        for call in calls(command, other):
            told = shown(await answer(desk, call))
            assert_nothing_of(other, told, str(call.values))


@pytest.mark.parametrize("server", [LIMA, OSLO])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
async def test_every_command_shows_a_server_its_own(house: House, command: Command, server: int) -> None:
    """So that the test above tests something: asked with the same words, its own server shows them."""
    if command.name == "help":
        return
    desk = await house.desks.at(server)
    told = [shown(await answer(desk, call)) for call in calls(command, server)]
    assert any(WORDS[server]["person"] in each for each in told)


@pytest.mark.parametrize("kind", sorted(OFFERED))
async def test_nothing_of_another_server_is_suggested(house: House, kind: str) -> None:
    """Whatever letters are typed."""
    for server, other in OTHER.items():
        desk = await house.desks.at(server)
        for typed in ("", *(word[:size] for word in WORDS[other].values() for size in (1, 3, 30)), str(NUMBERS[other])):
            offers = await desk.suggest(kind, typed)
            assert_nothing_of(other, str(offers), "")
            assert not any(offer.value == str(NUMBERS[other]) for offer in offers)


async def test_a_selection_with_another_servers_document_is_refused_as_one_that_is_none(house: House) -> None:
    for server, other in OTHER.items():
        desk = await house.desks.at(server)
        with pytest.raises(CannotAnswer) as refused:
            await desk.only(str(NUMBERS[other]))
        with pytest.raises(CannotAnswer) as unknown:
            await desk.only("77")
        assert str(refused.value).replace(str(NUMBERS[other]), "77") == str(unknown.value)


async def test_the_office_shows_nothing_of_another_server(house: House) -> None:
    """Settings, other names, changes; and a number or a text of the other's is as unknown as any."""
    for server, other in OTHER.items():
        who, theirs = caller(server), WORDS[other]
        office = house.office
        replies = [await office.settings(who), await office.alias(who), await office.audit(who, 200)]
        for call in (office.withdraw(who, NUMBERS[other]), office.alias(who, theirs["alias"])):
            with pytest.raises(CannotAnswer) as refused:
                await call
            replies.append(Refusal(str(refused.value)))
        told = "\n".join(map(shown, replies))
        assert_nothing_of(other, told, theirs["alias"])
        assert theirs["user"] not in told
        assert f"value={other}" not in told
        assert theirs["file"] not in told


async def test_a_server_that_adds_anothers_text_is_not_told_that_it_is_there() -> None:
    """Nor is anything of the other's told of it: title, number, day of publication."""
    async with house_of() as house:
        await house.add(LIMA, "Guanacos came to Limaland.", "secret.txt", title="Secret")
        taken = await house.office.add(caller(OSLO), "mine.txt", b"Guanacos came to Limaland.")
        assert (taken.document.number, taken.document.title, taken.document.file) == (2, None, "mine.txt")
        assert not taken.known


async def test_a_document_off_the_shelf_resolves_on_its_own_server_alone() -> None:
    """The two servers see the same shelf, and so share a story: not what stands beside it."""
    async with house_of(seed_drafts()) as house:
        await house.add(LIMA, STORY.format(**WORDS[LIMA]))
        await house.office.withdraw(caller(LIMA), 3)
        desk, other = await house.desks.at(LIMA), await house.desks.at(OSLO)
        assert await desk.story() is await other.story()
        for asked in (
            lambda desk: desk.facts(3),
            lambda desk: desk.facts(document=3),
            lambda desk: desk.summary("3"),
            lambda desk: desk.why("3", 2),
            lambda desk: desk.source(3),
            lambda desk: desk.sources("3"),
            lambda desk: desk.context("3.1.1"),
        ):
            assert "Quilla Zambra" in shown(await asked(desk))
            with pytest.raises(NoSuchDocument):
                await asked(other)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
async def test_where_the_library_is_switched_off_nothing_of_it_is_shown(house: House, command: Command) -> None:
    """An own document is; the operator's are as if there were none."""
    desk = await house.desks.at(ALONE)
    numbered = [Call(command, {p.name: 1}) for p in command.parameters if p.name in {"number", "document"}]
    for call in [*calls(command, LIMA), *numbered]:
        told = shown(await answer(desk, call))
        assert not {word for word in SEEDED if word in told}


async def test_fifty_servers_on_the_seeds_have_one_story_and_one_shelf() -> None:
    """What servers see alike is in memory once; one that has a document has a story of its own."""
    async with house_of(seed_drafts()) as house:
        stories = {id(await (await house.desks.at(server)).story()) for server in range(50)}
        assert len(stories) == 1
        await house.add(LIMA, "Guanacos came to Limaland.")
        assert id(await (await house.desks.at(LIMA)).story()) not in stories
        assert id(await (await house.desks.at(OSLO)).story()) in stories


async def test_stories_that_nobody_asks_for_make_room() -> None:
    """The last two stay, whatever their size."""
    async with house_of(drafts("One.", "Two.")) as house:
        stories, told = Stories(room=3), []
        for server in (1, 2, 3, 4):
            await house.add(server, f"Words of {server}.")
            story = await stories.of(await house.archive.shelf(server).articles())
            stories.recent.keep(story, "asked", Refusal("no"))
            told.append(story)
        assert [bool(stories.recent.find(each, "asked")) for each in told] == [False, False, True, True]
        assert [len(story.articles) for story in stories._known] == [3, 3]
        assert stories._known[-1].articles is await house.archive.shelf(4).articles()
