"""Stars count for the words that the rater saw: an author who rewords between the card and the click gains nothing."""

from typing import Any

import pytest

from bot.playground.people.person import Person
from bot.slack import action_ids
from storage.exchanges import Exchange
from tests.sentences import EN
from tests.stories.at_home import home_of
from tests.stories.moderating import reported, shared
from tests.whole_bot import Playground, words

LURE, SWITCH = "We need longer lunch breaks", "Abolish lunch breaks"


async def reword(playground: Playground) -> None:
    ana = playground.person("Ana")
    card = next(each for each in ana.ephemerals("general") if "share.edit" in str(each.blocks))
    assert await ana.clicks(card, "share.edit")
    assert await ana.submits(values={"share.text": SWITCH})
    await playground.settle()


async def stars_of_the_new_words(playground: Playground, exchange: Exchange) -> int:
    [live] = [each for each in await playground.comments(exchange) if each.text == SWITCH]
    return live.ratings


async def test_a_card_that_shows_the_old_words(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    await shared(playground, "Ana", LURE)
    ben = playground.person("Ben")
    await ben.runs("/exchange rate", "general")
    await playground.settle()
    card = ben.dm()[-1]
    await reword(playground)
    await ben.clicks(card, "rate.star.5")
    await playground.settle()
    assert await stars_of_the_new_words(playground, exchange) == 0


async def test_stars_typed_under_a_card_that_shows_the_old_words(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    await shared(playground, "Ana", LURE)
    ben = playground.person("Ben")
    await ben.runs("/exchange rate", "general")
    await playground.settle()
    await reword(playground)
    await ben.says("5")
    await playground.settle()
    assert await stars_of_the_new_words(playground, exchange) == 0


async def test_a_page_of_five_that_shows_the_old_words(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    await shared(playground, "Ana", LURE)
    ben = playground.person("Ben")
    await ben.clicks(await home_of(playground, ben), action_ids.RATE_SET)
    assert ben.view
    [field] = [block for block in ben.view.blocks if block["type"] == "input"]
    await reword(playground)
    await ben.submits(ben.view, values={field["block_id"]: field["element"]["options"][0]})
    await playground.settle()
    assert await stars_of_the_new_words(playground, exchange) == 0


async def test_a_hint_that_shows_the_old_words(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    await shared(playground, "Ana", LURE)
    ben = playground.person("Ben")
    await ben.says(LURE + " please")
    await playground.settle()
    hint = ben.dm()[-1]
    [row] = [
        block for block in hint.blocks if (block.get("accessory") or {}).get("action_id") == action_ids.SHARE_NEAR_STAR
    ]
    await reword(playground)
    await ben.chooses(hint, action_ids.SHARE_NEAR_STAR, row["accessory"]["options"][4], block_id=row["block_id"])
    await playground.settle()
    assert await stars_of_the_new_words(playground, exchange) == 0


async def card_of(playground: Playground, name: str) -> Person:
    person = playground.person(name)
    await person.runs("/exchange rate", "general")
    await playground.settle()
    return person


async def test_the_new_words_take_the_place_of_the_old_and_can_be_rated(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    await shared(playground, "Ana", LURE)
    ben = await card_of(playground, "Ben")
    await reword(playground)
    await ben.clicks(ben.dm()[-1], "rate.star.5")
    await playground.settle()
    assert EN("rate.edited") in words(ben.dm()[-1])
    assert SWITCH in words(ben.dm()[-1])
    assert LURE not in words(ben.dm()[-1])
    assert await ben.clicks(ben.dm()[-1], "rate.star.1")
    await playground.settle()
    [live] = await playground.comments(exchange)
    assert live.histogram == (1, 0, 0, 0, 0)
    assert EN("rate.edited") not in words(ben.dm()[-1])


async def test_words_that_others_rated_before_they_changed(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    await shared(playground, "Ana", LURE)
    ben, eva = await card_of(playground, "Ben"), await card_of(playground, "Eva")
    await ben.clicks(ben.dm()[-1], "rate.star.5")
    await reword(playground)
    await eva.clicks(eva.dm()[-1], "rate.star.5")
    await playground.settle()
    assert SWITCH in words(eva.dm()[-1])
    assert "Here they are now" in words(eva.dm()[-1])
    assert await stars_of_the_new_words(playground, exchange) == 0
    await eva.clicks(eva.dm()[-1], "rate.star.2")
    assert await stars_of_the_new_words(playground, exchange) == 1


async def test_an_older_card_shows_the_new_words_where_it_is(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Warm rooms")
    await shared(playground, "Ana", LURE)
    ben = await card_of(playground, "Ben")
    if LURE not in words(ben.dm()[-1]):
        await ben.clicks(ben.dm()[-1], "rate.star.3")
        await playground.settle()
    old = ben.dm()[-1]
    await card_of(playground, "Ben")
    await reword(playground)
    assert await ben.clicks(old, "rate.star.5")
    await playground.settle()
    changed = next(each for each in ben.dm() if each.ts == old.ts)
    assert SWITCH in words(changed)
    assert "Here they are now" in words(changed)
    assert await stars_of_the_new_words(playground, exchange) == 0
    assert await ben.clicks(changed, "rate.star.1")
    assert await stars_of_the_new_words(playground, exchange) == 1


@pytest.mark.parametrize("act", ["skip", "report"])
async def test_a_skip_or_report_of_the_old_words_is_none_of_the_new(playground: Playground, act: str) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    await shared(playground, "Ana", LURE)
    ben = await card_of(playground, "Ben")
    if act == "report":
        await ben.chooses(ben.dm()[-1], "rate.more", "Report …")
        await playground.settle()
    await reword(playground)
    await ben.clicks(ben.dm()[-1], "rate.skip" if act == "skip" else "rate.report.rude")
    await playground.settle()
    assert SWITCH in words(ben.dm()[-1]), "they have not seen it yet"
    assert "Here they are now" in words(ben.dm()[-1])
    [live] = await playground.comments(exchange)
    assert live.reports == 0


async def test_the_question_why_it_is_reported_is_asked_about_words_that_are_there(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?")
    await shared(playground, "Ana", LURE)
    ben = await card_of(playground, "Ben")
    await reword(playground)
    await ben.chooses(ben.dm()[-1], "rate.more", "Report …")
    await playground.settle()
    assert "Here they are now" in words(ben.dm()[-1])
    assert EN("rate.report_which") not in words(ben.dm()[-1])


async def test_a_reported_comment_that_is_reworded_is_shown_again_to_who_reported_it(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    await shared(playground, "Ana", LURE)
    await reported(playground, "Ben")
    await reword(playground)
    [old] = await playground.comments(exchange, "superseded")
    assert (old.text, old.reports) == (LURE, 1), "the report stays with what was reported"
    ben = await card_of(playground, "Ben")
    assert SWITCH in words(ben.dm()[-1])


async def test_the_next_page_of_five_begins_with_the_new_words(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Warm rooms")
    await shared(playground, "Ana", LURE)
    ben = playground.person("Ben")
    await ben.clicks(await home_of(playground, ben), action_ids.RATE_SET)
    assert ben.view
    fields = [block for block in ben.view.blocks if block["type"] == "input"]
    await reword(playground)
    await ben.submits(ben.view, values={each["block_id"]: each["element"]["options"][3] for each in fields})
    await playground.settle()
    assert EN("rate.set_saved", n=1) in words(ben.view)
    [edited] = [each for each in await playground.comments(exchange) if each.text != "Warm rooms"]
    assert EN("rate.set_edited", n=1, numbers=[f"#{edited.number}"]) in words(ben.view)
    [field] = [block for block in ben.view.blocks if block["type"] == "input"]
    assert SWITCH in field["label"]["text"]
    await ben.submits(ben.view, values={field["block_id"]: field["element"]["options"][0]})
    assert await stars_of_the_new_words(playground, exchange) == 1


async def test_a_hint_shows_the_new_words_and_takes_stars_for_them(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    await shared(playground, "Ana", LURE)
    ben = playground.person("Ben")
    await ben.says(LURE + " please")
    await playground.settle()
    hint = ben.dm()[-1]
    old = near_row(hint.blocks)
    await reword(playground)
    await ben.chooses(hint, action_ids.SHARE_NEAR_STAR, old["accessory"]["options"][4], block_id=old["block_id"])
    await playground.settle()
    new = near_row(ben.dm()[-1].blocks)
    assert SWITCH in words(ben.dm()[-1])
    assert "Here they are now" in words(ben.dm()[-1])
    assert new["block_id"] != old["block_id"], "or Slack would keep the star that was refused"
    await ben.chooses(
        ben.dm()[-1], action_ids.SHARE_NEAR_STAR, new["accessory"]["options"][0], block_id=new["block_id"]
    )
    assert await stars_of_the_new_words(playground, exchange) == 1


async def test_the_list_of_ones_ratings_takes_no_star_for_words_that_it_does_not_show(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    await shared(playground, "Ana", LURE)
    ben = await card_of(playground, "Ben")
    card = ben.dm()[-1]
    await ben.clicks(card, "rate.star.4")
    await playground.settle()
    await ben.clicks(await home_of(playground, ben), "home.ratings")
    assert ben.view
    menu = next(block["accessory"] for block in ben.view.blocks if block.get("accessory"))
    await ben.clicks(ben.dm()[-1], "rate.undo") if "rate.undo" in str(ben.dm()[-1].blocks) else await ben.says("undo")
    await playground.settle()
    await reword(playground)
    await ben.chooses(ben.view, "home.star", menu["options"][4])
    await playground.settle()
    assert "can no longer be rated" in words(ben.view)
    assert await stars_of_the_new_words(playground, exchange) == 0


async def test_the_same_words_again_are_no_new_wording(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    await shared(playground, "Ana", LURE)
    ben = await card_of(playground, "Ben")
    ana = playground.person("Ana")
    card = next(each for each in ana.ephemerals("general") if "share.edit" in str(each.blocks))
    assert await ana.clicks(card, "share.edit")
    assert await ana.submits(values={"share.text": LURE})
    await ben.clicks(ben.dm()[-1], "rate.star.4")
    await playground.settle()
    [live] = await playground.comments(exchange)
    assert (live.text, live.ratings) == (LURE, 1)


def near_row(blocks: list[Any]) -> Any:
    [row] = [block for block in blocks if (block.get("accessory") or {}).get("action_id") == action_ids.SHARE_NEAR_STAR]
    return row
