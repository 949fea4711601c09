"""Whatever documents say, and in whatever order they come: an edition keeps its promises."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.digests import Digest
from bot.render.digest_records import record_digest
from bot.render.digests import render_digest
from bot.render.edition_files import write_edition
from bot.render.editions import fit_digest
from bot.render.paging import CONTENT, EMBED, TERMINAL, paginate
from tests.editing.digest_days import compose, read_article
from tests.faces.test_promises import DOCUMENTS, LIMITS, assert_sound


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=st.lists(DOCUMENTS, max_size=2), after=st.lists(DOCUMENTS, min_size=1, max_size=3), revised=DOCUMENTS)
def test_whatever_the_documents_an_edition_is_sound(before: list[str], after: list[str], revised: str) -> None:
    """Verbatim, cited and within the limits of each face, in the file and in JSON; the last document has a former."""
    articles = [read_article(number, text) for number, text in enumerate([*before, *after, revised], start=1)]
    readable = [article for article in articles if article.reading.units]
    older = [article for article in readable if article.document.number <= len(before)]
    new = [article for article in readable[len(older) :] if article.document.text != revised]
    formers = {new[-1].document.number: articles[-1]} if new else {}
    assert_promises_kept(compose(new, older, formers))


def assert_promises_kept(digest: Digest) -> None:
    for layout in (EMBED, CONTENT):
        assert_sound(fit_digest(digest, layout).page, LIMITS[layout])
        for page in paginate(render_digest(digest), layout):
            assert_sound(page, LIMITS[layout])
    for page in (*paginate(render_digest(digest), TERMINAL), write_edition(digest)):
        assert_sound(page, LIMITS[TERMINAL])
    texts = {snippet.document.file: snippet.document.text for snippet in digest.snippets}
    record = record_digest(digest)
    for part in ("summary", "quotes", "claims", "dates"):
        for line in record[part]:
            assert line["text"] == texts[line["document"]][line["start"] : line["end"]]
