"""Summaries beside the lead and sumy's methods, in one process and at the same number of words.

    python -m benchmarks.bench_summary [DATA]

DATA is a folder of public sets as ``tests/quality/public.py`` describes them; the figures are that file's ROUGE-1, -2
and -L. Without DATA only the time is taken, on the annotated articles. sumy's methods are run twice: as the bot offers
them, and alone, from sumy's own parser on. With DATA the section *Summaries* of ``benchmarks/RESULTS.md`` is written
anew.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain, islice, zip_longest
from json import loads
from pathlib import Path
from typing import Any

from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.kl import KLSummarizer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.reduction import ReductionSummarizer
from sumy.summarizers.sum_basic import SumBasicSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import get_stop_words

from bot.domain.documents import Document, Draft
from bot.domain.readings import Article
from bot.domain.summaries import Summary
from bot.editing.material.kept import empty_caches
from bot.editing.material.lines import lines_of
from bot.editing.material.prose import is_statement
from bot.editing.material.story import Story, read_story
from bot.editing.summaries.summaries import DEFAULT_METHOD, METHODS, Assignment, choose_summary
from bot.editing.summaries.sumy_methods import rank_sentences
from bot.reading.lexicon import Lexicon
from bot.reading.reader import read_document
from bot.settings.lexicon import load_lexicon
from tests.quality import public

from .bench_reading import OfflineTokenizer
from .results import tell_machine, write_section

HOUSE = Path(__file__).resolve().parent.parent
ARTICLES = HOUSE / "tests" / "quality" / "gold"
KINDS = ("rouge-1", "rouge-2", "rouge-l")
LONG = 1000
LINES = 5
ROUNDS = 3

SUMY = {
    "lexrank": LexRankSummarizer,
    "textrank": TextRankSummarizer,
    "lsa": LsaSummarizer,
    "luhn": LuhnSummarizer,
    "kl": KLSummarizer,
    "sumbasic": SumBasicSummarizer,
    "reduction": ReductionSummarizer,
}
"""Edmundson's method wants lists of words, of which sumy has none: it runs as the bot offers it, with the lexicon's."""

REMARKS = """\
Summaries are compared at the mean length of their references, as `tests/quality/public.py` does. *desk* is our own
method; its weights were set on every other article of gold_summaries and on the first two topics of multiling2011, and
checked on the rest, which the last two rows show. *lead* is the first statement of each document, then the second of
each. Other names are sumy's methods as the bot offers them, on its own lines without headings and twins; *sumy alone*
has sumy's own parser, tokenizer, stemmer and stop words."""

HELD_OUT = {"gold_summaries": slice(1, None, 2), "multiling2011": slice(2, None)}
"""The items that had no part in setting the weights."""

Choose = Callable[[Story, int], Sequence[str]]
"""A summary: from a story, as that many lines at most in the order of the text."""


@dataclass(frozen=True)
class Item:
    """Documents that are summed up together, and what people wrote of them."""

    story: Story
    references: Sequence[str]


class InProcess:
    """What `public.filled` asks for lines, without starting a program."""

    def __init__(self, choose: Choose, story: Story) -> None:
        self._choose, self._story = choose, story

    def summarize(self, lines: int, together: bool) -> list[list[dict[str, str]]]:  # noqa: FBT001
        """One summary."""
        return [[{"text": text} for text in self._choose(self._story, lines)]]


def read_article(number: int, record: Mapping[str, str], lexicon: Lexicon) -> Article:
    """A document of a set, read from end to end."""
    published = date.fromisoformat(record["published"]) if record.get("published") else None
    draft = Draft(record["file"], record["text"], published=published)
    document = Document(number, draft.file, draft.text, draft.sha256, published=published)
    return Article(document, read_document(draft.text, lexicon, published))


def read_set(path: Path, lexicon: Lexicon) -> list[Item]:
    """The items of a set: a document each, or the documents of a topic together; none where it has no summaries."""
    record = loads(path.read_text("utf-8"))
    documents = [[each] for each in record.get("documents", []) if each.get("summaries")]
    groups = [*((group, group[0]["summaries"]) for group in documents)]
    groups += [(topic["documents"], topic["summaries"]) for topic in record.get("topics", [])]
    return [
        Item(read_story([read_article(n, each, lexicon) for n, each in enumerate(group, start=1)]), references)
        for group, references in groups
    ]


def ours(method: str, lexicon: Lexicon) -> Choose:
    """A method as the bot offers it."""

    def choose(story: Story, lines: int) -> Sequence[str]:
        document = story.articles[0] if len(story.articles) == 1 else None
        summary = choose_summary(story, Assignment(lines, method, (document,) if document else ()), lexicon)
        return [line.text for line in summary.lines] if isinstance(summary, Summary) else []

    return choose


def lead(lexicon: Lexicon) -> Choose:
    """The first lines that state something: of several documents the first of each, then the second of each."""

    def choose(story: Story, lines: int) -> Sequence[str]:
        columns = [[line for line in lines_of([article]) if is_statement(line, lexicon)] for article in story.articles]
        order = [line for row in zip_longest(*columns) for line in row if line][:lines]
        return [line.text for line in sorted(order, key=lambda line: (line.article.document.number, line.unit))]

    return choose


