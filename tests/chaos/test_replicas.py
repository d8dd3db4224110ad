"""Bots behind PgBouncer: replaced, killed, their pooler killed; what was acknowledged stays, and messages come once."""

import argparse
import asyncio
from random import Random

import pytest

from tests.chaos.once import once
from tests.chaos.replicas import killing, rolling, under_load
from tests.chaos.world import PATIENCE, open_world
from tests.pgbouncer import MissingError, PgBouncer
from tests.postgres import Postgres

pytestmark = [pytest.mark.slow, pytest.mark.postgres]


def test_what_was_acknowledged_outlives_a_rolling_update_and_a_kill_of_the_pooler() -> None:
    async def story(server: Postgres, pooler: PgBouncer) -> None:
        url, pooled_url = server.url(), pooler.url()
        async with open_world(url, people=12, comments=40, bots=2, pooled_url=pooled_url, patience=PATIENCE) as world:
            rng = Random(1)
            rolled = await under_load(world, "replaced", rolling(world), 1, rate=10, rng=rng)
            assert rolled.verdict.is_whole, str(rolled.verdict)
            assert rolled.verdict.fates["acked"] > len(rolled.clicks) / 2
            killed = await under_load(world, "killed", killing(pooler), 1, rate=10, rng=rng)
            assert killed.verdict.is_whole, str(killed.verdict)
            assert killed.clicks

    try:
        with Postgres() as server, PgBouncer(server) as pooler:
            asyncio.run(story(server, pooler))
    except MissingError as error:
        pytest.skip(str(error))


def test_digests_and_invitations_of_bots_that_are_killed_come_once_each_whatever_slack_does() -> None:
    few = argparse.Namespace(exchanges=2, digests=3, subscribed=6, kills=2, minutes=60.0, seed=2)
    try:
        with Postgres() as server, PgBouncer(server) as pooler:
            outcome = asyncio.run(once(server, pooler, few))
    except MissingError as error:
        pytest.skip(str(error))
    assert outcome.is_whole, str(outcome)
    assert len(outcome.tally.wanted) == 2 * (3 + 6 + 1)
    assert "both noticed" in outcome.control
