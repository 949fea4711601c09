"""The facts of the language that reading goes by. Each class is one file of ``config/lexicon``, of the same name.

The files are read and checked by ``settings``; reading itself opens nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .speech_lists import Cues, QuotationFacts, Silences, StanceWords, UnsaidWords


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Abbreviations, without their last full stop, by what may stand after them; and words that open sentences."""

    before_name: frozenset[str]
    before_number: frozenset[str]
    calendar: frozenset[str]
    inside: frozenset[str]
    either: frozenset[str]
    clock: frozenset[str]
    after_clock: frozenset[str]
    marked_names: frozenset[str]
    labels: frozenset[str]
    starters: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Words of the calendar. Lists of forms stand in the calendar's order; holidays map a name to a rule.

    Compared and hashed by identity, as the other lists that hold mappings are: what is built from it is kept by it.
    """

    months: tuple[tuple[str, ...], ...]
    names_too: frozenset[str]
    weekdays: tuple[tuple[str, ...], ...]
    seasons: tuple[tuple[str, ...], ...]
    day_parts: tuple[str, ...]
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    short_scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    decades: Mapping[str, int]
    holidays: Mapping[str, str]
    no_year_after: frozenset[str]
    no_year_before: frozenset[str]
    no_weekday_after: frozenset[str]
    no_date_after: tuple[str, ...]
    no_date_before: tuple[str, ...]
    recurring: frozenset[str]
    year_leads: frozenset[str]
    year_verbs: frozenset[str]
    month_leads: frozenset[str]
    person_leads: frozenset[str]
    decade_owners: frozenset[str]
    day_verbs: frozenset[str]
    season_leads: frozenset[str]
    holiday_leads: frozenset[str]
    goes_on: frozenset[str]
    lasting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tenses:
    """Words that tell past from future; `joints` are words before which a clause ends."""

    future: frozenset[str]
    awaited: frozenset[str]
    timetable: frozenset[str]
    irregular_past: frozenset[str]
    participles: frozenset[str]
    no_past: frozenset[str]
    joints: frozenset[str]
    before_nouns: frozenset[str]
    before_verbs: frozenset[str]
    orders: frozenset[str]
    ahead: frozenset[str]


@dataclass(frozen=True, slots=True)
class FunctionWords:
    """The closed word classes of English."""

    articles: frozenset[str]
    demonstratives: frozenset[str]
    possessives: frozenset[str]
    quantities: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    auxiliaries: frozenset[str]
    being: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    plural: frozenset[str]
    neuter: frozenset[str]
    indefinite: frozenset[str]
    speaking: frozenset[str]
    adverbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Roles:
    """What people are called: titles as they stand before a name, nouns for one person and for many."""

    male_titles: frozenset[str]
    female_titles: frozenset[str]
    titles: frozenset[str]
    people: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    groups: frozenset[str]
    traits: frozenset[str]
    plain_adjectives: frozenset[str]
    departments: frozenset[str]
    honours: frozenset[str]
    others: frozenset[str]
    mutual: frozenset[str]
    children: frozenset[str]
    parents: frozenset[str]
    collectives: frozenset[str]
    twosomes: frozenset[str]
    leading: frozenset[str]
    ranks: frozenset[str]
    lesser: frozenset[str]
    nationals: frozenset[str]
    broader: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Organisations:
    """Words by which bodies, documents, places and things are known, and seats that stand for who sits there."""

    bodies: frozenset[str]
    companies: frozenset[str]
    documents: frozenset[str]
    places: frozenset[str]
    things: frozenset[str]
    metonyms: frozenset[str]
    media: frozenset[str]
    numbered: frozenset[str]
    firms: frozenset[str]
    offices: frozenset[str]
    personal: frozenset[str]
    linked_to_companies: frozenset[str]
    linked_to_anybody: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Outlets:
    """Agencies, broadcasters and papers, each with the other ways to cite it; platforms pass nothing on."""

    agencies: Mapping[str, tuple[str, ...]]
    broadcasters: Mapping[str, tuple[str, ...]]
    papers: Mapping[str, tuple[str, ...]]
    platforms: frozenset[str]
    appended: frozenset[str]


@dataclass(frozen=True, slots=True)
class Country:
    """What belongs to a country: adjectives, plurals for its people, seats of government, other names."""

    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Countries:
    """Countries by the name that the program shows."""

    countries: Mapping[str, Country]


@dataclass(frozen=True, slots=True)
class GivenNames:
    """Given names that tell women from men."""

    women: frozenset[str]
    men: frozenset[str]
    particles: frozenset[str]
    leading_particles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Instruments:
    """Words for agreements, for making them, and for what they do and do not hold."""

    nouns: tuple[str, ...]
    references: frozenset[str]
    parts: frozenset[str]
    signing: tuple[str, ...]
    signature: tuple[str, ...]
    concluding: frozenset[str]
    adopting: frozenset[str]
    former: frozenset[str]
    further: frozenset[str]
    coverage: tuple[str, ...]
    undertakings: tuple[str, ...]
    discussion: tuple[str, ...]
    exclusion: tuple[str, ...]
    containing: tuple[str, ...]
    replacing: tuple[str, ...]
    running: tuple[str, ...]
    unions: tuple[str, ...]
    meetings: tuple[str, ...]
    venues: tuple[str, ...]
    waters: frozenset[str]
    papers: tuple[str, ...]
    players: tuple[str, ...]
    engagements: frozenset[str]
    brokering: tuple[str, ...]
    residents: tuple[str, ...]
    to_come: tuple[str, ...]
    attending: tuple[str, ...]
    leaders: tuple[str, ...]
    leaderships: tuple[str, ...]
    before_ministers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector's words, and the wider sectors that it comes with."""

    words: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Sectors:
    """Sectors by name; `actors` make an office or a body of a sector's word.

    `weak` words name a sector only where it is said to be covered, discussed or foreseen.
    """

    sectors: Mapping[str, Sector]
    actors: frozenset[str]
    weak: frozenset[str]


