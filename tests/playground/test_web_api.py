"""The Web API: tokens, scopes, methods and permissions."""

from typing import Any

import pytest
from aiohttp import ClientSession

from tests.playground.fixture_app import ALL_SCOPES, FixtureWorkspace, open_workspace, section

Json = dict[str, Any]
HOME = {"type": "home", "blocks": [section()]}


async def call(http: ClientSession, url: str, token: str = "") -> Json:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with http.post(url, headers=headers, json={}) as answer:
        body: Json = await answer.json()
        return body


async def test_a_token_must_be_there_and_right_and_of_the_right_kind(workspace: FixtureWorkspace) -> None:
    playground = workspace.slack
    bot, app = playground.bot_token, playground.app_token
    rows = [
        ("auth.test", "", "not_authed"),
        ("auth.test", "xoxb-somebody-else", "invalid_auth"),
        ("users.list", app, "not_allowed_token_type"),
        ("apps.connections.open", bot, "not_allowed_token_type"),
        ("apps.connections.open", "", "not_authed"),
        ("poems.write", bot, "unknown_method"),
    ]
    for method, token, error in rows:
        assert (await call(workspace.http, playground.api_url + method, token))["error"] == error, method
    assert (await call(workspace.http, playground.api_url + "auth.test", app))["ok"]
    assert (await call(workspace.http, f"{playground.api_url}api.test"))["ok"]


SCOPES: list[tuple[str, Json, str]] = [
    ("chat.postMessage", {"channel": "UANA", "text": "t"}, "chat:write"),
    ("chat.postEphemeral", {"channel": "general", "user": "UANA", "text": "t"}, "chat:write"),
    ("chat.update", {"channel": "C", "ts": "1", "text": "t"}, "chat:write"),
    ("chat.delete", {"channel": "C", "ts": "1"}, "chat:write"),
    ("conversations.join", {"channel": "C"}, "channels:join"),
    ("conversations.open", {"users": "UANA"}, "im:write"),
    ("conversations.list", {}, "channels:read"),
    ("conversations.list", {"types": "private_channel"}, "groups:read"),
    ("conversations.list", {"types": "im"}, "im:read"),
    ("users.info", {"user": "UANA"}, "users:read"),
    ("users.list", {}, "users:read"),
    ("users.conversations", {}, "channels:read"),
    ("users.lookupByEmail", {"email": "ana.ruiz@x.example"}, "users:read.email"),
    ("team.info", {}, "team:read"),
    ("bots.info", {}, "users:read"),
    ("reactions.add", {"channel": "C", "name": "x", "timestamp": "1"}, "reactions:write"),
    ("files.getUploadURLExternal", {"filename": "a.txt", "length": 3}, "files:write"),
    ("files.completeUploadExternal", {"files": [{"id": "F"}]}, "files:write"),
]


@pytest.mark.parametrize(("method", "args", "scope"), SCOPES, ids=[f"{row[0]}-{row[2]}" for row in SCOPES])
async def test_a_scope_the_manifest_does_not_ask_for_is_missing(method: str, args: Json, scope: str) -> None:
    left = [each for each in ALL_SCOPES if each != scope]
    async with open_workspace({"oauth_config__scopes__bot": left}) as workspace:
        refusal = await workspace.refused(method, **args)

    assert refusal["error"] == "missing_scope"
    assert refusal["needed"] == scope
    assert refusal["provided"] == ",".join(sorted(left))


@pytest.mark.parametrize(
    ("kind", "scope"),
    [("channel", "channels:history"), ("private", "groups:history"), ("im", "im:history")],
)
async def test_each_kind_of_conversation_has_its_scope_for_reading(kind: str, scope: str) -> None:
    left = [each for each in ALL_SCOPES if each != scope]
    async with open_workspace({"oauth_config__scopes__bot": left}) as workspace:
        place = {
            "channel": workspace.general,
            "private": workspace.slack.add_channel("staff", private=True, members=[workspace.ana], app=True).id,
            "im": workspace.slack.world.open_im("UANA").id,
        }[kind]
        refusal = await workspace.refused("conversations.history", channel=place)

    assert (refusal["error"], refusal["needed"]) == ("missing_scope", scope)


