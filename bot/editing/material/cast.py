"""The cast of a story: names of several documents that mean the same one, and whom a typed name means."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from ...domain.readings import Article, Name, NameKind, Quote
from ...domain.spans import Span
from ...reading.text.words import find_words
from .kept import kept

# Of a hundred; a letter or two wrong in a surname stays above it.
_ALIKE = 80
_MOST_MEANT = 3

NamedIn = tuple[Article, Name]
"""An article, and what its reading has of a name."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody or something that the documents name.

    A key is a form of a name made comparable (see `key_of`).
    """

    full: str
    """The fullest form of the name."""

    kind: NameKind
    key: str
    """The key of the fullest form."""

    keys: frozenset[str]
    """The keys of all forms."""

    appearances: tuple[NamedIn, ...]
    """The articles that name them, by number."""

    is_bare: bool = False
    """A surname that documents give alone and that several figures bear: they do not say who is meant."""

    mentions: int = field(init=False)
    """How often the documents name them."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "mentions", sum(len(name.mentions) for _, name in self.appearances))

    def mentions_in(self, article: Article) -> tuple[Span, ...]:
        """Where one article names them."""
        number, found = article.document.number, list[Span]()
        place = bisect_left(self.appearances, number, key=lambda each: each[0].document.number)
        while place < len(self.appearances) and self.appearances[place][0].document.number == number:
            found += self.appearances[place][1].mentions
            place += 1
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a typed name means: one figure, several that fit equally well, or none and names spelled like it."""

    figures: tuple[Figure, ...] = ()
    meant: tuple[str, ...] = ()

    @property
    def only(self) -> Figure | None:
        """The figure, where there is no doubt."""
        return self.figures[0] if len(self.figures) == 1 else None


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """The figures of some articles in the order in which they come up.

    `bearers` finds one by the key of a full name, `by_form` all that a form of a name may mean. It equals itself
    alone, as an article does, so that what is found in it is kept by it.
    """

    figures: tuple[Figure, ...]
    bearers: Mapping[str, Figure]
    by_form: Mapping[str, tuple[Figure, ...]]

    def bearer(self, full: str) -> Figure | None:
        """The figure whom an attribution, a claim or a sector's authority calls by this full name."""
        return self.bearers.get(key_of(full))

    def name_of(self, full: str) -> str:
        """The name that the story has for somebody whom one document calls by this full name."""
        figure = self.bearer(full)
        return figure.full if figure else full

    def speakers(self, quote: Quote) -> tuple[str, ...]:
        """Who spoke, by the story's names: two for a joint statement, nobody where it is not told."""
        full = quote.attribution.speaker
        if full is None:
            return ()
        joint = full.split(" and ")
        if len(joint) > 1 and not self.bearer(full) and all(self.bearer(name) for name in joint):
            return tuple(self.name_of(name) for name in joint)
        return (self.name_of(full),)


def read_cast(articles: Iterable[Article]) -> Cast:
    """Bring together the names of articles.

    The same full name is the same one, and so is a shorter form of a person's name (*Putin*, *V. Putin*) that fits
    just one full name of the others.
    """
    groups: dict[str, list[NamedIn]] = {}
    for article in articles:
        for name in _named(article):
            groups.setdefault(key_of(name.full), []).append((article, name))
    persons = _by_surname(groups)
    fuller = {key: _fuller(key, persons) for key in _short_forms(groups)}
    meant = {key: full[0] if len(full) == 1 else key for key, full in fuller.items()}
    merged: dict[str, list[NamedIn]] = {}
    for key, appearances in groups.items():
        merged.setdefault(meant.get(key, key), []).extend(appearances)
    figures = {key: _figure(key, appearances) for key, appearances in merged.items()}
    figures |= {key: _bare(figures[key]) for key, full in fuller.items() if len(full) > 1}
    bearers = {key: figures[meant.get(key, key)] for key in groups}
    bearers |= {key_of(figure.full): figure for figure in figures.values() if figure.is_bare}
    return Cast(tuple(figures.values()), bearers, _by_form(figures.values()))


def resolve(figures: Sequence[Figure], asked: str) -> Resolved:
    """Whom a typed name means. Case, accents and apostrophes do not matter.

    The full name comes first, then some of its words, then any other form or an office that somebody holds, then the
    same name with initials or with more names in it; more than one figure that fits is for the asker to decide. A name
    that fits nobody gets those that are spelled like it: another first name before a surname is somebody else.
    """
    key = key_of(asked)
    if not key:
        return Resolved()
    for fits in (_is_full, _is_part, _is_form_or_office, _is_same_name):
        if found := tuple(figure for figure in figures if fits(figure, key)):
            return Resolved(found)
    return Resolved(meant=_spelled_like(figures, key))


@kept(16384)
def key_of(name: str) -> str:
    """A name as its folded words, without an article before them and without the marks in them."""
    words = ["".join(filter(_is_kept, word.folded)) for word in find_words(name) if word.spoken]
    return " ".join(words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words)


def _is_kept(sign: str) -> bool:
    return sign.isalnum() or sign == "-"


