"""The command line: ``python -m bot`` and, where it is installed, ``treaty-desk``."""

from __future__ import annotations

import argparse
import asyncio
import errno
import io
import itertools
import logging
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .domain.errors import BadCommand, TreatyDeskError, UnreadableDocument

if TYPE_CHECKING:
    from .settings.settings import Settings
    from .wiring import Newsroom

_log = logging.getLogger(__name__)

NAME = "treaty-desk"
_DONE, _FAILED, _MISUSED, _INTERRUPTED = 0, 1, 2, 130
_MOST_LINES = 1000
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What writing ends with where the output goes to a disk; standard output alone is written to without a name."""

Do = Callable[[argparse.Namespace, "Settings"], int]
Use = Callable[["Newsroom"], Awaitable[int | None]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one call of the command line and give its exit status; what goes wrong is one line on standard error."""
    _speak_utf8()
    _log_to_stderr()
    options = build_parser().parse_args(arguments)
    try:
        status = _carry_out(options)
        sys.stdout.flush()
    except TreatyDeskError as error:
        return _fail(str(error))
    except OSError as error:
        return _end_on(error)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception:  # noqa: BLE001 - the last resort: nobody is shown a traceback
        return _fail_on_fault()
    return status


def build_parser() -> argparse.ArgumentParser:
    """Every call with its options."""
    parser = argparse.ArgumentParser(
        prog=NAME,
        description="Answers from documents, in their own words, each line cited.",
        epilog="Without a call: the bot on Discord where DISCORD_TOKEN is set, otherwise a chat in the terminal.",
    )
    parser.set_defaults(do=_run, library=None)
    calls = parser.add_subparsers(title="calls", metavar="CALL")

    def add(name: str, do: Do, says: str, *, library: bool = False) -> argparse.ArgumentParser:
        call = calls.add_parser(name, help=says, description=says)
        call.set_defaults(do=do)
        if library:
            call.add_argument("--library", type=Path, metavar="DIR", help="read this folder, for this call alone")
        return call

    add("run", _run, "the bot on Discord; without DISCORD_TOKEN a chat in the terminal")
    chat = add("chat", _chat, "a chat: a line is a command (!quotes Putin) or a question", library=True)
    chat.add_argument("--format", choices=["text", "jsonl"], default="text")
    ask = add("ask", _ask, "answer one question, or one a line from standard input", library=True)
    ask.add_argument("--format", choices=["text", "json", "jsonl"], default="text")
    ask.add_argument("question", nargs="+", metavar="QUESTION", help="the question; - reads them from standard input")
    _add_summarize(add("summarize", _summarize, "a summary of each document", library=True))
    analyze = add("analyze", _analyze, "print everything that was read in each document", library=True)
    analyze.add_argument("--format", choices=["json"], default="json")
    taken = add("add", _add, "take documents in")
    taken.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a .txt or .md file, or a library folder")
    add("withdraw", _withdraw, "take a document off the shelf").add_argument("number", type=_count, metavar="N")
    add("migrate", _migrate, "bring the database up to date")
    add("check", _check, "check settings, files and permissions, and say what to do")
    return parser


def _add_summarize(call: argparse.ArgumentParser) -> None:
    call.add_argument("--lines", type=_lines, metavar="N", help=f"how many lines a summary has, 1 to {_MOST_LINES}")
    call.add_argument("--method", type=_method, metavar="M", help="how lines are chosen")
    call.add_argument("--together", action="store_true", help="one summary of all documents")
    call.add_argument("--format", choices=["text", "jsonl"], default="text")


def _count(words: str) -> int:
    """A number from 1 on. Raises the error that argparse makes a message of."""
    if not (words.isascii() and words.isdigit() and len(words) < 10 and int(words)):
        raise argparse.ArgumentTypeError(f"“{words}” is no whole number from 1 on")
    return int(words)


def _lines(words: str) -> int:
    """How many lines a summary has: more than on Discord, since a program may read them. Raises as `_count`."""
    lines = _count(words)
    if lines > _MOST_LINES:
        raise argparse.ArgumentTypeError(f"“{words}” is too many lines: write a whole number from 1 to {_MOST_LINES}")
    return lines


def _method(name: str) -> str:
    """How lines are chosen. Raises as `_count`."""
    from .editing.summaries import find_method  # noqa: PLC0415 - where no method is named nothing is loaded for it

    try:
        return find_method(name)
    except BadCommand as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from None


