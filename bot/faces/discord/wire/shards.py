"""Shards: on which of them a server is, and whether this process has it."""

from __future__ import annotations

import discord


def shard_of(client: discord.Client, server: int) -> int:
    """The shard of a server, as Discord deals them out."""
    return (server >> 22) % (client.shard_count or 1)


def is_ours(client: discord.Client, server: int) -> bool:
    """Whether a server is, or would be, on one of this process's shards."""
    if isinstance(client, discord.AutoShardedClient):
        return shard_of(client, server) in (client.shard_ids or range(client.shard_count or 1))
    return shard_of(client, server) == (client.shard_id or 0)
