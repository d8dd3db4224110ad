"""What an exchange is made of while it is a draft."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from storage.exchange_settings import ExchangeSettings

_MARK = 8  # hexadecimal digits of a field's mark


@dataclass(frozen=True, slots=True)
class Draft(ExchangeSettings):
    """An exchange as it was written, checked. slug: "" asks for one made from the question.

    seeds: comments to begin with.
    """

    groups: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    seeds: tuple[str, ...] = ()

    def marks(self) -> dict[str, str]:
        """Return a mark of each field, to see whether it changed; none of the zone, which comes with the writer."""
        names = [name for name in self.__dataclass_fields__ if name != "zone"]
        return {name: sha256(repr(getattr(self, name)).encode()).hexdigest()[:_MARK] for name in names}

    def columns(self) -> dict[str, Any]:
        """Return what is stored of it with the exchange; its slug and its comments to begin with are stored apart."""
        names = [name for name in self.__dataclass_fields__ if name not in {"slug", "seeds"}]
        return {name: getattr(self, name) for name in names} | {
            "groups": list(self.groups),
            "questions": list(self.questions),
        }
