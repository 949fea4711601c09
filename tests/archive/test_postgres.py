"""What PostgreSQL adds: it is somewhere else, several programs share it, and it goes away and comes back."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.archive.archive import foresee_migration, migrate_archive, open_archive
from bot.archive.postgres import PostgresAddress
from bot.archive.schema import metadata
from bot.domain.documents import Draft
from bot.domain.errors import ArchiveUnavailable, SettingsError
from bot.domain.readings import Reading
from bot.domain.servers import Caller, Signoff
from bot.domain.spans import Span
from tests.postgres import address_of, own_schema

NOON = datetime(2025, 1, 17, 12, tzinfo=UTC)


@pytest.fixture
async def place(postgres):
    """An address with the tables of the archive, whose connections can be told from those of other tests."""
    async with own_schema(postgres) as address:
        yield replace(address, options=address.options | {"application_name": address.options["search_path"]})


@asynccontextmanager
async def admin(place):
    connection = await replace(place, options=place.options | {"application_name": "admin"}).connect()
    try:
        yield connection
    finally:
        await connection.close()


async def cut_off(place):
    """End every connection to a place, as a server does that is started anew."""
    name = place.options["application_name"]
    async with admin(place) as connection:
        end = "select count(pg_terminate_backend(pid, 60000)) from pg_stat_activity where application_name = $1"
        return await connection.fetchval(end, name)


async def refusal(place):
    with pytest.raises(ArchiveUnavailable) as refused:
        async with open_archive(place, "first"):
            pass
    assert "\n" not in str(refused.value)
    assert "hush" not in str(refused.value)
    return str(refused.value)


async def test_what_a_start_would_do_first_is_told_and_not_done(database):
    for _ in range(2):
        assert (await foresee_migration(database)).endswith("has no tables yet: the first start makes them")
    await migrate_archive(database)
    assert await foresee_migration(database) == ""


# Addresses


@pytest.mark.parametrize(
    ("words", "known", "shown"),
    [
        ("postgres://bo:hush@db.example.org/desk", ("db.example.org", None, "bo", "hush", "desk"), "on db.example.org"),
        ("postgresql://bo:h%40%3Aush@[::1]:6543/d%20k", ("::1", 6543, "bo", "h@:ush", "d k"), "d k on ::1:6543"),
        ("postgresql://bo:h@ush@db:5432/desk", ("db", 5432, "bo", "h@ush", "desk"), "desk on db"),
        ("postgresql:///desk", (None, None, None, None, "desk"), "desk on this machine"),
        ("postgresql://", (None, None, None, None, None), "of the user's name on this machine"),
    ],
)
def test_an_address_is_read_and_shown_without_its_password(words, known, shown):
    address = PostgresAddress.parse(words)
    assert (address.host, address.port, address.user, address.password, address.database) == known
    assert str(address).endswith(shown)
    assert "ush" not in f"{address} {address!r}"


def test_what_follows_the_question_mark_is_understood():
    address = PostgresAddress.parse("postgres://bo:hush@db/desk?sslmode=require&application_name=desk%20two")
    assert dict(address.options) == {"sslmode": "require", "application_name": "desk two"}


@pytest.mark.parametrize(
    "words",
    [
        "postgres://bo:hush@db/desk?pgbouncer=true",
        "postgres://bo:hush@db/desk?hush",
        "postgres://bo:hush@db:hush/desk",
        "postgres://bo:hu#sh:hush@db/desk",
        "postgres://bo:hu/sh@db/desk",
        "postgres://bo:hush@[db/desk",
        "postgres:hush",
    ],
)
def test_an_address_that_cannot_be_read_is_told_without_its_password(words):
    with pytest.raises(SettingsError, match="DATABASE_URL") as refused:
        PostgresAddress.parse(words)
    assert "hush" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_what_is_not_understood_is_named():
    with pytest.raises(SettingsError, match="channel_binding, pgbouncer is not understood here"):
        PostgresAddress.parse("postgres://db/desk?pgbouncer=true&sslmode=require&channel_binding=require")


# Faults


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("127.0.0.1:1/desk", "desk on 127.0.0.1:1 cannot be reached, nobody answers there: start it"),
        ("nowhere.invalid/desk", "cannot be reached, there is no host of that name"),
        ("/desk?host=/nowhere", "desk on /nowhere cannot be reached"),
        ("127.0.0.1:1/desk?sslmode=on", "DATABASE_URL says (`sslmode` parameter must be one of: disable, "),
        ("127.0.0.1:1/desk?sslmode=verify-full&sslrootcert=/nowhere", "DATABASE_URL says (sslrootcert names no file)"),
        ("/desk?port=http", "DATABASE_URL says (what follows the ? cannot be read)"),
    ],
)
async def test_a_server_that_cannot_be_reached_is_told(words, told):
    assert told in await refusal(PostgresAddress.parse(f"postgres://bo:hush@{words}"))


@asynccontextmanager
async def somebody(answer=b""):
    """Somebody on a port of this machine who is no PostgreSQL, says one thing and hangs up, or says nothing."""
    writers = []

    async def talk(reader, writer):
        writers.append(writer)
        await reader.read(8)
        if answer:
            writer.write(answer)
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    try:
        yield PostgresAddress("127.0.0.1", server.sockets[0].getsockname()[1], "bo", "hush", "desk")
    finally:
        server.close()
        for writer in writers:
            writer.close()
        await asyncio.gather(*(writer.wait_closed() for writer in writers), return_exceptions=True)


async def test_a_server_that_does_not_answer_is_told(monkeypatch):
    monkeypatch.setattr("bot.archive.postgres.PATIENCE", 0.1)
    async with somebody() as silent:
        assert "does not answer" in await refusal(silent)


@pytest.mark.parametrize(
    ("answer", "told"),
    [(b"N", "offers no encryption"), (b"S", "was lost on the way: try again"), (b"what?", "offers no encryption")],
)
async def test_a_server_that_will_not_encrypt_or_hangs_up_is_told(answer, told):
    async with somebody(answer) as strange:
        assert told in await refusal(replace(strange, options={"sslmode": "require"}))


def _write_rule(rules, rule):
    rules.write_text(f"{rule}\n{rules.read_text()}")


async def _add_rule(place, rule):
    """Have the server know a rule of who may come in: whoever comes in later is told when it read its rules last."""
    async with admin(place) as connection:
        before = await connection.fetchval("select pg_conf_load_time()")
        _write_rule(Path(await connection.fetchval("show hba_file")), rule)
        await connection.execute("select pg_reload_conf()")
    async with asyncio.timeout(60):
        while await _read_rules(place) == before:  # noqa: ASYNC110 - nobody tells of it
            await asyncio.sleep(0.01)


async def _read_rules(place):
    async with admin(place) as connection:
        return await connection.fetchval("select pg_conf_load_time()")


async def test_a_wrong_password_is_told_and_never_shown(place):
    async with admin(place) as connection:
        role = place.options["search_path"]
        await connection.execute(f"create role {role} login password 'right'")
        await connection.execute(f"grant usage on schema {role} to {role}")
        await _add_rule(place, f"local all {role} scram-sha-256")
        try:
            assert "refuses the user or the password" in await refusal(replace(place, user=role, password="hush"))  # noqa: S106
            assert "does not let this user" in await refusal(replace(place, user=role, password="right"))  # noqa: S106
        finally:
            await connection.execute(f"drop owned by {role}; drop role {role}")


async def test_a_database_that_is_not_there_is_told(place):
    assert "nowhere on" in (said := await refusal(replace(place, database="nowhere")))
    assert "does not exist: make it with createdb" in said
    assert "no schema" in await refusal(replace(place, options=place.options | {"search_path": "nowhere"}))


async def test_a_database_that_can_only_be_read_answers_and_keeps_nothing(place):
    async with open_archive(place, "first") as archive:
        await archive.keep(Draft("a.txt", "words"), Reading())
    read_only = replace(place, options=place.options | {"options": "-cdefault_transaction_read_only=on"})
    async with open_archive(read_only, "first") as archive:
        assert len(await archive.shelf().articles()) == 1
        with pytest.raises(ArchiveUnavailable, match="can only be read"):
            await archive.keep(Draft("b.txt", "words"), Reading())


async def test_an_archive_of_a_newer_version_is_refused(place):
    async with admin(place) as connection:
        await connection.execute("update alembic_version set version_num = '9999'")
    assert "newer version" in await refusal(place)


async def test_a_server_that_goes_away_and_comes_back_is_used_again(place):
    async with open_archive(place, "first") as archive:
        await archive.keep(Draft("a.txt", "words"), Reading())
        assert await cut_off(place) >= 1
        assert len(await archive.shelf().articles()) == 1
        await cut_off(place)
        assert (await archive.keep(Draft("b.txt", "other words"), Reading())).number == 2
        assert len(await archive.shelf().articles()) == 2


async def test_a_server_that_goes_away_in_the_middle_is_told_and_nothing_is_kept_by_halves(place):
    async with open_archive(place, "first") as archive:

        async def cut(*_):
            await cut_off(place)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("bot.archive.archive.write_audit", cut)
            with pytest.raises(ArchiveUnavailable, match="try again"):
                await archive.keep(Draft("a.txt", "words"), Reading())
        assert not await archive.shelf().articles()
        await archive.keep(Draft("a.txt", "words"), Reading())
        assert len(await archive.shelf().articles()) == 1


async def test_a_store_that_is_held_is_told(place):
    async with open_archive(place, "first") as mine, open_archive(place, "first") as other:
        async with mine._store.writing():
            with pytest.raises(ArchiveUnavailable, match="held by another program"):
                async with other._store.writing(0.1):
                    pass
            assert list(await other.shelf().articles()) == []
        assert (await other.keep(Draft("a.txt", "words"), Reading())).number == 1


# Several programs


async def test_the_migrations_make_the_schema_that_the_code_knows(database):
    assert await migrate_archive(database)
    assert not await migrate_archive(database)
    async with open_archive(database, "first") as archive, archive._store.reading() as connection:
        differences = await connection.run_sync(
            lambda plain: compare_metadata(MigrationContext.configure(plain), metadata)
        )
    assert not differences


async def test_two_that_start_at_once_migrate_once(database):
    done = await asyncio.gather(*(migrate_archive(database) for _ in range(3)))
    assert sorted(done) == [False, False, True]


async def test_one_program_sees_what_another_kept_and_withdrew(place):
    async with open_archive(place, "first") as mine, open_archive(place, "first") as other:
        await mine.shelf().articles()
        await other.keep(Draft("a.txt", "words"), Reading(units=(Span(0, 5),)))
        assert len(await mine.shelf().articles()) == len(await mine.shelf().find(["word"], 5)) == 1
        await other.withdraw(1)
        assert not await mine.shelf().articles()
        signed = Signoff(NOON, Caller(7, 1, 1, "bo"))
        await mine.register.choose(signed, "private", value=False)
        assert not (await other.register.choices(7)).private
        await mine.register.leave(7, NOON)
        assert await mine.forget(7, left_before=NOON + timedelta(days=1))
        assert (await other.register.choices(7)).private


async def test_programs_that_write_at_once_share_no_number_and_see_every_change(place):
    """A count of changes that was seen is never joined by a smaller one: a follower would miss what came with it."""
    async with open_archive(place, "first") as one, open_archive(place, "first") as two:
        keeps = [
            archive.keep(Draft(f"{name}{n}.txt", f"{n} of {name}"), Reading())
            for name, archive in (("a", one), ("b", two))
            for n in range(20)
        ]
        looks = [two.shelf().articles() for _ in range(10)]
        kept, _ = await asyncio.gather(asyncio.gather(*keeps), asyncio.gather(*looks))
        assert len({document.number for document in kept}) == 40
        assert len(await one.shelf().articles()) == len(await two.shelf().articles()) == 40


async def test_a_place_is_found_by_its_address(place):
    async with open_archive(place, "first") as archive:
        await archive.keep(Draft("a.txt", "words"), Reading())
    async with open_archive(PostgresAddress.parse(address_of(place)), "first") as archive:
        assert (await archive.census()).library == 1
        assert (await archive.census()).place.startswith("PostgreSQL database postgres on /")


@pytest.mark.parametrize("title", ["a\x00b", "a\ud800b"])
async def test_a_title_that_postgresql_cannot_keep_is_told_and_the_text_is_kept_without_it(place, title):
    async with open_archive(place, "first") as archive:
        with pytest.raises(ArchiveUnavailable, match="cannot keep a character"):
            await archive.keep(Draft("a.txt", "words\x00\ud800", title=title), Reading())
        document = await archive.keep(Draft("a.txt", "words\x00\ud800"), Reading())
        assert (await archive.shelf().article(document.number)).document.text == "words\x00\ud800"
