"""What a form carries along in its metadata: the draft that it writes, and where its card goes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.errors import UserError
from bot.domain.exchanges import parse_exchange_id
from bot.slack.channels import is_channel

_MAX_TURNS = 1000  # redrawings that are distinguished


@dataclass(frozen=True, slots=True)
class Origin:
    """What a form carries along: the draft that it writes, and where its card goes.

    where: "" for the moderator's own messages, else as bot/exchanges/reply_target.py writes it. seen: marks of the
    draft that the form was filled with, None for a new one. turn: how often the form was redrawn. channel_id: for which
    channel a new exchange is asked for, where the form that follows is filled with it. step: of the form, from 0.
    """

    exchange_id: int
    where: str = ""
    since: int = 0  # seconds since 1970
    seen: Mapping[str, str] | None = None
    turn: int = 0
    channel_id: str | None = None
    step: int = 0

    def to_json(self) -> str:
        """Return it as a form's metadata."""
        return json.dumps([self.exchange_id, self.where, self.since, self.seen, self.turn, self.channel_id, self.step])


def parse_origin(metadata: str) -> Origin:
    """Return what a form carried along. Raises UserError."""
    try:
        exchange_id, where, since, *more = json.loads(metadata)
        rest: list[Any] = [*more, *(None, 0, None, 0)[len(more) :]]
        seen, turn, channel_id, step = rest
        marks = None if seen is None else {str(name): str(mark) for name, mark in dict(seen).items()}
        place = str(channel_id) if is_channel(channel_id) else None
        turn = int(turn) % _MAX_TURNS
        return Origin(parse_exchange_id(str(exchange_id)), str(where), int(since), marks, turn, place, int(step))
    except (UserError, ValueError, TypeError, OverflowError, RecursionError) as error:
        raise UserError("draft.form_outdated") from error
