"""The command line: ``python -m bot`` and, where it is installed, ``treaty-desk``.

Here calls are parsed, and what goes wrong becomes one line and an exit status; what each call does is in `calls`.
"""

from __future__ import annotations

import argparse
import errno
import gc
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from . import calls
from .domain.errors import TreatyDeskError
from .faces.console.arguments import add_digest_options, add_export_options, add_summarize_options, read_count
from .faces.console.streams import DISK_IS_FULL, discard_output, use_utf8
from .faces.log.lines import Log

_LOG = Log()
_log = logging.getLogger(__name__)

NAME = "treaty-desk"
_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one call of the command line and give its exit status; what goes wrong is one line on standard error."""
    gc.set_threshold(calls.NEW_OBJECTS)
    use_utf8()
    _LOG.open()
    options = build_parser().parse_args(arguments)
    try:
        status = _carry_out(options)
        sys.stdout.flush()
    except calls.WrongUsage as error:
        return _fail(str(error), calls.MISUSED)
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
    parser.set_defaults(do=calls.run, library=None)
    listed = parser.add_subparsers(title="calls", metavar="CALL")

    def add(name: str, do: calls.Do, says: str, *, library: bool = False) -> argparse.ArgumentParser:
        call = listed.add_parser(name, help=says, description=says)
        call.set_defaults(do=do)
        if library:
            call.add_argument("--library", type=Path, metavar="DIR", help="read this folder, for this call alone")
        return call

    _add_answering(add)
    _add_keeping(add)
    return parser


def _add_answering(add: Callable[..., argparse.ArgumentParser]) -> None:
    """The calls that answer from documents."""
    add("run", calls.run, "the bot on Discord; without DISCORD_TOKEN a chat in the terminal")
    chat = add("chat", calls.chat, "a chat: a line is a command (!quotes Putin) or a question", library=True)
    chat.add_argument("--format", choices=["text", "jsonl"], default="text")
    ask = add("ask", calls.ask, "answer one question, or one a line from standard input", library=True)
    ask.add_argument("--format", choices=["text", "json", "jsonl"], default="text")
    ask.add_argument("question", nargs="+", metavar="QUESTION", help="the question; - reads them from standard input")
    add_summarize_options(add("summarize", calls.summarize, "a summary of each document", library=True))
    analyze = add("analyze", calls.analyze, "print everything that was read in each document", library=True)
    analyze.add_argument("--format", choices=["json"], default="json")


def _add_keeping(add: Callable[..., argparse.ArgumentParser]) -> None:
    """The calls for what is kept: documents, digests, evidence, the database."""
    taken = add("add", calls.add, "take documents in")
    taken.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a .txt or .md file, or a library folder")
    withdrawn = add("withdraw", calls.withdraw, "take a document off the shelf")
    withdrawn.add_argument("number", type=read_count, metavar="N")
    add_digest_options(add("digest", calls.digest, "print an edition of a digest; nothing is posted", library=True))
    add_export_options(add("export", calls.export, "write the lines of an answer as an evidence pack", library=True))
    about = "check an evidence pack against the documents, to the character"
    checked = add("recheck", calls.recheck, about, library=True)
    checked.add_argument("file", type=Path, metavar="FILE", help="a .json or .csv file that export wrote")
    add("migrate", calls.migrate, "bring the database up to date")
    add("check", calls.check, "check settings, files and permissions, say what to do, change nothing")


def _carry_out(options: argparse.Namespace) -> int:
    """Load the settings and do what was called for."""
    # Imported here: a wrong usage is told before half the program is loaded.
    from .settings.settings import load_settings, read_dotenv  # noqa: PLC0415

    settings = load_settings(os.environ, dotenv=read_dotenv(Path(".env")))
    secrets = (settings.discord_token, settings.database_url)
    _LOG.open(settings.log_level, settings.log_format, [each.get_secret_value() for each in secrets if each])
    do: calls.Do = options.do
    return do(calls.Invocation(options, settings, _LOG.tell))


def _fail(reason: str, status: int = calls.FAILED) -> int:
    _LOG.tell(f"{NAME}: {reason}", logging.ERROR)
    return status


def _fail_on_fault() -> int:
    _log.exception("a fault")
    return _fail("this could not be done: a fault of the program, which is logged above")


def _end_on(error: OSError) -> int:
    """The status after an error of the system: of a file that it names, of standard output, or a fault of ours."""
    if error.filename:
        status = _fail(f"{error.filename}: {error.strerror or error}")
    elif error.errno == errno.EPIPE:
        status = calls.DONE  # the reader of standard output has read enough
    elif error.errno in DISK_IS_FULL:
        status = _fail(f"standard output: {error.strerror or error}")
    else:
        return _fail_on_fault()
    discard_output()
    return status


if __name__ == "__main__":
    sys.exit(main())
