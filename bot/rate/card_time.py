"""What a person had before them when they acted: the time their card came, sealed under the exchange's key.

It orders the cards of several exchanges, so that a typed word goes to the one that was shown last, and it tells a
word that was typed before that card came. It stands sealed in the participant's row: a plain time there would tell
who it is to anybody who sees when people write.
"""

from dataclasses import dataclass

from bot.keys import ExchangeKey

_SEALED = "card"
_DIGITS = 20
_SKEW = 2_000_000  # microseconds that our clock may be ahead of Slack's


@dataclass(frozen=True, slots=True)
class CardTime:
    """When a card came before a person. Times are microseconds since 1970.

    at: of the act that brought it. seen_from: words typed before were not about it.
    typed_at: of the message by which the last comment was rated or skipped; 0 when it was no message.
    is_stopped: the person stopped, so no card waits for a typed word.
    """

    at: int
    seen_from: int
    typed_at: int = 0
    is_stopped: bool = False


def from_slack_time(at: int, *, typed_at: int = 0, is_stopped: bool = False) -> CardTime:
    """Return that a card was brought by an act that Slack timed."""
    return CardTime(at, at, typed_at, is_stopped)


def from_clock(now: int) -> CardTime:
    """Return that a card was brought by what Slack gives no time of, as a command."""
    return CardTime(now, now - _SKEW)


def seal(key: ExchangeKey, seen: CardTime) -> bytes:
    """Return it sealed, always of the same length."""
    numbers = "".join(f"{each:0{_DIGITS}d}" for each in (seen.at, seen.seen_from, seen.typed_at))
    return key.seal(_SEALED, f"{numbers}{int(seen.is_stopped)}")


def unseal(key: ExchangeKey, sealed: bytes) -> CardTime:
    """Return what was sealed. Raises WrongSecretError."""
    text = key.unseal(_SEALED, sealed)
    at, seen_from, typed_at = (int(text[start : start + _DIGITS]) for start in range(0, 3 * _DIGITS, _DIGITS))
    return CardTime(at, seen_from, typed_at, text.endswith("1"))
