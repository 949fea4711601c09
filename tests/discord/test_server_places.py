"""Channels of every kind, who may do what there, and what goes wrong when it is ordered to."""

import time

import aiohttp
import pytest
import pytest_asyncio

from tests.discord.indoors import indoors
from tests.discord.process import until
from tests.discord_server import AnswerLost, DiscordServer, Kind, Permission, RateLimit, Reset, ServerError, Stall
from tests.discord_server.rates import Bucket, Rates
from tests.discord_server.refusals import TooManyRequests

ALLOWED = {"name": "A post", "message": {"content": "a"}}
NO_CREATION = Permission.CREATE_PUBLIC_THREADS


@pytest_asyncio.fixture
async def server():
    async with DiscordServer() as loopback:
        loopback.forum = loopback.add_channel("forum", kind=Kind.FORUM, tags=("News",), requires_tag=True)
        loopback.news = loopback.add_channel("news", kind=Kind.ANNOUNCEMENT)
        loopback.closed = loopback.add_channel("closed", deny=Permission.READ_MESSAGE_HISTORY | NO_CREATION)
        yield loopback


async def call(server, method, path, payload=None):
    """Status, error code and body of a request."""
    headers = {"Authorization": f"Bot {server.state.token}"}
    async with aiohttp.request(method, server.api_url + path, json=payload, headers=headers) as response:
        body = await response.json() if response.content_type == "application/json" else {}
        return response.status, body.get("code") if isinstance(body, dict) else None, body


async def post(server, channel, **payload):
    return await call(server, "POST", f"/channels/{channel.id}/messages", {"content": "a"} | payload)


async def test_a_bot_of_the_library_reads_a_server_with_a_channel_of_every_kind():
    server = DiscordServer()
    for kind in (Kind.VOICE, Kind.CATEGORY, Kind.FORUM, Kind.ANNOUNCEMENT):
        server.add_channel(kind.name, kind=kind)
    async with server, indoors(server):
        await server.member_says(f"{server.mention} sources")
        assert "Documents" in (await server.next_message()).words


async def test_forums_take_posts_alone_and_want_their_tags(server):
    path, tag = f"/channels/{server.forum.id}/threads", str(server.forum.tag("News").id)
    assert (await post(server, server.forum))[:2] == (400, 40058)
    assert (await call(server, "POST", path, ALLOWED))[:2] == (400, 40067)
    assert (await call(server, "POST", path, ALLOWED | {"applied_tags": ["1"]}))[:2] == (400, 50035)
    assert (await call(server, "POST", path, ALLOWED | {"applied_tags": [tag], "name": ""}))[:2] == (400, 50035)
    status, _, body = await call(server, "POST", path, ALLOWED | {"applied_tags": [tag]})
    assert (status, body["applied_tags"], body["message"]["content"]) == (201, [tag], "a")
    assert (await call(server, "POST", f"/channels/{body['id']}/messages", {"content": "b"}))[0] == 200


async def test_threads_are_opened_once_and_where_that_is_allowed(server):
    message = await server.member.says("hello")
    path = f"/channels/{server.channel.id}/messages/{message.id}/threads"
    status, _, body = await call(server, "POST", path, {"name": "A thread"})
    assert (status, body["id"], body["type"]) == (201, str(message.id), Kind.PUBLIC_THREAD)
    assert (await call(server, "POST", path, {"name": "Again"}))[:2] == (400, 160004)
    closed = f"/channels/{server.closed.id}/threads"
    assert (await call(server, "POST", closed, {"name": "a", "type": Kind.PUBLIC_THREAD}))[:2] == (403, 50013)
    bad = {"name": "a", "type": Kind.PUBLIC_THREAD, "auto_archive_duration": 5}
    assert (await call(server, "POST", f"/channels/{server.channel.id}/threads", bad))[:2] == (400, 50035)


async def test_an_archived_thread_opens_when_something_is_sent_unless_it_is_locked(server):
    _, _, body = await call(server, "POST", f"/channels/{server.channel.id}/threads", {"name": "a", "type": 11})
    (thread,) = server.guild.threads
    await call(server, "PATCH", f"/channels/{body['id']}", {"archived": True})
    assert thread.archived
    assert (await post(server, thread))[0] == 200
    assert not thread.archived
    await call(server, "PATCH", f"/channels/{body['id']}", {"archived": True, "locked": True})
    assert (await post(server, thread))[:2] == (400, 50083)


async def test_announcements_are_published_once_and_ten_an_hour(server):
    sent = [(await post(server, server.news))[2]["id"] for _ in range(11)]
    path = f"/channels/{server.news.id}/messages"
    done = [(await call(server, "POST", f"{path}/{number}/crosspost"))[0] for number in sent]
    assert done == [200] * 10 + [429]
    assert (await call(server, "POST", f"{path}/{sent[0]}/crosspost"))[:2] == (400, 40033)
    _, _, plain = await post(server, server.channel)
    elsewhere = f"/channels/{server.channel.id}/messages/{plain['id']}/crosspost"
    assert (await call(server, "POST", elsewhere))[:2] == (400, 50024)


