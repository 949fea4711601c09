"""Links to a document's page, and to the very sentence on it."""

from __future__ import annotations

from urllib.parse import quote

from ..domain.citations import Snippet
from ..domain.documents import Document

_LONGEST = 400
_EDGE_WORDS = 4
# What a URL may hold as it stands; round and angle brackets would end a masked link early.
_SAFE = "%/:?#[]@!$&'*+,;=~-._"


def link_document(document: Document) -> str | None:
    """The page's address, where there is one that can be shown."""
    url = document.url.strip() if document.url else ""
    if not url.lower().startswith(("http://", "https://")):
        return None
    safe = quote(url, safe=_SAFE, errors="replace")
    return safe if len(safe) <= _LONGEST else None


def link_sentence(snippet: Snippet) -> str | None:
    """The page's address with a text fragment that finds the snippet's words.

    The fragment names the first and the last words (the draft specification URL Fragment Text Directives), since
    a long one is fragile and a link of Discord's is short.
    """
    page = link_document(snippet.document)
    if not page:
        return None
    words = snippet.text.split()
    edges = [words] if len(words) <= 2 * _EDGE_WORDS else [words[:_EDGE_WORDS], words[-_EDGE_WORDS:]]
    fragment = ",".join(_encode(" ".join(edge)) for edge in edges)
    link = f"{page}{'' if '#' in page else '#'}:~:text={fragment}"
    return link if fragment and len(link) <= _LONGEST else page


def _encode(words: str) -> str:
    """Percent-encode all but letters and digits: a dash, a comma and an ampersand mean something in a fragment."""
    encoded = quote(words, safe="", errors="replace")
    return encoded.replace("-", "%2D").replace(".", "%2E").replace("~", "%7E").replace("_", "%5F")
