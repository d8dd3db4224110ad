"""An installation for a whole organisation: one token, and each of its workspaces a world of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.playground import Enterprise
from tests.sentences import EN
from tests.stories.exchange_helpers import every, opened, reply_text
from tests.stories.installing import Installing, open_installing
from tests.stories.moderating import shared
from tests.whole_bot import words

ORG, EAST = "E0DISTRICT", "T0EAST"
NORTH, SOUTH = "What keeps us safe at North?", "What do we eat at South?"


@pytest.fixture
async def it(tmp_path: Path) -> AsyncIterator[Installing]:
    """North is in an organisation that installed the app for all its workspaces; East is another one there."""
    async with open_installing(tmp_path) as found:
        found.north.slack.join_enterprise(
            Enterprise(ORG, name="The District", siblings={EAST: "East High"}, is_org_wide=True)
        )
        done = await found.install(found.north)
        assert (done.status, EN("installs.done_org", name="The District") in done.text) == (200, True)
        yield found


async def test_each_workspace_of_an_organisation_is_found_when_something_happens_in_it(it: Installing) -> None:
    assert not it.starling.context.workspaces.all(), "of none is known whether anybody uses it"
    exchange = await opened(it.north, question=NORTH)
    await shared(it.north, "Ana", "A crossing guard at the gate")
    assert (await it.north.counts(exchange)).people == 1
    ana = it.north.person("Ana")
    await ana.opens_home()
    await it.settle()
    assert NORTH in words(ana.home)
    assert it.north.slack.calls.refusals("users.list") == 0, "a whole organisation's token names the workspace"

    east = it.north.person("Nora", team_id=EAST)
    it.north.slack.add_channel("east", members=[east], app=True, team_id=EAST)
    await east.runs("/exchange status", "east")
    await it.settle()
    assert east.ephemerals("east")
    assert NORTH not in words(east.ephemerals("east")[-1]), "what is North's is not shown in East"
    served = {each.team_id: each for each in it.starling.context.workspaces.all()}
    assert set(served) == {"T0NORTH", EAST}
    assert served["T0NORTH"].tenant_id != served[EAST].tenant_id
    assert [each.client.default_params for each in served.values()] == [{"team_id": each} for each in served]


async def test_after_a_restart_its_workspaces_are_served_without_being_asked(it: Installing) -> None:
    await opened(it.north, question=NORTH)
    await it.restart()
    assert [each.team_id for each in it.starling.context.workspaces.all()] == ["T0NORTH"]
    await it.rounds()
    assert NORTH in await reply_text(it.north, "/exchange status")


async def test_a_workspace_outside_it_is_another_one(it: Installing) -> None:
    await opened(it.north, question=NORTH)
    assert (await it.install(it.south)).status == 200
    await opened(it.south, question=SOUTH)
    assert [each.question for each in await every(it.south)] == [SOUTH]
    assert "team_id" not in it.south.web.default_params


async def test_when_the_organisation_takes_it_out_all_its_workspaces_go(it: Installing) -> None:
    await it.install(it.south)
    await opened(it.north, question=NORTH)
    await it.north.slack.uninstall()
    await it.settle()
    assert [each.team_id for each in it.starling.context.workspaces.all()] == ["T0SOUTH"]
    it.clock.later(days=31)
    await it.rounds()
    async with it.starling.context.storage.read() as db:
        from storage import tenants

        assert [each.team_id for each in await tenants.list_all(db)] == ["T0SOUTH"]
