"""The terms of the press: how long things take there, and how long they may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Terms:
    """How long things take.

    `lease` is for how long a worker claims what it does; while it is at work it makes that longer every `beat`, in
    seconds. `sending` is how long an attempt to send something takes at most, which has to be over by the end of a
    lease; `nonce_life` how long what is sent twice under one nonce is there once, at least. What fails is tried again
    after `pause`, then after twice as long, up to `longest_pause`. What an edition of the last `corrected` days showed
    is corrected. A round waits so many seconds of `patience` for what it has begun, and between two rounds there are
    `interval` seconds.
    """

    lease: timedelta = timedelta(minutes=2)
    beat: float = 40.0
    sending: timedelta = timedelta(seconds=90)
    nonce_life: timedelta = timedelta(minutes=3)
    pause: timedelta = timedelta(seconds=20)
    longest_pause: timedelta = timedelta(minutes=10)
    corrected: timedelta = timedelta(days=30)
    patience: float = 5.0
    interval: float = 15.0
