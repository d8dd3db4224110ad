"""A small workspace for tests of the page: people, channels, and an app with scripted replies."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.playground.people.person import Person
from bot.playground.server import PlaygroundServer
from bot.playground.state.models import Message
from tests.whole_bot import PATIENCE_S

Block = dict[str, Any]
Payload = dict[str, Any]
Reply = Callable[[Payload], Awaitable[Any]]


@dataclass
class App:
    """An app that records its payloads and sends scripted replies."""

    slack: PlaygroundServer
    session: ClientSession
    received: list[Payload] = field(default_factory=list)
    replies: dict[str, Reply] = field(default_factory=dict)  # by action_id, callback_id, command or event type

    async def serve(self, request: web.Request) -> web.Response:
        """Answer one delivery with the scripted reply, or with an empty 200."""
        if request.content_type == "application/json":
            payload: Payload = (await request.json())["event"]
            name = payload["type"]
        else:
            form = {key: values[0] for key, values in parse_qs(await request.text()).items()}
            payload = json.loads(form["payload"]) if "payload" in form else dict(form)
            name = payload.get("command") or payload.get("callback_id") or ""
            if payload.get("type") == "view_submission":
                name = payload["view"]["callback_id"]
            elif payload.get("type") == "block_actions":
                name = payload["actions"][0]["action_id"]
        self.received.append(payload)
        reply = self.replies.get(name)
        answer = await reply(payload) if reply else None
        return web.json_response(answer) if answer is not None else web.Response()

    async def calls(self, method: str, **arguments: Any) -> Payload:
        """Call the Web API. A refusal fails the test."""
        headers = {"Authorization": f"Bearer {self.slack.bot_token}"}
        async with self.session.post(self.slack.api_url + method, json=arguments, headers=headers) as response:
            answer: Payload = await response.json()
        assert answer["ok"], answer
        return answer

    def opens(self, view: Block) -> Reply:
        """Return a reply that opens this modal."""

        async def reply(payload: Payload) -> None:
            await self.calls("views.open", trigger_id=payload["trigger_id"], view=view)

        return reply

    def last(self, kind: str) -> Payload:
        """Return the latest payload of a type."""
        return next(each for each in reversed(self.received) if each.get("type") == kind or each.get("command") == kind)


@dataclass
class Stage:
    """Everything that a test of the page needs."""

    slack: PlaygroundServer
    app: App
    ana: Person
    ben: Person
    kim: Person
    channel: str

    def shows(self, person: Person, **place: str) -> str:
        """Return the address of the page as somebody sees it."""
        query = "".join(f"&{key}={value}" for key, value in place.items())
        return f"{self.slack.url}/?as={person.id}{query}"

    def dm(self, person: Person) -> str:
        """Return the id of somebody's DM with the app."""
        return self.slack.world.open_im(person.id).id

    async def writes(self, *blocks: Block, text: str = "Something to read", channel: str | None = None) -> Message:
        """Let the app write a message of blocks, into the channel unless another is named."""
        where = channel or self.channel
        answer = await self.app.calls("chat.postMessage", channel=where, text=text, blocks=list(blocks))
        return self.slack.world.channels[where].messages[answer["ts"]]


class StageSetup:
    """Context manager that starts and stops a stage. facts: arguments of PlaygroundServer."""

    def __init__(self, **facts: Any) -> None:
        self._facts = facts

    async def __aenter__(self) -> Stage:
        """Start the workspace and the app."""
        self._session = ClientSession()
        self._slack = slack = PlaygroundServer(
            **{
                "team_name": "Maple Street School",
                "ack_seconds": PATIENCE_S,
                "trigger_seconds": PATIENCE_S,
                **self._facts,
            }
        )
        kim = slack.add_person("Kim Okafor", is_admin=True)
        ana = slack.add_person("Ana Ruiz", group="Student")
        ben = slack.add_person("Ben Tanaka", group="Parent", tz="Europe/Vienna")
        topic = "What we think of the *draft* :wave:"
        channel = slack.add_channel("contract", members=[kim, ana, ben], app=True, topic=topic)
        slack.add_channel("general", members=[kim, ana, ben], app=True)
        slack.context.banner = {
            "en": {"title": "Three things to try", "steps": ["Press *Comment*.", "Give stars.", "Be Kim."]},
            "es": {
                "title": "Tres cosas para probar",
                "steps": ["Presione *Comentar*.", "Dé estrellas.", "Elija a Kim."],
            },
        }
        await slack.start()
        app = App(slack, self._session)
        server = web.Application()
        server.router.add_post("/slack/events", app.serve)
        self._server = TestServer(server, host="127.0.0.1")
        await self._server.start_server()
        slack.deliver_to(str(self._server.make_url("/slack/events")))
        return Stage(slack, app, ana, ben, kim, channel.id)

    async def __aexit__(self, *_: object) -> None:
        """Stop both."""
        await self._slack.stop()
        await self._server.close()
        await self._session.close()
