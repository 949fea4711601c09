"""What a user is told where something goes wrong, and what the log is."""

from __future__ import annotations

import logging
import secrets

from ...log.requests import current_request

_log = logging.getLogger(__name__)


def report_fault(error: Exception, doing: str) -> str:
    """Log an error under its request's number, and give the one line that the user is told."""
    request = current_request()
    if request:
        request.outcome = "fault"
    number = request.number if request else secrets.token_hex(4)
    _log.error("fault %s while %s", number, doing, exc_info=error)
    return f"Something went wrong here: this is not, or not all, done. The log has it as fault {number}."


def note_unreached(lost: Exception, doing: str, channel: int | None) -> None:
    """Log in one line that Discord could not be reached: nobody can be told, and there is no fault of ours."""
    if request := current_request():
        request.outcome = "unsent"
    _log.warning("Discord was not reached while %s in channel %s: %s", doing, channel, lost)
