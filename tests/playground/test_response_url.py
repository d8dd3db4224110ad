"""response_url: five uses within thirty minutes, on messages and ephemerals alike."""

from typing import Any

from tests.playground.fixture_app import Desk, Reply, button, modal, mrkdwn, plain, section

Json = dict[str, Any]


async def post(desk: Desk, url: str, body: Any) -> tuple[int, Json]:
    async with desk.http.post(url, json=body) as answer:
        return answer.status, await answer.json()


async def clicked(desk: Desk) -> tuple[Any, str]:
    card = await desk.card(button())
    await desk.ana.clicks(card, "go")
    return card, desk.app.last("block_actions")["response_url"]


async def test_it_replaces_and_deletes_what_was_clicked(desk: Desk) -> None:
    card, url = await clicked(desk)
    body = {"replace_original": True, "text": "next", "blocks": [section("next card")]}
    assert await post(desk, url, body) == (200, {"ok": True})
    assert desk.ana.reads(card) == "next card"
    assert card.edited is None
    assert await post(desk, url, {"delete_original": True}) == (200, {"ok": True})
    assert desk.ana.dm() == []
    status, gone = await post(desk, url, {"replace_original": True, "text": "too late"})
    assert (status, gone["error"]) == (404, "message_not_found")


async def test_it_whispers_unless_it_is_told_to_speak_up(desk: Desk) -> None:
    card = await desk.card(button(), channel=desk.general)
    await desk.ana.clicks(card, "go")
    url = desk.app.last("block_actions")["response_url"]
    await post(desk, url, {"text": "for you"})
    await post(desk, url, {"text": "for all", "response_type": "in_channel", "replace_original": False})
    assert [each.text for each in desk.ana.sees("general")] == ["card", "for you", "for all"]
    assert [each.text for each in desk.ben.sees("general")] == ["card", "for all"]


async def test_the_sixth_use_is_refused(desk: Desk) -> None:
    _, url = await clicked(desk)
    for _ in range(5):
        assert (await post(desk, url, {"text": "again"}))[0] == 200
    assert await post(desk, url, {"text": "again"}) == (404, {"ok": False, "error": "used_url"})
    assert len(desk.ana.ephemerals()) == 5


async def test_it_lives_for_thirty_minutes(desk: Desk) -> None:
    _, url = await clicked(desk)
    desk.clock.ahead += 29 * 60
    assert (await post(desk, url, {"text": "in time"}))[0] == 200
    desk.clock.ahead += 61
    assert await post(desk, url, {"text": "too late"}) == (404, {"ok": False, "error": "expired_url"})
    assert (await post(desk, url + "x", {"text": "?"}))[1]["error"] == "expired_url"


async def test_an_ephemeral_can_be_replaced_and_deleted_by_it_alone(desk: Desk) -> None:
    blocks = [section("whisper", accessory=button())]
    posted = await desk.web.chat_postEphemeral(channel=desk.general, user="UANA", text="t", blocks=blocks)
    refusal = await desk.refused("chat.update", channel=desk.general, ts=posted["message_ts"], text="t")
    assert refusal["error"] == "message_not_found"

    [whisper] = desk.ana.ephemerals()
    await desk.ana.clicks(whisper, "go")
    url = desk.app.last("block_actions")["response_url"]
    await post(desk, url, {"replace_original": True, "text": "changed"})
    assert [each.text for each in desk.ana.ephemerals()] == ["changed"]
    await post(desk, url, {"delete_original": True})
    assert desk.ana.ephemerals() == []
    history = await desk.web.conversations_history(channel=desk.general)
    assert history["messages"] == []


async def test_ephemerals_are_gone_after_a_reload(desk: Desk) -> None:
    await desk.web.chat_postEphemeral(channel=desk.general, user="UANA", text="soon gone")
    assert len(desk.ana.ephemerals()) == 1
    desk.ana.reloads()
    assert desk.ana.sees("general") == []


async def test_it_refuses_what_slack_does_not_know(desk: Desk) -> None:
    card, url = await clicked(desk)
    rows: list[tuple[Any, str]] = [
        ([1], "invalid_payload"),
        ({"text": "x", "response_type": "loud"}, "invalid_response_type"),
        ({"blocks": {"type": "divider"}}, "invalid_blocks_format"),
        ({"blocks": [{"type": "header", "text": mrkdwn("x")}]}, "invalid_blocks"),
        ({"blocks": [section("x" * 3000)] * 4 + [section("x")]}, "msg_blocks_too_long"),
    ]
    for body, error in rows:
        status, answer = await post(desk, url, body)
        assert (status, answer["error"]) == (400, error)
    assert (await post(desk, url, {"replace_original": True}))[1]["error"] == "no_text"
    assert desk.ana.dm() == [card]


async def test_it_takes_a_whole_message_back_keys_that_it_does_not_know_included(desk: Desk) -> None:
    card, url = await clicked(desk)
    message = desk.app.last("block_actions")["message"]
    assert "bot_profile" in message
    status, _ = await post(desk, url, {**message, "replace_original": True, "text": "as it was", "colour": "red"})
    assert status == 200
    assert card.text == "as it was"
    assert (await post(desk, url, {"text": "x" * 40_001}))[0] == 200
    assert len(desk.ana.ephemerals()[-1].text) == 40_000


async def test_a_modal_that_asks_for_a_conversation_gets_a_url_for_it(desk: Desk) -> None:
    chooser: dict[str, Any] = {"type": "conversations_select", "action_id": "where", "response_url_enabled": True}
    asking: dict[str, Any] = {"type": "input", "block_id": "place", "label": plain("Where"), "element": chooser}
    other = asking | {"block_id": "other", "element": {"type": "conversations_select", "action_id": "o"}}
    view = await desk.modal(desk.ana, modal(asking, other))
    await desk.ana.submits(view, {"place": desk.general, "other": desk.general})
    [given] = desk.app.last("view_submission")["response_urls"]
    assert (given["block_id"], given["action_id"], given["channel_id"]) == ("place", "where", desk.general)
    assert (await post(desk, given["response_url"], {"text": "Sent", "response_type": "in_channel"}))[0] == 200
    assert desk.ben.sees("general")[-1].text == "Sent"


async def test_a_command_has_one_too(desk: Desk) -> None:
    desk.app.replies = [Reply(body={"text": "t", "blocks": [section("Looking …")]})]
    await desk.ana.runs("/exchange status", "general")
    url = desk.app.last("command")["response_url"]
    for _ in range(5):  # the answer itself was no use of it
        assert (await post(desk, url, {"text": "All is well"}))[0] == 200
    assert [desk.ana.reads(each) for each in desk.ana.ephemerals("general")] == ["Looking …", *["All is well"] * 5]
    assert (await post(desk, url, {"text": "Too much"}))[1]["error"] == "used_url"
    await desk.ana.runs("/exchange status", "general")
    url = desk.app.last("command")["response_url"]
    assert (await post(desk, url, {"replace_original": True, "text": "x"}))[1]["error"] == "message_not_found"
