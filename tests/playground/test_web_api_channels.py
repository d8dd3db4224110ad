"""Methods that the bot does not call today: new channels, read cursors, user groups, profiles, scheduled messages."""

import time
from pathlib import Path
from typing import Any

import pytest

from bot.playground import PlaygroundServer
from bot.playground.page import clock
from bot.playground.state.time_control import Due, TimeControl
from bot.playground.text.mrkdwn_input import to_mrkdwn
from bot.playground.web_api import scheduled
from tests.playground.fixture_app import ALL_SCOPES, FixtureWorkspace, open_workspace

Json = dict[str, Any]
MORE_SCOPES = [*ALL_SCOPES, "channels:manage", "groups:write", "usergroups:read", "users.profile:read"]
MANIFEST = {"oauth_config__scopes__bot": MORE_SCOPES}


@pytest.mark.parametrize(
    ("method", "args", "needed"),
    [
        ("conversations.create", {"name": "new"}, "channels:manage,channels:write"),
        ("conversations.create", {"name": "new", "is_private": True}, "groups:write"),
        ("conversations.setTopic", {"channel": "general", "topic": "t"}, "channels:write.topic,channels:manage"),
        ("conversations.mark", {"channel": "general", "ts": "1.000001"}, "channels:manage,channels:write"),
        ("usergroups.list", {}, "usergroups:read"),
        ("usergroups.users.list", {"usergroup": "S1"}, "usergroups:read"),
        ("users.profile.get", {"user": "UANA"}, "users.profile:read"),
    ],
)
async def test_each_has_its_scope(workspace: FixtureWorkspace, method: str, args: Json, needed: str) -> None:
    given = args | ({"channel": workspace.general} if "channel" in args else {})
    refusal = await workspace.refused(method, **given)
    assert (refusal["error"], refusal["needed"]) == ("missing_scope", needed)


async def test_a_channel_is_made_with_the_app_in_it() -> None:
    async with open_workspace(MANIFEST) as workspace:
        made = (await workspace.web.conversations_create(name="book-club_1", is_private=True))["channel"]
        assert (made["name"], made["is_private"], made["is_member"]) == ("book-club_1", True, True)
        assert (await workspace.web.chat_postMessage(channel=made["id"], text="hello"))["ok"]


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("", "invalid_name_required"),
        ("x" * 81, "invalid_name_maxlength"),
        ("--_", "invalid_name_punctuation"),
        ("Capitals", "invalid_name_specials"),
        ("two words", "invalid_name_specials"),
        ("general", "name_taken"),
    ],
)
async def test_a_name_that_slack_does_not_take(name: str, error: str) -> None:
    async with open_workspace(MANIFEST) as workspace:
        assert (await workspace.refused("conversations.create", name=name))["error"] == error


async def test_a_topic_is_set_and_seen() -> None:
    async with open_workspace(MANIFEST) as workspace:
        assert (await workspace.web.conversations_setTopic(channel=workspace.general, topic="x" * 250))["ok"]
        shown = (await workspace.web.conversations_info(channel=workspace.general))["channel"]
        assert shown["topic"]["value"] == "x" * 250
        other = workspace.slack.add_channel("other").id
        im = workspace.slack.world.open_im("UANA").id
        rows = [
            (workspace.general, "x" * 251, "too_long"),
            (other, "t", "not_in_channel"),
            ("CNONE", "t", "channel_not_found"),
            (im, "t", "method_not_supported_for_channel_type"),
        ]
        for channel, topic, error in rows:
            assert (await workspace.refused("conversations.setTopic", channel=channel, topic=topic))["error"] == error


async def test_a_read_mark_is_a_timestamp_in_a_channel_of_the_app() -> None:
    async with open_workspace(MANIFEST) as workspace:
        assert (await workspace.web.conversations_mark(channel=workspace.general, ts="1593473566.000200"))["ok"]
        other = workspace.slack.add_channel("other").id
        rows = [(workspace.general, "soon", "invalid_timestamp"), (other, "1.000001", "not_in_channel")]
        for channel, ts, error in rows:
            assert (await workspace.refused("conversations.mark", channel=channel, ts=ts))["error"] == error


