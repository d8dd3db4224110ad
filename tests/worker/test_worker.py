"""The worker process: it answers, and whatever happens to it the bot goes on."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.core.themes import find_themes
from bot.worker import Worker, WorkerError, find_themes_in_worker
from bot.worker.encoder import understand

ROOT = Path(__file__).resolve().parents[2]
ODD = "tests.worker.odd_jobs"
LIMIT = 5  # seconds for a job that takes milliseconds; what hangs takes all of them


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    worker = Worker(jobs=ODD)
    yield worker
    await worker.close()


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        stat = Path(f"/proc/{pid}/stat")
        return not stat.exists() or stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):  # gone before, or while its state was read
        return False


async def until(condition: Callable[[], object]) -> bool:
    """Wait until the condition holds; pytest's own limit ends a wait that is in vain."""
    while not condition():  # noqa: ASYNC110 - another process makes it hold
        await asyncio.sleep(0.025)
    return True


async def test_a_job_is_answered_by_a_process_of_its_own_at_low_priority(worker: Worker) -> None:
    assert worker.pid is None

    about = await worker.call("about_me", None)

    assert about["pid"] == worker.pid != os.getpid()
    assert about["nice"] > os.nice(0)
    assert about["threads"] == "1"
    assert (await worker.call("about_me", None))["pid"] == about["pid"]


async def test_the_worker_computes_on_one_thread(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        monkeypatch.delenv(name, raising=False)

    threads = await worker.call("multiply", 500)

    assert threads == 2, "one computes, one listens for the end of the bot"


@pytest.mark.parametrize("payload", [None, 1, "ü🙂\ud800", [1, "a", None], {"a": ["x" * 3_000_000]}])
async def test_what_goes_in_comes_out(worker: Worker, payload: object) -> None:
    assert await worker.call("echo", payload) == payload


async def test_what_a_library_prints_disturbs_nothing(worker: Worker) -> None:
    assert await worker.call("print_much", 7) == 7


async def test_a_hanging_run_is_ended_and_tried_again(worker: Worker, tmp_path: Path) -> None:
    seen = tmp_path / "seen"

    assert await worker.call("hang_once", {"seen": str(seen)}, timeout=LIMIT) == "well"

    (first,) = seen.read_text().split()
    assert not is_alive(int(first))


async def test_a_run_that_hangs_twice_is_given_up_and_the_next_job_is_done(worker: Worker, tmp_path: Path) -> None:
    seen = tmp_path / "seen"

    with pytest.raises(WorkerError, match="hang took longer than 5 s, 2 times"):
        await worker.call("hang", {"seen": str(seen)}, timeout=LIMIT)

    pids = [int(line) for line in seen.read_text().split()]
    assert len(pids) == len(set(pids)) == 2
    assert not any(is_alive(pid) for pid in pids)
    assert await worker.call("echo", "next") == "next"


async def test_a_run_that_dies_is_tried_again(worker: Worker, tmp_path: Path) -> None:
    assert await worker.call("die_once", {"seen": str(tmp_path / "seen")}) == "well"


async def test_a_run_that_dies_twice_is_given_up(worker: Worker, tmp_path: Path) -> None:
    seen = tmp_path / "seen"

    with pytest.raises(WorkerError, match="die died, 2 times"):
        await worker.call("die", {"seen": str(seen)})

    assert len(seen.read_text().split()) == 2
    assert await worker.call("echo", "next") == "next"


async def test_a_process_ended_from_outside_between_jobs_is_replaced(worker: Worker) -> None:
    before = (await worker.call("about_me", None))["pid"]
    os.kill(before, signal.SIGKILL)

    assert (await worker.call("about_me", None))["pid"] != before


async def test_a_job_that_reports_a_fault_is_not_repeated_and_its_words_are_not_logged(worker: Worker) -> None:
    with pytest.raises(WorkerError, match="fail failed: LookupError in fail, line") as caught:
        await worker.call("fail", "somebody's comment")

    assert "somebody" not in str(caught.value)
    pid = worker.pid
    assert pid
    assert is_alive(pid)


async def test_an_unknown_job_is_a_fault(worker: Worker) -> None:
    with pytest.raises(WorkerError, match="KeyError"):
        await worker.call("no such job", None)


async def test_two_calls_at_once_are_answered_one_after_the_other(worker: Worker) -> None:
    answers = await asyncio.gather(*(worker.call("echo", number) for number in range(20)))

    assert answers == list(range(20))


async def test_the_loop_goes_on_while_a_job_runs(worker: Worker, tmp_path: Path) -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.01)
            ticks += 1

    ticking = asyncio.create_task(tick())
    hanging = asyncio.create_task(worker.call("hang", {"seen": str(tmp_path / "seen")}))
    assert await until(lambda: ticks > 20)
    assert not hanging.done()

    for task in (ticking, hanging):
        task.cancel()
    await asyncio.gather(ticking, hanging, return_exceptions=True)


