"""Workspaces: one that joins an organisation, people of its siblings, requests of another, an org-wide installation."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.playground import Enterprise
from bot.playground.people.person import Person
from bot.settings import ORG_WIDE, SettingsError
from storage.models import tenant
from tests.stories.test_bad_senders import posted
from tests.whole_bot import Playground, open_playground, words

ORG, NORTH = "E0DISTRICT", "T0NORTH"


def district(**facts: Any) -> Enterprise:
    return Enterprise(ORG, siblings={NORTH: "North High"}, **facts)


def sibling(playground: Playground, name: str, **facts: Any) -> Person:
    return playground.person(name, team_id=NORTH, **facts)


async def rates_shown(person: Person, stars: int) -> None:
    card = person.last()
    assert card is not None
    assert await person.clicks(card, f"rate.star.{stars}")


async def test_a_workspace_that_joins_an_organisation_in_mid_exchange_keeps_everything(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard")
    ana = playground.person("Ana")
    await ana.runs("/exchange rate")
    await playground.settle()
    await rates_shown(ana, 4)
    await playground.settle()
    assert (await playground.counts(exchange)).ratings == 1

    playground.slack.join_enterprise(district())

    await rates_shown(ana, 5)
    await playground.settle()
    counts = await playground.counts(exchange)
    assert (counts.people, counts.ratings) == (1, 2), "the same person goes on in the same exchange"
    await ana.opens_home()
    await playground.settle()
    assert "What keeps us safe?" in words(ana.home)
    assert "2" in words(ana.home), "their ratings are still theirs"
    async with playground.starling.context.storage.read() as db:
        rows = (await db.execute(select(tenant.c.team_id, tenant.c.enterprise_id))).all()
    assert [tuple(row) for row in rows] == [(playground.slack.team_id, ORG)]


async def test_whose_home_is_a_sibling_workspace_takes_part_in_every_way(tmp_path: Path) -> None:
    async with open_playground(tmp_path, enterprise=district()) as playground:
        exchange = await playground.exchange("What keeps us safe?", "Longer lunch")
        nora = sibling(playground, "Nora")

        await nora.runs("/exchange rate")
        await playground.settle()
        await rates_shown(nora, 5)
        await playground.settle()
        assert (await playground.counts(exchange)).ratings == 1

        await nora.says("A quiet room to read in")
        await playground.settle()
        offer = nora.last()
        assert offer is not None
        assert await nora.clicks(offer, "share.dm.yes")
        await playground.settle()
        assert "A quiet room to read in" in [each.text for each in await playground.comments(exchange)]


async def test_a_stranger_stays_one_where_the_workspace_is_of_an_organisation(tmp_path: Path) -> None:
    async with open_playground(tmp_path, enterprise=district()) as playground:
        exchange = await playground.exchange("What keeps us safe?", "Longer lunch")
        playground.slack.context.unseen_clicks = True
        for far in (
            playground.person("Far", team_id="T0ELSEWHERE"),
            playground.person("Farther", team_id="T1ELSEWHERE"),
        ):
            far.member.is_stranger = far.name == "Far"  # Slack calls nobody one whom the bot sees in a shared channel
            await far.clicks_unseen("rate.start", str(exchange.exchange_id))
            await playground.settle()
            assert any("members of this workspace" in words(each) for each in far.ephemerals()), far.name
        assert (await playground.counts(exchange)).people == 0


async def test_nobody_is_taken_for_a_stranger_or_a_member_while_slack_cannot_be_asked(tmp_path: Path) -> None:
    async with open_playground(tmp_path, enterprise=district()) as playground:
        exchange = await playground.exchange("What keeps us safe?", "Longer lunch")
        nora = sibling(playground, "Nora")
        playground.slack.faults.answer("users.info", status=503)
        playground.slack.context.unseen_clicks = True
        await nora.clicks_unseen("rate.start", str(exchange.exchange_id))
        await playground.settle()
        assert any("could not ask Slack" in words(each) for each in nora.ephemerals())
        assert (await playground.counts(exchange)).people == 0


async def test_a_command_of_another_workspace_is_answered_in_words(tmp_path: Path) -> None:
    async with open_playground(tmp_path, enterprise=district()) as playground:
        exchange = await playground.exchange("What keeps us safe?")
        nora = sibling(playground, "Nora")
        playground.slack.add_channel("north", members=[nora], app=True, team_id=NORTH)
        await nora.runs("/exchange share My words", "north")
        await playground.settle()
        assert any("another workspace" in words(each) for each in nora.ephemerals("north"))
        assert not await playground.comments(exchange)


async def test_requests_of_another_workspace_are_counted_loudly_and_their_words_are_in_no_log(
    playground: Playground,
) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    theirs = {"authorizations": [{"team_id": "T0OTHER", "enterprise_id": None}], "team_id": "T0OTHER"}
    event = {
        "type": "message",
        "channel_type": "im",
        "channel": "D1",
        "user": "U1",
        "text": "My kingfisher",
        "ts": "1.1",
    }
    click: dict[str, Any] = {
        "type": "block_actions",
        "user": {"id": "U1", "team_id": "T0OTHER"},
        "team": {"id": "T0OTHER"},
    }
    click |= {
        "trigger_id": "1.1.1",
        "response_url": "http://127.0.0.1:1/",
        "actions": [{"action_id": "rate.start", "block_id": "b", "type": "button", "value": "1"}],
    }
    org_wide = click | {"team": None, "is_enterprise_install": True, "user": {"id": "U1"}}
    with capture_logs() as logs:
        for number in range(2):
            body = {"type": "event_callback", "event_id": f"Ev{number}", "event": event} | theirs
            assert await posted(playground, json.dumps(body), kind="application/json") == (200, "")
        for each in (click, org_wide):
            assert (await posted(playground, f"payload={quote(json.dumps(each))}"))[0] == 200
        await playground.settle()
    entries = [each for each in logs if each["event"] == "request_of_another_workspace"]
    assert [(each["kind"], each["count"], each["log_level"]) for each in entries] == [
        ("event_callback", 1, "error"),
        ("event_callback", 2, "error"),
        ("block_actions", 1, "error"),
        ("block_actions", 2, "error"),
    ]
    assert "kingfisher" not in str(logs)
    assert not await playground.comments(exchange)


async def test_an_installation_for_a_whole_organisation_is_refused_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        async with open_playground(tmp_path, enterprise=district(is_org_wide=True)):
            pass
    assert str(refused.value) == ORG_WIDE
    assert "SLACK_BOT_TOKEN" in ORG_WIDE
