"""People look through the ratings they gave, and change them."""

import re

from storage import comments
from tests.sentences import EN
from tests.stories.at_home import change, home_of, rates
from tests.whole_bot import Playground, list_action_ids, words


async def test_ones_ratings_can_be_looked_through_and_changed(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch")
    ana = playground.person("Ana")
    await rates(playground, ana, 2)
    home = await home_of(playground, ana)
    assert "1 rating" in words(home)
    assert await ana.clicks(home, "home.ratings")
    assert ana.view
    assert "Longer lunch" in words(ana.view)
    menu = next(block["accessory"] for block in ana.view.blocks if block.get("accessory"))
    assert menu["initial_option"]["text"]["text"].startswith("2")
    assert await ana.chooses(ana.view, "home.star", menu["options"][4])
    (comment,) = await playground.comments(exchange)
    assert comment.histogram == (0, 0, 0, 0, 1)
    assert (await playground.counts(exchange)).ratings == 1
    assert "1 rating" in words(await home_of(playground, ana))


async def test_what_can_no_longer_be_rated_says_so_and_shows_no_words(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Ms Kim is mean")
    ana = playground.person("Ana")
    await rates(playground, ana, 2)
    await ana.clicks(await home_of(playground, ana), "home.ratings")
    (comment,) = await playground.comments(exchange)
    async with playground.starling.context.storage.write() as db:
        await comments.update_comment(db, exchange.scope, comment.comment_id, state="removed")
    assert ana.view
    menu = next(block["accessory"] for block in ana.view.blocks if block.get("accessory"))
    await ana.chooses(ana.view, "home.star", menu["options"][4])
    await playground.settle()
    assert EN("home.no_longer_rated", number=comment.number) in words(ana.view)
    assert EN("home.rated_gone", n=1) in words(ana.view)
    assert "Ms Kim" not in words(ana.view)
    (kept,) = await playground.comments(exchange, "removed")
    assert kept.histogram == (0, 1, 0, 0, 0)


async def test_after_the_close_stars_stay_as_they_are(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch")
    ana = playground.person("Ana")
    await rates(playground, ana, 2)
    await ana.clicks(await home_of(playground, ana), "home.ratings")
    open_list = ana.view
    assert open_list
    await change(playground, exchange, state="closed", closed_at=playground.clock.now())
    menu = next(block["accessory"] for block in open_list.blocks if block.get("accessory"))
    await ana.chooses(open_list, "home.star", menu["options"][4])
    await playground.settle()
    assert EN("exchange.not_open.closed") in words(ana.view)
    assert "home.star" not in list_action_ids(ana.view)
    assert (await playground.comments(exchange))[0].histogram == (0, 1, 0, 0, 0)
    await ana.closes()
    assert "closed" in words(await home_of(playground, ana))


async def test_the_list_of_ratings_has_pages(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", *(f"Idea {n} " + "long " * 40 for n in range(13)))
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    for _ in range(13):
        await ana.clicks(ana.dm()[-1], "rate.star.4")
        await playground.settle()
    await ana.clicks(await home_of(playground, ana), "home.ratings")
    first = set(re.findall(r"#(\d+)", words(ana.view)))
    assert len(first) == 10
    assert await ana.clicks(ana.view, "home.ratings.turn.older")  # type: ignore[arg-type]
    await playground.settle()
    second = set(re.findall(r"#(\d+)", words(ana.view)))
    assert len(second) == 3
    assert not first & second
