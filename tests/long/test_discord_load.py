"""Fifty servers and two hundred people: no answer is lost, the first response begins in time, memory is flat."""

import pytest

from benchmarks.discord_load import PEOPLE, put_under_load, share


@pytest.mark.long
async def test_fifty_servers_and_two_hundred_people_are_answered_for_a_minute(tmp_path):
    outcome = await put_under_load(tmp_path, seconds=60.0)
    assert outcome.called > PEOPLE * 25
    assert (outcome.lost, outcome.refused) == (0, 0)
    assert share(outcome.begun, 0.99) < 100.0
    assert outcome.memory_at(60) < outcome.memory_at(20) * 1.05
