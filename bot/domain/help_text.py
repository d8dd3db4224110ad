"""Whom people can turn to when somebody may be in danger: the words of the exchange's maker, or a general sentence."""

from bot.slack.blocks import Block, context_block, section
from bot.slack.mrkdwn import linked
from storage.exchanges import Exchange

NONE = "none"
_GENERAL = (
    "Talk to an adult you trust: at home, at school, a doctor. If somebody is hurt or in danger right now, call the "
    "emergency number of the place where you are."
)
_NOW = "If somebody is in danger right now, do not wait: call the emergency number of the place where you are."


def help_blocks(exchange: Exchange) -> list[Block]:
    """Return who can help: the exchange's help text as it was written, or the general sentence where it has none."""
    if not exchange.help_text:
        return [section(f"*Who can help*\n{_GENERAL}")]
    return [section("*Who can help*"), section(linked(exchange.help_text)), context_block(_NOW)]


def help_text_line(exchange: Exchange) -> str:
    """Return whether there is a help text, for who runs the exchange."""
    return "Help text: written" if exchange.help_text else f"Help text: {NONE}"
