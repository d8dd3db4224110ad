"""The card as JSON is the card as blocks, in both languages, with and without what the last act left."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from bot.domain.actor import Actor
from bot.rate import blocks
from bot.rate.cards import CardRegistry
from bot.rate.view import RatingView
from tests.whole_bot import Playground, list_action_ids

ACTS: Sequence[str] = ("rate.star.4", "rate.undo", "rate.star.2", "rate.skip", "rate.star.5", "rate.star.1")
WORDS = ('Longer "lunch" \\o/', "A crossing guard 🦺 {value}", "Más bancos", "More light")


async def test_a_card_in_json_is_the_card_in_blocks(playground: Playground, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[Actor, RatingView]] = []
    show = CardRegistry.show

    def note(self: CardRegistry, actor: Actor, url: str, view: RatingView) -> None:
        seen.append((actor, view))
        show(self, actor, url, view)

    monkeypatch.setattr(CardRegistry, "show", note)
    await playground.exchange("What keeps us {value} & <safe>?", *WORDS)
    for person in (playground.person("Ana"), playground.person("Sofía", locale="es-MX")):
        await person.runs("/exchange rate", "general")
        await playground.settle()
        for act in ACTS:
            if act in list_action_ids(person.dm()[-1]):
                await person.clicks(person.dm()[-1], act)
                await playground.settle()
    assert len({actor.texts.language for actor, _ in seen}) == 2
    assert {view.comment is None for _, view in seen} == {True, False}
    assert {view.person.last_comment_id is None for _, view in seen} == {True, False}
    for actor, view in seen:
        text, drawn = blocks.rating_card(actor.texts, view)
        card: dict[str, Any] = {"replace_original": True, "text": text, "blocks": drawn}
        assert json.loads(blocks.encoded_card(actor.texts, view)) == card
