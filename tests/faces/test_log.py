"""The log: one line a record, the request that it belongs to, and no secret whoever writes it."""

import asyncio
import io
import json
import logging
import re
import sys

import pytest

from bot.faces.log.lines import Log
from bot.faces.log.redaction import HIDDEN, Redaction
from bot.faces.log.requests import Request, Requests, current_request

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"  # noqa: S105 - made up
PASSWORD = 'p@ss/w"ord%'  # noqa: S105 - made up, with what an address and JSON write otherwise
ADDRESS = "postgresql://desk:p%40ss%2Fw%22ord%25@db.example.org:5432/desk"
SECRETS = [TOKEN, ADDRESS]


@pytest.fixture(autouse=True)
def _no_databases(monkeypatch):
    """The thread of a database that another test has closed may still say at debug what it did last."""
    monkeypatch.setattr(logging.getLogger("aiosqlite"), "disabled", True)


@pytest.fixture(params=["text", "json"])
def told(request, monkeypatch):
    """A log in each of its shapes, at debug: gives what was written so far."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    root = logging.getLogger()
    before = root.level
    log = Log()
    log.open("debug", request.param, SECRETS)
    yield log, stream
    root.removeHandler(log._handler)
    root.setLevel(before)


def test_how_a_library_migrates_is_told_where_everything_is_asked_for_alone(told, monkeypatch):
    log, stream = told
    monkeypatch.setattr(sys, "stderr", stream)
    for level, lines in (("info", 0), ("warning", 0), ("debug", 1)):
        log.open(level)
        logging.getLogger("alembic.runtime.migration").info("running upgrade")
        assert len(stream.getvalue().splitlines()) == lines


def reach(words):
    raise ConnectionError(words)


def fail_with(words):
    try:
        reach(words)
    except ConnectionError:
        logging.getLogger("aiohttp.client").exception("a request failed")


WRITERS = [
    lambda secret: logging.getLogger("bot.wiring").error("opening %s", secret),
    lambda secret: logging.getLogger("discord.http").debug("header %r", {"Authorization": f"Bot {secret}"}),
    lambda secret: logging.getLogger("bot.x").warning("told", extra={"fields": {"address": secret}}),
    lambda secret: logging.getLogger("bot.x").warning("told", stack_info=True, extra={"fields": {"a": [secret]}}),
    fail_with,
]


@pytest.mark.parametrize("secret", [TOKEN, ADDRESS, PASSWORD])
@pytest.mark.parametrize("write", WRITERS)
def test_no_secret_is_written_wherever_it_stands(told, write, secret):
    log, stream = told
    write(secret)
    log.tell(f"told of {secret}")
    written = stream.getvalue()
    assert HIDDEN in written
    for form in (TOKEN, ADDRESS, PASSWORD, json.dumps(PASSWORD)[1:-1], "p%40ss%2Fw%22ord%25"):
        assert form not in written


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (f"another's {TOKEN[:-3]}xyz", f"another's {HIDDEN}"),
        ("postgres://a:hush-hush@b/c and d@e", f"postgres://a:{HIDDEN}@b/c and d@e"),
        ("POST https://x/interactions/12/aW50ZXJ/callback", f"POST https://x/interactions/12/{HIDDEN}/callback"),
        ("/webhooks/12/aW50ZXJ?wait=1", f"/webhooks/12/{HIDDEN}?wait=1"),
        ("{'token': 'aW50ZXJ', 'id': '1'}", f"{{'token': '{HIDDEN}', 'id': '1'}}"),
        ('{"token":"aW50ZXJ"}', f'{{"token":"{HIDDEN}"}}'),
        ("see https://example.org:8080/a@b", "see https://example.org:8080/a@b"),
        ("a token of esteem, 12:30 and s@t", "a token of esteem, 12:30 and s@t"),
    ],
)
def test_what_looks_like_a_secret_is_hidden_though_nobody_named_it(words, left):
    assert Redaction().hide(words) == left


def test_a_secret_too_short_to_be_told_from_a_word_is_left_to_the_patterns():
    assert Redaction(["abc", "sqlite://u:abc@x/y"]).hide("abc sqlite://u:abc@x/y") == f"abc {HIDDEN}"


def test_every_record_is_one_line_of_json_with_the_number_of_its_request(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    log = Log()
    log.open("info", "json")
    logger = logging.getLogger("bot.test_of_lines")
    try:
        with Requests().follow(Request("quotes", 12, 34, 1)) as request:
            logger.warning("two\nlines")
            fail_with("broken\nwire")
        log.tell("on Discord")
    finally:
        logging.getLogger().removeHandler(log._handler)
        logging.getLogger().setLevel("WARNING")
    warning, failure, followed, remark = map(json.loads, stream.getvalue().splitlines())
    assert warning["message"] == "two\nlines"
    assert {warning["request"], failure["request"], followed["request"]} == {request.number}
    assert failure["error"].startswith("ConnectionError: broken wire at test_log.py:")
    assert "Traceback" in failure["traceback"]
    assert (followed["command"], followed["server"], followed["outcome"]) == ("quotes", 12, "answered")
    assert 0 <= followed["first_ms"] <= followed["total_ms"]
    assert "request" not in remark
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", remark["time"])


def test_every_record_is_one_line_of_text(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    log = Log()
    log.open("info")
    try:
        logging.getLogger("bot.test_of_lines").warning("the store said %s", "two\nERROR bot: lines")
        fail_with("broken\nwire")
    finally:
        logging.getLogger().removeHandler(log._handler)
        logging.getLogger().setLevel("WARNING")
    told, failure = stream.getvalue().splitlines()
    assert told == "WARNING bot.test_of_lines: the store said two ERROR bot: lines"
    assert "ConnectionError: broken wire at test_log.py:" in failure


async def test_requests_are_counted_and_those_in_flight_awaited():
    requests = Requests()
    gate = asyncio.Event()

    async def answer():
        with requests.follow(Request("ask", 0, 0, 0)) as request:
            assert current_request() is request
            await gate.wait()

    slow = asyncio.ensure_future(answer())
    await asyncio.sleep(0)
    assert (requests.in_flight, current_request()) == (1, None)
    assert await requests.settle(0.01) == 1
    gate.set()
    assert await requests.settle(60) == 0
    await slow
    assert (requests.in_flight, requests.answered, requests.faults) == (0, 1, 0)
    assert await requests.settle(0) == 0


async def test_a_request_that_begins_while_others_are_awaited_is_not_waited_for():
    requests = Requests()
    gate, never = asyncio.Event(), asyncio.Event()

    async def answer(until):
        with requests.follow(Request("ask", 0, 0, 0)):
            await until.wait()

    first = asyncio.ensure_future(answer(gate))
    await asyncio.sleep(0)
    settled = asyncio.ensure_future(requests.settle(60))
    await asyncio.sleep(0)
    second = asyncio.ensure_future(answer(never))
    await asyncio.sleep(0)
    gate.set()
    assert await settled == 0
    assert requests.in_flight == 1
    second.cancel()
    await asyncio.wait({first, second})


def test_what_is_raised_is_a_fault_and_what_is_cut_short_is_none():
    requests = Requests()
    for error, outcome in ((ValueError(), "fault"), (asyncio.CancelledError(), "cut short")):
        request = Request("ask", 0, 0, 0)
        with pytest.raises(type(error)), requests.follow(request):
            raise error
        assert request.outcome == outcome
    assert (requests.answered, requests.faults) == (2, 1)
