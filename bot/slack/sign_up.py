"""The button that signs somebody up for the next exchange, and the one that ends it, drawn wherever one ends."""

from bot.slack import action_ids
from bot.slack.blocks import Block, actions, button, section
from bot.texts import Texts


def sign_up_button(texts: Texts) -> Block:
    """Return the button that signs somebody up for future exchanges."""
    return button(
        texts("sign_up.on.button"),
        action_id=action_ids.SIGN_UP,
        value="on",
        accessibility_label=texts("sign_up.on.spoken"),
    )


def signed_up(texts: Texts) -> tuple[str, list[Block]]:
    """Return what somebody reads who signed up, with the button that ends it."""
    text = texts("sign_up.done")
    end = button(
        texts("sign_up.off.button"),
        action_id=action_ids.SIGN_OFF,
        value="off",
        accessibility_label=texts("sign_up.off.spoken"),
    )
    return text, [section(text), actions(end)]


def signed_off(texts: Texts) -> tuple[str, list[Block]]:
    """Return what somebody reads who ended it, with the button that signs them up again."""
    text = texts("sign_up.ended")
    return text, [section(text), actions(sign_up_button(texts))]
