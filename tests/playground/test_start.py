"""The start: what the terminal and the page show until the playground is complete, and its content then."""

import asyncio
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

import pytest
from aiohttp import ClientSession
from sqlalchemy import select

import bot.app
from bot.keys import Keyring
from bot.playground import PlaygroundServer, run
from bot.playground.example import load_example
from bot.playground.page.starting import Starting
from bot.playground.state.snapshot import load
from bot.playground.state.world import World
from bot.settings import SettingsError, kept_secret
from bot.themes.runs import ThemeRuns
from storage import exchanges, participants, themes
from storage.lockfile import LockFile
from storage.models import tenant
from storage.scope import ExchangeScope
from storage.session import Storage
from tests.postgres import free_port
from tests.sentences import EN

STEPS = [
    "Loading the program",
    "Preparing the database",
    "Starting the bot",
    "Writing the example, 216 comments and their stars (this happens once)",
    "Finding the themes of the example",
    "Closing the finished exchange, opening the next one",
]


def ask(port: int, path: str = "/") -> tuple[int, str]:
    """Return status and body of the playground's answer; (0, "") while nobody listens."""
    connection = HTTPConnection("127.0.0.1", port, timeout=600)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except OSError:
        return 0, ""
    finally:
        connection.close()


@contextmanager
def started(folder: Path, port: int) -> Iterator[Iterator[str]]:
    """Run `starling playground` in a folder and yield what it prints, line by line; end it as Ctrl-C does."""
    command = [sys.executable, "-m", "bot", "playground", "--port", str(port)]
    where = {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    with subprocess.Popen(command, cwd=folder, env=where, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield iter(process.stdout)
        finally:
            process.terminate()
            process.communicate()
        assert process.returncode == 0


def until_whole(lines: Iterator[str]) -> list[str]:
    """Return the steps that were printed before the address was."""
    steps: list[str] = []
    for line in lines:
        if "Starling's playground: http" in line:
            return steps
        steps += re.findall(r"^  (.+) … \d+\.\d s$", line)
    raise AssertionError("it ended before it was whole")


@pytest.mark.slow
def test_a_first_start_says_each_step_and_the_page_says_that_it_is_starting_until_it_is_whole(tmp_path: Path) -> None:
    port = free_port()
    seen: list[tuple[int, str]] = []
    whole = threading.Event()

    def look() -> None:
        while not whole.is_set():
            seen.append(ask(port))
            time.sleep(0.05)

    looking = threading.Thread(target=look)
    with started(tmp_path, port) as lines:
        looking.start()
        try:
            assert until_whole(lines) == STEPS
        finally:
            whole.set()
            looking.join()
        after = ask(port)
        assert ask(port, "/ui/state")[0] == 200

    before = {(status, "The playground is starting" in body) for status, body in seen if status not in {0, 200}}
    assert before == {(503, True)}
    assert (after[0], "The playground is starting" in after[1]) == (200, False)
    with started(tmp_path, port) as lines:
        assert until_whole(lines) == STEPS[:3], "the example is written once"


async def test_nothing_of_an_unfinished_workspace_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    slack = PlaygroundServer()
    slack.starting = starting = Starting()
    await slack.start()
    try:
        async with ClientSession(slack.url) as session:
            with starting.doing("Writing the example"):
                for path in ("/ui/state", "/ui/messages?channel=C1", "/ui/live", "/", "/archives/C1/p1"):
                    async with session.get(path, allow_redirects=False) as answer:
                        assert answer.status == 503, path
                async with session.get("/starting") as answer:
                    assert await answer.json() == {"step": "Writing the example"}
                async with session.post("/api/api.test") as answer:
                    assert answer.status == 200, "the bot itself is served"
            starting.done()
            async with session.get("/") as answer:
                assert answer.status == 200
            async with session.get("/starting") as answer:
                assert await answer.json() == {"step": None}
    finally:
        await slack.stop()
    assert re.fullmatch(r"  Writing the example … \d+\.\d s\n", capsys.readouterr().out)


async def test_a_first_start_that_is_ended_before_it_is_whole_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stop = asyncio.Event()
    folder = tmp_path / "playground"

    @contextmanager
    def doing(_self: Starting, step: str) -> Iterator[None]:
        if step.startswith("Finding"):
            stop.set()
        yield

    monkeypatch.setattr(Starting, "doing", doing)
    await run.play(port=0, fresh=False, database=None, stop=stop, folder=folder)

    assert "Starling's playground" not in capsys.readouterr().out
    assert names(folder) >= {"starling.sqlite", "secret_key"}
    _, is_new = run._prepare(folder, fresh=False)
    assert is_new
    assert names(folder) == set(), "the next start begins on an empty database"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.slow
async def test_the_finished_example_has_its_closing_digest_with_themes_however_slow_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A digest of this bot waits for nothing, as one does whose 30 seconds are over on a busy machine."""
    monkeypatch.setattr(bot.app, "ThemeRuns", partial(ThemeRuns, wait=0.0))
    monkeypatch.setattr(bot.app, "_SCORES_S", 0.0)
    monkeypatch.setattr(run, "JOBS", "tests.playground.jobs_without_models")
    stop = asyncio.Event()
    ends_when(monkeypatch, stop)
    await run.play(port=0, fresh=False, database=None, stop=stop, folder=tmp_path)

    storage = Storage(f"sqlite+aiosqlite:///{tmp_path}/starling.sqlite")
    async with storage.read() as db:
        tenant_id = int((await db.execute(select(tenant.c.tenant_id))).scalar_one())
        by_slug = {each.slug: each for each in await exchanges.list_all(db, tenant_id)}
        found = await themes.list_for(db, ExchangeScope(tenant_id, by_slug["sro"].exchange_id))
        counts = {slug: await exchanges.get_counts(db, each.scope) for slug, each in by_slug.items()}
        key = Keyring(kept_secret(tmp_path / "secret_key")).open(by_slug["sro"].wrapped_key)
        people = await participants.list_all(db, by_slug["sro"].scope, key.seals)
        team_id = str((await db.execute(select(tenant.c.team_id))).scalar_one())
        known = [
            await participants.get(db, by_slug["sro"].scope, key.person(team_id, each.slack_user_id)) for each in people
        ]
    await storage.close()
    assert all(known), "the bot finds each of them again: else their messages were sent and taken back each second"
    world = World(team_id="T1", name="")
    load(world, tmp_path / "slack.json")
    messages = [message for channel in world.channels.values() for message in channel.messages.values()]
    closing = [
        message for message in messages if "Closing digest: what people said" in f"{message.text}{message.blocks}"
    ]
    assert len(closing) == 1
    assert EN("coverage.rule") in f"{closing[0].blocks}", "it is measured, without a model"
    assert len(found) >= 3
    assert all(theme.name in f"{closing[0].blocks}" for theme in found[:3])
    example = load_example()
    assert {slug: count.comments for slug, count in counts.items()} == {
        "sro": len(example.finished.comments),
        "phones": len(example.waiting.comments),
    }
    assert sum(each.took_part for each in people) == 142
    assert counts["sro"].ratings > 3000
    assert {slug: each.state for slug, each in by_slug.items()} == {"sro": "closed", "phones": "open"}


def ends_when(monkeypatch: pytest.MonkeyPatch, stop: asyncio.Event) -> None:
    """End a playground as soon as its address is printed."""
    print_line: Callable[[str], None] = run._print

    def print_and_stop(text: str) -> None:
        print_line(text)
        if "Starling's playground" in text:
            stop.set()

    monkeypatch.setattr(run, "_print", print_and_stop)


async def test_two_with_a_database_each_do_not_write_one_workspace(tmp_path: Path) -> None:
    folder = tmp_path / "playground"
    folder.mkdir()
    (folder / "slack.json").write_text("{}")
    lock = LockFile(folder / "slack.json")
    lock.take()  # as the other one does
    stopped = asyncio.Event()
    stopped.set()
    with pytest.raises(SettingsError, match="another playground keeps its workspace here"):
        await run.play(
            port=0,
            fresh=True,
            database=f"sqlite+aiosqlite:///{tmp_path}/mine.sqlite",
            stop=stopped,
            folder=folder,
        )
    assert (folder / "slack.json").read_text() == "{}", "nothing of the other one is deleted"
    lock.release()
