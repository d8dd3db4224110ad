"""Buttons with which moderators come to answers: the list of an exchange's, and the form of one."""

from bot.slack import action_ids
from bot.slack.blocks import Block, button
from bot.texts import Texts


def answers_button(texts: Texts, exchange_id: int) -> Block:
    """Return the button that opens the list of what should be answered."""
    return button(
        texts("answers.list_button.button"),
        action_id=action_ids.ANSWERS_LIST,
        value=str(exchange_id),
        accessibility_label=texts("answers.list_button.spoken"),
    )


def theme_button(texts: Texts, exchange_id: int, theme: int, *, has_answer: bool = False) -> Block:
    """Return the button that opens the form to answer a theme. theme: its number."""
    key = f"t{theme}"
    if has_answer:
        words, spoken = texts("answers.change_theme.button"), texts("answers.change_theme.spoken", key=key)
    else:
        words, spoken = texts("answers.answer_theme.button"), texts("answers.answer_theme.spoken", key=key)
    value = f"{exchange_id}.-{theme}"
    return button(words, action_id=action_ids.ANSWERS_OPEN, value=value, accessibility_label=spoken)
