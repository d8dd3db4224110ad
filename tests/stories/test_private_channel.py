"""An exchange of a private channel is for its members: who is not in it reads no question and takes no part."""

from tests.stories.at_home import home_of
from tests.stories.digest_town import close, tick
from tests.stories.host_town import only, said, told
from tests.town import Town, words

SECRET = "Who should lead the board?"


def all_that(person: object) -> str:
    shown = [*person.dm(), *person.whispers(), *person.views]  # type: ignore[attr-defined]
    return "\n".join(words(each) for each in shown)


async def private(town: Town) -> object:
    ana = town.person("Ana")
    town.playground.add_channel("board", private=True, members=[town.moderator, ana], app=True)
    await told(town, f'/exchange new "{SECRET}" --open=now', channel="board")
    await ana.runs("/exchange share The vice chair, quietly", "board")
    await town.settle()
    return await only(town)


async def test_whoever_is_not_in_it_reads_no_question_and_no_comment(town: Town) -> None:
    await private(town)
    ben = town.person("Ben")
    await ben.says("Hello, what is going on?")
    await ben.says("rate")
    for line in ("/exchange rate", "/exchange share", "/exchange results"):
        await ben.runs(line, "general")
        await town.settle()
        await ben.closes()
    await ben.runs("/exchange rate", "general")
    await town.settle()
    seen = all_that(ben) + words(await home_of(town, ben))
    assert SECRET not in seen
    assert "The vice chair, quietly" not in seen


async def test_whoever_is_not_in_it_shares_nothing_there(town: Town) -> None:
    exchange = await private(town)
    ben = town.person("Ben")
    await ben.runs("/exchange share I am not even in that channel", "general")
    await town.settle()
    assert [each.text for each in await town.comments(exchange)] == ["The vice chair, quietly"]  # type: ignore[arg-type]


async def test_whoever_left_it_shares_nothing_more(town: Town) -> None:
    exchange = await private(town)
    ana = town.person("Ana")
    del town.playground.channel("board").members[ana.id]
    await ana.runs("/exchange share I left a week ago", "general")
    await town.settle()
    assert [each.text for each in await town.comments(exchange)] == ["The vice chair, quietly"]  # type: ignore[arg-type]


async def test_after_the_close_its_results_are_for_members_too(town: Town) -> None:
    exchange = await private(town)
    await close(town, exchange)  # type: ignore[arg-type]
    ben = town.person("Ben")
    await ben.runs("/exchange results", "general")
    await town.settle()
    assert SECRET not in all_that(ben)


async def test_a_guest_takes_no_part_in_a_channel_they_cannot_see(town: Town) -> None:
    town.playground.add_channel("library", members=[town.moderator], app=True)
    await told(town, '/exchange new "What shall the library buy?" --open=now', channel="library")
    guest = town.person("Gus", is_restricted=True)
    await guest.says("More comics")
    await town.settle()
    assert "What shall the library buy?" not in all_that(guest)


async def test_its_digest_is_posted_nowhere_else(town: Town) -> None:
    await private(town)
    assert "for the members of" in await said(town, "/exchange digest now --channel=#general")
    assert "for the members of" in await said(town, '/exchange digest every "daily 09:00" --channel=#general')


async def test_a_digest_elsewhere_ends_when_the_channel_becomes_private(town: Town) -> None:
    channel = town.playground.add_channel("board", members=[town.moderator], app=True)
    await town.starling.ticker.stop()
    await told(town, f'/exchange new "{SECRET}" --open=now', channel="board")
    await said(town, '/exchange digest every "daily 09:00" --channel=#general')
    channel.kind = "private"
    town.clock.later(days=2)
    await tick(town)
    assert SECRET not in "\n".join(words(each) for each in town.playground.channel("general").messages.values())
    notices = [words(each) for each in town.moderator.dm() if "could not be posted" in words(each)]
    assert len(notices) == 1
    assert "for the members of its own channel" in notices[0]