async def test_history_is_read_newest_first_and_as_far_as_the_bot_may(server):
    theirs = await server.member.says("in the open")
    _, _, own = await post(server, server.channel)
    named = await server.member.says(f"{server.mention} by name")
    path = f"/channels/{server.channel.id}/messages"
    _, _, body = await call(server, "GET", path)
    assert [message["content"] for message in body] == [named.content, "a", ""]
    _, _, body = await call(server, "GET", f"{path}?before={own['id']}&limit=1")
    assert [message["id"] for message in body] == [str(theirs.id)]
    assert (await call(server, "GET", f"{path}?limit=101"))[:2] == (400, 50035)
    await post(server, server.closed)
    assert (await call(server, "GET", f"/channels/{server.closed.id}/messages"))[2] == []


async def test_what_is_whispered_is_in_no_channel(server):
    server.state.commands[None] = [{"id": "1", "type": 1, "name": "quotes"}]
    await server.member.slash("quotes")
    interaction = next(iter(server.state.interactions.values()))
    whispered = {"type": 4, "data": {"content": "psst", "flags": 64}}
    await call(server, "POST", f"/interactions/{interaction.id}/{interaction.token}/callback", whispered)
    (message,) = server.messages
    path = f"/channels/{server.channel.id}/messages"
    assert (await call(server, "GET", f"{path}/{message.id}"))[:2] == (404, 10008)
    assert (await call(server, "PATCH", f"{path}/{message.id}", {"content": "b"}))[:2] == (404, 10008)
    assert (await call(server, "GET", path))[2] == []
    assert (await post(server, server.channel, message_reference={"message_id": str(message.id)}))[1] == 50035
    own = f"/webhooks/{server.state.application.id}/{interaction.token}/messages/@original"
    assert (await call(server, "GET", own))[2]["content"] == "psst"
    assert (await call(server, "PATCH", own, {"content": "b", "flags": 0}))[2]["flags"] == 64


async def test_roles_and_overwrites_decide_in_discords_order(server):
    editors = server.guild.add_role("editors", Permission.MANAGE_MESSAGES)
    ann = server.add_member("Ann", editors)
    assert Permission.MANAGE_MESSAGES in server.channel.permissions_of(ann)
    server.channel.overwrite(server.guild, deny=Permission.SEND_MESSAGES)
    with pytest.raises(LookupError, match="may not write"):
        await ann.says("a")
    server.channel.overwrite(editors, allow=Permission.SEND_MESSAGES)
    await ann.says("a")
    server.channel.overwrite(ann, deny=Permission.VIEW_CHANNEL)
    assert server.channel.permissions_of(ann) == Permission(0)
    server.guild.owner = ann
    assert Permission.ADMINISTRATOR in server.channel.permissions_of(ann)


async def test_roles_are_pinged_where_that_is_allowed(server):
    quiet, loud = server.guild.add_role("quiet"), server.guild.add_role("loud", mentionable=True)
    ann, bea = server.add_member("Ann", quiet), server.add_member("Bea", loud)
    both = f"{quiet.mention} {loud.mention}"
    await post(server, server.channel, content=both)
    assert server.messages[-1].pings == {f"role:{loud.id}"}
    assert (ann.pinged, bea.pinged) == ([], [server.messages[-1]])
    await post(server, server.channel, content=both, allowed_mentions={"parse": []})
    assert len(bea.pinged) == 1


async def test_a_nonce_whose_message_is_gone_and_a_closed_conversation_are_refused(server):
    nonce = {"nonce": "1", "enforce_nonce": True}
    await post(server, server.channel, **nonce)
    await server.delete_message(server.messages[0])
    assert (await post(server, server.channel, **nonce))[:2] == (404, 10008)
    server.state.nonce_life = -1.0
    assert (await post(server, server.channel, **nonce))[0] == 200
    direct = server.direct()
    server.member.takes_directs = False
    assert (await post(server, direct))[:2] == (403, 50007)


async def test_a_deleted_channel_and_a_server_that_was_left_are_known_no_more(server):
    await server.delete_channel(server.news)
    assert (await post(server, server.news))[:2] == (404, 10003)
    await call(server, "DELETE", f"/users/@me/guilds/{server.guild.id}")
    assert (await call(server, "GET", f"/guilds/{server.guild.id}"))[:2] == (404, 10004)
    assert (await post(server, server.channel))[:2] == (404, 10003)


async def test_ordered_faults_strike_as_often_as_they_were_ordered(server):
    order = server.fails("POST /channels/*/messages", ServerError(503), times=2, after=1)
    answers = [(await post(server, server.channel))[0] for _ in range(4)]
    assert (answers, order.struck) == ([200, 503, 503, 200], 2)
    assert len(server.messages) == 2
    assert server.refusals == []
    assert [bool(request.fault) for request in server.requests] == [False, True, True, False]


