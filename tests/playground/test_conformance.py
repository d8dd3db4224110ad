"""slack_sdk's own client, as it is, against the playground."""

from tests.playground.fixture_app import Desk, open_desk, section


async def test_who_am_i(desk: Desk) -> None:
    me = await desk.web.auth_test()
    playground = desk.slack
    assert (me["user_id"], me["bot_id"], me["team_id"]) == (
        playground.bot_user_id,
        playground.bot_id,
        playground.team_id,
    )
    assert "chat:write" in me.headers["x-oauth-scopes"]
    bot = await desk.web.bots_info(bot=playground.bot_id)
    assert (bot["bot"]["app_id"], bot["bot"]["user_id"]) == (playground.app_id, playground.bot_user_id)
    team = await desk.web.team_info()
    assert (team["team"]["id"], team["team"]["domain"]) == (playground.team_id, "maple-street")
    assert (await desk.web.api_test(foo="bar"))["args"]["foo"] == "bar"


async def test_people_are_found_and_listed(desk: Desk) -> None:
    ana = await desk.web.users_info(user="UANA", include_locale=True)
    assert ana["user"]["real_name"] == "Ana Ruiz"
    assert (ana["user"]["locale"], ana["user"]["tz"]) == ("en-US", "America/Los_Angeles")
    assert ana["user"]["tz_offset"] in {-28800, -25200}
    assert (await desk.web.users_lookupByEmail(email="ben.okafor@maple.example"))["user"]["id"] == "UBEN"

    for n in range(5):
        desk.slack.add_person(f"Person {n}")
    names, cursor = [], ""
    while True:
        page = await desk.web.users_list(limit=3, cursor=cursor)
        names += [each["name"] for each in page["members"]]
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert len(names) == len(set(names)) == 9  # Slackbot too


async def test_conversations_are_listed_opened_and_joined(desk: Desk) -> None:
    desk.slack.add_channel("staff", private=True, members=[desk.ana], app=True)
    desk.slack.add_channel("secret", private=True, members=[desk.ana])
    parents = desk.slack.add_channel("parents", members=[desk.ana])
    every = await desk.web.conversations_list(types="public_channel,private_channel,im")
    assert {each["name"] for each in every["channels"] if not each["is_im"]} == {"general", "staff", "parents"}
    own = await desk.web.users_conversations()
    assert [each["name"] for each in own["channels"]] == ["general"]
    members = await desk.web.conversations_members(channel=desk.general)
    assert members["members"] == ["UANA", "UBEN", desk.slack.bot_user_id]

    opened = await desk.web.conversations_open(users="UANA", return_im=True)
    assert opened["channel"]["user"] == "UANA"
    again = await desk.web.conversations_open(users=["UANA"])
    assert again["already_open"]
    info = await desk.web.conversations_info(channel=parents.id, include_num_members=True)
    assert (info["channel"]["is_member"], info["channel"]["num_members"]) == (False, 1)
    await desk.web.conversations_join(channel=parents.id)
    assert [each.subtype for each in desk.ana.sees("parents")] == ["channel_join"]


async def test_a_file_goes_up_in_three_steps(desk: Desk) -> None:
    answer = await desk.web.files_upload_v2(
        channel=desk.general, filename="themes.csv", content="theme,comments\nlunch,12\n", initial_comment="All themes"
    )
    assert [each["title"] for each in answer["files"]] == ["themes.csv"]
    [message] = desk.ana.sees("general")
    assert (message.text, message.subtype) == ("All themes", "file_share")
    file = desk.slack.world.files[message.files[0]]
    assert (file.name, file.content) == ("themes.csv", b"theme,comments\nlunch,12\n")
    history = await desk.web.conversations_history(channel=desk.general)
    async with desk.http.get(history["messages"][0]["files"][0]["url_private"]) as got:
        assert (got.status, await got.read()) == (200, file.content)
        assert got.headers["Content-Disposition"] == "attachment"

    refusal = await desk.refused("files.completeUploadExternal", files=[{"id": file.id}])
    assert refusal["error"] == "file_not_found"
    step = await desk.web.files_getUploadURLExternal(filename="short.txt", length=3)
    async with desk.http.post(step["upload_url"], data=b"too long") as sent:
        assert sent.status == 400
    refusal = await desk.refused("files.getUploadURLExternal", filename="x", length=0)
    assert refusal["error"] == "missing_argument"


async def test_permalinks_reactions_and_names(desk: Desk) -> None:
    posted = await desk.web.chat_postMessage(channel=desk.general, text="t", username="Somebody else")
    assert "username" not in posted["message"]  # the scope for that was not asked for
    link = await desk.web.chat_getPermalink(channel=desk.general, message_ts=posted["ts"])
    assert link["permalink"].endswith(f"/archives/{desk.general}/p{posted['ts'].replace('.', '')}")
    mark = {"channel": desk.general, "timestamp": posted["ts"], "name": "bird"}
    await desk.web.reactions_add(**mark)
    assert (await desk.refused("reactions.add", **mark))["error"] == "already_reacted"

    reply = await desk.web.chat_postMessage(channel=desk.general, text="r", thread_ts=posted["ts"])
    link = await desk.web.chat_getPermalink(channel=desk.general, message_ts=reply["ts"])
    assert f"thread_ts={posted['ts']}" in link["permalink"]
    async with desk.http.get(link["permalink"], allow_redirects=False) as shown:
        assert shown.headers["Location"] == f"/?channel={desk.general}&thread={posted['ts']}"


async def test_forms_and_json_say_the_same(desk: Desk) -> None:
    for how in ("json", "data"):
        args = {"channel": "UANA", "text": how, "blocks": '[{"type": "divider"}]'}
        answer = await desk.web.api_call("chat.postMessage", **{how: args})  # type: ignore[arg-type]
        assert answer["message"]["blocks"][0]["type"] == "divider"
    answer = await desk.web.api_call("users.info", http_verb="GET", params={"user": "UANA"})
    assert answer["user"]["id"] == "UANA"


async def test_the_shipped_manifest_is_what_is_installed() -> None:
    async with open_desk(manifest=None) as desk:
        assert desk.slack.manifest.name == "Starling"
        assert set(desk.slack.manifest.commands) == {"/exchange"}
        await desk.web.chat_postMessage(channel="UANA", text="t", blocks=[section()])
        assert len(desk.ana.dm()) == 1
