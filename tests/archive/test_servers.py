"""What a server has is its own: on every store, whatever the others do."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy

from bot.archive.schema import REVISIONS
from bot.domain.documents import Draft, Standing
from bot.domain.errors import NameTaken, NoSuchDocument
from bot.domain.readings import Reading
from bot.domain.servers import Alias, Caller, Scope, ServerChoices, Signoff
from bot.domain.spans import Span
from bot.reading.text.words import stems

NOON = datetime(2025, 1, 17, 12, tzinfo=UTC)
ONE, OTHER = 11, 22


def signed(server, at=NOON, user=7, channel=5):
    return Signoff(at, Caller(server, channel, user, "bo"))


async def keep(archive, text, server=0, file="a.txt", **more):
    units = (Span(0, len(text)),)
    return (await archive.keep(Draft(file, text), Reading(units=units), server=server, **more)).number


async def numbers(shelf):
    return [article.document.number for article in await shelf.articles()]


async def found(shelf, words):
    return [one.document for one in await shelf.find(stems(words), 9)]


async def test_a_server_sees_its_own_documents_and_the_operators_where_it_wants_them(archive):
    for text, server in (("the library", 0), ("mine", ONE), ("theirs", OTHER)):
        await keep(archive, text, server)
    assert await numbers(archive.shelf()) == [1]
    assert await numbers(archive.shelf(ONE)) == [1, 2]
    assert await numbers(archive.shelf(ONE, library=False)) == [2]
    assert await numbers(archive.shelf(OTHER)) == [1, 3]
    assert await numbers(archive.shelf(33, library=False)) == []


async def test_another_servers_document_is_no_document(archive):
    for text, server in (("the library", 0), ("mine", ONE), ("theirs", OTHER)):
        await keep(archive, text, server)
    assert (await archive.shelf(ONE).article(1)).document.text == "the library"
    for shelf, number in ((archive.shelf(ONE), 3), (archive.shelf(ONE, library=False), 1), (archive.shelf(), 2)):
        with pytest.raises(NoSuchDocument):
            await shelf.article(number)
    for number in (1, 3, 9):
        with pytest.raises(NoSuchDocument) as refused:
            await archive.withdraw(number, server=ONE)
        assert (
            str(refused.value).replace(str(number), "N")
            == "there is no document N: !sources lists those that there are"
        )
    assert await numbers(archive.shelf(OTHER, library=False)) == [3]


async def test_the_same_text_and_the_same_name_on_two_servers_are_two_documents(archive):
    assert [await keep(archive, "words", server) for server in (0, ONE, OTHER, ONE)] == [1, 2, 3, 2]
    await archive.withdraw(2, server=ONE)
    assert await numbers(archive.shelf(OTHER)) == [1, 3]
    assert await keep(archive, "new words", OTHER) == 4
    assert (await archive.shelf(OTHER).article(3)).document.standing is Standing.REPLACED
    assert [(await archive.shelf().article(1)).document.standing] == [Standing.ON_SHELF]
    assert (await archive.shelf(ONE).article(2)).document.standing is Standing.WITHDRAWN
    assert await archive.held([Draft("a.txt", "words")], server=OTHER) == [None]
    assert [document.number for document in await archive.held([Draft("a.txt", "words")])] == [1]


async def test_a_name_from_two_folders_is_taken_on_one_server_alone(archive):
    await archive.keep(Draft("a.txt", "words", folder="/here"), Reading())
    await archive.keep(Draft("a.txt", "others", folder="/there"), Reading(), server=ONE)
    with pytest.raises(NameTaken, match="document 1 from /here"):
        await archive.keep(Draft("a.txt", "others", folder="/there"), Reading())


async def test_what_is_found_and_how_common_a_word_is_counts_in_what_is_seen(archive):
    await keep(archive, "nuclear energy in the pact", file="a.txt")
    await keep(archive, "energy for the town", ONE)
    await keep(archive, "nuclear energy, nuclear waste", OTHER)
    assert await found(archive.shelf(ONE), "nuclear") == [1]
    assert sorted(await found(archive.shelf(ONE), "energy")) == [1, 2]
    assert await found(archive.shelf(ONE, library=False), "nuclear") == []
    assert sorted(await found(archive.shelf(OTHER), "nuclear")) == [1, 3]
    spread = await archive.shelf(ONE).spread(["energi", "nuclear", "wast"])
    assert (spread.units, spread.holding) == (2, {"energi": 2, "nuclear": 1, "wast": 0})
    assert (await archive.shelf(ONE, library=False).spread(["nuclear"])).holding == {"nuclear": 0}


async def test_two_parts_of_a_shelf_are_ranked_as_one(archive):
    """The same texts, once on one shelf and once on two: the same lines in the same order, with the same scores."""
    texts = [
        "Nuclear energy, nuclear energy and more nuclear energy were on the table in Vienna.",
        "The S-300 was delivered; Café owners in U.S. towns didn't care about energy.",
        "Energy.",
        "Talks about drones and about nuclear waste went on into the night, it was said, without a result.",
        "Drones, said the minister.",
    ]
    for place, text in enumerate(texts):
        await keep(archive, text, ONE, f"{place}.txt")
    for place, text in enumerate(texts):
        await keep(archive, text, (0, OTHER)[place % 2], f"{place}.txt")
    for words in (
        "nuclear",
        "energy",
        "nuclear energy drones",
        "S-300",
        "café in the U.S.",
        "didn't",
        "nowhere",
        "of the",
    ):
        whole = await archive.shelf(ONE, library=False).find(stems(words), 9)
        parted = await archive.shelf(OTHER).find(stems(words), 9)
        assert [one.document for one in whole] == [one.document - len(texts) for one in parted], words
        assert [one.score for one in parted] == pytest.approx([one.score for one in whole], rel=1e-6), words
        asked = stems(words)
        assert await archive.shelf(ONE, library=False).spread(asked) == await archive.shelf(OTHER).spread(asked)


async def test_servers_that_see_the_same_share_it(archive):
    """Fifty servers cost one sequence of articles and one index, and one with a document its own beside them."""
    for place in range(3):
        await keep(archive, f"words {place}", file=f"{place}.txt")
    seen = {id(await archive.shelf(server).articles()) for server in range(50)}
    for server in range(50):
        assert len(await archive.shelf(server).find(["word"], 9)) == 3
    assert len(seen) == 1
    holdings = archive._shelves._holdings.values()
    assert sum(each._index is not None for each in holdings) == 1
    await keep(archive, "words of one", ONE)
    assert len(await archive.shelf(ONE).find(["word"], 9)) == 4
    assert sum(each._index is not None for each in holdings) == 2
    assert (await archive.shelf(ONE).articles())[0] is (await archive.shelf().articles())[0]


async def test_a_shelf_follows_what_becomes_of_its_parts(archive):
    shelf = archive.shelf(ONE)
    await keep(archive, "the library")
    await keep(archive, "mine", ONE)
    assert await found(shelf, "library") == [1]
    await archive.withdraw(1)
    assert (await numbers(shelf), await found(shelf, "library")) == ([2], [])
    await keep(archive, "the library")
    await archive.withdraw(2, server=ONE)
    assert (await numbers(shelf), await found(shelf, "mine library")) == ([1], [1])


async def test_choices_have_defaults_and_are_a_servers_own(archive):
    register = archive.register
    await register.choose(signed(ONE), "library", value=False)
    await register.choose(signed(ONE), "editors", (3, 4))
    await register.choose(signed(ONE), "plain", value=True, scope=Scope.CHANNEL)
    await register.choose(signed(ONE), "plain", value=False, scope=Scope.USER)
    chosen = await register.choices(ONE)
    assert chosen == ServerChoices(library=False, editors=(3, 4), plain_channels={5: True}, plain_users={7: False})
    assert await register.choices(OTHER) == ServerChoices()
    assert [chosen.is_plain(*who) for who in ((5, 7), (5, 8), (6, 8))] == [False, True, False]
    await register.choose(signed(ONE), "library", None)
    assert (await register.choices(ONE)).library


async def test_a_choice_that_this_program_does_not_know_is_left_alone(archive):
    """It is a newer version's."""
    await archive.register.choose(signed(ONE), "colour", "blue")
    assert await archive.register.choices(ONE) == ServerChoices()


