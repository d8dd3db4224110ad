"""A typed star goes to the card that came before the person last, whatever happened since, and has one effect."""

from random import Random

import pytest
from sqlalchemy import func, select

from bot.app import assemble
from bot.playground.state.models import Message
from bot.rate.card_time import from_slack_time
from bot.rate.flow import to_microseconds
from storage import exchanges
from storage.exchanges import Exchange
from storage.models import skip as skip_table
from storage.scope import ExchangeScope
from tests.sentences import EN
from tests.stories.people import change_person
from tests.whole_bot import Playground, words

TYPED = ["5", "skip"]


async def restart(playground: Playground) -> None:
    await playground.starling.stop()
    playground.starling = await assemble(
        playground.starling.settings, clock=playground.clock.now, rng=Random(1), tick_s=3600
    )
    await playground.starling.start()
    playground.slack.deliver_to(f"http://127.0.0.1:{playground.starling.port}/slack/events")


async def test_of_two_open_cards_the_last_one_is_meant(playground: Playground) -> None:
    older = await playground.exchange("Is lunch long enough?", "Longer lunch", "Warm lunch", slug="lunch")
    playground.clock.later(hours=1)
    newer = await playground.exchange("Are the buses on time?", "More buses", "Earlier buses", slug="buses")
    ana = playground.person("Ana")
    await ana.runs("/exchange rate buses", "general")
    await playground.settle()
    await ana.runs("/exchange rate lunch", "general")
    await playground.settle()
    assert "Is lunch long enough?" in words(ana.dm()[-1]), "this is what she looks at"

    await restart(playground)
    try:
        await ana.says("5")
        await playground.settle()
        kept = (await playground.counts(newer)).ratings, (await playground.counts(older)).ratings
    finally:
        await playground.starling.stop()
    assert kept in {(0, 1), (0, 0)}, "kept for the right one, or asked again"


async def card_of(playground: Playground, slug: str) -> Message:
    ana = playground.person("Ana")
    await ana.runs(f"/exchange rate {slug}", "general")
    await playground.settle()
    return ana.dm()[-1]


async def two(playground: Playground) -> tuple[Exchange, Exchange]:
    lunch = await playground.exchange("Is lunch long enough?", "Longer lunch", "Warm lunch", slug="lunch")
    buses = await playground.exchange("Are the buses on time?", "More buses", "Earlier buses", slug="buses")
    return lunch, buses


async def ratings_of(playground: Playground, *found: Exchange) -> list[int]:
    return [(await playground.counts(each)).ratings for each in found]


async def test_who_clicked_on_the_older_card_goes_on_there(playground: Playground) -> None:
    lunch, buses = await two(playground)
    older = await card_of(playground, "lunch")
    await card_of(playground, "buses")
    ana = playground.person("Ana")
    await ana.clicks(older, "rate.star.4")
    await playground.settle()
    await ana.says("5")
    await playground.settle()
    assert await ratings_of(playground, lunch, buses) == [2, 0]


async def test_who_stopped_rates_nothing_that_they_do_not_see(playground: Playground) -> None:
    lunch, buses = await two(playground)
    await card_of(playground, "lunch")
    card = await card_of(playground, "buses")
    ana = playground.person("Ana")
    await ana.chooses(card, "rate.more", "Stop for now")
    await playground.settle()
    await ana.says("5")
    await playground.settle()
    assert await ratings_of(playground, lunch, buses) == [0, 0]
    assert EN("rate.no_card") in words(ana.dm()[-1])


async def test_when_the_exchange_of_the_last_card_has_closed_no_other_one_is_meant(playground: Playground) -> None:
    lunch, buses = await two(playground)
    await card_of(playground, "lunch")
    await card_of(playground, "buses")
    async with playground.starling.context.storage.write() as db:
        await exchanges.update_exchange(
            db, ExchangeScope(playground.tenant_id, buses.exchange_id), state="closed", closed_at=playground.clock.now()
        )
    ana = playground.person("Ana")
    await ana.says("5")
    await playground.settle()
    assert await ratings_of(playground, lunch, buses) == [0, 0]
    assert "closed" in words(ana.dm()[-1])
    await ana.says("rate")
    await playground.settle()
    assert "Is lunch long enough?" in words(ana.dm()[-1])


@pytest.mark.parametrize("word", TYPED)
async def test_a_typed_word_whose_answer_failed_has_one_effect_and_is_answered_with_the_next_delivery(
    playground: Playground, word: str
) -> None:
    lunch, _ = await two(playground)
    await card_of(playground, "lunch")
    ana = playground.person("Ana")
    playground.slack.faults.answer("chat.postMessage", status=500, times=1)
    await ana.says(word)
    await playground.settle()
    attempts = [each.attempt for each in playground.slack.deliveries.list_for("events_api") if each.user == ana.id]
    assert max(attempts) >= 1, "Slack had to repeat it"
    kept = await playground.comments(lunch)
    assert sum(each.ratings for each in kept) == (word == "5")
    async with playground.starling.context.storage.read() as db:
        passed = (await db.execute(select(func.count()).select_from(skip_table))).scalar_one()
    assert passed == (word == "skip")
    card = words(ana.dm()[-1])
    assert ("Longer lunch" in card) != ("Warm lunch" in card), "the other comment waits, unrated"
    assert "last: ★★★★★ (5)" in card or word == "skip"
    assert sum(bool(each.bot_id) and "Is lunch" in words(each) for each in ana.dm()) == 1, "one card"


async def test_a_word_that_was_written_before_the_card_came_is_not_about_it(playground: Playground) -> None:
    lunch, _ = await two(playground)
    await card_of(playground, "lunch")
    ana = playground.person("Ana")
    in_a_minute = from_slack_time(to_microseconds(playground.clock.now()) + 60_000_000)
    # The star comes late: a click brought another card meanwhile.
    await change_person(playground, lunch, ana, card_time=in_a_minute)
    await ana.says("5")
    await playground.settle()
    assert await ratings_of(playground, lunch) == [0]
    assert EN("rate.too_early") in words(ana.dm()[-1])