def _named(article: Article) -> Iterator[Name]:
    """What reading named in an article, and the speakers that it names in no other way."""
    known = {key_of(name.full) for name in article.reading.names}
    yield from (name for name in article.reading.names if key_of(name.full))
    for quote in article.reading.quotes:
        full = quote.attribution.speaker
        if full and key_of(full) not in known and not all(key_of(name) in known for name in full.split(" and ")):
            known.add(key_of(full))
            mention = quote.attribution.mention
            yield Name(full, NameKind.DESCRIBED, (), (), (mention,) if mention else ())


def _short_forms(groups: dict[str, list[NamedIn]]) -> Iterator[str]:
    """The keys that may be a shorter form of a person's full name."""
    return (key for key, found in groups.items() if found[0][1].kind in {NameKind.PERSON, NameKind.DESCRIBED})


def _by_surname(groups: dict[str, list[NamedIn]]) -> dict[tuple[str, ...], list[str]]:
    """By the last word, and by that with the first one or its initial: the full names of persons."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for full, appearances in groups.items():
        if appearances[0][1].kind is NameKind.PERSON:
            first, last = full.split()[0], full.split()[-1]
            for ends in dict.fromkeys([(last,), (last, first), (last, first[0])]):
                found[ends].append(full)
    return found


def _fuller(key: str, persons: Mapping[tuple[str, ...], Sequence[str]]) -> list[str]:
    """The persons' full names of which this may be a shorter form."""
    words = key.split()
    ends = (words[-1], words[0]) if len(words) > 1 else (words[-1],)
    return [full for full in persons.get(ends, ()) if _shortens(words, full.split())]


def _bare(figure: Figure) -> Figure:
    """The one of several bearers of a name whom documents call by it alone."""
    return replace(figure, full=f"{figure.full} (which one is not told)", kind=NameKind.PERSON, is_bare=True)


def _by_form(figures: Iterable[Figure]) -> dict[str, tuple[Figure, ...]]:
    found: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        for key in figure.keys | _surnames(figure):
            found[key].append(figure)
    return {key: tuple(bearers) for key, bearers in found.items()}


def _surnames(figure: Figure) -> frozenset[str]:
    """The ends of a person's full name, which people ask with whether or not the documents use them alone."""
    words = figure.key.split() if figure.kind is NameKind.PERSON else []
    return frozenset(" ".join(words[start:]) for start in range(1, len(words)))


def _shortens(words: list[str], full: list[str]) -> bool:
    """Whether words are the same surname with fewer names or only initials before it."""
    if words == full or len(words) > len(full) or words[-1] != full[-1]:
        return False
    return len(words) == 1 or all(
        long == short or (len(short) == 1 and long.startswith(short))
        for short, long in zip(words[:-1], full, strict=False)
    )


def _figure(key: str, appearances: list[NamedIn]) -> Figure:
    appearances = sorted(appearances, key=lambda found: found[0].document.number)
    first = next((name for _, name in appearances if key_of(name.full) == key), appearances[0][1])
    forms = (form for _, name in appearances for form in (name.full, *name.forms))
    return Figure(first.full, first.kind, key, frozenset(map(key_of, forms)) - {""}, tuple(appearances))


def _is_full(figure: Figure, key: str) -> bool:
    if figure.is_bare:
        return key_of(figure.full) == key
    return figure.key == key or figure.key.replace("-", " ") == key.replace("-", " ")


def _is_part(figure: Figure, key: str) -> bool:
    """Whether the words typed are some of a person's names; a part of a body's name may be another body's."""
    if figure.kind is not NameKind.PERSON:
        return False
    return set(key.replace("-", " ").split()) <= set(figure.key.replace("-", " ").split())


def _is_form(figure: Figure, key: str) -> bool:
    return key in figure.keys


def _is_form_or_office(figure: Figure, key: str) -> bool:
    """Whether a figure is called so, or holds this office: of two presidents neither is *the president*."""
    return _is_form(figure, key) or (figure.kind is NameKind.PERSON and any(_ends(o, key) for o in _offices(figure)))


def _offices(figure: Figure) -> Iterator[str]:
    """What the documents say that somebody is, made comparable."""
    return (key_of(words) for _, name in figure.appearances for words in name.descriptions)


def _ends(words: str, key: str) -> bool:
    return words == key or words.endswith(" " + key)


def _is_same_name(figure: Figure, key: str) -> bool:
    """Whether the name typed has initials (*V. Putin*), or names that the documents leave out.

    Those stand within it (*Vladimir Vladimirovich Putin*), or before a surname that the documents have alone.
    """
    typed, full = key.split(), figure.key.split()
    if figure.kind is not NameKind.PERSON or figure.is_bare or len(typed) == 1 or typed[-1] != full[-1]:
        return False
    return _shortens(typed, full) or len(full) == 1 or (len(typed) > len(full) and typed[0] == full[0])


def _spelled_like(figures: Sequence[Figure], key: str) -> tuple[str, ...]:
    """Full names one of whose forms is nearly what was typed, nearest first; a mistyped name is no description."""
    near: dict[str, float] = defaultdict(float)
    for figure in figures:
        if figure.kind is NameKind.DESCRIBED:
            continue
        words = {*figure.keys, *figure.key.split()}
        if best := process.extractOne(key, words, scorer=fuzz.ratio, score_cutoff=_ALIKE):
            near[figure.full] = best[1]
    return tuple(sorted(near, key=lambda full: -near[full])[:_MOST_MEANT])
