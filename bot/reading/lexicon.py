"""The facts of the language that reading goes by. Each class is one file of ``config/lexicon``, of the same name.

The files are read and checked by ``settings``; reading itself opens nothing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lists together; a field is the file of its name."""
