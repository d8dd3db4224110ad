"""Who mends a message before sharing it shares the words of the card on which they press Share."""

import copy
from random import Random

from bot.app import assemble
from bot.playground.interacting import Act, keep, place_of, send_actions
from bot.playground.person import Person
from bot.playground.world import Message
from tests.town import Town, words


async def pressed_with(town: Town, person: Person, shown: Message, action_id: str) -> None:
    """Let somebody press a button on a card as it was shown to them, which has changed since."""
    done = keep(town.playground, shown, place_of(shown, Act(action_id)), None)
    await send_actions(town.playground, person.member, shown, [done])
    await town.settle()


async def restarted(town: Town) -> None:
    """Stop the bot, and start it anew five minutes later."""
    settings = town.starling.settings
    await town.starling.stop()
    town.clock.later(minutes=5)
    town.starling = await assemble(settings, clock=town.clock.now, rng=Random(1), tick_s=3600)
    await town.starling.start()
    town.playground.deliver_to(f"http://127.0.0.1:{town.starling.port}/slack/events")


async def test_the_words_of_the_last_card_that_was_pressed_are_kept(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    ana = town.person("Ana")
    await ana.says("Longer lunhc")
    await town.settle()
    mine = next(each for each in ana.dm() if each.user == ana.id)
    old = ana.dm()[-1]
    await ana.edits(mine, "Longer lunch, and a warm one")
    await town.settle()
    new = ana.dm()[-1]
    await ana.clicks(old, "share.dm.yes")  # by mistake, where the old card still stands
    await town.settle()
    if "share.dm.yes" in str(new.blocks):
        await ana.clicks(new, "share.dm.yes")
        await town.settle()
    kept = [each.text for each in await town.comments(exchange)]
    assert kept == ["Longer lunch, and a warm one"], words(ana.dm()[-1])


async def test_the_card_shows_the_newest_words_in_its_old_place(town: Town) -> None:
    await town.exchange("What keeps us safe?")
    ana = town.person("Ana")
    await ana.says("Longer lunhc")
    await town.settle()
    mine, card = ana.dm()[-2:]
    await ana.edits(mine, "Longer lunch")
    await town.settle()
    assert ana.dm()[-1].ts == card.ts, "no second card"
    assert "Longer lunch" in words(ana.dm()[-1])


async def test_a_card_that_could_not_be_changed_asks_with_the_newest_words(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    ana = town.person("Ana")
    await ana.says("Longer lunhc")
    await town.settle()
    mine = next(each for each in ana.dm() if each.user == ana.id)
    old = copy.deepcopy(ana.dm()[-1])
    await ana.edits(mine, "Longer lunch")
    await town.settle()
    await pressed_with(town, ana, old, "share.dm.yes")  # as they saw it a moment ago
    assert not await town.comments(exchange), "not the older words, and nothing without asking"
    card = ana.dm()[-1]
    assert "You changed your message" in words(card)
    assert await ana.clicks(card, "share.dm.yes")
    await town.settle()
    assert [each.text for each in await town.comments(exchange)] == ["Longer lunch"]


async def test_after_a_restart_slack_is_asked_for_the_newest_words(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    ana = town.person("Ana")
    await ana.says("Longer lunhc")
    await town.settle()
    mine = next(each for each in ana.dm() if each.user == ana.id)
    old = copy.deepcopy(ana.dm()[-1])
    await ana.edits(mine, "Longer lunch")
    await town.settle()
    await restarted(town)
    await pressed_with(town, ana, old, "share.dm.yes")
    assert not await town.comments(exchange)
    assert await ana.clicks(ana.dm()[-1], "share.dm.yes")
    await town.settle()
    assert [each.text for each in await town.comments(exchange)] == ["Longer lunch"]


async def test_a_card_whose_message_is_gone_shares_nothing(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    ana = town.person("Ana")
    await ana.says("Longer lunch")
    await town.settle()
    mine, card = ana.dm()[-2:]
    old = copy.deepcopy(card)
    await ana.deletes(mine)
    await town.settle()
    assert "Nothing of it was shared" in words(ana.dm()[-1])
    await pressed_with(town, ana, old, "share.dm.yes")
    assert not await town.comments(exchange)


async def test_new_words_that_were_edited_once_more_are_asked_about_again(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    ana = town.person("Ana")
    await ana.says("First words")
    await town.settle()
    mine = next(each for each in ana.dm() if each.user == ana.id)
    await ana.clicks(ana.dm()[-1], "share.dm.yes")
    await town.settle()
    await ana.edits(mine, "Second words")
    await town.settle()
    second = ana.dm()[-1]
    await ana.edits(mine, "Third words")
    await town.settle()
    assert await ana.clicks(second, "share.dm.reword")
    await town.settle()
    assert [each.text for each in await town.comments(exchange)] == ["First words"], "not without asking"
    again = next(each for each in ana.dm() if each.ts == second.ts)
    assert "Third words" in words(again)
    assert await ana.clicks(again, "share.dm.reword")
    await town.settle()
    assert [each.text for each in await town.comments(exchange)] == ["Third words"]
