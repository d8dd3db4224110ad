"""The grammar of the slash command: `subcommand [ref] [args] [flags]`.

    ref    slug | #slug | #412 | slug#412 | slug/t3      an exchange, a comment, a theme
    flags  --name, --name=value, --name="two words"

Subcommands, flags, and the words that follow `digest`, `theme` and `mod`, have Spanish names too (`words.commands`);
what is read carries the English ones. Quotes keep words together; the curly ones that phones write count too, and so
does the long dash that they make of `--`. What is wrong raises an InputError that says what to write.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.command_words import (
    action_of,
    flag_of,
    flag_value_of,
    name_in,
    nearest,
    subcommand_in_words,
    subcommand_of,
)
from bot.core.errors import InputError, echo
from bot.core.slug_rules import is_slug
from bot.core.words import ENGLISH

COMMAND = "/exchange"
"""The command in hints: typed without it they would go to the channel as a message."""

_REF = re.compile(r"(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)?(?:#(?P<number>\d{1,9})|/t(?P<theme>\d{1,4}))?")
_NAMED = re.compile(r"\s*#([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)(?:\s+|$)")
_NUMBER = re.compile(r"#(\d{1,9})(?=\s|$)")
_AT_HOUR = re.compile(r"a\s+las?\s", re.IGNORECASE)  # "a las 17:00" names no exchange called "a"
_FLAG = re.compile(r"(?:--|[—–])([^\W\d_](?:[^\W\d_]|[-\u0300-\u036f])*)")
_EQUALS = re.compile(r"\s*=\s*")
_BARE = re.compile(r"(?:<[@#!][^<>]*>|\S)+")  # what Slack puts between angle brackets is one piece
_QUOTES = {'"': '"', "“": "”“„‟", "”": "”“„‟", "„": "”“„‟", "‟": "”“„‟", "«": "»", "'": "'", "‘": "’‘", "’": "’‘"}
_SINGLE = "'‘’"
_CLOSING = {
    # Phones mix the double ones.
    quote: re.compile(rf"[{closing}](?!\S)" if quote in _SINGLE else rf'[{closing}"”“»](?!\S)')
    for quote, closing in _QUOTES.items()
}


@dataclass(frozen=True, slots=True)
class CommandRef:
    """What a command is about. slug: "" where none was written; number: of a comment; theme: 3 for t3."""

    slug: str = ""
    number: int | None = None
    theme: int | None = None

    def __str__(self) -> str:
        if self.number is not None:
            return f"{self.slug}#{self.number}"
        return f"{self.slug}/t{self.theme}" if self.theme is not None else self.slug


@dataclass(frozen=True, slots=True)
class Word:
    """One argument. is_quoted: it was in quotes, so it is never a ref."""

    text: str
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class ParsedCommand:
    """A command, read. flags: the value of each that was written, "" for one that takes none."""

    subcommand: str
    ref: CommandRef | None = None
    words: tuple[Word, ...] = ()
    flags: Mapping[str, str] = field(default_factory=dict)

    @property
    def args(self) -> tuple[str, ...]:
        """The arguments without their quotes."""
        return tuple(word.text for word in self.words)

    @property
    def text(self) -> str:
        """The arguments as one text, such as a time."""
        return " ".join(self.args)


@dataclass(frozen=True, slots=True)
class Shape:
    """What may follow a subcommand.

    values, switches: flags with and without a value; None: any flag. actions: words for the first argument.
    """

    ref: bool = True
    values: frozenset[str] | None = frozenset()
    switches: frozenset[str] = frozenset()
    actions: frozenset[str] = frozenset()


def _shape(values: str = "", switches: str = "", *, ref: bool = True, actions: str = "") -> Shape:
    return Shape(ref, *(frozenset(each.split()) for each in (values, switches, actions)))


SUBCOMMANDS: Mapping[str, Shape] = {
    "new": _shape(
        "close open channel stars groups names limit slug background rate-last smallest-group help-text language",
        "review hide-reported tell-groups",
        ref=False,
    ),
    "open": _shape(),
    "close": _shape(),
    "reopen": _shape(),
    "pause": _shape(),
    "resume": _shape(),
    "extend": _shape(),
    "status": _shape(),
    "queue": _shape(),
    "keep": _shape("reason"),
    "hide": _shape("reason"),
    "restore": _shape("reason"),
    "remove": _shape("reason"),
    "theme": _shape(actions="list show rename merge split move lock unlock seed undo"),
    "digest": _shape("channel", actions="now preview every off"),
    "answer": _shape(),
    "groups": _shape(),
    "results": _shape("group"),
    "remind": _shape("group"),
    "export": _shape("as"),
    "mod": _shape("", "owner", ref=False, actions="add remove list"),
    "audit": _shape("since"),
    "archive": _shape(),
    "delete": _shape(),
    "help": _shape(ref=False),
}
_ANY = Shape(values=None)


def split_subcommand(text: str) -> tuple[str, str]:
    """Return the subcommand by its English name and the rest, untouched. Both are empty for an empty text.

    A name with hyphens may be written with spaces: `forget me`. A word that names no subcommand comes back as it is
    written, in small letters.
    """
    name, rest = subcommand_in_words(text)
    if name:
        return name, rest
    first, _, rest = text.strip().partition(" ")
    return subcommand_of(first) or first.lower(), rest.strip()


def parse(text: str, locale: str | None = ENGLISH) -> ParsedCommand:
    """Return what a command says, read by the shape of its subcommand. An unknown one may have a ref and any flag.

    locale: in which flags are named to who wrote it. Raises InputError.
    """
    name, rest = split_subcommand(text)
    shape = SUBCOMMANDS.get(name, _ANY)
    ref, rest = _leading_ref(rest) if shape.ref else (None, rest)
    return _Line(name, shape, rest, locale).read(ref)


def read_ref(text: str) -> CommandRef | None:
    """Return the ref that a word is, None when it is none."""
    text = text.lower()
    if text.startswith("#") and is_slug(text[1:]):  # "#sro" names an exchange too
        return CommandRef(text[1:])
    found = _REF.fullmatch(text)
    if not found or not text:
        return None
    slug, number, theme = found.groups()
    if slug and not is_slug(slug):
        return None
    if theme and not slug:
        return None
    return CommandRef(slug or "", int(number) if number else None, int(theme) if theme else None)


def split_named(text: str) -> tuple[str, str]:
    """Return (short name, words) of free text that may begin with an exchange, as in "#sro More buses".

    The short name is "" where none is written. Words are never altered: only "#name" names an exchange, and only that
    is taken off.
    """
    found = _NAMED.match(text)
    if found and is_slug(found[1].lower()):
        return found[1].lower(), text[found.end() :].lstrip()
    return "", text


def _leading_ref(rest: str) -> tuple[CommandRef | None, str]:
    found = None if _AT_HOUR.match(rest) else _BARE.match(rest)
    ref = read_ref(found[0]) if found else None
    if not found or ref is None:
        return None, rest
    following = rest[found.end() :].lstrip()
    apart = _NUMBER.match(following)  # `sro #412`
    if apart and ref.number is None and ref.theme is None:
        return CommandRef(ref.slug, int(apart[1])), following[apart.end() :]
    return ref, following


class _Line:
    """Reads arguments and flags from left to right."""

    def __init__(self, subcommand: str, shape: Shape, rest: str, locale: str | None) -> None:
        self._subcommand = subcommand
        self._locale = locale
        self._shape = shape
        self._rest = rest
        self._never_closed: set[str] = set()  # opening quotes that nothing later closes

    def read(self, ref: CommandRef | None) -> ParsedCommand:
        """Return the whole command. Raises InputError."""
        rest = self._rest
        words: list[Word] = []
        flags: dict[str, str] = {}
        unquoted = ""  # the flag whose value ended without quotes just before
        index = 0
        while index < len(rest):
            if rest[index].isspace():
                index += 1
                continue
            found = _FLAG.match(rest, index)
            if found:
                name = self._flag_name(found[1])
                if name in flags:
                    raise InputError("grammar.flag_twice", flag=echo(name))
                value, index = self._value(found.end(), name)
                flags[name] = flag_value_of(name, value.text)
                unquoted = name if value.text and not value.is_quoted else ""
                continue
            word, index = self._word(index)
            if unquoted:
                raise InputError("grammar.needs_quotes", flag=unquoted, value=echo(f"{flags[unquoted]} {word.text}"))
            words.append(word)
        if words and not words[0].is_quoted and action_of(words[0].text) in self._shape.actions:
            words[0] = Word(action_of(words[0].text))
        return ParsedCommand(self._subcommand, ref, tuple(words), flags)

    def _flag_name(self, written: str) -> str:
        name = flag_of(written)
        if self._shape.values is None:
            return name
        known = self._shape.values | self._shape.switches
        if name in known:
            return name
        command = f"{COMMAND} {name_in(self._locale, self._subcommand)}"
        if not known:
            raise InputError("grammar.no_flags", command=command, flag=echo(name))
        near = nearest(name, known, kind="flag")
        listed = ", ".join(f"`--{each}`" for each in sorted(name_in(self._locale, flag, "flag") for flag in known))
        if near:
            raise InputError("grammar.unknown_flag_near", command=command, flag=echo(name), near=near, flags=listed)
        raise InputError("grammar.unknown_flag", command=command, flag=echo(name), flags=listed)

    def _value(self, index: int, name: str) -> tuple[Word, int]:
        """Return a flag's value, and where it ends."""
        rest = self._rest
        wants = self._shape.values is not None and name in self._shape.values
        equals = _EQUALS.match(rest, index)
        if equals and name in self._shape.switches:
            raise InputError("grammar.flag_stands_alone", flag=name)
        start = equals.end() if equals else index
        while start < len(rest) and rest[start].isspace():
            start += 1
        is_there = start < len(rest) and not _FLAG.match(rest, start)
        if (equals or wants) and not is_there:
            raise InputError("grammar.flag_needs_value", flag=echo(name))
        if equals or wants:
            return self._word(start)
        if index < len(rest) and not rest[index].isspace():
            raise InputError("grammar.flag_unreadable", flag=echo(name + rest[index:].split(maxsplit=1)[0]))
        return Word(""), index

    def _word(self, index: int) -> tuple[Word, int]:
        """Return the word or quoted words that begin here, and where they end."""
        rest = self._rest
        quote = rest[index]
        if quote in _QUOTES:
            closing = None if quote in self._never_closed else _CLOSING[quote].search(rest, index + 1)
            if closing:
                return Word(rest[index + 1 : closing.start()].strip(), is_quoted=True), closing.end()
            self._never_closed.add(quote)
            if quote not in _SINGLE:
                raise InputError("grammar.quote_open", written=echo(rest[index + 1 :]))
        found = _BARE.match(rest, index)
        assert found is not None  # noqa: S101 - a character that is no space is here
        return Word(found[0]), found.end()
