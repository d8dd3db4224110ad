"""Clicks, choices, commands and shortcuts: what reaches the app, and what does not."""

from tests.playground.fixture_app import FixtureWorkspace, Reply, button, open_workspace, section, text_input
from tests.playground.test_block_kit_limits import options, select


async def test_a_click_on_a_message_reaches_the_app_whole(workspace: FixtureWorkspace) -> None:
    card = await workspace.card(
        button("rate.star.4", value="7:412:4"), button("skip"), blocks=[text_input(block_id="why")]
    )
    outcome = await workspace.ana.clicks(card, "rate.star.4", value="7:412:4")

    assert (outcome.ok, outcome.status) == (True, 200)
    payload = workspace.app.last("block_actions")
    playground = workspace.slack
    assert payload["user"] == {"id": "UANA", "username": "ana.ruiz", "name": "ana.ruiz", "team_id": playground.team_id}
    assert payload["container"] == {
        "type": "message",
        "message_ts": card.ts,
        "channel_id": card.channel,
        "is_ephemeral": False,
    }
    assert payload["channel"] == {"id": card.channel, "name": "directmessage"}
    assert payload["message"]["blocks"] == card.blocks
    assert payload["message"]["bot_id"] == playground.bot_id
    assert payload["response_url"].startswith(f"{playground.url}/response/")
    assert payload["api_app_id"] == playground.app_id
    assert payload["state"]["values"] == {"why": {"text": {"type": "plain_text_input", "value": None}}}
    [action] = payload["actions"]
    assert {key: action[key] for key in ("type", "action_id", "block_id", "value")} == {
        "type": "button",
        "action_id": "rate.star.4",
        "block_id": "acts",
        "value": "7:412:4",
    }


async def test_times_of_clicks_rise(workspace: FixtureWorkspace) -> None:
    card = await workspace.card(button())
    for _ in range(20):
        await workspace.ana.clicks(card, "go")
    stamps = [
        each.payload["actions"][0]["action_ts"] for each in workspace.app.received if each.kind == "block_actions"
    ]
    assert stamps == sorted(set(stamps))


async def test_nobody_clicks_what_does_not_stand_before_them(workspace: FixtureWorkspace) -> None:
    card = await workspace.card(button("go", value="1"))
    mine = await workspace.web.chat_postEphemeral(
        channel=workspace.general, user="UANA", text="t", blocks=[section("t", accessory=button("whisper"))]
    )
    ephemeral = next(each for each in workspace.ana.ephemerals() if each.ts == mine["message_ts"])

    assert (await workspace.ben.clicks(card, "go")).error == "message_not_found"
    assert (await workspace.ben.clicks(ephemeral, "whisper")).error == "message_not_found"
    assert (await workspace.ana.clicks(card, "other")).error == "no_such_action"
    assert (await workspace.ana.clicks(card, "go", value="2")).error == "value_mismatch"
    assert (await workspace.ana.clicks(card, "go", block_id="other")).error == "no_such_action"
    assert (await workspace.ana.clicks_unseen("go", "9:9:9")).error == "no_such_action"
    await workspace.web.chat_delete(channel=card.channel, ts=card.ts)
    assert (await workspace.ana.clicks(card, "go")).error == "message_not_found"
    assert workspace.app.acts() == []

    assert await workspace.ana.clicks(ephemeral, "whisper")
    payload = workspace.app.last("block_actions")
    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload


async def test_replay_may_click_a_button_that_no_message_shows() -> None:
    async with open_workspace(unseen_clicks=True) as workspace:
        card = await workspace.card(button())
        assert await workspace.ana.clicks_unseen("rate.star.5", "7:412:1:5", block_id="rate")
        payload = workspace.app.last("block_actions")
        assert payload["actions"][0]["value"] == "7:412:1:5"
        assert payload["container"]["message_ts"] == card.ts
        assert await workspace.ben.clicks_unseen("rate.star.5", "7:412:1:5")  # nothing was ever posted to Ben


