"""The lexicon's lists turned round: from a word to what it is. Made once for a lexicon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from ..domain.readings import NameKind
from .lexicon import Lexicon, Organisations
from .speech_lists import Cues, QuotationFacts
from .text.words import find_words, fold

# Ends of words for those who do a science or a trade.
_TRADES = ("ologist", "icist", "ographer", "ician", "iatrist", "-year-old")


class Gender(StrEnum):
    """What a pronoun must agree with."""

    WOMAN = "woman"
    MAN = "man"


class Vocabulary:
    """Looks words up. Every key is folded, and several words are joined by one blank."""

    def __init__(self, lexicon: Lexicon) -> None:
        words, roles = lexicon.function_words, lexicon.roles
        self.function_words = words
        self.roles, self.exchange = roles, lexicon.cues
        self.determiners = words.articles | words.demonstratives | words.possessives | words.quantities
        self.small = self.determiners | words.prepositions | words.conjunctions | words.auxiliaries
        self.small |= words.indefinite
        self.small |= words.male | words.female | words.plural | words.neuter | words.speaking | words.adverbs
        self.starters = frozenset(fold(word) for word in lexicon.abbreviations.starters)
        self.titles = {fold(t) for t in roles.titles | roles.male_titles | roles.female_titles}
        self.title_lengths = _lengths_by_end(self.titles)
        self.people = roles.people | roles.women | roles.men | roles.traits
        self.groups = frozenset(_plural(noun) for noun in self.people) | roles.groups
        self.singular = {_plural(noun): noun for noun in self.people}
        self.traits = roles.traits
        self.nationals = frozenset(key_of(noun) for noun in roles.nationals)
        self.adjectives = roles.plain_adjectives
        self.departments, self.honours = roles.departments, roles.honours
        self._list_bodies(lexicon.organisations)
        self._list_utterances(lexicon.quotations)
        self.particles, self.leading_particles = lexicon.given_names.particles, lexicon.given_names.leading_particles
        self.stances = lexicon.stances
        self._genders_of_offices = _genders([*roles.female_titles, *roles.women], [*roles.male_titles, *roles.men])
        self._genders = _genders(lexicon.given_names.women, lexicon.given_names.men) | self._genders_of_offices
        self.countries = _countries(lexicon)
        self.adjectival = {fold(a): name for name, row in lexicon.countries.countries.items() for a in row.adjectives}
        self.adjective_of = {
            name: row.adjectives[0] for name, row in lexicon.countries.countries.items() if row.adjectives
        }
        rows = lexicon.countries.countries.items()
        self.capitals = {key_of(c).removeprefix("the "): name for name, row in rows for c in row.capitals}
        self.seats = {key_of(c).removeprefix("the "): c for _, row in rows for c in row.capitals}
        self.outlets = _outlets(lexicon)
        self.outlet_names = frozenset(self.outlets.values())
        self.platforms = frozenset(fold(platform) for platform in lexicon.outlets.platforms)
        self.calendar = frozenset(
            fold(f) for forms in (*lexicon.calendar.months, *lexicon.calendar.weekdays) for f in forms
        )
        self.given_months = frozenset(w for w in self.calendar if w in self._genders)
        self.cues = read_cues(lexicon.cues)
        self.appended, self.ahead = lexicon.outlets.appended, lexicon.tenses.ahead
        self.zones = frozenset(zone for zone in lexicon.abbreviations.after_clock if zone.isupper())
        self.verbs = lexicon.tenses.irregular_past | self.cues.keys()
        self.claim_nouns = lexicon.cues.nouns | {_plural(noun) for noun in lexicon.cues.nouns}
        self.opinions, self.complaining = lexicon.cues.opinions, lexicon.cues.complaining
        self.bare, self.hearing = lexicon.cues.bare, lexicon.cues.hearing
        self.no_statement = lexicon.cues.no_statement
        self.wrongs, self.harms = lexicon.cues.wrongs, lexicon.cues.harms
        self.refuting = lexicon.cues.refuting

    def _list_bodies(self, bodies: Organisations) -> None:
        self.bodies, self.documents, self.media = bodies.bodies, bodies.documents, bodies.media
        self.places, self.things = bodies.places, bodies.things
        self.numbered, self.firms = bodies.numbered, bodies.firms
        self.corporate, self.personal = bodies.offices, bodies.personal
        self.of_companies = tuple(f"-{end}" for end in bodies.linked_to_companies)
        self.linked = self.of_companies + tuple(f"-{end}" for end in bodies.linked_to_anybody)
        self.companies = frozenset(fold(word) for word in bodies.companies)
        self.metonyms = {fold(m) for m in bodies.metonyms}

    def _list_utterances(self, facts: QuotationFacts) -> None:
        self.utterances = facts.utterances
        self.rubrics, self.elisions = facts.rubrics, facts.elisions
        self.reckonings = facts.reckonings
        self.passed_on, self.released = facts.passed_on, facts.released
        self.sayings, self.writing = facts.sayings, facts.writing
        self.askers, self.answerers = facts.askers, facts.answerers
        self.signs = facts.signs
        self.authored = self.utterances | facts.authored

    def gender(self, word: str) -> Gender | None:
        """Tell whether a title, a noun or a given name (folded) is a woman's or a man's."""
        return self._genders.get(word)

    def gender_of_office(self, word: str) -> Gender | None:
        """Tell the same of a title or a noun alone: *a frank adviser* and *a peer* bear no names."""
        return self._genders_of_offices.get(word)

    def is_spoken(self, form: str) -> bool:
        """Tell whether a folded word is a form of a verb by which somebody speaks: *said*, *explain*, *shouted*."""
        cue = self.cues.get(form)
        return cue is not None and bool(cue.classes & (SPOKEN | {CueClass.MANNER}))

    def lands(self, words: Sequence[str]) -> set[str]:
        """Tell the countries whose adjectives stand among folded words; two words may be one adjective."""
        found: set[str] = set()
        for place, word in enumerate(words):
            pair = f"{words[place - 1]} {word}" if place else ""
            if pair in self.adjectival:
                found.add(self.adjectival[pair])
            elif word in self.adjectival:
                found.add(self.adjectival[word])
        return found

    def is_known_name(self, key: str) -> bool:
        """Tell whether a list holds these folded words as a name."""
        return key in self.outlets or key in self.countries or key in self.capitals or key in self.metonyms

    def noun_kind(self, noun: str) -> NameKind | None:
        """Tell what a folded noun denotes: a person or people, a body, media, a document; None for anything else."""
        kin, counted, _ = noun.partition("-of-")  # mum-of-two
        if noun.endswith(_TRADES) or noun in self.people or noun in self.groups or (counted and kin in self.people):
            return NameKind.DESCRIBED
        if noun in self.media:
            return NameKind.OUTLET
        if noun in self.documents:
            return NameKind.DOCUMENT
        body = noun in self.firms or noun in self.bodies or noun.removesuffix("s") in self.bodies
        return NameKind.ORGANISATION if body else None


class CueClass(StrEnum):
    """What a verb of saying does with the words."""

    SAY = "say"
    WRITE = "write"
    ASK = "ask"
    MANNER = "manner"
    DENY = "deny"
    ACCUSE = "accuse"
    PREDICT = "predict"
    STRESS = "stress"
    CALL = "call"


SPOKEN = frozenset({CueClass.SAY, CueClass.WRITE, CueClass.ASK, CueClass.DENY, CueClass.ACCUSE, CueClass.PREDICT})


@dataclass(frozen=True, slots=True)
class Cue:
    """A form of a verb of saying: its base, all classes it belongs to, and the words of which one must follow it.

    Point *out* has one such word, brush *off* and *aside* are two.
    `plain` is the verb without that word, where it is a verb of saying too (*rule that*, *rule out*).
    """

    base: str
    classes: frozenset[CueClass]
    particles: frozenset[str] = frozenset()
    plain: Cue | None = None


def read_cues(cues: Cues) -> dict[str, Cue]:
    """Map every form of every verb to its cue; of a verb with a particle the first word's forms."""
    classes: dict[str, set[CueClass]] = defaultdict(set)
    for cue_class in CueClass:
        for verb in getattr(cues, cue_class.value):
            classes[verb].add(cue_class)
    found: dict[str, Cue] = {}
    for verb in sorted(classes, key=lambda v: (-v.count(" "), v)):
        base, _, particle = verb.partition(" ")
        plain = Cue(base, frozenset(classes[base])) if particle and base in classes else None
        alike = (other for other, theirs in classes.items() if theirs == classes[verb])
        particles = frozenset(other.removeprefix(f"{base} ") for other in alike if other.startswith(f"{base} "))
        cue = Cue(verb, frozenset(classes[verb]), particles if particle else frozenset(), plain)
        for form in verb_forms(base, cues.irregular.get(base, ())):
            found.setdefault(form, cue)
    return found


