"""The grammar of the slash command: `subcommand [ref] [args] [flags]`.

    ref    slug | #slug | #412 | slug#412 | slug/t3      an exchange, a comment, a theme
    flags  --name, --name=value, --name="two words"

Subcommands, flags, and the words that follow `digest`, `theme` and `mod`, have Spanish names too;
what is read carries the English ones. Quotes keep words together; the curly ones that phones write count too, and so
does the long dash that they make of `--`. What is wrong raises an InputError that says what to write.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.command_words import action_of, nearest
from bot.core.errors import InputError, echo
from bot.core.flags import Flag
from bot.core.slug_rules import has_slug_form, is_slug
from bot.core.words import ENGLISH, SPANISH, language_of

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
class Syntax:
    """How a subcommand is written. name: in English, which is what is read; spanish: the first one is shown.

    aliases: English names that are read too, and shown on the page of commands alone.
    flags: what may follow. actions: words for the first argument. takes_ref: an exchange, comment or theme comes first.
    """

    name: str
    spanish: tuple[str, ...]
    flags: tuple[Flag, ...] = ()
    actions: tuple[str, ...] = ()
    takes_ref: bool = True
    aliases: tuple[str, ...] = ()

    @property
    def other_names(self) -> tuple[str, ...]:
        """Every name that is read beside the first English one."""
        return (*self.spanish, *self.aliases)

    def name_in(self, locale: str | None) -> str:
        """Return the name that is shown to readers of a locale."""
        return self.spanish[0] if language_of(locale) == SPANISH else self.name


def parse(syntax: Syntax, rest: str, locale: str | None = ENGLISH) -> ParsedCommand:
    """Return what is written behind a subcommand.

    locale: of the person who wrote it; errors name flags as it does. Raises InputError.
    """
    ref, rest = _leading_ref(rest.strip()) if syntax.takes_ref else (None, rest.strip())
    return _Line(syntax, rest, locale).read(ref)


def read_ref(text: str) -> CommandRef | None:
    """Return the ref that a word is, None when it is none."""
    text = text.lower()
    if text.startswith("#") and has_slug_form(text[1:]):  # "#sro" names an exchange too
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
    if found and has_slug_form(found[1].lower()):
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

    def __init__(self, syntax: Syntax, rest: str, locale: str | None) -> None:
        self._syntax = syntax
        self._locale = locale
        self._rest = rest
        self._never_closed: set[str] = set()  # opening quotes that nothing later closes

    def read(self, ref: CommandRef | None) -> ParsedCommand:
        """Return the whole command. Raises InputError."""
        rest = self._rest
        words: list[Word] = []
        flags: dict[str, str] = {}
        unquoted: tuple[str, str] | None = None  # a flag and its value that ended without quotes just before
        index = 0
        while index < len(rest):
            if rest[index].isspace():
                index += 1
                continue
            found = _FLAG.match(rest, index)
            if found:
                flag = self._flag(found[1])
                if flag.name in flags:
                    raise InputError("grammar.flag_twice", flag=echo(flag.name_in(self._locale)))
                value, index = self._value(found.end(), flag)
                flags[flag.name] = flag.value_of(value.text)
                unquoted = (flag.name_in(self._locale), value.text) if value.text and not value.is_quoted else None
                continue
            word, index = self._word(index)
            if unquoted:
                name, value_text = unquoted
                raise InputError("grammar.needs_quotes", flag=name, value=echo(f"{value_text} {word.text}"))
            words.append(word)
        if words and not words[0].is_quoted and action_of(words[0].text) in self._syntax.actions:
            words[0] = Word(action_of(words[0].text))
        return ParsedCommand(self._syntax.name, ref, tuple(words), flags)

    def _flag(self, written: str) -> Flag:
        known = self._syntax.flags
        for flag in known:
            if flag.is_called(written):
                return flag
        command = f"{COMMAND} {self._syntax.name_in(self._locale)}"
        if not known:
            raise InputError("grammar.no_flags", command=command, flag=echo(written.lower()))
        names = {name: flag for flag in known for name in (flag.name, *flag.spanish)}
        near = nearest(written, names)
        listed = ", ".join(f"`--{each}`" for each in sorted(flag.name_in(self._locale) for flag in known))
        problem = {"command": command, "flag": echo(written.lower()), "flags": listed}
        if near:
            raise InputError("grammar.unknown_flag_near", near=names[near].name_in(self._locale), **problem)
        raise InputError("grammar.unknown_flag", **problem)

    def _value(self, index: int, flag: Flag) -> tuple[Word, int]:
        """Return a flag's value, and where it ends."""
        rest, name = self._rest, flag.name_in(self._locale)
        equals = _EQUALS.match(rest, index)
        if equals and not flag.takes_value:
            raise InputError("grammar.flag_stands_alone", flag=name)
        takes_value = bool(equals) or (flag.takes_value and not flag.bare)
        start = equals.end() if equals else index
        while start < len(rest) and rest[start].isspace():
            start += 1
        is_there = start < len(rest) and not _FLAG.match(rest, start)
        if takes_value and not is_there:
            raise InputError("grammar.flag_needs_value", flag=echo(name))
        if takes_value:
            return self._word(start)
        if index < len(rest) and not rest[index].isspace():
            raise InputError("grammar.flag_unreadable", flag=echo(name + rest[index:].split(maxsplit=1)[0]))
        return Word(flag.bare), index

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
