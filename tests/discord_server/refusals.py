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


def unauthorized() -> DiscordError:
    return DiscordError(401, 0, "401: Unauthorized")


def not_served(path: str) -> DiscordError:
    return DiscordError(404, 0, f"404: Not Found ({path})")


def unknown_channel() -> DiscordError:
    return DiscordError(404, 10003, "Unknown Channel")


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
