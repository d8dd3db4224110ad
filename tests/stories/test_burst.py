"""Hundreds press at once, with Slack's limits on: nobody is left without an answer."""

import asyncio

from tests.whole_bot import Playground, words

PEOPLE = 300


async def test_three_hundred_press_comment_within_a_minute_and_each_gets_a_form_or_an_offer(
    playground: Playground,
) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    playground.slack.context.unseen_clicks = True
    people = [playground.person(f"Person {number}") for number in range(PEOPLE)]
    playground.slack.faults.tiers = True

    async def press(batch: int) -> None:
        for person in people[batch::10]:
            outcome = await person.clicks_unseen("share.open", str(exchange.exchange_id))
            assert outcome.status == 200

    await asyncio.gather(*(press(batch) for batch in range(10)))
    await playground.settle()
    with_form = [person for person in people if person.view]
    with_offer = [
        person
        for person in people
        if not person.view and any("direct message" in words(w) for w in person.ephemerals())
    ]
    assert len(with_form) + len(with_offer) == PEOPLE
    assert 50 <= len(with_form) < PEOPLE, "the limit was reached, and not at once"

    refused = with_offer[0]
    playground.slack.faults.tiers = False
    assert await refused.clicks(refused.ephemerals()[-1], "share.open")
    assert refused.view, "a minute later the form opens from the offer"
