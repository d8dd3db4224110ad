"""Help text: whom to turn to when somebody may be in danger; by the exchange's creator, or a general sentence."""

from bot.slack.blocks import Block, context_block, section
from bot.slack.mrkdwn import linked
from bot.texts import Texts
from storage.exchanges import Exchange


def help_blocks(exchange: Exchange, texts: Texts) -> list[Block]:
    """Return who can help: the exchange's help text as it was written, or the general sentence where it has none."""
    if not exchange.help_text:
        return [section(f"{texts('exchange.who_can_help')}\n{texts('exchange.help_general')}")]
    return [
        section(texts("exchange.who_can_help")),
        section(linked(exchange.help_text)),
        context_block(texts("exchange.help_now")),
    ]


def help_text_line(texts: Texts, exchange: Exchange) -> str:
    """Return whether there is a help text, for the moderators."""
    return texts("exchange.help_text.written" if exchange.help_text else "exchange.help_text.none")
