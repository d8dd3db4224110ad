"""Socket Mode: the same stories through Bolt, and slack_sdk's client."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.playground.fixture_app import FixtureWorkspace, button, modal, open_workspace, section, text_input
from tests.whole_bot import PATIENCE_S

Json = dict[str, Any]


@asynccontextmanager
async def wire(workspace: FixtureWorkspace) -> AsyncIterator[ClientWebSocketResponse]:
    """A bare connection of the app."""
    opener = AsyncWebClient(workspace.slack.app_token, base_url=workspace.slack.api_url, session=workspace.http)
    answer = await opener.apps_connections_open(app_token=workspace.slack.app_token)
    async with workspace.http.ws_connect(answer["url"]) as socket:
        yield socket


async def test_a_payload_comes_by_the_socket_and_is_acknowledged(workspace: FixtureWorkspace) -> None:
    async with wire(workspace) as socket:
        hello = await socket.receive_json()
        assert (hello["type"], hello["num_connections"]) == ("hello", 1)
        assert hello["connection_info"]["app_id"] == workspace.slack.app_id

        outcome = asyncio.create_task(workspace.ana.says("Hello"))
        envelope = await socket.receive_json()
        assert (envelope["type"], envelope["accepts_response_payload"]) == ("events_api", False)
        assert (envelope["retry_attempt"], envelope["retry_reason"]) == (0, "")
        assert envelope["payload"]["event"]["text"] == "Hello"
        await socket.send_json({"envelope_id": envelope["envelope_id"]})
        assert (await outcome).status == 200

        ran = asyncio.create_task(workspace.ana.runs("/exchange help", "general"))
        envelope = await socket.receive_json()
        assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
        await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "Helped"}})
        assert await ran
        assert [each.text for each in workspace.ana.ephemerals()] == ["Helped"]
    assert workspace.app.received == []


async def test_an_event_not_acknowledged_comes_again_with_its_number() -> None:
    async with open_workspace(ack_seconds=0.05) as workspace, wire(workspace) as socket:
        await socket.receive_json()
        outcome = await workspace.ana.says("Hello")
        assert outcome.status == "timeout"
        first, second = await socket.receive_json(), await socket.receive_json()
        assert (second["retry_attempt"], second["retry_reason"]) == (1, "http_timeout")
        assert second["payload"]["event_id"] == first["payload"]["event_id"]
        assert second["envelope_id"] != first["envelope_id"]


async def test_ten_connections_and_no_more(workspace: FixtureWorkspace) -> None:
    received: list[str] = []

    async def listen(socket: ClientWebSocketResponse, name: str) -> None:
        async for frame in socket:
            envelope = frame.json()
            if "envelope_id" in envelope:
                received.append(name)
                await socket.send_json({"envelope_id": envelope["envelope_id"]})

    opener = AsyncWebClient(workspace.slack.app_token, base_url=workspace.slack.api_url, session=workspace.http)
    sockets = []
    for _ in range(10):
        answer = await opener.apps_connections_open(app_token=workspace.slack.app_token)
        sockets.append(await workspace.http.ws_connect(answer["url"]))
        assert (await sockets[-1].receive_json())["type"] == "hello"
    answer = await opener.apps_connections_open(app_token=workspace.slack.app_token)
    async with workspace.http.ws_connect(answer["url"]) as eleventh:
        assert (await eleventh.receive_json())["reason"] == "too_many_websockets"

    listeners = [asyncio.create_task(listen(each, str(n))) for n, each in enumerate(sockets)]
    for n in range(60):
        assert await workspace.ana.says(f"Message {n}")
    assert len(received) == 60  # each to one connection
    assert len(set(received)) > 1  # and not always to the same

    for each in sockets:
        await each.close()
    await asyncio.gather(*listeners)


async def test_a_ticket_opens_one_connection(workspace: FixtureWorkspace) -> None:
    opener = AsyncWebClient(workspace.slack.app_token, base_url=workspace.slack.api_url, session=workspace.http)
    url = (await opener.apps_connections_open(app_token=workspace.slack.app_token))["url"]
    async with workspace.http.ws_connect(url), workspace.http.get(url.replace("ws", "http", 1)) as again:
        assert again.status == 403


async def test_socket_mode_must_be_on() -> None:
    async with open_workspace({"settings__socket_mode_enabled": False}) as workspace:
        opener = AsyncWebClient(workspace.slack.app_token, base_url=workspace.slack.api_url, session=workspace.http)
        with pytest.raises(SlackApiError, match="socket_mode_not_enabled"):
            await opener.apps_connections_open(app_token=workspace.slack.app_token)


def app_for(workspace: FixtureWorkspace) -> AsyncApp:
    """A Bolt app with a card, a modal, a command and a shortcut."""
    client = AsyncWebClient(workspace.slack.bot_token, base_url=workspace.slack.api_url)
    app = AsyncApp(client=client, signing_secret=workspace.slack.signing_secret)

    async def received(event: Json, say: Any) -> None:
        if "subtype" not in event:
            await say(text="card", blocks=[section("Share it?", accessory=button("share", value="1"))])

    async def shared(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=modal(text_input()))

    async def sent(ack: Any, view: Json) -> None:
        words = view["state"]["values"]["words"]["text"]["value"]
        if len(words) < 3:
            await ack(response_action="errors", errors={"words": "Say more."})
        else:
            await ack(response_action="update", view=modal(section(f"You said {words}")))

    async def ran(ack: Any, command: Json) -> None:
        await ack(text=f"ran {command['text']}", response_type="ephemeral")

    app.event("message")(received)
    app.action("share")(shared)
    app.view("form")(sent)
    app.command("/exchange")(ran)
    return app


async def story(workspace: FixtureWorkspace) -> None:
    """A person writes, shares by a form, and runs a command."""
    assert await workspace.ana.says("Hello")
    await workspace.slack.until(lambda: (last := workspace.ana.last()) and last.blocks)
    card = workspace.ana.last()
    assert card is not None
    assert await workspace.ana.clicks(card, "share")
    await workspace.slack.until(lambda: workspace.ana.view)
    short = await workspace.ana.submits(values={"words": "ab"})
    assert short.errors == {"words": "Say more."}
    assert await workspace.ana.submits(values={"words": "Longer lunch"})
    assert workspace.ana.view is not None
    assert workspace.ana.reads(workspace.ana.view) == "You said Longer lunch"
    assert await workspace.ana.runs("/exchange help", "general")
    assert [each.text for each in workspace.ana.ephemerals("general")] == ["ran help"]


async def test_a_bolt_app_lives_here_by_the_socket(workspace: FixtureWorkspace) -> None:
    handler = AsyncSocketModeHandler(app_for(workspace), workspace.slack.app_token)
    handler.client.web_client.base_url = workspace.slack.api_url
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        await workspace.slack.wait_for_socket()
        await story(workspace)
        roads = {each.transport for each in workspace.slack.deliveries.latest}
        assert roads == {"socket"}
        before = await handler.client.session_id()
        await workspace.slack.sockets.disconnect()
        await asyncio.wait_for(_another(handler, before), PATIENCE_S)
        await workspace.slack.wait_for_socket()
        await workspace.ana.says("Still there?")
        await workspace.slack.settle()  # a client that reconnects once more gets by a retry what it missed
        last = workspace.slack.deliveries.latest[-1]
        assert (last.transport, last.status) == ("socket", 200)
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


async def _another(handler: AsyncSocketModeHandler, before: str) -> None:
    while await handler.client.session_id() == before or not await handler.client.is_connected():  # noqa: ASYNC110
        await asyncio.sleep(0.02)


async def test_a_bolt_app_lives_here_by_http(workspace: FixtureWorkspace) -> None:
    from aiohttp import web

    server = app_for(workspace).server(port=0, path="/slack/events", host="127.0.0.1")
    runner = web.AppRunner(server.web_app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    workspace.slack.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    try:
        await story(workspace)
        assert {each.transport for each in workspace.slack.deliveries.latest} == {"http"}
    finally:
        await workspace.slack.settle()
        await runner.cleanup()
