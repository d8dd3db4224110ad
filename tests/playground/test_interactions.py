"""Clicks, modals, commands and shortcuts: what reaches the app, and what its answer does."""

from typing import Any

import pytest

from tests.playground.desk import Desk, Reply, button, modal, open_desk, plain, section, text_input
from tests.playground.test_block_kit_limits import options, select

Json = dict[str, Any]


async def test_a_click_on_a_message_reaches_the_app_whole(desk: Desk) -> None:
    card = await desk.card(button("rate.star.4", value="7:412:4"), button("skip"), blocks=[text_input(block_id="why")])
    outcome = await desk.ana.clicks(card, "rate.star.4", value="7:412:4")

    assert (outcome.ok, outcome.status) == (True, 200)
    payload = desk.app.last("block_actions")
    town = desk.playground
    assert payload["user"] == {"id": "UANA", "username": "ana.ruiz", "name": "ana.ruiz", "team_id": town.team_id}
    assert payload["container"] == {
        "type": "message",
        "message_ts": card.ts,
        "channel_id": card.channel,
        "is_ephemeral": False,
    }
    assert payload["channel"] == {"id": card.channel, "name": "directmessage"}
    assert payload["message"]["blocks"] == card.blocks
    assert payload["message"]["bot_id"] == town.bot_id
    assert payload["response_url"].startswith(f"{town.url}/response/")
    assert payload["api_app_id"] == town.app_id
    assert payload["state"]["values"] == {"why": {"text": {"type": "plain_text_input", "value": None}}}
    [action] = payload["actions"]
    assert {key: action[key] for key in ("type", "action_id", "block_id", "value")} == {
        "type": "button",
        "action_id": "rate.star.4",
        "block_id": "acts",
        "value": "7:412:4",
    }


async def test_times_of_clicks_rise(desk: Desk) -> None:
    card = await desk.card(button())
    for _ in range(20):
        await desk.ana.clicks(card, "go")
    stamps = [each.payload["actions"][0]["action_ts"] for each in desk.app.heard if each.kind == "block_actions"]
    assert stamps == sorted(set(stamps))


async def test_nobody_clicks_what_does_not_stand_before_them(desk: Desk) -> None:
    card = await desk.card(button("go", value="1"))
    mine = await desk.web.chat_postEphemeral(
        channel=desk.general, user="UANA", text="t", blocks=[section("t", accessory=button("whisper"))]
    )
    whisper = next(each for each in desk.ana.whispers() if each.ts == mine["message_ts"])

    assert (await desk.ben.clicks(card, "go")).error == "message_not_found"
    assert (await desk.ben.clicks(whisper, "whisper")).error == "message_not_found"
    assert (await desk.ana.clicks(card, "other")).error == "no_such_action"
    assert (await desk.ana.clicks(card, "go", value="2")).error == "value_mismatch"
    assert (await desk.ana.clicks(card, "go", block_id="other")).error == "no_such_action"
    assert (await desk.ana.clicks_unseen("go", "9:9:9")).error == "no_such_action"
    await desk.web.chat_delete(channel=card.channel, ts=card.ts)
    assert (await desk.ana.clicks(card, "go")).error == "message_not_found"
    assert desk.app.acts() == []

    assert await desk.ana.clicks(whisper, "whisper")
    payload = desk.app.last("block_actions")
    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload


async def test_replay_may_click_what_stands_nowhere() -> None:
    async with open_desk(unseen_clicks=True) as desk:
        card = await desk.card(button())
        assert await desk.ana.clicks_unseen("rate.star.5", "7:412:1:5", block_id="rate")
        payload = desk.app.last("block_actions")
        assert payload["actions"][0]["value"] == "7:412:1:5"
        assert payload["container"]["message_ts"] == card.ts
        assert await desk.ben.clicks_unseen("rate.star.5", "7:412:1:5")  # nothing was ever posted to Ben


