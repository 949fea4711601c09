"""Coverage-guided fuzzing of the reading room, by hand; what it finds becomes a row of a test.

    pip install atheris
    python -m tests.long.fuzz_reading [CORPUS_DIR] [-max_total_time=600]

The annotated articles are a good corpus to start from.
"""

import sys
from datetime import date

import atheris

with atheris.instrument_imports(include=["bot"]):
    from bot.domain.citations import cite
    from bot.domain.documents import Document, Draft
    from bot.domain.readings import Article
    from bot.reading.reader import read_document
    from tests.reading.golden import open_lexicon


def read_anything(data: bytes) -> None:
    """Any bytes as text: read, and cite all that may be shown."""
    text = data.decode("utf-8", "surrogateescape")
    reading = read_document(text, open_lexicon(), date(2025, 1, 17))
    article = Article(Document(1, "a.txt", text, Draft("a.txt", text).sha256), reading)
    for span in [*reading.units, *(quote.span for quote in reading.quotes if len(quote.span))]:
        cite(article, span)


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_anything)
    atheris.Fuzz()
