"""Suggestions while somebody types: what a story has to offer, and which of it fits the letters typed so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from ..domain.notices import Offer
from ..domain.readings import NameKind
from ..reading.text.words import fold
from .material.catalogues import LONGEST, Catalogue, catalogue
from .material.story import Story
from .quotes import quotes_of
from .sectors import sector_names
from .summaries.summaries import METHODS

__all__ = ["LONGEST", "MOST", "gather_offers", "rank_offers"]

MOST = 25
"""No list that is longer is read; Discord takes none."""

_SHORTEST_FUZZY = 3
_MOST_COMPARED = 10_000
"""Of a long list the most frequent are compared letter by letter: it is done while somebody types."""
# Of a hundred; a letter or two wrong in a surname stays above it.
_ALIKE = 75


def gather_offers(kind: str, story: Story) -> Catalogue:
    """What a story has of a kind that a command's parameter names, the most frequent first; nothing of other kinds.

    It is gathered once: somebody who types asks for it with each letter.
    """
    gather = _KINDS.get(kind)
    if gather and kind not in story.offers:
        story.offers[kind] = catalogue(gather(story))
    return story.offers.get(kind, Catalogue())


def rank_offers(typed: str, offers: Catalogue | Iterable[Offer], limit: int = MOST) -> tuple[Offer, ...]:
    """The offers that fit what is typed: beginnings first, then beginnings of a word, then parts, then what is alike.

    Among equals their own order stays; nothing typed fits all.
    """
    wanted = fold(" ".join(typed.split()))
    known = offers if isinstance(offers, Catalogue) else catalogue(offers)
    if not wanted:
        return known.offers[:limit]
    exact = (place for place, key in enumerate(known.keys) if wanted in key)
    places = sorted(exact, key=lambda place: _rank(wanted, known.keys[place]))[:limit]
    if len(places) < limit and len(wanted) >= _SHORTEST_FUZZY:
        places += _alike(wanted, known.keys)[: limit - len(places)]
    return tuple(known.offers[place] for place in places)


def _rank(wanted: str, key: str) -> int:
    """0 where a label that holds it begins so, 1 where one of its words does, 2 where it stands elsewhere."""
    if key.startswith(wanted):
        return 0
    return 1 if f" {wanted}" in key else 2


def _alike(wanted: str, keys: Sequence[str]) -> list[int]:
    """The places of labels that hold something spelled like what is typed but not it, most alike first."""
    scored = process.extract(wanted, keys[:_MOST_COMPARED], scorer=fuzz.partial_ratio, score_cutoff=_ALIKE, limit=None)
    # The scorer lays the shorter on the longer: of a label that is shorter than what is typed, the wrong way round.
    return [place for key, _, place in scored if len(key) >= len(wanted) - 1 and wanted not in key]


def _speakers(story: Story) -> Iterable[Offer]:
    counts = Counter(name for _, quote in quotes_of(story.articles) for name in story.cast.speakers(quote))
    return (_offer(name) for name, _ in counts.most_common())


def _names(story: Story) -> Iterable[Offer]:
    figures = sorted(story.cast.figures, key=lambda figure: -figure.mentions)
    return (_offer(figure.full) for figure in figures if figure.kind is not NameKind.DESCRIBED)


def _sectors(story: Story) -> Iterable[Offer]:
    return map(_offer, sector_names(story.articles))


def _documents(story: Story) -> Iterable[Offer]:
    for article in story.articles:
        document = article.document
        yield Offer(str(document.number), f"{document.number} · {_tidy(document.title or document.file)}")


def _topics(story: Story) -> Iterable[Offer]:
    return dict.fromkeys([*_sectors(story), *_names(story)])


def _abouts(story: Story) -> Iterable[Offer]:
    """A summary is of a document or on a topic."""
    return [*_documents(story), *_topics(story)]


def _methods(_: Story) -> Iterable[Offer]:
    return map(_offer, METHODS)


_KINDS: Mapping[str, Callable[[Story], Iterable[Offer]]] = {
    "speakers": _speakers,
    "names": _names,
    "sectors": _sectors,
    "documents": _documents,
    "topics": _topics,
    "abouts": _abouts,
    "methods": _methods,
}


def _offer(words: str) -> Offer:
    return Offer(_tidy(words), _tidy(words))


def _tidy(words: str) -> str:
    return " ".join(words.split())
