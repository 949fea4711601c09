"""The cast of a story: names of several documents that mean the same one, and whom a typed name means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from ..domain.readings import Article, Name, NameKind, Quote
from ..domain.spans import Span
from ..reading.words import find_words

# Of a hundred; a letter or two wrong in a surname stays above it.
_ALIKE = 80
_MOST_MEANT = 3

Appearance = tuple[Article, Name]


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody or something that the documents name.

    `full` is the fullest form, `key` the same made comparable, `keys` all forms made comparable; `appearances` are
    the articles that name them, by number, with what each reading has of the name.
    """

    full: str
    kind: NameKind
    key: str
    keys: frozenset[str]
    appearances: tuple[Appearance, ...]

    @property
    def mentions(self) -> int:
        """How often the documents name them."""
        return sum(len(name.mentions) for _, name in self.appearances)

    def mentions_in(self, article: Article) -> tuple[Span, ...]:
        """Where one article names them."""
        number = article.document.number
        return tuple(span for at, name in self.appearances if at.document.number == number for span in name.mentions)


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a typed name means: one figure, several that fit equally well, or none and names spelled like it."""

    figures: tuple[Figure, ...] = ()
    meant: tuple[str, ...] = ()

    @property
    def only(self) -> Figure | None:
        """The figure, where there is no doubt."""
        return self.figures[0] if len(self.figures) == 1 else None


@dataclass(frozen=True, slots=True)
class Cast:
    """The figures of some articles in the order in which they come up.

    `bearers` finds one by the key of a full name, `by_form` all that a form of a name may mean.
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
    groups: dict[str, list[Appearance]] = {}
    for article in articles:
        for name in _named(article):
            groups.setdefault(key_of(name.full), []).append((article, name))
    fuller = {key: _fuller(key, groups) for key in _short_forms(groups)}
    merged: dict[str, list[Appearance]] = {}
    for key, appearances in groups.items():
        merged.setdefault(fuller.get(key, key), []).extend(appearances)
    figures = {key: _figure(key, appearances) for key, appearances in merged.items()}
    bearers = {key: figures[fuller.get(key, key)] for key in groups}
    return Cast(tuple(figures.values()), bearers, _by_form(figures.values()))


def resolve(figures: Sequence[Figure], asked: str) -> Resolved:
    """Whom a typed name means. Case, accents, apostrophes and a title before the name do not matter.

    The full name comes first, then some of its words, then any other form; more than one figure that fits is
    for the asker to decide. A name that fits nobody gets those that are spelled like it.
    """
    key = key_of(asked)
    if not key:
        return Resolved()
    for fits in (_is_full, _is_part, _is_form, _is_titled):
        if found := tuple(figure for figure in figures if fits(figure, key)):
            return Resolved(found)
    return Resolved(meant=_spelled_like(figures, key))


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


def _short_forms(groups: dict[str, list[Appearance]]) -> Iterator[str]:
    """The keys that may be a shorter form of a person's full name."""
    return (key for key, found in groups.items() if found[0][1].kind in {NameKind.PERSON, NameKind.DESCRIBED})


def _fuller(key: str, groups: dict[str, list[Appearance]]) -> str:
    """The one person's full name of which this is a shorter form, or the key itself."""
    words = key.split()
    fuller = [
        full for full, found in groups.items() if found[0][1].kind is NameKind.PERSON and _shortens(words, full.split())
    ]
    return fuller[0] if len(fuller) == 1 else key


def _by_form(figures: Iterable[Figure]) -> dict[str, tuple[Figure, ...]]:
    found: dict[str, tuple[Figure, ...]] = {}
    for figure in figures:
        for key in figure.keys | _surnames(figure):
            found[key] = (*found.get(key, ()), figure)
    return found


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


def _figure(key: str, appearances: list[Appearance]) -> Figure:
    appearances = sorted(appearances, key=lambda found: found[0].document.number)
    first = next((name for _, name in appearances if key_of(name.full) == key), appearances[0][1])
    forms = (form for _, name in appearances for form in (name.full, *name.forms))
    return Figure(first.full, first.kind, key, frozenset(map(key_of, forms)) - {""}, tuple(appearances))


def _is_full(figure: Figure, key: str) -> bool:
    return figure.key == key or figure.key.replace("-", " ") == key.replace("-", " ")


def _is_part(figure: Figure, key: str) -> bool:
    """Whether the words typed are some of a person's names, or the whole beginning of a body's name."""
    words = figure.key.replace("-", " ").split()
    typed = key.replace("-", " ").split()
    if figure.kind is NameKind.PERSON:
        return set(typed) <= set(words)
    return False


def _is_form(figure: Figure, key: str) -> bool:
    return key in figure.keys


def _is_titled(figure: Figure, key: str) -> bool:
    """Whether a title stands before one of a person's forms: *President Putin*."""
    return figure.kind is NameKind.PERSON and any(key.endswith(" " + form) for form in figure.keys if " " in key)


def _spelled_like(figures: Sequence[Figure], key: str) -> tuple[str, ...]:
    """Full names one of whose forms is nearly what was typed, nearest first."""
    near: dict[str, float] = defaultdict(float)
    for figure in figures:
        words = {*figure.keys, *figure.key.split()}
        if best := process.extractOne(key, words, scorer=fuzz.ratio, score_cutoff=_ALIKE):
            near[figure.full] = best[1]
    return tuple(sorted(near, key=lambda full: -near[full])[:_MOST_MEANT])
