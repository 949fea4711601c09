"""What every store of the archive does, on each of them."""

import asyncio
from datetime import date

import pytest

from bot.archive.archive import open_archive
from bot.domain.documents import Draft, Standing
from bot.domain.errors import ArchiveUnavailable, NoSuchDocument
from bot.domain.readings import (
    Attribution,
    DateMention,
    Decided,
    Fact,
    FactField,
    Name,
    NameKind,
    Quote,
    QuoteKind,
    Reading,
    SectorMention,
    SectorStatus,
    Sentence,
)
from bot.domain.spans import Span
from bot.reading.text.words import stems

TEXT = "The pact covers nuclear energy.\nIt was signed in Kazan."
READING = Reading(
    paragraphs=(Span(0, 31), Span(32, 55)),
    sentences=(Sentence(Span(0, 31), 1, 1), Sentence(Span(32, 55), 2, 1)),
    units=(Span(0, 31), Span(32, 55)),
)


def draft(text=TEXT, file="a.txt", **known):
    return Draft(file, text, **known)


async def shelf(archive):
    return [article.document.number for article in await archive.shelf().articles()]


async def test_what_was_kept_is_there_as_it_came(archive):
    known = {"title": "Pact", "outlet": "The Ledger", "published": date(2025, 1, 17), "url": "https://a.example/1"}
    document = await archive.keep(draft(**known), READING)
    article = await archive.shelf().article(document.number)
    assert (article.document, article.reading) == (document, READING)
    assert (document.number, document.text, document.standing) == (1, TEXT, Standing.ON_SHELF)
    assert {name: getattr(document, name) for name in known} == known


async def test_a_reading_comes_back_with_everything_in_it(archive):
    span = Span(0, 8)
    attribution = Attribution(Decided.PRONOUN, "Ann Lee", span, None, "AFP")
    reading = Reading(
        quotes=(Quote(span, span, attribution, QuoteKind.PARTIAL, nested=True),),
        dates=(DateMention(span, None, inferred=True),),
        sectors=(SectorMention("energy", SectorStatus.COVERED, (span,), "TASS"),),
        facts=(Fact(FactField.TERM, "20 years", span),),
        names=(Name("Ann Lee", NameKind.PERSON, ("Lee",), (), (span,)),),
        doubtful=(2,),
    )
    document = await archive.keep(draft(), reading)
    assert (await archive.shelf().article(document.number)).reading == reading


@pytest.mark.parametrize(
    "text", ["a\r\nb\rc\u2028d\x00e", "\ud800 alone", "e\u0301 \U0001f54a \ufeff", " blank ends \n"]
)
async def test_a_text_is_kept_to_the_last_code_point(archive, text):
    await archive.keep(draft(text), Reading())
    assert (await archive.shelf().article(1)).document.text == text


async def test_the_same_text_again_is_the_same_document_with_what_is_known_now(archive):
    first = await archive.keep(draft(), READING)
    again = await archive.keep(draft(title="Pact"), READING)
    assert (again.number, again.title) == (first.number, "Pact")
    assert await shelf(archive) == [1]
    assert (await archive.shelf().articles())[0].document.title == "Pact"


async def test_a_changed_file_is_a_new_document_and_the_older_one_still_resolves(archive):
    await archive.keep(draft("old words"), Reading())
    new = await archive.keep(draft("new words"), Reading())
    old = (await archive.shelf().article(1)).document
    assert (new.number, old.standing, old.replaced_by, old.text) == (2, Standing.REPLACED, 2, "old words")
    assert await shelf(archive) == [2]


async def test_going_back_to_an_older_text_puts_its_number_back_on_the_shelf(archive):
    for text in ("old words", "new words", "old words"):
        await archive.keep(draft(text), Reading())
    assert await shelf(archive) == [1]
    assert (await archive.shelf().article(1)).document.replaced_by is None
    assert (await archive.shelf().article(2)).document.replaced_by == 1


async def test_a_text_in_two_files_is_one_document_until_both_have_changed(archive):
    await archive.keep(draft(file="a.txt"), READING)
    await archive.keep(draft(file="b.txt"), READING)
    await archive.keep(draft("other words", file="a.txt"), Reading())
    assert await shelf(archive) == [1, 2]
    assert (await archive.shelf().article(1)).document.file == "b.txt"
    await archive.keep(draft("third words", file="b.txt"), Reading())
    assert await shelf(archive) == [2, 3]