async def test_other_names_are_a_servers_own(archive):
    register = archive.register
    await register.set_alias(signed(ONE), "VVP", "Vladimir Putin")
    await register.set_alias(signed(ONE), "Moscow", "Russia")
    await register.set_alias(signed(OTHER), "VVP", "somebody else")
    assert await register.aliases(ONE) == (Alias("Moscow", "Russia"), Alias("VVP", "Vladimir Putin"))
    await register.set_alias(signed(ONE), "vvp", "Putin", instead="VVP")
    await register.set_alias(signed(ONE), "Moscow", None)
    assert await register.aliases(ONE) == (Alias("vvp", "Putin"),)
    assert await register.aliases(OTHER) == (Alias("VVP", "somebody else"),)


async def test_each_change_is_written_down_with_it(archive):
    register, later = archive.register, NOON + timedelta(minutes=1)
    await keep(archive, "mine", ONE, signed=signed(ONE))
    await archive.withdraw(1, server=ONE, signed=signed(ONE, later))
    await register.choose(signed(ONE), "private", value=False)
    await register.choose(signed(ONE), "private", None)
    await register.choose(signed(ONE), "plain", value=True, scope=Scope.CHANNEL)
    await register.choose(signed(ONE), "plain", value=True, scope=Scope.USER)
    await register.set_alias(signed(ONE), "VVP", "Vladimir Putin")
    told = [f"{line.action} {line.detail}" for line in await register.audit(ONE, 99)]
    assert told == [
        "alias VVP: Vladimir Putin",
        "set plain in channel 5: true",
        "set private: back to the default",
        "set private: false",
        "withdraw 1 a.txt",
        "add 1 a.txt",
    ]
    line = (await register.audit(ONE, 5))[-1]
    assert (line.at, line.user, line.user_name) == (later, 7, "bo")
    assert await register.audit(OTHER, 99) == ()


