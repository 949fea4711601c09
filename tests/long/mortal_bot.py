"""``python -m bot`` that kills itself as kill -9 would, before or after a step of an edition: MORTAL_STEPS are done.

The steps are what is written to the ledger and what is asked of Discord. Leases and pauses are short, so that who
starts it again does not wait for minutes. Each round of the pressroom that is over adds a byte to the file
MORTAL_ROUNDS.
"""

from __future__ import annotations

import functools
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

from bot import bureau
from bot.__main__ import main
from bot.archive.ledger import Ledger
from bot.desk.digests.holding import Hold
from bot.desk.digests.pressroom import Pressroom
from bot.desk.digests.terms import Terms
from bot.faces.discord.posting.poster import DiscordPoster

STEPS = {
    Ledger: ("claim", "write_lines", "mark_sent", "confirm"),
    Hold: ("check",),
    DiscordPoster: ("find", "post", "publish"),
}
_left = int(os.environ.get("MORTAL_STEPS", "1000000"))


def spend() -> None:
    global _left  # noqa: PLW0603 - it is this process's life
    _left -= 1
    if _left < 0:
        os.kill(os.getpid(), signal.SIGKILL)


def make_mortal(owner: type, name: str) -> None:
    real = getattr(owner, name)

    @functools.wraps(real)
    async def step(*what, **more):
        spend()
        done = await real(*what, **more)
        spend()
        return done

    setattr(owner, name, step)


def count_rounds(file: Path) -> None:
    real = Pressroom.work

    @functools.wraps(real)
    async def work(*what):
        await real(*what)
        with file.open("ab") as rounds:
            rounds.write(b".")

    Pressroom.work = work


if __name__ == "__main__":
    count_rounds(Path(os.environ["MORTAL_ROUNDS"]))
    for owner, names in STEPS.items():
        for name in names:
            make_mortal(owner, name)
    soon = timedelta(seconds=0.3)
    brief = {"lease": timedelta(seconds=2), "sending": timedelta(seconds=0.5), "beat": 0.6, "pause": soon}
    bureau.Terms = functools.partial(Terms, **brief)
    os.environ["TREATY_DESK_DIGEST_INTERVAL"] = "0.2"
    sys.exit(main())
