"""What buttons and forms of translations carry: written and read here, but for the button that shows one."""

import re
from dataclasses import dataclass

from bot.domain.errors import UserError
from bot.texts import LANGUAGES

TEXT, WHY = "translate.text", "translate.why"
"""The fields of the form."""

_VALUE = re.compile(r"(\d{1,16}):(\d{1,9})\.(\d{1,4})(?::([a-z]{2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Ref:
    """The words of a comment, and a language, "" where none is meant. version: 0 for the words of now."""

    exchange_id: int
    number: int
    version: int = 0
    language: str = ""

    @property
    def value(self) -> str:
        """What a button about it carries, EXCHANGE:NUMBER.VERSION:LANGUAGE."""
        return f"{self.exchange_id}:{self.number}.{self.version}:{self.language}"


def parse_ref(value: object) -> Ref:
    """Return where a button points: to words that somebody saw. Raises UserError on a crafted value."""
    found = _VALUE.fullmatch(str(value or ""))
    if not found or not int(found[3]):
        raise UserError("moderate.old_card")
    exchange_id, number, version, language = found.groups()
    return Ref(int(exchange_id), int(number), int(version), language or "")


def parse_correction(value: object) -> Ref:
    """Return where a form of a correction points, and into which language. Raises UserError on a crafted value."""
    ref = parse_ref(value)
    if ref.language not in LANGUAGES:
        raise UserError("moderate.old_card")
    return ref
