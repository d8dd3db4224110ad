"""The bot's sentences for tests: `EN("common.hours", n=2)` is what somebody reads, whatever its words are now."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from bot.slack.emoji import show_emoji
from bot.texts import Texts, check


class Sentences(Texts):
    """What people of one locale read: emoji codes as Slack draws them."""

    def __call__(self, code: str, /, **params: Any) -> str:
        return show_emoji(super().__call__(code, **params))

    def pattern(self, code: str, /, **params: Any) -> str:
        """Return a regular expression of what a page shows of a sentence; parameters not given may be anything."""
        given = {name: self.show(value) for name, value in params.items()}
        forms = check.variants(check.load(self.language)[code])
        return "|".join(dict.fromkeys(as_shown(form, given) for form in forms))


EN = Sentences("en-US")
ES = Sentences("es-MX")


def as_shown(form: str, given: Mapping[str, str]) -> str:
    """Return a regular expression of a sentence as a page shows it: without marks for bold, without emoji.

    form: with parameters as {$name} or {name}. given: what some of them are; the others may be anything.
    """
    parts = re.split(r"\{\$?(\w+)\}", re.sub(r"[*`]|:[a-z0-9_+-]+:\s*", "", form).strip())
    shown = [
        (re.escape(given[part]) if part in given else ".+?")
        if place % 2
        else re.sub(r"\\?\s+", r"\\s*", re.escape(part))
        for place, part in enumerate(parts)
    ]
    return "".join(shown)


def english_words(shown: Any) -> list[str]:
    """Return the English words in all texts of a message's blocks or of a view, whatever shows them; code is left out.

    A word is English when the English catalogues have it and the Spanish ones do not.
    """
    words = [word for text in _texts_in(shown) for word in _words(re.sub(r"`[^`]*`|<[^|>]*|:[a-z0-9_+-]+:", " ", text))]
    return [word for word in words if word in _only_english()]


@cache
def _only_english() -> frozenset[str]:
    english, spanish = (
        frozenset(
            word
            for pattern in check.load(language).values()
            for text in check.variants(pattern)
            for word in _words(re.sub(r"\{\$\w+\}|`[^`]*`|:[a-z0-9_+-]+:", " ", text))
        )
        for language in ("en", "es")
    )
    return english - spanish


def _words(text: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[^\W\d_]+", text)]


def _texts_in(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _texts_in(each)
    elif isinstance(part, dict):
        for name in ("text", "accessibility_label", "alt_text"):
            if isinstance(part.get(name), str):
                yield part[name]
        for each in part.values():
            yield from _texts_in(each)
