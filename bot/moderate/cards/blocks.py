"""Block Kit of a card outside the queue: the same card, drawn for all moderators at once, and what became of it."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace

from bot.moderate import blocks
from bot.moderate.case import ModerationCase
from bot.moderate.payloads import DESK, format_card_id
from bot.slack import action_ids
from bot.slack.blocks import Block, actions, button, context_block, cut, escape, section
from bot.texts import Texts
from storage.exchanges import Exchange

Drawn = tuple[str, list[Block]]

_QUESTION_LENGTH = 150  # characters of a question


def item_card(texts: Texts, case: ModerationCase | None, number: int) -> Drawn:
    """Return the card of an item: with its buttons while it waits, then one line. case: None once nothing is left."""
    if case is None:
        text = texts("moderate.no_longer_waits", number=number)
        return text, [section(text)]
    block_id = format_card_id(DESK, [case.ref], 0, case)
    if case.reported.waits:
        note = context_block(texts("moderate.nobody_shown"))
        return texts("desk.card", number=number), [*blocks.card(texts, case, block_id=block_id), note]
    return blocks.decided_text(texts, case), [blocks.decided_block(texts, case, block_id=block_id)]


def card_mark(texts: Texts, case: ModerationCase | None, number: int) -> str:
    """Return what changes where a card has to be edited; how like ones were decided is no reason to."""
    still = replace(case, like=None) if case else None
    return hashlib.sha256(json.dumps(item_card(texts, still, number)).encode()).hexdigest()[:12]


def late(texts: Texts, exchange: Exchange, numbers: Sequence[int]) -> Drawn:
    """Return the message about items that wait for long."""
    question = escape(cut(exchange.question, _QUESTION_LENGTH))
    text = texts("desk.late", n=len(numbers), question=question)
    names = ", ".join(f"#{number}" for number in numbers[:20])
    open_queue = button(
        texts("moderate.open_queue.button"),
        action_id=action_ids.MODERATE_QUEUE,
        value=str(exchange.exchange_id),
        style="primary",
    )
    notes = [context_block(texts("desk.late_once")), context_block(texts("moderate.nobody_shown"))]
    return text, [section(f":hourglass: *{text}*\n{names}"), actions(open_queue), *notes]
