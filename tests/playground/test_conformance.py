"""slack_sdk's client, unchanged, against the playground."""

from tests.playground.fixture_app import FixtureWorkspace, open_workspace, section


async def test_who_am_i(workspace: FixtureWorkspace) -> None:
    me = await workspace.web.auth_test()
    playground = workspace.slack
    assert (me["user_id"], me["bot_id"], me["team_id"]) == (
        playground.bot_user_id,
        playground.bot_id,
        playground.team_id,
    )
    assert "chat:write" in me.headers["x-oauth-scopes"]
    bot = await workspace.web.bots_info(bot=playground.bot_id)
    assert (bot["bot"]["app_id"], bot["bot"]["user_id"]) == (playground.app_id, playground.bot_user_id)
    team = await workspace.web.team_info()
    assert (team["team"]["id"], team["team"]["domain"]) == (playground.team_id, "maple-street")
    assert (await workspace.web.api_test(foo="bar"))["args"]["foo"] == "bar"


async def test_people_are_found_and_listed(workspace: FixtureWorkspace) -> None:
    ana = await workspace.web.users_info(user="UANA", include_locale=True)
    assert ana["user"]["real_name"] == "Ana Ruiz"
    assert (ana["user"]["locale"], ana["user"]["tz"]) == ("en-US", "America/Los_Angeles")
    assert ana["user"]["tz_offset"] in {-28800, -25200}
    assert (await workspace.web.users_lookupByEmail(email="ben.okafor@maple.example"))["user"]["id"] == "UBEN"

    for n in range(5):
        workspace.slack.add_person(f"Person {n}")
    names, cursor = [], ""
    while True:
        page = await workspace.web.users_list(limit=3, cursor=cursor)
        names += [each["name"] for each in page["members"]]
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert len(names) == len(set(names)) == 9  # Slackbot too


async def test_conversations_are_listed_opened_and_joined(workspace: FixtureWorkspace) -> None:
    workspace.slack.add_channel("staff", private=True, members=[workspace.ana], app=True)
    workspace.slack.add_channel("secret", private=True, members=[workspace.ana])
    parents = workspace.slack.add_channel("parents", members=[workspace.ana])
    every = await workspace.web.conversations_list(types="public_channel,private_channel,im")
    assert {each["name"] for each in every["channels"] if not each["is_im"]} == {"general", "staff", "parents"}
    own = await workspace.web.users_conversations()
    assert [each["name"] for each in own["channels"]] == ["general"]
    members = await workspace.web.conversations_members(channel=workspace.general)
    assert members["members"] == ["UANA", "UBEN", workspace.slack.bot_user_id]

    opened = await workspace.web.conversations_open(users="UANA", return_im=True)
    assert opened["channel"]["user"] == "UANA"
    again = await workspace.web.conversations_open(users=["UANA"])
    assert again["already_open"]
    info = await workspace.web.conversations_info(channel=parents.id, include_num_members=True)
    assert (info["channel"]["is_member"], info["channel"]["num_members"]) == (False, 1)
    await workspace.web.conversations_join(channel=parents.id)
    assert [each.subtype for each in workspace.ana.sees("parents")] == ["channel_join"]


async def test_a_file_goes_up_in_three_steps(workspace: FixtureWorkspace) -> None:
    answer = await workspace.web.files_upload_v2(
        channel=workspace.general,
        filename="themes.csv",
        content="theme,comments\nlunch,12\n",
        initial_comment="All themes",
    )
    assert [each["title"] for each in answer["files"]] == ["themes.csv"]
    [message] = workspace.ana.sees("general")
    assert (message.text, message.subtype) == ("All themes", "file_share")
    file = workspace.slack.world.files[message.files[0]]
    assert (file.name, file.content) == ("themes.csv", b"theme,comments\nlunch,12\n")
    history = await workspace.web.conversations_history(channel=workspace.general)
    async with workspace.http.get(history["messages"][0]["files"][0]["url_private"]) as got:
        assert (got.status, await got.read()) == (200, file.content)
        assert got.headers["Content-Disposition"] == "attachment"

    refusal = await workspace.refused("files.completeUploadExternal", files=[{"id": file.id}])
    assert refusal["error"] == "file_not_found"
    step = await workspace.web.files_getUploadURLExternal(filename="short.txt", length=3)
    async with workspace.http.post(step["upload_url"], data=b"too long") as sent:
        assert sent.status == 400
    refusal = await workspace.refused("files.getUploadURLExternal", filename="x", length=0)
    assert refusal["error"] == "missing_argument"