async def test_what_could_not_be_done_is_not_written_down(archive):
    with pytest.raises(NoSuchDocument):
        await archive.withdraw(9, server=ONE, signed=signed(ONE))
    assert await archive.register.audit(ONE, 9) == ()


async def fill(archive, server):
    """A server with something of everything."""
    await archive.register.join(server)
    first = await keep(archive, f"old words of {server}", server, signed=signed(server))
    await keep(archive, f"new words of {server}", server, signed=signed(server))
    await archive.withdraw(first, server=server, signed=signed(server))
    await archive.register.choose(signed(server), "private", value=False)
    await archive.register.set_alias(signed(server), "VVP", "Vladimir Putin")


async def kept_of(archive, server):
    """What there is of a server: documents, what is found, what was chosen, other names, changes."""
    shelf, register = archive.shelf(server, library=False), archive.register
    audit = await register.audit(server, 99)
    chosen = await register.choices(server) != ServerChoices()
    return (
        len(await shelf.articles()),
        len(await shelf.find(["word"], 9)),
        chosen,
        await register.aliases(server),
        audit,
    )


async def test_forgetting_deletes_all_that_a_server_has_and_nothing_else(archive):
    await keep(archive, "words of the library")
    for server in (ONE, OTHER):
        await fill(archive, server)
    theirs = await kept_of(archive, OTHER)
    await archive.register.leave(ONE, NOON)
    assert await archive.forget(ONE, left_before=NOON + timedelta(seconds=1))
    assert await kept_of(archive, ONE) == (0, 0, False, (), ())
    for number in (2, 3):
        with pytest.raises(NoSuchDocument):
            await archive.shelf(ONE).article(number)
    assert await kept_of(archive, OTHER) == theirs
    assert await numbers(archive.shelf()) == [1]
    assert await archive.register.present() == (OTHER,)
    assert await archive.register.gone(NOON + timedelta(days=99)) == ()
    assert await keep(archive, "words again", ONE) == 6, "a number never comes again"
    assert await numbers(archive.shelf(ONE)) == [1, 6]


async def test_nothing_is_left_of_a_forgotten_server_in_any_table(archive):
    """Whatever table comes later: it has to be emptied as well."""
    await fill(archive, ONE)
    await archive.register.leave(ONE, NOON)
    await archive.forget(ONE, left_before=NOON + timedelta(seconds=1))
    async with archive._store.reading() as connection:
        tables = await connection.run_sync(lambda plain: sqlalchemy.inspect(plain).get_table_names())
        count = sqlalchemy.select(sqlalchemy.func.count())
        counts = {name: (await connection.scalar(count.select_from(sqlalchemy.table(name)))) for name in tables}
    assert {name for name, count in counts.items() if count} <= {"state", "alembic_version"}


async def test_a_server_that_comes_back_in_time_finds_all_as_it_was(archive):
    await fill(archive, ONE)
    before = await kept_of(archive, ONE)
    await archive.register.leave(ONE, NOON)
    await archive.register.leave(ONE, NOON + timedelta(days=9))
    assert await archive.register.gone(NOON + timedelta(days=1)) == (ONE,), "the first leave counts"
    await archive.register.join(ONE)
    assert not await archive.forget(ONE, left_before=NOON + timedelta(days=99))
    assert await kept_of(archive, ONE) == before


async def test_a_server_is_not_forgotten_before_its_time_and_the_operator_never(archive):
    await fill(archive, ONE)
    await archive.register.leave(ONE, NOON)
    assert not await archive.forget(ONE, left_before=NOON)
    assert not await archive.forget(OTHER, left_before=NOON)
    with pytest.raises(ValueError, match="operator"):
        await archive.forget(0, left_before=NOON)
    assert (await kept_of(archive, ONE))[0] == 1


async def test_the_census_counts_what_is_on_shelves_and_names_the_schema(archive):
    assert (await archive.census()).library == 0
    for text, server in (("the library", 0), ("more of it", 0), ("mine", ONE), ("theirs", OTHER)):
        await keep(archive, text, server, file=f"{text}.txt")
    await archive.withdraw(2)
    counted = await archive.census()
    assert (counted.library, counted.others) == (1, 2)
    assert counted.schema == REVISIONS[-1]
