"""Parser of the arguments of the subcommand `sets`."""

import re
from dataclasses import dataclass, field

from bot.core.command_words import action_in
from bot.core.errors import InputError
from bot.core.grammar import COMMAND, Syntax, Word, parse, read_ref
from bot.core.text_cleaning import clean_text, is_visible
from bot.core.words import ENGLISH, SPANISH, language_of

MAX_NAME = 60
_SET = re.compile(r"s(\d{1,3})", re.IGNORECASE)
_THEME = re.compile(r"t(\d{1,4})", re.IGNORECASE)
_EXAMPLES = {
    "list": "",
    "new": '"Themes of the board"',
    "show": "s1",
    "rename": 's1 t3 "Training"',
    "merge": "s1 t3 t5",
    "move": "s1 #412 t3",
    "first": "s1",
    "undo": "s1",
    "delete": "s1",
}
_SPANISH_EXAMPLES = {"new": '"Temas de la junta"', "rename": 's1 t3 "Formación"'}
_THEMES_OF = {"merge": 2, "move": 1}
"""Number of themes that each action takes; `rename` takes one or none."""

SYNTAX = Syntax("sets", ("conjuntos",), actions=tuple(_EXAMPLES))


@dataclass(frozen=True, slots=True)
class SetCommand:
    """A parsed command.

    what: an action. slug: the exchange's short name, "" when none was written. number: of the set, None for `list`,
    `new`, and `first` where the computed one is meant. themes: 3 for t3. comment: its number. name: the new one.
    """

    what: str
    slug: str = ""
    number: int | None = None
    themes: tuple[int, ...] = ()
    comment: int | None = None
    name: str = ""


@dataclass(slots=True)
class _Parts:
    number: int | None = None
    themes: list[int] = field(default_factory=list)
    comment: int | None = None
    left: list[str] = field(default_factory=list)

    def take(self, word: Word) -> None:
        """Read a word: a set, a theme or a comment as long as no other words came, else a part of the name."""
        text = word.text
        is_open = not word.is_quoted and not self.left
        if is_open and self.number is None and (found := _SET.fullmatch(text)):
            self.number = int(found[1])
        elif is_open and (found := _THEME.fullmatch(text)):
            self.themes.append(int(found[1]))
        elif is_open and self.comment is None and (ref := read_ref(text)) and ref.number is not None and not ref.slug:
            self.comment = ref.number
        else:
            self.left.append(text)


def parse_sets(rest: str, locale: str | None = ENGLISH) -> SetCommand:
    """Parse the arguments of `sets`; none means `list`. Raises InputError with the correct form."""
    command = parse(SYNTAX, rest, locale)
    if command.ref and (command.ref.number is not None or command.ref.theme is not None):
        raise InputError("grammar.theme_form", form=form_text("rename", locale))
    first, *words = command.words or (Word("list"),)
    what = first.text.lower()
    if what not in _EXAMPLES:
        raise InputError("grammar.theme_unknown", forms=", ".join(form_text(each, locale) for each in _EXAMPLES))
    parts = _Parts()
    for word in words:
        parts.take(word)
    slug = command.ref.slug if command.ref else ""
    if what == "list" and not slug and len(parts.left) == 1 and (ref := read_ref(parts.left[0])) and ref.slug:
        slug, parts.left = ref.slug, []
    if what == "new" and not slug and [each.is_quoted for each in words] == [False, True]:  # `sets new sro "Name"`
        ref = read_ref(words[0].text)
        slug, parts.left = (ref.slug, parts.left[1:]) if ref and ref.slug else ("", parts.left)
    name = " ".join(clean_text(" ".join(parts.left)).split())
    made = SetCommand(what, slug, parts.number, tuple(parts.themes), parts.comment, name)
    if not _is_whole(made):
        raise InputError("grammar.theme_form", form=form_text(what, locale))
    if name and (not is_visible(name) or len(name) > MAX_NAME):
        raise InputError("grammar.theme_name", max=MAX_NAME, form=form_text(what, locale))
    return made


def _is_whole(made: SetCommand) -> bool:
    """Say whether a command has what its action takes, and no more."""
    wants_name = made.what in {"new", "rename"}
    wants_set = made.what not in {"list", "new", "first"}
    takes_set = made.what not in {"list", "new"}
    themes = {len(made.themes)} if made.what != "rename" else {len(made.themes) or 1}
    return (
        bool(made.name) == wants_name
        and (made.number is not None or not wants_set)
        and (made.number is None or takes_set)
        and themes == {_THEMES_OF.get(made.what, 1 if made.what == "rename" else 0)}
        and (made.comment is not None) == (made.what == "move")
    )


def form_text(action: str, locale: str | None, *, number: int = 1, slug: str = "") -> str:
    """Return how an action is written, as an example in backticks. number: of the set; slug: of the exchange."""
    example = _EXAMPLES[action]
    if language_of(locale) == SPANISH:
        example = _SPANISH_EXAMPLES.get(action, example)
    example = example.replace("s1", f"s{number}", 1)
    words = [COMMAND, SYNTAX.name_in(locale), slug, action_in(locale, action), example]
    return f"`{' '.join(each for each in words if each)}`"
