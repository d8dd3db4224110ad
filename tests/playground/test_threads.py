"""Threads: replies in channels and in direct messages, edits in them, and tombstones."""

from bot.playground import Message
from tests.playground.fixture_app import ALL_SCOPES, FixtureWorkspace, open_workspace

TOMBSTONE = "This message was deleted."


async def post(
    workspace: FixtureWorkspace, text: str, channel: str | None = "general", thread_ts: str | None = None
) -> Message:
    outcome = await workspace.ana.says(text, channel, thread_ts=thread_ts)
    assert outcome
    assert outcome.message is not None
    return outcome.message


async def test_a_message_with_replies_turns_into_a_tombstone(workspace: FixtureWorkspace) -> None:
    first = await post(workspace, "my own words")
    await workspace.ben.says("I agree", "general", thread_ts=first.ts)
    await workspace.ana.deletes(first)
    assert workspace.app.events("message_deleted") == []
    event = workspace.app.events("message_changed")[-1]
    assert event["hidden"] is True
    assert event["channel_type"] == "channel"
    after, before = event["message"], event["previous_message"]
    assert (after["subtype"], after["text"], after["user"], after["hidden"]) == (
        "tombstone",
        TOMBSTONE,
        "USLACKBOT",
        True,
    )
    assert (after["ts"], after["thread_ts"]) == (first.ts, first.ts)
    assert (after["reply_count"], after["reply_users"]) == (1, ["UBEN"])
    assert not {"blocks", "edited", "client_msg_id", "metadata"} & set(after)
    assert (before["text"], before["user"]) == ("my own words", "UANA")
    assert [each.text for each in workspace.ana.sees("general")] == [TOMBSTONE]


async def test_nobody_can_change_a_tombstone(workspace: FixtureWorkspace) -> None:
    first = await post(workspace, "my own words", None)
    await post(workspace, "more", None, first.ts)
    await workspace.ana.deletes(first)
    assert (await workspace.ana.edits(first, "again")).error == "cant_update_message"
    assert (await workspace.ana.deletes(first)).error == "cant_delete_message"


async def test_a_tombstone_goes_with_its_last_reply(workspace: FixtureWorkspace) -> None:
    first = await post(workspace, "my own words")
    reply = await post(workspace, "more", "general", first.ts)
    await workspace.ana.deletes(first)
    await workspace.ana.deletes(reply)
    await workspace.slack.settle()
    assert workspace.ana.sees("general") == []
    gone = workspace.app.events("message_deleted")
    assert {each["deleted_ts"] for each in gone} == {first.ts, reply.ts}
    tombstone = next(each["previous_message"] for each in gone if each["deleted_ts"] == first.ts)
    assert (tombstone["subtype"], tombstone["reply_count"]) == ("tombstone", 0)


async def test_a_message_without_replies_is_simply_gone(workspace: FixtureWorkspace) -> None:
    first = await post(workspace, "my own words")
    await workspace.ana.deletes(first)
    assert workspace.app.events("message_deleted")[-1]["deleted_ts"] == first.ts
    assert workspace.app.events("message_changed") == []


async def test_a_reply_in_the_apps_own_channel_carries_its_thread(workspace: FixtureWorkspace) -> None:
    answer = await workspace.web.chat_postMessage(channel=workspace.ana.id, text="a card")
    reply = await post(workspace, "my answer", None, answer["ts"])
    event = workspace.app.events(None)[-1]
    assert event["channel_type"] == "im"
    assert event["thread_ts"] == answer["ts"]
    assert event["parent_user_id"] == workspace.slack.bot_user_id
    assert [each.text for each in workspace.ana.dm()] == ["a card"]
    assert workspace.ana.sees(thread_ts=answer["ts"])[-1] is reply


async def test_an_edit_in_a_thread_carries_its_thread(workspace: FixtureWorkspace) -> None:
    first = await post(workspace, "first", None)
    reply = await post(workspace, "second", None, first.ts)
    await workspace.ana.edits(reply, "third")
    event = workspace.app.events("message_changed")[-1]
    assert event["message"]["thread_ts"] == first.ts
    assert event["message"]["text"] == "third"
    assert event["message"]["edited"]["user"] == "UANA"
    assert event["previous_message"]["text"] == "second"


async def test_slackbot_is_a_member_and_no_bot(workspace: FixtureWorkspace) -> None:
    listed = await workspace.web.users_list()
    members = listed["members"]
    assert isinstance(members, list)
    [slackbot] = [each for each in members if each["id"] == "USLACKBOT"]
    assert (slackbot["is_bot"], slackbot["deleted"], slackbot["team_id"]) == (False, False, workspace.slack.team_id)
    assert (await workspace.web.users_info(user="USLACKBOT"))["user"]["name"] == "slackbot"


async def test_a_mention_is_an_event_of_its_own_beside_the_message() -> None:
    scopes = [*ALL_SCOPES, "app_mentions:read"]
    events = ["app_mention", "message.channels", "message.im"]
    changes = {"oauth_config__scopes__bot": scopes, "settings__event_subscriptions__bot_events": events}
    async with open_workspace(changes) as workspace:
        name = workspace.slack.world.members[workspace.slack.bot_user_id].name
        first = await post(workspace, f"@{name} hello")
        assert [each["type"] for each in workspace.app.events()] == ["message", "app_mention"]
        mention = workspace.app.events()[-1]
        assert mention["text"] == f"<@{workspace.slack.bot_user_id}> hello"
        assert (mention["ts"], mention["user"], mention["channel"]) == (first.ts, "UANA", workspace.general)
        assert "channel_type" not in mention
        ids = [each.payload["event_id"] for each in workspace.app.received]
        assert len(set(ids)) == 2
        await post(workspace, f"@{name} hello", None)
        await post(workspace, "nobody is named")
        assert [each["type"] for each in workspace.app.events()] == ["message", "app_mention", "message", "message"]


async def test_a_mention_is_not_delivered_to_an_app_without_the_scope() -> None:
    async with open_workspace(
        {"settings__event_subscriptions__bot_events": ["app_mention", "message.channels"]}
    ) as workspace:
        name = workspace.slack.world.members[workspace.slack.bot_user_id].name
        await post(workspace, f"@{name} hello")
        assert [each["type"] for each in workspace.app.events()] == ["message"]


async def test_a_reply_to_a_missing_thread_is_posted_in_the_channel(workspace: FixtureWorkspace) -> None:
    await workspace.web.chat_postMessage(channel="general", text="lost", thread_ts="1.000001")
    message = workspace.ana.sees("general")[-1]
    assert (message.text, message.thread_ts) == ("lost", None)