def _carry_out(options: argparse.Namespace) -> int:
    """Load the settings and do what was called for."""
    # Imported here: a wrong usage is told before half the program is loaded.
    from .settings.settings import load_settings, read_dotenv  # noqa: PLC0415

    settings = load_settings({**read_dotenv(Path(".env")), **os.environ})
    logging.getLogger().setLevel(settings.log_level.upper())
    do: Do = options.do
    return do(options, settings)


def _run(options: argparse.Namespace, settings: Settings) -> int:
    """Discord where there is a token; otherwise the chat, or the tour where nobody is there to type."""
    if settings.discord_token:
        return _at_desk(options, settings, _serve)
    _tell("DISCORD_TOKEN is not set: this is the chat in the terminal, on the same documents")
    return _at_desk(options, settings, lambda newsroom: _talk(newsroom, tours=True))


async def _serve(newsroom: Newsroom) -> None:
    """Be on Discord until told to stop."""
    from .faces.discord.client import run_bot  # noqa: PLC0415 - the terminal never loads discord

    settings = newsroom.settings
    token = settings.discord_token.get_secret_value() if settings.discord_token else ""
    api, gateway = settings.discord_api, settings.discord_gateway
    await run_bot(newsroom.desk, _tell, token=token, prefix=settings.prefix, api=api, gateway=gateway)


def _chat(options: argparse.Namespace, settings: Settings) -> int:
    return _at_desk(options, settings, lambda newsroom: _talk(newsroom, options.format))


async def _talk(newsroom: Newsroom, form: str = "text", *, tours: bool = False) -> None:
    """The chat with whoever is at the other end of standard input."""
    from .faces.console.chat import chat, give_tour, read_typed  # noqa: PLC0415
    from .faces.console.showing import show_on  # noqa: PLC0415

    show = show_on(sys.stdout, form)
    lines: Iterable[str] = sys.stdin
    if sys.stdin.isatty():
        _tell("!help lists the commands; a line without ! is a question; quit ends")
        lines = read_typed("> " if sys.stdout.isatty() else "")
    elif tours:
        first = sys.stdin.readline()
        if not first:
            return await give_tour(newsroom.desk, show, sys.stdout)
        lines = itertools.chain([first], sys.stdin)
    return await chat(newsroom.desk, lines, show)


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from .faces.console.batch import ask_all  # noqa: PLC0415

    asked = " ".join(options.question).strip()
    if not asked:
        return _fail("ask: the question is empty; for example: ask Who signed the treaty?", _MISUSED)
    questions: Iterable[str] = sys.stdin if asked == "-" else [asked]
    return _at_desk(options, settings, lambda room: ask_all(room.desk, questions, options.format, sys.stdout))


def _summarize(options: argparse.Namespace, settings: Settings) -> int:
    from .editing.summaries import DEFAULT_METHOD  # noqa: PLC0415
    from .faces.console.batch import summarize_all, summarize_together  # noqa: PLC0415

    method = options.method or DEFAULT_METHOD

    async def summarize(newsroom: Newsroom) -> None:
        asked = (options.lines, method, options.format, sys.stdout)
        if options.together:
            await summarize_together(newsroom.desk, *asked)
        else:
            await summarize_all(newsroom.desk, *asked, newsroom.order)

    return _at_desk(options, settings, summarize)


def _analyze(options: argparse.Namespace, settings: Settings) -> int:
    from .faces.console.batch import print_analysis  # noqa: PLC0415

    async def analyze(newsroom: Newsroom) -> None:
        print_analysis(await newsroom.archive.articles(), sys.stdout, newsroom.order)

    return _at_desk(options, settings, analyze)


def _add(options: argparse.Namespace, settings: Settings) -> int:
    async def add(newsroom: Newsroom) -> int:
        added = await newsroom.add(options.paths)
        for document in added.documents:
            sys.stdout.write(f"[{document.number}] {document.file}\n")
        for complaint in added.complaints:
            _tell(str(complaint))
        # What a folder or a list beside the files is blamed for is no failure of what was named.
        # The newsroom's remarks tell where nothing can be kept, and keeping is all that is asked here.
        failed = newsroom.remarks or {complaint.file for complaint in added.complaints} & set(options.paths)
        return _FAILED if failed or (added.complaints and not added.documents) else _DONE

    return _at_desk(options, settings, add)


