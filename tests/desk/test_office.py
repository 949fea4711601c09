"""What the office does for a server, and what it refuses, in one line."""

import asyncio
import gc
from datetime import timedelta

import pytest

from bot.desk.choosing import SETTINGS
from bot.desk.desk import Desk
from bot.desk.office import Bounds
from bot.domain.errors import BadCommand, CannotAnswer, NoSuchDocument
from bot.domain.notices import Nothing, WhichOne
from bot.domain.office import AliasList, AuditSheet, ChoiceSheet, Done, Taken
from bot.domain.readings import Article
from bot.domain.servers import OPERATOR, Alias, ServerChoices
from bot.domain.speech import QuoteSheet
from tests.desk.servers import LIMA, NOON, OSLO, caller, house_of
from tests.desk.story_desk import drafts

PACT = "“We agree,” said Ann Lee. The pact covers energy."
TALKS = "“We wait,” said Vladimir Putin. Bo Ray and Zoe Ray met in Vienna."


async def refusal(asked) -> str:
    """The one line of a command that is refused."""
    with pytest.raises(CannotAnswer) as refused:
        await asked
    assert "\n" not in str(refused.value)
    return str(refused.value)


async def audit_of(office, server=LIMA) -> list[str]:
    """The changes on a server, the last first."""
    sheet = await office.audit(caller(server))
    assert isinstance(sheet, AuditSheet)
    return [f"{line.user_name} {line.action} {line.detail}" for line in sheet.lines]


def in_memory(text: str) -> bool:
    """Whether an article with a text is anywhere in this process."""
    gc.collect()
    return any(each.document.text == text for each in gc.get_objects() if isinstance(each, Article))


async def ask_everything(desk: Desk) -> None:
    """Have a desk look at what it has in every way that keeps something."""
    for answer in (desk.ask("Who agrees?"), desk.summary(), desk.why(), desk.facts(), desk.timeline(), desk.sectors()):
        await answer
    for answer in (desk.verify("The pact covers energy."), desk.compare(), desk.disputes(), desk.background()):
        await answer
    await desk.suggest("speakers", "a")


async def test_a_document_is_taken_in_and_answers_from_then_on():
    async with house_of(drafts(TALKS)) as house:
        taken = await house.office.add(caller(LIMA), "pact.txt", PACT.encode(), title="Pact", outlet="The Ledger")
        assert isinstance(taken, Taken)
        assert (taken.document.number, taken.document.title, taken.document.outlet) == (2, "Pact", "The Ledger")
        assert (taken.known, taken.replaced) == (False, None)
        sheet = await (await house.desks.at(LIMA)).quotes("Ann Lee")
        assert isinstance(sheet, QuoteSheet)
        assert isinstance(await (await house.desks.at(OSLO)).quotes("Ann Lee"), Nothing)
        assert await audit_of(house.office) == ["bo add 2 pact.txt"]


async def test_the_same_document_again_is_known_and_a_new_text_takes_the_place_of_the_older():
    async with house_of() as house:
        await house.add(LIMA, PACT)
        again = await house.office.add(caller(LIMA), "note.txt", PACT.encode())
        assert (again.document.number, again.known) == (1, True)
        newer = await house.office.add(caller(LIMA), "note.txt", TALKS.encode())
        assert (newer.document.number, newer.known, newer.replaced.number) == (2, False, 1)


