"""The bot's sentences for tests: `EN("common.hours", n=2)` is what somebody reads, whatever its words are now."""

from typing import Any

from bot.slack.emoji import show_emoji
from bot.texts import texts_for


class Sentences:
    """What people of one locale read: emoji codes as Slack draws them."""

    def __init__(self, locale: str) -> None:
        self.locale = locale

    def __call__(self, code: str, /, **params: Any) -> str:
        return show_emoji(texts_for(self.locale)(code, **params))


EN = Sentences("en-US")
ES = Sentences("es-MX")
