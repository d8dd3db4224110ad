"""`extend` that would close earlier asks; every written time is read in the writer's zone, and the answer says so."""

from datetime import timedelta

from tests.stories.exchange_helpers import announcements, only, opened, reply_text, run_command
from tests.whole_bot import Playground, list_action_ids, words


async def test_extend_that_brings_the_close_forward_asks_with_both_dates(playground: Playground) -> None:
    await opened(playground, '--close="in 9d"')
    before = (await only(playground)).closes_at
    asked = await run_command(playground, "/exchange extend in 2d")
    assert (await only(playground)).closes_at == before, "nothing happened yet"
    assert "earlier, not later" in words(asked)
    assert words(asked).count("UTC>") == 2, "the old date and the new one"
    assert list_action_ids(asked) == ["exchanges.earlier", "exchanges.as_it_was"]

    assert await playground.moderator.clicks(asked, "exchanges.as_it_was")
    await playground.settle()
    assert (await only(playground)).closes_at == before

    asked = await run_command(playground, "/exchange extend in 2d")
    assert await playground.moderator.clicks(asked, "exchanges.earlier")
    await playground.settle()
    closes = (await only(playground)).closes_at
    assert closes is not None
    assert abs(closes - playground.clock.now() - timedelta(days=2)) < timedelta(minutes=2)
    assert f"<!date^{int(closes.timestamp())}" in str(announcements(playground)[0].blocks)
    assert "It was to close" in words(playground.moderator.ephemerals("general")[-1])


async def test_a_later_date_is_set_at_once_and_the_old_one_is_shown(playground: Playground) -> None:
    await opened(playground, '--close="in 2d"')
    answer = await reply_text(playground, "/exchange extend in 9d")
    assert "closes" in answer
    assert "It was to close" in answer
    assert "It was to close" in await reply_text(playground, "/exchange extend never")
    assert "It was to close" not in await reply_text(playground, "/exchange extend in 3d"), (
        "there was no date that it could miss"
    )


async def test_close_at_a_time_means_what_it_says(playground: Playground) -> None:
    await opened(playground, '--close="in 9d"')
    answer = await reply_text(playground, "/exchange close in 2d")
    assert "closes" in answer
    assert "It was to close" in answer


async def test_the_date_of_a_draft_was_announced_to_nobody_and_may_come_forward(playground: Playground) -> None:
    await reply_text(playground, '/exchange new "How is lunch?" --close="in 9d"')
    assert "closes" in await reply_text(playground, "/exchange extend in 2d")


async def test_a_date_that_another_moderator_changed_meanwhile_is_not_overrun(playground: Playground) -> None:
    await opened(playground, '--close="in 9d"')
    asked = await run_command(playground, "/exchange extend in 2d")
    await reply_text(playground, "/exchange extend in 20d")
    later = (await only(playground)).closes_at
    assert await playground.moderator.clicks(asked, "exchanges.earlier")
    await playground.settle()
    assert (await only(playground)).closes_at == later
    assert "changed meanwhile" in words(playground.moderator.ephemerals("general")[-1])


async def test_a_written_time_is_answered_with_the_zone_it_was_read_in(playground: Playground) -> None:
    playground.moderator.member.tz = "America/New_York"
    await reply_text(playground, '/exchange new "How is lunch?"')
    for line in ("open 2027-01-11 09:00", "extend 2027-02-11 09:00"):
        answer = await reply_text(playground, f"/exchange {line}")
        assert "time zone, America/New_York" in answer, line
        assert "14:00 UTC" in answer, line
    assert "time zone" not in await reply_text(playground, "/exchange extend never"), "no time was written"
