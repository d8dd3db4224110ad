"""Leases of Slack's events: until when a delivery has an event for itself, sealed under the workspace's key.

On PostgreSQL the number of a transaction is kept with every row, so a moment in one row would date the rows that
were written just before and after it.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.sealing import Cipher, TenantKey, WrongSealError
from storage.processed_events import EventMarks

LEASE = timedelta(seconds=30)
"""After it, the claim of a dead process can be made again."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def marks_of(key: TenantKey, event_id: str) -> EventMarks:
    """Return an event's two marks. Slack's own id of it is kept nowhere: with Slack's logs it would name a person."""
    return EventMarks(key.cipher("events").mark(event_id), _cipher(key).mark(event_id))


def new_lease(key: TenantKey, *, now: datetime) -> bytes:
    """Return a lease that begins now, sealed; its end was never the same bytes before."""
    until = (now + LEASE - _EPOCH) // _MICROSECOND
    return _cipher(key).seal(until.to_bytes(8, "big"), b"")


def is_over(key: TenantKey, *, now: datetime) -> Callable[[bytes], bool]:
    """Return what says whether a sealed lease has run out; one under another secret has."""

    def check(sealed: bytes) -> bool:
        try:
            until = int.from_bytes(_cipher(key).open(sealed, b""), "big")
        except WrongSealError:
            return True
        return (now - _EPOCH) // _MICROSECOND > until

    return check


def _cipher(key: TenantKey) -> Cipher:
    return key.cipher("leases")
