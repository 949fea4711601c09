"""Whatever is done in whatever order on several servers: each sees what a few lines of plain Python say it sees."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.archive.archive import open_archive
from bot.domain.documents import Draft
from bot.domain.errors import NoSuchDocument
from bot.domain.readings import Reading
from bot.domain.spans import Span

NOON = datetime(2025, 1, 17, 12, tzinfo=UTC)
OWNERS = (0, 1, 2)
TEXTS, FILES = ("red fox", "red hen", "blue fox"), ("a.txt", "b.txt")
KEEP = st.tuples(st.just("keep"), st.sampled_from(OWNERS), st.sampled_from(FILES), st.sampled_from(TEXTS))
WITHDRAW = st.tuples(st.just("withdraw"), st.sampled_from(OWNERS), st.integers(1, 9))
FORGET = st.tuples(st.just("forget"), st.sampled_from(OWNERS[1:]))


class Model:
    """Documents as plain values: by number the owner, the text, and whether it is on the shelf."""

    def __init__(self):
        self.documents, self.files, self.next = {}, {}, 1

    def keep(self, owner, file, text):
        known = [n for n, (whose, words, _) in self.documents.items() if (whose, words) == (owner, text)]
        number = known[0] if known else self.next
        self.next = max(self.next, number + 1)
        before = self.files.get((owner, file))
        self.documents[number] = (owner, text, True)
        self.files[owner, file] = number
        if before not in {None, number, *self.files.values()}:
            self.documents[before] = (*self.documents[before][:2], False)

    def withdraw(self, owner, number):
        if self.documents.get(number, (None,))[0] == owner:
            self.documents[number] = (*self.documents[number][:2], False)

    def forget(self, owner):
        self.documents = {n: document for n, document in self.documents.items() if document[0] != owner}
        self.files = {key: n for key, n in self.files.items() if key[0] != owner}

    def shelf(self, owners):
        return {
            n: text for n, (owner, text, is_there) in sorted(self.documents.items()) if is_there and owner in owners
        }


async def do(archive, step, *what):
    if step == "keep":
        owner, file, text = what
        await archive.keep(Draft(file, text), Reading(units=(Span(0, len(text)),)), server=owner)
    elif step == "withdraw":
        with suppress(NoSuchDocument):
            await archive.withdraw(what[1], server=what[0])
    else:
        await archive.register.leave(what[0], NOON)
        assert await archive.forget(what[0], left_before=NOON + timedelta(days=1))


async def compare(archive, model):
    for server in OWNERS:
        for library in (True, False):
            owners = {server, 0} if library else {server}
            shelf, expected = archive.shelf(server, library=library), model.shelf(owners)
            assert {a.document.number: a.document.text for a in await shelf.articles()} == expected
            for stem in ("red", "fox"):
                holding = [number for number, text in expected.items() if stem in text]
                assert sorted(found.document for found in await shelf.find([stem], 99)) == holding
                assert (await shelf.spread([stem])).holding == {stem: len(holding)}


@settings(max_examples=15, deadline=None)
@given(steps=st.lists(st.one_of(KEEP, KEEP, WITHDRAW, FORGET), min_size=1, max_size=12))
async def test_every_server_sees_what_the_model_says(steps):
    model = Model()
    async with open_archive(None, "first") as archive:
        for step, *what in steps:
            await do(archive, step, *what)
            getattr(model, step)(*what)
            await compare(archive, model)
