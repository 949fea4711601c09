"""A server's other names for somebody, put back into what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..domain.servers import Alias
from ..editing.material.cast import key_of


class OtherNames:
    """Other names, found whatever their case and accents; nothing is read anew for them."""

    def __init__(self, aliases: Sequence[Alias] = ()) -> None:
        self.aliases = tuple(aliases)
        self._by_key = {key_of(each.alias): each.name for each in aliases}
        longest_first = sorted((each.alias for each in aliases), key=len, reverse=True)
        words = "|".join(re.escape(alias) for alias in longest_first)
        self._in_text = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None

    def name_of(self, typed: str | None) -> str | None:
        """The name that the documents have, where what was typed is another one."""
        return self._by_key.get(key_of(typed), typed) if typed else typed

    def put_into(self, question: str) -> str:
        """A question with the documents' names in the places of the others, where those are whole words."""
        if not self._in_text:
            return question
        return self._in_text.sub(lambda found: self._by_key.get(key_of(found[0]), found[0]), question)
