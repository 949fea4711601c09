"""Noun phrases that can name or point at somebody: names with their titles, descriptions, pronouns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ...domain.readings import NameKind
from ..vocabulary import Vocabulary


class Shape(StrEnum):
    """What a phrase is made of."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase over the words ``[start, end)`` of the text; ``core`` is where its head noun or name ends.

    `name` is the range of the name alone. `head` is the folded head noun of the description (*spokesman* in *a
    spokesman for Rosatom*), `modifiers` the folded words before it. `owner` is the phrase before a possessive mark.
    """

    start: int
    core: int
    end: int
    shape: Shape
    sentence: int
    determiner: str = ""
    head: str = ""
    noun_kind: NameKind | None = None
    modifiers: tuple[str, ...] = ()
    name: tuple[int, int] | None = None
    owner: Phrase | None = None
    inner: bool = False


def is_plural(phrase: Phrase, vocabulary: Vocabulary) -> bool:
    """Whether a description means several."""
    if phrase.determiner in {"a", "an", "one", "another", "each", "every", "this", "that"}:
        return False
    bodies = phrase.head not in vocabulary.bodies and phrase.head.removesuffix("s") in vocabulary.bodies
    return bodies or (phrase.head in vocabulary.groups and phrase.head not in vocabulary.people)
