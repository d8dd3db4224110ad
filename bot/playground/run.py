"""`starling playground`: the pretend Slack, the bot, its database and its scheduler, in one go."""

import asyncio
import errno
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.app import Starling, assemble
from bot.playground.example.seed import BANNER, seed
from bot.playground.server import Playground
from bot.serve import migrate
from bot.settings import VAR, GivenSettings, SettingsError, kept_secret
from storage import tenants
from storage.session import Storage

FOLDER = VAR / "playground"
_SNAPSHOT = "slack.json"
_TICK_S = 1.0


@dataclass
class ShiftedClock:
    """The time, some seconds away from now: the example happened in the days before."""

    ahead: float = 0.0

    def seconds(self) -> float:
        """Return seconds since 1970."""
        return time.time() + self.ahead

    def now(self) -> datetime:
        """Return the moment, aware."""
        return datetime.fromtimestamp(self.seconds(), UTC)


async def play(*, port: int, fresh: bool, database: str | None, stop: asyncio.Event, folder: Path = FOLDER) -> None:
    """Run until `stop` is set; what was played before goes on.

    fresh: forget it first. database: another one than in the folder.
    Raises SettingsError when the port is taken or the database holds a real workspace.
    """
    snapshot, is_new = _prepare(folder, fresh=fresh)
    clock = ShiftedClock()
    playground = Playground(clock=clock.seconds)
    if not is_new:
        playground.load(snapshot)
    await _listen(playground, port)
    try:
        url = database or f"sqlite+aiosqlite:///{folder}/starling.sqlite"
        settings = _settings(playground, url, kept_secret(folder / "secret_key"))
        await migrate(settings)
        await refuse_real_workspace(url)
        starling = await assemble(settings, clock=clock.now, tick_s=_TICK_S)
        try:
            await _run(playground, starling, clock, snapshot, is_new=is_new, stop=stop)
        finally:
            await starling.stop()
    finally:
        await playground.stop()


def _prepare(folder: Path, *, fresh: bool) -> tuple[Path, bool]:
    """Return where the workspace is kept, and whether there is none yet."""
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    snapshot = folder / _SNAPSHOT
    return snapshot, not snapshot.exists()


async def _run(
    playground: Playground,
    starling: Starling,
    clock: ShiftedClock,
    snapshot: Path,
    *,
    is_new: bool,
    stop: asyncio.Event,
) -> None:
    await starling.start()
    playground.deliver_to(f"http://127.0.0.1:{starling.port}/slack/events")
    if is_new:
        _print("Writing the example: 202 comments and their stars. This happens once …")
        await seed(playground, starling, clock)
        playground.save(snapshot)
    playground.banner = BANNER
    playground.autosave(snapshot)
    _print(
        f"\n  Starling's playground: {playground.url}\n\n"
        "  Be anybody, answer, rate; as a moderator write /exchange new.\n"
        "  Ctrl-C stops it. `make run` goes on where you stopped, `make run FRESH=1` starts anew.\n"
    )
    await stop.wait()
    _print("Stopping …")
    playground.save(snapshot)


async def _listen(playground: Playground, port: int) -> None:
    try:
        await playground.start(port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        msg = f"port {port} is taken, perhaps by another playground: choose one, as in `make run PORT={port + 1}`"
        raise SettingsError(msg) from error


async def refuse_real_workspace(url: str) -> None:
    """Raise SettingsError when the database holds a real workspace: nothing is played there."""
    storage = Storage(url)
    try:
        async with storage.read() as db:
            if await tenants.holds_real_workspace(db):
                raise SettingsError("this database holds a real workspace: give --database another one")
    finally:
        await storage.close()


def _settings(playground: Playground, url: str, secret: str) -> GivenSettings:
    return GivenSettings(
        slack_bot_token=playground.bot_token,  # type: ignore[arg-type]
        slack_signing_secret=playground.signing_secret,  # type: ignore[arg-type]
        slack_api_url=playground.api_url,
        database_url=url,
        starling_port=0,
        starling_secret_key=secret,  # type: ignore[arg-type]
    )


def _print(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - the command's own words
