"""Enterprise Grid and Slack Connect: an organisation, sibling workspaces, org-wide installs, strangers, guests."""

from pathlib import Path

import pytest

from bot.playground import Enterprise, PlaygroundServer
from tests.playground.fixture_app import FixtureWorkspace, Json, button, modal, open_workspace

HERE, NORTH, ORG = "T0PLAYGROUND", "T0NORTH", "E0DISTRICT"
DISTRICT = {"id": ORG, "name": "The District"}


def district(**facts: bool) -> Enterprise:
    return Enterprise(ORG, "The District", {NORTH: "North High"}, **facts)


async def click_payload(workspace: FixtureWorkspace, person_id: str) -> Json:
    person = workspace.slack.person(person_id)
    card = await workspace.card(button(), channel=person_id)
    assert await person.clicks(card, "go")
    return workspace.app.last("block_actions")


async def test_without_an_organisation_there_is_no_trace_of_one(workspace: FixtureWorkspace) -> None:
    received = await click_payload(workspace, "UANA")
    assert (received["enterprise"], received["is_enterprise_install"]) == (None, False)
    assert received["team"] == {"id": HERE, "domain": "maple-street"}
    await workspace.ana.runs("/exchange help", "general")
    assert "enterprise_id" not in workspace.app.last("command")
    await workspace.ana.says("hello", "general")
    assert workspace.app.last("event")["authorizations"][0]["enterprise_id"] is None
    assert "enterprise_id" not in (await workspace.web.auth_test()).data


async def test_every_payload_names_the_organisation() -> None:
    async with open_workspace(enterprise=district()) as workspace:
        received = await click_payload(workspace, "UANA")
        assert received["team"]["id"] == HERE
        assert (received["team"]["enterprise_id"], received["team"]["enterprise_name"]) == (ORG, "The District")
        assert received["enterprise"] == DISTRICT
        assert received["is_enterprise_install"] is False
        await workspace.ana.runs("/exchange help", "general")
        command = workspace.app.last("command")
        assert (command["team_id"], command["enterprise_id"], command["is_enterprise_install"]) == (HERE, ORG, "false")
        await workspace.ana.says("hello", "general")
        event = workspace.app.last("event")
        assert (event["team_id"], event["enterprise_id"], event["context_enterprise_id"]) == (HERE, ORG, ORG)
        [installed] = event["authorizations"]
        assert (installed["enterprise_id"], installed["team_id"]) == (ORG, HERE)
        owner = await workspace.web.auth_test()
        assert (owner["team_id"], owner["enterprise_id"], owner["is_enterprise_install"]) == (HERE, ORG, False)
        assert (await workspace.web.team_info())["team"]["enterprise_id"] == ORG


async def test_who_is_at_home_in_a_sibling_workspace_is_no_stranger() -> None:
    async with open_workspace(enterprise=district()) as workspace:
        nora = workspace.slack.add_person("Nora North", "WNORA", team_id=NORTH)
        workspace.slack.channel("general").members[nora.id] = None
        received = await click_payload(workspace, "WNORA")
        assert (received["user"]["team_id"], received["team"]["id"]) == (NORTH, HERE)
        assert await nora.runs("/exchange help", "general")
        assert workspace.app.last("command")["team_id"] == HERE
        shown = (await workspace.web.users_info(user="WNORA"))["user"]
        assert "is_stranger" not in shown
        assert shown["team_id"] == NORTH
        assert shown["enterprise_user"]["enterprise_id"] == ORG
        assert shown["enterprise_user"]["teams"] == [NORTH, HERE]
        await nora.says("hello", "general")
        event = workspace.app.last("event")
        assert event["is_ext_shared_channel"] is False
        assert event["event"]["user_team"] == NORTH


async def test_who_is_of_another_organisation_is_a_stranger_there_too() -> None:
    async with open_workspace(enterprise=district()) as workspace:
        far = workspace.slack.add_person("Far Away", "WFAR", team_id="T0ELSEWHERE")
        workspace.slack.channel("general").members[far.id] = None
        assert (await workspace.web.users_info(user="WFAR"))["user"]["is_stranger"] is True
        assert (await far.runs("/exchange help", "general")).error == "unknown_command"
        await far.says("hello", "general")
        assert workspace.app.last("event")["is_ext_shared_channel"] is True
        channel = (await workspace.web.conversations_info(channel=workspace.general))["channel"]
        assert channel["is_ext_shared"] is True
        assert channel["shared_team_ids"] == [HERE, "T0ELSEWHERE"]


