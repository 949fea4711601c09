"""What is put on one message is what Discord takes, and what its words promise."""

import discord

from bot.domain.replies import Passage
from bot.faces.commands import BY_NAME, Call
from bot.faces.discord.sending import fill_envelope
from tests.render.articles import cite_all, read_lines


def test_a_message_has_no_more_files_than_discord_takes_and_every_one_it_names():
    """Lines too long for a page, of a call too long for buttons: the whole answer is attached beside them."""
    article = read_lines("\n".join(f"{number} {'long ' * 900}line." for number in range(1, 24)))
    call = Call(BY_NAME["search"], {"words": "long " * 100})
    reply = Passage(article.document, cite_all(article))
    envelope = fill_envelope(call, reply, discord.Permissions.all(), prefix="!")
    names = [file.filename for file in envelope.files]
    told = envelope.embed.description
    assert len(names) == 10
    assert names[-1] == "answer.txt"
    assert told.count("attached as") == 9
    assert all(name in told.replace("\\", "") for name in names[:-1])
