"""The grammar of the slash command: `verb [ref] [args] [flags]`.

    ref    slug | #slug | #412 | slug#412 | slug/t3      an exchange, a comment, a theme
    flags  --name, --name=value, --name="two words"

Quotes keep words together; the curly ones that phones write count too, and so does the long dash they make of `--`.
What is wrong is said in a sentence that tells what to write.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

COMMAND = "/exchange"
"""The command in hints: typed without it they would go to the channel as a message."""

SLUG_MOST = 40  # characters

_TIME_WORDS = (
    "now today tonight tomorrow never noon midnight in at on by next daily weekdays weekends day days week weeks "
    "mon tue tues wed weds thu thur thurs fri sat sun "
    "monday tuesday wednesday thursday friday saturday sunday"
)
_SUBVERBS = (
    "add all apply draft every help list lock merge move none off open preview remove rename seed set show split undo "
    "unlock"
)
RESERVED = frozenset(f"{_TIME_WORDS} {_SUBVERBS}".split())
"""Words that no exchange is called by, so that `extend fri 17:00` and `digest off` mean what they say."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NO_SLUG = re.compile(r"[\d-]+|\d+[a-z]+|t\d+")  # dates, "3d", "5pm", themes
_REF = re.compile(r"(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)?(?:#(?P<number>\d{1,9})|/t(?P<theme>\d{1,4}))?")
_NAMED = re.compile(r"\s*#([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)(?:\s+|$)")
_NUMBER = re.compile(r"#(\d{1,9})(?=\s|$)")
_FLAG = re.compile(r"(?:--|[—–])([A-Za-z][A-Za-z-]*)")
_EQUALS = re.compile(r"\s*=\s*")
_BARE = re.compile(r"(?:<[@#!][^>]*>|\S)+")  # what Slack puts between angle brackets is one piece
_QUOTES = {'"': '"', "“": "”“„‟", "”": "”“„‟", "„": "”“„‟", "‟": "”“„‟", "«": "»", "'": "'", "‘": "’‘", "’": "’‘"}
_SINGLE = "'‘’"
_MOST_ECHOED = 40
_INERT = str.maketrans("`<>", "'‹›")