async def test_user_groups_and_profiles() -> None:
    async with open_workspace(MANIFEST) as workspace:
        assert (await workspace.web.usergroups_list(include_users=True))["usergroups"] == []
        group = workspace.slack.add_user_group("teachers", [workspace.ana])
        gone = workspace.slack.add_user_group("board", [])
        gone.deleted = True
        [shown] = (await workspace.web.usergroups_list(include_users=True, include_count=True))["usergroups"]
        assert (shown["id"], shown["handle"], shown["users"], shown["user_count"]) == (
            group.id,
            "teachers",
            ["UANA"],
            1,
        )
        [plain] = (await workspace.web.usergroups_list())["usergroups"]
        assert not {"users", "user_count"} & plain.keys()
        assert len((await workspace.web.usergroups_list(include_disabled=True))["usergroups"]) == 2
        assert (await workspace.web.usergroups_users_list(usergroup=group.id))["users"] == ["UANA"]
        for each in ("SNONE", gone.id):
            refused = await workspace.refused("usergroups.users.list", usergroup=each)
            assert refused["error"] == "no_such_subteam"
        words = to_mrkdwn(workspace.slack.world, "Hello @teachers.", names=True)
        assert words == f"Hello <!subteam^{group.id}|@teachers>."
        profile = (await workspace.web.users_profile_get(user="UANA"))["profile"]
        assert profile["real_name"] == workspace.ana.member.real_name
        assert profile["fields"] == {}
        assert (await workspace.refused("users.profile.get", user="UNONE"))["error"] == "user_not_found"


def soon(workspace: FixtureWorkspace, seconds: float) -> int:
    return int(workspace.slack.world.clock() + seconds)


async def test_a_scheduled_message_comes_when_the_clock_is_moved(workspace: FixtureWorkspace) -> None:
    async def move(seconds: float) -> None:
        workspace.clock.ahead += seconds

    async def nothing_else() -> list[Due]:
        return []

    workspace.slack.context.time_control = TimeControl(move, nothing_else)
    answer = await workspace.web.chat_scheduleMessage(channel="general", post_at=soon(workspace, 3600), text="Later")
    assert str(answer["scheduled_message_id"]).startswith("Q")
    assert [each["kind"] for each in (await clock.load_clock(workspace.slack.context))["due"]] == ["message"]
    assert [each.text for each in workspace.ana.sees("general")] == []
    await clock.move_clock(workspace.slack.context, {"to_next": True})
    assert [each.text for each in workspace.ana.sees("general")] == ["Later"]
    assert (await clock.load_clock(workspace.slack.context))["due"] == []


async def test_a_scheduled_message_comes_by_itself(workspace: FixtureWorkspace) -> None:
    await workspace.web.chat_scheduleMessage(channel="general", post_at=int(time.time()) + 4, text="Soon")
    await workspace.slack.until(lambda: workspace.ana.sees("general"), 60.0)
    assert workspace.ana.sees("general")[-1].text == "Soon"


async def test_a_scheduled_message_with_metadata_never_comes(workspace: FixtureWorkspace) -> None:
    metadata = {"event_type": "x", "event_payload": {}}
    args = {"channel": "general", "text": "t", "metadata": metadata}
    await workspace.web.api_call("chat.scheduleMessage", json=args | {"post_at": soon(workspace, 3600)})
    await workspace.web.chat_scheduleMessage(channel="general", post_at=soon(workspace, 3600) + 1, text="Last")
    workspace.clock.ahead += 3700
    scheduled.post_due(workspace.slack.context)
    assert [each.text for each in workspace.ana.sees("general")] == ["Last"]
    assert workspace.slack.world.scheduled == []


async def test_times_that_slack_does_not_take(workspace: FixtureWorkspace) -> None:
    rows: list[tuple[object, str]] = [
        ("tomorrow", "invalid_time"),
        (soon(workspace, -5), "time_in_past"),
        (soon(workspace, 120 * 86400 + 60), "time_too_far"),
    ]
    for at, error in rows:
        refusal = await workspace.refused("chat.scheduleMessage", channel="general", text="t", post_at=at)
        assert refusal["error"] == error
    same = soon(workspace, 86400)
    for _ in range(30):
        await workspace.web.chat_scheduleMessage(channel="general", post_at=same, text="t")
    crowded = await workspace.refused("chat.scheduleMessage", channel="general", text="t", post_at=same)
    assert crowded["error"] == "restricted_too_many"
    assert (await workspace.web.chat_scheduleMessage(channel="general", post_at=same + 300, text="t"))["ok"]
    assert (await workspace.refused("chat.scheduleMessage", channel="general", post_at=same + 900))[
        "error"
    ] == "no_text"


async def test_a_scheduled_message_is_kept_with_the_workspace(workspace: FixtureWorkspace, tmp_path: Path) -> None:
    await workspace.web.chat_scheduleMessage(channel="general", post_at=soon(workspace, 3600), text="Later")
    workspace.slack.save(tmp_path / "workspace.json")
    later = PlaygroundServer()
    later.load(tmp_path / "workspace.json")
    assert [each.text for each in later.world.scheduled] == ["Later"]
