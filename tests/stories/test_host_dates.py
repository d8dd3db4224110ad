"""Dates: exchanges open and close by themselves, once, also when the bot was down at the time."""

from datetime import timedelta

import pytest

from tests.stories.host_town import QUESTION, announcements, only, opened, said
from tests.town import Town, words


async def ticks(town: Town) -> None:
    await town.starling.ticker.run_once()
    await town.settle()


async def test_a_draft_opens_and_closes_by_itself(town: Town) -> None:
    await said(town, f'/exchange new "{QUESTION}" --open="in 2h" --close="in 2d"')
    town.clock.later(hours=1)
    await ticks(town)
    assert (await only(town)).state == "draft"
    town.clock.later(hours=1, minutes=1)
    await ticks(town)
    kept = await only(town)
    assert (kept.state, kept.opens_at) == ("open", None)
    assert len(announcements(town)) == 1

    town.clock.later(days=2)
    await ticks(town)
    kept = await only(town)
    assert kept.state == "closed"
    assert kept.closed_at
    assert "Closed" in words(announcements(town)[0])
    await ticks(town)
    assert len(announcements(town)) == 1


async def test_what_came_due_while_the_bot_was_down_is_done_once(town: Town) -> None:
    await said(town, f'/exchange new "{QUESTION}" --open="in 1h" --close="in 9d"')
    town.clock.later(days=3)
    await ticks(town)
    await ticks(town)
    kept = await only(town)
    assert kept.state == "open"
    assert kept.opened_at
    assert town.clock.now() - kept.opened_at < timedelta(minutes=1)
    assert len(announcements(town)) == 1


async def test_an_exchange_whose_whole_time_was_missed_stays_a_draft_and_the_moderators_hear_of_it(town: Town) -> None:
    await said(town, f"/exchange mod add <@{town.moderator.id}>")
    await said(town, f'/exchange new "{QUESTION}" --open="in 1h" --close="in 2h"')
    town.clock.later(days=3)
    await ticks(town)
    await ticks(town)
    assert (await only(town)).state == "draft"
    assert not announcements(town)
    heard = [each for each in town.moderator.dm() if "did not open" in words(each)]
    assert len(heard) == 1


async def test_extending_in_time_keeps_it_open(town: Town) -> None:
    await opened(town, '--close="in 1h"')
    await said(town, "/exchange extend in 3h")
    town.clock.later(hours=2)
    await ticks(town)
    assert (await only(town)).state == "open"
    town.clock.later(hours=2)
    await ticks(town)
    assert (await only(town)).state == "closed"


async def test_comments_to_begin_with_are_of_the_hour_of_the_opening(town: Town) -> None:
    imani = town.moderator
    await imani.runs("/exchange new", "general")
    opens = int((town.clock.now() + timedelta(days=2)).timestamp())
    await imani.submits(values={"host.question": QUESTION, "host.seeds": "One\nTwo", "host.opens": opens})
    await town.settle()
    town.clock.later(days=2, minutes=1)
    await ticks(town)
    kept = await only(town)
    assert kept.opened_at
    seeds = await town.comments(kept)
    assert {seed.shared_hour for seed in seeds} == {kept.opened_at.replace(minute=0, second=0, microsecond=0)}
    assert "*2* comments" in words(announcements(town)[0])


async def test_a_scheduled_opening_that_slack_refuses_is_told_to_the_moderators_once(town: Town) -> None:
    await said(town, f"/exchange mod add <@{town.moderator.id}>")
    await said(town, f'/exchange new "{QUESTION}" --open="in 1h"')
    town.playground.channel("general").archived = True
    town.clock.later(hours=2)
    for _ in range(3):
        town.clock.later(seconds=70)
        await ticks(town)
    heard = [each for each in town.moderator.dm() if "the channel is archived" in words(each)]
    assert len(heard) == 1
    town.playground.channel("general").archived = False
    town.clock.later(seconds=70)
    await ticks(town)
    assert len(announcements(town)) == 1


async def test_in_the_last_part_of_the_time_people_rate_and_share_no_more(town: Town) -> None:
    moderator, ana = town.moderator, town.person("Ana")
    assert await moderator.runs(
        '/exchange new "What keeps us safe?" --slug=safe --open=now --close="in 10d"', "general"
    )
    await town.settle()
    assert "share until" in words(moderator.sees("general")[-1])
    assert await ana.runs("/exchange share A crossing guard", "general")
    await town.settle()
    assert "Shared" in words(ana.whispers("general")[-1])
    town.clock.later(days=9, hours=1)
    assert await ana.runs("/exchange share A second one", "general")
    await town.settle()
    told = words(ana.whispers("general")[-1])
    assert "Sharing has ended here" in told
    assert "You can rate until" in told
    ben = town.person("Ben")
    assert await ben.runs("/exchange rate", "general")
    await town.settle()
    assert await ben.clicks(ben.dm()[-1], "rate.star.4")


@pytest.mark.parametrize(
    ("flag", "says"),
    [("--rate-last=60%", "0 to 50 percent"), ("--rate-last=x", "0 to 50 percent"), ("--smallest-group=2", "3 to 50")],
)
async def test_settings_out_of_bounds_are_refused(town: Town, flag: str, says: str) -> None:
    assert await town.moderator.runs(f'/exchange new "What keeps us safe?" {flag}', "general")
    await town.settle()
    assert says in words(town.moderator.whispers("general")[-1])
