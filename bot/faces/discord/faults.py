"""What a user is told where something goes wrong, and what the log is."""

from __future__ import annotations

import logging
import secrets

_log = logging.getLogger(__name__)


def report_fault(error: Exception, doing: str) -> str:
    """Log an error under a number, and give the one line that the user is told."""
    number = secrets.token_hex(4)
    _log.error("fault %s while %s", number, doing, exc_info=error)
    return f"Something went wrong here: this is not, or not all, done. The log has it as fault {number}."
