"""The page's own sentences in English and Spanish: one JSON file a language, which the page and the server share.

The playground is Slack and does not know the bot, so it has catalogues of its own. A sentence is text with `{names}`,
or an object of plural forms by CLDR category, chosen by the parameter `n`.
"""

import json
import re
from functools import cache
from html import escape
from pathlib import Path

LANGUAGES = ("en", "es")
DEFAULT = LANGUAGES[0]

Text = str | dict[str, str]
_FOLDER = Path(__file__).parent
_PLACE = re.compile(r"\{\{ ([a-z_.]+) \}\}")  # {{ id }} in a page
_NUMBER = re.compile(r"\d+")


@cache
def load_texts(language: str) -> dict[str, Text]:
    """Return a language's sentences by id."""
    texts: dict[str, Text] = json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return texts


def language_of(locale: str) -> str:
    """Return the page's language for a locale like "es-LA": English unless there is a catalogue."""
    language = re.split("[-_]", locale.strip().lower(), maxsplit=1)[0]
    return language if language in LANGUAGES else DEFAULT


def preferred_language(accept_language: str) -> str:
    """Return the page's language for a browser's Accept-Language header: languages, the preferred ones first."""
    for each in accept_language.split(","):
        language = re.split("[-_;]", each.strip().lower(), maxsplit=1)[0]
        if language in LANGUAGES:
            return language
    return DEFAULT


def fill_page(html: str, language: str) -> str:
    """Return a page with each `{{ id }}` replaced by its sentence, and `{{ lang }}` by the language."""
    texts = load_texts(language)
    return _PLACE.sub(lambda found: escape(language if found[1] == "lang" else str(texts[found[1]])), html)


def translate_step(step: str, language: str) -> str:
    """Return a step of the start, which the terminal shows in English, in a language; as it is without a sentence."""
    pattern = _NUMBER.sub("{n}", step)
    english = load_texts(DEFAULT)
    found = next((each for each in english if each.startswith("step.") and english[each] == pattern), None)
    if found is None:
        return step
    numbers = iter(_NUMBER.findall(step))
    return re.sub(r"\{n\}", lambda _: next(numbers), str(load_texts(language)[found]))
