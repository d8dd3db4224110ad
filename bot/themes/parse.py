"""Parser of the arguments of the subcommand `theme`."""

import re
from dataclasses import dataclass

from bot.core.command_words import action_in
from bot.core.errors import InputError
from bot.core.grammar import COMMAND, ParsedCommand, Syntax, Word, parse, read_ref
from bot.core.text_cleaning import clean_text, is_visible
from bot.core.words import ENGLISH, SPANISH, language_of

MAX_NAME = 60
MAX_WORDS = 20
MAX_WORD = 40
_THEME = re.compile(r"(?:(?P<slug>[a-z0-9-]{1,40})/)?t(?P<theme>\d{1,4})", re.IGNORECASE)
_THEMES_OF = {
    "list": 0,
    "undo": 0,
    "show": 1,
    "split": 1,
    "lock": 1,
    "unlock": 1,
    "rename": 1,
    "move": 1,
    "merge": 2,
    "seed": 0,
    "names": 0,
}
"""Number of themes that each action takes."""
_EXAMPLES = {
    "list": "",
    "names": "",
    "show": "t3",
    "rename": 't3 "Training"',
    "merge": "t3 t5",
    "split": "t3",
    "move": "#412 t3",
    "lock": "t3",
    "unlock": "t3",
    "seed": '"Buses" bus, stop, driver',
    "undo": "",
}
_SPANISH_EXAMPLES = {"rename": 't3 "Formación"', "seed": '"Autobuses" autobús, parada'}
FORMS = {action: f"theme {action} {example}".strip() for action, example in _EXAMPLES.items()}
"""Example of each action."""

SYNTAX = Syntax("theme", ("tema", "temas"), actions=tuple(_EXAMPLES), aliases=("themes",))


@dataclass(frozen=True, slots=True)
class ThemeCommand:
    """A parsed command.

    what: a key of FORMS. slug: the exchange's short name, "" when none was written. themes: 3 for t3, as many as `what`
    takes. comment: its number, only for move. name: only for rename and seed. words: example words, only for seed.
    """

    what: str
    slug: str = ""
    themes: tuple[int, ...] = ()
    comment: int | None = None
    name: str = ""
    words: tuple[str, ...] = ()


def parse_theme(rest: str, locale: str | None = ENGLISH) -> ThemeCommand:
    """Parse the arguments of `theme`; none means `list`.

    locale: of the author. Raises InputError with the correct form.
    """
    command = parse(SYNTAX, rest, locale)
    if command.ref and (command.ref.number is not None or command.ref.theme is not None):
        raise InputError("grammar.theme_first", form=form_text("rename", locale))
    what, *more = command.words or (Word("list"),)
    action = what.text.lower()
    if action not in FORMS:
        raise InputError("grammar.theme_unknown", forms=", ".join(form_text(each, locale) for each in FORMS))
    slug, themes, comment, left = _read(command, action, more)
    if len(themes) < _THEMES_OF[action] or (action == "move" and comment is None):
        raise InputError("grammar.theme_form", form=form_text(action, locale))
    name, words = _parse_names(action, left, locale)
    return ThemeCommand(action, slug, tuple(themes), comment, name, words)


def _read(command: ParsedCommand, action: str, words: list[Word]) -> tuple[str, list[int], int | None, list[str]]:
    """Return (short name, themes, number of the comment, remaining words)."""
    slug = command.ref.slug if command.ref else ""
    themes: list[int] = []
    comment: int | None = None
    left: list[str] = []
    for word in words:
        found = None if word.is_quoted or left else _THEME.fullmatch(word.text)
        ref = None if word.is_quoted or left else read_ref(word.text)
        if found and len(themes) < _THEMES_OF[action]:
            themes.append(int(found["theme"]))
            slug = _merge_slugs(slug, (found["slug"] or "").lower())
        elif ref and ref.number is not None and action == "move" and comment is None:
            comment = ref.number
            slug = _merge_slugs(slug, ref.slug)
        elif ref and ref.slug and ref.number is None and action in {"list", "names", "undo"} and not slug:
            slug = ref.slug
        else:
            left.append(word.text)
    return slug, themes, comment, left


def _parse_names(action: str, left: list[str], locale: str | None) -> tuple[str, tuple[str, ...]]:
    """Return (name, example words) from the remaining words."""
    words: tuple[str, ...] = ()
    if action == "rename":
        name = _one_line(" ".join(left))
    elif action == "seed":
        name = _one_line(left[0]) if left else ""
        words = tuple(dict.fromkeys(word for part in left[1:] for word in clean_text(part).replace(",", " ").split()))
    elif left:
        raise InputError("grammar.theme_too_much", form=form_text(action, locale))
    else:
        return "", ()
    if not is_visible(name) or len(name) > MAX_NAME:
        raise InputError("grammar.theme_name", max=MAX_NAME, form=form_text(action, locale))
    if action == "seed" and not 1 <= len(words) <= MAX_WORDS:
        raise InputError("grammar.theme_words", max=MAX_WORDS, form=form_text(action, locale))
    if any(len(word) > MAX_WORD or not word[0].isalnum() for word in words):
        raise InputError("grammar.theme_word", max=MAX_WORD)
    return name, words


def _one_line(text: str) -> str:
    return " ".join(clean_text(text).split())


def _merge_slugs(slug: str, other: str) -> str:
    if slug and other and slug != other:
        raise InputError("grammar.two_exchanges")
    return slug or other


def form_text(action: str, locale: str | None, *, theme: int = 3) -> str:
    """Return how an action is written, as an example in backticks. theme: the number of its first theme."""
    example = _EXAMPLES[action]
    if language_of(locale) == SPANISH:
        example = _SPANISH_EXAMPLES.get(action, example)
    example = example.replace("t3", f"t{theme}", 1)
    return f"`{COMMAND} {SYNTAX.name_in(locale)} {action_in(locale, action)} {example}".rstrip() + "`"
