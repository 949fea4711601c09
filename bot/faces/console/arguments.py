"""Options of the command line, and what reads their values; argparse tells in one line what cannot be read."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from ...domain.errors import BadCommand

MOST_LINES = 1000
"""How many lines a summary may have: more than on Discord, since a program may read them."""


def read_count(words: str) -> int:
    """A number from 1 on. Raises ArgumentTypeError, as all readers here do: argparse tells it as a wrong usage."""
    if not (words.isascii() and words.isdigit() and len(words) < 10 and int(words)):
        raise argparse.ArgumentTypeError(f"“{words}” is no whole number from 1 on")
    return int(words)


def read_lines(words: str) -> int:
    """How many lines a summary has."""
    lines = read_count(words)
    if lines > MOST_LINES:
        raise argparse.ArgumentTypeError(f"“{words}” is too many lines: write a whole number from 1 to {MOST_LINES}")
    return lines


def read_method(name: str) -> str:
    """How lines are chosen."""
    from ...editing.summaries.summaries import find_method  # noqa: PLC0415 - where no method is named nothing is loaded for it

    try:
        return find_method(name)
    except BadCommand as wrong:
        raise argparse.ArgumentTypeError(str(wrong)) from None


def read_moment(words: str) -> datetime:
    """A day, or a day and a time, without a zone: the caller knows in whose it is."""
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo or not words[:1].isdigit() or words[4:5] != "-":
        raise argparse.ArgumentTypeError(f"“{words}” is no moment: write it as 2025-01-17 or 2025-01-17T07:30")
    return moment


def add_summarize_options(call: argparse.ArgumentParser) -> None:
    """What may follow `summarize`."""
    call.add_argument("--lines", type=read_lines, metavar="N", help=f"how many lines a summary has, 1 to {MOST_LINES}")
    call.add_argument("--method", type=read_method, metavar="M", help="how lines are chosen")
    call.add_argument("--together", action="store_true", help="one summary of all documents")
    call.add_argument("--format", choices=["text", "jsonl"], default="text")


def add_digest_options(call: argparse.ArgumentParser) -> None:
    """What may follow `digest`."""
    when = "tell what came in since then, as 2025-01-17 or 2025-01-17T07:30; with --library what was published since"
    call.add_argument("--now", action="store_true", required=True, help="as it would be now")
    call.add_argument("--name", metavar="NAME", help="which digest; without it one of everything")
    call.add_argument("--since", type=read_moment, metavar="T", help=when)
    call.add_argument("--format", choices=["text", "json"], default="text")


def add_export_options(call: argparse.ArgumentParser) -> None:
    """What may follow `export`."""
    asked = "what is asked, as quotes Putin, or a question; all quotations where left out"
    call.add_argument("--format", choices=["json", "md", "csv"], help="how; where left out as FILE ends, else json")
    call.add_argument("--out", type=Path, metavar="FILE", help="where it is written; printed where left out")
    call.add_argument("command", nargs="*", metavar="COMMAND", help=asked)
