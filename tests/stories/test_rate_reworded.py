"""Stars count for the words that the rater saw: an author who rewords between the card and the click gains nothing."""

from typing import Any

import pytest

from bot.playground.person import Person
from bot.slack import ids
from storage.exchanges import Exchange
from tests.stories.at_home import home_of
from tests.stories.moderating import reported, shared
from tests.town import Town, words

LURE, SWITCH = "We need longer lunch breaks", "Abolish lunch breaks"


async def reword(town: Town) -> None:
    ana = town.person("Ana")
    card = next(each for each in ana.whispers("general") if "share.edit" in str(each.blocks))
    assert await ana.clicks(card, "share.edit")
    assert await ana.submits(values={"share.text": SWITCH})
    await town.settle()


async def stars_of_the_new_words(town: Town, exchange: Exchange) -> int:
    [live] = [each for each in await town.comments(exchange) if each.text == SWITCH]
    return live.ratings


async def test_a_card_that_shows_the_old_words(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    await shared(town, "Ana", LURE)
    ben = town.person("Ben")
    await ben.runs("/exchange rate", "general")
    await town.settle()
    card = ben.dm()[-1]
    await reword(town)
    await ben.clicks(card, "rate.star.5")
    await town.settle()
    assert await stars_of_the_new_words(town, exchange) == 0


async def test_stars_typed_under_a_card_that_shows_the_old_words(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    await shared(town, "Ana", LURE)
    ben = town.person("Ben")
    await ben.runs("/exchange rate", "general")
    await town.settle()
    await reword(town)
    await ben.says("5")
    await town.settle()
    assert await stars_of_the_new_words(town, exchange) == 0


async def test_a_page_of_five_that_shows_the_old_words(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    await shared(town, "Ana", LURE)
    ben = town.person("Ben")
    await ben.clicks(await home_of(town, ben), ids.RATE_SET)
    assert ben.view
    [field] = [block for block in ben.view.blocks if block["type"] == "input"]
    await reword(town)
    await ben.submits(ben.view, values={field["block_id"]: field["element"]["options"][0]})
    await town.settle()
    assert await stars_of_the_new_words(town, exchange) == 0


async def test_a_hint_that_shows_the_old_words(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    await shared(town, "Ana", LURE)
    ben = town.person("Ben")
    await ben.says(LURE + " please")
    await town.settle()
    hint = ben.dm()[-1]
    [row] = [block for block in hint.blocks if (block.get("accessory") or {}).get("action_id") == ids.SHARE_NEAR_STAR]
    await reword(town)
    await ben.chooses(hint, ids.SHARE_NEAR_STAR, row["accessory"]["options"][4], block_id=row["block_id"])
    await town.settle()
    assert await stars_of_the_new_words(town, exchange) == 0


async def card_of(town: Town, name: str) -> Person:
    person = town.person(name)
    await person.runs("/exchange rate", "general")
    await town.settle()
    return person


async def test_the_new_words_take_the_place_of_the_old_and_can_be_rated(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    await shared(town, "Ana", LURE)
    ben = await card_of(town, "Ben")
    await reword(town)
    await ben.clicks(ben.dm()[-1], "rate.star.5")
    await town.settle()
    assert "The author changed the words. Here they are now." in words(ben.dm()[-1])
    assert SWITCH in words(ben.dm()[-1])
    assert LURE not in words(ben.dm()[-1])
    assert await ben.clicks(ben.dm()[-1], "rate.star.1")
    await town.settle()
    [live] = await town.comments(exchange)
    assert live.histogram == (1, 0, 0, 0, 0)
    assert "The author changed" not in words(ben.dm()[-1])


async def test_words_that_others_rated_before_they_changed(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    await shared(town, "Ana", LURE)
    ben, eva = await card_of(town, "Ben"), await card_of(town, "Eva")
    await ben.clicks(ben.dm()[-1], "rate.star.5")
    await reword(town)
    await eva.clicks(eva.dm()[-1], "rate.star.5")
    await town.settle()
    assert SWITCH in words(eva.dm()[-1])
    assert "Here they are now" in words(eva.dm()[-1])
    assert await stars_of_the_new_words(town, exchange) == 0
    await eva.clicks(eva.dm()[-1], "rate.star.2")
    assert await stars_of_the_new_words(town, exchange) == 1


async def test_an_older_card_shows_the_new_words_where_it_stands(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Warm rooms")
    await shared(town, "Ana", LURE)
    ben = await card_of(town, "Ben")
    if LURE not in words(ben.dm()[-1]):
        await ben.clicks(ben.dm()[-1], "rate.star.3")
        await town.settle()
    old = ben.dm()[-1]
    await card_of(town, "Ben")
    await reword(town)
    assert await ben.clicks(old, "rate.star.5")
    await town.settle()
    changed = next(each for each in ben.dm() if each.ts == old.ts)
    assert SWITCH in words(changed)
    assert "Here they are now" in words(changed)
    assert await stars_of_the_new_words(town, exchange) == 0
    assert await ben.clicks(changed, "rate.star.1")
    assert await stars_of_the_new_words(town, exchange) == 1


@pytest.mark.parametrize("act", ["skip", "report"])
async def test_a_skip_or_report_of_the_old_words_is_none_of_the_new(town: Town, act: str) -> None:
    exchange = await town.exchange("What keeps us safe?")
    await shared(town, "Ana", LURE)
    ben = await card_of(town, "Ben")
    if act == "report":
        await ben.chooses(ben.dm()[-1], "rate.more", "Report …")
        await town.settle()
    await reword(town)
    await ben.clicks(ben.dm()[-1], "rate.skip" if act == "skip" else "rate.report.rude")
    await town.settle()
    assert SWITCH in words(ben.dm()[-1]), "they have not seen it yet"
    assert "Here they are now" in words(ben.dm()[-1])
    [live] = await town.comments(exchange)
    assert live.reports == 0


async def test_the_question_why_it_is_reported_is_asked_about_words_that_are_there(town: Town) -> None:
    await town.exchange("What keeps us safe?")
    await shared(town, "Ana", LURE)
    ben = await card_of(town, "Ben")
    await reword(town)
    await ben.chooses(ben.dm()[-1], "rate.more", "Report …")
    await town.settle()
    assert "Here they are now" in words(ben.dm()[-1])
    assert "What is wrong" not in words(ben.dm()[-1])


async def test_a_reported_comment_that_is_reworded_is_shown_anew_to_who_reported_it(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    await shared(town, "Ana", LURE)
    await reported(town, "Ben")
    await reword(town)
    [old] = await town.comments(exchange, "replaced")
    assert (old.text, old.reports) == (LURE, 1), "the report stays with what was reported"
    ben = await card_of(town, "Ben")
    assert SWITCH in words(ben.dm()[-1])


async def test_the_next_page_of_five_begins_with_the_new_words(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Warm rooms")
    await shared(town, "Ana", LURE)
    ben = town.person("Ben")
    await ben.clicks(await home_of(town, ben), ids.RATE_SET)
    assert ben.view
    fields = [block for block in ben.view.blocks if block["type"] == "input"]
    await reword(town)
    await ben.submits(ben.view, values={each["block_id"]: each["element"]["options"][3] for each in fields})
    await town.settle()
    assert "1 rating kept" in words(ben.view)
    assert "Your stars for the old words were not kept" in words(ben.view)
    [field] = [block for block in ben.view.blocks if block["type"] == "input"]
    assert SWITCH in field["label"]["text"]
    await ben.submits(ben.view, values={field["block_id"]: field["element"]["options"][0]})
    assert await stars_of_the_new_words(town, exchange) == 1


async def test_a_hint_shows_the_new_words_and_takes_stars_for_them(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    await shared(town, "Ana", LURE)
    ben = town.person("Ben")
    await ben.says(LURE + " please")
    await town.settle()
    hint = ben.dm()[-1]
    old = near_row(hint.blocks)
    await reword(town)
    await ben.chooses(hint, ids.SHARE_NEAR_STAR, old["accessory"]["options"][4], block_id=old["block_id"])
    await town.settle()
    new = near_row(ben.dm()[-1].blocks)
    assert SWITCH in words(ben.dm()[-1])
    assert "Here they are now" in words(ben.dm()[-1])
    assert new["block_id"] != old["block_id"], "or Slack would keep the star that was refused"
    await ben.chooses(ben.dm()[-1], ids.SHARE_NEAR_STAR, new["accessory"]["options"][0], block_id=new["block_id"])
    assert await stars_of_the_new_words(town, exchange) == 1


async def test_the_list_of_ones_ratings_takes_no_star_for_words_that_it_does_not_show(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    await shared(town, "Ana", LURE)
    ben = await card_of(town, "Ben")
    card = ben.dm()[-1]
    await ben.clicks(card, "rate.star.4")
    await town.settle()
    await ben.clicks(await home_of(town, ben), "home.ratings")
    assert ben.view
    menu = next(block["accessory"] for block in ben.view.blocks if block.get("accessory"))
    await ben.clicks(ben.dm()[-1], "rate.undo") if "rate.undo" in str(ben.dm()[-1].blocks) else await ben.says("undo")
    await town.settle()
    await reword(town)
    await ben.chooses(ben.view, "home.star", menu["options"][4])
    await town.settle()
    assert "can no longer be rated" in words(ben.view)
    assert await stars_of_the_new_words(town, exchange) == 0


async def test_the_same_words_again_are_no_new_wording(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    await shared(town, "Ana", LURE)
    ben = await card_of(town, "Ben")
    ana = town.person("Ana")
    card = next(each for each in ana.whispers("general") if "share.edit" in str(each.blocks))
    assert await ana.clicks(card, "share.edit")
    assert await ana.submits(values={"share.text": LURE})
    await ben.clicks(ben.dm()[-1], "rate.star.4")
    await town.settle()
    [live] = await town.comments(exchange)
    assert (live.text, live.ratings) == (LURE, 1)


def near_row(blocks: list[Any]) -> Any:
    [row] = [block for block in blocks if (block.get("accessory") or {}).get("action_id") == ids.SHARE_NEAR_STAR]
    return row
