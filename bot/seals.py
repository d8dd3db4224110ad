"""Seals of an exchange: who rated, skipped, reported or wrote, readable with the exchange's key alone.

Ratings and comments carry seals of one AES block: purpose, comment, person and two zero bytes, which are checked on
opening. The same act gives the same seal, so that it is found again; two acts of one person have nothing in common.
The records of a block of people are sealed together with AES-GCM, to their place. Why so: docs/decisions/0021-seals.md.
"""

import secrets
import struct
import sys
import threading
from array import array
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.macs import Mac
from storage.seals import NOBODY, SEAL_BYTES, ActSeals, SealPurpose

BLOCK_FORMAT = 2
_FORMAT = bytes([BLOCK_FORMAT])
_NONCE, _KEY, _PLACE = 12, 32, 8  # bytes
_BLOCK, _BLOCKS = struct.Struct(">QQ"), struct.Struct(">6Q")
_COMMENT_BITS, _CHECK_BITS = 56, 16
_ACT_HEADS = [each << _COMMENT_BITS for each in (SealPurpose.RATING, SealPurpose.SKIP, SealPurpose.REPORT)]


class WrongSealError(Exception):
    """A sealed block is of another key or place, or of a newer build of the bot."""


class _Sealing(threading.local):
    """What seals one block after the other; made once in each thread, which takes longer than 20 seals.

    Blocks of ECB depend on nothing before them.
    """

    def __init__(self, cipher: "Cipher[ECB]") -> None:
        self.acts = cipher.encryptor()


class ExchangeSeals:
    """The seals of one exchange. raw: its key; each use has a subkey of its own."""

    def __init__(self, raw: bytes) -> None:
        self._blocks = AESGCM(_derive(raw, "participant rows"))
        self._places = Mac(_derive(raw, "participant places"))
        self._acts = Cipher(AES(_derive(raw, "act seals")), ECB())  # noqa: S305 - one block each, none like another
        self._sealing = _Sealing(self._acts)
        self._authors = Cipher(AES(_derive(raw, "author seals")), ECB())  # noqa: S305 - as above

    def seal_block(self, plain: bytes, about: bytes) -> bytes:
        """Return a block sealed to what it is about: format, nonce, text and tag, BLOCK_OVERHEAD bytes more."""
        nonce = secrets.token_bytes(_NONCE)
        return _FORMAT + nonce + self._blocks.encrypt(nonce, plain, _FORMAT + about)

    def open_block(self, sealed: bytes, about: bytes) -> bytes:
        """Return what was sealed. Raises WrongSealError."""
        if sealed[:1] != _FORMAT:
            raise WrongSealError("a block of participants was written by another build of Starling: start that one")
        try:
            return self._blocks.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], _FORMAT + about)
        except (InvalidTag, ValueError) as error:
            raise WrongSealError("a block of participants was sealed under another key or at another place") from error

    def place(self, salt: bytes, mark: bytes) -> int:
        """Return a number below 2^64 by which people are divided into blocks; another with each salt."""
        return int.from_bytes(self._places.digest(salt, mark)[:_PLACE], "big")

    def seal_acts(self, comment_id: int, person: int) -> ActSeals:
        """Return a person's seals on a comment, for their rating, skip and report."""
        rating, skip, report = _ACT_HEADS
        whose = person << _CHECK_BITS
        plain = _BLOCKS.pack(rating | comment_id, whose, skip | comment_id, whose, report | comment_id, whose)
        sealed = self._sealing.acts.update(plain)
        return ActSeals(sealed[:SEAL_BYTES], sealed[SEAL_BYTES : 2 * SEAL_BYTES], sealed[2 * SEAL_BYTES :])

    def seal_author(self, comment_id: int, person: int) -> bytes:
        """Return the seal of a comment's author."""
        return self._authors.encryptor().update(_block(SealPurpose.AUTHOR, comment_id, person))

    def seal_ratings(self, comment_ids: Sequence[int], people: Sequence[int]) -> list[bytes]:
        """Return the seals of many ratings at once, the same as `seal_acts` makes of each pair."""
        head = SealPurpose.RATING << _COMMENT_BITS
        words = array("Q", bytes(SEAL_BYTES * len(comment_ids)))
        words[::2] = array("Q", [head | each for each in comment_ids])
        words[1::2] = array("Q", [each << _CHECK_BITS for each in people])
        sealed = self._acts.encryptor().update(_in_network_order(words).tobytes())
        return [sealed[at : at + SEAL_BYTES] for at in range(0, len(sealed), SEAL_BYTES)]

    def open_seals(self, purpose: SealPurpose, comment_ids: Sequence[int], seals: Sequence[bytes]) -> "array[int]":
        """Return whose seals these are, NOBODY where one does not open; a million take less than half a second.

        Without numpy, which the bot's own process does not load: it is 17 MiB.
        """
        cipher = self._authors if purpose is SealPurpose.AUTHOR else self._acts
        words = _in_network_order(array("Q", cipher.decryptor().update(b"".join(seals))))
        head, check = purpose << _COMMENT_BITS, (1 << _CHECK_BITS) - 1
        return array(
            "q",
            [
                NOBODY if first != head | comment_id or second & check else second >> _CHECK_BITS
                for comment_id, first, second in zip(comment_ids, words[::2], words[1::2], strict=True)
            ],
        )


def _block(purpose: SealPurpose, comment_id: int, person: int) -> bytes:
    return _BLOCK.pack(purpose << _COMMENT_BITS | comment_id, person << _CHECK_BITS)


def _in_network_order(words: "array[int]") -> "array[int]":
    """Return numbers of 64 bits with the highest byte first, or back as they are counted with; in place."""
    if sys.byteorder == "little":
        words.byteswap()
    return words


def _derive(key: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY, salt=None, info=f"starling {purpose}".encode()).derive(key)
