"""Profiles: what the documents have of one name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..domain.citations import Snippet, cite
from ..domain.errors import CutQuotation
from ..domain.notices import Nothing, WhichOne
from ..domain.readings import Article, Claim, Name, NameKind
from ..domain.spans import Span
from ..domain.speech import Appearance, ClaimLine, Profile
from .material.cast import Figure, key_of, resolve
from .material.lines import cite_lines, line_at
from .material.story import Story
from .nothing import ask_back
from .quotes import cite_quote, quotes_by


def draw_profile(story: Story, name: str) -> Profile | WhichOne | Nothing:
    """Who somebody is said to be, what they said, what they are reported to claim, and the other lines on them."""
    resolved = resolve(story.cast.figures, name)
    figure = resolved.only or (None if resolved.figures else _figure_as_written(story, name))
    if not figure:
        return ask_back(name, resolved, story)
    quotes = tuple(quotes_by(story, figure))
    claims = tuple(dict.fromkeys(_claims(story, figure)))
    about = tuple(dict.fromkeys(_claims_about(story, figure)))
    shown = {claim.snippet for claim in (*claims, *about)} | {
        line_at(article, quote.marks).cite() for article, quote in quotes
    }
    return Profile(
        figure.full,
        figure.kind,
        tuple(_descriptions(figure)),
        tuple(cite_quote(article, quote) for article, quote in quotes),
        claims,
        tuple(line for line in _naming_lines(figure) if line not in shown),
        about,
        tuple(Appearance(article.document, len(name.mentions)) for article, name in figure.appearances),
    )


def _figure_as_written(story: Story, name: str) -> Figure | None:
    """Somebody whom reading knows by no name, where the documents have the very words, beginning with a capital."""
    words = r"\s+".join(map(re.escape, name.split()))
    pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    appearances = []
    for article in story.articles:
        found = [match for match in pattern.finditer(article.document.text) if match[0][:1].isupper()]
        if found:
            mentions = tuple(Span(*match.span()) for match in found)
            appearances.append((article, Name(found[0][0], NameKind.DESCRIBED, (), (), mentions)))
    if not appearances:
        return None
    full = " ".join(appearances[0][1].full.split())
    return Figure(full, NameKind.DESCRIBED, key_of(full), frozenset({key_of(full)}), tuple(appearances))


def _claims(story: Story, figure: Figure) -> Iterator[ClaimLine]:
    for article in story.articles:
        for claim in article.reading.claims:
            if figure.full in _authors(claim, story):
                yield ClaimLine(line_at(article, claim.span).cite(), claim.author, claim.stance, claim.via)


def _authors(claim: Claim, story: Story) -> frozenset[str]:
    """Whose claim it is: all of them where it is a joint one."""
    return frozenset(story.cast.name_of(name) for name in (claim.author, *claim.author.split(" and ")))


def _claims_about(story: Story, figure: Figure) -> Iterator[ClaimLine]:
    """What others claim with the figure's name in it."""
    articles = {article.document.number: article for article, _ in figure.appearances}
    return (claim for article in articles.values() for claim in _claims_in(article, story, figure))


def _claims_in(article: Article, story: Story, figure: Figure) -> Iterator[ClaimLine]:
    mentions = figure.mentions_in(article)
    for claim in article.reading.claims:
        is_named = any(claim.span.contains(mention) for mention in mentions)
        if is_named and figure.full not in _authors(claim, story):
            yield ClaimLine(line_at(article, claim.span).cite(), claim.author, claim.stance, claim.via)


def _naming_lines(figure: Figure) -> Iterator[Snippet]:
    """The lines that name a figure, each once."""
    return iter(
        dict.fromkeys(line for article, name in figure.appearances for line in cite_lines(article, name.mentions))
    )


def _descriptions(figure: Figure) -> Iterator[Snippet]:
    """Titles and roles where the documents first give them, each once; *President* says nothing beside another's."""
    told: dict[str, Snippet] = {}
    for article, name in figure.appearances:
        for words in name.descriptions:
            if key_of(words) not in told and (snippet := _find_description(article, name, words)):
                told[key_of(words)] = snippet
    return (snippet for key, snippet in told.items() if not any(other.endswith(f" {key}") for other in told))


def _find_description(article: Article, name: Name, words: str) -> Snippet | None:
    """The description's own words near the first mention that has them; none that would cut a quotation."""
    for mention in name.mentions:
        unit = line_at(article, mention).unit
        start = article.document.text.find(words, unit.start, unit.end)
        if words and start >= 0:
            try:
                return cite(article, Span(start, start + len(words)))
            except CutQuotation:
                continue
    return None
