"""Two workspaces, and one bot that both install by Slack's page: what the stories of installs share."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from bot.app import Starling, assemble
from bot.installs.routes import INSTALL_PATH, REDIRECT_PATH
from bot.playground.people.person import Person
from bot.playground.server import PlaygroundServer
from bot.playground.state.manifest import read_manifest
from bot.settings import Settings
from storage.installations import Installation, get
from tests.kept_worker import KeptWorker
from tests.stories.web_visitor import BASE, Seen, Visitor
from tests.whole_bot import Clock, Playground, open_slack, settings_of

MODERATOR, GENERAL, ANA, BEN = "U0MODERATOR", "C0GENERAL1", "U0ANA12345", "U0BEN12345"


@dataclass
class Installing:
    """North and South, whose people and channels have the same ids, behind one address as all of Slack."""

    north: Playground
    south: Playground
    clock: Clock
    settings: Settings
    visitors: list[Visitor] = field(default_factory=list)

    @property
    def starling(self) -> Starling:
        """The bot."""
        return self.north.starling

    def visitor(self, language: str = "en") -> Visitor:
        """Return a browser that nobody used before."""
        return Visitor(self.north, language)

    async def install(self, where: Playground, visitor: Visitor | None = None, *, answer: str = "allow") -> Seen:
        """Install the app in a workspace, as its moderator."""
        visitor = visitor or self.visitor()
        await visitor.opens(INSTALL_PATH)
        return await agree(visitor, where.slack, where.moderator, answer=answer)

    async def rounds(self) -> None:
        """Let every job run, and everything arrive."""
        await self.starling.scheduler.run_once()
        await self.settle()

    async def settle(self) -> None:
        """Wait until everything arrived in both."""
        await self.north.settle()
        await self.south.settle()

    async def row(self, where: Playground) -> Installation:
        """Return the installation of a workspace as the database has it."""
        storage = self.starling.context.storage
        async with storage.read() as db:
            found = await get(db, await tenant_of(self, where))
        assert found is not None
        return found

    async def restart(self, **facts: Any) -> None:
        """Stop the bot and start it again."""
        await self.starling.stop()
        await self.start(**facts)

    async def start(self, **facts: Any) -> None:
        """Start the bot on what is there."""
        starling = await assemble(
            self.settings, clock=self.clock.now, rng=Random(1), tick_s=3600, worker=KeptWorker(), **facts
        )
        starling.context.people.every = timedelta()
        await starling.start()
        for each in (self.north, self.south):
            each.starling = starling
            each.slack.deliver_to(f"http://127.0.0.1:{starling.port}/slack/events")


async def agree(visitor: Visitor, slack: PlaygroundServer, person: Person, *, answer: str = "allow") -> Seen:
    """Answer Slack's page as somebody of a workspace."""
    assert visitor.asked, "Slack asks nothing"
    return await visitor.posts(visitor.asked, person=f"{slack.team_id} {person.id}", answer=answer)


async def tenant_of(it: Installing, where: Playground) -> int:
    """Return the tenant of a workspace, served or not."""
    from storage import tenants

    async with it.starling.context.storage.read() as db:
        found = await tenants.find(db, where.slack.team_id)
    assert found is not None
    return found


@asynccontextmanager
async def open_installing(
    folder: Path, *, rotates: bool = False, database_url: str | None = None, **facts: Any
) -> AsyncIterator[Installing]:
    """Open both workspaces, in which nothing is installed yet, and the bot. facts: settings of the bot."""
    clock, manifest = Clock(), read_manifest()
    manifest["settings"] |= {"token_rotation_enabled": rotates, "org_deploy_enabled": True}
    schools = [
        open_slack(
            clock, team_id=team, team_name=name, signing_secret="s" * 32, ids=(MODERATOR, GENERAL),
            is_installed=False, manifest=manifest,
        )
        for team, name in (("T0NORTH", "North High"), ("T0SOUTH", "South High"))
    ]  # fmt: skip
    north, south = (slack for slack, _ in schools)
    for slack in (north, south):
        await slack.start()
    url = database_url or f"sqlite+aiosqlite:///{folder}/starling.sqlite"
    settings = await settings_of(north, url, slack_bot_token="", starling_base_url=BASE, **facts)
    north.context.app.redirect_urls.append(f"{BASE}{REDIRECT_PATH}")
    north.share_address(south)
    starling = await assemble(settings, clock=clock.now, rng=Random(1), tick_s=3600, worker=KeptWorker())
    starling.context.people.every = timedelta()
    await starling.start()
    playgrounds = [Playground(slack, starling, clock, moderator) for slack, moderator in schools]
    for playground in playgrounds:
        playground.slack.deliver_to(f"http://127.0.0.1:{starling.port}/slack/events")
        playground.person("Ana", id=ANA)
        playground.person("Ben", id=BEN)
    it = Installing(playgrounds[0], playgrounds[1], clock, settings)
    try:
        yield it
    finally:
        await it.starling.stop()
        for playground in playgrounds:
            await playground.slack.stop()
