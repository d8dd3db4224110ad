"""Home shows what is: drawn again after whatever changes it, by whichever way, and with nothing of what was refused."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.playground.world import View
from bot.slack import ids
from storage import comments, exchanges
from storage.exchanges import Exchange
from tests.stories.at_home import home_of, rates
from tests.town import Town, words


async def command(town: Town) -> None:
    await town.person("Ana").runs("/exchange share Longer lunch", "general")


async def message(town: Town) -> None:
    ana = town.person("Ana")
    await ana.says("Longer lunch")
    await town.settle()
    assert await ana.clicks(ana.dm()[-1], "share.dm.yes")


async def form(town: Town) -> None:
    ana = town.person("Ana")
    await ana.runs("/exchange share", "general")
    await ana.submits(values={"share.text": "Longer lunch"})


@pytest.mark.parametrize("shares", [command, message, form], ids=lambda way: way.__name__)
async def test_a_comment_stands_in_home_by_whichever_way_it_came(
    town: Town, shares: Callable[[Town], Awaitable[None]]
) -> None:
    await town.exchange("What keeps us safe?")
    ana = town.person("Ana")
    assert "Your comments" not in words(await home_of(town, ana))
    await shares(town)
    await town.settle()
    assert "Your comments" in words(ana.home)


async def test_a_group_chosen_on_a_card_stands_in_home(town: Town) -> None:
    await town.exchange("What keeps us safe?", "Longer lunch", groups=["Student", "Parent"])
    ana = town.person("Ana")
    assert "Your group: not said" in words(await home_of(town, ana))
    await ana.runs("/exchange rate", "general")
    await town.settle()
    await ana.chooses(ana.dm()[-1], "rate.group", "Student")
    await town.settle()
    assert "Your group: *Student*" in words(ana.home)


async def test_ratings_of_cards_and_pages_are_counted_in_home(town: Town) -> None:
    await town.exchange("What keeps us safe?", "Longer lunch", "Warm rooms", "A crossing guard")
    ana = town.person("Ana")
    await home_of(town, ana)
    await rates(town, ana, 4)
    assert "1 rating" in words(ana.home)
    assert ana.home
    await ana.clicks(ana.home, ids.RATE_SET)
    assert ana.view
    fields = [block for block in ana.view.blocks if block["type"] == "input"]
    await ana.submits(ana.view, values={each["block_id"]: each["element"]["options"][0] for each in fields})
    await town.settle()
    assert "3 ratings" in words(ana.home)
    await ana.clicks(ana.dm()[-1], "rate.undo")
    await town.settle()
    assert "2 ratings" in words(ana.home)


async def test_who_rates_much_is_not_sent_home_at_every_star(town: Town) -> None:
    await town.exchange("What keeps us safe?", *(f"Idea {number}" for number in range(15)))
    ana = town.person("Ana")
    await home_of(town, ana)
    await ana.runs("/exchange rate", "general")
    await town.settle()
    before = town.playground.calls.count("views.publish")
    for _ in range(14):
        await ana.clicks(ana.dm()[-1], "rate.star.3")
        await town.settle()
    assert town.playground.calls.count("views.publish") - before <= 6, "the last comes a little later"


async def test_a_moderators_home_follows_their_commands(town: Town) -> None:
    moderator = town.moderator
    await home_of(town, moderator)
    await moderator.runs('/exchange new "What keeps us safe?"', "general")
    await town.settle()
    assert "Draft: What keeps us safe?" in words(moderator.home)
    slug = (await all_of(town))[0].slug
    await moderator.runs(f"/exchange open {slug}", "general")
    await town.settle()
    assert "Draft" not in words(moderator.home)
    assert "Open" in words(moderator.home)


async def test_after_a_refused_star_the_list_shows_the_one_that_is_kept(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Longer lunch", "Warm rooms")
    ana = town.person("Ana")
    await rates(town, ana, 2)
    await rates(town, ana, 2)
    await ana.clicks(await home_of(town, ana), "home.ratings")
    view = ana.view
    assert view
    old = menus(view)
    gone = (await town.comments(exchange))[0]
    async with town.starling.kit.storage.write() as db:
        await comments.change(db, town.tenant_id, exchange.exchange_id, gone.comment_id, state="removed")
    block_id = next(each for each in old if f".{gone.number}." in each)
    await ana.chooses(view, "home.star", old[block_id]["options"][4], block_id=block_id)
    await town.settle()
    assert ana.view
    assert not set(menus(ana.view)) & set(old), "Slack keeps what was chosen in a block of the same id"
    assert [each["initial_option"]["text"]["text"][0] for each in menus(ana.view).values()] == ["2"]


async def test_what_was_ticked_before_being_forgotten_is_not_ticked_after(town: Town) -> None:
    await town.exchange("What keeps us safe?")
    ana = town.person("Ana")
    home = await home_of(town, ana)
    before = wishes(home)
    await ana.chooses(home, "home.wishes", ["signed_up"])
    await ana.clicks(home, "home.forget")
    await ana.submits()
    await ana.submits()
    await town.settle()
    assert ana.home
    after = wishes(ana.home)
    assert after["block_id"] != before["block_id"]
    assert "initial_options" not in after["elements"][0]


async def test_another_comment_begins_in_an_empty_form(town: Town) -> None:
    await town.exchange("What keeps us safe?")
    ana = town.person("Ana")
    await ana.runs("/exchange share", "general")
    assert ana.view
    first = {block["block_id"] for block in ana.view.blocks if block["type"] == "input"}
    await ana.submits(values={"share.text": "Longer lunch"})
    assert await ana.clicks(ana.view, "share.open")
    await town.settle()
    assert ana.view
    fields = [block for block in ana.view.blocks if block["type"] == "input"]
    assert not first & {each["block_id"] for each in fields}
    assert await ana.submits(values={"share.text": "Warm rooms"})
    assert "Shared as" in words(ana.view)


def menus(view: View) -> dict[str, Any]:
    return {block["block_id"]: block["accessory"] for block in view.blocks if block.get("accessory")}


def wishes(home: View) -> Any:
    return next(block for block in home.blocks if "home.wishes" in str(block.get("elements")))


async def all_of(town: Town) -> list[Exchange]:
    async with town.starling.kit.storage.read() as db:
        return await exchanges.all_of(db, town.tenant_id)
