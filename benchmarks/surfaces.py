"""What each surface beside the star costs: `python -m benchmarks.surfaces [--database sqlite,postgres] [--times 20]`.

The acts are genuine ones of people in the pretend Slack. Statements are counted with the bot in this process; then the
same acts are made against a bot in a process of its own, whose processor time is read before and after each, when
nothing is under way any more. 300 comments of 40 to 240 signs, 40 people who rated 10 of them each, figures released.
"""

import argparse
import asyncio
import logging
import os
import platform
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import count
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from sqlalchemy import event

from benchmarks.star import comment_text, server
from benchmarks.star_load import Server, cpu_of
from benchmarks.star_servers import settings_of
from bot import log
from bot.app import assemble
from bot.context import utc_now
from bot.playground.people.person import Person
from bot.playground.server import PlaygroundServer
from tests.postgres import Postgres
from tests.stories.digest_helpers import compute_scores
from tests.templates import migrated
from tests.whole_bot import Clock, Playground

_RATERS, _EACH = 40, 10
_QUIET_S = 0.05
_WORKER_S = 3.0  # without any work, by when the worker has begun

_numbers = count(1)


@dataclass
class Stage:
    """People and what is before them. rng: of the words that they write."""

    slack: PlaygroundServer
    moderator: Person
    ana: Person
    rng: Random = field(default_factory=lambda: Random(2))

    def words(self) -> str:
        """Return a comment that nobody wrote before; some that were written say nearly the same."""
        return f"{next(_numbers)} {comment_text(self.rng)}"

    def other_words(self) -> str:
        """Return a comment that is like none that was written."""
        return " ".join(self.rng.choice(_common_words()) for _ in range(self.rng.randrange(6, 35))).capitalize()

    async def close_windows(self) -> None:
        """Close what the two have open."""
        for person in (self.ana, self.moderator):
            for view in person.views:
                await person.closes(view)


