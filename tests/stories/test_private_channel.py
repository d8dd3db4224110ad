"""An exchange of a private channel is for its members: who is not in it reads no question and takes no part."""

from tests.stories.at_home import home_of
from tests.stories.digest_helpers import close, tick
from tests.stories.exchange_helpers import only, reply_text, run_command
from tests.whole_bot import Playground, words

SECRET = "Who should lead the board?"


def all_that(person: object) -> str:
    shown = [*person.dm(), *person.ephemerals(), *person.views]  # type: ignore[attr-defined]
    return "\n".join(words(each) for each in shown)


async def private(playground: Playground) -> object:
    ana = playground.person("Ana")
    playground.slack.add_channel("board", private=True, members=[playground.moderator, ana], app=True)
    await run_command(playground, f'/exchange new "{SECRET}" --open=now', channel="board")
    await ana.runs("/exchange share The vice chair, quietly", "board")
    await playground.settle()
    return await only(playground)


async def test_whoever_is_not_in_it_reads_no_question_and_no_comment(playground: Playground) -> None:
    await private(playground)
    ben = playground.person("Ben")
    await ben.says("Hello, what is going on?")
    await ben.says("rate")
    for line in ("/exchange rate", "/exchange share", "/exchange results"):
        await ben.runs(line, "general")
        await playground.settle()
        await ben.closes()
    await ben.runs("/exchange rate", "general")
    await playground.settle()
    seen = all_that(ben) + words(await home_of(playground, ben))
    assert SECRET not in seen
    assert "The vice chair, quietly" not in seen


async def test_whoever_is_not_in_it_shares_nothing_there(playground: Playground) -> None:
    exchange = await private(playground)
    ben = playground.person("Ben")
    await ben.runs("/exchange share I am not even in that channel", "general")
    await playground.settle()
    assert [each.text for each in await playground.comments(exchange)] == ["The vice chair, quietly"]  # type: ignore[arg-type]


async def test_whoever_left_it_shares_nothing_more(playground: Playground) -> None:
    exchange = await private(playground)
    ana = playground.person("Ana")
    del playground.slack.channel("board").members[ana.id]
    await ana.runs("/exchange share I left a week ago", "general")
    await playground.settle()
    assert [each.text for each in await playground.comments(exchange)] == ["The vice chair, quietly"]  # type: ignore[arg-type]


async def test_after_the_close_its_results_are_for_members_too(playground: Playground) -> None:
    exchange = await private(playground)
    await close(playground, exchange)  # type: ignore[arg-type]
    ben = playground.person("Ben")
    await ben.runs("/exchange results", "general")
    await playground.settle()
    assert SECRET not in all_that(ben)


async def test_a_guest_takes_no_part_in_a_channel_they_cannot_see(playground: Playground) -> None:
    playground.slack.add_channel("library", members=[playground.moderator], app=True)
    await run_command(playground, '/exchange new "What shall the library buy?" --open=now', channel="library")
    guest = playground.person("Gus", is_restricted=True)
    await guest.says("More comics")
    await playground.settle()
    assert "What shall the library buy?" not in all_that(guest)


async def test_its_digest_is_posted_nowhere_else(playground: Playground) -> None:
    await private(playground)
    assert "for the members of" in await reply_text(playground, "/exchange digest now --channel=#general")
    line = '/exchange digest every "daily 09:00" --channel=#general'
    assert "which is private" in await reply_text(playground, line), "a warning, and nothing is set"
    playground.clock.later(days=2)
    await tick(playground)
    assert SECRET not in "\n".join(words(each) for each in playground.slack.channel("general").messages.values())


async def test_a_digest_elsewhere_ends_when_the_channel_becomes_private(playground: Playground) -> None:
    channel = playground.slack.add_channel("board", members=[playground.moderator], app=True)
    await playground.starling.scheduler.stop()
    await run_command(playground, f'/exchange new "{SECRET}" --open=now', channel="board")
    await reply_text(playground, '/exchange digest every "daily 09:00" --channel=#general')
    channel.kind = "private"
    playground.clock.later(days=2)
    await tick(playground)
    assert SECRET not in "\n".join(words(each) for each in playground.slack.channel("general").messages.values())
    notices = [words(each) for each in playground.moderator.dm() if "could not be posted" in words(each)]
    assert len(notices) == 1
    assert "for the members of its own channel" in notices[0]
