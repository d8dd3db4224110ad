"""What services outside sent back, as it is stored: sealed under the exchange's key.

A vector nearly says its comment's words, and a summary quotes them. So does a hash of them to who guesses: the mark of
which words a vector is of lies inside the seal, and a request is known by a keyed mark.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from bot.core.summary import Sentence
from bot.keys import ExchangeKey
from bot.sealing import Cipher, WrongSealError
from storage.ai_usage import StoredVector

log = structlog.get_logger()

VECTORS, SUMMARIES = "vectors", "summaries"
"""What each is sealed for."""

_TEXT_MARK = 32  # bytes, SHA-256
_STEP = 1_024  # bytes of a summary


@dataclass(frozen=True, slots=True)
class KeptVector:
    """A comment's vector. text_mark: hash of the model and the words; half: the numbers in half precision."""

    text_mark: bytes
    half: bytes


def seal_vector(cipher: Cipher, comment_id: int, vector: KeptVector) -> StoredVector:
    """Return a vector as it is stored, of use for this comment only."""
    return StoredVector(comment_id, cipher.seal(vector.text_mark + vector.half, _about(comment_id)))


async def open_vectors(cipher: Cipher, stored: Sequence[StoredVector]) -> dict[int, KeptVector]:
    """Return vectors by comment, beside the event loop; one that does not open is left out, and requested again."""
    found, unreadable = await asyncio.to_thread(_open_all, cipher, stored)
    if unreadable:
        log.warning("vectors_unreadable", vectors=unreadable)
    return found


def seal_summary(key: ExchangeKey, request: str, sentences: Sequence[Sentence]) -> tuple[bytes, bytes]:
    """Return the mark of a request and what was written for it, sealed."""
    cipher = key.cipher(SUMMARIES)
    mark = cipher.mark(request)
    plain = json.dumps([[each.text, list(each.cites)] for each in sentences], ensure_ascii=False)
    return mark, cipher.seal(plain.encode(), mark, step=_STEP)


def mark_of_request(key: ExchangeKey, request: str) -> bytes:
    """Return the mark under which a request's summary is kept."""
    return key.cipher(SUMMARIES).mark(request)


def open_summary(key: ExchangeKey, mark: bytes, sealed: bytes) -> tuple[Sentence, ...]:
    """Return the sentences of a stored summary. Raises WrongSealError."""
    rows = json.loads(key.cipher(SUMMARIES).open(sealed, mark))
    return tuple(Sentence(text, tuple(cites)) for text, cites in rows)


def _open_all(cipher: Cipher, stored: Sequence[StoredVector]) -> tuple[dict[int, KeptVector], int]:
    found: dict[int, KeptVector] = {}
    for each in stored:
        try:
            plain = cipher.open(each.sealed, _about(each.comment_id))
        except WrongSealError:
            continue
        found[each.comment_id] = KeptVector(plain[:_TEXT_MARK], plain[_TEXT_MARK:])
    return found, len(stored) - len(found)


def _about(comment_id: int) -> bytes:
    return comment_id.to_bytes(8, "big")