async def test_cancelling_ends_the_run_and_the_next_caller_is_served(worker: Worker, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    hanging = asyncio.create_task(worker.call("hang", {"seen": str(seen)}))
    waiting = asyncio.create_task(worker.call("echo", "mine"))
    assert await until(lambda: seen.exists() and seen.read_text().endswith("\n"))

    hanging.cancel()
    with pytest.raises(asyncio.CancelledError):
        await hanging

    assert not is_alive(int(seen.read_text()))
    assert await waiting == "mine"


async def test_a_caller_who_gives_up_waiting_disturbs_nobody(worker: Worker) -> None:
    first = asyncio.create_task(worker.call("echo", "first"))
    second = asyncio.create_task(worker.call("echo", "second"))
    await asyncio.sleep(0)
    second.cancel()

    assert await first == "first"
    with pytest.raises(asyncio.CancelledError):
        await second
    assert await worker.call("echo", "third") == "third"


async def test_closing_ends_the_process_in_the_middle_of_a_job(tmp_path: Path) -> None:
    worker = Worker(jobs=ODD)
    seen = tmp_path / "seen"
    hanging = asyncio.create_task(worker.call("hang", {"seen": str(seen)}))
    assert await until(lambda: seen.exists() and seen.read_text().endswith("\n"))

    await worker.close()

    with pytest.raises(WorkerError):
        await hanging
    assert len(seen.read_text().split()) == 1
    assert not is_alive(int(seen.read_text()))
    with pytest.raises(WorkerError, match="closed"):
        await worker.call("echo", 1)


async def test_closing_while_the_process_starts_leaves_none_behind() -> None:
    worker = Worker(jobs=ODD)
    waiting = asyncio.create_task(worker.call("echo", 1))
    assert await until(worker._turn.locked)

    await worker.close()

    with pytest.raises(WorkerError):
        await waiting
    assert worker.pid is None


async def test_closing_at_the_moment_at_which_the_process_has_started_leaves_none_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worker = Worker(jobs=ODD)
    start = asyncio.create_subprocess_exec
    started: list[int] = []

    async def start_then_close(*command: Any, **facts: Any) -> asyncio.subprocess.Process:
        process = await start(*command, **facts)
        started.append(process.pid)
        await worker.close()
        return process

    monkeypatch.setattr(asyncio, "create_subprocess_exec", start_then_close)

    with pytest.raises(WorkerError):
        await worker.call("echo", 1)
    assert worker.pid is None
    assert not any(is_alive(pid) for pid in started)
    assert len(started) == 1


async def test_an_idle_process_ends_and_the_next_job_starts_another() -> None:
    worker = Worker(jobs=ODD, idle=0.05)
    try:
        first = (await worker.call("about_me", None))["pid"]
        assert await until(lambda: worker.pid is None and not is_alive(first))

        assert (await worker.call("about_me", None))["pid"] != first
    finally:
        await worker.close()


PARENT = """
import asyncio, sys
from bot.worker import Worker
async def main():
    worker = Worker(jobs="tests.worker.odd_jobs")
    await worker.call("hang", {"seen": sys.argv[1]})
asyncio.run(main())
"""


async def test_when_the_bot_is_gone_the_worker_ends_even_in_the_middle_of_a_job(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(seen)], cwd=ROOT)  # noqa: ASYNC220
    try:
        assert await until(lambda: seen.exists() and seen.read_text().endswith("\n"))
        child = int(seen.read_text())
        assert is_alive(child)
    finally:
        parent.kill()
        parent.wait()

    assert await until(lambda: not is_alive(child))


async def test_themes_found_in_the_worker_are_those_found_here() -> None:
    texts = [
        f"{thing} {what}"
        for thing in ("The school bus", "My lunch break", "A library book")
        for what in (
            "is late",
            "was late again",
            "came too late today",
            "should be longer",
            "could be better",
            "is too short",
        )
    ]
    comments: list[tuple[str | int, str]] = [
        (number if number % 2 else f"c{number}", text) for number, text in enumerate(texts)
    ]
    meaning = understand([text for _, text in comments], ["en"] * len(comments))
    worker = Worker()
    try:
        assert await find_themes_in_worker(worker, comments) == find_themes(comments, meaning=meaning)
        assert (await find_themes_in_worker(worker, [])).themes == ()
        with pytest.raises(WorkerError, match="ValueError in find_themes"):
            await find_themes_in_worker(worker, [(1, "a"), (1, "b")])
    finally:
        await worker.close()
