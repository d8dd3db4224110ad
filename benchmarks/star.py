"""A whole star click from outside, against a bare Bolt app that only acknowledges: `python -m benchmarks.star`.

    --database sqlite,postgres  --people 48  --comments 60  --clicks 100  --rounds 5
    full: --people 1137 --comments 300 --clicks 1000 --rounds 5

The bot, the bare app and this process (the load, the pretend Slack, the stub of response_url) are processes of their
own. Both servers are up, and their slices alternate. The body is the one that the pretend Slack sends for a click on a
card, signed again for each click; the next card is awaited at the stub. CPU is that of the server's whole process, its
database threads included.
"""

import argparse
import asyncio
import json
import logging
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

from sqlalchemy import event

from benchmarks.star_load import CardStub, Clicker, Clicks, Json, Server, Slice, begin, cpu_of, run_slice
from benchmarks.star_servers import settings_of
from bot import log
from bot.app import assemble
from bot.context import utc_now
from bot.playground.server import PlaygroundServer
from tests.postgres import Postgres
from tests.slack_requests import record_requests
from tests.templates import migrated
from tests.whole_bot import Clock, Playground

_STATEMENTS = 20  # clicks over which statements are counted
_WORDS = (
    "street",
    "lamp",
    "bench",
    "market",
    "crossing",
    "library",
    "river",
    "bus",
    "playground",
    "tree",
    "evening",
    "noise",
    "path",
    "bridge",
    "bakery",
)


def comment_text(rng: Random) -> str:
    """Return a comment as long as people's are: 40 to 240 signs."""
    return " ".join(rng.choice(_WORDS) for _ in range(rng.randrange(6, 35))).capitalize() + "."


@dataclass
class World:
    """What both servers and the load share. statements: of the whole bot, by click."""

    facts: Json
    click: Json
    exchange_id: int
    people: list[Clicker]
    statements: float


@dataclass
class Result:
    """The slices of one database, in pairs, by connections."""

    pairs: dict[int, list[tuple[Slice, Slice]]] = field(default_factory=dict)
    acks: list[tuple[Slice, Slice]] = field(default_factory=list)  # of the bot up to the commit and the answer
    still: list[tuple[Slice, Slice]] = field(default_factory=list)  # of the bot without its turns
    socket: list[tuple[Slice, Slice]] = field(default_factory=list)  # of the bot by Socket Mode