async def test_an_org_wide_install_says_so_and_has_no_team_where_nothing_was_written() -> None:
    async with open_workspace(enterprise=district(is_org_wide=True)) as workspace:
        owner = await workspace.web.auth_test()
        assert (owner["team_id"], owner["enterprise_id"], owner["is_enterprise_install"]) == (ORG, ORG, True)
        view = await workspace.modal(workspace.ana, modal())
        await workspace.ana.submits(view)
        received = workspace.app.last("view_submission")
        assert (received["team"], received["enterprise"], received["is_enterprise_install"]) == (None, DISTRICT, True)
        assert received["view"]["app_installed_team_id"] == ORG
        assert received["user"]["team_id"] == HERE
        await workspace.ana.says("hello", "general")
        [installed] = workspace.app.last("event")["authorizations"]
        assert (installed["team_id"], installed["is_enterprise_install"]) == (None, True)
        listed = await workspace.web.auth_teams_list()
        assert [each["id"] for each in listed["teams"]] == [HERE, NORTH]


async def test_an_org_wide_install_gets_events_of_every_workspace() -> None:
    async with open_workspace(enterprise=district(is_org_wide=True)) as workspace:
        nora = workspace.slack.add_person("Nora North", "WNORA", team_id=NORTH)
        workspace.slack.add_channel("north", members=[nora], app=True, team_id=NORTH)
        await nora.says("hello", "north")
        assert workspace.app.last("event")["team_id"] == NORTH
        await nora.runs("/exchange help", "north")
        assert workspace.app.last("command")["team_id"] == NORTH
        await nora.says("hello")
        assert workspace.app.last("event")["team_id"] == NORTH, "their own messages belong to their home"


async def test_an_org_wide_token_must_say_which_workspace_a_list_is_of() -> None:
    async with open_workspace(enterprise=district(is_org_wide=True)) as workspace:
        assert (await workspace.refused("users.list"))["error"] == "missing_argument"
        assert (await workspace.refused("users.list", team_id="T0ELSEWHERE"))["error"] == "team_access_not_granted"
        assert (await workspace.web.users_list(team_id=NORTH))["ok"]
        assert (await workspace.refused("conversations.list"))["error"] == "missing_argument"


async def test_a_workspace_that_joins_an_organisation_keeps_its_id(workspace: FixtureWorkspace) -> None:
    assert (await click_payload(workspace, "UANA"))["enterprise"] is None
    nora = workspace.slack.add_person("Nora North", "WNORA", team_id=NORTH)
    assert nora.member.is_stranger
    workspace.slack.join_enterprise(district())
    received = await click_payload(workspace, "UANA")
    assert (received["team"]["id"], received["enterprise"]) == (HERE, DISTRICT)
    assert not nora.member.is_stranger


async def test_the_organisation_is_kept_with_the_workspace(tmp_path: Path) -> None:
    slack = PlaygroundServer(enterprise=district(is_org_wide=True))
    slack.save(tmp_path / "slack.json")
    again = PlaygroundServer()
    again.load(tmp_path / "slack.json")
    assert again.enterprise == district(is_org_wide=True)


@pytest.mark.parametrize("kind", ["is_restricted", "is_ultra_restricted"])
async def test_a_guest_is_marked_as_one(workspace: FixtureWorkspace, kind: str) -> None:
    workspace.slack.add_person("Gus Guest", "UGUS", **{kind: True})  # type: ignore[arg-type]
    shown = (await workspace.web.users_info(user="UGUS"))["user"]
    assert shown["is_restricted"] is True
    assert shown["is_ultra_restricted"] is (kind == "is_ultra_restricted")


async def test_a_deactivated_person_can_do_nothing_and_little_of_their_data_is_returned(
    workspace: FixtureWorkspace,
) -> None:
    gone = workspace.slack.add_person("Gone", "UGONE", deleted=True, is_admin=True)
    workspace.slack.channel("general").members[gone.id] = None
    assert (await gone.says("hello", "general")).error == "account_inactive"
    shown = (await workspace.web.users_info(user="UGONE"))["user"]
    assert shown["deleted"] is True
    assert not {"real_name", "is_admin", "is_owner", "is_restricted", "tz"} & set(shown)
    assert shown["profile"]["real_name"] == "Gone"
    assert (await workspace.refused("conversations.open", users="UGONE"))["error"] == "user_disabled"
