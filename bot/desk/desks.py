"""The desks of the servers: each answers from what its server may see."""

from __future__ import annotations

from ..archive.archive import Archive
from ..domain.servers import OPERATOR
from ..editing.material.kept import empty_caches
from .aliases import OtherNames
from .desk import Desk, HouseStyle
from .stories import Stories


class Desks:
    """Gives the desk of a server; who has one asks it, and does not keep it: the server may choose otherwise.

    All desks answer in one `style`.
    """

    def __init__(self, archive: Archive, style: HouseStyle) -> None:
        self._archive = archive
        self.style = style
        self._stories = Stories()

    def forget(self) -> None:
        """Let all stories go, what was found and answered from them too: they are read anew when somebody asks."""
        self._stories = Stories()
        empty_caches()

    async def at(self, server: int = OPERATOR) -> Desk:
        """The desk of a server; without one, the operator's. Raises ArchiveUnavailable."""
        choices = await self._archive.register.choices(server)
        aliases = await self._archive.register.aliases(server)
        shelf = self._archive.shelf(server, library=choices.library)
        return Desk(shelf, self.style, self._stories, OtherNames(aliases))
