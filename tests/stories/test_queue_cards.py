"""Cards of the queue in the moderators' channel or in their messages: one an item, edited wherever it is decided."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.core.screening import Rule
from bot.moderate.cards import job as cards_job
from bot.moderate.cards.state import open_item, seal_item
from bot.playground.people.person import Person
from bot.playground.state.models import Channel, Message
from storage import comments, moderation_log, queue_items
from storage.comments import NewComment
from storage.enums import ActKind
from storage.exchanges import Exchange
from storage.models import new_id, queue_item
from storage.moderation_log import Act
from storage.seals import random_seal
from tests.sentences import EN, ES
from tests.stories.moderating import add_moderator, asked, pick, press, queue_of, reported, shared, states
from tests.whole_bot import Playground, list_action_ids, words

RUDE = "This schedule is bullshit"


@pytest.fixture(autouse=True)
def _unwoken(playground: Playground) -> None:
    """Let no decision ask for all jobs at once: these tests say when cards go out."""
    object.__setattr__(playground.starling.context, "wake", lambda: None)


async def cards_go_out(playground: Playground, minutes: float = 10) -> None:
    playground.clock.later(minutes=minutes)
    await playground.starling.scheduler.run_once("cards")
    await playground.settle()


async def choose_cards(
    playground: Playground, person: Person, channel: Channel | None = None, *, is_sure: bool = False, **more: Any
) -> Any:
    """Let a moderator say in the form where cards go: to a channel, else to private messages."""
    await queue_of(playground, person)
    shown = person.ephemerals("general")[-1]
    assert await person.clicks(shown, "moderate.desk")
    await playground.settle()
    values = {
        "desk.cards": "channel" if channel else "messages",
        "desk.channel": channel.id if channel else None,
        "desk.sure": ["sure"] if is_sure else [],
    }
    outcome = await person.submits(values=values | more)
    await playground.settle()
    await cards_go_out(playground, 0)  # the bot has been running for a while
    return outcome


def cards_in(channel: Channel) -> list[Message]:
    return [each for each in channel.messages.values() if "Comment #" in each.text or "#" in words(each)]


def room(playground: Playground, *members: Person, private: bool = True) -> Channel:
    return playground.slack.add_channel("moderators", private, members=members, app=True)


async def test_each_item_has_one_card_in_the_channel_and_whoever_decides_anywhere_all_see_it(
    playground: Playground,
) -> None:
    exchange = await playground.exchange("What keeps us safe?", moderation="flagged")
    maya = await add_moderator(playground, "Maya")
    mods = room(playground, maya, playground.moderator)
    await choose_cards(playground, maya, mods)
    first, second = await shared(playground, "Ana", RUDE), await shared(playground, "Ben", "What bullshit rules")
    await cards_go_out(playground, 0)
    assert not cards_in(mods), "a card says in which ten minutes a comment came, and no more"
    await cards_go_out(playground)
    cards = {number: next(each for each in cards_in(mods) if f"#{number}" in each.text) for number in (first, second)}
    assert len(cards_in(mods)) == 2
    assert EN("moderate.held.rude", found="“bullshit”") in words(cards[first])
    assert not any(name in words(each) for each in cards.values() for name in ("Ana", "Ben"))
    assert set(list_action_ids(cards[first])) == {
        *(f"moderate.{each}" for each in ("keep", "hide", "remove", "ask", "claim")),
        "talks.begin",
    }

    assert await maya.clicks(cards[first], "moderate.keep", **press(cards[first], "moderate.keep", first))
    await cards_go_out(playground, 0)
    assert "is live" in words(mods.messages[cards[first].ts])
    await asked(playground, playground.moderator, f"/exchange hide #{second} --reason=rude")
    await cards_go_out(playground, 0)
    assert "is hidden" in words(mods.messages[cards[second].ts]), "decided by a command, and in every card"
    assert RUDE not in words(mods.messages[cards[first].ts])
    assert "moderate.undo" in list_action_ids(mods.messages[cards[first].ts])
    assert await playground.moderator.clicks(mods.messages[cards[second].ts], "moderate.undo")
    await cards_go_out(playground, 0)
    assert (await states(playground, exchange))["What bullshit rules"] == ("pending", None)
    assert "moderate.hide" in list_action_ids(mods.messages[cards[second].ts])
    await cards_go_out(playground, 2)
    assert "moderate.undo" not in list_action_ids(mods.messages[cards[first].ts])
    assert len(cards_in(mods)) == 2, "each edited in place"
    async with playground.starling.context.storage.read() as db:
        rows = (await db.execute(select(queue_item))).all()
    assert len(rows) == 1, "nothing is kept of what was decided"
    for each in (mods.id, cards[second].ts, maya.id):
        assert each.encode() not in rows[0].sealed


async def test_who_moderates_is_asked_at_each_press_and_what_is_out_of_date_counts_for_nothing(
    playground: Playground,
) -> None:
    exchange = await playground.exchange("What keeps us safe?", moderation="flagged")
    maya = await add_moderator(playground, "Maya")
    cleo = playground.person("Cleo")
    mods = room(playground, maya, cleo, playground.moderator)
    await choose_cards(playground, maya, mods)
    number = await shared(playground, "Ana", RUDE)
    await cards_go_out(playground)
    (card,) = cards_in(mods)
    await cleo.clicks(card, "moderate.keep")
    await playground.settle()
    assert "moderator" in words(cleo.ephemerals("moderators")[-1])
    assert (await states(playground, exchange))[RUDE][0] == "pending"
    await asked(playground, playground.moderator, f"/exchange mod remove @{maya.member.name}")
    await maya.clicks(card, "moderate.keep")
    await playground.settle()
    assert (await states(playground, exchange))[RUDE][0] == "pending", "who moderated a moment ago"
    await reported_by_rule(playground, exchange, number)
    await playground.moderator.clicks(card, "moderate.keep")
    await playground.settle()
    assert EN("moderate.changed.decided", number=number) in words(playground.moderator.ephemerals("moderators")[-1])


async def reported_by_rule(playground: Playground, exchange: Exchange, number: int) -> None:
    """Decide and undo by command, so that an older card shows what is no more."""
    await asked(playground, playground.moderator, f"/exchange hide #{number} --reason=rude")
    shown = playground.moderator.ephemerals("general")[-1]
    await playground.moderator.clicks(shown, "moderate.undo")
    await playground.settle()


async def test_a_channel_that_everybody_can_join_is_refused_until_they_say_that_they_know(
    playground: Playground,
) -> None:
    await playground.exchange("What keeps us safe?", moderation="flagged")
    maya = await add_moderator(playground, "Maya")
    mods = room(playground, maya, private=False)
    await choose_cards(playground, maya, mods)
    assert EN("desk.channel_is_open") in str(maya.view.errors if maya.view else "")
    await cards_go_out(playground, 0)
    without = playground.slack.add_channel("staff", private=True, members=[maya])
    await maya.submits(values={"desk.cards": "channel", "desk.channel": without.id})
    shown = str(maya.view.errors if maya.view else "")
    assert EN("channels.chosen") in shown, "a form shows no link to a channel"
    assert without.id not in shown
    await maya.submits(values={"desk.cards": "channel", "desk.channel": mods.id, "desk.sure": ["sure"]})
    await playground.settle()
    assert "Saved" in words(maya.view)
    await shared(playground, "Ana", RUDE)
    await cards_go_out(playground)
    assert len(cards_in(mods)) == 1


async def test_a_private_channel_that_was_opened_to_all_gets_no_more_cards_and_moderators_hear_of_it(
    playground: Playground,
) -> None:
    await playground.exchange("What keeps us safe?", moderation="flagged")
    maya = await add_moderator(playground, "Maya")
    mods = room(playground, maya)
    await choose_cards(playground, maya, mods)
    mods.kind = "channel"
    await shared(playground, "Ana", RUDE)
    await cards_go_out(playground)
    await cards_go_out(playground)
    assert not cards_in(mods)
    assert len([each for each in maya.dm() if "no longer a private channel" in words(each)]) == 1


async def test_danger_has_its_card_at_once_and_a_comment_that_is_taken_back_leaves_its_card(
    playground: Playground,
) -> None:
    await playground.exchange("What keeps us safe?", moderation="post")
    maya = await add_moderator(playground, "Maya")
    mods = room(playground, maya)
    await choose_cards(playground, maya, mods)
    hard = "I want to die and nobody notices"
    number = await shared(playground, "Ana", hard)
    await cards_go_out(playground, 0)
    (card,) = cards_in(mods)
    assert hard in words(card)
    ana = playground.person("Ana")
    assert await ana.clicks(ana.ephemerals("general")[0], "share.withdraw")
    await cards_go_out(playground, 0)
    assert EN("moderate.withdrawn", number=number) in words(mods.messages[card.ts])


async def test_cards_in_private_messages_reach_each_moderator_in_their_language_and_all_are_edited(
    playground: Playground,
) -> None:
    await playground.exchange("What keeps us safe?", "Ms Kim is mean")
    maya = await add_moderator(playground, "Maya")
    playground.person("Vera", locale="es-ES")
    vera = await add_moderator(playground, "Vera")
    await choose_cards(playground, maya)
    await reported(playground, "Ana")
    await cards_go_out(playground)
    hers, theirs = (next(each for each in one.dm() if "moderate.keep" in list_action_ids(each)) for one in (maya, vera))
    assert ES("moderate.nobody_shown") in words(theirs)

    assert await vera.chooses(theirs, "moderate.hide", **pick(theirs, "moderate.hide", "rude"))
    await cards_go_out(playground, 0)
    assert "is hidden" in words(next(each for each in maya.dm() if each.ts == hers.ts))


async def test_a_moderator_whose_messages_cannot_be_opened_keeps_no_other_from_the_cards(
    playground: Playground,
) -> None:
    await playground.exchange("What keeps us safe?", moderation="flagged")
    maya, noor = await add_moderator(playground, "Maya"), await add_moderator(playground, "Noor")
    await choose_cards(playground, maya)
    playground.slack.faults.answer("conversations.open", status=503, where={"users": maya.id})
    number = await shared(playground, "Ana", RUDE)
    await cards_go_out(playground)
    assert f"#{number}" in words(noor.dm()[-1])
    assert not any("moderate.keep" in list_action_ids(each) for each in maya.dm())
    playground.slack.faults.clear()
    await cards_go_out(playground)
    assert "moderate.keep" in list_action_ids(maya.dm()[-1]), "in the next round"
    assert sum("moderate.keep" in list_action_ids(each) for each in noor.dm()) == 1


async def test_moderators_hear_once_of_what_waits_for_four_hours_and_by_night_of_danger_alone(
    playground: Playground,
) -> None:
    await playground.exchange("What keeps us safe?", moderation="flagged")  # its zone is UTC; the clock shows 4:45
    maya = await add_moderator(playground, "Maya")
    await cards_go_out(playground, 0)
    number = await shared(playground, "Ana", RUDE)
    await cards_go_out(playground)
    late = EN("desk.late", n=1, question="What keeps us safe?")

    def heard() -> list[str]:
        return [words(each) for each in maya.dm() if late in words(each)]

    for hours, times in ((3, 0), (1.2, 1), (5, 1)):
        await cards_go_out(playground, 60 * hours)
        assert len(heard()) == times
    assert f"#{number}" in heard()[0]
    await shared(playground, "Ben", "What bullshit rules")
    await cards_go_out(playground)
    await cards_go_out(playground, 60 * 4.5)  # after seven in the evening
    assert len(heard()) == 2
    await shared(playground, "Cem", "More bullshit")
    await cards_go_out(playground)
    await cards_go_out(playground, 60 * 5)  # midnight
    assert len(heard()) == 2
    await shared(playground, "Dora", "I want to die and nobody notices")
    await cards_go_out(playground, 0)
    await cards_go_out(playground, 60 * 4.3)  # four in the morning
    assert len(heard()) == 3
    await cards_go_out(playground, 60 * 3)  # after seven
    assert len(heard()) == 4


async def test_a_moderator_clears_fifty_items_with_two_clicks_each_at_most(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", moderation="flagged")
    maya = await add_moderator(playground, "Maya")
    mods = room(playground, maya)
    await choose_cards(playground, maya, mods)
    await cards_go_out(playground, 0)
    await hold(playground, exchange, 50)
    await cards_go_out(playground)
    for _ in range(50 // cards_job.BATCH):
        await cards_go_out(playground, 0)
    assert len(cards_in(mods)) == 50
    clicks = []
    for place, card in enumerate(cards_in(mods)):
        if place % 2:
            assert await maya.clicks(card, "moderate.keep")
            clicks.append(1)
        else:  # one click opens the menu, the other chooses
            act = ("moderate.hide", "moderate.remove", "moderate.ask")[place % 3]
            assert await maya.chooses(card, act, **pick(card, act, "rude"))
            clicks.append(2)
    await playground.settle()
    assert not await playground.comments(exchange, "pending")
    assert max(clicks) == 2
    assert sum(clicks) == 75
    async with playground.starling.context.storage.read() as db:
        log = await moderation_log.list_all(db, exchange.scope)
    assert len([each for each in log if each.encrypted_moderator]) == 50, "each is one row of the log"


async def hold(playground: Playground, exchange: Exchange, count: int) -> None:
    """Let `count` comments wait for rude words."""
    async with playground.starling.context.storage.write() as db:
        for place in range(count):
            comment, _ = await comments.add(
                db,
                exchange.scope,
                NewComment(
                    source_mac=f"held{place}",
                    text=f"Bullshit number {place}",
                    why="",
                    state="pending",
                    held_for=Rule.RUDE,
                    shared_on=playground.clock.now().date(),
                    comment_id=new_id(),
                    author_seal=random_seal(),
                ),
            )
            act = Act(ActKind.HOLD, grounds=Rule.RUDE)
            await moderation_log.record(db, exchange.scope, comment.comment_id, act)


async def test_a_card_whose_place_was_not_saved_is_found_before_another_is_posted(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", moderation="flagged")
    maya = await add_moderator(playground, "Maya")
    mods = room(playground, maya)
    await choose_cards(playground, maya, mods)
    number = await shared(playground, "Ana", RUDE)
    await cards_go_out(playground)
    assert len(cards_in(mods)) == 1
    ctx = playground.starling.context
    key = ctx.tenant_key(playground.tenant_id)
    async with ctx.storage.write() as db:
        ((_, sealed),) = (await queue_items.list_all(db, exchange.scope)).items()
        state = open_item(key, exchange.exchange_id, number, sealed)
        assert state
        lost = replace(state, shown="", posted=tuple(replace(each, ts="") for each in state.posted))
        await queue_items.save(db, exchange.scope, {number: seal_item(key, exchange.exchange_id, number, lost)})
    await cards_job.QueueCards(ctx).tick(ctx.workspace(playground.tenant_id))
    await playground.settle()
    assert len(cards_in(mods)) == 1
    async with ctx.storage.read() as db:
        ((_, sealed),) = (await queue_items.list_all(db, exchange.scope)).items()
    found = open_item(key, exchange.exchange_id, number, sealed)
    assert found
    assert found.posted == state.posted
