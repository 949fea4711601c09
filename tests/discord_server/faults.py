"""Faults that a test orders: the next requests of a kind go wrong in the way that it names."""

from __future__ import annotations

import asyncio
import re
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from aiohttp import web

from .refusals import TooManyRequests

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_LINGER = struct.pack("ii", 1, 0)


class Fault(Protocol):
    """What goes wrong with one request."""

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer in the place of the handler, or after it."""
        ...


@dataclass(frozen=True)
class RateLimit:
    """429. Without `via` it does not come from Discord but from Cloudflare, in front of it: a ban."""

    seconds: float = 0.2
    is_global: bool = False
    via: bool = True

    async def strike(self, _request: web.Request, _handler: Handler) -> web.StreamResponse:
        """Refuse, and say for how long."""
        if not self.via:
            page = "<html><title>Access denied | discord.com used Cloudflare to restrict access</title></html>"
            return web.Response(text=page, status=429, content_type="text/html")
        raise TooManyRequests(self.seconds, is_global=self.is_global)


@dataclass(frozen=True)
class ServerError:
    """A 5xx; nothing was carried out. Proxies in front of Discord answer with a page, and so does this."""

    status: int = 500

    async def strike(self, _request: web.Request, _handler: Handler) -> web.StreamResponse:
        """Answer with a page."""
        return web.Response(text=f"<html><h1>{self.status}</h1></html>", status=self.status, content_type="text/html")


@dataclass(frozen=True)
class Reset:
    """The connection is reset (RST) before anything is answered; nothing was carried out."""

    async def strike(self, request: web.Request, _handler: Handler) -> web.StreamResponse:
        """Reset the connection."""
        reset(request.transport)
        return web.Response(status=500)  # goes nowhere


@dataclass(frozen=True)
class Stall:
    """Nothing comes for some seconds; then the request is carried out and answered as ever."""

    seconds: float = 10.0

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Wait, then carry it out."""
        await asyncio.sleep(self.seconds)
        return await handler(request)


@dataclass(frozen=True)
class AnswerLost:
    """The request is carried out, but its answer is lost: `then` comes instead."""

    then: Fault = field(default_factory=Reset)

    async def strike(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Carry it out, then fail."""
        await handler(request)
        return await self.then.strike(request, handler)


@dataclass(eq=False)
class Order:
    """An order of a test's; `struck` counts the requests that it has met."""

    method: str
    path: re.Pattern[str]
    fault: Fault
    left: int
    after: int = 0
    struck: int = 0
    met: asyncio.Event = field(default_factory=asyncio.Event)

    def fits(self, method: str, path: str) -> bool:
        """Whether a request is of the kind."""
        return self.left > 0 and self.method in (method, "*") and bool(self.path.fullmatch(path))

    def take(self) -> Fault | None:
        """Count a request that fits; None where it is one of those to be let through first."""
        if self.after:
            self.after -= 1
            return None
        self.left -= 1
        self.struck += 1
        self.met.set()
        return self.fault


class Faults:
    """The orders that are open, oldest first."""

    def __init__(self) -> None:
        self.orders: list[Order] = []

    def order(self, on: str, fault: Fault, *, times: int = 1, after: int = 0) -> Order:
        """Have the next `times` requests of a kind go wrong, once `after` of them were let through.

        `on` is a method and a path, ``"POST /channels/*/messages"``: a star stands for one step of the path, two for
        any number of them, and as a method for any.
        """
        method, path = on.split()
        pattern = re.escape(path).replace(r"\*\*", ".+").replace(r"\*", "[^/]+")
        order = Order(method, re.compile(pattern), fault, times, after)
        self.orders.append(order)
        return order

    def due(self, method: str, path: str) -> Fault | None:
        """The fault that is due for a request, if any; it is counted."""
        for order in self.orders:
            if order.fits(method, path):
                return order.take()
        return None

    def end(self) -> None:
        """Forget all orders."""
        self.orders.clear()


def reset(transport: asyncio.BaseTransport | None) -> None:
    """Reset a connection: the other side gets RST, as when a machine in between has forgotten it."""
    if isinstance(transport, asyncio.WriteTransport):
        wire = transport.get_extra_info("socket")
        if wire is not None:
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER)
        transport.abort()
