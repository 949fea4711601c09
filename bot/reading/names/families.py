"""People of one surname: whom *the Throssells* means, and who is whose wife or husband."""

from __future__ import annotations

from collections.abc import Iterable

from ...domain.readings import NameKind
from ..vocabulary import Gender
from .figures import Figure
from .phrases import Phrase

_SPOUSES = {"wife": Gender.WOMAN, "husband": Gender.MAN}


def family_of(phrase: Phrase, key: tuple[str, ...], people: Iterable[Figure]) -> tuple[Figure, ...]:
    """Those whom *the Throssells* means: all who bear that surname, where they are two or more."""
    if phrase.determiner != "the" or len(key) != 1 or not key[0].endswith("s"):
        return ()
    forms = {key[0][:-1], key[0].removesuffix("es")}
    family = tuple(one for one in people if one.kind is NameKind.PERSON and len(one.key) > 1 and one.key[-1] in forms)
    return family if len(family) > 1 else ()


def spouse_of(owner: Figure, head: str, people: Iterable[Figure]) -> Figure | None:
    """Whom *her husband* or *his wife* means: the only other one of that surname and sex."""
    gender = _SPOUSES.get(head)
    if gender is None or owner.kind is not NameKind.PERSON or len(owner.key) == 1:
        return None
    found = [
        one
        for one in people
        if one is not owner and one.kind is NameKind.PERSON and len(one.key) > 1 and one.key[-1] == owner.key[-1]
    ]
    return found[0] if len(found) == 1 and found[0].gender is gender else None
