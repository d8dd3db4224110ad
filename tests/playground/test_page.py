"""The page's HTTP interface: content, messages, acts and live updates, as one person sees them."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientWebSocketResponse

from bot.playground.text.emoji import load_signs
from tests.playground.fixture_app import FixtureWorkspace, Reply, button, modal, open_workspace, section, text_input

Json = dict[str, Any]
HOME = {"type": "home", "blocks": [{"type": "actions", "block_id": "acts", "elements": [button(value="1")]}]}


async def ask(workspace: FixtureWorkspace, path: str, **query: str) -> Json:
    async with workspace.http.get(f"{workspace.slack.url}/ui/{path}", params=query) as answer:
        body: Json = await answer.json()
        return body


async def act(workspace: FixtureWorkspace, who: str, kind: str, **facts: Any) -> Json:
    async with workspace.http.post(f"{workspace.slack.url}/ui/act", json={"as": who, "kind": kind, **facts}) as answer:
        body: Json = await answer.json()
        return body


@asynccontextmanager
async def live(workspace: FixtureWorkspace, who: str) -> AsyncIterator[ClientWebSocketResponse]:
    async with workspace.http.ws_connect(f"{workspace.slack.url}/ui/live", params={"as": who}) as wire:
        yield wire


async def test_the_state_is_what_one_person_sees(workspace: FixtureWorkspace) -> None:
    workspace.slack.add_channel("staff", private=True, members=[workspace.ben])
    workspace.slack.context.banner = {"en": {"title": "Three things to try", "steps": ["a", "b", "c"]}}
    state = await ask(workspace, "state", **{"as": "UANA"})

    assert state["me"] == {
        "id": "UANA",
        "name": "ana.ruiz",
        "real_name": "Ana Ruiz",
        "group": "Students",
        "tz": "America/Los_Angeles",
        "locale": "en-US",
        "is_admin": False,
    }
    assert [each["id"] for each in state["people"]] == ["UANA", "UBEN"]
    assert [(each["name"], each["kind"]) for each in state["channels"]] == [("general", "channel"), ("Starling", "im")]
    assert state["app"]["bot_user_id"] == workspace.slack.bot_user_id
    assert (state["app"]["home_tab"], state["app"]["messages_tab"]) == (True, True)
    assert state["commands"][0]["command"] == "/exchange"
    assert {each["callback_id"] for each in state["shortcuts"]} == {"share.message", "share.anywhere"}
    assert state["banner"]["title"] == "Three things to try"
    assert state["users"]["UBEN"] == {"name": "ben.okafor", "real_name": "Ben Okafor"}
    assert (state["views"], state["home"]) == ([], None)

    ben = await ask(workspace, "state", **{"as": "UBEN"})
    assert [each["name"] for each in ben["channels"]] == ["general", "staff", "Starling"]
    assert (await ask(workspace, "state", **{"as": "U0NOBODY"}))["error"] == "user_not_found"
    assert (await ask(workspace, "state"))["me"]["id"] == "UANA"


async def test_one_can_choose_who_may_be_acted_as(workspace: FixtureWorkspace) -> None:
    workspace.slack.choose_personas(workspace.ben)
    assert [each["id"] for each in (await ask(workspace, "state"))["people"]] == ["UBEN"]


async def test_unread_messages_are_counted_until_they_are_looked_at(workspace: FixtureWorkspace) -> None:
    for n in range(3):
        await workspace.ben.says(f"Message {n}", "general")
    general = {"as": "UANA", "channel": workspace.general}
    assert (await ask(workspace, "state", **{"as": "UANA"}))["channels"][0]["unread"] == 3
    shown = await ask(workspace, "messages", **general)
    assert [each["text"] for each in shown["messages"]] == ["Message 0", "Message 1", "Message 2"]
    assert "blocks" not in shown["messages"][0]
    assert (await ask(workspace, "state", **{"as": "UANA"}))["channels"][0]["unread"] == 0
    assert (await ask(workspace, "state", **{"as": "UBEN"}))["channels"][0]["unread"] == 0


async def test_messages_show_only_what_that_person_may_see(workspace: FixtureWorkspace) -> None:
    root = await workspace.web.chat_postMessage(channel=workspace.general, text="root", blocks=[section("root")])
    await workspace.ben.says("reply", "general", thread_ts=root["ts"])
    await workspace.web.chat_postEphemeral(channel=workspace.general, user="UANA", text="psst")

    mine = await ask(workspace, "messages", **{"as": "UANA", "channel": workspace.general})
    assert [(each["text"], each["ephemeral"]) for each in mine["messages"]] == [("root", False), ("psst", True)]
    assert mine["messages"][0]["reply_count"] == 1
    thread = await ask(workspace, "messages", **{"as": "UBEN", "channel": workspace.general, "thread_ts": root["ts"]})
    assert [each["text"] for each in thread["messages"]] == ["root", "reply"]
    staff = workspace.slack.add_channel("staff", private=True, members=[workspace.ben])
    assert (await ask(workspace, "messages", **{"as": "UANA", "channel": staff.id}))["error"] == "channel_not_found"
    dm = workspace.slack.world.open_im("UBEN").id
    assert (await ask(workspace, "messages", **{"as": "UANA", "channel": dm}))["error"] == "channel_not_found"


async def test_people_write_edit_and_delete_by_the_page(workspace: FixtureWorkspace) -> None:
    outcome = await act(workspace, "UANA", "say", channel=workspace.general, text="Frist", files=[{"name": "a.txt"}])
    assert outcome["ok"]
    place = {"channel": workspace.general, "ts": outcome["ts"]}
    assert await act(workspace, "UANA", "edit", **place, text="First") == {"ok": True, "ts": outcome["ts"]}
    assert (await act(workspace, "UBEN", "delete", **place))["error"] == "cant_delete_message"
    assert (await act(workspace, "UANA", "delete", **place))["ok"]
    assert workspace.app.events()[-1]["subtype"] == "message_deleted"
    assert (await act(workspace, "UANA", "say", channel="C0NOWHERE", text="x"))["error"] == "channel_not_found"
    assert (await act(workspace, "UANA", "dance"))["error"] == "invalid_act"
    assert (await act(workspace, "U0NOBODY", "say"))["error"] == "user_not_found"


async def test_a_message_is_posted_though_the_app_is_down(workspace: FixtureWorkspace) -> None:
    workspace.slack.deliver_to(None)
    assert (await act(workspace, "UANA", "say", channel=workspace.general, text="Hello"))["ok"]
    command = await act(workspace, "UANA", "command", channel=workspace.general, text="/exchange help")
    assert command["message"] == "/exchange failed with the error “dispatch_failed”"


async def test_people_press_choose_and_submit_by_the_page(workspace: FixtureWorkspace) -> None:
    card = await workspace.card(button(value="7"), {"type": "datepicker", "action_id": "day"})
    container = {"type": "message", "channel": card.channel, "ts": card.ts}
    click = {"container": container, "block_id": "acts", "action_id": "go"}
    values = {"acts": {"day": {"type": "datepicker", "selected_date": "2026-11-02"}}}
    assert (await act(workspace, "UANA", "click", **click, action={"type": "button", "value": "7"}, values=values))[
        "ok"
    ]
    payload = workspace.app.last("block_actions")
    assert payload["actions"][0]["value"] == "7"
    assert payload["state"]["values"] == values
    crafted = await act(workspace, "UANA", "click", **click, action={"type": "button", "value": "8"})
    assert crafted["error"] == "value_mismatch"
    assert (await act(workspace, "UBEN", "click", **click, action={"type": "button", "value": "7"}))["ok"] is False

    view = await workspace.modal(workspace.ana, modal(text_input("words", dispatch_action=True), notify_on_close=True))
    typed = {"type": "plain_text_input", "value": "now"}
    put = {"view_id": view.id, "block_id": "words", "action_id": "text"}
    assert (await act(workspace, "UANA", "input", **put, action=typed))["ok"]
    assert workspace.app.last("block_actions")["actions"][0]["value"] == "now"

    empty = await act(workspace, "UANA", "submit", view_id=view.id, values={"words": {"text": {**typed, "value": ""}}})
    assert empty["errors"] == {"words": "Please complete this required field."}
    workspace.app.replies = [Reply(body={"response_action": "errors", "errors": {"words": "No."}})]
    refused = await act(workspace, "UANA", "submit", view_id=view.id, values={"words": {"text": typed}})
    assert refused["errors"] == {"words": "No."}
    shown = (await ask(workspace, "state", **{"as": "UANA"}))["views"]
    assert [each["errors"] for each in shown] == [{"words": "No."}]
    assert (await act(workspace, "UANA", "close_view", view_id=view.id))["ok"]
    assert (await act(workspace, "UANA", "close_view", view_id=view.id))["error"] == "view_not_found"


async def test_people_use_home_and_shortcuts_by_the_page(workspace: FixtureWorkspace) -> None:
    assert (await act(workspace, "UANA", "open_home"))["ok"]
    await workspace.web.views_publish(user_id="UANA", view=HOME)
    click = {"container": {"type": "home"}, "block_id": "acts", "action_id": "go"}
    assert (await act(workspace, "UANA", "click", **click, action={"type": "button", "value": "1"}))["ok"]
    assert workspace.app.last("block_actions")["view"]["type"] == "home"
    assert (await act(workspace, "UBEN", "click", **click, action={"type": "button"}))["error"] == "view_not_found"

    outcome = await act(workspace, "UANA", "say", channel=workspace.general, text="Idea")
    shortcut = {"callback_id": "share.message", "channel": workspace.general, "ts": outcome["ts"]}
    assert (await act(workspace, "UANA", "message_shortcut", **shortcut))["ok"]
    assert (await act(workspace, "UANA", "global_shortcut", callback_id="share.anywhere"))["ok"]
    assert {"message_action", "shortcut"} <= set(workspace.app.acts())


async def test_live_updates_go_to_the_people_who_may_see_them(workspace: FixtureWorkspace) -> None:
    async with live(workspace, "UANA") as ana, live(workspace, "UBEN") as ben:
        root = await workspace.web.chat_postMessage(channel=workspace.general, text="root")
        for wire in (ana, ben):
            news = await wire.receive_json()
            assert (news["type"], news["channel"], news["message"]["text"]) == ("message", workspace.general, "root")

        await workspace.web.chat_postEphemeral(channel=workspace.general, user="UANA", text="psst")
        assert (await ana.receive_json())["type"] == "ephemeral"
        await workspace.web.chat_postMessage(channel=workspace.general, text="reply", thread_ts=root["ts"])
        assert (await ben.receive_json())["message"]["text"] == "reply"  # and no ephemeral message before it
        parent = await ben.receive_json()
        assert (parent["type"], parent["message"]["reply_count"]) == ("message_changed", 1)

        await workspace.web.chat_update(channel=workspace.general, ts=root["ts"], text="changed")
        assert (await ben.receive_json())["message"]["text"] == "changed"
        other = await workspace.web.chat_postMessage(channel="UBEN", text="for Ben")
        assert (await ben.receive_json())["message"]["text"] == "for Ben"
        await workspace.web.chat_delete(channel=other["channel"], ts=other["ts"])
        assert await ben.receive_json() == {
            "type": "message_deleted",
            "channel": other["channel"],
            "ts": other["ts"],
        }


async def test_live_updates_cover_views_homes_warnings_and_channels(workspace: FixtureWorkspace) -> None:
    card = await workspace.card(button())
    async with live(workspace, "UANA") as wire:
        await workspace.ana.clicks(card, "go")
        trigger = workspace.app.last("block_actions")["trigger_id"]
        await workspace.web.views_open(trigger_id=trigger, view=modal(text_input()))
        opened = await wire.receive_json()
        assert (opened["type"], opened["view"]["callback_id"]) == ("view_opened", "form")

        workspace.app.replies = [Reply(body={"response_action": "errors", "errors": {"words": "No."}})]
        await workspace.ana.submits(values={"words": "x"})
        assert (await wire.receive_json())["view"]["errors"] == {"words": "No."}
        await workspace.ana.submits(values={"words": "x"})
        assert await wire.receive_json() == {"type": "view_closed", "view_id": opened["view"]["id"]}

        await workspace.web.views_publish(user_id="UANA", view=HOME)
        home = await wire.receive_json()
        assert (home["type"], home["view"]["type"]) == ("home", "home")

        workspace.app.replies = [Reply(500)]
        await workspace.ana.clicks(card, "go")
        assert await wire.receive_json() == {
            "type": "warning",
            "message": "Oh no, something went wrong. Please try that again.",
        }
        workspace.slack.add_channel("parents")
        await workspace.ana.joins("parents")
        kinds = [(await wire.receive_json())["type"] for _ in range(2)]
        assert sorted(kinds) == ["channels", "message"]


async def test_an_ephemeral_message_is_replaced_and_deleted_live(workspace: FixtureWorkspace) -> None:
    blocks = [section("w", accessory=button())]
    await workspace.web.chat_postEphemeral(channel=workspace.general, user="UANA", text="w", blocks=blocks)
    [ephemeral] = workspace.ana.ephemerals()
    await workspace.ana.clicks(ephemeral, "go")
    url = workspace.app.last("block_actions")["response_url"]
    async with live(workspace, "UANA") as wire:
        await workspace.http.post(url, json={"replace_original": True, "text": "changed"})
        news = await wire.receive_json()
        assert (news["type"], news["message"]["text"]) == ("ephemeral_replaced", "changed")
        await workspace.http.post(url, json={"delete_original": True})
        assert (await wire.receive_json())["type"] == "ephemeral_deleted"


async def test_the_page_itself_is_served(workspace: FixtureWorkspace) -> None:
    async with workspace.http.get(f"{workspace.slack.url}/") as answer:
        assert answer.status == 200
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


async def test_a_messages_tab_that_is_off_is_shown_as_off() -> None:
    async with open_workspace({"features__app_home__messages_tab_read_only_enabled": True}) as workspace:
        assert (await ask(workspace, "state"))["app"]["messages_tab"] is False
        outcome = await act(workspace, "UANA", "say", channel=workspace.slack.world.open_im("UANA").id, text="x")
        assert outcome["message"] == "Sending messages to this app has been turned off."


def test_the_page_knows_every_emoji_that_the_bot_writes() -> None:
    root = Path(__file__).parents[2] / "bot"
    known = set(load_signs())
    files = [file.read_text(encoding="utf-8") for kind in ("*.py", "*.ftl") for file in root.rglob(kind)]
    written = {name for text in files for name in re.findall(r"[\"'\s]:([a-z_]{3,}):", text)}
    assert len(written) > 25
    assert written <= known, written - known