async def test_choices_are_kept_and_sent(workspace: FixtureWorkspace) -> None:
    more = {"type": "overflow", "action_id": "more", "options": options(3)}
    card = await workspace.card(
        select(),
        more,
        {"type": "datepicker", "action_id": "day"},
        {"type": "checkboxes", "action_id": "boxes", "options": options(3)},
        {"type": "users_select", "action_id": "who"},
    )
    assert await workspace.ana.chooses(card, "pick", "Option 1")
    assert workspace.app.last("block_actions")["actions"][0]["selected_option"]["value"] == "1"
    assert await workspace.ana.chooses(card, "more", "2")
    assert workspace.app.last("block_actions")["actions"][0]["selected_option"]["text"]["text"] == "Option 2"
    assert await workspace.ana.chooses(card, "day", "2026-11-02")
    assert await workspace.ana.chooses(card, "boxes", ["0", "2"])
    assert await workspace.ana.chooses(card, "who", "UBEN")
    values = workspace.app.last("block_actions")["state"]["values"]["acts"]
    assert values["pick"]["selected_option"]["value"] == "1"
    assert values["day"] == {"type": "datepicker", "selected_date": "2026-11-02"}
    assert [each["value"] for each in values["boxes"]["selected_options"]] == ["0", "2"]
    assert values["who"]["selected_user"] == "UBEN"
    assert (await workspace.ana.chooses(card, "pick", "Option 9")).error == "no_such_option"


async def test_a_command_reaches_the_app_and_its_answer_is_shown(workspace: FixtureWorkspace) -> None:
    workspace.app.replies = [Reply(body="Only for you"), Reply(body={"response_type": "in_channel", "text": "For all"})]
    assert await workspace.ana.runs("/exchange mod add @ben.okafor in #general & <b>", "general")
    form = workspace.app.last("command")
    assert (form["command"], form["user_id"], form["channel_name"]) == ("/exchange", "UANA", "general")
    assert form["text"] == f"mod add <@UBEN|ben.okafor> in <#{workspace.general}|general> &amp; &lt;b&gt;"
    assert form["is_enterprise_install"] == "false"
    assert [each.text for each in workspace.ana.ephemerals("general")] == ["Only for you"]
    assert workspace.ben.ephemerals() == []

    await workspace.ben.runs("/exchange say", "general")
    assert [each.text for each in workspace.ana.sees("general")] == ["Only for you", "For all"]
    assert (await workspace.ana.runs("/exchange")).ok
    assert workspace.app.last("command")["channel_name"] == "directmessage"


async def test_an_answer_to_a_command_keeps_to_the_rules(workspace: FixtureWorkspace) -> None:
    workspace.app.replies = [Reply(body={"blocks": [{"type": "poem"}]})]
    outcome = await workspace.ana.runs("/exchange help", "general")
    assert outcome.warning == "/exchange failed with the error “dispatch_failed”"
    assert workspace.ana.ephemerals() == []
    workspace.app.replies = [Reply(body={"text": "x", "colour": "red"})]  # a key that Slack does not know is ignored
    assert await workspace.ana.runs("/exchange help", "general")
    assert [each.text for each in workspace.ana.ephemerals()] == ["x"]


async def test_commands_slack_does_not_know_stay_here(workspace: FixtureWorkspace) -> None:
    assert (await workspace.ana.runs("/poem", "general")).warning == "/poem is not a valid command."
    assert (await workspace.ana.runs("/exchange help", "general", thread_ts="1.0")).error == "not_in_thread"
    assert (await workspace.ana.says("/exchange help", "general")).error == "is_command"
    assert workspace.app.received == []
    async with open_workspace({"oauth_config__scopes__bot": ["chat:write"]}) as other:
        assert (await other.ana.runs("/exchange help", "general")).error == "unknown_command"


