"""What a form carries along in its metadata: the draft that it writes, and where its card goes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.errors import UserError
from bot.domain.exchanges import parse_exchange_id

_MAX_TURNS = 1000  # redrawings that are distinguished


@dataclass(frozen=True, slots=True)
class Origin:
    """What a form carries along: the draft that it writes, and where its card goes.

    where: "" for the moderator's own messages, else as bot/exchanges/reply_target.py writes it. seen: marks of the
    draft that the form was filled with, None for a new one. turn: how often the form was redrawn.
    """

    exchange_id: int
    where: str = ""
    since: int = 0  # seconds since 1970
    seen: Mapping[str, str] | None = None
    turn: int = 0

    def to_json(self) -> str:
        """Return it as a form's metadata."""
        return json.dumps([self.exchange_id, self.where, self.since, self.seen, self.turn])


def parse_origin(metadata: str) -> Origin:
    """Return what a form carried along. Raises UserError."""
    try:
        exchange_id, where, since, *more = json.loads(metadata)
        seen, turn = more or (None, 0)
        marks = None if seen is None else {str(name): str(mark) for name, mark in dict(seen).items()}
        return Origin(parse_exchange_id(str(exchange_id)), str(where), int(since), marks, int(turn) % _MAX_TURNS)
    except (UserError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise UserError("draft.form_outdated") from error