async def test_a_rate_limit_says_how_long_and_whose_it_is(server):
    server.fails("* /channels/**", RateLimit(1.5, is_global=True))
    server.fails("* /channels/**", RateLimit(via=False))
    url, headers = f"{server.api_url}/channels/{server.channel.id}", {"Authorization": f"Bot {server.state.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        async with session.get(url) as limited:
            assert (await limited.json())["retry_after"] == 1.5
            assert {"Via", "Retry-After", "X-RateLimit-Global"} <= set(limited.headers)
        async with session.get(url) as banned:
            assert (banned.status, "Via" in banned.headers, banned.content_type) == (429, False, "text/html")
    assert server.refusals == []


async def test_a_reset_connection_carries_nothing_out_and_a_lost_answer_does(server):
    server.fails("POST /channels/*/messages", Reset())
    with pytest.raises(aiohttp.ClientError):
        await post(server, server.channel)
    assert server.messages == []
    server.fails("POST /channels/*/messages", AnswerLost())
    with pytest.raises(aiohttp.ClientError):
        await post(server, server.channel)
    assert len(server.messages) == 1
    server.fails("POST /channels/*/messages", AnswerLost(ServerError(502)))
    assert (await post(server, server.channel))[0] == 502
    assert len(server.messages) == 2


async def test_a_stalled_request_is_answered_at_last(server):
    server.fails("POST /channels/*/messages", Stall(0.2))
    began = time.monotonic()
    assert (await post(server, server.channel))[0] == 200
    assert time.monotonic() - began >= 0.2


async def test_requests_are_counted_where_that_is_asked_for():
    """Five messages in five seconds in a channel; the one that is too much is told how long to wait."""
    async with DiscordServer(rate_limits=True) as server:
        answers = [await post(server, server.channel) for _ in range(6)]
        elsewhere = await post(server, server.add_channel("aside"))
    assert [status for status, _, _ in answers] == [200] * 5 + [429]
    assert not answers[-1][2]["global"]
    assert 0 < answers[-1][2]["retry_after"] <= 5.0
    assert elsewhere[0] == 200


def test_fifty_requests_a_second_are_taken_in_all():
    """But for the first responses to interactions, which are free."""
    rates = Rates()
    for _ in range(50):
        rates.take("GET", "/users/@me")
    with pytest.raises(TooManyRequests) as refused:
        rates.take("GET", "/users/@me")
    assert refused.value.body["global"]
    assert rates.take("POST", "/interactions/1/interaction-1/callback") == {}


def test_a_bucket_fills_again_as_time_goes_by():
    bucket = Bucket(2, 5.0)
    assert [bucket.take(now) for now in (0.0, 1.0, 2.0, 5.0, 5.5, 6.0)] == [0.0, 0.0, 3.0, 0.0, 0.0, 4.0]


def identify(server):
    return {"op": 2, "d": {"token": server.state.token, "intents": 1 << 9 | 1, "properties": {}}}


async def test_a_storm_drops_connections_until_it_is_over(server):
    server.gateway.storm = 2
    async with aiohttp.ClientSession() as session:
        for _ in range(2):
            async with session.ws_connect(server.gateway_url) as socket:
                assert (await socket.receive_json())["op"] == 10
                await socket.receive()
                assert socket.close_code == 4000
        async with session.ws_connect(server.gateway_url) as socket:
            await socket.send_json(identify(server))
            await server.connected()


async def test_a_cut_connection_has_no_close_code_and_its_session_is_resumed(server):
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(server.gateway_url) as socket:
            await socket.send_json(identify(server))
            events = [await socket.receive_json() for _ in range(3)]
            await server.gateway.cut()
            assert (await socket.receive()).type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)
        told = {"token": server.state.token, "session_id": events[1]["d"]["session_id"], "seq": 2}
        async with session.ws_connect(server.gateway_url) as socket:
            await socket.send_json({"op": 6, "d": told})
            assert [(await socket.receive_json()).get("t") for _ in range(2)] == [None, "RESUMED"]


async def test_a_session_that_was_closed_for_good_is_not_resumed(server):
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(server.gateway_url) as socket:
            await socket.send_json(identify(server))
            ready = [await socket.receive_json() for _ in range(2)][1]
        await until(lambda: not server.gateway.sessions)
        told = {"token": server.state.token, "session_id": ready["d"]["session_id"], "seq": 1}
        async with session.ws_connect(server.gateway_url) as socket:
            await socket.send_json({"op": 6, "d": told})
            assert [(await socket.receive_json())["op"] for _ in range(2)] == [10, 9]


async def test_a_newer_api_tells_what_no_library_knows(server):
    server.state.newer_api = True
    status, _, body = await post(server, server.channel)
    assert status == 200
    assert "field_of_the_future" in body
    assert body["flags"] >= 1 << 50
