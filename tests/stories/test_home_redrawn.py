"""Home shows what is: drawn again after whatever changes it, by whichever way, and with nothing of what was refused."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.playground.state.models import View
from bot.slack import action_ids
from storage import comments, exchanges
from storage.exchanges import Exchange
from tests.sentences import EN
from tests.stories.at_home import home_of, rates
from tests.whole_bot import Playground, words


async def command(playground: Playground) -> None:
    await playground.person("Ana").runs("/exchange share Longer lunch", "general")


async def message(playground: Playground) -> None:
    ana = playground.person("Ana")
    await ana.says("Longer lunch")
    await playground.settle()
    assert await ana.clicks(ana.dm()[-1], "share.dm.yes")


async def form(playground: Playground) -> None:
    ana = playground.person("Ana")
    await ana.runs("/exchange share", "general")
    await ana.submits(values={"share.text": "Longer lunch"})


@pytest.mark.parametrize("shares", [command, message, form], ids=lambda way: way.__name__)
async def test_a_comment_is_in_home_by_whichever_way_it_came(
    playground: Playground, shares: Callable[[Playground], Awaitable[None]]
) -> None:
    await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    assert EN("home.comments.header") not in words(await home_of(playground, ana))
    await shares(playground)
    await playground.settle()
    assert EN("home.comments.header") in words(ana.home)


async def test_a_group_chosen_on_a_card_is_shown_in_home(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch", groups=["Student", "Parent"])
    ana = playground.person("Ana")
    assert EN("home.group_not_said") in words(await home_of(playground, ana))
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    await ana.chooses(ana.dm()[-1], "rate.group", "Student")
    await playground.settle()
    assert EN("home.group", group="Student") in words(ana.home)


async def test_ratings_of_cards_and_pages_are_counted_in_home(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch", "Warm rooms", "A crossing guard")
    ana = playground.person("Ana")
    await home_of(playground, ana)
    await rates(playground, ana, 4)
    assert "1 rating" in words(ana.home)
    assert ana.home
    await ana.clicks(ana.home, action_ids.RATE_SET)
    assert ana.view
    fields = [block for block in ana.view.blocks if block["type"] == "input"]
    await ana.submits(ana.view, values={each["block_id"]: each["element"]["options"][0] for each in fields})
    await playground.settle()
    assert "3 ratings" in words(ana.home)
    await ana.clicks(ana.dm()[-1], "rate.undo")
    await playground.settle()
    assert "2 ratings" in words(ana.home)


async def test_who_rates_much_is_not_sent_home_at_every_star(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", *(f"Idea {number}" for number in range(15)))
    ana = playground.person("Ana")
    await home_of(playground, ana)
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    before = playground.slack.calls.count("views.publish")
    for _ in range(14):
        await ana.clicks(ana.dm()[-1], "rate.star.3")
        await playground.settle()
    assert playground.slack.calls.count("views.publish") - before <= 6, "the last comes a little later"


async def test_a_moderators_home_follows_their_commands(playground: Playground) -> None:
    moderator = playground.moderator
    await home_of(playground, moderator)
    await moderator.runs('/exchange new "What keeps us safe?"', "general")
    await playground.settle()
    assert EN("home.draft", question="What keeps us safe?") in words(moderator.home)
    slug = (await all_of(playground))[0].slug
    await moderator.runs(f"/exchange open {slug}", "general")
    await playground.settle()
    assert "Draft" not in words(moderator.home)
    assert "Open" in words(moderator.home)


async def test_after_a_refused_star_the_list_shows_the_one_that_is_kept(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "Warm rooms")
    ana = playground.person("Ana")
    await rates(playground, ana, 2)
    await rates(playground, ana, 2)
    await ana.clicks(await home_of(playground, ana), "home.ratings")
    view = ana.view
    assert view
    old = menus(view)
    gone = (await playground.comments(exchange))[0]
    async with playground.starling.context.storage.write() as db:
        await comments.update_comment(db, exchange.scope, gone.comment_id, state="removed")
    block_id = next(each for each in old if f".{gone.number}." in each)
    await ana.chooses(view, "home.star", old[block_id]["options"][4], block_id=block_id)
    await playground.settle()
    assert ana.view
    assert not set(menus(ana.view)) & set(old), "Slack keeps what was chosen in a block of the same id"
    assert [each["initial_option"]["text"]["text"][0] for each in menus(ana.view).values()] == ["2"]


async def test_what_was_ticked_before_being_forgotten_is_not_ticked_after(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    home = await home_of(playground, ana)
    before = notification_settings(home)
    await ana.chooses(home, "home.notifications", ["subscribed"])
    await ana.clicks(home, "home.forget")
    await ana.submits()
    await ana.submits()
    await playground.settle()
    assert ana.home
    after = notification_settings(ana.home)
    assert after["block_id"] != before["block_id"]
    assert "initial_options" not in after["elements"][0]


async def test_another_comment_begins_in_an_empty_form(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    await ana.runs("/exchange share", "general")
    assert ana.view
    first = {block["block_id"] for block in ana.view.blocks if block["type"] == "input"}
    await ana.submits(values={"share.text": "Longer lunch"})
    assert await ana.clicks(ana.view, "share.open")
    await playground.settle()
    assert ana.view
    fields = [block for block in ana.view.blocks if block["type"] == "input"]
    assert not first & {each["block_id"] for each in fields}
    assert await ana.submits(values={"share.text": "Warm rooms"})
    assert "Shared as" in words(ana.view)


def menus(view: View) -> dict[str, Any]:
    return {block["block_id"]: block["accessory"] for block in view.blocks if block.get("accessory")}


def notification_settings(home: View) -> Any:
    return next(block for block in home.blocks if "home.notifications" in str(block.get("elements")))


async def all_of(playground: Playground) -> list[Exchange]:
    async with playground.starling.context.storage.read() as db:
        return await exchanges.list_all(db, playground.tenant_id)