async def test_a_document_that_the_operator_has_is_not_taken_in_twice():
    """Where a server sees the operator's it is there already; where it does not, it is a document of its own."""
    async with house_of(drafts(PACT)) as house:
        taken = await house.office.add(caller(LIMA), "mine.txt", PACT.encode())
        assert (taken.document.number, taken.known) == (1, True)
        assert await audit_of(house.office) == []
        await house.office.settings(caller(LIMA), "library", "off")
        taken = await house.office.add(caller(LIMA), "mine.txt", PACT.encode())
        assert (taken.document.number, taken.known) == (2, False)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", b"words", "a.pdf: is no document that is read here: those are .txt and .md"),
        ("a.txt", b"", "a.txt: is empty: take it away, or fill it"),
        ("a.txt", b" \n", "a.txt: is empty: there is no word in it"),
        ("a.txt", b"line\nw\xff", "a.txt:2: is not UTF-8: save the file as UTF-8"),
        (
            "a.txt",
            b"words " * 20,
            "a.txt: has 120 bytes, more than 100: split it, or ask whoever runs the bot to raise max_attachment_bytes",
        ),
        ("../../etc/a.pdf", b"words", "a.pdf: is no document that is read here: those are .txt and .md"),
        ("a\n.txt", b"words", "the file: has no usable name: give it up to 150 plain signs"),
        ("a" * 200 + ".txt", b"words", "the file: has no usable name: give it up to 150 plain signs"),
    ],
)
async def test_a_file_that_can_be_no_document_is_refused(name, data, reason):
    async with house_of(bounds=Bounds(bytes=100)) as house:
        assert await refusal(house.office.add(caller(LIMA), name, data)) == reason
        assert await audit_of(house.office) == []


@pytest.mark.parametrize("known", [{"title": "x" * 301}, {"outlet": "a\ud800b"}, {"title": "a\nb"}])
async def test_what_is_said_of_a_document_must_fit_on_a_line(known):
    async with house_of() as house:
        assert "a name" in await refusal(house.office.add(caller(LIMA), "a.txt", b"Words.", **known))
        assert not await house.archive.shelf(LIMA).articles()


async def test_a_server_has_room_for_so_many_documents():
    async with house_of(bounds=Bounds(documents=2)) as house:
        for place in range(2):
            await house.add(LIMA, f"Words {place}.", f"{place}.txt")
        assert "has 2 documents" in await refusal(house.add(LIMA, "More.", "more.txt"))
        await house.add(OSLO, "More.", "more.txt")
        await house.office.withdraw(caller(LIMA), 1)
        await house.add(LIMA, "More.", "more.txt")


async def test_a_new_version_needs_no_room_of_its_own():
    """At the limit there are no more documents after it than before; what is off the shelf has no place to give."""
    async with house_of(bounds=Bounds(documents=2)) as house:
        for place in range(2):
            await house.add(LIMA, f"Words {place}.", f"{place}.txt")
        newer = await house.office.add(caller(LIMA), "1.txt", b"Other words.")
        assert (newer.document.number, newer.replaced.number, newer.known) == (3, 2, False)
        back = await house.office.add(caller(LIMA), "1.txt", b"Words 1.")
        assert (back.document.number, back.replaced.number) == (2, 3)
        await house.office.withdraw(caller(LIMA), 1)
        await house.add(LIMA, "More.", "more.txt")
        assert "has 2 documents" in await refusal(house.add(LIMA, "Words again.", "0.txt"))
        assert len(await house.archive.shelf(LIMA, library=False).articles()) == 2


async def test_documents_that_come_at_once_get_no_more_room():
    async with house_of(bounds=Bounds(documents=2)) as house:
        coming = [house.add(LIMA, f"Words {place}.", f"{place}.txt") for place in range(4)]
        told = await asyncio.gather(*coming, return_exceptions=True)
        assert [str(each) for each in told if each] == [str(told[-1])] * 2
        assert "has 2 documents" in str(told[-1])
        assert len(await house.archive.shelf(LIMA, library=False).articles()) == 2


async def test_a_document_is_withdrawn_by_its_own_server_alone():
    async with house_of(drafts(TALKS)) as house:
        await house.add(LIMA, PACT)
        assert "is the operator's: the setting “library”" in await refusal(house.office.withdraw(caller(LIMA), 1))
        unknown = await refusal(house.office.withdraw(caller(OSLO), 9))
        assert (await refusal(house.office.withdraw(caller(OSLO), 2))).replace("2", "9") == unknown
        await house.office.settings(caller(OSLO), "library", "off")
        assert (await refusal(house.office.withdraw(caller(OSLO), 1))).replace("1", "9") == unknown
        assert [(await house.office.withdraw(caller(LIMA), 2)).already for _ in range(2)] == [False, True]
        assert isinstance(await (await house.desks.at(LIMA)).quotes("Ann Lee"), Nothing)
        assert await audit_of(house.office) == ["bo withdraw 2 note.txt", "bo add 2 note.txt"]


