"""The button with which somebody asks to hear of answers to what they wrote or gave four or five stars."""

from bot.slack import action_ids
from bot.slack.blocks import Block, button
from bot.texts import Texts


def follow_button(texts: Texts, exchange_id: int) -> Block:
    """Return the button that asks to hear of answers in an exchange."""
    return button(
        texts("news.follow.button"),
        action_id=action_ids.FOLLOW_ANSWERS,
        value=str(exchange_id),
        accessibility_label=texts("news.follow.spoken"),
    )


def unfollow_button(texts: Texts, exchange_id: int) -> Block:
    """Return the button that ends it."""
    return button(
        texts("news.unfollow.button"),
        action_id=action_ids.UNFOLLOW_ANSWERS,
        value=str(exchange_id),
        accessibility_label=texts("news.unfollow.spoken"),
    )
