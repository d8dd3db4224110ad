"""Two workspaces served by one bot on one database: nothing of one shows in the other, or keeps it waiting.

The ids of people and channels are the same in both, so that whatever is not kept by workspace would be mixed up.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from urllib.parse import quote

import pytest
from aiohttp import ClientSession
from structlog.testing import capture_logs

from bot.app import assemble
from bot.domain.preferences import save_preferences
from bot.installations import Installation
from bot.playground.people.person import Person
from bot.playground.server import PlaygroundServer
from bot.playground.state.models import Message
from bot.rounds import Rounds
from bot.slack.workspaces import Workspace
from tests.stories.exchange_helpers import announcements, every, opened, reply_text
from tests.stories.moderating import reported, shared
from tests.stories.test_bad_senders import posted
from tests.whole_bot import Clock, Playground, open_slack, settings_of, words

NORTH, SOUTH = "What keeps us safe at North?", "What do we eat at South?"
GENERAL, ANA, BEN, MODERATOR = "C0GENERAL1", "U0ANA12345", "U0BEN12345", "U0MODERATOR"

Two = tuple[Playground, Playground]


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[Two]:
    """North and South: each with its own Slack, moderator, Ana and Ben, and one bot for both."""
    async with open_two(tmp_path) as playgrounds:
        yield playgrounds


@asynccontextmanager
async def open_two(folder: Path) -> AsyncIterator[Two]:
    clock = Clock()
    north, south = open_school(clock, "T0NORTH"), open_school(clock, "T0SOUTH")
    for slack, _ in (north, south):
        await slack.start()
    settings = await settings_of(north[0], f"sqlite+aiosqlite:///{folder}/starling.sqlite")
    installations = [Installation(slack.bot_token, slack.api_url) for slack, _ in (north, south)]
    starling = await assemble(settings, clock=clock.now, rng=Random(1), tick_s=3600, installations=installations)
    starling.context.people.every = timedelta()
    await starling.start()
    playgrounds = [Playground(slack, starling, clock, moderator) for slack, moderator in (north, south)]
    for playground in playgrounds:
        playground.slack.deliver_to(f"http://127.0.0.1:{starling.port}/slack/events")
        playground.person("Ana", id=ANA)
        playground.person("Ben", id=BEN)
    try:
        yield playgrounds[0], playgrounds[1]
    finally:
        await starling.stop()
        for playground in playgrounds:
            await playground.slack.stop()


def open_school(clock: Clock, team_id: str) -> tuple[PlaygroundServer, Person]:
    return open_slack(clock, team_id=team_id, signing_secret="s" * 32, ids=(MODERATOR, GENERAL))


async def rounds(two: Two) -> None:
    """Let every job run for both, and everything arrive."""
    north, south = two
    await north.starling.scheduler.run_once()
    await north.settle()
    await south.settle()


async def subscribe(playground: Playground, slack_user_id: str) -> None:
    await save_preferences(playground.starling.context, playground.tenant_id, slack_user_id, is_subscribed=True)


def messages(playground: Playground, channel: str = "general") -> list[Message]:
    return list(playground.slack.channel(channel).messages.values())


def read(person: Person) -> str:
    return " ".join(words(each) for each in person.dm())


async def test_each_workspace_has_its_own_exchanges_and_people(two: Two) -> None:
    north, south = two
    of_north, of_south = await opened(north, question=NORTH), await opened(south, question=SOUTH)
    await shared(north, "Ana", "A crossing guard at the gate")
    await rounds(two)

    for here, exchange, question in ((north, of_north, NORTH), (south, of_south, SOUTH)):
        assert [each.exchange_id for each in await every(here)] == [exchange.exchange_id]
        assert [question in words(each) for each in announcements(here)] == [True]
    assert (await north.counts(of_north)).people == 1
    assert (await south.counts(of_south)).people == 0, "the Ana of South is somebody else"

    ana = south.person("Ana")
    await ana.opens_home()
    await south.settle()
    assert SOUTH in words(ana.home)
    assert NORTH not in words(ana.home)
    assert north.person("Ana").home is None
    assert "crossing" not in words(ana.home)


async def test_what_slack_says_of_somebody_holds_in_that_workspace_alone(two: Two) -> None:
    north, south = two
    north.person("Ana").member.locale = "es-MX"
    north.person("Ana").member.is_admin = True
    in_north = await reply_text(north, "/exchange mod", north.person("Ana"))
    in_south = await reply_text(south, "/exchange mod", south.person("Ana"))
    assert in_north != in_south, "one is answered in Spanish, the other in English"
    profiles = [await each.starling.context.workspace(each.tenant_id).profiles.profile(ANA) for each in (north, south)]
    assert [(each.locale, each.is_admin) for each in profiles] == [("es-MX", True), ("en-US", False)]


async def test_digests_alerts_and_invitations_reach_the_people_of_their_workspace(two: Two) -> None:
    north, south = two
    await subscribe(south, BEN)
    of_north = await opened(north, question=NORTH)
    await opened(south, question=SOUTH)
    await shared(north, "Ana", "A crossing guard at the gate")
    await reported(north, "Ben", "danger")
    for here in two:
        assert await here.moderator.runs("/exchange digest now", "general")
    for _ in range(3):
        await rounds(two)

    assert "A person may be in danger" in read(north.moderator)
    assert "A person may be in danger" not in read(south.moderator)
    assert SOUTH in read(south.person("Ben")), "who subscribed in South is invited there"
    assert "new exchange is open" not in read(north.person("Ben"))
    digests = [
        [words(each) for each in messages(here) if (each.metadata or {}).get("event_type") == "starling_digest"]
        for here in two
    ]
    assert [len(each) for each in digests] == [1, 1]
    assert NORTH in digests[0][0]
    assert SOUTH in digests[1][0]
    assert (await north.counts(of_north)).people == 1, "Ana, who shared"


async def test_a_dead_token_in_one_workspace_does_not_stop_the_jobs_of_the_other(two: Two) -> None:
    dead, alive = two  # the dead one is first in every job
    await subscribe(alive, ANA)
    await subscribe(dead, ANA)
    await opened(dead, question=NORTH)
    await opened(alive, question=SOUTH)
    for here in two:
        assert await here.moderator.runs("/exchange digest now", "general")
    dead.slack.context.app.bot_token = "xoxb-another"  # as after a revocation
    before = len(messages(dead))
    for _ in range(3):
        await rounds(two)
    assert len(messages(dead)) == before
    assert "new exchange is open" in read(alive.person("Ana"))
    assert [each for each in messages(alive) if (each.metadata or {}).get("event_type") == "starling_digest"]
    async with (
        ClientSession() as session,
        session.get(f"http://127.0.0.1:{alive.starling.port}/readyz") as answer,
    ):
        assert answer.status == 200, "the bot goes on serving the other one"


async def test_a_job_that_fails_for_one_workspace_is_logged_and_runs_for_the_others(two: Two) -> None:
    north, south = two
    done: list[str] = []

    async def work(workspace: Workspace) -> None:
        if workspace.team_id == north.slack.team_id:
            raise RuntimeError("a comment's words")
        done.append(workspace.team_id)

    with capture_logs() as logs:
        await Rounds(north.starling.context.workspaces, "digests", work)()
    assert done == [south.slack.team_id]
    [failure] = [each for each in logs if each["event"] == "job_failed"]
    assert (failure["job"], failure["tenant_id"], failure["error"]) == ("digests", north.tenant_id, "RuntimeError")
    assert "comment's words" not in str(logs)


async def test_a_third_workspace_is_refused(two: Two) -> None:
    north, south = two
    await opened(north, question=NORTH)
    used = {
        "type": "shortcut",
        "callback_id": "share.shortcut",
        "trigger_id": "1.1.1",
        "user": {"id": ANA, "team_id": "T0THIRD"},
        "team": {"id": "T0THIRD"},
    }
    with capture_logs() as logs:
        assert (await posted(north, f"payload={quote(json.dumps(used))}"))[0] == 200
        await north.settle()
        await south.settle()
    assert [each["kind"] for each in logs if each["event"] == "request_of_another_workspace"] == ["shortcut"]
    for here in two:
        assert not here.person("Ana").dm(), "nobody is written to with the token of another workspace"
