"""The Discord on loopback refuses what Discord refuses, with Discord's codes."""

import aiohttp
import pytest
import pytest_asyncio

from tests.discord_server import DiscordServer, Kind, Permission

BUTTON = {"type": 2, "style": 2, "label": "Next", "custom_id": "a"}


def row(*parts):
    return [{"type": 1, "components": list(parts)}]


def embed(**parts):
    return {"embeds": [parts]}


@pytest_asyncio.fixture
async def server():
    async with DiscordServer() as loopback:
        loopback.add_channel("hidden", deny=Permission.VIEW_CHANNEL)
        loopback.add_channel("silent", deny=Permission.SEND_MESSAGES)
        loopback.add_channel("plain", deny=Permission.EMBED_LINKS)
        yield loopback


async def call(server, method, path, payload=None, *, known=True):
    """Status, error code and body of a request."""
    headers = {"Authorization": f"Bot {server.state.token if known else 'another'}"}
    url = server.api_url + path
    async with aiohttp.request(method, url, json=payload, headers=headers) as response:
        body = await response.json() if response.status != 204 else {}
        return response.status, body.get("code") if isinstance(body, dict) else None, body


async def send(server, payload, channel=None):
    channel = channel or server.channel
    return await call(server, "POST", f"/channels/{channel.id}/messages", payload)


@pytest.mark.parametrize(
    "payload",
    [
        {"content": "a" * 2000},
        {"content": " " * 3000 + "a"},
        embed(description="a" * 4096, title="b" * 256),
        {"content": "a", "components": row(BUTTON | {"label": "a" * 80, "custom_id": "b" * 100})},
        {"content": "a", "components": row({"type": 2, "style": 5, "label": "a", "url": "https://a.b/" + "c" * 490})},
    ],
)
async def test_what_is_just_within_the_limits_is_taken(server, payload):
    assert (await send(server, payload))[0] == 200


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"content": "a" * 2001}, 50035),
        ({"content": "😀" * 1001}, 50035),
        ({"content": " \n "}, 50006),
        ({}, 50006),
        (embed(description=" "), 50006),
        (embed(description="a" * 4097), 50035),
        (embed(title="a" * 257), 50035),
        (embed(fields=[{"name": "a", "value": "b" * 1025}]), 50035),
        (embed(fields=[{"name": "a", "value": ""}]), 50035),
        (embed(fields=[{"name": "a", "value": "b"}] * 26), 50035),
        ({"embeds": [{"description": "a" * 3001}] * 2}, 50035),
        ({"embeds": [{"description": "a"}] * 11}, 50035),
        ({"content": "a", "components": row(BUTTON | {"custom_id": "a" * 101})}, 50035),
        ({"content": "a", "components": row(BUTTON, BUTTON)}, 50035),
        ({"content": "a", "components": row(BUTTON | {"label": "a" * 81})}, 50035),
        ({"content": "a", "components": row()}, 50035),
        (
            {"content": "a", "components": row({"type": 2, "style": 5, "label": "a", "url": "https://" + "c" * 512})},
            50035,
        ),
        ({"content": "a", "components": row({"type": 2, "style": 5, "label": "a", "url": "ftp://a.b"})}, 50035),
        ({"content": "a", "allowed_mentions": {"parse": ["users"], "users": ["1"]}}, 50035),
        ({"content": "a", "message_reference": {"message_id": "1"}}, 50035),
        ({"content": "a", "nonce": "a" * 26}, 50035),
    ],
)
async def test_what_is_over_a_limit_is_refused(server, payload, code):
    status, said, _ = await send(server, payload)
    assert (status, said) == (400, code)
    assert [request.code for request in server.refusals] == [code]


async def test_the_error_says_where(server):
    _, _, body = await send(server, embed(fields=[{"name": "a", "value": "b" * 1025}]))
    error = body["errors"]["embeds"]["0"]["fields"]["0"]["value"]["_errors"][0]
    assert error == {"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 1024 or fewer in length."}


async def test_channels_and_permissions_are_respected(server):
    _, hidden, silent, plain = server.guild.channels
    assert (await send(server, {"content": "a"}, hidden))[:2] == (403, 50001)
    assert (await send(server, {"content": "a"}, silent))[:2] == (403, 50013)
    assert (await send(server, embed(title="a"), plain))[:2] == (403, 50013)
    assert (await call(server, "POST", "/channels/1/messages", {"content": "a"}))[:2] == (404, 10003)
    assert (await call(server, "GET", "/users/@me", known=False))[:2] == (401, 0)
    assert (await call(server, "GET", "/nowhere"))[:2] == (404, 0)


