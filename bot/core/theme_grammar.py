"""What a moderator writes behind `theme`."""

import re
from dataclasses import dataclass

from bot.core.grammar import COMMAND, GrammarError, parse, read_ref
from bot.core.text_cleaning import clean_text, is_visible

NAME_MOST = 60
WORDS_MOST = 20
WORD_MOST = 40
_THEME = re.compile(r"(?:(?P<slug>[a-z0-9-]{1,40})/)?t(?P<theme>\d{1,4})", re.IGNORECASE)
_NEEDS = {
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
}
FORMS = {
    "list": "theme list",
    "show": "theme show t3",
    "rename": 'theme rename t3 "Training"',
    "merge": "theme merge t3 t5",
    "split": "theme split t3",
    "move": "theme move #412 t3",
    "lock": "theme lock t3",
    "unlock": "theme unlock t3",
    "seed": 'theme seed "Buses" bus, stop, driver',
    "undo": "theme undo",
}
"""How each is written."""


@dataclass(frozen=True, slots=True)
class ThemeOrder:
    """What is asked for.

    what: a key of FORMS. slug: the exchange's short name, "" when none was written. themes: 3 for t3, as many as `what`
    takes. comment: its number, only for move. name: only for rename and seed. words: example words, only for seed.
    """

    what: str
    slug: str = ""
    themes: tuple[int, ...] = ()
    comment: int | None = None
    name: str = ""
    words: tuple[str, ...] = ()


def read_theme(rest: str) -> ThemeOrder:
    """Return what stands behind `theme`; nothing there is `list`. Raises GrammarError that says what to write."""
    order = parse(f"theme {rest}")
    slug = order.ref.slug if order.ref else ""
    if order.ref and (order.ref.number is not None or order.ref.theme is not None):
        raise GrammarError(f"What about it? Write for example {_code('rename')}.")
    what, *more = order.words or parse("theme list").words
    verb = what.text.lower()
    if verb not in FORMS:
        raise GrammarError(f"I understand {', '.join(_code(each) for each in FORMS)}.")
    themes: list[int] = []
    comment: int | None = None
    left: list[str] = []
    for word in more:
        found = None if word.is_quoted or left else _THEME.fullmatch(word.text)
        ref = None if word.is_quoted or left else read_ref(word.text)
        if found and len(themes) < _NEEDS[verb]:
            themes.append(int(found["theme"]))
            slug = _one_slug(slug, found["slug"] or "")
        elif ref and ref.number is not None and verb == "move" and comment is None:
            comment = ref.number
            slug = _one_slug(slug, ref.slug)
        elif ref and ref.slug and ref.number is None and verb in {"list", "undo"} and not slug:
            slug = ref.slug
        else:
            left.append(word.text)
    if len(themes) < _NEEDS[verb] or (verb == "move" and comment is None):
        raise GrammarError(f"Please write it like {_code(verb)}.")
    name, words = _names(verb, left)
    return ThemeOrder(verb, slug, tuple(themes), comment, name, words)


def _names(verb: str, left: list[str]) -> tuple[str, tuple[str, ...]]:
    """Return the name and the example words that are left over."""
    words: tuple[str, ...] = ()
    if verb == "rename":
        name = _one_line(" ".join(left))
    elif verb == "seed":
        name = _one_line(left[0]) if left else ""
        words = tuple(dict.fromkeys(word for part in left[1:] for word in clean_text(part).replace(",", " ").split()))
    elif left:
        raise GrammarError(f"That is one word too many. Please write it like {_code(verb)}.")
    else:
        return "", ()
    if not is_visible(name) or len(name) > NAME_MOST:
        raise GrammarError(f"A name has 1 to {NAME_MOST} characters, as in {_code(verb)}.")
    if verb == "seed" and not 1 <= len(words) <= WORDS_MOST:
        raise GrammarError(f"Please add 1 to {WORDS_MOST} example words, as in {_code(verb)}.")
    if any(len(word) > WORD_MOST or not word[0].isalnum() for word in words):
        raise GrammarError(f"An example word begins with a letter and has {WORD_MOST} characters at most.")
    return name, words


def _one_line(text: str) -> str:
    return " ".join(clean_text(text).split())


def _one_slug(slug: str, other: str) -> str:
    if slug and other and slug != other:
        raise GrammarError("That names two exchanges. Please name one.")
    return slug or other


def _code(verb: str) -> str:
    return f"`{COMMAND} {FORMS[verb]}`"
