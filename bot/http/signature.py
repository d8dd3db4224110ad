"""Slack's signature: HMAC-SHA256 over the raw bytes of a body and the time of sending.

Source: docs.slack.dev/authentication/verifying-requests-from-slack.
"""

import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.http.errors import UNSIGNED, RefusedError
from bot.macs import Mac

WINDOW_S = 5 * 60
"""Seconds that a request may be older or newer than our clock."""

_TIMESTAMP = re.compile(r"[0-9]{1,12}", re.ASCII)
_SIGNATURE = re.compile(r"v0=([0-9a-f]{64})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Signature:
    """The signature that came with a request. timestamp: seconds since 1970; digest: 32 bytes."""

    timestamp: int
    digest: bytes

    @property
    def expires(self) -> int:
        """The second after which no request may bear it."""
        return self.timestamp + WINDOW_S


def read_signature(headers: Mapping[str, str], now: float) -> Signature:
    """Return the signature of a request, not yet compared with its body.

    Raises RefusedError when a header is missing or malformed, or the time is more than WINDOW_S away.
    """
    stamp, signature = headers.get("X-Slack-Request-Timestamp"), headers.get("X-Slack-Signature")
    if stamp is None or signature is None:
        raise RefusedError("unsigned", UNSIGNED)
    found = _SIGNATURE.fullmatch(signature)
    if not found or not _TIMESTAMP.fullmatch(stamp):
        raise RefusedError("malformed_signature", UNSIGNED)
    if abs(now - int(stamp)) > WINDOW_S:
        raise RefusedError("stale_signature", UNSIGNED)
    return Signature(int(stamp), bytes.fromhex(found[1]))


def verify(signature: Signature, secret: Mac, raw: bytes) -> None:
    """Compare a signature with the body, in constant time. Raises RefusedError when it is another's."""
    expected = secret.digest(b"v0:%d:" % signature.timestamp, raw)
    if not hmac.compare_digest(expected, signature.digest):
        raise RefusedError("wrong_signature", UNSIGNED)