async def prepare(slack: PlaygroundServer, url: str, options: argparse.Namespace) -> World:
    """Fill the database with the bot itself, take a click as the pretend Slack sends it, and count its statements."""
    moderator = slack.add_person("A moderator", is_admin=True)
    slack.add_channel("general", members=[moderator], app=True)
    facts = {
        "bot_token": slack.bot_token,
        "signing_secret": slack.signing_secret,
        "api_url": slack.api_url,
        "database_url": await migrated(url),
        "has_uvloop": not options.without_uvloop,
    }
    starling = await assemble(settings_of(facts), tick_s=3600)
    await starling.start()
    slack.deliver_to(f"http://127.0.0.1:{starling.port}/slack/events")
    playground, rng = Playground(slack, starling, Clock(), moderator), Random(1)
    texts = [comment_text(rng) for _ in range(options.comments)]
    exchange = await playground.exchange("What would make our streets safer?", *texts, opened_at=utc_now())
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    statements: list[str] = []

    def note(_db: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    async with record_requests(playground) as recorder:
        for turn in range(_STATEMENTS + 1):
            if turn == 1:  # the first one asks Slack
                starling.context.batches.on_statement = statements.append
                event.listen(starling.context.storage.engine.sync_engine, "before_cursor_execute", note)
                if starling.context.storage.is_sqlite:
                    reader = starling.context.storage._reader  # noqa: SLF001 - to count what it sends
                    event.listen(reader.sync_engine, "before_cursor_execute", note)
            assert (await ana.clicks(ana.dm()[-1], "rate.star.4")).ok
            await playground.settle()
        payloads = [each.payload for each in recorder.requests]
        click = [each for each in payloads if each.get("type") == "block_actions"][-1]
    people = [Clicker(playground.person(f"Rater {number}").id) for number in range(options.people)]
    await starling.stop()
    slack.deliver_to(None)
    sent = [each for each in statements if not each.startswith("BEGIN")]
    if options.show_statements:
        print("\n".join(sent[: len(sent) // _STATEMENTS]))
    return World(facts, click, exchange.exchange_id, people, len(sent) / _STATEMENTS)


@asynccontextmanager
async def server(kind: str, facts: Json) -> AsyncIterator[Server]:
    """Run a server in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.star_servers", kind]
    process = await asyncio.create_subprocess_exec(*command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps(facts).encode() + b"\n")
    yield Server(process.pid, int(await process.stdout.readline()), process)
    process.stdin.close()
    await process.wait()


def postgres_cpu(server_pid: int) -> Callable[[], float]:
    """Return a function of the processor seconds of a PostgreSQL server and its children since the first call."""
    last: dict[int, float] = {}
    total = 0.0

    def used() -> float:
        nonlocal total
        for child in Path(f"/proc/{server_pid}/task/{server_pid}/children").read_text(encoding="ascii").split():
            now = cpu_of(int(child))
            total += now - last.get(int(child), now)
            last[int(child)] = now
        return total

    return used


@asynccontextmanager
async def cards_of(people: list[Clicker]) -> AsyncIterator[str]:
    """Run the stub of response_url; yield its address."""
    stub = CardStub(people)
    await stub.start()
    yield stub.url
    await stub.stop()


async def measure(url: str, options: argparse.Namespace, database_cpu: Callable[[], float]) -> tuple[World, Result]:
    """Run the slices of one database."""
    slack, result = PlaygroundServer(), Result()
    await slack.start()
    try:
        world = await prepare(slack, url, options)
        # who clicks at the bare app is nobody's neighbour
        stayers = [Clicker(f"U{number}", "1:1.1:1") for number in range(32)]
        for stayer in stayers:
            stayer.has_card.set()
        async with cards_of(world.people) as cards_url:
            clicks = Clicks(world.click, slack.signing_secret, cards_url)
            async with server("bare", world.facts | {"has_uvloop": False}) as bare:
                at_bare = partial(run_slice, bare, clicks, stayers, moves=False, database_cpu=database_cpu)
                async with server("bot", world.facts | {"profile": options.profile}) as bot:
                    await begin(bot, clicks, world.people, world.exchange_id)
                    at_bot = partial(run_slice, bot, clicks, world.people, database_cpu=database_cpu)
                    await _run_http(bot, at_bare, at_bot, options, result)
                async with server("bot", world.facts | {"app_token": slack.app_token}) as bot:
                    bot.sockets = slack.sockets
                    await slack.sockets.wait_until_open(60)
                    at_bot = partial(run_slice, bot, clicks, world.people, database_cpu=database_cpu)
                    await at_bot(number=options.clicks // 4, connections=8)
                    for _ in range(options.rounds):
                        base = await at_bare(number=3 * options.clicks, connections=32)
                        result.socket.append((base, await at_bot(number=options.clicks, connections=32)))
    finally:
        await slack.stop()
    return world, result


async def _run_http(
    bot: Server,
    at_bare: Callable[..., Awaitable[Slice]],
    at_bot: Callable[..., Awaitable[Slice]],
    options: argparse.Namespace,
    result: Result,
) -> None:
    for warm in (at_bare, at_bot):
        await warm(number=options.clicks // 4, connections=8)
    for _ in range(options.rounds):
        for connections in (1, 32):
            base = await at_bare(number=3 * options.clicks, connections=connections)
            whole = await at_bot(number=options.clicks, connections=connections)
            result.pairs.setdefault(connections, []).append((base, whole))
        few = min(options.clicks, options.people)
        result.acks.append((base, await at_bot(number=few, connections=32, is_held=True)))
        await bot.say("still")
        await at_bot(number=options.people, connections=32)  # everybody's view
        result.still.append((base, await at_bot(number=3 * options.clicks, connections=32)))
        await bot.say("turns")


def spread(values: list[float], digits: int = 0) -> str:
    """Return the median and the range."""
    return f"{median(values):,.{digits}f} [{min(values):,.{digits}f}–{max(values):,.{digits}f}]"


def _ratio(pairs: list[tuple[Slice, Slice]]) -> str:
    """Return the bare app's processor time for an acknowledgement, divided by the bot's for a click."""
    return spread([base.cpu_us / whole.cpu_us for base, whole in pairs], 3)


def _database_cpu(both: list[tuple[Slice, Slice]]) -> str:
    values = [whole.database_cpu_s / whole.clicks * 1e6 for _, whole in both]
    return spread(values) if any(values) else "–"


def rows_of(world: World, result: Result) -> list[tuple[str, str]]:
    """Return the lines of a table."""
    both = [pair for pairs in result.pairs.values() for pair in pairs]
    rows = [
        ("whole click ÷ bare ack, by CPU", _ratio(both)),
        *((f"the same, {connections} connections", _ratio(pairs)) for connections, pairs in result.pairs.items()),
        ("ack, durable, next card not yet sent ÷ bare ack", _ratio(result.acks)),
        ("whole click without its turn in the database ÷ bare ack", _ratio(result.still)),
        ("whole click by Socket Mode ÷ bare ack by HTTP", _ratio(result.socket)),
        ("CPU of the bot for a click, µs", spread([whole.cpu_us for _, whole in both])),
        ("CPU of the bare app for a click, µs", spread([base.cpu_us for base, _ in both])),
        ("CPU of PostgreSQL for a click, µs", _database_cpu(both)),
        ("statements of a click, BEGIN and COMMIT left out", f"{world.statements:.1f}"),
    ]
    for connections, pairs in result.pairs.items():
        waits = [each for _, whole in pairs for each in whole.milliseconds]
        places = quantiles(waits, n=100)
        rate = spread([whole.clicks / whole.seconds for _, whole in pairs])
        bare = median(base.clicks / base.seconds for base, _ in pairs)
        rows.append((f"clicks a second, {connections} connections", f"{rate} (bare {bare:,.0f})"))
        rows.append((f"ack p50 / p99, {connections} connections, ms", f"{places[49]:.0f} / {places[98]:.0f}"))
    failed = sum(status != 200 for _, whole in both for status in whole.statuses)
    rows.append(("not answered 200", f"{failed} of {sum(whole.clicks for _, whole in both)}"))
    return rows


def arguments() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(description="A whole star click against a bare Bolt app.")
    parser.add_argument("--database", default="sqlite,postgres")
    parser.add_argument("--people", type=int, default=48)
    parser.add_argument("--comments", type=int, default=60)
    parser.add_argument("--clicks", type=int, default=100, help="in a slice; people × comments are the most in all")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without-uvloop", action="store_true", help="the bot on the standard library's event loop")
    parser.add_argument("--profile", default="", help="a file for cProfile's figures of the bot's loop")
    parser.add_argument("--show-statements", action="store_true", help="print the statements of a click")
    return parser.parse_args()


def main() -> None:
    """Print the table."""
    options = arguments()
    log.set_up(level=logging.WARNING)
    libraries = ", ".join(f"{name} {version(name)}" for name in ("slack-bolt", "SQLAlchemy", "aiohttp"))
    print(
        f"Python {platform.python_version()}, {libraries}; {os.cpu_count()} processors, load {os.getloadavg()[0]:.0f}"
    )
    print(" ".join(sys.argv[1:]) or "default sizes")
    columns: dict[str, list[tuple[str, str]]] = {}
    if "sqlite" in options.database:
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite+aiosqlite:///{folder}/star.sqlite"
            columns["SQLite"] = rows_of(*asyncio.run(measure(url, options, lambda: 0.0)))
    if "postgres" in options.database:
        with Postgres() as database:
            used = postgres_cpu(database._process.pid)  # type: ignore[union-attr]  # noqa: SLF001 - to read its time
            columns["PostgreSQL"] = rows_of(*asyncio.run(measure(database.url(), options, used)))
    print(f"\n| | {' | '.join(columns)} |\n|---|{'--:|' * len(columns)}")
    for lines in zip(*columns.values(), strict=True):
        print(f"| {lines[0][0]} | {' | '.join(value for _, value in lines)} |")


if __name__ == "__main__":
    main()
