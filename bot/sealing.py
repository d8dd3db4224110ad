"""Sealing: authenticated encryption padded to fixed sizes, and marks, each purpose under a subkey of its own.

A mark finds a row again (it is an HMAC), a seal keeps what the row says. Without the key neither says anything, the
length of what is sealed included. Why so, and what it costs: docs/decisions/0022-slack-side.md.
"""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MARK_BYTES = 16
OVERHEAD_BYTES = 28  # of a seal: 12 of nonce, 16 of tag
_NONCE, _KEY, _LENGTH = 12, 32, 4  # bytes


class WrongSealError(Exception):
    """Sealed bytes that are of another key, or for something else."""


class Cipher:
    """Seals and marks for one purpose. key: 32 random bytes, those of an exchange or of a workspace."""

    def __init__(self, key: bytes, purpose: str) -> None:
        self._aead = AESGCM(_derive(key, f"seal {purpose}"))
        self._marking = _derive(key, f"mark {purpose}")

    def mark(self, *parts: str) -> bytes:
        """Return 16 bytes that are the same for the same parts, and say nothing of them."""
        # Length before each part, so that no two lists of parts give the same bytes.
        message = b"".join(len(each.encode()).to_bytes(_LENGTH, "big") + each.encode() for each in parts)
        return hmac.new(self._marking, message, hashlib.sha256).digest()[:MARK_BYTES]

    def seal(self, plain: bytes, about: bytes, *, step: int = 1) -> bytes:
        """Return bytes sealed to what they are about (the key of their row), with a fresh nonce each time.

        step: the plain bytes are filled up with zeros to a multiple of it, so that lengths say nothing finer.
        """
        framed = len(plain).to_bytes(_LENGTH, "big") + plain
        framed += bytes(-len(framed) % step)
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._aead.encrypt(nonce, framed, about)

    def open(self, sealed: bytes, about: bytes) -> bytes:
        """Return what was sealed. Raises WrongSealError."""
        try:
            framed = self._aead.decrypt(sealed[:_NONCE], sealed[_NONCE:], about)
        except (InvalidTag, ValueError) as error:
            raise WrongSealError from error
        return framed[_LENGTH : _LENGTH + int.from_bytes(framed[:_LENGTH], "big")]


class TenantKey:
    """The key of one workspace, for what belongs to no exchange. Derived from the server's secret, stored nowhere."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._ciphers: dict[str, Cipher] = {}

    def cipher(self, purpose: str) -> Cipher:
        """Return what seals and marks for a purpose."""
        if purpose not in self._ciphers:
            self._ciphers[purpose] = Cipher(self._raw, purpose)
        return self._ciphers[purpose]


def _derive(key: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY, salt=None, info=f"starling {purpose}".encode()).derive(key)
