"""CPU of the HTTP server for requests that are none of Slack's, and for signed nonsense: `python -m benchmarks.door`.

The whole bot runs in a thread of its own, the pretend Slack and the senders in another. Counted is the CPU time of the
bot's thread from sending a request to reading its answer, 20 times each, and the median is printed. Everything the bot
logs meanwhile is kept and looked through.
"""

import asyncio
import io
import os
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from bot import log
from bot.app import Starling, assemble
from bot.playground.server import PlaygroundServer
from bot.settings import Settings
from tests.http.test_front_door import BODIES, CANARY, HEADERS, MAX_BODY, ODD, with_headers, wrapped
from tests.http.test_genuine import filled
from tests.slack_requests import FORM, Request, encode, send, sign
from tests.templates import migrated
from tests.whole_bot import SECRET, Clock, Playground

ROUNDS = 20
BOUND_MS = 5.0
FORGER = "not Slack's"


class BotThread:
    """The bot on an event loop in a thread of its own."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._clock = time.pthread_getcpuclockid(self._thread.ident or 0)

    async def start(self) -> Starling:
        """Start the bot and return it."""

        async def begin() -> Starling:
            starling = await assemble(self._settings, rng=Random(1), tick_s=3600)
            await starling.start()
            return starling

        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(begin(), self._loop))

    async def stop(self, starling: Starling) -> None:
        """Stop the bot and its thread."""
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(starling.stop(), self._loop))
        self._loop.call_soon_threadsafe(self._loop.stop)

    def used(self) -> float:
        """Return the CPU milliseconds that the thread used so far."""
        return time.clock_gettime(self._clock) * 1000


def requests(playground: Playground) -> dict[str, Request]:
    """Return what is sent, by name. None is answered 2xx, so none is answered from memory."""
    good = sign(playground, b"command=%2Fexchange&text=" + CANARY.encode())
    found = {f"headers: {name}": with_headers(good, **headers) for name, (_, headers) in HEADERS.items()}
    now = int(time.time())
    found["headers: six minutes old"] = sign(playground, good.body, stamp=str(now - 360))
    found["headers: of six minutes from now"] = sign(playground, good.body, stamp=str(now + 360))
    for name, (body, kind) in BODIES.items():
        found[f"unsigned: {name}"] = Request(body, {"Content-Type": kind})
        found[f"forged: {name}"] = sign(playground, body, kind, secret=FORGER)
        found[f"signed: {name}"] = sign(playground, body, kind)
    for name in ODD:
        found[f"signed: {name}"] = encode(playground, wrapped(playground, name))
    found["more than a mebibyte"] = sign(playground, b"x" * (MAX_BODY + 1))
    found["a mebibyte, forged"] = sign(playground, b"x" * MAX_BODY, secret=FORGER)
    found["unsigned: ssl_check=1"] = Request(b"ssl_check=1", {"Content-Type": FORM})
    return found


def genuine(playground: Playground, number: int) -> Request:
    """Return a click in a full Home on a button that is known, of 435 kB."""
    view: dict[str, Any] = {"id": "V1", "type": "home", "blocks": []}
    action = {"type": "button", "action_id": "rate.start", "block_id": "b", "value": "1", "action_ts": f"{number}.1"}
    payload = wrapped(playground, "empty actions") | {"actions": [action], "view": view}
    return encode(playground, filled(payload))


async def measured(playground: Playground, bot: BotThread) -> None:
    """Send each request, and print the table."""
    statuses: Counter[int] = Counter()
    over = []
    print("| request | status | ms of CPU, median of 20 | most |\n|---|--:|--:|--:|")
    for name, request in requests(playground).items():
        times, status = [], 0
        for _ in range(ROUNDS):
            before = bot.used()
            status = (await send(playground, request)).status
            times.append(bot.used() - before)
            statuses[status] += 1
        median = statistics.median(times)
        print(f"| {name} | {status} | {median:.2f} | {max(times):.2f} |")
        if median > BOUND_MS or status >= 500 or (not name.startswith(("signed", "more")) and status not in {401, 200}):
            over.append(name)
    times = []
    for number in range(ROUNDS):
        before = bot.used()
        status = (await send(playground, genuine(playground, number))).status
        times.append(bot.used() - before)
    print(f"| a genuine click in a full Home, 435 kB | {status} | {statistics.median(times):.2f} | {max(times):.2f} |")
    print(f"\nanswers by status: {dict(sorted(statuses.items()))}; over {BOUND_MS:g} ms or answered wrongly: {over}")


async def run(folder: Path) -> None:
    """Start the pretend Slack and the bot, and measure."""
    slack = PlaygroundServer()
    moderator = slack.add_person("A moderator", is_admin=True)
    slack.add_channel("general", members=[moderator], app=True)
    await slack.start()
    settings = Settings(
        slack_bot_token=slack.bot_token,  # type: ignore[arg-type]
        slack_signing_secret=slack.signing_secret,  # type: ignore[arg-type]
        slack_api_url=slack.api_url,
        database_url=await migrated(f"sqlite+aiosqlite:///{folder}/door.sqlite"),
        starling_port=0,
        starling_secret_key=SECRET,  # type: ignore[arg-type]
    )
    bot = BotThread(settings)
    starling = await bot.start()
    try:
        await measured(Playground(slack, starling, Clock(), moderator), bot)
    finally:
        await bot.stop(starling)
        await slack.stop()


def main() -> None:
    """Print the table, and what the log held."""
    kept, stderr = io.StringIO(), sys.stderr
    sys.stderr = kept
    log.set_up()
    print(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.\n")
    try:
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(run(Path(folder)))
    finally:
        sys.stderr = stderr
    lines = kept.getvalue().splitlines()
    print(
        f"{len(lines)} lines of log, {sum(CANARY in line for line in lines)} with a body in it, "
        f"{sum('Traceback' in line for line in lines)} tracebacks"
    )


if __name__ == "__main__":
    main()
