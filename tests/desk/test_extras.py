"""Extra editions: what is asked for by hand, by when documents came in, or of a folder by when they appeared."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from bot.desk.desk import HouseStyle
from bot.desk.desks import Desks
from bot.desk.digests.composing import Composer
from bot.desk.digests.extras import ExtraDesk, Wish, part_by_day
from bot.desk.digests.pressroom import Pressroom
from bot.domain.digests import Digest
from bot.domain.documents import Document
from bot.domain.errors import NoSuchSchedule
from bot.domain.readings import Article, Reading
from bot.domain.schedules import DigestPart, Schedule
from bot.domain.servers import Caller, Signoff
from bot.reading.reader import read_document
from tests.desk.story_desk import archive_of, drafts, shelf_drafts
from tests.reading.golden import open_lexicon

NOW = datetime(2026, 11, 28, 6, 30, tzinfo=UTC)
ONE, TWO = "The yard of Tromsø was closed in May.", "The yard of Harstad was opened in June."
MORNING = Schedule(
    7, "morning", 8, (time(7, 30),), "Europe/Berlin", parts=frozenset({DigestPart.DOCUMENTS, DigestPart.SUMMARY})
)


@asynccontextmanager
async def newsroom(*texts: str, shelf: str = "", written: Sequence[Schedule] = ()) -> AsyncIterator[tuple]:
    """An archive, its desk for extra editions, and the operator's own desk."""
    async with archive_of(shelf_drafts(shelf) if shelf else drafts(*texts)) as archive:
        desks = Desks(archive, HouseStyle(open_lexicon()))
        composer = Composer(archive, desks, open_lexicon())
        pressroom = Pressroom(archive, composer.compose, lambda: NOW)
        yield archive, ExtraDesk(archive.ledger, composer, pressroom, lambda: NOW, written), await desks.at()


def numbers_in(digest: Digest) -> list[int]:
    return [arrival.document.number for arrival in digest.documents]


async def test_without_a_name_it_is_a_full_edition() -> None:
    async with newsroom(ONE, TWO) as (_, extras, _desk):
        digest = await extras.compose(Wish(zone="Europe/Vienna"))
    assert numbers_in(digest) == [1, 2]
    assert digest.full
    assert digest.mark
    assert (digest.mark.name, digest.mark.ordinal, digest.mark.slot, digest.mark.zone) == (
        "digest",
        None,
        NOW,
        "Europe/Vienna",
    )


async def test_since_a_moment_it_has_what_came_later() -> None:
    """By the archive's own note of when a document came in, and the clock of the zone."""
    async with newsroom(ONE) as (archive, extras, _):
        before = datetime.now(UTC).replace(tzinfo=None)
        (other,) = drafts(TWO)
        await archive.keep(replace(other, file="2.txt"), read_document(TWO, open_lexicon(), other.published))
        later = await extras.compose(Wish(since=before))
        assert numbers_in(later) == [2]
        assert later.since == before.replace(tzinfo=UTC)
        assert not later.full
        assert (await extras.compose(Wish(since=datetime.fromisoformat("2099-01-01")))).empty


async def test_a_digest_by_its_name_is_what_its_next_edition_would_be() -> None:
    """Its parts, its zone, and what came since it was made; the operator's before a server's own of that name."""
    async with newsroom(ONE) as (archive, extras, _):
        signed = Signoff(NOW, Caller(9, 1, 2, "ed"))
        await archive.ledger.put(replace(MORNING, server=9, owner=2, lines=1), signed)
        await archive.ledger.adopt([MORNING], NOW)
        (other,) = drafts(TWO)
        await archive.keep(replace(other, file="2.txt"), read_document(TWO, open_lexicon(), other.published))
        digest = await extras.compose(Wish(name=" Morning "))
    assert numbers_in(digest) == [2]
    assert digest.parts == MORNING.parts
    assert digest.dates == ()
    assert digest.mark
    assert digest.mark.zone == "Europe/Berlin"


async def test_the_operators_digest_is_composed_as_it_is_written_now_with_what_the_ledger_knows_of_it() -> None:
    """Where the ledger does not have it yet, all is new to it; nothing is written down."""
    written = replace(MORNING, parts=frozenset({DigestPart.DOCUMENTS}))
    async with newsroom(ONE, written=[written]) as (archive, extras, _):
        assert numbers_in(await extras.compose(Wish(name="morning"))) == [1]
        assert not await archive.ledger.schedules(retired=True)
        await archive.ledger.adopt([MORNING], NOW)
        await archive.ledger.adopt([], NOW)
        (other,) = drafts(TWO)
        await archive.keep(replace(other, file="2.txt"), read_document(TWO, open_lexicon(), other.published))
        digest = await extras.compose(Wish(name="morning"))
        assert (numbers_in(digest), digest.parts) == ([2], written.parts)
        assert not await archive.ledger.schedules()


async def test_a_digest_that_is_gone_from_the_file_is_not_known_and_a_servers_own_is_no_operators() -> None:
    async with newsroom(ONE, written=[MORNING]) as (archive, extras, _):
        await archive.ledger.adopt([replace(MORNING, name="noon")], NOW)
        await archive.ledger.adopt([], NOW)
        with pytest.raises(NoSuchSchedule, match=r"there are morning$"):
            await extras.compose(Wish(name="noon"))
        signed = Signoff(NOW, Caller(7, 1, 2, "ed"))
        await archive.ledger.put(replace(MORNING, owner=2, parts=frozenset({DigestPart.QUOTES})), signed)
        assert (await extras.compose(Wish(name="morning"))).parts == {DigestPart.QUOTES}


async def test_a_name_that_no_digest_has_is_told() -> None:
    async with newsroom(ONE) as (archive, extras, _):
        with pytest.raises(NoSuchSchedule, match="and no other: write one into config/digests"):
            await extras.compose(Wish(name="noon"))
        for server in (3, 4):
            signed = Signoff(NOW, Caller(server, 1, 2, "ed"))
            await archive.ledger.put(replace(MORNING, server=server, owner=2), signed)
        with pytest.raises(NoSuchSchedule, match="there is no digest “noon”: there are morning"):
            await extras.compose(Wish(name="noon"))
        with pytest.raises(NoSuchSchedule, match="servers 3, 4 have a digest “morning” each"):
            await extras.compose(Wish(name="morning"))


async def test_of_a_folder_it_goes_by_the_day_of_publication() -> None:
    """Documents without a day count as new; without a moment it is all of them."""
    async with newsroom(shelf="tests/golden_library") as (_, extras, desk):
        wish = Wish(since=datetime.fromisoformat("2026-04-01"))
        digest = await extras.compose_published(wish, desk, open_lexicon())
        files = [Path(arrival.document.file).stem for arrival in digest.documents]
        assert files == ["17-list", "18-brief", "20-scrutiny"]
        whole = await extras.compose_published(Wish(), desk, open_lexicon())
        assert (len(whole.documents), whole.full, whole.particulars) == (20, True, ())


class Unlike(Article):
    """An article that nobody may compare with the others: of thousands that would be millions of times."""

    def __eq__(self, other: object) -> bool:
        raise AssertionError(f"compared with {other}")

    __hash__ = None  # type: ignore[assignment]


def test_articles_are_parted_by_day_in_one_pass() -> None:
    days = (date(2025, 1, 18), date(2025, 1, 16), None, date(2025, 1, 17))
    articles = [Unlike(Document(n, "", "", "", published=day), Reading()) for n, day in enumerate(days, start=1)]
    parts = part_by_day(articles, date(2025, 1, 17))
    assert [[article.document.number for article in part] for part in parts] == [[1, 3, 4], [2]]
