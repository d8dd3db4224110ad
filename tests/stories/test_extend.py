"""`extend` that would close earlier asks; every written time is read in the writer's zone, and the answer says so."""

from datetime import timedelta

from tests.stories.host_town import announcements, only, opened, said, told
from tests.town import Town, action_ids, words


async def test_extend_that_brings_the_close_forward_asks_with_both_dates(town: Town) -> None:
    await opened(town, '--close="in 9d"')
    before = (await only(town)).closes_at
    asked = await told(town, "/exchange extend in 2d")
    assert (await only(town)).closes_at == before, "nothing happened yet"
    assert "earlier, not later" in words(asked)
    assert words(asked).count("UTC>") == 2, "the old date and the new one"
    assert action_ids(asked) == ["host.earlier", "host.as_it_was"]

    assert await town.moderator.clicks(asked, "host.as_it_was")
    await town.settle()
    assert (await only(town)).closes_at == before

    asked = await told(town, "/exchange extend in 2d")
    assert await town.moderator.clicks(asked, "host.earlier")
    await town.settle()
    closes = (await only(town)).closes_at
    assert closes is not None
    assert abs(closes - town.clock.now() - timedelta(days=2)) < timedelta(minutes=2)
    assert f"<!date^{int(closes.timestamp())}" in str(announcements(town)[0].blocks)
    assert "It was to close" in words(town.moderator.whispers("general")[-1])


async def test_a_later_date_is_set_at_once_and_the_old_one_is_told(town: Town) -> None:
    await opened(town, '--close="in 2d"')
    answer = await said(town, "/exchange extend in 9d")
    assert "closes" in answer
    assert "It was to close" in answer
    assert "It was to close" in await said(town, "/exchange extend never")
    assert "It was to close" not in await said(town, "/exchange extend in 3d"), "there was no date that it could miss"


async def test_close_at_a_time_means_what_it_says(town: Town) -> None:
    await opened(town, '--close="in 9d"')
    answer = await said(town, "/exchange close in 2d")
    assert "closes" in answer
    assert "It was to close" in answer


async def test_a_draft_is_nobodys_promise_and_its_date_may_come_forward(town: Town) -> None:
    await said(town, '/exchange new "How is lunch?" --close="in 9d"')
    assert "closes" in await said(town, "/exchange extend in 2d")


async def test_a_date_that_another_moderator_changed_meanwhile_is_not_overrun(town: Town) -> None:
    await opened(town, '--close="in 9d"')
    asked = await told(town, "/exchange extend in 2d")
    await said(town, "/exchange extend in 20d")
    later = (await only(town)).closes_at
    assert await town.moderator.clicks(asked, "host.earlier")
    await town.settle()
    assert (await only(town)).closes_at == later
    assert "changed meanwhile" in words(town.moderator.whispers("general")[-1])


async def test_a_written_time_is_answered_with_the_zone_it_was_read_in(town: Town) -> None:
    town.moderator.member.tz = "America/New_York"
    await said(town, '/exchange new "How is lunch?"')
    for line in ("open 2027-01-11 09:00", "extend 2027-02-11 09:00"):
        answer = await said(town, f"/exchange {line}")
        assert "time zone, America/New_York" in answer, line
        assert "14:00 UTC" in answer, line
    assert "time zone" not in await said(town, "/exchange extend never"), "no time was written"
