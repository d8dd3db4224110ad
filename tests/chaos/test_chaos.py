"""People click while the bot is killed and the database goes away: what was acknowledged stays, once."""

import asyncio
from random import Random

import pytest

from tests.chaos import faults
from tests.chaos.control import notices_a_loss
from tests.chaos.trials import with_fault, with_kills
from tests.chaos.world import PATIENCE, open_world
from tests.postgres import Postgres

pytestmark = pytest.mark.slow


async def test_what_was_acknowledged_outlives_a_kill_and_a_locked_database() -> None:
    async with open_world(None, people=12, comments=60, patience=PATIENCE) as world:
        locked = await with_fault(world, "locked", faults.sqlite_locked(world), rate=15, seconds=1)
        killed = await with_kills(world, 1, rate=20, rng=Random(2))

        assert locked.verdict.is_whole, str(locked.verdict)
        assert locked.called_unsaved == 0
        assert killed.verdict.is_whole, str(killed.verdict)
        assert killed.verdict.fates["acked"] > len(killed.clicks) / 2
        assert "noticed" in await notices_a_loss(world)


@pytest.mark.postgres
def test_what_was_acknowledged_outlives_a_kill_of_postgresql() -> None:
    async def story(server: Postgres) -> None:
        async with open_world(server.url(), people=12, comments=60, patience=PATIENCE) as world:
            down = await with_fault(world, "down", faults.postgres_down(server), rate=15, seconds=1)
            assert down.verdict.is_whole, str(down.verdict)
            assert down.verdict.fates["acked"] > len(down.clicks) / 3

    with Postgres() as server:
        asyncio.run(story(server))