def _withdraw(options: argparse.Namespace, settings: Settings) -> int:
    async def withdraw(newsroom: Newsroom) -> None:
        document = await newsroom.archive.withdraw(options.number)
        sys.stdout.write(f"[{document.number}] {document.file} is withdrawn: its citations still resolve\n")

    return _at_desk(options, settings, withdraw)


def _migrate(_: argparse.Namespace, settings: Settings) -> int:
    from .wiring import migrate  # noqa: PLC0415

    changed = asyncio.run(migrate(settings))
    sys.stdout.write("the database is brought up to date\n" if changed else "the database was up to date\n")
    return _DONE


def _check(options: argparse.Namespace, settings: Settings) -> int:
    """Open everything as a run would; what is wrong is told on the way."""

    async def check(newsroom: Newsroom) -> int:
        articles = await newsroom.archive.articles()
        is_sound = bool(articles) and not newsroom.complaints and not newsroom.remarks
        token = "is set" if settings.discord_token else "is not set: the bot is a chat in the terminal until it is"
        sys.stdout.write(f"settings: read, the first folder is {settings.config_folders[0]}\n")
        sys.stdout.write(f"data folder: {settings.data_folder}\n")
        sys.stdout.write(f"documents: {len(articles)} on the shelf\n")
        sys.stdout.write(f"DISCORD_TOKEN {token}\n")
        if not is_sound:
            _tell("not all is well: see above, put it right and check again")
        return _DONE if is_sound else _FAILED

    return _at_desk(options, settings, check)


def _at_desk(options: argparse.Namespace, settings: Settings, use: Use) -> int:
    """Open the newsroom, tell what is wrong with its library, and use it."""
    from .wiring import open_newsroom  # noqa: PLC0415

    async def work() -> int:
        # Reading a line blocks the event loop, whose own way to be interrupted would wait for the end of the line.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        async with open_newsroom(settings, library=options.library) as newsroom:
            for told in (*newsroom.remarks, *newsroom.complaints):
                _tell(str(told))
            if options.library and not await newsroom.archive.articles():
                raise UnreadableDocument(f"{options.library}: there is no document that can be read; add .txt or .md")
            return await use(newsroom) or _DONE

    return asyncio.run(work())


def _speak_utf8() -> None:
    """Read and write UTF-8 whatever the locale is; a stream that was closed before the start is an empty one."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("r+", encoding="utf-8"))  # noqa: SIM115 - open to the end
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace" if stream is sys.stdin else "backslashreplace")


class _OneLine(logging.Formatter):
    """A log record on one line: of an exception its type, its words and its place."""

    def formatException(self, ei: Any) -> str:  # noqa: ANN401, N802 - the base class's own
        """Give the traceback where everything is asked for."""
        if logging.getLogger().isEnabledFor(logging.DEBUG):
            return super().formatException(ei)
        return ""

    def format(self, record: logging.LogRecord) -> str:
        """Give level, logger and message."""
        line = super().format(record).rstrip("\n")
        error = record.exc_info[1] if record.exc_info else None
        if error and not logging.getLogger().isEnabledFor(logging.DEBUG):
            line += f" ({_locate(error)})"
        return line


def _locate(error: BaseException) -> str:
    """Type, words and place of an exception, on one line."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f" at {Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else ""
    return " ".join(f"{type(error).__name__}: {error}{where}".split())


def _log_to_stderr() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


def _tell(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def _fail(reason: str, status: int = _FAILED) -> int:
    _tell(f"{NAME}: {reason}")
    return status


def _fail_on_fault() -> int:
    _log.exception("a fault")
    return _fail("this could not be done: a fault of the program, which is logged above")


def _end_on(error: OSError) -> int:
    """The status after what the system refused: of a file by its name, of standard output, or we know not of what."""
    if error.filename:
        return _drop_output(_fail(f"{error.filename}: {error.strerror or error}"))
    if error.errno == errno.EPIPE:
        # The reader of standard output has read enough.
        return _drop_output(_DONE)
    if error.errno in _NO_ROOM:
        return _drop_output(_fail(f"standard output: {error.strerror or error}"))
    return _fail_on_fault()


def _drop_output(status: int) -> int:
    """Let what is left to be written go nowhere: it would fail once more when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


if __name__ == "__main__":
    sys.exit(main())