async def test_without_a_server_nothing_can_be_changed_or_shown():
    """A private message and the terminal have none; what is the operator's is changed by the operator."""
    async with house_of(drafts(PACT)) as house:
        nobody = caller(OPERATOR)
        office = house.office
        calls = [
            office.add(nobody, "a.txt", b"words"),
            office.withdraw(nobody, 1),
            office.settings(nobody),
            office.settings(nobody, "library", "off"),
            office.plain(nobody, "server"),
            office.plain(nobody, "here"),
            office.alias(nobody),
            office.alias(nobody, "A", "Ann Lee"),
            office.audit(nobody),
        ]
        assert {await refusal(call) for call in calls} == {
            "this belongs to a server: use it there, in one of its channels"
        }
        assert len(await house.archive.shelf().articles()) == 1
        assert isinstance(await office.plain(nobody, "me", on=True), Done)
        assert (await office.choices(OPERATOR)).is_plain(5, 7)


GOOD = [
    ("library", "off", False),
    ("private", "No", False),
    ("plain", "ON", True),
    ("zone", "Europe/Vienna", "Europe/Vienna"),
    ("digest_channel", "<#123456789012345678>", 123456789012345678),
    ("editors", "<@&123456789012345678>, 987654321098765432", (123456789012345678, 987654321098765432)),
    ("channels", "<#123456789012345678><#987654321098765432>", (123456789012345678, 987654321098765432)),
    ("cooldown", "30", 30),
    ("channel_cooldown", "0", 0),
]


@pytest.mark.parametrize(("name", "typed", "value"), GOOD)
async def test_a_setting_is_set_shown_and_taken_back(name, typed, value):
    async with house_of() as house:
        sheet = await house.office.settings(caller(LIMA), name.upper(), typed)
        assert isinstance(sheet, ChoiceSheet)
        assert (sheet.changed, sheet.rows[0].value) == (name, value)
        assert getattr(await house.office.choices(LIMA), name) == value
        assert await house.office.choices(OSLO) == ServerChoices()
        assert [row.value for row in (await house.office.settings(caller(LIMA), name)).rows] == [value]
        await house.office.settings(caller(LIMA), name, "-")
        assert await house.office.choices(LIMA) == ServerChoices()
        assert len(await audit_of(house.office)) == 2


@pytest.mark.parametrize(
    ("name", "typed", "reason"),
    [
        ("colour", "blue", "there is no setting “colour”: there are library, private"),
        ("library", "maybe", "“maybe” is neither on nor off: write one of them"),
        ("zone", "Mars/Olympus", "there is no time zone “Mars/Olympus”: write it as Europe/Vienna or UTC"),
        ("zone", "../etc/passwd", "there is no time zone “../etc/passwd”"),
        ("zone", "Europe", "there is no time zone “Europe”"),
        ("zone", "x" * 3000, "there is no time zone"),
        ("digest_channel", "general", "“general” is no channel: write it as #channel, or its number"),
        ("editors", "<#123456789012345678>", "is no role: write it as @role, or its number"),
        ("channels", " ".join(str(10**17 + n) for n in range(26)), "26 channels are too many: name up to 25"),
        ("cooldown", "-1", "“-1” is no number of seconds: write a whole number from 0 to 3600"),
        ("cooldown", "4000", "“4000” is no number of seconds"),
        ("cooldown", "٣", "is no number of seconds"),
        (None, "off", "“off” is to be set, but not what"),
    ],
)
async def test_a_value_that_makes_no_sense_is_refused_and_changes_nothing(name, typed, reason):
    async with house_of() as house:
        assert reason in await refusal(house.office.settings(caller(LIMA), name, typed))
        assert await house.office.choices(LIMA) == ServerChoices()
        assert await audit_of(house.office) == []


