"""`starling playground`: the pretend Slack, the bot, its database and its scheduler, in one process."""

import asyncio
import errno
import shutil
import socket
import time
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from bot import progress
from bot.app import Starling, assemble
from bot.playground.due import list_due, make_pace
from bot.playground.example.banner import make_banner
from bot.playground.example.seed import seed
from bot.playground.pace import IDLE_ROUND_S, Pace
from bot.playground.page.starting import Starting
from bot.playground.server import ACK_SECONDS, PlaygroundServer
from bot.playground.state.snapshot import SnapshotError, write
from bot.playground.state.time_control import TimeControl
from bot.serve import migrate
from bot.settings import VAR, Settings, SettingsError, kept_secret
from bot.slack import deadlines
from bot.slack.sign_in import REDIRECT_PATH
from bot.worker import Worker
from storage import tenants
from storage.lockfile import DatabaseInUseError, LockFile
from storage.session import DatabaseUrlError, Storage

FOLDER = VAR / "playground"
_SNAPSHOT = "slack.json"
_CLOCK = "clock"  # file with the seconds that the clock was moved forward, for the next start
JOBS = "bot.playground.example.prepared"
"""The module of the worker's jobs: the usual ones, which know the example."""


_PATIENCE_S = 120.0  # for each answer of the bot while the example is written: a busy machine is slow, and nobody waits


@dataclass
class ShiftedClock:
    """A clock that is `ahead` seconds ahead; negative while the example, which is in the past, is made."""

    ahead: float = 0.0

    def seconds(self) -> float:
        """Return seconds since 1970."""
        return time.time() + self.ahead

    def now(self) -> datetime:
        """Return the time, aware, in UTC."""
        return datetime.fromtimestamp(self.seconds(), UTC)


class Movable(Protocol):
    """A clock that can be set ahead. ahead: seconds."""

    ahead: float


async def play(
    *,
    port: int,
    fresh: bool,
    database: str | None,
    stop: asyncio.Event,
    folder: Path = FOLDER,
    ack_seconds: float = ACK_SECONDS,
    locale: str | None = None,
) -> None:
    """Run until `stop` is set, continuing the saved workspace.

    fresh: delete it first. database: instead of the one in the folder. ack_seconds: the bot may take to answer;
    the bot's own deadlines and the life of a trigger_id grow with it. locale: Slack's language of the people whom one
    can be; without one each keeps their own.
    Raises SettingsError when the port is taken, the folder or the database is in use, or the latter cannot be used or
    holds a real workspace.
    """
    url = database or f"sqlite+aiosqlite:///{folder}/starling.sqlite"
    named = "--database" if database else str(folder)
    _refuse_in_use(url, named)
    with _held_folder(folder, fresh=fresh) as (snapshot, is_new):
        await _play(port, snapshot, url, named, is_new=is_new, stop=stop, ack_seconds=ack_seconds, locale=locale)


async def _play(
    port: int,
    snapshot: Path,
    url: str,
    named: str,
    *,
    is_new: bool,
    stop: asyncio.Event,
    ack_seconds: float,
    locale: str | None,
) -> None:
    folder = snapshot.parent
    clock = ShiftedClock(read_ahead(folder))
    playground = PlaygroundServer(clock=clock.seconds, ack_seconds=ack_seconds, trigger_seconds=ack_seconds)
    if ack_seconds > ACK_SECONDS:
        deadlines.stretch = ack_seconds / ACK_SECONDS
    playground.starting = Starting()
    if not is_new:
        _load(playground, snapshot, locale)
    await _listen(playground, port)
    try:
        settings = _settings(playground, url, kept_secret(folder / "secret_key"))
        with playground.starting.doing("Preparing the database"):
            await migrate(settings, named=named)
            await refuse_real_workspace(url)
        with playground.starting.doing("Starting the bot"):
            starling = await assemble(settings, clock=clock.now, tick_s=IDLE_ROUND_S, worker=Worker(jobs=JOBS))
        try:
            await starling.start()
            async with _at_its_pace(make_pace(playground, starling, clock.seconds)):
                await _serve(playground, starling, clock, snapshot, is_new=is_new, stop=stop, locale=locale)
        finally:
            await starling.stop()
    finally:
        await playground.stop()


def _load(playground: PlaygroundServer, snapshot: Path, locale: str | None) -> None:
    try:
        playground.load(snapshot)
    except SnapshotError as error:
        hint = "another version of Starling may have made it: start afresh with make run FRESH=1"
        msg = f"{snapshot.parent}: {error}; {hint}"
        raise SettingsError(msg) from error
    for member in playground.world.personas if locale else ():
        member.locale = str(locale)


def _refuse_in_use(url: str, named: str) -> None:
    """Raise SettingsError for an invalid URL or a database in use, before anything is deleted."""
    try:
        holder = Storage(url).in_use_by()
    except DatabaseUrlError as error:
        msg = f"{named}: {error}"
        raise SettingsError(msg) from error
    if holder is not None:
        msg = f"{named}: {DatabaseInUseError(holder)}"
        raise SettingsError(msg)


