"""The facts of the language that reading goes by. Each class is one file of ``config/lexicon``, of the same name.

The files are read and checked by ``settings``; reading itself opens nothing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Abbreviations, without their last full stop, by what may stand after them; and words that open sentences."""

    before_name: frozenset[str]
    before_number: frozenset[str]
    calendar: frozenset[str]
    inside: frozenset[str]
    either: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]
    marked_names: frozenset[str]
    labels: frozenset[str]
    starters: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lists together; a field is the file of its name."""

    abbreviations: Abbreviations