async def test_a_private_channel_is_unknown_to_who_is_not_in_it(workspace: FixtureWorkspace) -> None:
    staff = workspace.slack.add_channel("staff", private=True, members=[workspace.ben])
    for method in ("chat.postMessage", "conversations.info", "conversations.history", "conversations.members"):
        refusal = await workspace.refused(method, channel=staff.id, text="t")
        assert refusal["error"] == "channel_not_found", method
    assert workspace.ana.sees("staff") == []
    assert (await workspace.ana.says("Hello?", "staff")).error == "channel_not_found"

    assert await workspace.ben.invites_app("staff")
    assert (await workspace.web.chat_postMessage(channel=staff.id, text="t"))["ok"]
    assert [each.text for each in workspace.ben.sees("staff")][-1] == "t"
    assert workspace.ana.sees("staff") == []


async def test_the_app_posts_only_where_it_is(workspace: FixtureWorkspace) -> None:
    parents = workspace.slack.add_channel("parents", members=[workspace.ana])
    for method in ("chat.postMessage", "conversations.history"):
        assert (await workspace.refused(method, channel=parents.id, text="t"))["error"] == "not_in_channel", method

    joined = await workspace.web.conversations_join(channel=parents.id)
    assert joined["channel"]["is_member"]
    again = await workspace.web.conversations_join(channel=parents.id)
    assert again["warning"] == "already_in_channel"
    assert (await workspace.web.chat_postMessage(channel="#parents", text="t"))["channel"] == parents.id

    parents.archived = True
    assert (await workspace.refused("chat.postMessage", channel=parents.id, text="t"))["error"] == "is_archived"
    assert (await workspace.refused("conversations.join", channel=parents.id))["error"] == "is_archived"


async def test_what_does_not_exist_is_called_by_slacks_name(workspace: FixtureWorkspace) -> None:
    other = workspace.slack.add_person("Other Bot", is_bot=True)
    message = (await workspace.ana.says("Mine", "general")).message
    assert message is not None
    general = workspace.general
    rows: list[tuple[str, Json, str]] = [
        ("chat.postMessage", {"channel": "C0NOWHERE", "text": "t"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "U0NOBODY", "text": "t"}, "channel_not_found"),
        ("chat.postMessage", {"channel": other.id, "text": "t"}, "channel_not_found"),
        ("chat.postMessage", {"channel": workspace.slack.bot_user_id, "text": "t"}, "channel_not_found"),
        ("chat.postMessage", {"channel": general}, "no_text"),
        ("chat.postMessage", {"text": "t"}, "invalid_arguments"),
        ("chat.postMessage", {"channel": general, "text": "t", "metadata": "{"}, "invalid_metadata_format"),
        ("chat.postMessage", {"channel": general, "text": "t", "metadata": {"a": 1}}, "invalid_metadata_schema"),
        ("chat.postMessage", {"channel": general, "text": "t", "markdown_text": "t"}, "markdown_text_conflict"),
        ("chat.postEphemeral", {"channel": general, "user": "U0NOBODY", "text": "t"}, "user_not_found"),
        ("chat.postEphemeral", {"channel": general, "user": other.id, "text": "t"}, "user_not_in_channel"),
        ("chat.update", {"channel": general, "ts": "1.000001", "text": "t"}, "message_not_found"),
        ("chat.update", {"channel": general, "ts": message.ts, "text": "t"}, "cant_update_message"),
        ("chat.update", {"channel": workspace.ana.id, "ts": message.ts, "text": "t"}, "channel_not_found"),
        ("chat.delete", {"channel": general, "ts": message.ts}, "cant_delete_message"),
        ("chat.delete", {"channel": general, "ts": "1.000001"}, "message_not_found"),
        ("chat.getPermalink", {"channel": general, "message_ts": "1.000001"}, "message_not_found"),
        ("conversations.replies", {"channel": general, "ts": "1.000001"}, "thread_not_found"),
        ("conversations.history", {"channel": general, "cursor": "??"}, "invalid_cursor"),
        ("conversations.history", {"channel": general, "limit": 1000}, "invalid_limit"),
        ("conversations.history", {"channel": general, "oldest": "yesterday"}, "invalid_ts_oldest"),
        ("conversations.list", {"types": "poems"}, "invalid_types"),
        ("conversations.open", {}, "users_list_not_supplied"),
        ("conversations.open", {"users": "U0NOBODY"}, "user_not_found"),
        ("conversations.open", {"users": other.id}, "cannot_dm_bot"),
        ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
        ("users.lookupByEmail", {"email": "nobody@x.example"}, "users_not_found"),
        ("bots.info", {"bot": "B0NOBODY"}, "bot_not_found"),
        ("team.info", {"team": "T0NOWHERE"}, "team_not_found"),
        ("views.publish", {"user_id": "U0NOBODY", "view": HOME}, "user_not_found"),
        ("views.update", {"view_id": "V0NOWHERE", "view": HOME}, "not_found"),
        ("views.open", {"trigger_id": "1.2.abc", "view": {"type": "modal"}}, "invalid_arguments"),
        ("files.upload", {"content": "x"}, "method_deprecated"),
        ("reactions.add", {"channel": general, "timestamp": "1.000001", "name": "bird"}, "message_not_found"),
    ]
    for method, args, error in rows:
        assert (await workspace.refused(method, **args))["error"] == error, (method, args)


