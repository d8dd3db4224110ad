"""The scheduler: one run of each job at a time, one more when somebody woke it meanwhile, and none cut short."""

import asyncio
import logging

import pytest

from bot.scheduler import Scheduler


async def test_who_wakes_it_during_a_round_gets_another_after_it() -> None:
    rounds = 0

    async def job() -> None:
        nonlocal rounds
        rounds += 1
        if rounds == 1:
            scheduler.wake()

    scheduler = Scheduler({"job": job}, seconds=3600)
    await scheduler.run_once()
    assert rounds == 2


async def test_a_round_that_runs_is_waited_for_when_the_bot_stops() -> None:
    begun, ended = asyncio.Event(), False

    async def job() -> None:
        nonlocal ended
        begun.set()
        for _ in range(5):  # a call to Slack that is under way
            await asyncio.sleep(0)
        ended = True

    scheduler = Scheduler({"job": job}, seconds=3600)
    scheduler.start()
    scheduler.wake()
    await begun.wait()
    await scheduler.stop()
    assert ended


async def test_a_job_that_asks_for_a_round_in_every_round_does_not_keep_the_bot_from_stopping() -> None:
    begun = asyncio.Event()

    async def job() -> None:
        begun.set()
        scheduler.wake()
        await asyncio.sleep(0)

    scheduler = Scheduler({"job": job}, seconds=3600)
    scheduler.start()
    scheduler.wake()
    await begun.wait()
    await asyncio.wait_for(scheduler.stop(), 600)
    assert begun.is_set()


async def test_a_job_that_fails_keeps_no_other_from_its_turn() -> None:
    done = []

    async def breaks() -> None:
        raise LookupError

    async def works() -> None:
        done.append(True)

    await Scheduler({"breaks": breaks, "works": works}, seconds=3600).run_once()
    assert done


async def test_a_job_that_takes_long_keeps_no_other_waiting() -> None:
    begun, released, has_run = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def finds_themes() -> None:
        begun.set()
        await released.wait()

    async def opens_exchanges() -> None:
        has_run.set()

    scheduler = Scheduler({"themes": finds_themes, "exchanges": opens_exchanges}, seconds=3600)
    scheduler.start()
    scheduler.wake()
    await begun.wait()
    await has_run.wait()
    has_run.clear()
    await asyncio.sleep(0)
    scheduler.wake()
    await has_run.wait()
    assert not released.is_set()
    released.set()
    await scheduler.stop()


async def test_no_job_runs_twice_at_the_same_time() -> None:
    running = most = 0

    async def job() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1

    scheduler = Scheduler({"job": job}, seconds=3600)
    await asyncio.gather(*(scheduler.run_once() for _ in range(5)))
    assert most == 1


async def test_a_stop_in_the_middle_of_a_job_is_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    begun = asyncio.Event()

    async def job() -> None:
        begun.set()
        for _ in range(5):
            await asyncio.sleep(0)

    caplog.set_level(logging.DEBUG, "apscheduler")  # until the test ends: else each story after it is logged so
    scheduler = Scheduler({"job": job}, seconds=3600)
    scheduler.start()
    scheduler.wake()
    await begun.wait()
    await scheduler.stop()
    assert [each.getMessage() for each in caplog.records if each.levelno >= logging.WARNING] == []
    assert begun.is_set()


async def test_a_job_that_runs_is_not_begun_again_by_a_tick_of_the_playground() -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()
    runs = 0

    async def job() -> None:
        nonlocal runs
        runs += 1
        begun.set()
        await go_on.wait()

    scheduler = Scheduler({"job": job}, seconds=3600)
    scheduler.start()
    scheduler.start_idle()
    await begun.wait()
    scheduler.start_idle()
    go_on.set()
    await scheduler.stop()
    assert runs == 1
