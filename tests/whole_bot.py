"""The whole bot, over HTTP or Socket Mode, against the playground's Slack, and the people who use it."""

import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.app import Starling, assemble
from bot.core.wall_clock import local_day
from bot.domain.people_counts import get_counts
from bot.exchanges.job import update_counts
from bot.playground.people.person import Person
from bot.playground.server import PlaygroundServer
from bot.playground.state.models import Message, View
from bot.settings import Settings
from bot.slack.sign_in import REDIRECT_PATH
from storage import comments, exchanges
from storage.comments import Comment, NewComment
from storage.exchanges import Exchange
from storage.scope import ExchangeScope
from tests.kept_worker import KeptWorker
from tests.templates import migrated

PATIENCE_S = 600.0  # generous: a busy machine must not fail a test
SECRET = "a secret of the tests, long enough to be one"


@dataclass
class Clock:
    """The clock of a test: it moves when the test says so, and by a millisecond at each reading.

    Nothing expires because the machine is slow. `later` moves it for both Slack and the bot. It begins today at a
    quarter to five in UTC, so that no test depends on the hour at which it runs.
    """

    ahead: float = 0.0
    began: float = field(default_factory=lambda: time.time() // 86_400 * 86_400 + 4.755 * 3_600)
    looks: int = 0

    def seconds(self) -> float:
        self.looks += 1
        return self.began + self.looks * 0.001 + self.ahead

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds(), UTC)

    def later(self, **delta: float) -> None:
        self.ahead += timedelta(**delta).total_seconds()


@dataclass
class Playground:
    """People, a moderator, a channel, and the bot."""

    slack: PlaygroundServer
    starling: Starling
    clock: Clock
    moderator: Person
    people: dict[str, Person] = field(default_factory=dict)
    allows_unanswered: bool = False  # a test that sends what nobody answers says so

    def person(self, name: str, **facts: Any) -> Person:
        """Return the person of that name, a new member of #general when unknown."""
        if name not in self.people:
            self.people[name] = self.slack.add_person(name, **facts)
            self.slack.channel("general").members[self.people[name].id] = None
        return self.people[name]

    async def settle(self) -> None:
        """Wait until every answer, card and event has arrived."""
        for _ in range(3):
            await self.slack.settle()
            await self.starling.context.outbox.drain()
        await self.slack.settle()

    async def exchange(self, question: str, *texts: str, **settings: Any) -> Exchange:
        """Store an open exchange with seed comments; return it."""
        ctx = self.starling.context
        wrapped = ctx.keys.new()
        values: dict[str, Any] = {
            "slug": "".join(letter for letter in question.lower() if letter.isalnum())[:20],
            "question": question,
            "star_meaning": "important",
            "groups": [],
            "is_anonymous": True,
            "moderation": "post",
            "comment_limit": 1000,
            "state": "open",
            "zone": "UTC",
            "wrapped_key": wrapped,
            "opened_at": self.clock.now(),
        } | settings
        if values.get("disclosure") == "officers" and values["opened_at"]:
            values["disclosure_mac"] = ctx.keys.open(values["wrapped_key"]).disclosure_mac(
                values["safety_contacts"].split()
            )
        async with ctx.storage.write() as db:
            exchange_id = await exchanges.insert(db, self.tenant_id, **values)
            for place, text in enumerate(texts):
                day = local_day(self.clock.now(), "UTC")
                new = NewComment(f"seed{place}", text, "", "live", day, is_seed=True)
                await comments.add(db, ExchangeScope(self.tenant_id, exchange_id), new)
            found = await exchanges.get(db, ExchangeScope(self.tenant_id, exchange_id))
        assert found
        return found

    @property
    def tenant_id(self) -> int:
        """The workspace's tenant."""
        workspace = self.starling.context.workspaces.find_by_team(self.slack.team_id)
        assert workspace is not None
        return workspace.tenant_id

    @property
    def web(self) -> AsyncWebClient:
        """The bot's client."""
        return self.starling.context.workspace(self.tenant_id).client

    async def comments(self, exchange: Exchange, *states: str) -> list[Comment]:
        """Return the comments that are kept, live ones unless states are named."""
        async with self.starling.context.storage.read() as db:
            return await comments.list_in_state(db, exchange.scope, *(states or ("live",)))

    async def counts(self, exchange: Exchange) -> exchanges.Counts:
        """Return people, comments, ratings and stars as the database has them."""
        async with self.starling.context.storage.read() as db:
            return await get_counts(self.starling.context, db, exchange)


