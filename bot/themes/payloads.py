"""Values of the buttons, menus and modals of themes: an exchange's id, and behind `|` what is to be done."""

import re
from dataclasses import dataclass

from bot.domain.errors import UserError
from bot.domain.exchanges import parse_exchange_id
from bot.themes.parse import ThemeCommand, parse_theme

_ANSWER = re.compile(r"(\d{1,3})\|([a-z]+)", re.ASCII)
_THEME = re.compile(r"t(\d{1,4})", re.ASCII)
_BEGUN = re.compile(r"(?:(?:show|rename|merge|split|lock|unlock) t\d{1,4})|move|seed")


@dataclass(frozen=True, slots=True)
class Payload:
    """A value, read. rest: what is behind the exchange's id, two parts at most."""

    exchange_id: int
    rest: tuple[str, ...]

    @property
    def begun(self) -> str:
        """A change that is begun and lacks its words, "rename t3". Raises UserError where this is none."""
        if len(self.rest) != 1 or not _BEGUN.fullmatch(self.rest[0]):
            raise UserError("themes.outdated")
        return self.rest[0]

    @property
    def change_id(self) -> int:
        """The change to take back. Raises UserError where this is none."""
        return parse_exchange_id(self.rest[0] if self.rest else "")

    @property
    def names_mark(self) -> str:
        """The mark of the names on a card. Raises UserError where this is none."""
        if len(self.rest) != 1:
            raise UserError("themes.outdated")
        return self.rest[0]

    @property
    def theme_number(self) -> int:
        """The theme that gets another name. Raises UserError where this is none."""
        found = _THEME.fullmatch(self.rest[0]) if self.rest else None
        if found is None:
            raise UserError("themes.outdated")
        return int(found[1])

    @property
    def card(self) -> str:
        """The card that the form of a name was opened from, "CHANNEL:TS"; "" for none."""
        return self.rest[1] if len(self.rest) == 2 else ""  # noqa: PLR2004 - theme and card

    @property
    def check_id(self) -> int:
        """The blind check that goes on. Raises UserError where this is none."""
        return parse_exchange_id(self.rest[0] if self.rest else "")

    @property
    def answered(self) -> tuple[int, str]:
        """The index of a comment in the check, and the answer. Raises UserError where these are none."""
        found = _ANSWER.fullmatch(self.rest[1]) if len(self.rest) == 2 else None  # noqa: PLR2004 - check, answer
        if found is None:
            raise UserError("quality.over")
        return int(found[1]), found[2]

    @property
    def planned(self) -> tuple[int, ThemeCommand]:
        """A change that was previewed, and the turn at which it was. Raises UserError where this is none."""
        if len(self.rest) != 2 or not self.rest[0].isdecimal():  # noqa: PLR2004 - turn and command
            raise UserError("themes.outdated")
        return int(self.rest[0]), parse_theme(self.rest[1])


def format_value(exchange_id: int, *rest: str | int) -> str:
    """Return a value: of a change that was previewed the turn and the command, else what Payload reads."""
    return "|".join(str(each) for each in (exchange_id, *rest))


def parse_value(value: str) -> Payload:
    """Return a value, read. Raises UserError where it names no exchange."""
    exchange_id, *rest = value.split("|", 2)
    return Payload(parse_exchange_id(exchange_id), tuple(rest))


def format_command(command: ThemeCommand) -> str:
    """Return a command as `parse_theme` reads it again when it is applied."""
    parts = [
        command.what,
        *([f"#{command.comment}"] if command.comment else []),
        *(f"t{each}" for each in command.themes),
    ]
    if command.name:
        parts.append('"' + command.name.replace('"', "'") + '"')
    return " ".join([*parts, ", ".join(command.words)]).strip()
