"""How the bot and its worker process talk: JSON in frames, each led by its length in four bytes."""

import json
from typing import IO, Any

LENGTH = 4
LARGEST = 1 << 30
"""Bytes of one frame; 100,000 comments take about 20 million."""


def packed(value: Any) -> bytes:
    """Return a value as a frame; raises ValueError when it is too large."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    if len(body) > LARGEST:
        raise ValueError("a frame for the worker is too large")
    return len(body).to_bytes(LENGTH, "big") + body


def unpacked(body: bytes) -> Any:
    """Return the value of a frame's body."""
    return json.loads(body.decode("utf-8", "surrogatepass"))


def size(head: bytes) -> int:
    """Return how many bytes follow the head of a frame; raises ValueError when they cannot be meant."""
    length = int.from_bytes(head, "big")
    if length > LARGEST:
        raise ValueError("a frame from the worker is too large")
    return length


def read(source: IO[bytes]) -> Any:
    """Return the next value of a pipe, waiting for it; raises EOFError when the other side is gone."""
    head = _exactly(source, LENGTH)
    return unpacked(_exactly(source, size(head)))


def _exactly(source: IO[bytes], wanted: int) -> bytes:
    parts = []
    while wanted:
        part = source.read(wanted)
        if not part:
            raise EOFError
        parts.append(part)
        wanted -= len(part)
    return b"".join(parts)