@dataclass(frozen=True, slots=True)
class Questions:
    """How questions ask, by the kind of thing that answers, and what a line of each kind has in it."""

    small: frozenset[str]
    person: tuple[str, ...]
    time: tuple[str, ...]
    place: tuple[str, ...]
    quantity: tuple[str, ...]
    duration: tuple[str, ...]
    reason: tuple[str, ...]
    body: tuple[str, ...]
    saying: frozenset[str]
    speech: frozenset[str]
    amounts: frozenset[str]
    prices: frozenset[str]
    paying: frozenset[str]
    reasons: frozenset[str]
    spans: frozenset[str]
    places: frozenset[str]
    ranks: frozenset[str]
    helping: frozenset[str]
    light: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Synonyms:
    """Other words: `same` can stand for each other, `kinds` name a class, `irregular` are forms of one verb."""

    same: tuple[tuple[str, ...], ...]
    kinds: Mapping[str, tuple[str, ...]]
    irregular: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class History:
    """Words that tell history from news; `occasions` are regular expressions.

    `acts` are verbs of `reporting` that are acts before one of `act_prepositions`; `subordinators` open a clause.
    """

    cues: tuple[str, ...]
    openers: tuple[str, ...]
    occasions: tuple[str, ...]
    comment: tuple[str, ...]
    terms: tuple[str, ...]
    news: tuple[str, ...]
    reporting: tuple[str, ...]
    acts: tuple[str, ...]
    act_prepositions: tuple[str, ...]
    subordinators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Discourse:
    """Words that bind a line to the one before it: at its head, set off inside it, or pointing without a name.

    `unbinding` are words after which an opener binds nothing; `clauses` follow an *it* that points at nothing. `bonus`
    and `stigma` are words that speak for a sentence in a summary or against it.
    """

    openers: frozenset[str]
    asides: frozenset[str]
    pointers: frozenset[str]
    unbinding: frozenset[str]
    clauses: frozenset[str]
    bonus: frozenset[str]
    stigma: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All lists together; a field is the file of its name."""

    abbreviations: Abbreviations
    function_words: FunctionWords
    roles: Roles
    organisations: Organisations
    outlets: Outlets
    countries: Countries
    given_names: GivenNames
    calendar: Calendar
    tenses: Tenses
    instruments: Instruments
    sectors: Sectors
    history: History
    quotations: QuotationFacts
    cues: Cues
    questions: Questions
    synonyms: Synonyms
    discourse: Discourse
    silences: Silences
    unsaid: UnsaidWords
    stances: StanceWords
