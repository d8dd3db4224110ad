"""The bot's sentences for tests: `EN("common.hours", n=2)` is what somebody reads, whatever its words are now."""

from typing import Any

from bot.slack.emoji import show_emoji
from bot.texts import Texts


class Sentences(Texts):
    """What people of one locale read: emoji codes as Slack draws them."""

    def __call__(self, code: str, /, **params: Any) -> str:
        return show_emoji(super().__call__(code, **params))


EN = Sentences("en-US")
ES = Sentences("es-MX")