async def test_words_of_every_script_arrive_as_they_are(desk: Desk) -> None:
    view = await desk.modal(desk.ana, modal(text_input()))
    words = 'Mehr Zeit & 100 % "Ruhe" + 🌙 より長い昼休み\n<b>;=/?\\ ñandú'
    assert await desk.ana.submits(view, {"words": words})
    assert desk.app.last("view_submission")["view"]["state"]["values"]["words"]["text"]["value"] == words


async def test_choices_are_kept_and_sent(desk: Desk) -> None:
    more = {"type": "overflow", "action_id": "more", "options": options(3)}
    card = await desk.card(
        select(),
        more,
        {"type": "datepicker", "action_id": "day"},
        {"type": "checkboxes", "action_id": "boxes", "options": options(3)},
        {"type": "users_select", "action_id": "who"},
    )
    assert await desk.ana.chooses(card, "pick", "Option 1")
    assert desk.app.last("block_actions")["actions"][0]["selected_option"]["value"] == "1"
    assert await desk.ana.chooses(card, "more", "2")
    assert desk.app.last("block_actions")["actions"][0]["selected_option"]["text"]["text"] == "Option 2"
    assert await desk.ana.chooses(card, "day", "2026-11-02")
    assert await desk.ana.chooses(card, "boxes", ["0", "2"])
    assert await desk.ana.chooses(card, "who", "UBEN")
    values = desk.app.last("block_actions")["state"]["values"]["acts"]
    assert values["pick"]["selected_option"]["value"] == "1"
    assert values["day"] == {"type": "datepicker", "selected_date": "2026-11-02"}
    assert [each["value"] for each in values["boxes"]["selected_options"]] == ["0", "2"]
    assert values["who"]["selected_user"] == "UBEN"
    assert (await desk.ana.chooses(card, "pick", "Option 9")).error == "no_such_option"


async def test_a_modal_is_opened_filled_and_closed(desk: Desk) -> None:
    view = await desk.modal(
        desk.ana,
        modal(
            text_input("words", "text", multiline=True, max_length=20),
            {
                "type": "input",
                "block_id": "group",
                "optional": True,
                "label": plain("Group"),
                "element": select(initial_option=options(2)[0]),
            },
            private_metadata="7",
        ),
    )
    assert desk.ana.views == [view]
    assert desk.ben.views == []

    assert (await desk.ana.submits(view)).errors == {"words": "Please complete this required field."}
    too_long = await desk.ana.submits(view, {"words": "x" * 21})
    assert too_long.errors == {"words": "Please enter 20 characters or fewer."}
    assert (await desk.ana.submits(view, {"nothing": "x"})).error == "no_such_input"
    assert (await desk.ben.submits(view, {"words": "x"})).error == "view_not_found"
    assert not any(each.kind == "view_submission" for each in desk.app.heard)

    assert await desk.ana.submits(view, {"text": "Longer lunch", "group": "Option 1"})
    payload = desk.app.last("view_submission")
    assert payload["view"]["state"]["values"] == {
        "words": {"text": {"type": "plain_text_input", "value": "Longer lunch"}},
        "group": {"pick": {"type": "static_select", "selected_option": options(2)[1]}},
    }
    assert payload["view"]["private_metadata"] == "7"
    assert payload["view"]["callback_id"] == "form"
    assert desk.ana.view is None
    assert (await desk.ana.submits(view, {"words": "again"})).error == "view_not_found"


async def test_slacks_full_form_of_values_works_too(desk: Desk) -> None:
    view = await desk.modal(desk.ana, modal(text_input()))
    assert await desk.ana.submits(view, {"words": {"text": {"type": "plain_text_input", "value": "Hello"}}})
    assert desk.app.last("view_submission")["view"]["state"]["values"]["words"]["text"]["value"] == "Hello"


