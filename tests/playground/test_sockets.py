"""Socket Mode and Bolt: the same stories by the socket, and slack_sdk's own client."""

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

from tests.playground.fixture_app import Desk, button, modal, open_desk, section, text_input
from tests.whole_bot import PATIENCE_S

Json = dict[str, Any]


@asynccontextmanager
async def wire(desk: Desk) -> AsyncIterator[ClientWebSocketResponse]:
    """A bare connection of the app."""
    opener = AsyncWebClient(desk.slack.app_token, base_url=desk.slack.api_url, session=desk.http)
    answer = await opener.apps_connections_open(app_token=desk.slack.app_token)
    async with desk.http.ws_connect(answer["url"]) as socket:
        yield socket


async def test_a_payload_comes_by_the_socket_and_is_acknowledged(desk: Desk) -> None:
    async with wire(desk) as socket:
        hello = await socket.receive_json()
        assert (hello["type"], hello["num_connections"]) == ("hello", 1)
        assert hello["connection_info"]["app_id"] == desk.slack.app_id

        said = asyncio.create_task(desk.ana.says("Hello"))
        envelope = await socket.receive_json()
        assert (envelope["type"], envelope["accepts_response_payload"]) == ("events_api", False)
        assert (envelope["retry_attempt"], envelope["retry_reason"]) == (0, "")
        assert envelope["payload"]["event"]["text"] == "Hello"
        await socket.send_json({"envelope_id": envelope["envelope_id"]})
        assert (await said).status == 200

        ran = asyncio.create_task(desk.ana.runs("/exchange help", "general"))
        envelope = await socket.receive_json()
        assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
        await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "Helped"}})
        assert await ran
        assert [each.text for each in desk.ana.ephemerals()] == ["Helped"]
    assert desk.app.heard == []


async def test_an_event_not_acknowledged_comes_again_with_its_number() -> None:
    async with open_desk(ack_seconds=0.05) as desk, wire(desk) as socket:
        await socket.receive_json()
        said = await desk.ana.says("Hello")
        assert said.status == "timeout"
        first, second = await socket.receive_json(), await socket.receive_json()
        assert (second["retry_attempt"], second["retry_reason"]) == (1, "http_timeout")
        assert second["payload"]["event_id"] == first["payload"]["event_id"]
        assert second["envelope_id"] != first["envelope_id"]


async def test_ten_connections_and_no_more(desk: Desk) -> None:
    heard: list[str] = []

    async def listen(socket: ClientWebSocketResponse, name: str) -> None:
        async for frame in socket:
            envelope = frame.json()
            if "envelope_id" in envelope:
                heard.append(name)
                await socket.send_json({"envelope_id": envelope["envelope_id"]})

    opener = AsyncWebClient(desk.slack.app_token, base_url=desk.slack.api_url, session=desk.http)
    sockets = []
    for _ in range(10):
        answer = await opener.apps_connections_open(app_token=desk.slack.app_token)
        sockets.append(await desk.http.ws_connect(answer["url"]))
        assert (await sockets[-1].receive_json())["type"] == "hello"
    answer = await opener.apps_connections_open(app_token=desk.slack.app_token)
    async with desk.http.ws_connect(answer["url"]) as eleventh:
        assert (await eleventh.receive_json())["reason"] == "too_many_websockets"

    listeners = [asyncio.create_task(listen(each, str(n))) for n, each in enumerate(sockets)]
    for n in range(60):
        assert await desk.ana.says(f"Message {n}")
    assert len(heard) == 60  # each to one connection
    assert len(set(heard)) > 1  # and not always to the same

    for each in sockets:
        await each.close()
    await asyncio.gather(*listeners)


async def test_a_ticket_opens_one_connection(desk: Desk) -> None:
    opener = AsyncWebClient(desk.slack.app_token, base_url=desk.slack.api_url, session=desk.http)
    url = (await opener.apps_connections_open(app_token=desk.slack.app_token))["url"]
    async with desk.http.ws_connect(url), desk.http.get(url.replace("ws", "http", 1)) as again:
        assert again.status == 403


async def test_socket_mode_must_be_on() -> None:
    async with open_desk({"settings__socket_mode_enabled": False}) as desk:
        opener = AsyncWebClient(desk.slack.app_token, base_url=desk.slack.api_url, session=desk.http)
        with pytest.raises(SlackApiError, match="socket_mode_not_enabled"):
            await opener.apps_connections_open(app_token=desk.slack.app_token)


def app_for(desk: Desk) -> AsyncApp:
    """A Bolt app with a card, a modal, a command and a shortcut."""
    client = AsyncWebClient(desk.slack.bot_token, base_url=desk.slack.api_url)
    app = AsyncApp(client=client, signing_secret=desk.slack.signing_secret)

    async def heard(event: Json, say: Any) -> None:
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

    app.event("message")(heard)
    app.action("share")(shared)
    app.view("form")(sent)
    app.command("/exchange")(ran)
    return app


async def story(desk: Desk) -> None:
    """A person writes, shares by a form, and runs a command."""
    assert await desk.ana.says("Hello")
    await desk.slack.until(lambda: (last := desk.ana.last()) and last.blocks)
    card = desk.ana.last()
    assert card is not None
    assert await desk.ana.clicks(card, "share")
    await desk.slack.until(lambda: desk.ana.view)
    short = await desk.ana.submits(values={"words": "ab"})
    assert short.errors == {"words": "Say more."}
    assert await desk.ana.submits(values={"words": "Longer lunch"})
    assert desk.ana.view is not None
    assert desk.ana.reads(desk.ana.view) == "You said Longer lunch"
    assert await desk.ana.runs("/exchange help", "general")
    assert [each.text for each in desk.ana.ephemerals("general")] == ["ran help"]


async def test_a_bolt_app_lives_here_by_the_socket(desk: Desk) -> None:
    handler = AsyncSocketModeHandler(app_for(desk), desk.slack.app_token)
    handler.client.web_client.base_url = desk.slack.api_url
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        await desk.slack.wait_for()
        await story(desk)
        roads = {each.transport for each in desk.slack.deliveries.latest}
        assert roads == {"socket"}
        before = await handler.client.session_id()
        await desk.slack.sockets.disconnect()
        await asyncio.wait_for(_another(handler, before), PATIENCE_S)
        await desk.slack.wait_for()
        assert (await desk.ana.says("Still there?")).status == 200
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


async def _another(handler: AsyncSocketModeHandler, before: str) -> None:
    while await handler.client.session_id() == before or not await handler.client.is_connected():  # noqa: ASYNC110
        await asyncio.sleep(0.02)


async def test_a_bolt_app_lives_here_by_http(desk: Desk) -> None:
    from aiohttp import web

    server = app_for(desk).server(port=0, path="/slack/events", host="127.0.0.1")
    runner = web.AppRunner(server.web_app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    desk.slack.deliver_to(f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events")
    try:
        await story(desk)
        assert {each.transport for each in desk.slack.deliveries.latest} == {"http"}
    finally:
        await desk.slack.settle()
        await runner.cleanup()
