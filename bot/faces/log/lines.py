"""The log's two shapes: lines for people, and JSON for programs. A record is one line in both."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .redaction import Redaction
from .requests import current_request

_TALKATIVE = ("alembic",)
"""Libraries whose info is how they go about it."""


class Log:
    """The log of a process on standard error, and what is told there whatever its level."""

    def __init__(self) -> None:
        self._redaction = Redaction()
        self._handler = logging.StreamHandler(sys.stderr)

    def open(self, level: str = "warning", shape: str = "text", secrets: Iterable[str] = ()) -> None:
        """Write from a level on, as `text` or `json`, and from now on without these secrets."""
        self._redaction.learn(secrets)
        self._handler.setStream(sys.stderr)
        self._handler.setFormatter(JsonLines(self._redaction) if shape == "json" else TextLines(self._redaction))
        root = logging.getLogger()
        root.setLevel(level.upper())
        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.NOTSET if root.level <= logging.DEBUG else logging.WARNING)
        if self._handler not in root.handlers:
            root.addHandler(self._handler)

    def tell(self, words: str, level: int = logging.INFO) -> None:
        """Tell whoever runs the process: the words alone, or an object like any other line."""
        if isinstance(self._handler.formatter, JsonLines):
            self._handler.handle(logging.LogRecord(__name__, level, __file__, 0, words, None, None))
        else:
            sys.stderr.write(f"{self._redaction.hide(words)}\n")
            sys.stderr.flush()


class TextLines(logging.Formatter):
    """Level, logger and words; of an exception its type, its words and its place."""

    def __init__(self, redaction: Redaction) -> None:
        super().__init__("%(levelname)s %(name)s: %(message)s")
        self._redaction = redaction

    def format(self, record: logging.LogRecord) -> str:
        """Give the line; where everything is asked for, the traceback follows it."""
        told = " ".join(record.getMessage().splitlines())  # what a server answered may have several
        words = f"{record.levelname} {record.name}{_number_in_brackets()}: {told}"
        words += "".join(f" {name}={value}" for name, value in _fields(record).items())
        error = record.exc_info[1] if record.exc_info else None
        if error and _asks_for_all():
            words += f"\n{self.formatException((type(error), error, error.__traceback__))}"
        elif error:
            words += f" ({_locate_fault(error)})"
        return self._redaction.hide(words.rstrip("\n"))


class JsonLines(logging.Formatter):
    """One object a record, with the request's number where one is being answered."""

    def __init__(self, redaction: Redaction) -> None:
        super().__init__()
        self._redaction = redaction

    def format(self, record: logging.LogRecord) -> str:
        """Give the object on one line."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request := current_request():
            told["request"] = request.number
        told |= _fields(record)
        error = record.exc_info[1] if record.exc_info else None
        if error:
            told["error"] = _locate_fault(error)
            told["traceback"] = self.formatException((type(error), error, error.__traceback__))
        # Hidden in the words and not in the line: what JSON escapes there would not be found.
        return json.dumps({name: self._hide(value) for name, value in told.items()}, ensure_ascii=False)

    def _hide(self, value: object) -> object:
        return value if isinstance(value, int | float | None) else self._redaction.hide(str(value))


def _locate_fault(error: BaseException) -> str:
    """Type, words and place of an exception, on one line."""
    place = error.__traceback__
    while place and place.tb_next:
        place = place.tb_next
    where = f" at {Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else ""
    return " ".join(f"{type(error).__name__}: {error}{where}".split())


def _fields(record: logging.LogRecord) -> Mapping[str, object]:
    """What a record tells by name, beside its words."""
    fields: Mapping[str, object] = getattr(record, "fields", {})
    return fields


def _number_in_brackets() -> str:
    request = current_request()
    return f" [{request.number}]" if request else ""


def _asks_for_all() -> bool:
    return logging.getLogger().isEnabledFor(logging.DEBUG)
