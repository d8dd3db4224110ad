"""One personal detail in a text."""

from dataclasses import dataclass

PHONE, EMAIL, PERSON = "phone", "email", "person"


@dataclass(frozen=True, slots=True)
class Detail:
    """kind: PHONE, EMAIL or PERSON. text: as written. start: its position in the text, in characters."""

    kind: str
    text: str
    start: int
