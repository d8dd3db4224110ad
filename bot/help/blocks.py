"""What Slack shows of help: what the app is for, and buttons to begin with."""

from collections.abc import Sequence
from datetime import datetime

from bot.slack import action_ids
from bot.slack.blocks import Block, actions, button, context_block, escape, section
from bot.slack.data_page import data_page_section
from bot.texts import Texts
from storage.exchanges import Exchange

_MAX_SHOWN = 5  # exchanges


def help_card(
    texts: Texts, open_now: Sequence[Exchange], now: datetime, *, command: str = "/exchange"
) -> tuple[str, list[Block]]:
    """Return a short help with a row of buttons for each open exchange; *Comment* only while it takes comments."""
    shows_names = any(not each.is_anonymous for each in open_now)
    how = texts("help.how.shown" if shows_names else "help.how.hidden")
    blocks = [section(how)]
    if not open_now:
        blocks.append(section(texts("help.none_open")))
    for exchange in open_now[:_MAX_SHOWN]:
        value = str(exchange.exchange_id)
        comment = button(texts("help.comment.button"), action_id=action_ids.SHARE_OPEN, value=value, style="primary")
        blocks += [
            section(f"*{escape(exchange.question)}*"),
            actions(
                *([comment] if exchange.takes_comments(now) else []),
                button(texts("help.rate.button"), action_id=action_ids.RATE_START, value=value),
                button(texts("help.show.button"), action_id=action_ids.EXCHANGE_RESULTS, value=value),
                block_id=f"help.{value}",
            ),
        ]
    blocks += [context_block(texts("help.more", command=command)), data_page_section(texts)]
    if any(each.takes_comments(now) for each in open_now):
        blocks.append(context_block(texts("help.exact")))
    return how.replace("*", ""), blocks


def results_card(texts: Texts, begun: Sequence[Exchange]) -> tuple[str, list[Block]]:
    """Return a button to the results of each exchange. begun: open ones first."""
    if not begun:
        text = texts("help.no_results")
        return text, [section(text)]
    text = texts("help.results")
    blocks = [section(text)]
    for exchange in begun[:_MAX_SHOWN]:
        value = str(exchange.exchange_id)
        show = button(texts("help.show.button"), action_id=action_ids.EXCHANGE_RESULTS, value=value)
        blocks.append(section(f"*{escape(exchange.question)}*", accessory=show))
    return text, blocks