def test_every_setting_is_a_field_of_what_a_server_chooses():
    """But for what channels and users choose, which is a command of its own."""
    assert {setting.name for setting in SETTINGS} | {"plain_channels", "plain_users"} == set(
        ServerChoices.__dataclass_fields__
    )


async def test_what_another_process_changed_is_known_at_once(tmp_path):
    """Two processes on one store."""
    async with house_of() as house:
        before = await house.office.choices(LIMA)
        await house.archive.register.choose(house.office._sign(caller(LIMA)), "library", value=False)
        assert (before.library, (await house.office.choices(LIMA)).library) == (True, False)


async def test_plain_text_is_chosen_by_user_channel_and_server():
    async with house_of() as house:
        told = [await house.office.plain(caller(LIMA), where) for where in ("server", "here")]
        told.append(await house.office.plain(caller(LIMA), "me", on=False))
        chosen = await house.office.choices(LIMA)
        assert [chosen.is_plain(*who) for who in ((5, 7), (5, 8), (6, 8))] == [False, True, True]
        assert [reply.words for reply in told] == [
            "Answers on this server are plain text from now on.",
            "Answers in this channel are plain text from now on.",
            "Answers to you are in embeds, where these are allowed from now on.",
        ]
        assert "is no place" in await refusal(house.office.plain(caller(LIMA), "there"))
        assert len(await audit_of(house.office)) == 2


async def test_another_name_is_somebodys_from_then_on_wherever_a_name_is_asked():
    async with house_of(drafts(TALKS)) as house:
        listed = await house.office.alias(caller(LIMA), "VVP", "putin")
        assert listed == AliasList((Alias("VVP", "Vladimir Putin"),), "“VVP” is Vladimir Putin from now on.")
        desk, other = await house.desks.at(LIMA), await house.desks.at(OSLO)
        for asked in (
            lambda desk: desk.quotes("vvp"),
            lambda desk: desk.who("VVP"),
            lambda desk: desk.verify("We wait", by="VVP"),
            lambda desk: desk.ask("What did VVP say?"),
        ):
            assert "Vladimir Putin" in str(await asked(desk))
        assert (await desk.ask("What did VVP say?")).question == "What did VVP say?"
        assert isinstance(await other.who("VVP"), Nothing)
        assert "VVP" in str(await desk.ask("Is VVPX a name?")), "what was typed is what is told"


async def test_another_name_goes_to_nobody_else_of_the_same_surname():
    async with house_of(drafts(TALKS)) as house:
        listed = await house.office.alias(caller(LIMA), "The cousin", "Igor Putin")
        assert listed.remark == "“The cousin” is Igor Putin from now on. No document names them so far."
        assert "already, of Vladimir Putin" in await refusal(house.office.alias(caller(LIMA), "President Putin", "Lee"))


async def test_another_name_is_suggested_on_its_server_with_whose_it_is():
    async with house_of(drafts(TALKS)) as house:
        await house.office.alias(caller(LIMA), "VVP", "Vladimir Putin")
        desk, other = await house.desks.at(LIMA), await house.desks.at(OSLO)
        (offer,) = await desk.suggest("names", "vv")
        assert (offer.value, offer.label) == ("VVP", "VVP (Vladimir Putin)")
        assert [each.value for each in await desk.suggest("names", "putin")] == ["Vladimir Putin"]
        assert await desk.suggest("documents", "vv") == ()
        assert await other.suggest("names", "vv") == ()


async def test_other_names_are_listed_replaced_and_taken_away():
    async with house_of(drafts(TALKS)) as house:
        await house.office.alias(caller(LIMA), "VVP", "Vladimir Putin")
        await house.office.alias(caller(LIMA), "vvp", "Vienna")
        await house.office.alias(caller(LIMA), "Boss", "Somebody Unknown")
        listed = await house.office.alias(caller(LIMA))
        assert [each.alias for each in listed.aliases] == ["Boss", "vvp"]
        assert (await house.office.alias(caller(LIMA), "VVP")).aliases[0].alias == "vvp"
        assert (await house.office.alias(caller(LIMA), "VVP", "-")).remark == "“vvp” is taken away."
        assert (await house.office.alias(caller(OSLO))).aliases == ()
        assert (await audit_of(house.office))[0] == "bo alias vvp: none"


