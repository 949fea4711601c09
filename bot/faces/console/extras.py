"""Extra editions of digests in the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TextIO

from ...desk.digests.schedule_words import read_zone
from ...domain.digests import Digest
from ...domain.errors import BadCommand
from ...render.digest_records import record_digest
from .chat import deliver
from .showing import print_json, show_on


def find_zone(environ: Mapping[str, str]) -> str:
    """The zone of whoever sits here, where the environment names one; else UTC."""
    try:
        return read_zone(environ.get("TZ", "").removeprefix(":") or "UTC")
    except BadCommand:
        return "UTC"


def print_digest(digest: Digest, form: str, stream: TextIO) -> None:
    """Print a digest, all of it: as text, or as an object of JSON with its parts."""
    if form == "json":
        print_json(stream, record_digest(digest), indent=1)
    else:
        deliver(show_on(stream, "text"), "digest", digest)
