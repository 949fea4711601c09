"""Agreement: whether two lines say the same, so that one of them may stand for both."""

from __future__ import annotations

from ...domain.layers import quotes_in
from ...reading.lexicon import Lexicon
from ..material.kept import kept
from ..material.lines import Line, denies
from .likeness import read_bag
from .particulars import find_discords

SAME = 0.3
"""Lines say the same from this likeness on."""
_FEW_COMMON, _SURELY_SAME = 3, 0.45
"""So few words in common make two lines the same only from a higher likeness on; fewer never do."""


def say_the_same(ours: Line, theirs: Line, likeness: float, common: int, lexicon: Lexicon) -> bool:
    """Whether two lines are alike in several words, both deny or none does, and no particular differs in them.

    `likeness` is how much they are alike beside others, `common` how many words they have in common.
    """
    if likeness < SAME or common < _FEW_COMMON or (common == _FEW_COMMON and likeness < _SURELY_SAME):
        return False
    if speaks(ours) != speaks(theirs) or denies(ours) != denies(theirs):
        return False
    return _quote_the_same(ours, theirs, lexicon) and not differ(ours, theirs, likeness, lexicon)


def differ(ours: Line, theirs: Line, likeness: float, lexicon: Lexicon) -> bool:
    """Whether a particular is not the same in two lines that are so much alike."""
    return next(find_discords(ours, theirs, likeness, lexicon), None) is not None


@kept(8192)
def speaks(line: Line) -> bool:
    """Whether most of a line is quoted: what is said and what is told are no two versions of one thing."""
    near = quotes_in(line.article).across(line.unit)
    quotes = (quote.span for quote in near if line.unit.contains(quote.span) and not quote.nested)
    return 2 * sum(map(len, quotes)) > len(line.unit)


def _quote_the_same(ours: Line, theirs: Line, lexicon: Lexicon) -> bool:
    """Whether not both quote somebody, or with the same words: one speaker says more than one thing."""
    one, other = _quoted(ours, lexicon), _quoted(theirs, lexicon)
    return 2 * len(one & other) >= min(len(one), len(other))


@kept(8192)
def _quoted(line: Line, lexicon: Lexicon) -> frozenset[str]:
    """The words that a line quotes, as they are compared."""
    text, quotes = line.article.document.text, quotes_in(line.article).across(line.unit)
    own = (quote.span.of(text) for quote in quotes if line.unit.contains(quote.span))
    return frozenset(word for words in own for word in read_bag(words, lexicon))
