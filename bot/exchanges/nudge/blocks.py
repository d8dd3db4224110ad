"""Block Kit of the nudge: the message in a channel, and its preview for moderators."""

from collections.abc import Sequence

from bot.exchanges.blocks import comment_button, question_block, rate_button
from bot.slack.blocks import Block, actions, button, confirm, context_block, divider, escape, section
from bot.texts import Texts
from storage.exchanges import Exchange

PREVIEW = "exchanges.nudge"  # button; value: EXCHANGE
SEND = "exchanges.nudge_send"  # button; value: EXCHANGE, or EXCHANGE|CHANNEL for one of its channels alone


def message(
    texts: Texts, exchange: Exchange, groups: Sequence[str], *, takes_comments: bool, has_buttons: bool = True
) -> tuple[str, list[Block]]:
    """Return the message: text for notifications, and blocks. groups: as the exchange names them."""
    value = str(exchange.exchange_id)
    text = texts("nudge.message", groups=[f"*{escape(each)}*" for each in groups])
    share = [comment_button(texts, value)] if takes_comments else []
    blocks = [question_block(exchange.question), section(text)]
    if has_buttons:
        blocks.append(actions(*share, rate_button(texts, value)))
    return texts("nudge.notification", question=escape(exchange.question)), blocks


def preview_card(
    texts: Texts, exchange: Exchange, shown: Sequence[Block], channels: Sequence[str]
) -> tuple[str, list[Block]]:
    """Return the message as it will be, in the exchange's language, and where it goes. shown: its blocks."""
    where = [f"<#{each}>" for each in channels]
    value = str(exchange.exchange_id) if len(channels) > 1 else f"{exchange.exchange_id}|{channels[0]}"
    send = button(
        texts("nudge.send.button"),
        action_id=SEND,
        value=value,
        style="primary",
        accessibility_label=texts("nudge.send.spoken"),
        confirm=confirm(
            texts("nudge.confirm.title"),
            texts("nudge.confirm.text"),
            yes=texts("nudge.send.button"),
            no=texts("nudge.confirm.no"),
        ),
    )
    text = texts("nudge.preview", channels=where)
    note = context_block(texts("nudge.preview_note"))
    return text, [section(text), divider(), *shown, divider(), note, actions(send)]


def preview_button(texts: Texts, exchange: Exchange) -> Block:
    """Return the button that shows the preview."""
    return button(
        texts("nudge.open.button"),
        action_id=PREVIEW,
        value=str(exchange.exchange_id),
        accessibility_label=texts("nudge.open.spoken"),
    )
