"""``python -m bot`` to which somebody's document takes for ever to read; it says on standard error when it begins.

How long a text must be to be still read after some seconds, the machine would say. The last answers have one second.
"""

from __future__ import annotations

import sys
from typing import NoReturn

from bot.__main__ import main
from bot.desk import office
from bot.faces.discord import leaving

_real = office.read_document


def read_for_ever(*what) -> NoReturn:
    sys.stderr.write("it is read\n")
    while True:
        _real(*what)


if __name__ == "__main__":
    office.read_document = read_for_ever
    leaving._LAST_ANSWERS = 1.0
    sys.exit(main([]))
