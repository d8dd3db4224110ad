"""The bot as a process of its own, configured by its settings alone, which can be killed and restarted."""

import asyncio
import contextlib
import json
import random
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from aiohttp import ClientError, ClientSession, ClientTimeout

import bot
from bot.playground.server import PlaygroundServer
from bot.settings import SettingsError

_READY_S = 300.0
_LOOK_S = 0.05
_STOP_S = 60.0
_OK = 200


_PORTS = range(10_000, 30_000)  # below those that systems give to connections, which could take it meanwhile


def free_port() -> int:
    """Return a port of 127.0.0.1 that is free now. Raises SettingsError."""
    for _ in range(1000):
        port = random.SystemRandom().choice(_PORTS)
        with socket.socket() as found, contextlib.suppress(OSError):
            found.bind(("127.0.0.1", port))
            return port
    msg = f"no port of 127.0.0.1 is free between {_PORTS.start} and {_PORTS.stop}"
    raise SettingsError(msg)


_PATIENT = """
import sys

from bot.__main__ import main
from bot.slack import waiting

waiting.WAIT_S *= {}
sys.exit(main(["serve"]))
"""


class BotProcess:
    """`python -m bot serve` in a folder of its own.

    folder: its working directory, without .env, and its log's. settings: its whole environment. patience: factor of
    the time for which a click waits for the database, 1 where Slack waits its three seconds.
    """

    def __init__(
        self,
        playground: PlaygroundServer,
        folder: Path,
        settings: Mapping[str, str],
        *,
        uses_socket: bool,
        patience: float = 1.0,
    ) -> None:
        self.port = free_port()
        self.log = folder / "bot.log"
        self.starts = 0
        self._playground = playground
        self._folder = folder
        code = Path(bot.__file__).parents[1]
        self._environment = {**settings, "STARLING_PORT": str(self.port), "PYTHONPATH": str(code)}
        self._uses_socket = uses_socket
        self._patience = patience
        self._process: asyncio.subprocess.Process | None = None
        self._is_expected_up = False
        self._is_up = asyncio.Event()

    async def start(self) -> None:
        """Start it and wait until it answers. Raises SettingsError with its last log line when it ends instead."""
        try:
            await self._start()
        finally:
            self._is_up.set()  # after a failure too: who waits finds out by their next try

    async def until_up(self) -> None:
        """Wait while it is killed and starts again."""
        await self._is_up.wait()

    async def _start(self) -> None:
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *(("-m", "bot", "serve") if self._patience == 1 else ("-c", _PATIENT.format(self._patience))),
                cwd=self._folder,
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.starts += 1
        try:
            async with asyncio.timeout(_READY_S):
                await self._wait_until_healthy()
                if self._uses_socket:
                    await self._playground.wait_for_socket(_READY_S)
        except TimeoutError as error:
            msg = f"the bot did not get ready within {_READY_S:.0f} s: {self._last_log_line()}"
            raise SettingsError(msg) from error
        self._is_expected_up = True
        if not self._uses_socket:
            self._playground.deliver_to(f"http://127.0.0.1:{self.port}/slack/events")

    @property
    def pid(self) -> int:
        """The id of the process. Raises ProcessLookupError before it was started."""
        if self._process is None:
            raise ProcessLookupError
        return self._process.pid

    async def kill(self) -> None:
        """End it with SIGKILL, whatever it is doing."""
        if self._process is None:
            return
        self._is_expected_up = False
        self._is_up.clear()
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()
        # Its socket closes a moment later; a new one must not be mistaken for it.
        while self._uses_socket and self._playground.sockets.count:  # noqa: ASYNC110 - there is no event for it
            await asyncio.sleep(_LOOK_S)

    def check(self) -> None:
        """Raise SettingsError when it ended by itself."""
        if self._is_expected_up and self._process is not None and self._process.returncode is not None:
            msg = f"the bot ended by itself: {self._last_log_line()}"
            raise SettingsError(msg)

    async def stop(self) -> None:
        """Send SIGTERM, then SIGKILL if it does not end."""
        self._is_expected_up = False
        if self._process is None or self._process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.terminate()
        try:
            async with asyncio.timeout(_STOP_S):
                await self._process.wait()
        except TimeoutError:
            await self.kill()

    def failures(self) -> int:
        """Return the number of failed listeners and jobs in the bot's log."""
        text = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        return sum(text.count(event) for event in ("listener_failed", "job_failed"))

    async def _wait_until_healthy(self) -> None:
        address = f"http://127.0.0.1:{self.port}/healthz"
        async with ClientSession(timeout=ClientTimeout(total=2)) as session:
            while True:
                if self._process is None or self._process.returncode is not None:
                    msg = f"the bot ended at its start: {self._last_log_line()}"
                    raise SettingsError(msg)
                with contextlib.suppress(ClientError, TimeoutError, OSError):
                    async with session.get(address) as answer:
                        if answer.status == _OK:
                            return
                await asyncio.sleep(_LOOK_S)

    def _last_log_line(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines() if self.log.exists() else []
        last = next((line for line in reversed(lines) if line.strip()), "its log is empty")
        with contextlib.suppress(ValueError):
            last = str(json.loads(last).get("event", last))
        return last.removeprefix("starling: ")[:300]
