"""Dates: exchanges open and close by themselves, once, also when the bot was down at the time."""

from datetime import timedelta

import pytest

from bot.core.wall_clock import local_day
from tests.sentences import EN
from tests.stories.exchange_helpers import QUESTION, announcements, only, opened, reply_text, sends_form
from tests.whole_bot import Playground, words


async def ticks(playground: Playground) -> None:
    await playground.starling.scheduler.run_once()
    await playground.settle()


async def test_a_draft_opens_and_closes_by_itself(playground: Playground) -> None:
    await reply_text(playground, f'/exchange new "{QUESTION}" --open="in 2h" --close="in 2d"')
    playground.clock.later(hours=1)
    await ticks(playground)
    assert (await only(playground)).state == "draft"
    playground.clock.later(hours=1, minutes=1)
    await ticks(playground)
    kept = await only(playground)
    assert (kept.state, kept.opens_at) == ("open", None)
    assert len(announcements(playground)) == 1

    playground.clock.later(days=2)
    await ticks(playground)
    kept = await only(playground)
    assert kept.state == "closed"
    assert kept.closed_at
    assert "Closed" in words(announcements(playground)[0])
    await ticks(playground)
    assert len(announcements(playground)) == 1


async def test_what_came_due_while_the_bot_was_down_is_done_once(playground: Playground) -> None:
    await reply_text(playground, f'/exchange new "{QUESTION}" --open="in 1h" --close="in 9d"')
    playground.clock.later(days=3)
    await ticks(playground)
    await ticks(playground)
    kept = await only(playground)
    assert kept.state == "open"
    assert kept.opened_at
    assert playground.clock.now() - kept.opened_at < timedelta(minutes=1)
    assert len(announcements(playground)) == 1


async def test_an_exchange_whose_whole_time_was_missed_stays_a_draft_and_the_moderators_hear_of_it(
    playground: Playground,
) -> None:
    await reply_text(playground, f"/exchange mod add <@{playground.moderator.id}>")
    await reply_text(playground, f'/exchange new "{QUESTION}" --open="in 1h" --close="in 2h"')
    playground.clock.later(days=3)
    await ticks(playground)
    await ticks(playground)
    assert (await only(playground)).state == "draft"
    assert not announcements(playground)
    heard = [each for each in playground.moderator.dm() if "did not open" in words(each)]
    assert len(heard) == 1


async def test_extending_in_time_keeps_it_open(playground: Playground) -> None:
    await opened(playground, '--close="in 1h"')
    await reply_text(playground, "/exchange extend in 3h")
    playground.clock.later(hours=2)
    await ticks(playground)
    assert (await only(playground)).state == "open"
    playground.clock.later(hours=2)
    await ticks(playground)
    assert (await only(playground)).state == "closed"


async def test_comments_to_begin_with_are_of_the_day_of_the_opening(playground: Playground) -> None:
    imani = playground.moderator
    await imani.runs("/exchange new", "general")
    opens = int((playground.clock.now() + timedelta(days=2)).timestamp())
    await sends_form(imani, {"exchanges.question": QUESTION, "exchanges.seeds": "One\nTwo", "exchanges.opens": opens})
    await playground.settle()
    playground.clock.later(days=2, minutes=1)
    await ticks(playground)
    kept = await only(playground)
    assert kept.opened_at
    seeds = await playground.comments(kept)
    assert {seed.shared_on for seed in seeds} == {local_day(kept.opened_at, kept.zone)}
    assert EN("common.comments", n=2) in words(announcements(playground)[0])


async def test_a_scheduled_opening_that_slack_refuses_is_reported_to_the_moderators_once(
    playground: Playground,
) -> None:
    await reply_text(playground, f"/exchange mod add <@{playground.moderator.id}>")
    await reply_text(playground, f'/exchange new "{QUESTION}" --open="in 1h"')
    playground.slack.channel("general").archived = True
    playground.clock.later(hours=2)
    for _ in range(3):
        playground.clock.later(seconds=70)
        await ticks(playground)
    heard = [each for each in playground.moderator.dm() if "the channel is archived" in words(each)]
    assert len(heard) == 1
    playground.slack.channel("general").archived = False
    playground.clock.later(seconds=70)
    await ticks(playground)
    assert len(announcements(playground)) == 1


async def test_in_the_last_part_of_the_time_people_rate_and_share_no_more(playground: Playground) -> None:
    moderator, ana = playground.moderator, playground.person("Ana")
    assert await moderator.runs(
        '/exchange new "What keeps us safe?" --slug=safe --open=now --close="in 10d"', "general"
    )
    await playground.settle()
    assert "share until" in words(moderator.sees("general")[-1])
    assert await ana.runs("/exchange share A crossing guard", "general")
    await playground.settle()
    assert "Shared" in words(ana.ephemerals("general")[-1])
    playground.clock.later(days=9, hours=1)
    assert await ana.runs("/exchange share A second one", "general")
    await playground.settle()
    text = words(ana.ephemerals("general")[-1])
    assert "Sharing has ended here" in text
    assert "You can rate until" in text
    ben = playground.person("Ben")
    assert await ben.runs("/exchange rate", "general")
    await playground.settle()
    assert await ben.clicks(ben.dm()[-1], "rate.star.4")


@pytest.mark.parametrize(
    ("flag", "says"),
    [("--rate-last=60%", "0 to 50 percent"), ("--rate-last=x", "0 to 50 percent"), ("--smallest-group=2", "3 to 50")],
)
async def test_settings_out_of_bounds_are_refused(playground: Playground, flag: str, says: str) -> None:
    assert await playground.moderator.runs(f'/exchange new "What keeps us safe?" {flag}', "general")
    await playground.settle()
    assert says in words(playground.moderator.ephemerals("general")[-1])
