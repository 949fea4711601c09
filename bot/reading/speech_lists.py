"""The facts of the language that attribution goes by: verbs of saying, quotations, what is said and what is not.

Each class is one file of ``config/lexicon``, as those of `lexicon` are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuotationFacts:
    """What quotation marks hold when it is not speech, and where an apostrophe is no quotation mark."""

    elisions: frozenset[str]
    rubrics: frozenset[str]
    naming: frozenset[str]
    words: frozenset[str]
    works: frozenset[str]
    mastheads: frozenset[str]
    utterances: frozenset[str]
    authored: frozenset[str]
    signs: frozenset[str]
    reckonings: frozenset[str]
    passed_on: frozenset[str]
    released: frozenset[str]
    passing: frozenset[str]
    told: frozenset[str]
    pieces: frozenset[str]
    talks: frozenset[str]
    bare_reports: frozenset[str]
    sayings: frozenset[str]
    writing: frozenset[str]
    askers: frozenset[str]
    answerers: frozenset[str]
    interviewing: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """Verbs of saying in their base form (*point out* is two words), by what a speaker does with the words.

    `irregular` maps the base of a verb (its first word) to the forms that no rule makes.
    """

    say: frozenset[str]
    write: frozenset[str]
    ask: frozenset[str]
    manner: frozenset[str]
    deny: frozenset[str]
    accuse: frozenset[str]
    predict: frozenset[str]
    stress: frozenset[str]
    call: frozenset[str]
    irregular: Mapping[str, tuple[str, ...]]
    nouns: frozenset[str]
    phrases: frozenset[str]
    bare: frozenset[str]
    hearing: frozenset[str]
    opinions: frozenset[str]
    complaining: frozenset[str]
    wrongs: frozenset[str]
    refuting: frozenset[str]
    harms: frozenset[str]
    no_statement: frozenset[str]
    going_on: frozenset[str]
    asking: frozenset[str]
    questioning: frozenset[str]
    answering: frozenset[str]
    speaking: frozenset[str]
    turning: frozenset[str]
    finding: frozenset[str]
    means: frozenset[str]
    citing: frozenset[str]
    to_somebody: frozenset[str]


@dataclass(frozen=True, slots=True)
class Silences:
    """How news says that somebody says nothing: an act of answering (a stem) behind a word that takes it away.

    `nots` take an act away, `refusals` are verbs (as stems) that do, `fixed` are whole phrases.
    """

    acts: frozenset[str]
    nots: frozenset[str]
    refusals: frozenset[str]
    fixed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnsaidWords:
    """Words by which news tells that somebody did not say what follows, or need not have said it."""

    uttering: frozenset[str]
    nots: frozenset[str]
    limits: frozenset[str]
    modals: frozenset[str]
    supposing: frozenset[str]
    habits: frozenset[str]
    wondering: frozenset[str]
    withholding: frozenset[str]
    forged: frozenset[str]
    wrongly: frozenset[str]
    media: frozenset[str]
    proofs: frozenset[str]


@dataclass(frozen=True, slots=True)
class StanceWords:
    """Words by which a statement foresees, blames another, or tells how things are."""

    future: frozenset[str]
    likely: frozenset[str]
    forward: frozenset[str]
    states: frozenset[str]
    critics: frozenset[str]
