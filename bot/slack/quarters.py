"""Buttons that lead from the results of a quarter to those of the one before and the next."""

from bot.slack import action_ids
from bot.slack.blocks import Block, actions, button
from bot.texts import Texts
from storage.exchanges import Exchange


def before_button(texts: Texts, exchange: Exchange) -> Block:
    """Return the way to the results of the quarter before; there is one."""
    value = str(exchange.follows)
    return button(texts("quarters.before.button"), action_id=action_ids.RESULTS_BEFORE, value=value)


def quarter_buttons(texts: Texts, exchange: Exchange) -> list[Block]:
    """Return a row with the ways to the quarter before and the next one; nothing where there is neither."""
    row = [before_button(texts, exchange)] if exchange.follows else []
    if exchange.followed_by:
        value = str(exchange.followed_by)
        row.append(button(texts("quarters.next.button"), action_id=action_ids.RESULTS_NEXT, value=value))
    return [actions(*row)] if row else []
