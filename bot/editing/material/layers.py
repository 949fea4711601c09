"""What reading found in an article, by where it stands: kept, since every line asks for what it holds."""

from __future__ import annotations

from ...domain.layers import Layer
from ...domain.readings import Article, Claim, DateMention, Name
from ...domain.spans import Span
from .kept import ARTICLES, kept


@kept(ARTICLES)
def claims_in(article: Article) -> Layer[Claim]:
    """The claims of an article."""
    return Layer((claim.span, claim) for claim in article.reading.claims)


@kept(ARTICLES)
def dates_in(article: Article) -> Layer[DateMention]:
    """The dates of an article."""
    return Layer((date.span, date) for date in article.reading.dates)


@kept(ARTICLES)
def mentions_in(article: Article) -> Layer[tuple[Span, Name]]:
    """The mentions of names in an article, each with the name."""
    return Layer((span, (span, name)) for name in article.reading.names for span in name.mentions)
