"""Block Kit of the message about the last day on which somebody's words can be erased."""

from bot.domain.retention import ErasurePlan
from bot.slack import action_ids
from bot.slack.blocks import Block, actions, button, escape, section
from bot.texts import Texts
from storage.exchanges import Exchange


def last_day(texts: Texts, exchange: Exchange, plan: ErasurePlan) -> tuple[str, list[Block]]:
    """Return the message to somebody whose words are in an exchange that is closed."""
    text = texts("retention.last_day", question=escape(exchange.question), last=plan.last, on=plan.on)
    text += f" {texts('quarters.last_day')}" if exchange.followed_by else ""
    value = str(exchange.exchange_id)
    erase = button(texts("retention.erase.button"), action_id=action_ids.FORGET_ME, value="forget", style="danger")
    results = button(texts("retention.results.button"), action_id=action_ids.EXCHANGE_RESULTS, value=value)
    return texts("retention.last_day_text"), [section(text), actions(erase, results)]
