"""The worker's jobs in the playground: those of `bot.worker.jobs`, with the example's themes and vectors at hand.

What is at hand is data that `make example` computes (`prepare.py`). Anything else, also the example once it changed, is
computed as always.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bot.playground.example.loader import Example, ExampleExchange, load_example
from bot.worker import jobs

ANSWERS = Path(__file__).parent / "prepared.json"
"""{"themes": what `follow` answers, by a hash of what it is asked; "languages": of texts, by their keys}."""

VECTORS = Path(__file__).parent / "prepared.bin"
"""Vectors of texts: for each KEY_SIZE bytes, by which it is remembered, and its numbers in half precision."""

KEY_SIZE = 16


def follow(payload: Any) -> Any:
    """Return the themes of an exchange of the example that are at hand, else what `bot.worker.jobs` finds."""
    answer = _answers()["themes"].get(hash_of(payload))
    if answer is None:
        remember()
        return jobs.follow(payload)
    keys = {comment.text: comment.key for exchange in _exchanges() for comment in exchange.comments}
    return rename(answer, {keys[text]: comment_id for comment_id, text in payload["comments"]})


def hash_of(payload: Mapping[str, Any]) -> str:
    """Return a hash of what `follow` is asked, whatever the ids and the order of the comments."""
    texts, ratings = [text for _, text in payload["comments"]], payload["ratings"] or []
    asked = {**payload, "comments": sorted(texts), "ratings": sorted(zip(texts, ratings, strict=False))}
    return hashlib.blake2b(json.dumps(asked, sort_keys=True).encode(), digest_size=KEY_SIZE).hexdigest()


def rename(answer: Any, ids: Mapping[str, Any]) -> Any:
    """Return an answer with the ids of comments instead of their keys."""
    if isinstance(answer, Mapping):
        return {name: rename(each, ids) for name, each in answer.items()}
    if isinstance(answer, list):
        return [rename(each, ids) for each in answer]
    return ids.get(answer, answer) if isinstance(answer, str) else answer


@cache
def remember() -> None:
    """Hand what is at hand of the example's texts to the encoder and the detection of languages, once."""
    from bot.worker import encoder

    size = KEY_SIZE + 2 * encoder.WIDTH
    data = VECTORS.read_bytes()
    remember_languages()
    records = (data[start : start + size] for start in range(0, len(data), size))
    encoder.remember({record[:KEY_SIZE]: record[KEY_SIZE:] for record in records})


@cache
def remember_languages() -> None:
    """Hand the languages of the example's texts to their detection, once; its models are not loaded for these."""
    from bot.worker import languages

    likely: Mapping[str, str] = _answers()["languages"]
    languages.remember({bytes.fromhex(key): bytes.fromhex(packed) for key, packed in likely.items()})


def languages_of(payload: Any) -> Any:
    """Return what `bot.worker.jobs` finds, with the example's languages at hand."""
    remember_languages()
    return jobs.languages(payload)


@cache
def _answers() -> Any:
    return json.loads(ANSWERS.read_text(encoding="utf-8"))


@cache
def _exchanges() -> Sequence[ExampleExchange]:
    example: Example = load_example()
    return example.finished, example.waiting


def _informed(job: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a job that knows the example's vectors and languages."""

    def run(payload: Any) -> Any:
        remember()
        return job(payload)

    return run


_NEEDS_VECTORS = ("themes", "choose", "cover")
JOBS: Mapping[str, Callable[[Any], Any]] = {
    **jobs.JOBS,
    **{name: _informed(jobs.JOBS[name]) for name in _NEEDS_VECTORS},
    "follow": follow,
    "languages": languages_of,
}
