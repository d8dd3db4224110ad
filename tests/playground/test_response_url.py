"""response_url: five uses within thirty minutes, on messages and ephemerals."""

from typing import Any

from tests.playground.fixture_app import FixtureWorkspace, Reply, button, modal, mrkdwn, plain, section

Json = dict[str, Any]


async def post(workspace: FixtureWorkspace, url: str, body: Any) -> tuple[int, Json]:
    async with workspace.http.post(url, json=body) as answer:
        return answer.status, await answer.json()


async def clicked(workspace: FixtureWorkspace) -> tuple[Any, str]:
    card = await workspace.card(button())
    await workspace.ana.clicks(card, "go")
    return card, workspace.app.last("block_actions")["response_url"]


async def test_it_replaces_and_deletes_what_was_clicked(workspace: FixtureWorkspace) -> None:
    card, url = await clicked(workspace)
    body = {"replace_original": True, "text": "next", "blocks": [section("next card")]}
    assert await post(workspace, url, body) == (200, {"ok": True})
    assert workspace.ana.reads(card) == "next card"
    assert card.edited is None
    assert await post(workspace, url, {"delete_original": True}) == (200, {"ok": True})
    assert workspace.ana.dm() == []
    status, gone = await post(workspace, url, {"replace_original": True, "text": "too late"})
    assert (status, gone["error"]) == (404, "message_not_found")


async def test_a_response_is_ephemeral_unless_it_asks_for_the_channel(workspace: FixtureWorkspace) -> None:
    card = await workspace.card(button(), channel=workspace.general)
    await workspace.ana.clicks(card, "go")
    url = workspace.app.last("block_actions")["response_url"]
    await post(workspace, url, {"text": "for you"})
    await post(workspace, url, {"text": "for all", "response_type": "in_channel", "replace_original": False})
    assert [each.text for each in workspace.ana.sees("general")] == ["card", "for you", "for all"]
    assert [each.text for each in workspace.ben.sees("general")] == ["card", "for all"]


async def test_the_sixth_use_is_refused(workspace: FixtureWorkspace) -> None:
    _, url = await clicked(workspace)
    for _ in range(5):
        assert (await post(workspace, url, {"text": "again"}))[0] == 200
    assert await post(workspace, url, {"text": "again"}) == (404, {"ok": False, "error": "used_url"})
    assert len(workspace.ana.ephemerals()) == 5


async def test_it_lives_for_thirty_minutes(workspace: FixtureWorkspace) -> None:
    _, url = await clicked(workspace)
    workspace.clock.ahead += 29 * 60
    assert (await post(workspace, url, {"text": "in time"}))[0] == 200
    workspace.clock.ahead += 61
    assert await post(workspace, url, {"text": "too late"}) == (404, {"ok": False, "error": "expired_url"})
    assert (await post(workspace, url + "x", {"text": "?"}))[1]["error"] == "expired_url"


async def test_an_ephemeral_can_be_replaced_and_deleted_by_it_alone(workspace: FixtureWorkspace) -> None:
    blocks = [section("whisper", accessory=button())]
    posted = await workspace.web.chat_postEphemeral(channel=workspace.general, user="UANA", text="t", blocks=blocks)
    refusal = await workspace.refused("chat.update", channel=workspace.general, ts=posted["message_ts"], text="t")
    assert refusal["error"] == "message_not_found"

    [ephemeral] = workspace.ana.ephemerals()
    await workspace.ana.clicks(ephemeral, "go")
    url = workspace.app.last("block_actions")["response_url"]
    await post(workspace, url, {"replace_original": True, "text": "changed"})
    assert [each.text for each in workspace.ana.ephemerals()] == ["changed"]
    await post(workspace, url, {"delete_original": True})
    assert workspace.ana.ephemerals() == []
    history = await workspace.web.conversations_history(channel=workspace.general)
    assert history["messages"] == []


async def test_ephemerals_are_gone_after_a_reload(workspace: FixtureWorkspace) -> None:
    await workspace.web.chat_postEphemeral(channel=workspace.general, user="UANA", text="soon gone")
    assert len(workspace.ana.ephemerals()) == 1
    workspace.ana.reloads()
    assert workspace.ana.sees("general") == []


async def test_it_refuses_what_slack_does_not_know(workspace: FixtureWorkspace) -> None:
    card, url = await clicked(workspace)
    rows: list[tuple[Any, str]] = [
        ([1], "invalid_payload"),
        ({"text": "x", "response_type": "loud"}, "invalid_response_type"),
        ({"blocks": {"type": "divider"}}, "invalid_blocks_format"),
        ({"blocks": [{"type": "header", "text": mrkdwn("x")}]}, "invalid_blocks"),
        ({"blocks": [section("x" * 3000)] * 4 + [section("x")]}, "msg_blocks_too_long"),
    ]
    for body, error in rows:
        status, answer = await post(workspace, url, body)
        assert (status, answer["error"]) == (400, error)
    assert (await post(workspace, url, {"replace_original": True}))[1]["error"] == "no_text"
    assert workspace.ana.dm() == [card]


async def test_it_takes_a_whole_message_back_keys_that_it_does_not_know_included(workspace: FixtureWorkspace) -> None:
    card, url = await clicked(workspace)
    message = workspace.app.last("block_actions")["message"]
    assert "bot_profile" in message
    status, _ = await post(workspace, url, {**message, "replace_original": True, "text": "as it was", "colour": "red"})
    assert status == 200
    assert card.text == "as it was"
    assert (await post(workspace, url, {"text": "x" * 40_001}))[0] == 200
    assert len(workspace.ana.ephemerals()[-1].text) == 40_000


async def test_a_modal_that_asks_for_a_conversation_gets_a_url_for_it(workspace: FixtureWorkspace) -> None:
    chooser: dict[str, Any] = {"type": "conversations_select", "action_id": "where", "response_url_enabled": True}
    asking: dict[str, Any] = {"type": "input", "block_id": "place", "label": plain("Where"), "element": chooser}
    other = asking | {"block_id": "other", "element": {"type": "conversations_select", "action_id": "o"}}
    view = await workspace.modal(workspace.ana, modal(asking, other))
    await workspace.ana.submits(view, {"place": workspace.general, "other": workspace.general})
    [given] = workspace.app.last("view_submission")["response_urls"]
    assert (given["block_id"], given["action_id"], given["channel_id"]) == ("place", "where", workspace.general)
    assert (await post(workspace, given["response_url"], {"text": "Sent", "response_type": "in_channel"}))[0] == 200
    assert workspace.ben.sees("general")[-1].text == "Sent"


async def test_a_command_has_one_too(workspace: FixtureWorkspace) -> None:
    workspace.app.replies = [Reply(body={"text": "t", "blocks": [section("Looking …")]})]
    await workspace.ana.runs("/exchange status", "general")
    url = workspace.app.last("command")["response_url"]
    for _ in range(5):  # the direct response did not count as a use
        assert (await post(workspace, url, {"text": "All is well"}))[0] == 200
    assert [workspace.ana.reads(each) for each in workspace.ana.ephemerals("general")] == [
        "Looking …",
        *["All is well"] * 5,
    ]
    assert (await post(workspace, url, {"text": "Too much"}))[1]["error"] == "used_url"
    await workspace.ana.runs("/exchange status", "general")
    url = workspace.app.last("command")["response_url"]
    assert (await post(workspace, url, {"replace_original": True, "text": "x"}))[1]["error"] == "message_not_found"
