"""When a card came before a person, encrypted under the exchange's key.

It orders the cards of several exchanges, so that a typed word goes to the one that was shown last, and it shows which
words were typed before that card came. It is encrypted in the participant's row: a plain time there would reveal who it
is to anybody who sees when people write.
"""

from dataclasses import dataclass

from bot.keys import ExchangeKey

_PURPOSE = "card"
_DIGITS = 20
_SKEW = 2_000_000  # microseconds that our clock may be ahead of Slack's


@dataclass(frozen=True, slots=True)
class CardTime:
    """The time of a card. Times are microseconds since 1970.

    at: of the act that brought it. seen_from: words typed before were not about it.
    typed_at: of the message by which the last comment was rated or skipped; 0 when it was no message.
    is_stopped: the person stopped, so no card waits for a typed word.
    """

    at: int
    seen_from: int
    typed_at: int = 0
    is_stopped: bool = False


def from_slack_time(at: int, *, typed_at: int = 0, is_stopped: bool = False) -> CardTime:
    """Return the time of a card that an act brought whose time Slack gives."""
    return CardTime(at, at, typed_at, is_stopped)


def from_clock(now: int) -> CardTime:
    """Return the time of a card that an act brought whose time Slack does not give, as a command."""
    return CardTime(now, now - _SKEW)


def encrypt(key: ExchangeKey, seen: CardTime) -> bytes:
    """Return a card's time encrypted, always of the same length."""
    numbers = "".join(f"{each:0{_DIGITS}d}" for each in (seen.at, seen.seen_from, seen.typed_at))
    return key.encrypt(_PURPOSE, f"{numbers}{int(seen.is_stopped)}")


def decrypt(key: ExchangeKey, encrypted: bytes) -> CardTime:
    """Return a card's time as it was encrypted. Raises WrongSecretError."""
    text = key.decrypt(_PURPOSE, encrypted)
    at, seen_from, typed_at = (int(text[start : start + _DIGITS]) for start in range(0, 3 * _DIGITS, _DIGITS))
    return CardTime(at, seen_from, typed_at, text.endswith("1"))
