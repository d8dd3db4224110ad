"""A school on a pretend Mattermost: its people, what they do and see, and the whole bot beside it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from aiohttp import ClientSession

from bot.app import Starling, assemble
from bot.mattermost.events import Events
from bot.mattermost.service import Mattermost
from bot.settings import Settings
from storage import comments, exchanges, ratings
from storage.comments import Comment
from storage.exchanges import Exchange
from tests.kept_worker import KeptWorker
from tests.mattermost.checks import Json, check_post, refuse_unless
from tests.mattermost.standin import Channel, Standin
from tests.templates import migrated
from tests.whole_bot import SECRET, Clock


@dataclass
class Pupil:
    """Somebody with an account. notes: what only they were shown, the newest last."""

    school: "School"
    id: str
    notes: list[str] = field(default_factory=list)

    @property
    def inbox(self) -> list[Json]:
        """Their conversation with the bot."""
        server = self.school.server
        return server.in_channel(server.direct(self.id, server.bot_id).id)

    @property
    def card(self) -> Json:
        """The newest post of the bot to them."""
        return [each for each in self.inbox if each["user_id"] != self.id][-1]

    async def says(self, text: str, **facts: Any) -> Json:
        """Write to the bot, and wait until it answered."""
        server = self.school.server
        channel = server.direct(self.id, server.bot_id)
        post = await server.create(self.id, {"channel_id": channel.id, "message": text, **facts})
        await server.flush()
        await self.school.settle()
        return post

    async def presses(self, post: Json, name: str) -> Json:
        """Press a button by what is on it, as Mattermost sends and applies it; return the answer."""
        [action] = [each for each in actions_of(post) if each["name"] == name]
        return await self.presses_action(post, action)

    async def presses_action(self, post: Json, action: Json) -> Json:
        server, url = self.school.server, action["integration"]["url"]
        body = {
            "user_id": self.id,
            "user_name": server.users[self.id]["username"],
            "channel_id": post["channel_id"],
            "team_id": "" if server.channels[post["channel_id"]].type == "D" else server.team_id,
            "post_id": post["id"],
            "trigger_id": server.trigger(self.id),
            "type": "button",
            "data_source": "",
            "context": action["integration"]["context"],
        }
        answer = await self.school.send(url, json=body)
        if answer.get("update"):
            check_post(answer["update"])
            post.update(answer["update"])
        self._hears(answer.get("ephemeral_text", ""))
        await self.school.settle()
        return answer

    async def runs(self, text: str, channel: Channel) -> str:
        """Write a slash command; return what only they read."""
        server = self.school.server
        form = {
            "token": server.command_token,
            "team_id": server.team_id,
            "team_domain": "school",
            "channel_id": channel.id,
            "channel_name": channel.name,
            "user_id": self.id,
            "user_name": server.users[self.id]["username"],
            "command": "/exchange",
            "text": text,
            "trigger_id": server.trigger(self.id),
            "root_id": "",
            "response_url": "http://127.0.0.1:1/hooks/commands/x",
        }
        answer = await self.school.send(f"{self.school.url}/mattermost/command", data=form)
        assert answer["response_type"] == "ephemeral"
        self._hears(answer["text"])
        await self.school.settle()
        return str(answer["text"])

    async def submits(self, *, team_id: str | None = None, **fields: str) -> Json:
        """Send the form that was opened last; return what Mattermost shows in it. team_id: that they look at now."""
        server = self.school.server
        who, asked = server.dialogs[-1]
        assert who == self.id
        for element in asked["dialog"]["elements"]:
            written = fields.get(element["name"], "")
            refuse_unless(written or element.get("optional"), "a field is empty")
            refuse_unless(len(written) <= element["max_length"], "too long for the field")
        body = {
            "type": "dialog_submission",
            "callback_id": asked["dialog"]["callback_id"],
            "state": asked["dialog"]["state"],
            "user_id": self.id,
            "channel_id": "",
            "team_id": team_id or server.team_id,
            "submission": fields,
            "cancelled": False,
        }
        answer = await self.school.send(asked["url"], json=body)
        await self.school.settle()
        return answer

    def _hears(self, text: str) -> None:
        if text:
            self.notes.append(text)


@dataclass
class School:
    """The server, the bot, the clock of both, and the people."""

    server: Standin
    starling: Starling
    clock: Clock
    session: ClientSession
    hall: Channel
    head: Pupil

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.starling.port}"

    @property
    def events(self) -> Events:
        assert isinstance(self.starling.mattermost, Mattermost)
        return self.starling.mattermost.events

    def pupil(self, name: str, *, in_hall: bool = True, **facts: Any) -> Pupil:
        """Return a new member of the team."""
        pupil = Pupil(self, self.server.add_user(name, **facts))
        if in_hall:
            self.hall.members.add(pupil.id)
        return pupil

    async def send(self, url: str, **sent: Any) -> Json:
        """Send as Mattermost does: what is not 200 is shown to the person as a failure, and fails the test."""
        async with self.session.post(url, **sent) as answer:
            assert answer.status == 200, answer.status
            body: Json = await answer.json()
            return body

    async def settle(self) -> None:
        await self.starling.context.outbox.drain()

    async def jobs(self) -> None:
        """Run every job that is due."""
        await self.starling.scheduler.run_once()
        await self.settle()

    async def opens(
        self, question: str = "What keeps us safe?", flags: str = "", channel: Channel | None = None
    ) -> Exchange:
        """Let the head open an exchange by the command, and its announcement come."""
        place = channel or self.hall
        text = await self.head.runs(f'new "{question}" {flags or "--review=none"}', place)
        assert "~" in text, text
        await self.jobs()
        [found] = [each for each in await self.exchanges() if each.question == question]
        return found

    async def exchanges(self) -> list[Exchange]:
        async with self.starling.context.storage.read() as db:
            return list(await exchanges.list_all(db, self.starling.tenant_id))

    async def comments(self, exchange: Exchange) -> list[Comment]:
        async with self.starling.context.storage.read() as db:
            return await comments.list_in_state(db, exchange.scope, "live")

    async def stars(self, exchange: Exchange) -> list[int]:
        async with self.starling.context.storage.read() as db:
            return sorted(stars for _, _, stars in await ratings.list_all(db, exchange.scope))

    def in_hall(self) -> list[Json]:
        return [each for each in self.server.in_channel(self.hall.id) if each["user_id"] == self.server.bot_id]


def actions_of(post: Json) -> list[Json]:
    """Return the buttons of a post."""
    return [action for each in post["props"].get("attachments", []) for action in each.get("actions", [])]


def words(post: Json) -> str:
    """Return what people read on a post."""
    texts = [each.get("text", "") for each in post["props"].get("attachments", [])]
    return "\n".join([post["message"], *texts]).replace("\u2060", "")


def names(post: Json) -> list[str]:
    """Return what is on the buttons of a post."""
    return [each["name"] for each in actions_of(post)]


@asynccontextmanager
async def open_school(folder: Path, *, database_url: str | None = None) -> AsyncIterator[School]:
    """Open a pretend Mattermost and the whole bot, which knows of it by its settings alone, without Slack."""
    clock = Clock()
    server = Standin(clock.seconds)
    hall = server.add_channel("hall")
    await server.start()
    url = database_url or f"sqlite+aiosqlite:///{folder}/starling.sqlite"
    facts: dict[str, Any] = {
        "starling_mattermost_url": f"http://127.0.0.1:{server.port}",
        "starling_mattermost_token": server.bot_token,
        "starling_mattermost_team": "school",
        "starling_mattermost_command_token": server.command_token,
        "starling_base_url": "http://127.0.0.1:1",
    }
    settings = Settings(
        **facts,
        database_url=await migrated(url),
        starling_port=0,
        danger_meaning=False,
        starling_secret_key=SECRET,  # type: ignore[arg-type]
    )
    settings.check_platforms()
    starling = await assemble(settings, clock=clock.now, rng=Random(1), tick_s=3600, worker=KeptWorker())
    starling.context.people.every = timedelta()
    await starling.start()
    async with ClientSession() as session:
        head = Pupil(None, server.add_user("Head", is_admin=True))  # type: ignore[arg-type]
        hall.members.add(head.id)
        school = School(server, starling, clock, session, hall, head)
        head.school = school
        _route_to(school)
        try:
            await school.events.connected.wait()
            yield school
        finally:
            await starling.stop()
            await server.stop()


def _route_to(school: School) -> None:
    """Let buttons lead to the port that the bot got, which its settings could not know yet."""
    assert isinstance(school.starling.mattermost, Mattermost)
    school.starling.mattermost.platform.posts._base_url = school.url
