"""HMAC-SHA256 with one key for many messages: both halves are begun once, and copied for each message.

`hmac.digest` begins again each time, and OpenSSL looks its algorithm up by name: 9.7 µs for a short message on a busy
processor, 3.5 here (benchmarks/star.md). A click has four of them. The result is the same: RFC 2104.
"""

import hashlib

_BLOCK = hashlib.sha256().block_size  # bytes
_INNER, _OUTER = bytes(each ^ 0x36 for each in range(256)), bytes(each ^ 0x5C for each in range(256))


class Mac:
    """Makes the HMAC-SHA256 of messages under a key."""

    def __init__(self, key: bytes) -> None:
        whole = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
        self._inner = hashlib.sha256(whole.translate(_INNER))
        self._outer = hashlib.sha256(whole.translate(_OUTER))

    def digest(self, *parts: bytes) -> bytes:
        """Return the 32 bytes of a message, which is given in parts that follow each other."""
        inner, outer = self._inner.copy(), self._outer.copy()
        for part in parts:
            inner.update(part)
        outer.update(inner.digest())
        return outer.digest()
