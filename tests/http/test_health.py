"""What an operator's tools ask: does it live, may it be asked, and how much of what happened."""

import asyncio
import json
import signal
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from bot.http.health import Health
from bot.measures import Measures
from bot.metrics import Metrics
from bot.playground.server import PlaygroundServer
from tests.postgres import free_port
from tests.stories.digest_helpers import SIX, announced, order, tick
from tests.stories.test_modes import healthy, start_bot
from tests.whole_bot import PATIENCE_S, Playground, open_playground


async def get(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as client, client.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.text()


async def ready(playground: Playground) -> tuple[int, dict[str, Any]]:
    status, words = await get(playground.starling.port, "/readyz")
    return status, json.loads(words)


async def set_revision(playground: Playground, revision: str) -> None:
    async with playground.starling.context.storage.write() as db:
        await db.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})


async def test_ready_means_that_the_database_answers_with_a_schema_of_use(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await ready(playground) == (200, {"ok": True, "database": "ok", "schema": "ok", "slack": "ok"})
    await set_revision(playground, "9999_of_a_newer_program")
    assert (await ready(playground))[0] == 200, "a newer program was rolled out beside this one"
    monkeypatch.setattr("storage.migrate.is_known", lambda _revision: True)
    status, facts = await ready(playground)
    assert (status, facts["schema"]) == (503, "OldSchemaError")
    await playground.starling.context.storage.close()
    monkeypatch.setattr(playground.starling.context.storage, "read", None)
    status, facts = await ready(playground)
    assert (status, facts["database"], facts["schema"]) == (503, "TypeError", "TypeError")
    assert await get(playground.starling.port, "/healthz") == (200, '{"ok": true}')


async def test_without_slack_it_stays_ready_and_says_so_and_asks_seldom(playground: Playground) -> None:
    playground.slack.faults.answer("auth.test", status=500)
    before = len(playground.slack.calls.list_for("auth.test"))
    for _ in range(3):
        status, facts = await ready(playground)
        assert (status, facts["slack"]) == (200, "SlackApiError")
    assert len(playground.slack.calls.list_for("auth.test")) == before + 1


async def test_who_still_loads_answers_and_is_sent_nobody(playground: Playground) -> None:
    playground.starling.health.is_starting = True
    status, facts = await ready(playground)
    assert (status, facts["ok"], facts["starting"]) == (503, False, True)
    assert await playground.person("Ana").runs("/exchange help", "general")
    playground.starling.health.is_starting = False
    status, facts = await ready(playground)
    assert (status, "starting" in facts) == (200, False)


async def test_who_drains_says_so_and_still_answers_until_asked_again(playground: Playground) -> None:
    stop = asyncio.Event()
    playground.starling.settings.starling_drain_seconds = 3600
    draining = asyncio.create_task(playground.starling.drain(stop))
    await asyncio.sleep(0)
    status, facts = await ready(playground)
    assert (status, facts["ok"], facts["draining"]) == (503, False, True)
    alive = f"http://127.0.0.1:{playground.starling.port}/healthz"
    async with aiohttp.ClientSession() as client, client.get(alive) as answer:
        assert (answer.status, answer.headers["Connection"]) == (200, "close"), "a connection ends with its answer"
    assert await playground.person("Ana").runs("/exchange help", "general")
    stop.set()
    await draining


async def test_on_sigterm_a_process_turns_unready_before_it_ends(tmp_path: Path) -> None:
    slack = PlaygroundServer(ack_seconds=PATIENCE_S)
    slack.add_channel("general", members=[slack.add_person("A moderator", is_admin=True)], app=True)
    await slack.start()
    port = free_port()
    bot = await start_bot(tmp_path, slack, socket=False, port=port, STARLING_DRAIN_SECONDS="3600", STARLING_LOG="text")
    try:
        assert await healthy(bot, port)
        bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE_S):
            while (await get(port, "/readyz"))[0] != 503:  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.02)
        assert (await get(port, "/healthz"))[0] == 200
        bot.send_signal(signal.SIGTERM)
        _, log = await asyncio.wait_for(bot.communicate(), PATIENCE_S)
        assert bot.returncode == 0
        assert b"level=info event=started" in log
    finally:
        if bot.returncode is None:
            bot.kill()
        await slack.stop()


def values(words: str) -> dict[tuple[str, ...], float]:
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(words)
        for sample in family.samples
    }


async def test_metrics_count_answers_commits_batches_caches_and_errors_and_name_nobody(tmp_path: Path) -> None:
    async with open_playground(tmp_path, settings_facts={"starling_metrics": True}) as playground:
        exchange = await announced(playground, *SIX)
        ana = playground.person("Ana")
        await ana.runs("/exchange rate", "general")
        await playground.settle()
        assert await ana.clicks(ana.dm()[-1], "rate.star.5")
        await order(playground, "/exchange digest now")
        playground.clock.later(seconds=40)
        await tick(playground)
        playground.slack.faults.answer("users.info", error="internal_error", times=1)
        with pytest.raises(Exception, match="internal_error"):
            await playground.starling.context.workspaces.all()[0].client.users_info(user=ana.id)
        status, words = await get(playground.starling.port, "/metrics")
        assert status == 200
        found = values(words)
        assert found["starling_ack_seconds_count", "interaction"] >= 1
        assert found["starling_ack_seconds_count", "command"] >= 2
        assert found["starling_commits_total",] == playground.starling.context.storage.writes
        assert found["starling_batch_acts_count",] >= 1
        assert found["starling_slack_errors_total", "internal_error", "users.info"] == 1
        assert found["starling_digest_late_seconds_count",] == 1
        assert found["starling_digest_late_seconds_sum",] >= 40
        assert found["starling_queue_due", "deliveries"] == 0
        assert found["starling_cache_total", "profiles", "miss"] >= 1
        assert {"process_resident_memory_bytes", "process_open_fds"} <= {name for name, *_ in found}
        assert not [name for name, *_ in found if name.endswith("_created")], "no moment of anything"
        names = (ana.id, ana.name, playground.slack.team_id, exchange.slug, "general", str(exchange.exchange_id))
        assert not [each for each in names if each in words]


async def test_what_is_due_shows_with_its_age(playground: Playground, monkeypatch: pytest.MonkeyPatch) -> None:
    await playground.moderator.runs('/exchange new "Later?" --open="tomorrow 09:00"', "general")
    await playground.settle()
    playground.clock.later(days=3)
    measures = Measures(playground.starling.context)
    found = values((await measures.text()).decode())
    assert found["starling_queue_due", "openings"] == 1
    assert found["starling_queue_age_seconds", "openings"] > 86_400
    monkeypatch.setattr(playground.starling.context.storage, "read", None)
    again = values((await measures.text()).decode())
    assert again["starling_queue_due", "openings"] == 1, "as it was when the database was last there"
    assert again["starling_queue_unmeasured_total",] == 1


def test_a_faulty_answer_does_not_make_codes_without_end() -> None:
    metrics = Metrics()
    for number in range(1000):
        metrics.count_slack_error("chat.postMessage", f"code_{number}")
    found = values(metrics.text().decode())
    codes = [key for key in found if key[0] == "starling_slack_errors_total"]
    assert len(codes) <= 201
    assert found["starling_slack_errors_total", "other", "other"] == 800


async def test_a_check_that_hangs_makes_it_unready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.http.health._SECONDS", 0.01)
    never = asyncio.Event()

    async def hang() -> None:
        await never.wait()

    assert await Health({"database": hang}).look() == (False, {"ok": False, "database": "TimeoutError"})
