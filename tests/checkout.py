"""The checkout as a newcomer has it: without a `.env`, in which somebody may keep settings of their own."""

import atexit
import tempfile
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent


@cache
def plain_checkout() -> Path:
    """A folder that holds all that the checkout holds, but for a `.env`; it goes with this process."""
    folder = tempfile.TemporaryDirectory(prefix="checkout")
    atexit.register(folder.cleanup)
    for each in HOUSE.iterdir():
        if each.name != ".env":
            (Path(folder.name) / each.name).symlink_to(each)
    return Path(folder.name)