async def test_a_user_id_is_answered_in_the_persons_dm(workspace: FixtureWorkspace) -> None:
    answer = await workspace.web.chat_postMessage(channel=workspace.ana.id, text="Hello Ana")

    assert answer["channel"].startswith("D")
    assert [each.text for each in workspace.ana.dm()] == ["Hello Ana"]
    assert workspace.ben.dm() == []


async def test_metadata_comes_back_only_where_it_is_asked_for(workspace: FixtureWorkspace) -> None:
    metadata = {"event_type": "digest", "event_payload": {"slot": "2026-11-02"}}
    posted = await workspace.web.chat_postMessage(channel=workspace.general, text="t", metadata=metadata)

    bare = await workspace.web.conversations_history(channel=workspace.general)
    whole = await workspace.web.conversations_history(channel=workspace.general, include_all_metadata=True)
    assert "metadata" not in bare["messages"][0]
    assert whole["messages"][0]["metadata"] == metadata

    where = {"channel": workspace.general, "ts": posted["ts"]}
    await workspace.web.chat_update(**where, text="changed")
    kept = await workspace.web.conversations_history(channel=workspace.general, include_all_metadata=True)
    assert kept["messages"][0]["metadata"] == metadata

    big = {"event_type": "digest", "event_payload": {"words": "x" * 9000}}
    refusal = await workspace.refused("chat.postMessage", channel=workspace.general, text="t", metadata=big)
    assert refusal["error"] == "metadata_too_large"


async def test_history_pages_and_bounds(workspace: FixtureWorkspace) -> None:
    stamps = [(await workspace.web.chat_postMessage(channel=workspace.general, text=str(n)))["ts"] for n in range(5)]
    first = await workspace.web.conversations_history(channel=workspace.general, limit=3)
    assert [each["text"] for each in first["messages"]] == ["4", "3", "2"]
    assert first["has_more"]
    rest = await workspace.web.conversations_history(
        channel=workspace.general, limit=3, cursor=first["response_metadata"]["next_cursor"]
    )
    assert [each["text"] for each in rest["messages"]] == ["1", "0"]
    assert not rest["has_more"]

    between = {"channel": workspace.general, "oldest": stamps[1], "latest": stamps[3]}
    inner = await workspace.web.conversations_history(**between)
    outer = await workspace.web.conversations_history(**between, inclusive=True)
    assert [each["text"] for each in inner["messages"]] == ["2"]
    assert [each["text"] for each in outer["messages"]] == ["3", "2", "1"]


async def test_a_thread_counts_its_replies_and_stays_out_of_history(workspace: FixtureWorkspace) -> None:
    root = await workspace.web.chat_postMessage(channel=workspace.general, text="root")
    reply = await workspace.web.chat_postMessage(channel=workspace.general, text="reply", thread_ts=root["ts"])
    refusal = await workspace.refused("chat.postMessage", channel=workspace.general, text="t", thread_ts=reply["ts"])
    assert refusal["error"] == "cannot_reply_to_message"
    loud = await workspace.web.chat_postMessage(
        channel=workspace.general, text="loud", thread_ts=root["ts"], reply_broadcast=True
    )

    history = await workspace.web.conversations_history(channel=workspace.general)
    assert [each["text"] for each in history["messages"]] == ["loud", "root"]
    assert history["messages"][1]["reply_count"] == 2
    assert history["messages"][1]["latest_reply"] == loud["ts"]
    thread = await workspace.web.conversations_replies(channel=workspace.general, ts=root["ts"])
    assert [each["text"] for each in thread["messages"]] == ["root", "reply", "loud"]

    await workspace.web.chat_delete(channel=workspace.general, ts=root["ts"])
    assert workspace.ana.sees("general")[0].text == "This message was deleted."
    await workspace.web.chat_delete(channel=workspace.general, ts=reply["ts"])
    assert reply["ts"] not in workspace.slack.channel("general").messages