async def test_slacks_own_invite_adds_the_app_and_people_to_a_channel(workspace: FixtureWorkspace) -> None:
    ana, slack = workspace.ana, workspace.slack
    office = slack.add_channel("office", private=True, members=[ana])
    ben = slack.add_person("Ben")
    bot = slack.world.members[slack.bot_user_id]
    for line in ("/invite", "/invite @nobody", "/invite @ben now", "/invite @ben #nowhere"):
        assert not await ana.runs(line, "office")
    assert list(office.members) == [ana.id], "nobody, where one is unknown"
    assert not await ben.runs("/invite @ben #office", "general"), "he cannot see it"
    assert await ana.runs(f"/invite @{bot.name} @ben", "office")
    assert list(office.members) == [ana.id, bot.id, ben.id]
    assert not await ana.runs(f"/invite @{bot.name}"), "a conversation with the app takes nobody else"
    assert "command" not in [each.kind for each in workspace.app.received]


async def test_text_is_not_escaped_unless_the_manifest_says_so() -> None:
    command = [{"command": "/exchange", "description": "x"}]
    async with open_workspace({"features__slash_commands": command}) as workspace:
        await workspace.ana.runs("/exchange add @ben.okafor & more", "general")
        assert workspace.app.last("command")["text"] == "add @ben.okafor & more"


async def test_shortcuts_reach_the_app(workspace: FixtureWorkspace) -> None:
    message = (await workspace.ana.says("My idea", "general")).message
    assert message is not None
    assert await workspace.ana.shortcut("share.message", message)
    payload = workspace.app.last("message_action")
    assert (payload["callback_id"], payload["message"]["text"]) == ("share.message", "My idea")
    assert payload["message_ts"] == message.ts
    assert payload["response_url"]
    assert await workspace.ana.shortcut("share.anywhere")
    assert workspace.app.last("shortcut")["callback_id"] == "share.anywhere"

    assert (await workspace.ana.shortcut("share.message")).error == "no_such_shortcut"
    assert (await workspace.ana.shortcut("share.anywhere", message)).error == "no_such_shortcut"
    assert (await workspace.ana.shortcut("poem")).error == "no_such_shortcut"


async def test_without_interactivity_nothing_can_be_pressed() -> None:
    async with open_workspace({"settings__interactivity": {"is_enabled": False}}) as workspace:
        card = await workspace.card(button())
        assert (await workspace.ana.clicks(card, "go")).error == "interactivity_off"
        assert (await workspace.ana.shortcut("share.anywhere")).error == "interactivity_off"
        assert workspace.app.acts() == []


async def test_a_stranger_has_neither_commands_nor_shortcuts(workspace: FixtureWorkspace) -> None:
    far = workspace.slack.add_person("Far", team_id="T0ELSEWHERE")
    workspace.slack.channel("general").members[far.id] = None
    card = await workspace.card(button(), channel=workspace.general)
    assert (await far.runs("/exchange", "general")).error == "unknown_command"
    assert (await far.shortcut("share.anywhere")).error == "no_such_shortcut"
    assert await far.clicks(card, "go")
    assert workspace.app.last("block_actions")["user"]["team_id"] == "T0ELSEWHERE"


async def test_people_change_only_what_is_theirs(workspace: FixtureWorkspace) -> None:
    message = (await workspace.ana.says("Mine", "general")).message
    assert message is not None
    assert (await workspace.ben.edits(message, "Yours")).error == "cant_update_message"
    assert (await workspace.ben.deletes(message)).error == "cant_delete_message"
    assert (await workspace.ana.says("x" * 12_001, "general")).error == "msg_too_long"
    assert (await workspace.ana.says("x" * 12_000, "general")).ok
    assert (await workspace.ana.says("  ", "general")).error == "no_text"
    outsider = workspace.slack.add_person("Outsider")
    assert (await outsider.says("Hi", "general")).error == "not_in_channel"
    assert await outsider.joins("general")
    assert (await outsider.says("Hi", "general")).ok