def verb_forms(base: str, irregular: Iterable[str] = ()) -> set[str]:
    """Conjugate an English verb: base, third person, participle and past; `irregular` forms replace the past."""
    soft = base.endswith("y") and base[-2:-1] not in "aeiou"
    hissing = base.endswith(("s", "x", "z", "ch", "sh", "o"))
    third = base[:-1] + "ies" if soft else base + ("es" if hissing else "s")
    past = base[:-1] + "ied" if soft else base + ("d" if base.endswith("e") else "ed")
    stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) else base
    irregular = set(irregular)
    doubled = next((form[:-2] for form in irregular if form.endswith(base[-1] * 2 + "ed")), None)
    return {base, third, (doubled or stem) + "ing", *(irregular or {past})}


@lru_cache(maxsize=4)
def open_vocabulary(lexicon: Lexicon) -> Vocabulary:
    """Make the vocabulary of a lexicon, or give the one made before."""
    return Vocabulary(lexicon)


def key_of(words: str) -> str:
    """Fold several words for looking up, without the marks between them."""
    return " ".join(word.folded for word in find_words(words) if word.spoken)


def _plural(noun: str) -> str:
    if noun.endswith("man"):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _genders(women: Iterable[str], men: Iterable[str]) -> dict[str, Gender]:
    return {fold(w): Gender.WOMAN for w in women} | {fold(m): Gender.MAN for m in men}


def _countries(lexicon: Lexicon) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, row in lexicon.countries.countries.items():
        found |= dict.fromkeys(map(key_of, (name, *row.aliases)), name)
    return found


def _outlets(lexicon: Lexicon) -> dict[str, str]:
    lists: Iterable[Mapping[str, tuple[str, ...]]] = (
        lexicon.outlets.papers,
        lexicon.outlets.broadcasters,
        lexicon.outlets.agencies,
    )
    return {
        key_of(spelling).removeprefix("the "): name.removeprefix("The ")
        for rows in lists
        for name, aliases in rows.items()
        for spelling in (name, *aliases)
    }


def _lengths_by_end(phrases: Iterable[str]) -> Mapping[str, int]:
    """For each last word of some phrases how many words the longest phrase has that ends with it."""
    divided = sorted((phrase.split() for phrase in phrases), key=len)
    return {words[-1]: len(words) for words in divided}
