"""When a card came before a person, as their sealed record keeps it.

It orders the cards of several exchanges, so that a typed word goes to the one that was shown last, and it shows which
words were typed before that card came.
"""

from storage.participant_record import CardTime

_SKEW = 2_000_000  # microseconds that our clock may be ahead of Slack's


def from_slack_time(at: int, *, typed_at: int = 0, is_stopped: bool = False) -> CardTime:
    """Return the time of a card that an act brought whose time Slack gives."""
    return CardTime(at, at, typed_at, is_stopped)


def from_clock(now: int) -> CardTime:
    """Return the time of a card that an act brought whose time Slack does not give, as a command."""
    return CardTime(now, now - _SKEW)
