"""The gateway: sessions, heartbeats, resuming, intents, and what a session is not told."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from .faults import reset
from .future import EVENT, of_the_future
from .state import State
from .visibility import withhold
from .world import Guild, snowflake

GUILDS, MEMBERS, PRESENCES, CONTENT = 1 << 0, 1 << 1, 1 << 8, 1 << 15
GUILD_MESSAGES, GUILD_REACTIONS, DIRECT_MESSAGES, DIRECT_REACTIONS = 1 << 9, 1 << 10, 1 << 12, 1 << 13
ALL_INTENTS = (1 << 26) - 1
DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
IGNORED = (3, 4, 8, 14, 31)
"""Presence, voice state, member requests, syncs: taken, and answered by nothing here."""

SENDS_PER_MINUTE, PAYLOAD_BYTES = 120, 4096
ACK_AFTER = 0.05
"""Seconds, as Discord is far away: a client that measures them is wrong where it is answered at once."""

_FOR_GOOD = (1000, 1001)
"""What a client closes with that will not resume."""


class Wire:
    """One WebSocket; compresses where the client asked for it."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self._socket, self._transport = socket, request.transport
        compress = request.query.get("compress") == "zlib-stream"
        self._deflate = zlib.compressobj() if compress else None
        self._lock = asyncio.Lock()
        self._closed_here = False

    @property
    def left_for_good(self) -> bool:
        """Whether the client has closed it so that its session is over."""
        return not self._closed_here and self._socket.close_code in _FOR_GOOD

    @property
    def open(self) -> bool:
        """Whether it can still be spoken on."""
        return not self._socket.closed

    def cut(self) -> None:
        """Reset the connection under the WebSocket: no close code reaches the client."""
        reset(self._transport)

    async def send(self, op: int, data: Any = None, *, event: str | None = None, sequence: int | None = None) -> None:
        """Send one payload; where the client is gone, nothing."""
        words = json.dumps({"op": op, "d": data, "t": event, "s": sequence})
        async with self._lock:
            if not self.open:
                return
            try:
                await self._send(words)
            except (ConnectionError, RuntimeError):
                return  # the client went away while we spoke; it will resume

    async def _send(self, words: str) -> None:
        if self._deflate is None:
            await self._socket.send_str(words)
        else:
            packed = self._deflate.compress(words.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
            await self._socket.send_bytes(packed)

    async def close(self, code: int, reason: str = "") -> None:
        """Close with a code."""
        self._closed_here = True
        await self._socket.close(code=code, message=reason.encode())


@dataclass(eq=False)
class Session:
    """What an IDENTIFY began; it outlives its connection, so that it can be resumed."""

    intents: int
    shard: tuple[int, int]
    wire: Wire | None
    id: str = field(default_factory=lambda: f"session-{snowflake()}")
    told: list[tuple[str, Any]] = field(default_factory=list)

    def serves(self, guild: Guild | None) -> bool:
        """Whether a server's events (None: those of direct conversations) are this shard's."""
        number, count = self.shard
        return (guild.id >> 22) % count == number if guild else number == 0

    async def tell(self, event: str, data: Any) -> None:
        """Tell an event now, or when the session is resumed."""
        self.told.append((event, data))
        if self.wire:
            await self.wire.send(DISPATCH, data, event=event, sequence=len(self.told))

    async def replay(self, wire: Wire, place: int) -> None:
        """Tell on a new connection what came after a place; what happens meanwhile comes in its turn."""
        while place < len(self.told):
            event, told = self.told[place]
            place += 1
            await wire.send(DISPATCH, told, event=event, sequence=place)
        self.wire = wire


class Gateway:
    """Serves WebSockets and tells their sessions what happens.

    `refuses` is a close code with its reason for every IDENTIFY, whatever it says. `storm` is how many of the next
    connections are dropped as soon as they are greeted. `heartbeat` is what clients are told, in milliseconds. `shards`
    is how many are recommended, `sessions_left` how many more may be begun; an IDENTIFY takes one.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self.url = ""
        self.sessions: dict[str, Session] = {}
        self.identifies: list[dict[str, Any]] = []
        self.resumes: list[dict[str, Any]] = []
        self.closed: list[tuple[int, str]] = []
        self.refuses: tuple[int, str] | None = None
        self.shards = 1
        self.sessions_left = 1000
        self.storm = 0
        self.heartbeat = 41_250
        self.is_deaf = False
        self.connected = asyncio.Event()
        self._wires: set[Wire] = set()

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Handle one connection until it ends."""
        socket = web.WebSocketResponse(autoping=True)
        await socket.prepare(request)
        wire = Wire(socket, request)
        self._wires.add(wire)
        try:
            await wire.send(HELLO, {"heartbeat_interval": self.heartbeat})
            if self.storm:
                self.storm -= 1
                await wire.close(4000, "Unknown error")
            else:
                await self._converse(socket, wire)
        finally:
            self._wires.discard(wire)
            self._leave(wire)
        return socket

    async def tell(self, event: str, data: Any, *, guild: Guild | None = None, intent: int = 0) -> None:
        """Tell the sessions of a server's shard that asked for this kind of event."""
        await self._tell(event, lambda _: data, guild, intent)

    async def tell_message(self, event: str, data: dict[str, Any], *, guild: Guild | None) -> None:
        """Tell of a message, without its content where Discord would withhold it."""
        intent = GUILD_MESSAGES if guild else DIRECT_MESSAGES
        await self._tell(event, lambda session: self._as_seen_by(session, data, guild), guild, intent)

    async def drop(self, code: int = 4000) -> None:
        """Close every connection; the sessions can be resumed."""
        for wire in tuple(self._wires):
            await wire.close(code)

    async def cut(self) -> None:
        """Reset every connection (RST); the sessions can be resumed."""
        for wire in tuple(self._wires):
            wire.cut()

    async def ask_to_reconnect(self) -> None:
        """Send every connection the opcode RECONNECT."""
        for wire in tuple(self._wires):
            await wire.send(RECONNECT)

    async def invalidate(self, *, resumable: bool) -> None:
        """Tell every session that it is invalid."""
        if not resumable:
            self.sessions.clear()
        for wire in tuple(self._wires):
            await wire.send(INVALID_SESSION, resumable)

    async def _tell(self, event: str, data: Callable[[Session], Any], guild: Guild | None, intent: int) -> None:
        for session in tuple(self.sessions.values()):
            if session.serves(guild) and session.intents & intent == intent:
                await self._tell_session(session, event, data(session))

    async def _tell_session(self, session: Session, event: str, data: Any) -> None:
        if not self._state.newer_api:
            return await session.tell(event, data)
        await session.tell(EVENT, {"guild_id": data.get("guild_id"), "of": "the future"})
        return await session.tell(event, of_the_future(data))

    def _as_seen_by(self, session: Session, data: dict[str, Any], guild: Guild | None) -> dict[str, Any]:
        if session.intents & CONTENT:
            return data
        return withhold(data, self._state.bot.id, direct=guild is None)

    async def _converse(self, socket: web.WebSocketResponse, wire: Wire) -> None:
        heard = 0
        async for message in socket:
            heard += 1
            if message.type is not WSMsgType.TEXT or len(message.data.encode()) > PAYLOAD_BYTES:
                return await self._refuse(wire, 4002, "Error while decoding payload.")
            if heard > SENDS_PER_MINUTE:  # stricter than Discord: nothing here needs so many on one connection
                return await self._refuse(wire, 4008, "You are being rate limited.")
            if not await self._hear(wire, json.loads(message.data)):
                return None
        return None

    async def _hear(self, wire: Wire, said: dict[str, Any]) -> bool:
        """Answer one payload; False where the connection was closed on it."""
        op, data = said["op"], said.get("d") or {}
        if op == HEARTBEAT:
            if not self.is_deaf:
                await asyncio.sleep(ACK_AFTER)
                await wire.send(ACK)
        elif op == IDENTIFY:
            return await self._identify(wire, data)
        elif op == RESUME:
            return await self._resume(wire, data)
        elif op not in IGNORED:
            await self._refuse(wire, 4001, "Unknown opcode.")
            return False
        return True

    async def _identify(self, wire: Wire, data: dict[str, Any]) -> bool:
        self.identifies.append(data)
        self.sessions_left -= 1
        number, count = data.get("shard", (0, 1))
        if refusal := self._fault(data, number, count):
            await self._refuse(wire, *refusal)
            return False
        session = Session(data["intents"], (number, count), wire)
        self.sessions[session.id] = session
        await self._welcome(session)
        return True

    def _fault(self, data: dict[str, Any], number: int, count: int) -> tuple[int, str] | None:
        application, intents = self._state.application, data.get("intents", -1)
        if self.refuses:
            return self.refuses
        if data["token"] != self._state.token:
            return 4004, "Authentication failed."
        if not 0 <= number < count:
            return 4010, "Invalid shard."
        if not 0 <= intents <= ALL_INTENTS:
            return 4013, "Invalid intent(s)."
        asks_too_much = intents & CONTENT and not application.message_content
        if asks_too_much or (intents & (MEMBERS | PRESENCES) and not application.members):
            return 4014, "Disallowed intent(s)."
        return None

    async def _welcome(self, session: Session) -> None:
        state, guilds = self._state, [guild for guild in self._state.guilds if session.serves(guild)]
        ready = {
            "v": 10,
            "user": state.bot.json,
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "shard": list(session.shard),
            "application": {"id": str(state.application.id), "flags": state.application.flags},
        }
        await self._tell_session(session, "READY", ready)
        for guild in guilds if session.intents & GUILDS else ():
            await self._tell_session(session, "GUILD_CREATE", guild.json(state.bot))
        self.connected.set()

    async def _resume(self, wire: Wire, data: dict[str, Any]) -> bool:
        self.resumes.append(data)
        session = self.sessions.get(data["session_id"])
        if data["token"] != self._state.token:
            await self._refuse(wire, 4004, "Authentication failed.")
            return False
        if session is None or data["seq"] > len(session.told):
            await wire.send(INVALID_SESSION, data=False)
            return True
        await session.replay(wire, data["seq"])
        await session.tell("RESUMED", {})
        self.connected.set()
        return True

    async def _refuse(self, wire: Wire, code: int, reason: str) -> None:
        self.closed.append((code, reason))
        await wire.close(code, reason)

    def _leave(self, wire: Wire) -> None:
        for session in tuple(self.sessions.values()):
            if session.wire is wire:
                session.wire = None
                if wire.left_for_good:
                    del self.sessions[session.id]
        if not any(session.wire for session in self.sessions.values()):
            self.connected.clear()
