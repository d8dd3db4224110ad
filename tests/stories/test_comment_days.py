"""A day says little about the author of a comment: five people or more share each."""

from datetime import timedelta

from storage.exchanges import Exchange
from tests.sentences import EN
from tests.stories.at_home import home_of, share
from tests.stories.exchange_helpers import QUESTION, run_command
from tests.whole_bot import Playground, words

FOUR = ("More light at the gate", "A quiet room", "Buses on time", "Fresh fruit")


async def days(playground: Playground, exchange: Exchange) -> dict[str, int]:
    """Return by comment how many days after the opening it came, as it is stored."""
    assert exchange.opened_at
    return {
        each.text: (each.shared_on - exchange.opened_at.date()).days for each in await playground.comments(exchange)
    }


async def night(playground: Playground, *, later: int = 1) -> None:
    """Let some days pass, and the jobs of the morning run."""
    playground.clock.later(days=later)
    await playground.starling.scheduler.run_once()
    await playground.settle()


async def test_who_wrote_alone_on_a_day_shares_a_later_one_with_four_others(playground: Playground) -> None:
    exchange = await playground.exchange(
        QUESTION, "Longer lunch", channel_id=playground.slack.channel("general").id, zone="UTC"
    )
    ana = playground.person("Ana")
    await share(playground, ana, "Warm rooms")
    assert await days(playground, exchange) == {"Longer lunch": 0, "Warm rooms": 0}
    await night(playground)
    assert await days(playground, exchange) == {"Longer lunch": 0, "Warm rooms": 1}, (
        "what a seed's day is, is no secret"
    )
    await night(playground, later=3)
    for text in FOUR:
        await share(playground, playground.person(f"Writer of {text}"), text)
    assert set((await days(playground, exchange)).values()) == {0, 4}
    await night(playground)
    await share(playground, playground.person("Ben"), "A crossing guard")
    await night(playground, later=2)
    found = await days(playground, exchange)
    assert (found["Warm rooms"], found[FOUR[0]], found["A crossing guard"]) == (4, 4, 7)
    day = (exchange.opened_at + timedelta(days=4)).date() if exchange.opened_at else None
    assert f"{day}" in str((await home_of(playground, ana)).blocks)
    assert EN("home.comments.until", day="").strip("* ") in words(ana.home)

    await playground.moderator.clicks(await run_command(playground, "/exchange close"), "exchanges.close")
    await playground.settle()
    await night(playground)
    assert (await days(playground, exchange))["A crossing guard"] == 4, "no later day has five people"