class GrammarError(ValueError):
    """A command that cannot be read; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Ref:
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
    """One argument. is_quoted: it stood in quotes, so it is never a ref."""

    text: str
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """A command, read. flags: the value of each that was written, "" for one that takes none."""

    verb: str
    ref: Ref | None = None
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
    """What may stand behind a verb. values, switches: flags with and without a value; None: any flag."""

    ref: bool = True
    values: frozenset[str] | None = frozenset()
    switches: frozenset[str] = frozenset()


def _shape(values: str = "", switches: str = "", *, ref: bool = True) -> Shape:
    return Shape(ref, frozenset(values.split()), frozenset(switches.split()))


VERBS: Mapping[str, Shape] = {
    "new": _shape(
        "close open channel stars groups names limit slug background rate-last smallest-group help-text",
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
    "theme": _shape(),
    "digest": _shape("channel"),
    "answer": _shape(),
    "groups": _shape(),
    "results": _shape("group"),
    "remind": _shape("group"),
    "export": _shape("as"),
    "mod": _shape("", "owner", ref=False),
    "audit": _shape("since"),
    "archive": _shape(),
    "delete": _shape(),
    "help": _shape(ref=False),
}
_ANY = Shape(values=None)


def split_verb(text: str) -> tuple[str, str]:
    """Return the verb in small letters and the rest, untouched. Both are empty for an empty text."""
    verb, _, rest = text.strip().partition(" ")
    return verb.lower(), rest.strip()


def is_slug(text: str) -> bool:
    """Say whether an exchange may be called so."""
    return bool(
        len(text) <= SLUG_MOST and _SLUG.fullmatch(text) and not _NO_SLUG.fullmatch(text) and text not in RESERVED
    )


def parse(text: str) -> Order:
    """Return what a command says, read by the shape of its verb. An unknown verb may have a ref and any flag.

    Raises GrammarError.
    """
    verb, rest = split_verb(text)
    shape = VERBS.get(verb, _ANY)
    ref, rest = _leading_ref(rest) if shape.ref else (None, rest)
    words: list[Word] = []
    flags: dict[str, str] = {}
    unquoted = ""  # the flag whose value ended without quotes just before
    place = 0
    while place < len(rest):
        if rest[place].isspace():
            place += 1
            continue
        found = _FLAG.match(rest, place)
        if found:
            name = _known_flag(found[1].lower(), verb, shape)
            if name in flags:
                raise GrammarError(f"`--{name}` stands there twice. Please write it once.")
            value, place = _value(rest, found.end(), name, shape)
            flags[name] = value.text
            unquoted = name if value.text and not value.is_quoted else ""
            continue
        word, place = _word(rest, place)
        if unquoted:
            whole = f"{flags[unquoted]} {word.text}"
            raise GrammarError(f'Please put quotes around words that belong together: `--{unquoted}="{_echo(whole)}"`.')
        words.append(word)
    return Order(verb, ref, tuple(words), flags)


def read_ref(text: str) -> Ref | None:
    """Return the ref that a word is, None when it is none."""
    text = text.lower()
    if text.startswith("#") and is_slug(text[1:]):  # "#sro" names an exchange too
        return Ref(text[1:])
    found = _REF.fullmatch(text)
    if not found or not text:
        return None
    slug, number, theme = found.groups()
    if slug and not is_slug(slug):
        return None
    if theme and not slug:
        return None
    return Ref(slug or "", int(number) if number else None, int(theme) if theme else None)


def split_named(text: str) -> tuple[str, str]:
    """Return (short name, words) of free text in front of which an exchange may be named, as in "#sro More buses".

    The short name is "" where none is written. Words are never altered: only "#name" names an exchange, and only that
    is taken off.
    """
    found = _NAMED.match(text)
    if found and is_slug(found[1].lower()):
        return found[1].lower(), text[found.end() :].lstrip()
    return "", text


def _leading_ref(rest: str) -> tuple[Ref | None, str]:
    found = _BARE.match(rest)
    ref = read_ref(found[0]) if found else None
    if not found or ref is None:
        return None, rest
    behind = rest[found.end() :].lstrip()
    apart = _NUMBER.match(behind)  # `sro #412`
    if apart and ref.number is None and ref.theme is None:
        return Ref(ref.slug, int(apart[1])), behind[apart.end() :]
    return ref, behind


def _known_flag(name: str, verb: str, shape: Shape) -> str:
    if shape.values is None:
        return name
    known = shape.values | shape.switches
    if name in known:
        return name
    if not known:
        raise GrammarError(f"`{COMMAND} {verb}` takes no flags. Please leave `--{_echo(name)}` out.")
    near = get_close_matches(name, known, n=1)
    hint = f" Did you mean `--{near[0]}`?" if near else ""
    listed = ", ".join(f"`--{each}`" for each in sorted(known))
    raise GrammarError(f"`{COMMAND} {verb}` does not know `--{_echo(name)}`.{hint} It knows {listed}.")


def _value(rest: str, place: int, name: str, shape: Shape) -> tuple[Word, int]:
    """Return a flag's value, and where it ends."""
    wants = shape.values is not None and name in shape.values
    equals = _EQUALS.match(rest, place)
    if equals and name in shape.switches:
        raise GrammarError(f"`--{name}` stands alone, without a value.")
    start = equals.end() if equals else place
    while start < len(rest) and rest[start].isspace():
        start += 1
    is_there = start < len(rest) and not _FLAG.match(rest, start)
    if (equals or wants) and not is_there:
        raise GrammarError(f'`--{name}` needs a value: `--{name}="…"`.')
    if equals or wants:
        return _word(rest, start)
    if place < len(rest) and not rest[place].isspace():
        raise GrammarError(
            f"I cannot read `--{_echo(name + rest[place:].split(maxsplit=1)[0])}`. Flags look like `--name=value`."
        )
    return Word(""), place


def _word(rest: str, place: int) -> tuple[Word, int]:
    """Return the word or quoted words that begin here, and where they end."""
    quote = rest[place]
    if quote in _QUOTES:
        end = _closing(rest, place)
        if end is not None:
            return Word(rest[place + 1 : end].strip(), is_quoted=True), end + 1
        if quote not in _SINGLE:
            raise GrammarError(
                f"A quote opens before `{_echo(rest[place + 1 :])}` and does not close. Please close it."
            )
    found = _BARE.match(rest, place)
    assert found is not None  # noqa: S101 - a character that is no space stands here
    return Word(found[0]), found.end()


def _closing(rest: str, start: int) -> int | None:
    """Return where the quote closes: at a fitting sign with nothing but space behind it."""
    wanted = _QUOTES[rest[start]]
    if rest[start] not in _SINGLE:
        wanted += '"”“»'  # phones mix them
    for place in range(start + 1, len(rest)):
        if rest[place] in wanted and (place + 1 == len(rest) or rest[place + 1].isspace()):
            return place
    return None


def _echo(text: str) -> str:
    """Return a few words of what was written, fit to stand between backticks and to call nobody."""
    line = " ".join(text.translate(_INERT).split())
    return line if len(line) <= _MOST_ECHOED else line[:_MOST_ECHOED].rstrip() + "…"
