"""How Discord says no."""

from __future__ import annotations

from typing import Any


class DiscordError(Exception):
    """What Discord would not carry out: HTTP status, JSON error code, message, and errors by field."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} ({code}): {message} {errors or ''}")
        self.status, self.code, self.message, self.errors = status, code, message, errors

    @property
    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        return body | {"errors": self.errors} if self.errors else body


class TooManyRequests(DiscordError):
    """A 429: what to wait for stands in its body and in its headers."""

    def __init__(self, retry_after: float, *, is_global: bool = False) -> None:
        super().__init__(429, 0, "You are being rate limited.")
        self.retry_after, self.is_global = retry_after, is_global

    @property
    def body(self) -> dict[str, Any]:
        return {"message": self.message, "retry_after": self.retry_after, "global": self.is_global}

    @property
    def headers(self) -> dict[str, str]:
        told = {"Via": "1.1 google", "Retry-After": str(max(1, round(self.retry_after)))}
        return told | ({"X-RateLimit-Global": "true"} if self.is_global else {"X-RateLimit-Scope": "user"})


def unauthorized() -> DiscordError:
    return DiscordError(401, 0, "401: Unauthorized")


def not_served(path: str) -> DiscordError:
    return DiscordError(404, 0, f"404: Not Found ({path})")


def unknown_channel() -> DiscordError:
    return DiscordError(404, 10003, "Unknown Channel")


def unknown_guild() -> DiscordError:
    return DiscordError(404, 10004, "Unknown Guild")


def unknown_member() -> DiscordError:
    return DiscordError(404, 10007, "Unknown Member")


def unknown_user() -> DiscordError:
    return DiscordError(404, 10013, "Unknown User")


def unknown_message() -> DiscordError:
    return DiscordError(404, 10008, "Unknown Message")


def unknown_interaction() -> DiscordError:
    return DiscordError(404, 10062, "Unknown interaction")


def unknown_command() -> DiscordError:
    return DiscordError(404, 10063, "Unknown application command")


def unknown_webhook() -> DiscordError:
    return DiscordError(404, 10015, "Unknown Webhook")


def dead_token() -> DiscordError:
    return DiscordError(401, 50027, "Invalid Webhook Token")


def already_acknowledged() -> DiscordError:
    return DiscordError(400, 40060, "Interaction has already been acknowledged.")


def too_large() -> DiscordError:
    return DiscordError(413, 40005, "Request entity too large")


def missing_access() -> DiscordError:
    return DiscordError(403, 50001, "Missing Access")


def not_the_author() -> DiscordError:
    return DiscordError(403, 50005, "Cannot edit a message authored by another user")


def empty_message() -> DiscordError:
    return DiscordError(400, 50006, "Cannot send an empty message")


def missing_permissions() -> DiscordError:
    return DiscordError(403, 50013, "Missing Permissions")


def rate_limited(retry_after: float) -> DiscordError:
    return TooManyRequests(retry_after)


def no_directs() -> DiscordError:
    return DiscordError(403, 50007, "Cannot send messages to this user")


def wrong_channel_kind() -> DiscordError:
    return DiscordError(400, 50024, "Cannot execute action on this channel type")


def too_many_old_edits() -> DiscordError:
    return DiscordError(429, 30046, "Maximum number of edits to messages older than 1 hour reached. Try again later")


def too_many_announcement_edits() -> DiscordError:
    return DiscordError(429, 20022, "This message cannot be edited due to announcement rate limits")


def too_many_reactions() -> DiscordError:
    return DiscordError(400, 30010, "Maximum number of reactions reached (20)")


def no_polls() -> DiscordError:
    """What Discord does not say: it has polls, and this server has none."""
    wrong = {"code": "NOT_SERVED_HERE", "message": "This Discord on loopback knows no polls."}
    return invalid_form({"poll": {"_errors": [wrong]}})


def archived_thread() -> DiscordError:
    return DiscordError(400, 50083, "Thread is archived")


def crossposted_already() -> DiscordError:
    return DiscordError(400, 40033, "This message has already been crossposted")


def forum_takes_posts_alone() -> DiscordError:
    return DiscordError(400, 40058, "Cannot send a message in a forum channel")


def tag_needed() -> DiscordError:
    return DiscordError(400, 40067, "A tag is required to create a forum post in this channel")


def thread_exists() -> DiscordError:
    return DiscordError(400, 160004, "A thread has already been created for this message")


def no_history() -> DiscordError:
    return DiscordError(400, 160002, "Cannot reply without permission to read message history")


def invalid_form(errors: dict[str, Any]) -> DiscordError:
    return DiscordError(400, 50035, "Invalid Form Body", errors)


class Form:
    """Collects errors by field: ``form.note(("embeds", 0, "title"), CODE, words)``."""

    def __init__(self) -> None:
        self.errors: dict[str, Any] = {}

    def note(self, place: tuple[str | int, ...], code: str, message: str) -> None:
        node = self.errors
        for step in place:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": code, "message": message})

    def longest(self, place: tuple[str | int, ...], value: Any, limit: int) -> None:
        """Note a string or a list that is longer than Discord takes."""
        if value is None:
            return
        if utf16_length(value) > limit if isinstance(value, str) else len(value) > limit:
            self.note(place, "BASE_TYPE_MAX_LENGTH", f"Must be {limit} or fewer in length.")

    def needed(self, place: tuple[str | int, ...], value: Any) -> None:
        """Note a value that is missing or blank."""
        if not value or (isinstance(value, str) and not value.strip()):
            self.note(place, "BASE_TYPE_REQUIRED", "This field is required")

    def check(self) -> None:
        """Raise what was noted."""
        if self.errors:
            raise invalid_form(self.errors)


def utf16_length(text: str) -> int:
    """The stricter of the two ways of counting that Discord might have."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
