"""Takes secrets out of what is written for the operator, whoever wrote it: we, the libraries, or an exception."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, unquote, urlsplit

HIDDEN = "[hidden]"
_SHORTEST = 6
"""A shorter secret is left to the patterns: taken out wherever it stands, it would tear words apart."""

_PATTERNS = (
    # A bot's token, ours or one that was given by mistake.
    re.compile(r"(?P<kept>)[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}"),
    # A password in an address.
    re.compile(r"(?P<kept>\w://[^\s:/@]*:)[^\s/@]+(?=@)"),
    # The token of an interaction, with which anybody may answer for a quarter of an hour; as an address and as JSON.
    re.compile(r"(?P<kept>/(?:interactions|webhooks)/\d+/)[^/\s?'\"]+"),
    re.compile(r"(?P<kept>[\"']token[\"']: ?[\"'])[^\"']+"),
)


class Redaction:
    """What is secret in this process."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._known: re.Pattern[str] | None = None
        self.learn(secrets)

    def learn(self, secrets: Iterable[str]) -> None:
        """Take these for secrets, each in the forms that it may be written in."""
        forms = {form for secret in secrets for form in _forms(secret) if len(form) >= _SHORTEST}
        # The longest first: a password stands within its address.
        self._known = re.compile("|".join(map(re.escape, sorted(forms, key=len, reverse=True)))) if forms else None

    def hide(self, words: str) -> str:
        """The words without secrets."""
        if self._known:
            words = self._known.sub(HIDDEN, words)
        for pattern in _PATTERNS:
            words = pattern.sub(rf"\g<kept>{HIDDEN}", words)
        return words


def _forms(secret: str) -> set[str]:
    """The forms in which a secret may be written: as it is, percent-encoded, and of an address its password alone."""
    parts = {secret, secret.strip()}
    try:
        password = urlsplit(secret).password
    except ValueError:
        password = None
    if password:
        parts |= {password, unquote(password)}
    return parts | {quote(part, safe="") for part in parts}
