"""The three standard streams of the process: UTF-8 whatever the locale is, and what is done where output ends early."""

from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path

DISK_IS_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})
"""What writing fails with where standard output goes to a disk; such an error names no file."""


def use_utf8() -> None:
    """Read and write UTF-8 whatever the locale is; a stream that was closed before the start becomes an empty one."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("r+", encoding="utf-8"))  # noqa: SIM115 - open to the end
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace" if stream is sys.stdin else "backslashreplace")


def discard_output() -> None:
    """Send what is left to be written nowhere: writing it would fail once more when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