async def edit(server, message, words="b"):
    return await call(server, "PATCH", f"/channels/{message.channel.id}/messages/{message.id}", {"content": words})


async def test_messages_older_than_an_hour_are_edited_so_often_in_a_channel(server):
    """In one channel, whichever they are; younger ones as often as one likes."""
    server.state.old_edits_per_hour = 2
    old, older, young = [server.add_old_answer("a", []) for _ in range(3)]
    server.grow_old(old, 1.1)
    server.grow_old(older, 30)
    server.grow_old(young, 0.9)
    statuses = [(await edit(server, message))[:2] for message in (old, older, old, young, older)]
    assert statuses == [(200, None), (200, None), (429, 30046), (200, None), (429, 30046)]
    elsewhere = server.add_old_answer("a", [], channel=server.guild.channels[3])
    server.grow_old(elsewhere, 2)
    assert (await edit(server, elsewhere))[0] == 200


async def test_announcements_are_edited_so_often_each(server):
    news = server.add_channel("news", kind=Kind.ANNOUNCEMENT)
    one, other = [server.add_old_answer("a", [], channel=news) for _ in range(2)]
    assert [(await edit(server, one))[1] for _ in range(5)] == [None, None, None, 20022, 20022]
    assert (await edit(server, other))[0] == 200


async def test_a_poll_is_refused_in_words(server):
    poll = {"question": {"text": "Which?"}, "answers": [{"poll_media": {"text": "This"}}]}
    status, code, body = await send(server, {"content": "a", "poll": poll})
    assert (status, code) == (400, 50035)
    assert "knows no polls" in body["errors"]["poll"]["_errors"][0]["message"]


async def test_the_bot_reacts_where_it_may_and_with_twenty_emoji_at_most(server):
    message = await server.member_says("hello")
    path = f"/channels/{server.channel.id}/messages/{message.id}/reactions"
    for number in range(20):
        assert (await call(server, "PUT", f"{path}/e{number}:{number}/@me"))[0] == 204
    assert (await call(server, "PUT", f"{path}/more:21/@me"))[:2] == (400, 30010)
    assert (await call(server, "PUT", f"{path}/e3:3/@me"))[0] == 204
    assert (await call(server, "DELETE", f"{path}/e3:3/@me"))[0] == 204
    users = (await call(server, "GET", f"{path}/e4:4"))[2]
    assert [user["id"] for user in users] == [str(server.bot.id)]
    body = (await call(server, "GET", f"/channels/{server.channel.id}/messages/{message.id}"))[2]
    assert [reaction["emoji"]["name"] for reaction in body["reactions"]] == [f"e{n}" for n in range(20) if n != 3]
    assert all(reaction["me"] and reaction["count"] == 1 for reaction in body["reactions"])
    await server.change_channel(server.channel, deny=Permission.ADD_REACTIONS)
    assert (await call(server, "PUT", f"{path}/e3:3/@me"))[:2] == (403, 50013)
    await server.member.reacts(message, "e3:3")
    assert (await call(server, "PUT", f"{path}/e3:3/@me"))[0] == 204


async def test_only_own_messages_can_be_edited(server):
    theirs = await server.member_says("hello")
    path = f"/channels/{server.channel.id}/messages/{theirs.id}"
    assert (await call(server, "PATCH", path, {"content": "a"}))[:2] == (403, 50005)
    assert (await call(server, "DELETE", path))[:2] == (403, 50013)
    assert (await call(server, "GET", f"/channels/{server.channel.id}/messages/1"))[:2] == (404, 10008)


async def test_a_nonce_sends_once(server):
    payload = {"content": "a", "nonce": "1", "enforce_nonce": True}
    first, again = (await send(server, payload))[2], (await send(server, payload))[2]
    assert first["id"] == again["id"]
    assert len(server.messages) == 1


@pytest.mark.parametrize(
    ("payload", "pings"),
    [
        ({"content": "<@1> <@&2> @everyone"}, {"user:1", "role:2"}),
        ({"content": "<@1> <@&2>", "allowed_mentions": {"parse": []}}, set()),
        ({"content": "<@1> <@3>", "allowed_mentions": {"parse": [], "users": ["3"]}}, {"user:3"}),
    ],
)
async def test_it_tells_who_would_be_pinged(server, payload, pings):
    """@everyone needs a permission that the bot has not."""
    await send(server, payload)
    assert server.messages[0].pings == pings