@pytest.mark.parametrize(
    ("element", "wrong", "right"),
    [
        ({"type": "plain_text_input", "min_length": 3}, "ab", "abc"),
        ({"type": "plain_text_input"}, "x" * 3001, "x" * 3000),
        ({"type": "number_input", "is_decimal_allowed": False, "max_value": "5"}, "6", "5"),
        ({"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}, "0", "1"),
        ({"type": "number_input", "is_decimal_allowed": False}, "1.5", "1"),
        ({"type": "number_input", "is_decimal_allowed": True}, "many", "1.5"),
        ({"type": "email_text_input"}, "ana", "ana@x.example"),
        ({"type": "url_text_input"}, "x.example", "https://x.example"),
        ({"type": "multi_static_select", "options": options(3), "max_selected_items": 1}, ["0", "1"], ["1"]),
        ({"type": "checkboxes", "options": options(3)}, [], ["1"]),
        ({"type": "plain_text_input"}, "   ", "x"),
    ],
)
async def test_the_client_refuses_what_does_not_fit(desk: Desk, element: Json, wrong: Any, right: Any) -> None:
    block = {"type": "input", "block_id": "b", "label": plain("Ask"), "element": {"action_id": "a", **element}}
    view = await desk.modal(desk.ana, modal(block))

    refused = await desk.ana.submits(view, {"b": wrong})
    assert (refused.status, refused.error) == ("unsent", "invalid_input")
    assert set(refused.errors) == {"b"}
    assert await desk.ana.submits(view, {"b": right})


async def test_an_answer_to_a_submission_shows_errors_updates_pushes_or_clears(desk: Desk) -> None:
    view = await desk.modal(desk.ana, modal(text_input()))
    desk.app.replies = [Reply(body={"response_action": "errors", "errors": {"words": "Say more."}})]
    refused = await desk.ana.submits(view, {"words": "x"})
    assert (refused.ok, refused.status, refused.errors) == (False, 200, {"words": "Say more."})
    assert desk.ana.view is view

    old = view.hash
    updated = modal(text_input(), section("Next"), title=plain("Second"))
    desk.app.replies = [Reply(body={"response_action": "update", "view": updated})]
    assert await desk.ana.submits(view, {"words": "kept"})
    assert (desk.ana.view, view.hash == old, view.source["title"]["text"]) == (view, False, "Second")
    assert view.state["words"]["text"]["value"] == "kept"  # the same input keeps what was typed

    for depth in (2, 3):
        desk.app.replies = [Reply(body={"response_action": "push", "view": modal(text_input(), title=plain("Over"))})]
        assert await desk.ana.submits(None, {"words": "x"})
        assert len(desk.ana.views) == depth
    desk.app.replies = [Reply(body={"response_action": "push", "view": modal(text_input())})]
    fourth = await desk.ana.submits(None, {"words": "x"})
    assert (fourth.error, fourth.warning) == ("push_limit_reached", "We had some trouble connecting. Try again?")

    assert await desk.ana.closes()
    assert len(desk.ana.views) == 2
    desk.app.replies = [Reply(body={"response_action": "clear"})]
    assert await desk.ana.submits(None, {"words": "x"})
    assert desk.ana.views == []


@pytest.mark.parametrize(
    "body",
    [
        {"response_action": "errors", "errors": {"nowhere": "?"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "dance"},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "update"},
        "thanks",
    ],
    ids=lambda body: str(body)[:40],
)
async def test_an_answer_slack_does_not_understand_is_trouble(desk: Desk, body: Any) -> None:
    view = await desk.modal(desk.ana, modal(text_input()))
    desk.app.replies = [Reply(body=body)]
    outcome = await desk.ana.submits(view, {"words": "x"})
    assert (outcome.ok, outcome.warning) == (False, "We had some trouble connecting. Try again?")
    assert desk.ana.view is view


async def test_a_trigger_opens_one_view_within_three_seconds(desk: Desk) -> None:
    card = await desk.card(button())
    await desk.ana.clicks(card, "go")
    trigger = desk.app.last("block_actions")["trigger_id"]
    await desk.web.views_open(trigger_id=trigger, view=modal())
    refusal = await desk.refused("views.open", trigger_id=trigger, view=modal())
    assert refusal["error"] == "exchanged_trigger_id"
    await desk.ana.closes()

    await desk.ana.clicks(card, "go")
    trigger = desk.app.last("block_actions")["trigger_id"]
    desk.clock.ahead += 2.9
    await desk.web.views_open(trigger_id=trigger, view=modal())
    await desk.ana.closes()

    await desk.ana.clicks(card, "go")
    trigger = desk.app.last("block_actions")["trigger_id"]
    desk.clock.ahead += 3.1
    assert (await desk.refused("views.open", trigger_id=trigger, view=modal()))["error"] == "expired_trigger_id"
    for wrong in ("abc", "1.2.3"):
        assert (await desk.refused("views.open", trigger_id=wrong, view=modal()))["error"] == "invalid_trigger_id"


async def test_views_push_needs_a_trigger_of_the_modal_and_stops_at_three(desk: Desk) -> None:
    view = await desk.modal(desk.ana, modal(section("x", accessory=button("deeper"))))
    card = await desk.card(button())
    await desk.ana.clicks(card, "go")
    outside = desk.app.last("block_actions")["trigger_id"]
    assert (await desk.refused("views.push", trigger_id=outside, view=modal()))["error"] == "not_found"

    deep = modal(section("x", accessory=button("deeper")))
    for depth in (2, 3):
        assert await desk.ana.clicks(desk.ana.view or view, "deeper")
        pushed = await desk.web.views_push(trigger_id=desk.app.last("block_actions")["trigger_id"], view=deep)
        assert pushed["view"]["root_view_id"] == view.id
        assert len(desk.ana.views) == depth
    assert (await desk.ana.clicks(view, "deeper")).error == "view_not_found"  # it lies under another
    assert desk.ana.view is not None
    await desk.ana.clicks(desk.ana.view, "deeper")
    trigger = desk.app.last("block_actions")["trigger_id"]
    assert (await desk.refused("views.push", trigger_id=trigger, view=deep))["error"] == "push_limit_reached"


async def test_a_closed_modal_is_told_only_if_it_asked(desk: Desk) -> None:
    await desk.modal(desk.ana, modal())
    await desk.ana.closes()
    assert not any(each.kind == "view_closed" for each in desk.app.heard)
    await desk.modal(desk.ana, modal(notify_on_close=True))
    await desk.ana.closes(whole=True)
    closed = desk.app.last("view_closed")
    assert (closed["is_cleared"], closed["view"]["callback_id"]) == (True, "form")


async def test_an_input_that_dispatches_reaches_the_app_at_once(desk: Desk) -> None:
    view = await desk.modal(desk.ana, modal(text_input("quiet"), text_input("loud", dispatch_action=True)))
    before = desk.app.acts()
    assert (await desk.ana.inputs(view, "text", "soft", block_id="quiet")).status == "unsent"
    assert desk.app.acts() == before
    assert await desk.ana.inputs(view, "text", "now", block_id="loud")
    payload = desk.app.last("block_actions")
    assert payload["actions"][0]["value"] == "now"
    assert payload["view"]["state"]["values"]["quiet"]["text"]["value"] == "soft"
    assert payload["container"] == {"type": "view", "view_id": view.id}
    assert "response_url" not in payload


async def test_many_people_have_modals_open_at_once(desk: Desk) -> None:
    mine = await desk.modal(desk.ana, modal(text_input()))
    yours = await desk.modal(desk.ben, modal(text_input()))
    assert await desk.ana.submits(mine, {"words": "from Ana"})
    assert desk.ben.view is yours
    assert await desk.ben.submits(yours, {"words": "from Ben"})
    said = [each.payload for each in desk.app.heard if each.kind == "view_submission"]
    assert [(each["user"]["id"], each["view"]["state"]["values"]["words"]["text"]["value"]) for each in said] == [
        ("UANA", "from Ana"),
        ("UBEN", "from Ben"),
    ]


async def test_a_command_reaches_the_app_and_its_answer_is_shown(desk: Desk) -> None:
    desk.app.replies = [Reply(body="Only for you"), Reply(body={"response_type": "in_channel", "text": "For all"})]
    assert await desk.ana.runs("/exchange mod add @ben.okafor in #general & <b>", "general")
    form = desk.app.last("command")
    assert (form["command"], form["user_id"], form["channel_name"]) == ("/exchange", "UANA", "general")
    assert form["text"] == f"mod add <@UBEN|ben.okafor> in <#{desk.general}|general> &amp; &lt;b&gt;"
    assert form["is_enterprise_install"] == "false"
    assert [each.text for each in desk.ana.whispers("general")] == ["Only for you"]
    assert desk.ben.whispers() == []

    await desk.ben.runs("/exchange say", "general")
    assert [each.text for each in desk.ana.sees("general")] == ["Only for you", "For all"]
    assert (await desk.ana.runs("/exchange")).ok
    assert desk.app.last("command")["channel_name"] == "directmessage"


async def test_commands_slack_does_not_know_stay_here(desk: Desk) -> None:
    assert (await desk.ana.runs("/poem", "general")).warning == "/poem is not a valid command."
    assert (await desk.ana.runs("/exchange help", "general", thread_ts="1.0")).error == "not_in_thread"
    assert (await desk.ana.says("/exchange help", "general")).error == "is_command"
    assert desk.app.heard == []
    async with open_desk({"oauth_config__scopes__bot": ["chat:write"]}) as other:
        assert (await other.ana.runs("/exchange help", "general")).error == "unknown_command"


async def test_text_is_not_escaped_unless_the_manifest_says_so() -> None:
    command = [{"command": "/exchange", "description": "x"}]
    async with open_desk({"features__slash_commands": command}) as desk:
        await desk.ana.runs("/exchange add @ben.okafor & more", "general")
        assert desk.app.last("command")["text"] == "add @ben.okafor & more"


async def test_shortcuts_reach_the_app(desk: Desk) -> None:
    said = (await desk.ana.says("My idea", "general")).message
    assert said is not None
    assert await desk.ana.shortcut("share.message", said)
    payload = desk.app.last("message_action")
    assert (payload["callback_id"], payload["message"]["text"]) == ("share.message", "My idea")
    assert payload["message_ts"] == said.ts
    assert payload["response_url"]
    assert await desk.ana.shortcut("share.anywhere")
    assert desk.app.last("shortcut")["callback_id"] == "share.anywhere"

    assert (await desk.ana.shortcut("share.message")).error == "no_such_shortcut"
    assert (await desk.ana.shortcut("share.anywhere", said)).error == "no_such_shortcut"
    assert (await desk.ana.shortcut("poem")).error == "no_such_shortcut"


async def test_without_interactivity_nothing_can_be_pressed() -> None:
    async with open_desk({"settings__interactivity": {"is_enabled": False}}) as desk:
        card = await desk.card(button())
        assert (await desk.ana.clicks(card, "go")).error == "interactivity_off"
        assert (await desk.ana.shortcut("share.anywhere")).error == "interactivity_off"
        assert desk.app.acts() == []


async def test_a_stranger_has_neither_commands_nor_shortcuts(desk: Desk) -> None:
    far = desk.playground.add_person("Far", team_id="T0ELSEWHERE")
    desk.playground.channel("general").members[far.id] = None
    card = await desk.card(button(), channel=desk.general)
    assert (await far.runs("/exchange", "general")).error == "unknown_command"
    assert (await far.shortcut("share.anywhere")).error == "no_such_shortcut"
    assert await far.clicks(card, "go")
    assert desk.app.last("block_actions")["user"]["team_id"] == "T0ELSEWHERE"


async def test_people_change_only_what_is_theirs(desk: Desk) -> None:
    said = (await desk.ana.says("Mine", "general")).message
    assert said is not None
    assert (await desk.ben.edits(said, "Yours")).error == "cant_update_message"
    assert (await desk.ben.deletes(said)).error == "cant_delete_message"
    assert (await desk.ana.says("x" * 12_001, "general")).error == "msg_too_long"
    assert (await desk.ana.says("x" * 12_000, "general")).ok
    assert (await desk.ana.says("  ", "general")).error == "no_text"
    outsider = desk.playground.add_person("Outsider")
    assert (await outsider.says("Hi", "general")).error == "not_in_channel"
    assert await outsider.joins("general")
    assert (await outsider.says("Hi", "general")).ok