async def recount(playground: Playground) -> None:
    """Let the next ten minutes or hour of counts begin now, without moving the clock."""
    ctx = playground.starling.context
    async with ctx.storage.write() as db:
        for each in await exchanges.list_all(db, playground.tenant_id, "open"):
            await exchanges.update_exchange(db, each.scope, counted_at=None)
    await update_counts(ctx, playground.tenant_id, playground.clock.now())


def words(shown: Message | View | None) -> str:
    """Return what a person reads on a message or a view; "" when there is none."""
    return Person.reads(shown) if shown is not None else ""


def list_action_ids(shown: Message | View | None) -> Sequence[str]:
    """Return the ids of everything that can be pressed on a message or view."""
    assert shown is not None
    found: list[str] = []
    for block in shown.blocks:
        parts = [*block.get("elements", []), block.get("accessory"), block.get("element")]
        found += [part["action_id"] for part in parts if isinstance(part, dict) and "action_id" in part]
    return found


def open_slack(clock: Clock, *, ids: tuple[str, str] | None = None, **facts: Any) -> tuple[PlaygroundServer, Person]:
    """Return a pretend Slack with #general, and its moderator. ids: of the moderator and of #general."""
    moderator_id, channel_id = ids or (None, None)
    slack = PlaygroundServer(clock=clock.seconds, **{"retry_scale": 0.001, "ack_seconds": PATIENCE_S, **facts})
    moderator = slack.add_person("A moderator", moderator_id, is_admin=True)
    slack.add_channel("general", members=[moderator], app=True, id=channel_id)
    return slack, moderator


async def settings_of(
    slack: PlaygroundServer, database_url: str, *, template: bytes | None = None, **facts: Any
) -> Settings:
    """Return the settings of a bot that is installed in a pretend Slack, on a database with our tables.

    template: the content of the SQLite file to begin with, instead of empty tables.
    """
    slack.context.app.redirect_urls = [f"{str(facts.get('starling_base_url', '')).rstrip('/')}{REDIRECT_PATH}"]
    usual: dict[str, Any] = {
        "slack_bot_token": slack.bot_token,
        "slack_signing_secret": slack.signing_secret,
        "slack_client_id": slack.context.app.client_id,
        "slack_client_secret": slack.context.app.client_secret,
        "slack_api_url": slack.api_url,
        "database_url": await migrated(database_url, template),
        "starling_port": 0,
        "danger_meaning": False,  # stories are about phrases; those about meaning turn it on
        "starling_secret_key": SECRET,
    }
    return Settings(**usual | facts)


@asynccontextmanager
async def open_playground(
    folder: Path,
    *,
    mode: str = "http",
    database_url: str | None = None,
    template: bytes | None = None,
    settings_facts: dict[str, Any] | None = None,
    began: datetime | None = None,
    **slack_facts: Any,
) -> AsyncIterator[Playground]:
    """Open a pretend Slack and the whole bot, which knows of it by its settings alone.

    mode: http or socket. template: of the SQLite file, as for `settings_of`. settings_facts: more settings of the bot.
    began: when its clock begins, today if not said. slack_facts: arguments of PlaygroundServer.
    """
    clock = Clock(began=began.timestamp()) if began else Clock()
    slack, moderator = open_slack(clock, **slack_facts)
    await slack.start()
    facts = {"slack_app_token": slack.app_token if mode == "socket" else ""} | (settings_facts or {})
    url = database_url or f"sqlite+aiosqlite:///{folder}/starling.sqlite"
    settings = await settings_of(slack, url, template=template, **facts)
    starling = await assemble(settings, clock=clock.now, rng=Random(1), tick_s=3600, worker=KeptWorker())
    starling.context.people.every = timedelta()  # who tests how old counts may be sets it
    await starling.start()
    if mode == "http":
        slack.deliver_to(f"http://127.0.0.1:{starling.port}/slack/events")
    else:
        await slack.wait_for_socket()
    playground = Playground(slack, starling, clock, moderator)
    try:
        yield playground
        left = dict(playground.starling.context.unanswered)
        assert not left or playground.allows_unanswered, f"nobody answers {left}"
    finally:
        await playground.starling.stop()  # who tests a restart put another there, and stopped the first
        await slack.stop()
