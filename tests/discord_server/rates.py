"""Rate limits: buckets of a route and a channel (or a token), and fifty requests a second of all.

Discord does not publish its buckets and changes them; these are like those that it is known to have. What a client has
to do is the same: heed the headers.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from .refusals import TooManyRequests

GLOBAL, SECOND = 50, 1.0
_FREE = re.compile(r"/(interactions|attachments|gateway)(/.*)?")
_OF_A_TOKEN = re.compile(r"/webhooks/\d+/(interaction-\d+)(/.*)?")
_KINDS = (
    (re.compile(r"POST /channels/(\d+)/messages"), "send", 5, 5.0),
    (re.compile(r"PATCH /channels/(\d+)/messages/\d+"), "edit", 5, 5.0),
    (re.compile(r"DELETE /channels/(\d+)/messages/\d+"), "delete", 5, 1.0),
    (re.compile(r"POST /channels/(\d+)/messages/\d+/crosspost"), "crosspost", 10, 3600.0),
    (re.compile(r"POST /channels/(\d+)(?:/messages/\d+)?/threads"), "thread", 50, 300.0),
    (re.compile(r"PUT /applications/(\d+)(?:/guilds/\d+)?/commands"), "commands", 2, 20.0),
    (re.compile(r"POST (/users/@me/channels)"), "directs", 10, 600.0),
    (re.compile(r"\w+ /webhooks/\d+/(interaction-\d+)(?:/.*)?"), "webhook", 5, 2.0),
)


@dataclass
class Bucket:
    """So many requests in so many seconds; all of it is there again when they are over, counted from the first one."""

    limit: int
    seconds: float
    since: float = float("-inf")
    used: int = 0

    def take(self, now: float) -> float:
        """Take one; gives how long to wait where there is none, and 0 where there was."""
        if now - self.since >= self.seconds:
            self.since, self.used = now, 0
        if self.used >= self.limit:
            return self.seconds - (now - self.since)
        self.used += 1
        return 0.0


class Rates:
    """The buckets of one application."""

    def __init__(self) -> None:
        self._all = Bucket(GLOBAL, SECOND)
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def take(self, method: str, path: str) -> dict[str, str]:
        """Count a request, and give the headers of its answer. Raises DiscordError where there were too many."""
        now = time.monotonic()
        if _FREE.fullmatch(path):
            return {}
        if not _OF_A_TOKEN.fullmatch(path) and (wait := self._all.take(now)):
            raise TooManyRequests(wait, is_global=True)
        found = self._bucket(method, path)
        if found is None:
            return {}
        name, bucket = found
        if wait := bucket.take(now):
            raise TooManyRequests(wait)
        return _headers(name, bucket, now)

    def _bucket(self, method: str, path: str) -> tuple[str, Bucket] | None:
        for pattern, name, limit, seconds in _KINDS:
            if match := pattern.fullmatch(f"{method} {path}"):
                return name, self._buckets.setdefault((name, match[1]), Bucket(limit, seconds))
        return None


def _headers(name: str, bucket: Bucket, now: float) -> dict[str, str]:
    left = bucket.seconds - (now - bucket.since)
    return {
        "X-RateLimit-Limit": str(bucket.limit),
        "X-RateLimit-Remaining": str(bucket.limit - bucket.used),
        "X-RateLimit-Reset": f"{time.time() + left:.3f}",
        "X-RateLimit-Reset-After": f"{left:.3f}",
        "X-RateLimit-Bucket": name,
    }
