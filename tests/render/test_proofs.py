"""Proofs: pages that were laid out already are not laid out again, and no reply is given another's."""

from concurrent.futures import ThreadPoolExecutor

from bot.domain.passages import Hit, Hits
from bot.render import proofs
from bot.render.paging import CONTENT, EMBED, paginate
from bot.render.proofs import Proofs
from bot.render.replies import render_reply

from .articles import cite_all, read_lines

ARTICLE = read_lines("One line.\nAnother line.\nA third one.\nA fourth.\nA fifth.\nA sixth.\nA seventh.")


def hits(words="line", count=7):
    return Hits(words, tuple(Hit(snippet, ()) for snippet in cite_all(ARTICLE)[:count]))


def test_a_reply_is_laid_out_once_for_each_layout_and_imprint(monkeypatch):
    laid_out = []
    monkeypatch.setattr(proofs, "paginate", lambda *what: laid_out.append(what) or paginate(*what))
    kept, reply = Proofs(), hits()
    first = kept.pull(reply, EMBED)
    assert kept.pull(reply, EMBED) is first
    assert len(laid_out) == 1
    assert kept.pull(reply, CONTENT) != first
    assert "by Ann" in kept.pull(reply, CONTENT, "by Ann")[1][0].text
    assert len(laid_out) == 3


def test_a_proof_is_what_laying_out_gives():
    reply = hits()
    sheet, pages = Proofs().pull(reply, CONTENT)
    assert (sheet.title, sheet.note) == (render_reply(reply).title, render_reply(reply).note)
    assert [page.text for page in pages] == [page.text for page in paginate(render_reply(reply), CONTENT)]


def test_an_equal_reply_of_its_own_has_a_proof_of_its_own():
    kept = Proofs()
    assert kept.pull(hits("a"), EMBED)[0].title != kept.pull(hits("b"), EMBED)[0].title


def test_the_oldest_proofs_go_where_there_are_too_many_pages():
    kept = Proofs(most_pages=4)
    first, second, third = hits("a"), hits("b"), hits("c")
    proof = kept.pull(first, EMBED)
    assert len(proof[1]) == 2
    kept.pull(second, EMBED)
    assert kept.pull(first, EMBED) is proof
    kept.pull(third, EMBED)
    assert kept.pull(first, EMBED) is proof
    assert len(kept._proofs) == 2


def test_proofs_that_are_let_go_are_laid_out_anew():
    kept, reply = Proofs(), hits()
    first = kept.pull(reply, EMBED)
    kept.forget()
    assert kept.pull(reply, EMBED) is not first
    assert kept.pull(reply, EMBED)[1] == first[1]


def test_what_is_let_go_while_it_is_laid_out_is_not_kept(monkeypatch):
    kept, reply = Proofs(), hits()

    def forget_meanwhile(*what):
        kept.forget()
        return paginate(*what)

    monkeypatch.setattr(proofs, "paginate", forget_meanwhile)
    assert kept.pull(reply, EMBED)[1]
    assert not kept._proofs


def test_threads_that_pull_the_same_proofs_at_once_count_their_pages_once():
    kept, replies = Proofs(most_pages=6), [hits(words) for words in "abc"]
    with ThreadPoolExecutor(8) as threads:
        pulled = list(threads.map(lambda turn: kept.pull(replies[turn % 3], EMBED)[0].title, range(300)))
    assert pulled == [kept.pull(replies[turn % 3], EMBED)[0].title for turn in range(300)]
    assert kept._pages == sum(len(pages) for _, _, (_, pages) in kept._proofs.values()) == 6
