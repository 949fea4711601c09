"""What is put on one message is what Discord takes, and what its words promise."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from threading import current_thread, main_thread

import discord

from bot.domain.passages import Passage
from bot.domain.replies import EvidencePack
from bot.faces.commands.answering import help_with
from bot.faces.commands.rows import Call
from bot.faces.commands.table import BY_NAME
from bot.faces.discord.messages.envelopes import fill_envelope, look_under, make_envelope
from bot.faces.discord.messages.inquiry import Inquiry
from bot.render import proofs
from bot.render.evidence import count_exhibits
from bot.render.pages import MARKDOWN, Attachment, Page
from bot.render.paging import paginate
from bot.render.replies import render_reply
from tests.render.articles import cite_all, read_lines

ALL = look_under(discord.Permissions.all())


def test_a_message_has_no_more_files_than_discord_takes_and_every_one_it_names():
    """Lines too long for a page, of a call too long for buttons: the whole answer is attached beside them."""
    article = read_lines("\n".join(f"{number} {'long ' * 900}line." for number in range(1, 24)))
    words = " ".join(sha256(bytes([number])).hexdigest() for number in range(30))
    inquiry = Inquiry(Call(BY_NAME["search"], {"words": words}), "!")
    reply = Passage(article.document, cite_all(article))
    envelope = fill_envelope(inquiry, reply, ALL)
    names = [file.name for file in envelope.files]
    told = envelope.embed.description
    assert len(names) == told.count("attached as") + 1 == 6
    assert names[-1] == "answer.txt"
    assert all(name in told.replace("\\", "") for name in names[:-1])


def test_plain_is_text_wherever_embeds_are_allowed():
    article = read_lines("A line.")
    inquiry = Inquiry(Call(BY_NAME["source"], {"number": 1}))
    plain = look_under(discord.Permissions.all(), is_plain=True)
    envelope = fill_envelope(inquiry, Passage(article.document, cite_all(article)), plain)
    assert envelope.embed is None
    assert "A line" in envelope.content


def test_commands_in_help_can_be_clicked_where_their_ids_are_known():
    """Only behind a slash: what is typed behind a prefix is not one of these."""
    reply, ids = help_with(), {"quotes": 123, "sources": 45}
    look = look_under(discord.Permissions.all(), ids=ids)
    slash = fill_envelope(Inquiry(Call(BY_NAME["help"]), "/"), reply, look).embed.description
    typed = fill_envelope(Inquiry(Call(BY_NAME["help"]), "!"), reply, look).embed.description
    assert "</quotes:123> **\\[speaker\\]" in slash
    assert "</sources:45>" in slash
    assert "**\\/facts \\[document\\]**" in slash
    assert "</" not in typed
    assert "\\!quotes" in typed


def test_an_answer_that_somebody_published_says_so_on_each_page():
    article = read_lines("\n".join(f"Line {number}." for number in range(1, 9)))
    reply = Passage(article.document, cite_all(article))
    private = Inquiry(Call(BY_NAME["source"], {"number": 1}), asker=7)
    footers = [fill_envelope(private.publish("@a *reader*"), reply, ALL, page).embed.footer.text for page in (1, 2)]
    assert footers == ["Page 1 of 2 · published by @a *reader*", "Page 2 of 2 · published by @a *reader*"]
    assert fill_envelope(private.note_published("reader"), reply, ALL).embed.footer.text == "Page 1 of 2"


async def test_others_are_answered_while_a_long_answer_is_laid_out(monkeypatch):
    """It is laid out once, and beside the loop in which Discord is listened to."""
    article = read_lines("\n".join(f"Line {number}." for number in range(1, 99)))
    threads = []
    monkeypatch.setattr(proofs, "paginate", lambda *what: threads.append(current_thread()) or paginate(*what))
    inquiry = Inquiry(Call(BY_NAME["source"], {"number": 1}))
    await make_envelope(inquiry, Passage(article.document, cite_all(article)), ALL)
    assert len(threads) == 1
    assert threads[0] is not main_thread()


async def test_an_evidence_pack_is_attached_in_two_files():
    article = read_lines("A line.")
    answer = Passage(article.document, cite_all(article))
    pack = EvidencePack(answer, "source 1", datetime.now(UTC), "1", count_exhibits(render_reply(answer)))
    inquiry = Inquiry(Call(BY_NAME["export"], {"command": "source 1"}))
    envelope = await make_envelope(inquiry, pack, ALL)
    assert [file.name for file in envelope.files] == ["evidence.json", "evidence.md"]
    assert b'"A line."' in envelope.files[0].content
    nothing_attached = look_under(discord.Permissions(embed_links=True))
    assert "Attach Files" in (await make_envelope(inquiry, pack, nothing_attached)).note


def test_a_file_too_large_for_discord_is_left_out_and_told():
    """The others are attached; so many bytes as all files may have are not passed either."""
    article = read_lines("A line.")
    reply, inquiry = Passage(article.document, cite_all(article)), Inquiry(Call(BY_NAME["source"], {"number": 1}))
    sizes = {"a.txt": 10 * 2**20 + 1, "b.txt": 10 * 2**20, "c.txt": 10 * 2**20, "d.txt": 10 * 2**20, "e.txt": 1}
    page = Page("", "", "", (), (), (), MARKDOWN)
    files = [Attachment(name, replace(page, text="x" * size)) for name, size in sizes.items()]
    envelope = fill_envelope(inquiry, reply, ALL, files=files)
    assert [file.name for file in envelope.files] == ["b.txt", "c.txt", "e.txt"]
    assert envelope.note == (
        "a.txt (10,485,761 bytes) and d.txt (10,485,760 bytes) are too large for Discord and are not attached: "
        "a file has room for 10 MiB. Ask for fewer lines at a time."
    )
