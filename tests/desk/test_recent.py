"""What was just answered is not worked out again, and what has changed is."""

from datetime import UTC, datetime

import pytest

from bot.archive.archive import open_archive
from bot.desk.desk import HouseStyle
from bot.desk.desks import Desks
from bot.desk.recent import Recent, remembered
from bot.domain.documents import Draft, Standing
from bot.domain.errors import NoSuchDocument
from bot.domain.servers import Caller, Signoff
from bot.editing.material.story import read_story
from bot.reading.reader import read_document
from bot.settings.lexicon import load_lexicon
from bot.settings.places import find_packaged

LEXICON = load_lexicon(find_packaged("config") / "lexicon")
ONE, OTHER = 11, 22
SAID = "“We agree on energy,” said Ann Lee, the minister. “We do not,” said Bob Ray."


@pytest.fixture
async def archive():
    async with open_archive(None, "edition") as opened:
        await keep(opened, SAID)
        yield opened


@pytest.fixture
def desks(archive):
    return Desks(archive, HouseStyle(LEXICON))


async def keep(archive, text, server=0, file="a.txt"):
    await archive.keep(Draft(file, text), read_document(text, LEXICON, None), server=server)


async def test_the_same_question_of_the_same_documents_is_answered_once(desks):
    reply = await (await desks.at(ONE)).quotes("Lee")
    assert await (await desks.at(OTHER)).quotes("Lee") is reply
    assert await (await desks.at(ONE)).quotes(speaker="Lee") == reply
    assert await (await desks.at(ONE)).quotes("Ray") != reply


async def test_what_is_withdrawn_is_opened_as_it_is_now(archive, desks):
    await keep(archive, "Another text.", file="b.txt")
    shelved = await (await desks.at()).source(2)
    assert await (await desks.at(ONE)).source(2) is shelved
    assert len((await (await desks.at()).sources()).holdings) == 2
    await archive.withdraw(2)
    opened = await (await desks.at()).source(2)
    assert opened is not shelved
    assert opened.document.standing is Standing.WITHDRAWN
    assert len((await (await desks.at()).sources()).holdings) == 1


ASKING = [("summary", "2"), ("summary", "1 2"), ("why", "2"), ("why", "2,1"), ("facts", 2), ("source", 2)]


@pytest.mark.parametrize("ask", ASKING, ids=str)
async def test_what_is_off_the_shelf_is_kept_for_nobody_who_shares_the_shelf(archive, desks, ask):
    """Both servers see the library alone; the citations of what one of them withdrew resolve for that one only."""
    await keep(archive, SAID.replace("energy", "gas"), ONE, "b.txt")
    await archive.withdraw(2, server=ONE)
    name, number = ask
    mine, theirs = await desks.at(ONE), await desks.at(OTHER)
    assert await mine.story() is await theirs.story()
    reply = await getattr(mine, name)(number)
    told = reply.documents if name in {"summary", "why"} else (reply.document,)
    assert told[-1].file == "b.txt"
    with pytest.raises(NoSuchDocument):
        await getattr(theirs, name)(number)


async def test_when_the_documents_change_the_answer_is_worked_out_again(archive, desks):
    reply = await (await desks.at(ONE)).quotes("Lee")
    await keep(archive, "“Never,” said Ann Lee.", ONE, "b.txt")
    assert len((await (await desks.at(ONE)).quotes("Lee")).quotes) == 2
    assert await (await desks.at(OTHER)).quotes("Lee") is reply


async def test_a_servers_other_names_are_a_part_of_what_is_asked(archive, desks):
    assert (await (await desks.at(ONE)).quotes("Annie")) is not None
    signed = Signoff(datetime(2025, 1, 17, tzinfo=UTC), Caller(ONE, 1, 1, "ed"))
    await archive.register.set_alias(signed, "Annie", "Ann Lee")
    assert (await (await desks.at(ONE)).quotes("Annie")).speaker == "Ann Lee"
    assert type(await (await desks.at(OTHER)).quotes("Annie")).__name__ == "Nothing"


class Teller:
    """Tells something; while it does so for the first time, its documents change."""

    accent = ()

    def __init__(self):
        self.recent = Recent()
        self.stories = [read_story(()), read_story(())]
        self.told = 0

    async def story(self):
        return self.stories[min(self.told, 1)]

    @remembered
    async def tell(self):
        self.told += 1
        return self.told


async def test_what_was_answered_while_documents_changed_is_not_kept():
    teller = Teller()
    assert await teller.tell() == 1
    assert teller.recent.find(teller.stories[0], ("tell", (), (), ())) is None
    assert [await teller.tell(), await teller.tell()] == [2, 2]


def test_the_oldest_replies_go_first():
    story, recent = read_story(()), Recent(most=2)
    for asked in ("a", "b"):
        recent.keep(story, asked, asked)
    assert recent.find(story, "a") == "a"
    recent.keep(story, "c", "c")
    assert (recent.find(story, "a"), recent.find(story, "b")) == ("a", None)
    assert recent.find(read_story(()), "a") is None
