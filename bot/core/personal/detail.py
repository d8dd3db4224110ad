"""One personal detail, as it stands in a text."""

from dataclasses import dataclass

PHONE, EMAIL, PERSON = "phone", "email", "person"


@dataclass(frozen=True, slots=True)
class Detail:
    """kind: PHONE, EMAIL or PERSON. text: as it was written. start: its place in the text, in characters."""

    kind: str
    text: str
    start: int
