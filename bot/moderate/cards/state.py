"""What is kept of an item of the queue, sealed under the workspace's key: where its cards are, and since when it waits.

Items are taken up in rounds of ten minutes, so neither a row nor a card says when somebody wrote or reported.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.sealing import TenantKey, WrongSealError

ROUND = timedelta(minutes=10)
"""How often cards of new items go out; of danger they do at once."""

_PURPOSE, _STEP = "queue_items", 1024  # bytes


@dataclass(frozen=True, slots=True)
class Posted:
    """A card in Slack. slack_user_id: whose private message it is, "" in a channel; ts: "" while it is on its way."""

    slack_user_id: str
    channel_id: str
    ts: str


@dataclass(frozen=True, slots=True)
class ItemState:
    """since: the round in which it was first there; shown: a mark of what its cards say; is_late: that was alerted."""

    since: datetime
    shown: str = ""
    is_late: bool = False
    posted: tuple[Posted, ...] = ()


def start_of_round(now: datetime) -> datetime:
    """Return when the round began that goes on now."""
    seconds = ROUND.total_seconds()
    return datetime.fromtimestamp(now.timestamp() // seconds * seconds, UTC)


def open_item(key: TenantKey, exchange_id: int, number: int, sealed: bytes) -> ItemState | None:
    """Return what is kept of an item; None where this secret does not open it."""
    try:
        facts = json.loads(key.cipher(_PURPOSE).open(sealed, _about(exchange_id, number)))
    except WrongSealError:
        return None
    since = datetime.fromisoformat(facts["since"])
    posted = tuple(Posted(*each) for each in facts["posted"])
    return ItemState(since, facts["shown"], facts["is_late"], posted)


def seal_item(key: TenantKey, exchange_id: int, number: int, state: ItemState) -> bytes:
    """Return the same sealed, of one size for up to some ten cards."""
    facts = {
        "since": state.since.isoformat(),
        "shown": state.shown,
        "is_late": state.is_late,
        "posted": [[each.slack_user_id, each.channel_id, each.ts] for each in state.posted],
    }
    return key.cipher(_PURPOSE).seal(json.dumps(facts).encode(), _about(exchange_id, number), step=_STEP)


def _about(exchange_id: int, number: int) -> bytes:
    return f"{exchange_id}:{number}".encode()
