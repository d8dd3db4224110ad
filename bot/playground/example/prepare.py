"""`python -m bot.playground.example.prepare`: computes the example's themes and vectors, and writes them as data."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from bot.core.themes import ThemeState
from bot.core.themes.key_sentence import key_clause
from bot.playground.example.loader import ExampleExchange, load_example
from bot.playground.example.prepared import ANSWERS, VECTORS, hash_of
from bot.playground.example.stars import ExampleRating, draw_example
from bot.worker import encoder, jobs, languages


class Prepared(NamedTuple):
    """What `prepared.json` and `prepared.bin` hold.

    themes: what `follow` answers, by a hash of what it is asked, with the keys of comments as their ids. likely,
    vectors: of texts, by their keys.
    """

    themes: Mapping[str, Any]
    likely: Mapping[bytes, bytes]
    vectors: Mapping[bytes, bytes]


def compute() -> Prepared:
    """Return what the worker computes for the example, by its models. Takes some seconds."""
    example, themes, texts = load_example(), {}, set[str]()
    for exchange, drawn in zip((example.finished, example.waiting), draw_example(example), strict=True):
        asked = question(exchange, drawn)
        answer = json.loads(json.dumps(jobs.follow(asked)))
        themes[hash_of(asked)] = answer
        texts |= quotable(exchange, [theme["phrases"] for theme in answer["standing"]["themes"]])
    every = sorted(texts)
    rows = encoder.encode(every)
    return Prepared(
        themes,
        {languages.key_of(text): languages.pack_likely(text) for text in every},
        {encoder.key_of(text): row.tobytes() for text, row in zip(every, rows, strict=True)},
    )


def question(exchange: ExampleExchange, drawn: Sequence[ExampleRating]) -> dict[str, Any]:
    """Return what the bot asks for an exchange's first themes, with the keys of comments as their ids."""
    counts = Counter(each.comment for each in drawn)
    return {
        "comments": [[comment.key, comment.text] for comment in exchange.comments],
        "before": ThemeState().as_json(),
        "multilingual": False,
        "extra": None,
        "ratings": [counts[comment.key] for comment in exchange.comments],
    }


def quotable(exchange: ExampleExchange, phrases: Sequence[Sequence[str]]) -> set[str]:
    """Return the comments and the clauses that a digest may quote. phrases: of each theme."""
    texts = {comment.text for comment in exchange.comments}
    spans = [(text, key_clause(text, each)) for text in texts for each in [(), *phrases]]
    return texts | {text[span[0] : span[1]] for text, span in spans if span}


def write(prepared: Prepared) -> None:
    """Write both files."""
    themes = _lines({key: prepared.themes[key] for key in sorted(prepared.themes)})
    likely = _lines({key.hex(): packed.hex() for key, packed in sorted(prepared.likely.items())})
    ANSWERS.write_text(f'{{"themes": {{\n{themes}\n}}, "languages": {{\n{likely}\n}}}}\n', encoding="utf-8")
    VECTORS.write_bytes(b"".join(key + row for key, row in sorted(prepared.vectors.items())))


def _lines(rows: Mapping[str, Any]) -> str:
    """Return the inside of a JSON object, a line for each of its fields."""
    return ",\n".join(f'"{key}": {json.dumps(row, ensure_ascii=False)}' for key, row in rows.items())


if __name__ == "__main__":
    write(compute())
