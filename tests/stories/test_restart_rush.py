"""After a restart the bot knows nobody's language: many come back at once, and Slack is asked no more than it takes."""

import asyncio
from pathlib import Path
from random import Random

from bot.app import assemble
from tests.sentences import english_words
from tests.whole_bot import open_playground, words

PEOPLE = 90
TIERS = {
    "users.info": 100,
    "users.list": 20,
    "conversations.members": 100,
    "users.conversations": 20,
    "conversations.info": 50,
}
"""Calls that Slack takes of a method in a minute: docs/behaviour.md."""


async def test_many_who_come_back_after_a_restart_read_their_language_within_slacks_limits(tmp_path: Path) -> None:
    async with open_playground(tmp_path) as playground:
        slack, channel = playground.slack, playground.slack.channel("general").id
        await playground.exchange("¿Qué nos da seguridad?", "Una comida más larga", channel_id=channel)
        people = [playground.person(f"Persona {number}", locale="es-MX") for number in range(PEOPLE)]
        await playground.starling.stop()
        again = await assemble(playground.starling.settings, clock=playground.clock.now, rng=Random(2), tick_s=3600)
        await again.start()
        try:
            slack.deliver_to(f"http://127.0.0.1:{again.port}/slack/events")
            slack.calls.clear()
            await asyncio.gather(*(person.runs("/exchange rate", "general") for person in people))
            for _ in range(3):
                await slack.settle()
                await again.context.outbox.drain()
            asked = {method: slack.calls.count(method) for method in TIERS}
            assert not {method: count for method, count in asked.items() if count > TIERS[method]}
            assert asked["users.list"] >= 1, "all were read at once"
            cards = {person.name: person.dm()[-1] for person in people}
            assert all("Una comida más larga" in words(card) for card in cards.values())
            assert [name for name, card in cards.items() if english_words(card.blocks)] == []
        finally:
            await again.stop()