@pytest.mark.parametrize(
    ("alias", "name", "reason"),
    [
        ("VVP", "-", "“VVP” is nobody's other name here"),
        ("VVP", None, "“VVP” is nobody's other name here"),
        (None, "Putin", "the other name is missing"),
        ("!?", "Putin", "the other name is missing"),
        ("x" * 101, "Putin", "a name of 101 characters is too long"),
        ("putin vladimir"[::-1], "x" * 101, "a name of 101 characters is too long"),
        ("Vladimir  Putin", "Putin", "“Vladimir Putin” is a name in the documents already, of Vladimir Putin"),
        ("Bo Ray", "Putin", "“Bo Ray” is a name in the documents already, of Bo Ray"),
        ("putin", "Bo Ray", "“putin” is a name in the documents already, of Vladimir Putin"),
        ("Nobody", "nobody", "is that name already"),
        ("VVP\x00", "Putin", "has signs that cannot be shown"),
        ("VVP", "Put\ud800in", "has signs that cannot be shown"),
    ],
)
async def test_another_name_that_makes_no_sense_is_refused(alias, name, reason):
    async with house_of(drafts(TALKS)) as house:
        assert reason in await refusal(house.office.alias(caller(LIMA), alias, name))
        assert (await house.office.alias(caller(LIMA))).aliases == ()


async def test_whose_other_name_it_is_must_be_clear():
    async with house_of(drafts(TALKS)) as house:
        asked = await house.office.alias(caller(LIMA), "The boss", "Ray")
        assert asked == WhichOne("Ray", ("Bo Ray", "Zoe Ray"))
        assert (await house.office.alias(caller(LIMA))).aliases == ()


@pytest.mark.parametrize("lines", [0, -1, 201])
async def test_so_many_changes_are_shown(lines):
    async with house_of() as house:
        with pytest.raises(BadCommand, match="from 1 to 200"):
            await house.office.audit(caller(LIMA), lines)


async def test_a_server_that_was_left_is_deleted_after_the_stated_time_and_not_before():
    async with house_of(drafts(TALKS), Bounds(days=30)) as house:
        for server in (LIMA, OSLO):
            await house.office.joined(server)
            await house.add(server, f"{PACT} {server}")
        await house.office.left(LIMA)
        assert await house.office.present() == (OSLO,)
        house.watch.go(days=30)
        assert await house.office.forget_gone() == ()
        house.watch.go(seconds=1)
        await ask_everything(await house.desks.at(LIMA))
        assert in_memory(f"{PACT} {LIMA}")
        assert await house.office.forget_gone() == (LIMA,)
        assert not in_memory(f"{PACT} {LIMA}")
        assert await house.office.forget_gone() == ()
        with pytest.raises(NoSuchDocument):
            await (await house.desks.at(LIMA)).source(2)
        assert await audit_of(house.office) == []
        assert await audit_of(house.office, OSLO) == ["bo add 3 note.txt"]


async def test_a_server_that_comes_back_keeps_what_it_had():
    async with house_of(bounds=Bounds(days=30)) as house:
        await house.office.joined(LIMA)
        await house.add(LIMA, PACT)
        await house.office.left(LIMA)
        house.watch.go(days=20)
        await house.office.joined(LIMA)
        house.watch.go(days=20)
        assert await house.office.forget_gone(NOON + timedelta(days=365)) == ()
        assert len(await house.archive.shelf(LIMA).articles()) == 1


async def test_many_may_change_things_at_once_and_each_is_written_down():
    async with house_of() as house:
        adds = [house.add(LIMA, f"Words {n}.", f"{n}.txt") for n in range(8)]
        sets = [house.office.settings(caller(LIMA), "cooldown", str(n)) for n in range(8)]
        await asyncio.gather(*adds, *sets)
        assert len(await audit_of(house.office)) == 16