@contextmanager
def _held_folder(folder: Path, *, fresh: bool) -> Iterator[tuple[Path, bool]]:
    """Yield what `_prepare` returns, and let no other playground write into the folder until the end.

    With a database of its own each, two would write the same file. Raises SettingsError.
    """
    msg = f"{folder}: another playground keeps its workspace here: stop that one, or start this one elsewhere"
    lock = LockFile(folder / _SNAPSHOT)
    if lock.holder() is not None:  # before anything is deleted
        raise SettingsError(msg)
    snapshot, is_new = _prepare(folder, fresh=fresh)
    try:
        lock.take()
    except DatabaseInUseError as error:
        raise SettingsError(msg) from error
    try:
        yield snapshot, is_new
    finally:
        lock.release()


def _prepare(folder: Path, *, fresh: bool) -> tuple[Path, bool]:
    """Return the workspace's file, and whether it is new.

    The file is written once the example is complete; what an interrupted first start left is removed.
    """
    snapshot = folder / _SNAPSHOT
    is_new = fresh or not snapshot.exists()
    if is_new:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return snapshot, is_new


@asynccontextmanager
async def _at_its_pace(pace: Pace) -> AsyncIterator[None]:
    """Ask for rounds of the bot in this context; afterwards nothing is being read any more."""
    asking = asyncio.create_task(pace.run())
    try:
        yield
    finally:
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)


async def _serve(
    playground: PlaygroundServer,
    starling: Starling,
    clock: ShiftedClock,
    snapshot: Path,
    *,
    is_new: bool,
    stop: asyncio.Event,
    locale: str | None,
) -> None:
    playground.deliver_to(f"http://127.0.0.1:{starling.port}/slack/events")
    doing = playground.starting.doing if playground.starting else progress.doing
    if is_new:
        with playground.patient(_PATIENCE_S):
            if not await _is_written(seed(playground, starling, clock, doing, locale=locale), stop):
                return
        playground.save(snapshot)
    playground.context.banner = await make_banner(starling)
    playground.context.time_control = control_time(playground, starling, clock, snapshot.parent)
    playground.autosave(snapshot)
    if playground.starting:
        playground.starting.done()
    _print(
        f"\n  Starling's playground: {playground.url}\n\n"
        "  Be anybody, answer, rate; as a moderator write /exchange new.\n"
        "  Ctrl-C stops it. `make run` continues where you stopped, `make run FRESH=1` starts afresh.\n"
    )
    await stop.wait()
    _print("Stopping …")


async def _is_written(example: Coroutine[Any, Any, None], stop: asyncio.Event) -> bool:
    """Write the example; return False when `stop` is set before it is complete."""
    writing = asyncio.create_task(example)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({writing, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not writing.done():
        _print("Stopping …")
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
        return False
    writing.result()
    return True


def read_ahead(folder: Path) -> float:
    """Return the seconds that the clock was moved forward before; 0.0 when unknown."""
    try:
        return max(0.0, float((folder / _CLOCK).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return 0.0


def control_time(playground: PlaygroundServer, starling: Starling, clock: Movable, folder: Path) -> TimeControl:
    """Return the control of the clock that Slack and the bot share."""

    async def move(seconds: float) -> None:
        clock.ahead += seconds
        write(folder / _CLOCK, str(clock.ahead))
        starling.scheduler.wake()

    return TimeControl(move=move, list_due=lambda: list_due(starling, playground.team_id))


async def _listen(playground: PlaygroundServer, port: int) -> None:
    try:
        await playground.start(port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        msg = f"port {port} is taken, perhaps by another playground: choose one, as in `make run PORT={port + 1}`"
        raise SettingsError(msg) from error


async def refuse_real_workspace(url: str) -> None:
    """Raise SettingsError when the database contains a real workspace."""
    storage = Storage(url)
    try:
        async with storage.read() as db:
            if await tenants.holds_real_workspace(db):
                raise SettingsError("this database holds a real workspace: give --database another one")
    finally:
        await storage.close()


def _settings(playground: PlaygroundServer, url: str, secret: str) -> Settings:
    bot_port = _free_port()  # known before the bot listens: links to the page with results begin with it
    base_url = f"http://127.0.0.1:{bot_port}"
    playground.context.app.redirect_urls = [f"{base_url}{REDIRECT_PATH}"]
    return Settings(
        slack_bot_token=playground.bot_token,  # type: ignore[arg-type]
        slack_signing_secret=playground.signing_secret,  # type: ignore[arg-type]
        slack_api_url=playground.api_url,
        database_url=url,
        starling_port=bot_port,
        starling_base_url=base_url,
        slack_client_id=playground.context.app.client_id,
        slack_client_secret=playground.context.app.client_secret,  # type: ignore[arg-type]
        starling_secret_key=secret,  # type: ignore[arg-type]
    )


def _free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def _print(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - the command's own words
