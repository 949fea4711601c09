"""Proofs: the pages of replies that were laid out last. Whoever turns a page gets the next one of the same proof."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from ..domain.replies import Reply
from .pages import Page
from .paging import Layout, paginate
from .replies import render_reply
from .sheet import Sheet

_MOST_PAGES = 500

Proof = tuple[Sheet, tuple[Page, ...]]
"""A reply's sheet, and its pages in some layout."""

_Key = tuple[int, int, str]
_Pulled = tuple[Reply, Layout, Proof]


class Proofs:
    """A cache of proofs, up to `most_pages` pages in all, but always the newest; several threads may use it at once.

    It is for replies that show no commands: these are laid out the same for everybody.
    """

    def __init__(self, most_pages: int = _MOST_PAGES) -> None:
        self._most_pages = most_pages
        self._pages = 0
        self._forgotten = 0
        self._lock = Lock()
        self._proofs: OrderedDict[_Key, _Pulled] = OrderedDict()

    def pull(self, reply: Reply, layout: Layout, imprint: str = "") -> Proof:
        """The proof of a reply: the one that is kept, or a new one.

        Its key is the identity of the reply, which no other object can have while the reply is kept with its proof.
        """
        key = (id(reply), id(layout), imprint)
        with self._lock:
            forgotten = self._forgotten
            if key in self._proofs:
                self._proofs.move_to_end(key)
                return self._proofs[key][2]
        sheet = render_reply(reply)
        proof = sheet, paginate(sheet, layout, imprint)
        with self._lock:
            if forgotten == self._forgotten:  # what was let go meanwhile is not to be in memory any longer
                self._keep(key, (reply, layout, proof))
        return proof

    def forget(self) -> None:
        """Let all proofs go, and the replies with them."""
        with self._lock:
            self._proofs.clear()
            self._pages = 0
            self._forgotten += 1

    def _keep(self, key: _Key, pulled: _Pulled) -> None:
        if key not in self._proofs:  # another thread may have pulled the same
            self._pages += len(pulled[2][1])
        self._proofs[key] = pulled
        self._make_room()

    def _make_room(self) -> None:
        while self._pages > self._most_pages and len(self._proofs) > 1:
            _, (_, _, (_, pages)) = self._proofs.popitem(last=False)
            self._pages -= len(pages)