def sumy_alone(make: Callable[..., Any]) -> Choose:
    """A method of sumy's with sumy's own parser, tokenizer, stemmer and stop words, on the documents as one text."""

    @cache
    def rank(text: str) -> list[tuple[int, str]]:
        """The sentences, best first, with their places; found once, as it does not depend on how many are wanted."""
        document = PlaintextParser(text, OfflineTokenizer()).document
        places = {id(sentence): place for place, sentence in enumerate(document.sentences)}
        ranked = summarizer_of(make, rank_sentences)(document, len(places))
        return [(places[id(sentence)], str(sentence)) for sentence in ranked]

    def choose(story: Story, lines: int) -> Sequence[str]:
        text = "\n\n".join(article.document.text for article in story.articles)
        return [sentence for _, sentence in sorted(rank(text)[:lines])]

    return choose


def summarizer_of(make: Callable[..., Any], last_step: Callable[..., object] | None = None) -> Any:  # noqa: ANN401
    """A summarizer set up as in sumy's own example."""
    summarizer = make(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    if last_step:
        summarizer._get_best_sentences = last_step
    return summarizer


def score(items: Sequence[Item], choose: Choose) -> list[float]:
    """ROUGE-1, -2 and -L over the items, by the rules of `public`."""
    totals: Counter[str] = Counter()
    for item in items:
        references = [public.words(reference) for reference in item.references]
        budget = round(sum(map(len, references)) / len(references))
        (summary,) = public.filled(InProcess(choose, item.story), [budget], together=False)
        for reference in references:
            totals.update({kind: value / len(references) for kind, value in public.rouge(summary, reference).items()})
    return [totals[kind] / len(items) for kind in KINDS]


def systems(lexicon: Lexicon) -> Iterator[tuple[str, Choose]]:
    """All that are compared, by the names of the table."""
    yield DEFAULT_METHOD, ours(DEFAULT_METHOD, lexicon)
    yield "lead", lead(lexicon)
    for name in METHODS:
        if name != DEFAULT_METHOD:
            yield name, ours(name, lexicon)
    for name, make in SUMY.items():
        yield f"{name}, sumy alone", sumy_alone(make)


def take_times(lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """Seconds for five lines of a thousand that are read already, with nothing remembered from before."""
    text = "\n".join(path.read_bytes().decode("utf-8") for path in sorted(ARTICLES.glob("*.txt")))
    article = read_article(1, {"file": "long.txt", "text": "\n".join([text] * 3)}, lexicon)
    article = replace(article, reading=replace(article.reading, units=article.reading.units[:LONG]))
    for method in (DEFAULT_METHOD, "lexrank"):
        yield method, median_seconds(forgetful(ours(method, lexicon), article))
    tokenizer = OfflineTokenizer()
    sentences = [Sentence(line.text, tokenizer) for line in lines_of([article])]
    document = ObjectDocumentModel([Paragraph(sentences)])
    yield "lexrank, sumy alone", median_seconds(lambda: summarizer_of(LexRankSummarizer)(document, LINES))


def forgetful(choose: Choose, article: Article) -> Callable[[], object]:
    """A summary of an article that is new each time: what is found in its lines is kept by the article."""
    fresh = iter([read_story([replace(article)]) for _ in range(ROUNDS)])
    return lambda: choose(next(fresh), LINES)


def median_seconds(work: Callable[[], object]) -> float:
    """The median of a few rounds."""
    seconds = []
    for _ in range(ROUNDS):
        empty_caches()
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def print_scores(sets: Mapping[str, Sequence[Item]], lexicon: Lexicon) -> Iterator[str]:
    """A row a system, as Markdown, each printed as soon as it is known."""
    yield "| system |" + "".join(f" {name}: ROUGE-1 | -2 | -L |" for name in sets)
    yield "|---|" + "---|" * 3 * len(sets)
    for name, choose in systems(lexicon):
        yield f"| {name} |" + print_figures(sets.values(), choose)
    held = [items[HELD_OUT.get(name, slice(None))] for name, items in sets.items()]
    for name, choose in islice(systems(lexicon), 2):
        yield f"| {name}, held-out items |" + print_figures(held, choose)


def print_figures(sets: Iterable[Sequence[Item]], choose: Choose) -> str:
    """The cells of a row."""
    figures = chain.from_iterable(score(items, choose) for items in sets)
    return "".join(f" {figure:.3f} |" for figure in figures)


def print_times(lexicon: Lexicon) -> Iterator[str]:
    """Seconds and the ratio that is promised."""
    times = dict(take_times(lexicon))
    yield f"| {LINES} lines of {LONG:,} | seconds |"
    yield "|---|---|"
    yield from (f"| {name} | {seconds:.3f} |" for name, seconds in times.items())
    yield ""
    yield f"sumy's LexRank takes {times['lexrank, sumy alone'] / times[DEFAULT_METHOD]:.0f} times as long as ours."


def main() -> None:
    """Score, take times, print and keep both."""
    lexicon = load_lexicon(HOUSE / "config" / "lexicon")
    data = sorted(Path(sys.argv[1]).glob("*.json")) if len(sys.argv) > 1 else []
    read = ((path.stem, read_set(path, lexicon)) for path in data)
    sets = {name: items for name, items in read if items}
    written = [f"{tell_machine('sumy', 'numpy')}.", "", REMARKS, ""]
    for row in chain(print_scores(sets, lexicon) if sets else (), [""], print_times(lexicon)):
        print(row, flush=True)
        written.append(row)
    if sets:
        write_section("Summaries", written)


if __name__ == "__main__":
    main()
