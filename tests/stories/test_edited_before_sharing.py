"""Who mends a message before sharing it shares the words of the card on which they press Share."""

import copy
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

import pytest

from bot.app import Starling, assemble
from bot.playground.people.interactions import Act, get_element, send_actions, store_choice
from bot.playground.people.person import Person
from bot.playground.state.models import Message
from tests.sentences import EN
from tests.whole_bot import Playground, open_playground, words


async def pressed_with(playground: Playground, person: Person, shown: Message, action_id: str) -> None:
    """Let somebody press a button on a card as it was shown to them, which has changed since."""
    done = store_choice(playground.slack.context, shown, get_element(shown, Act(action_id)), None)
    await send_actions(playground.slack.context, person.member, shown, [done])
    await playground.settle()


async def restarted(playground: Playground) -> None:
    """Stop the bot, and start it again five minutes later."""
    settings = playground.starling.settings
    await playground.starling.stop()
    playground.clock.later(minutes=5)
    playground.starling = await assemble(settings, clock=playground.clock.now, rng=Random(1), tick_s=3600)
    await playground.starling.start()
    playground.slack.deliver_to(f"http://127.0.0.1:{playground.starling.port}/slack/events")


@asynccontextmanager
async def hearing(playground: Playground, bot: Starling) -> AsyncIterator[None]:
    """Let Slack report to another bot what happens in this block."""
    address = "http://127.0.0.1:{}/slack/events"
    playground.slack.deliver_to(address.format(bot.port))
    yield
    await playground.settle()
    await bot.context.outbox.drain()
    await playground.settle()
    playground.slack.deliver_to(address.format(playground.starling.port))


async def test_the_words_of_the_last_card_that_was_pressed_are_kept(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    await ana.says("Longer lunhc")
    await playground.settle()
    mine = next(each for each in ana.dm() if each.user == ana.id)
    old = ana.dm()[-1]
    await ana.edits(mine, "Longer lunch, and a warm one")
    await playground.settle()
    new = ana.dm()[-1]
    await ana.clicks(old, "share.dm.yes")  # by mistake, where the old card is still shown
    await playground.settle()
    if "share.dm.yes" in str(new.blocks):
        await ana.clicks(new, "share.dm.yes")
        await playground.settle()
    kept = [each.text for each in await playground.comments(exchange)]
    assert kept == ["Longer lunch, and a warm one"], words(ana.dm()[-1])


async def test_the_card_shows_the_newest_words_in_its_old_place(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    await ana.says("Longer lunhc")
    await playground.settle()
    mine, card = ana.dm()[-2:]
    await ana.edits(mine, "Longer lunch")
    await playground.settle()
    assert ana.dm()[-1].ts == card.ts, "no second card"
    assert "Longer lunch" in words(ana.dm()[-1])


async def test_a_card_that_could_not_be_changed_asks_with_the_newest_words(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    await ana.says("Longer lunhc")
    await playground.settle()
    mine = next(each for each in ana.dm() if each.user == ana.id)
    old = copy.deepcopy(ana.dm()[-1])
    await ana.edits(mine, "Longer lunch")
    await playground.settle()
    await pressed_with(playground, ana, old, "share.dm.yes")  # as they saw it a moment ago
    assert not await playground.comments(exchange), "not the older words, and nothing without asking"
    card = ana.dm()[-1]
    assert "You changed your message" in words(card)
    assert await ana.clicks(card, "share.dm.yes")
    await playground.settle()
    assert [each.text for each in await playground.comments(exchange)] == ["Longer lunch"]


async def test_after_a_restart_slack_is_asked_for_the_newest_words(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    await ana.says("Longer lunhc")
    await playground.settle()
    mine = next(each for each in ana.dm() if each.user == ana.id)
    old = copy.deepcopy(ana.dm()[-1])
    await ana.edits(mine, "Longer lunch")
    await playground.settle()
    await restarted(playground)
    await pressed_with(playground, ana, old, "share.dm.yes")
    assert not await playground.comments(exchange)
    assert await ana.clicks(ana.dm()[-1], "share.dm.yes")
    await playground.settle()
    assert [each.text for each in await playground.comments(exchange)] == ["Longer lunch"]


async def test_a_card_whose_message_is_gone_shares_nothing(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    await ana.says("Longer lunch")
    await playground.settle()
    mine, card = ana.dm()[-2:]
    old = copy.deepcopy(card)
    await ana.deletes(mine)
    await playground.settle()
    assert "Nothing of it was shared" in words(ana.dm()[-1])
    await pressed_with(playground, ana, old, "share.dm.yes")
    assert not await playground.comments(exchange)


async def test_new_words_that_were_edited_once_more_are_asked_about_again(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    await ana.says("First words")
    await playground.settle()
    mine = next(each for each in ana.dm() if each.user == ana.id)
    await ana.clicks(ana.dm()[-1], "share.dm.yes")
    await playground.settle()
    await ana.edits(mine, "Second words")
    await playground.settle()
    second = ana.dm()[-1]
    await ana.edits(mine, "Third words")
    await playground.settle()
    assert await ana.clicks(second, "share.dm.reword")
    await playground.settle()
    assert [each.text for each in await playground.comments(exchange)] == ["First words"], "not without asking"
    again = next(each for each in ana.dm() if each.ts == second.ts)
    assert "Third words" in words(again)
    assert await ana.clicks(again, "share.dm.reword")
    await playground.settle()
    assert [each.text for each in await playground.comments(exchange)] == ["Third words"]


@pytest.mark.parametrize("deletes", [False, True], ids=["edited", "deleted"])
async def test_words_whose_change_another_bot_heard_of_are_not_shared(
    tmp_path: Path, postgres_database: str, *, deletes: bool
) -> None:
    async with open_playground(tmp_path, database_url=postgres_database) as playground:
        other = await assemble(playground.starling.settings, clock=playground.clock.now, rng=Random(2), tick_s=3600)
        await other.start()
        try:
            exchange = await playground.exchange("What keeps us safe?")
            ana = playground.person("Ana")
            async with hearing(playground, other):
                await ana.says("Longer lunhc")
            mine = next(each for each in ana.dm() if each.user == ana.id)
            old = copy.deepcopy(ana.dm()[-1])
            await ana.edits(mine, "Longer lunch")  # the first bot hears of this one, the other of the next
            await playground.settle()
            async with hearing(playground, other):
                await (ana.deletes(mine) if deletes else ana.edits(mine, "Longer lunch, and a warm one"))
            await pressed_with(playground, ana, old, "share.dm.yes")
            assert not await playground.comments(exchange), "not without asking"
            if deletes:
                assert any(EN("share.message_gone") in words(each) for each in [*ana.dm(), *ana.ephemerals()])
                return
            async with hearing(playground, other):
                await ana.clicks(ana.dm()[-1], "share.dm.yes")
            assert [each.text for each in await playground.comments(exchange)] == ["Longer lunch, and a warm one"]
        finally:
            await other.stop()


async def test_where_slack_takes_no_more_questions_the_words_on_the_card_are_shared(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    await ana.says("Longer lunch")
    await playground.settle()
    card = ana.dm()[-1]
    playground.slack.faults.answer("conversations.history", status=503, times=1)
    await ana.clicks(card, "share.dm.yes")
    await playground.settle()
    assert not await playground.comments(exchange), "whether it was changed is not known, and soon will be"
    playground.slack.faults.limit("conversations.history", times=1)
    await ana.clicks(card, "share.dm.yes")
    await playground.settle()
    assert [each.text for each in await playground.comments(exchange)] == ["Longer lunch"]
