"""Faults and attacks of docs/trust.md that no other test brings about."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from storage import ratings
from storage.exchanges import Exchange
from tests.postgres import Postgres
from tests.stories.digest_helpers import SIX, announced, posted, reply_to, tick
from tests.whole_bot import SECRET, Playground, open_playground


async def stars(playground: Playground, exchange: Exchange) -> list[int]:
    async with playground.starling.context.storage.read() as db:
        return sorted(given for _, _, given in await ratings.list_all(db, exchange.scope))


async def test_after_all_connections_to_postgresql_were_ended_the_same_bot_goes_on(
    tmp_path: Path, postgres: Postgres, postgres_database: str
) -> None:
    async with open_playground(tmp_path, database_url=postgres_database) as playground:
        exchange = await playground.exchange("What keeps us safe?", "A longer lunch", "A guard", "A crossing")
        ana = playground.person("Ana")
        await ana.runs("/exchange rate", "general")
        await playground.settle()
        assert await ana.clicks(ana.dm()[-1], "rate.star.5")
        await playground.settle()
        for given in ([4, 5], [3, 4, 5]):
            postgres.psql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                f"WHERE datname = '{postgres_database.rsplit('/', 1)[1]}' AND pid <> pg_backend_pid()"
            )
            card = ana.dm()[-1]
            answer = await ana.clicks(card, f"rate.star.{given[0]}")
            assert answer.status == 200, "tried again at once, since nothing of it was begun"
            await playground.settle()
            assert await stars(playground, exchange) == given


@pytest.mark.parametrize("minutes", [-10, 10])
async def test_a_clock_that_steps_brings_no_second_digest(playground: Playground, minutes: int) -> None:
    await announced(playground, *SIX)
    await reply_to(playground, '/exchange digest every "daily 09:00"')
    playground.clock.later(days=1)
    playground.clock.later(hours=(9 - playground.clock.now().hour) % 24, minutes=5 - playground.clock.now().minute)
    await tick(playground)
    assert len(posted(playground)) == 1
    playground.clock.later(minutes=minutes)
    await tick(playground)
    playground.clock.later(minutes=-minutes)
    await tick(playground)
    assert len(posted(playground)) == 1


@asynccontextmanager
async def trap() -> AsyncIterator[tuple[str, list[bytes]]]:
    """A server that nobody is to call: its address, and what called it."""
    heard: list[bytes] = []

    async def hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read(200))
        writer.close()

    server = await asyncio.start_server(hear, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", heard


async def test_no_address_that_somebody_writes_is_called(playground: Playground) -> None:
    async with trap() as (address, heard):
        exchange = await playground.exchange("Where?", f"See {address}/a", background=f"Read {address}/b.png first")
        ana = playground.person("Ana")
        assert await ana.runs(f"/exchange share Look at {address}/c.png please", "general")
        await ana.says(f"And <{address}/d|this>")
        await ana.runs("/exchange rate", "general")
        await playground.moderator.runs("/exchange results", "general")
        await playground.settle()
        await playground.starling.scheduler.run_once()
        assert any(address in each.text for each in await playground.comments(exchange))
        assert heard == []
        posts = playground.slack.calls.list_for("chat.postMessage")
        assert posts
        assert all(each.args.get("unfurl_links") in {False, "false", "0"} for each in posts)


async def test_no_token_secret_or_word_is_in_the_log_the_counts_or_a_fault(tmp_path: Path) -> None:
    async with open_playground(tmp_path, settings_facts={"starling_metrics": True}) as playground:
        slack = playground.slack
        secrets = (slack.bot_token, slack.signing_secret, SECRET, slack.context.app.client_secret, "kingfisher")
        await playground.exchange("What keeps us safe?", "A longer lunch")
        ana = playground.person("Ana")
        with capture_logs() as lines:
            for fault in ({"status": 500}, {"error": "invalid_auth"}, {"status": 429}):
                slack.faults.answer("chat.postMessage", times=1, **fault)
                await ana.says("A kingfisher at the pond")
            await ana.runs("/exchange share kingfisher", "general")
            await playground.settle()
        counts = playground.starling.context.metrics.text().decode()
        written = f"{lines}{counts}{playground.starling.settings!r}"
        assert lines, "the faults were logged"
        assert "starling_slack_errors_total{" in counts
        assert not [each for each in secrets if each in written]
