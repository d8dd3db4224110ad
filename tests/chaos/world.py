"""The world of a run: a pretend Slack, a database with an exchange in it, and the bot as a process of its own."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from bot.app import assemble
from bot.context import utc_now
from bot.keys import Keyring
from bot.playground.replay.bot_process import BotProcess
from bot.playground.replay.check import SharedComment, StoredExchange, read_stored
from bot.playground.server import PlaygroundServer
from storage.session import Storage
from tests.chaos.clicks import ClickMaker, Rater
from tests.chaos.fleet import DRAIN_S, Fleet
from tests.chaos.open_loop import OpenLoop
from tests.slack_requests import record_requests
from tests.whole_bot import PATIENCE_S, SECRET, Clock, Playground, settings_of

PATIENCE = 20.0
"""Factor of Slack's three seconds for tests: they ask what is lost, not how fast a busy machine answers."""

_TAPS = 20
_WORDS = (
    "street",
    "lamp",
    "bench",
    "market",
    "crossing",
    "library",
    "river",
    "bus",
    "tree",
    "evening",
    "noise",
    "path",
)


@dataclass
class World:
    """Everything of one run. shared: the comments that are there to be rated."""

    slack: PlaygroundServer
    storage: Storage
    bot: BotProcess | Fleet
    loop: OpenLoop
    exchange_id: int
    shared: list[SharedComment]
    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    patience: float = 1.0

    def new_bot(self) -> BotProcess:
        """Return one more bot with the same settings, not started."""
        return BotProcess(self.slack, self.folder, self.settings, uses_socket=False, patience=self.patience)

    async def stored(self) -> StoredExchange:
        """Return what the database holds now."""
        return await read_stored(self.storage, self.slack.team_id, self.exchange_id, Keyring(SECRET))

    async def restart(self) -> None:
        """Start the bot again, after it was killed."""
        await self.bot.start()


def comment_text(rng: Random) -> str:
    """Return a comment as long as people's are: 40 to 240 signs."""
    return " ".join(rng.choice(_WORDS) for _ in range(rng.randrange(6, 35))).capitalize() + "."


@asynccontextmanager
async def open_world(
    database_url: str | None,
    *,
    people: int,
    comments: int,
    more: dict[str, str] | None = None,
    bots: int = 1,
    pooled_url: str | None = None,
    patience: float = 1.0,
) -> AsyncIterator[World]:
    """Open a world in which everybody has a card before them. more: settings of the bot beside those it needs.

    bots: how many serve. pooled_url: the way to the database that they take. patience: factor of the three seconds that
    a click waits for its answer, and of the time that the bot waits for the database before it takes a click back.
    """
    slack = PlaygroundServer(ack_seconds=PATIENCE_S)  # the load has its own three seconds
    await slack.start()
    with tempfile.TemporaryDirectory(prefix="starling-chaos-") as name:
        folder = Path(name)
        url = database_url or f"sqlite+aiosqlite:///{folder}/chaos.sqlite"
        try:
            click, exchange_id, raters = await _fill(slack, url, people, comments)
            settings = {
                "SLACK_BOT_TOKEN": slack.bot_token,
                "SLACK_SIGNING_SECRET": slack.signing_secret,
                "SLACK_API_URL": slack.api_url,
                "DATABASE_URL": pooled_url or url,
                "STARLING_SECRET_KEY": SECRET,
            } | (more or {})
            if bots > 1:
                settings["STARLING_DRAIN_SECONDS"] = str(DRAIN_S)
            processes = [BotProcess(slack, folder, settings, uses_socket=False, patience=patience) for _ in range(bots)]
            bot = processes[0] if bots == 1 else Fleet(processes)
            loop = OpenLoop(raters, exchange_id, lambda: bot.port)
            loop.wait_s *= patience
            world = World(slack, Storage(url), bot, loop, exchange_id, [], folder, settings, patience)
            await loop.start()
            loop.use(ClickMaker(click, slack.signing_secret, loop.posts_url))
            await bot.start()
            try:
                await _share_out(world)
                yield world
            finally:
                await bot.stop()
                await loop.stop()
                await world.storage.close()
        finally:
            await slack.stop()


async def _share_out(world: World) -> None:
    """Deal the cards, and let everybody know all comments."""
    stored = await world.stored()
    world.shared = [SharedComment("", each.text, each.number) for each in stored.comments]
    numbers = [each.number for each in stored.comments]
    for each in world.loop.people:
        each.left = list(numbers)
    await world.loop.deal()


async def _fill(
    slack: PlaygroundServer, url: str, people: int, comments: int
) -> tuple[dict[str, Any], int, list[Rater]]:
    """Fill the database with the bot itself; return a click as the pretend Slack sends it, the exchange, the people."""
    moderator = slack.add_person("A moderator", is_admin=True)
    slack.add_channel("general", members=[moderator], app=True)
    starling = await assemble(await settings_of(slack, url), tick_s=3600)
    await starling.start()
    slack.deliver_to(f"http://127.0.0.1:{starling.port}/slack/events")
    playground, rng = Playground(slack, starling, Clock(), moderator), Random(1)
    texts = [f"{number}: {comment_text(rng)}" for number in range(comments)]
    exchange = await playground.exchange("What would make our streets safer?", *texts, opened_at=utc_now())
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    async with record_requests(playground) as recorder:
        for _ in range(_TAPS):  # again where the database was too slow for a click, as people do
            if (await ana.clicks(ana.dm()[-1], "rate.skip")).ok:
                break
            await playground.settle()
        else:
            raise AssertionError("no click was answered well")
        await playground.settle()
    click = [each.payload for each in recorder.requests if each.payload.get("type") == "block_actions"][-1]
    raters = [Rater(playground.person(f"Rater {number}").id) for number in range(people)]
    await starling.stop()
    slack.deliver_to(None)
    return click, exchange.exchange_id, raters