@pytest.mark.parametrize(
    ("command", "is_taken"),
    [
        ({"name": "quotes", "description": "a"}, True),
        ({"name": "Quotes", "description": "a"}, False),
        ({"name": "a" * 33, "description": "a"}, False),
        ({"name": "quotes", "description": ""}, False),
        ({"name": "quotes", "description": "a" * 101}, False),
        ({"name": "quotes", "description": "a", "options": [{"name": "b", "description": "c"}] * 26}, False),
        (
            {
                "name": "quotes",
                "description": "a",
                "options": [
                    {"name": "b", "description": "c"},
                    {"name": "d", "description": "e", "required": True},
                ],
            },
            False,
        ),
    ],
)
async def test_commands_are_checked(server, command, is_taken):
    path = f"/applications/{server.state.application.id}/commands"
    status, _, _ = await call(server, "PUT", path, [command])
    assert status == (200 if is_taken else 400)
    assert (await call(server, "PUT", path, [command, command]))[0] == 400


async def called(server):
    """An interaction that is out, with its path for callbacks."""
    server.state.commands[None] = [{"id": "1", "type": 1, "name": "quotes"}]
    await server.member_calls("quotes")
    interaction = next(iter(server.state.interactions.values()))
    return interaction, f"/interactions/{interaction.id}/{interaction.token}/callback"


async def test_an_interaction_is_acknowledged_once(server):
    _, path = await called(server)
    assert (await call(server, "POST", path, {"type": 5}))[0] == 204
    assert (await call(server, "POST", path, {"type": 5}))[:2] == (400, 40060)


async def test_an_interaction_is_acknowledged_in_time(server):
    server.state.answer_within = 0.0
    _, path = await called(server)
    assert (await call(server, "POST", path, {"type": 5}))[:2] == (404, 10062)


async def test_follow_ups_need_a_first_response_and_a_living_token(server):
    interaction, path = await called(server)
    webhook = f"/webhooks/{server.state.application.id}/{interaction.token}"
    assert (await call(server, "POST", webhook, {"content": "a"}))[:2] == (404, 10015)
    await call(server, "POST", path, {"type": 4, "data": {"content": "a"}})
    assert (await call(server, "POST", webhook, {"content": "b"}))[0] == 200
    server.state.token_life = 0.0
    assert (await call(server, "PATCH", f"{webhook}/messages/@original", {"content": "c"}))[:2] == (401, 50027)


def identify(server, **more):
    return {"op": 2, "d": {"token": server.state.token, "intents": 1 << 9 | 1, "properties": {}} | more}


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"token": "wrong"}, 4004),
        ({"intents": 1 << 15}, 4014),
        ({"intents": 1 << 1}, 4014),
        ({"intents": 1 << 30}, 4013),
        ({"shard": [2, 2]}, 4010),
    ],
)
async def test_the_gateway_closes_with_discords_codes(server, payload, code):
    async with aiohttp.ClientSession() as session, session.ws_connect(server.gateway_url) as socket:
        assert (await socket.receive_json())["op"] == 10
        await socket.send_json(identify(server, **payload))
        await socket.receive()
        assert socket.close_code == code


async def test_content_is_withheld_but_from_mentions_and_direct_messages(server):
    async with aiohttp.ClientSession() as session, session.ws_connect(server.gateway_url) as socket:
        await socket.send_json(identify(server, intents=1 << 12 | 1 << 9 | 1))
        await server.connected()
        await server.member_says("in the open")
        await server.member_says(f"{server.mention} by name")
        await server.member_says("in private", channel=server.direct())
        heard = []
        while len(heard) < 3:
            event = await socket.receive_json()
            heard += [event["d"]["content"]] if event["t"] == "MESSAGE_CREATE" else []
    assert heard == ["", f"{server.mention} by name", "in private"]


async def test_a_session_is_resumed_where_it_was_left(server):
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(server.gateway_url) as socket:
            await socket.send_json(identify(server))
            await socket.receive_json()
            ready = await socket.receive_json()
            await socket.close(code=4000)
        await server.member_says("missed")
        async with session.ws_connect(server.gateway_url) as socket:
            await socket.receive_json()
            session_id = ready["d"]["session_id"]
            await socket.send_json({"op": 6, "d": {"token": server.state.token, "session_id": session_id, "seq": 1}})
            events = [(await socket.receive_json())["t"] for _ in range(3)]
    assert events == ["GUILD_CREATE", "MESSAGE_CREATE", "RESUMED"]
