"""What each call of the command line does.

A call imports what it needs when it is called: a question in the terminal is answered before Discord's library would
be loaded.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import itertools
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NoReturn

from .domain.errors import TreatyDeskError, UnreadableDocument
from .domain.office import CheckItem, Checklist, Gone, Tick

if TYPE_CHECKING:
    from .faces.discord.client import Stay
    from .settings.settings import Settings
    from .wiring import Newsroom

DONE, FAILED, MISUSED = 0, 1, 2
"""The exit status of a call."""

NEW_OBJECTS = 20_000
"""So many new objects are looked through for garbage. A start makes many times as many, and nearly all of them stay."""

_LAST_TASKS = 0.4
_MAY_WAIT = frozenset({"DISCORD_TOKEN", "message content intent", "slash commands"})
"""What a check finds undone and the bot runs without: it is open, and no fault."""

Use = Callable[["Newsroom"], Awaitable[int | None]]


class WrongUsage(TreatyDeskError):
    """A call whose options the parser takes, and that makes no sense all the same."""


@dataclass(frozen=True, slots=True)
class Invocation:
    """A call as it was made: its options, the settings, and what tells a line to whoever runs the process."""

    options: argparse.Namespace
    settings: Settings
    tell: Callable[[str], None]


Do = Callable[[Invocation], int]
"""A call: it gives the exit status, and raises TreatyDeskError or OSError where it cannot be done."""


def run(call: Invocation) -> int:
    """Discord where there is a token; otherwise the chat, or the tour where nobody is there to type."""
    if call.settings.discord_token:
        return _at_desk(call, lambda newsroom: _serve(newsroom, call.tell), waits=False)
    call.tell("DISCORD_TOKEN is not set: this is the chat in the terminal, on the same documents")
    return _at_desk(call, lambda newsroom: _talk(newsroom, call.tell, tours=True))


async def _serve(newsroom: Newsroom, tell: Callable[[str], None]) -> None:
    """Be on Discord until told to stop."""
    from .bureau import open_bureau
    from .faces.discord.client import run_bot
    from .faces.discord.cogs.press import Printworks

    bureau = open_bureau(newsroom)
    printworks = Printworks(bureau.pressroom, lambda: bureau.take_up_digests(tell))
    await run_bot(newsroom.desks, bureau.office, tell, _plan_stay(newsroom.settings), printworks)


def _plan_stay(settings: Settings) -> Stay:
    """How the bot is to be on Discord."""
    from .faces.discord.client import Division, Stay

    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    division = Division(settings.shard_count, settings.shard_ids) if settings.shard_count else None
    return Stay(token, settings.prefix, settings.discord_api, settings.discord_gateway, division)


def chat(call: Invocation) -> int:
    """A chat in the terminal."""
    return _at_desk(call, lambda newsroom: _talk(newsroom, call.tell, call.options.format))


async def _talk(newsroom: Newsroom, tell: Callable[[str], None], form: str = "text", *, tours: bool = False) -> None:
    """The chat with whoever is at the other end of standard input; where nobody is and it `tours`, the tour."""
    from .faces.console.chat import chat as answer_lines
    from .faces.console.chat import give_tour, read_typed
    from .faces.console.showing import show_on

    show = show_on(sys.stdout, form, echoes=sys.stdin.isatty())
    lines: Iterable[str] = sys.stdin
    if sys.stdin.isatty():
        tell("!help lists the commands; a line without ! is a question; quit ends")
        lines = read_typed("> " if sys.stdout.isatty() else "")
    elif tours:
        first = sys.stdin.readline()
        if not first:
            return await give_tour(newsroom.desk, show, sys.stdout)
        lines = itertools.chain([first], sys.stdin)
    return await answer_lines(newsroom.desk, lines, show)


def ask(call: Invocation) -> int:
    """Answer one question, or those on standard input."""
    from .faces.console.batch import ask_all

    asked = " ".join(call.options.question).strip()
    if not asked:
        raise WrongUsage("ask: the question is empty; for example: ask Who signed the treaty?")
    questions: Iterable[str] = sys.stdin if asked == "-" else [asked]
    return _at_desk(call, lambda room: ask_all(room.desk, questions, call.options.format, sys.stdout))


def summarize(call: Invocation) -> int:
    """Print a summary of each document, or one of them all."""
    from .editing.summaries.summaries import DEFAULT_METHOD
    from .faces.console.batch import summarize_all, summarize_together

    options = call.options
    asked = (options.lines, options.method or DEFAULT_METHOD, options.format, sys.stdout)

    async def print_summaries(newsroom: Newsroom) -> None:
        if options.together:
            await summarize_together(newsroom.desk, *asked)
        else:
            await summarize_all(newsroom.desk, *asked, newsroom.order)

    return _at_desk(call, print_summaries)


def analyze(call: Invocation) -> int:
    """Print all that was read in each document."""
    from .faces.console.batch import print_analysis

    async def print_all(newsroom: Newsroom) -> None:
        print_analysis(await newsroom.archive.shelf().articles(), sys.stdout, newsroom.order)

    return _at_desk(call, print_all)


def add(call: Invocation) -> int:
    """Take documents in."""

    async def take_in(newsroom: Newsroom) -> int:
        added = await newsroom.add(call.options.paths)
        for document in added.documents:
            sys.stdout.write(f"[{document.number}] {document.file}\n")
        for complaint in added.complaints:
            call.tell(str(complaint))
        # What a folder or a list beside the files is blamed for is no failure of what was named.
        # The newsroom's remarks tell where nothing can be kept, and keeping is all that is asked here.
        failed = newsroom.remarks or {complaint.file for complaint in added.complaints} & set(call.options.paths)
        return FAILED if failed or (added.complaints and not added.documents) else DONE

    return _at_desk(call, take_in)


def withdraw(call: Invocation) -> int:
    """Take a document off the shelf."""
    from .domain.documents import Standing
    from .render.office import tell_gone

    number = call.options.number

    async def take_off(newsroom: Newsroom) -> None:
        held = (await newsroom.archive.shelf().article(number)).document
        already = held.standing is Standing.WITHDRAWN
        document = held if already else await newsroom.archive.withdraw(number)
        sys.stdout.write(f"{tell_gone(Gone(document, already))}\n")

    return _at_desk(call, take_off)


def digest(call: Invocation) -> int:
    """Print an edition of a digest."""
    from .bureau import open_bureau
    from .desk.digests.extras import Wish
    from .faces.console.extras import find_zone, print_digest

    options = call.options
    wish = Wish(options.name, options.since, find_zone(os.environ))

    async def compose(newsroom: Newsroom) -> None:
        extras = open_bureau(newsroom).extras
        if options.library:
            edition = await extras.compose_published(wish, newsroom.desk, newsroom.lexicon)
        else:
            edition = await extras.compose(wish)
        print_digest(edition, options.format, sys.stdout)

    return _at_desk(call, compose)


def export(call: Invocation) -> int:
    """Write the lines of an answer as an evidence pack."""
    from .faces.console.evidence import ENDINGS, choose_form, export_evidence

    options = call.options
    asked, form = " ".join(options.command), choose_form(options.format, options.out)
    if form is None:
        raise WrongUsage(f"{options.out} ends in none of {ENDINGS}: name one so, or say which with --format")
    written = (form, options.out, sys.stdout)
    return _at_desk(call, lambda newsroom: export_evidence(newsroom.desk, asked, *written))


def recheck(call: Invocation) -> int:
    """Check an evidence pack against the documents."""
    from .faces.console.evidence import recheck_evidence

    async def compare(newsroom: Newsroom) -> int:
        shelf = newsroom.archive.shelf()
        holds = await recheck_evidence(newsroom.desk, shelf, call.options.file, sys.stdout, call.tell)
        return DONE if holds else FAILED

    return _at_desk(call, compare)


def migrate(call: Invocation) -> int:
    """Bring the database up to date."""
    from .wiring import migrate as migrate_database

    changed = asyncio.run(migrate_database(call.settings))
    sys.stdout.write("the database is brought up to date\n" if changed else "the database was up to date\n")
    return DONE


def check(call: Invocation) -> int:
    """Look at all that a run needs, and say what to do about what is missing; nothing is made, migrated or taken in."""
    from .faces.console.showing import show_on
    from .settings.survey import survey_settings

    found = (*survey_settings(call.settings, os.environ), *asyncio.run(_look_around(call.settings)))
    may_wait = [item.tick is Tick.TO_DO and item.name in _MAY_WAIT for item in found]
    items = [replace(item, tick=Tick.OPEN) if waits else item for item, waits in zip(found, may_wait, strict=True)]
    show_on(sys.stdout, "text")("check", Checklist(tuple(items)))
    if any(item.tick is Tick.TO_DO for item in items):
        raise TreatyDeskError("not all is well: see what is to do, put it right and check again")
    return DONE


async def _look_around(settings: Settings) -> list[CheckItem]:
    """What is found where everything is opened to be looked at; that something cannot be opened is an item too."""
    from .bureau import open_bureau
    from .faces.console.checking import check_closed, check_digests, check_documents, check_store
    from .settings.survey import survey_secret
    from .wiring import look_at_newsroom

    items = [survey_secret(settings, "discord_token", "set it: until then the bot is a chat in the terminal")]
    try:
        async with look_at_newsroom(settings) as outlook:
            newsroom = outlook.newsroom
            bureau = open_bureau(newsroom)
            census = await newsroom.archive.census()
            folder = None if settings.database_url else settings.data_folder  # a database elsewhere needs none
            items += check_store(folder, census, newsroom.remarks, outlook.foreseen)
            items += check_documents(census, outlook.waiting, newsroom.complaints)
            items += check_digests(bureau.digests, await bureau.check_digests())
            if settings.discord_token:
                from .faces.discord.survey import survey_discord

                items += await survey_discord(newsroom.desks, bureau.office, _plan_stay(settings), bureau.digests)
    except TreatyDeskError as error:
        items.append(check_closed(error))
    return items


def _at_desk(call: Invocation, use: Use, *, waits: bool = True) -> int:
    """Open the newsroom, tell what is wrong with its library, and use it.

    Unless it `waits`, the process ends right after, and threads that are still at work end with it.
    """
    from .wiring import open_newsroom

    library = call.options.library

    async def work() -> int:
        # Reading a line blocks the event loop, whose own way to be interrupted would wait for the end of the line.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if library and not library.is_dir():
            raise UnreadableDocument(f"{library}: there is no such folder: name one with .txt or .md files")
        async with open_newsroom(call.settings, library=library) as newsroom:
            gc.freeze()  # what a start has made stays: it is not looked through again, nor when the process ends
            for told in (*newsroom.remarks, *newsroom.complaints):
                call.tell(str(told))
            if library and not await newsroom.archive.shelf().articles():
                raise UnreadableDocument(f"{library}: there is no document that can be read; add .txt or .md")
            status = await use(newsroom) or DONE
        return status if waits else await _end_process(status)

    return asyncio.run(work())


async def _end_process(status: int) -> NoReturn:
    """End the process as it is. Whoever told it to stop waits for seconds, and reading a long text takes more.

    No thread can be stopped, and none keeps anything once the archive is closed.
    """
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for task in rest:
        task.cancel()
    if rest:
        await asyncio.wait(rest, timeout=_LAST_TASKS)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)