async def test_text_without_blocks_takes_the_blocks_away(workspace: FixtureWorkspace) -> None:
    posted = await workspace.web.chat_postMessage(channel=workspace.general, text="t", blocks=[section("shown")])
    where = {"channel": workspace.general, "ts": posted["ts"]}

    await workspace.web.chat_update(**where, text="t", blocks=[section("other")])
    [message] = workspace.ana.sees("general")
    assert workspace.ana.reads(message) == "other"
    assert message.edited is not None

    await workspace.web.chat_update(**where, text="only text")
    assert workspace.ana.reads(message) == "only text"


async def test_the_old_hash_of_a_view_is_refused(workspace: FixtureWorkspace) -> None:
    first = await workspace.web.views_publish(user_id=workspace.ana.id, view=HOME)
    old = first["view"]["hash"]
    second = await workspace.web.views_publish(user_id=workspace.ana.id, view=HOME, hash=old)
    refusal = await workspace.refused("views.publish", user_id=workspace.ana.id, view=HOME, hash=old)
    assert refusal["error"] == "hash_conflict"

    view_id = second["view"]["id"]
    assert (await workspace.refused("views.update", view_id=view_id, view=HOME, hash=old))["error"] == "hash_conflict"
    await workspace.web.views_update(view_id=view_id, view=HOME, hash=second["view"]["hash"])


async def test_an_external_id_names_one_view(workspace: FixtureWorkspace) -> None:
    view = {**HOME, "external_id": "home of ana"}
    await workspace.web.views_publish(user_id=workspace.ana.id, view=view)
    refusal = await workspace.refused("views.publish", user_id=workspace.ben.id, view=view)
    assert refusal["error"] == "duplicate_external_id"

    await workspace.web.views_update(external_id="home of ana", view={**view, "blocks": [section("new")]})
    assert workspace.ana.home is not None
    assert workspace.ana.reads(workspace.ana.home) == "new"


async def test_an_app_that_is_taken_out_has_no_token_any_more(workspace: FixtureWorkspace) -> None:
    await workspace.slack.uninstall()
    assert (await workspace.refused("auth.test"))["error"] == "account_inactive"
    types = [each.payload["event"]["type"] for each in workspace.app.received]
    assert types == ["tokens_revoked", "app_uninstalled"]

    async with open_workspace(
        {"settings__event_subscriptions__bot_events": ["tokens_revoked", "app_uninstalled"]}
    ) as other:
        await other.slack.uninstall()
        assert [each["type"] for each in other.app.events()] == ["tokens_revoked", "app_uninstalled"]


async def test_what_the_manifest_has_off_is_off() -> None:
    off = {"features__app_home__home_tab_enabled": False, "features__app_home__messages_tab_enabled": False}
    async with open_workspace(off) as workspace:
        assert (await workspace.refused("views.publish", user_id="UANA", view=HOME))["error"] == "not_enabled"
        refusal = await workspace.refused("chat.postMessage", channel="UANA", text="t")
        assert refusal["error"] == "messages_tab_disabled"
        assert (await workspace.ana.opens_home()).error == "home_tab_disabled"
        sent = await workspace.ana.says("Hello?")
        assert sent.warning == "Sending messages to this app has been turned off."
    assert workspace.app.received == []


async def test_oauth_exchanges_a_code_once(workspace: FixtureWorkspace) -> None:
    slack = workspace.slack
    known = {"client_id": slack.context.app.client_id, "client_secret": slack.context.app.client_secret}
    code = slack.tokens.new_oauth_code(workspace.ana.id)
    refusal = await workspace.refused(
        "oauth.v2.access", code=code, client_id=slack.context.app.client_id, client_secret="x"
    )
    assert refusal["error"] == "bad_client_secret"
    answer = await workspace.web.oauth_v2_access(code=code, **known)
    assert answer["access_token"] == slack.bot_token
    assert answer["authed_user"]["id"] == workspace.ana.id
    assert (await workspace.refused("oauth.v2.access", code=code, **known))["error"] == "invalid_code"


async def test_only_this_computer_may_ask(workspace: FixtureWorkspace) -> None:
    url = f"{workspace.slack.url}/ui/act"
    async with workspace.http.post(url, json={}, headers={"Origin": "https://elsewhere.example"}) as answer:
        assert answer.status == 403
    async with workspace.http.get(f"{workspace.slack.url}/ui/state", headers={"Host": "elsewhere.example"}) as answer:
        assert answer.status == 421
