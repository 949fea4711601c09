"""Questions: what is asked. Which kind of thing, of whom, and which act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, takewhile

from ...domain.readings import NameKind
from ...reading.lexicon import Lexicon
from ...reading.text.words import find_words, fold, stems
from ..material.cast import Cast, Figure
from .doers import Deed
from .forms import Form, read_form
from .offices import find_offices
from .strangers import find_strangers
from .terms import Term, asks_of_speech, read_terms
from .wordlists import OF_COUNTRY, SAME, AskingWords, Wanted, asking_words

# What answers a question how, or whether, or for what somebody did or said, seldom repeats its verb.
_TOLD_WITH_ACT = frozenset(
    {("who",), ("whom",), ("which",), ("what",), ("when",), ("where",), ("why",), ("how", "many"), ("how", "much")}
)


@dataclass(frozen=True)
class Question:
    """A question as typed, the terms that carry it, and what is asked.

    Which kind of thing: `wanted`. Of whom: `holders` are those whom it means by an office, `vacant` the stems of an
    office that nobody is known to hold, `strangers` full names in it that nobody of the cast bears, made comparable.
    Which act: `act` is its verb, where that shows and an answer is told with it, and `deed` what it says that somebody
    with a name did.
    """

    text: str
    terms: tuple[Term, ...]
    wanted: frozenset[Wanted]
    strangers: tuple[str, ...] = ()
    holders: frozenset[str] = frozenset()
    deed: Deed | None = None
    act: Term | None = None
    vacant: tuple[str, ...] = ()

    @cached_property
    def speech(self) -> bool:
        """Whether it asks what somebody said, and not who said it."""
        return Wanted.PERSON not in self.wanted and any(term.saying for term in self.terms)

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of all terms and of the names that they stand in, each once: what to look for."""
        names = (key for figure in self.figures for key in figure.keys)
        found = [found for term in self.terms for found in term.stems]
        return tuple(dict.fromkeys([*found, *(part for name in names for part in stems(name))]))

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Those of the cast whom the question names, each once."""
        return tuple({id(figure): figure for term in self.terms for figure in term.figures}.values())


def read_question(text: str, cast: Cast, lexicon: Lexicon) -> Question:
    """Tell the words that carry a question from those of grammar, and what it asks for."""
    asking = asking_words(lexicon)
    written = [text[word.start : word.end] for word in find_words(text) if word.spoken]
    words = [fold(word) for word in written]
    holders, vacant = find_offices(text, cast, asking.others, lexicon)
    terms = read_terms(text, cast, holders, asking)
    by_stem = {term.stem: term for term in terms}
    named = {fold(word) for word in written if any(term.figures for term in _terms_in([word], by_stem))}
    form = read_form(written, asking.small, named, asking.grammar)
    wanted = frozenset(_wanted(written, form, asking))
    asks_of_office = (asks_of_speech(words, asking) and Wanted.REASON not in wanted) or words[:1] == ["who"]
    return Question(
        text,
        terms,
        wanted,
        tuple(find_strangers(text, cast, asking.small, lexicon)),
        frozenset(figure.full for figures in holders.values() for figure in figures),
        _read_deed(form, written, by_stem, asking),
        _told_act(form, written, by_stem, asking),
        vacant if asks_of_office else (),
    )


def _terms_in(words: Iterable[str], by_stem: Mapping[str, Term]) -> list[Term]:
    return [by_stem[part] for word in words for part in stems(word) if part in by_stem]


def _told_act(form: Form, written: Sequence[str], by_stem: Mapping[str, Term], asking: AskingWords) -> Term | None:
    """The verb that says what is done, where it says much, and what answers is told with it."""
    asks_what = form.opener == ("what",) and form.helper == 1
    if form.act is None or asks_what or form.opener not in _TOLD_WITH_ACT:
        return None
    return next((term for term in _terms_in([written[form.act]], by_stem) if term.stem not in asking.light), None)


def _read_deed(form: Form, written: Sequence[str], by_stem: Mapping[str, Term], asking: AskingWords) -> Deed | None:
    """Who is said to have done what, where that is asked of somebody with a name."""
    if form.doer is None or form.act is None:
        return None
    own = [term for term in _terms_in(written[form.doer], by_stem) if term.figures]
    done = _terms_in([written[form.act]], by_stem)
    if not own or not done:
        return None
    figures = [figure for term in own for figure in term.figures]
    meant = frozenset(part for term in own for part, worth in term.others.items() if worth >= OF_COUNTRY)
    return Deed(
        frozenset(figure.full for figure in figures),
        meant | {term.stem for term in own},
        frozenset(part for term in done for part in (term.stem, *_alike(term))),
        is_land=any(figure.kind is NameKind.COUNTRY for figure in figures),
        is_open=not form.opener,
    )


def _alike(term: Term) -> Iterator[str]:
    return (part for part, worth in term.others.items() if worth >= SAME)


def _wanted(written: Sequence[str], form: Form, asking: AskingWords) -> Iterator[Wanted]:
    for wanted, openers in asking.openers.items():
        of_kind = wanted is not Wanted.BODY or 2 in (form.helper, form.act)  # not *which company car did …*
        if of_kind and any(_asks_with(opener.split(), written, form, asking) for opener in openers):
            yield wanted
    words = [fold(word) for word in written]
    if form.opener == ("what",) and not asking.amounts.isdisjoint(_amount_words(words, form, asking)):
        yield Wanted.QUANTITY


def _asks_with(opener: Sequence[str], written: Sequence[str], form: Form, asking: AskingWords) -> bool:
    """Whether a question asks with some words: at its start, or behind *and* or a preposition; not in another clause.

    Nor does *Who* ask, in *Doctor Who*.
    """
    words = [fold(word) for word in written]
    joints = asking.grammar.prepositions | {"and", "or"}
    places = (at for at in range(1, len(words)) if not form.opener or words[at - 1] in joints)
    free = (at for at in places if written[at].islower() or written[at - 1].islower())
    return any(words[at : at + len(opener)] == opener for at in chain([0], free))


def _amount_words(words: Sequence[str], form: Form, asking: AskingWords) -> Iterator[str]:
    """The stems that tell whether *what* asks for an amount: of its noun (*what is the price of*), or of its verb."""
    if form.helper is not None and words[form.helper] in asking.grammar.helping:
        asked = [*words[1 : form.helper], words[-1]]
    else:
        asked = list(takewhile(lambda word: word not in asking.grammar.prepositions, words))
    return (part for word in asked for part in stems(word))