async def test_a_message_shows_a_picture_that_was_uploaded_and_no_other(workspace: FixtureWorkspace) -> None:
    png = b"\x89PNG\r\n\x1a\n"
    step = await workspace.web.files_getUploadURLExternal(filename="themes.png", length=len(png))
    block = {"type": "image", "slack_file": {"id": step["file_id"]}, "alt_text": "Themes"}
    async with workspace.http.post(step["upload_url"], data=png) as sent:
        assert sent.status == 200
    too_early = await workspace.refused("chat.postMessage", channel=workspace.general, text="t", blocks=[block])
    assert too_early["error"] == "invalid_blocks"
    await workspace.web.files_completeUploadExternal(files=[{"id": step["file_id"], "title": "Themes"}])
    posted = await workspace.web.chat_postMessage(channel=workspace.general, text="t", blocks=[block])
    assert posted["message"]["blocks"][0]["slack_file"] == {"id": step["file_id"]}
    assert "files" not in posted["message"], "completed without a channel it is in no message of its own"

    step = await workspace.web.files_getUploadURLExternal(filename="themes.csv", length=1)
    async with workspace.http.post(step["upload_url"], data=b"x") as sent:
        assert sent.status == 200
    await workspace.web.files_completeUploadExternal(files=[{"id": step["file_id"]}])
    block["slack_file"] = {"id": step["file_id"]}
    no_picture = await workspace.refused("chat.postMessage", channel=workspace.general, text="t", blocks=[block])
    assert no_picture["error"] == "invalid_blocks"


async def test_permalinks_reactions_and_names(workspace: FixtureWorkspace) -> None:
    posted = await workspace.web.chat_postMessage(channel=workspace.general, text="t", username="Somebody else")
    assert "username" not in posted["message"]  # the scope for that was not asked for
    link = await workspace.web.chat_getPermalink(channel=workspace.general, message_ts=posted["ts"])
    assert link["permalink"].endswith(f"/archives/{workspace.general}/p{posted['ts'].replace('.', '')}")
    mark = {"channel": workspace.general, "timestamp": posted["ts"], "name": "bird"}
    await workspace.web.reactions_add(**mark)
    assert (await workspace.refused("reactions.add", **mark))["error"] == "already_reacted"

    reply = await workspace.web.chat_postMessage(channel=workspace.general, text="r", thread_ts=posted["ts"])
    link = await workspace.web.chat_getPermalink(channel=workspace.general, message_ts=reply["ts"])
    assert f"thread_ts={posted['ts']}" in link["permalink"]
    async with workspace.http.get(link["permalink"], allow_redirects=False) as shown:
        assert shown.headers["Location"] == f"/?channel={workspace.general}&thread={posted['ts']}"


async def test_forms_and_json_say_the_same(workspace: FixtureWorkspace) -> None:
    for how in ("json", "data"):
        args = {"channel": "UANA", "text": how, "blocks": '[{"type": "divider"}]'}
        answer = await workspace.web.api_call("chat.postMessage", **{how: args})  # type: ignore[arg-type]
        assert answer["message"]["blocks"][0]["type"] == "divider"
    answer = await workspace.web.api_call("users.info", http_verb="GET", params={"user": "UANA"})
    assert answer["user"]["id"] == "UANA"


async def test_the_shipped_manifest_is_what_is_installed() -> None:
    async with open_workspace(manifest=None) as workspace:
        assert workspace.slack.manifest.name == "Starling"
        assert set(workspace.slack.manifest.commands) == {"/exchange"}
        await workspace.web.chat_postMessage(channel="UANA", text="t", blocks=[section()])
        assert len(workspace.ana.dm()) == 1