@cache
def _common_words() -> list[str]:
    lines = files("bot.core.personal").joinpath("common_words.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


Act = Callable[[Stage], Awaitable[Any]]


async def _nothing(_stage: Stage) -> None:
    """Prepare nothing."""


async def _open_form(stage: Stage) -> None:
    assert await stage.ana.runs("/exchange share", "general")


async def _say(stage: Stage) -> None:
    assert await stage.ana.says(stage.words())


async def _submit(stage: Stage) -> None:
    assert await stage.ana.submits(values={"share.text": stage.words()})


async def _submit_other(stage: Stage) -> None:
    assert await stage.ana.submits(values={"share.text": stage.other_words()})


async def _confirm(stage: Stage) -> None:
    assert await stage.ana.clicks(stage.ana.dm()[-1], "share.dm.yes")


async def _card(stage: Stage) -> None:
    assert await stage.ana.runs("/exchange rate", "general")


async def _home(stage: Stage) -> None:
    assert await stage.ana.opens_home()


def _line(line: str, *, by_moderator: bool = False) -> Act:
    async def run(stage: Stage) -> None:
        assert await (stage.moderator if by_moderator else stage.ana).runs(line, "general")

    return run


def _click(action_id: str) -> Act:
    async def click(stage: Stage) -> None:
        assert await stage.ana.clicks(stage.ana.dm()[-1], action_id)

    return click


async def _type(stage: Stage) -> None:
    assert await stage.ana.says("4")


SURFACES: dict[str, tuple[Act, Act]] = {
    "`/exchange rate`": (_nothing, _card),
    "a star by a click": (_card, _click("rate.star.4")),
    "a star by a typed word": (_card, _type),
    "Skip by a click": (_card, _click("rate.skip")),
    "the form for a comment, opened": (_nothing, _open_form),
    "a comment by that form, with near ones shown": (_open_form, _submit),
    "a comment by that form that is like no other": (_open_form, _submit_other),
    "a message that may be a comment": (_nothing, _say),
    "a comment by that message": (_say, _confirm),
    "a comment by `/exchange share WORDS`": (_nothing, lambda stage: _line(f"/exchange share {stage.words()}")(stage)),
    "Home": (_nothing, _home),
    "`/exchange results`": (_nothing, _line("/exchange results")),
    "`/exchange status`, a moderator": (_nothing, _line("/exchange status", by_moderator=True)),
    "`/exchange list`": (_nothing, _line("/exchange list")),
    "`/exchange me`": (_nothing, _line("/exchange me")),
    "`/exchange help`": (_nothing, _line("/exchange help")),
}
"""What is measured, by its name: what comes before, and the act."""


async def fill(slack: PlaygroundServer, url: str) -> tuple[Stage, dict[str, Any], dict[str, float]]:
    """Fill the database with the bot in this process; return the stage, the bot's facts, the statements by surface."""
    moderator = slack.add_person("A moderator", is_admin=True)
    slack.add_channel("general", members=[moderator], app=True)
    facts = {
        "bot_token": slack.bot_token,
        "signing_secret": slack.signing_secret,
        "api_url": slack.api_url,
        "database_url": await migrated(url),
        "has_uvloop": True,
    }
    starling = await assemble(settings_of(facts), tick_s=3600)
    await starling.start()
    slack.deliver_to(f"http://127.0.0.1:{starling.port}/slack/events")
    playground, rng = Playground(slack, starling, Clock(), moderator), Random(1)
    texts = [comment_text(rng) for _ in range(300)]
    exchange = await playground.exchange("What would make our streets safer?", *texts, opened_at=utc_now())
    stage = Stage(slack, moderator, playground.person("Ana"))
    for number in [*range(_RATERS), -1]:
        person = playground.person(f"Rater {number}") if number >= 0 else stage.ana
        await person.runs("/exchange rate", "general")
        await playground.settle()
        for turn in range(_EACH):
            await person.clicks(person.dm()[-1], f"rate.star.{1 + (turn + number) % 5}")
            await playground.settle()
    await compute_scores(playground, exchange)
    statements = {name: await _count(playground, stage, *acts) for name, acts in SURFACES.items()}
    await starling.stop()
    slack.deliver_to(None)
    return stage, facts, statements


async def _count(playground: Playground, stage: Stage, before: Act, act: Act) -> float:
    """Return how many statements an act takes, the second time that it is made; BEGIN and COMMIT left out."""
    context, statements = playground.starling.context, [""]
    storage = context.storage
    engines = {storage.engine.sync_engine}  # which hears of reads too on PostgreSQL
    if storage.is_sqlite:
        engines.add(storage._reader.sync_engine)  # noqa: SLF001 - to count

    def note(_db: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    for turn in range(2):
        await stage.close_windows()
        await before(stage)
        await playground.settle()
        if turn:
            context.batches.on_statement = statements.append
            for engine in engines:
                event.listen(engine, "before_cursor_execute", note)
        statements.clear()
        await act(stage)
        await playground.settle()
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)
    context.batches.on_statement = lambda _sql: None
    return len([each for each in statements if not each.startswith("BEGIN")])


async def quiet(slack: PlaygroundServer, bot: Server, *, still_s: float = _QUIET_S) -> float:
    """Wait until nothing is under way, in the bot's worker neither, and return the bot's processor seconds.

    still_s: how long nothing has to be done.
    """
    await slack.settle()
    before = _cpu_with_worker(bot.pid)
    while True:
        await asyncio.sleep(still_s)
        await slack.settle()
        now = _cpu_with_worker(bot.pid)
        if now - before < 0.000_3:
            return cpu_of(bot.pid)
        before = now


async def warm_up(stage: Stage, bot: Server) -> None:
    """Have a comment looked at by its meaning, so that the worker with the encoder is there before all else."""
    await _open_form(stage)
    await _submit_other(stage)
    await quiet(stage.slack, bot, still_s=_WORKER_S)


def _cpu_with_worker(pid: int) -> float:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return cpu_of(pid) + sum(cpu_of(int(child)) for child in children)


async def measure(url: str, options: argparse.Namespace) -> dict[str, tuple[float, str]]:
    """Return the statements and the milliseconds of each surface."""
    slack = PlaygroundServer(ack_seconds=60.0)
    await slack.start()
    try:
        stage, facts, statements = await fill(slack, url)
        found = {}
        async with server("bot", facts | {"profile": options.profile, "watches": True}) as bot:
            slack.deliver_to(f"http://127.0.0.1:{bot.port}/slack/events")
            await warm_up(stage, bot)
            for name, (before, act) in SURFACES.items():
                if options.only not in name:
                    continue
                spent = []
                for turn in range(options.times + 2):
                    await stage.close_windows()
                    await before(stage)
                    began = await quiet(slack, bot)
                    if turn > 1 and options.profile:
                        await bot.say("watch")
                    await act(stage)
                    spent.append((await quiet(slack, bot) - began) * 1000)
                    if turn > 1 and options.profile:
                        await bot.say("unwatch")
                kept = spent[2:]  # the first ones load and compile
                shown = f"{median(kept):.1f} [{min(kept):.1f}–{max(kept):.1f}]"
                found[name] = statements[name], shown
            slack.deliver_to(None)
    finally:
        await slack.stop()
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Statements and processor time of each surface.")
    parser.add_argument("--database", default="sqlite,postgres")
    parser.add_argument("--times", type=int, default=20, help="that each act is made")
    parser.add_argument("--only", default="", help="surfaces whose names have these words")
    parser.add_argument("--profile", default="", help="a file for cProfile's figures of the bot's loop")
    options = parser.parse_args()
    log.set_up(level=logging.WARNING)
    print(f"Python {platform.python_version()}; {os.cpu_count()} processors, load {os.getloadavg()[0]:.0f}")
    columns = {}
    if "sqlite" in options.database:
        with tempfile.TemporaryDirectory() as folder:
            columns["SQLite"] = asyncio.run(measure(f"sqlite+aiosqlite:///{folder}/surfaces.sqlite", options))
    if "postgres" in options.database:
        with Postgres() as database:
            columns["PostgreSQL"] = asyncio.run(measure(database.url(), options))
    heads = [f"{name}: statements | CPU, ms" for name in columns]
    print(f"\n| | {' | '.join(heads)} |\n|---|{'--:|' * 2 * len(columns)}")
    for name in next(iter(columns.values())):
        print(f"| {name} | {' | '.join(f'{column[name][0]} | {column[name][1]}' for column in columns.values())} |")


if __name__ == "__main__":
    main()