async def test_a_withdrawn_document_still_resolves_and_its_number_never_comes_again(archive):
    await archive.keep(draft(), READING)
    gone = await archive.withdraw(1)
    assert (gone.standing, await shelf(archive)) == (Standing.WITHDRAWN, [])
    assert (await archive.shelf().article(1)).reading == READING
    assert (await archive.keep(draft("other", file="b.txt"), Reading())).number == 2


async def test_a_withdrawn_document_comes_back_only_where_somebody_asks_for_it(archive):
    await archive.keep(draft(), READING)
    await archive.withdraw(1)
    await archive.keep(draft(title="Pact"), READING, put_back=False)
    assert await shelf(archive) == []
    await archive.keep(draft(), READING)
    assert await shelf(archive) == [1]


async def test_a_number_that_nothing_ever_had_is_told(archive):
    for call in (archive.shelf().article(7), archive.withdraw(7), archive.renew(7, Reading())):
        with pytest.raises(NoSuchDocument, match="7"):
            await call


async def test_held_tells_whether_there_is_anything_to_do(archive):
    assert await archive.held([draft()]) == [None]
    document = await archive.keep(draft(), READING)
    others = [draft("other"), draft(title="Pact"), draft(published=date(2025, 1, 1)), draft(file="b.txt")]
    assert await archive.held([draft(), *others, draft()]) == [document, None, None, None, None, document]
    another = await archive.keep(draft("other", file="b.txt"), READING)
    assert await archive.held([draft("other", file="b.txt"), draft()]) == [another, document]
    assert await archive.held([]) == []


async def test_held_knows_a_withdrawn_document_and_leaves_a_replaced_one_to_be_kept(archive):
    await archive.keep(draft(), READING)
    await archive.withdraw(1)
    assert [document.standing for document in await archive.held([draft()])] == [Standing.WITHDRAWN]
    await archive.keep(draft("new words"), Reading())
    assert await archive.held([draft()]) == [None]


async def test_units_are_found_by_stems_nearest_first(archive):
    await archive.keep(draft(), READING)
    await archive.keep(Draft("b.txt", "Energy, energy."), Reading(units=(Span(0, 15),)))
    found = await archive.shelf().find(stems("the energies of nuclear power"), 5)
    assert [(one.document, one.unit) for one in found] == [(1, Span(0, 31)), (2, Span(0, 15))]
    assert found[0].score > found[1].score
    assert await archive.shelf().find(stems("energy"), 1) == [(await archive.shelf().find(stems("energy"), 5))[0]]


async def test_only_what_is_on_the_shelf_is_found(archive):
    await archive.keep(draft(), READING)
    assert await archive.shelf().find(["kazan"], 5)
    await archive.withdraw(1)
    assert not await archive.shelf().find(["kazan"], 5)
    await archive.keep(draft(), READING)
    assert len(await archive.shelf().find(["kazan"], 5)) == 1
    await archive.keep(draft("It rains."), Reading(units=(Span(0, 9),)))
    assert not await archive.shelf().find(["kazan"], 5)


@pytest.mark.parametrize("word", ['"', "s-300", "u.s.", "it's", "?", "", "*", "a OR b", "near(", "\x00", "units:x"])
async def test_no_word_is_taken_for_an_operator(archive, word):
    await archive.keep(draft(), READING)
    assert len(await archive.shelf().find([word, "kazan"], 5)) >= 1
    await archive.shelf().find([word], 5)


async def test_many_may_ask_and_keep_at_once(archive):
    """Commands run side by side in one process."""
    keeps = [archive.keep(draft(f"text {n}", file=f"{n}.txt"), READING) for n in range(20)]
    asks = [
        call()
        for _ in range(20)
        for call in (archive.shelf().articles, archive.stale, lambda: archive.shelf().find(["text"], 5))
    ]
    kept, _ = await asyncio.gather(asyncio.gather(*keeps), asyncio.gather(*asks))
    assert sorted(document.number for document in kept) == await shelf(archive) == list(range(1, 21))


async def test_an_empty_archive_answers(archive):
    assert list(await archive.shelf().articles()) == []
    assert list(await archive.shelf().find(["kazan"], 5)) == []
    assert list(await archive.stale()) == []


async def test_an_archive_that_was_closed_refuses_and_opens_nothing_again(tmp_path):
    """A question may still be on its way while its desk ends."""
    file = tmp_path / "a.sqlite"
    async with open_archive(file, "first") as archive:
        await archive.keep(draft(), READING)
    file.unlink()
    calls = (
        archive.shelf().articles,
        lambda: archive.shelf().find(["kazan"], 5),
        lambda: archive.keep(draft(), READING),
    )
    for call in calls:
        with pytest.raises(ArchiveUnavailable, match="is closed"):
            await call()
    assert not file.exists()
