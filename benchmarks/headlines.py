"""Headlines of themes: the phrase test, the list to be read, and a draw for a blind reading.

    python benchmarks/headlines.py FILE…                     each headline, its key sentence, and what fails the test
    python benchmarks/headlines.py --test FILE…               only what fails the phrase test, and how many
    python benchmarks/headlines.py --blind 20 --seed 10 FILE…  themes at random, each with ten of its comments

A FILE is a CSV file with a column `text` or `comment-body`, or a file of the example's comments (.json).
The phrase test: a headline has no comma and no ellipsis, it is one phrase or two, each of one to six words, and each is
in two comments of the theme at least, inflection and case apart. Themes by their kind ("No answer") have no headline.
"""

import argparse
import csv
import json
import random
from collections.abc import Iterator
from pathlib import Path

from bot.core.themes import LastingTheme, ThemeKind, follow
from bot.core.themes.key_sentence import key_clause
from bot.core.themes.words import is_unspaced, segments, stem
from bot.worker.encoder import understand
from bot.worker.languages import detect

SHOWN = 10
LONGEST = 400


def main() -> None:
    """Print what is asked for."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--blind", type=int, default=0)
    arguments.add_argument("--seed", type=int, default=10)
    arguments.add_argument("--test", action="store_true")
    arguments.add_argument("files", nargs="+", type=Path)
    chosen = arguments.parse_args()
    found = [(path, *each) for path in chosen.files for each in themes_of(path)]
    if chosen.blind:
        draw(found, chosen.blind, random.Random(chosen.seed))
        return
    failed = 0
    for path, theme, texts, sentence in found:
        wrong = " ".join(faults(theme, texts))
        failed += bool(wrong)
        if wrong or not chosen.test:
            print(f"{path.stem}: {len(texts)} · {theme.headline} · {sentence}{wrong and ' · FAILS: '}{wrong}")
    print(f"{len(found)} headlines, {failed} fail the phrase test")


def read(path: Path) -> list[str]:
    """Return the comments of a file."""
    if path.suffix == ".json":
        return [row["text"] for row in json.loads(path.read_text(encoding="utf-8"))["comments"]]
    with path.open(encoding="utf-8", newline="") as source:
        return [row.get("text") or row.get("comment-body") or "" for row in csv.DictReader(source)]


def themes_of(path: Path) -> Iterator[tuple[LastingTheme, list[str], str]]:
    """Yield each theme of a file that has a headline, its comments, the most typical first, and its key sentence."""
    texts = read(path)
    spoken = detect(texts)
    state, _ = follow(list(enumerate(texts)), languages=dict(enumerate(spoken)), meaning=understand(texts, spoken))
    for theme in state.themes:
        if theme.kind in {ThemeKind.NAMED, ThemeKind.UNNAMED}:
            shown = texts[int(theme.example_id)] if theme.example_id is not None else ""
            start, end = key_clause(shown, theme.phrases) or (0, 0)
            yield theme, [texts[int(member)] for member, _ in theme.members], shown[start:end]


def faults(theme: LastingTheme, texts: list[str]) -> Iterator[str]:
    """Yield what is wrong with a headline by the phrase test."""
    if set(",;…") & set(theme.headline):
        yield "comma or ellipsis;"
    if not 1 <= len(theme.phrases) <= 2:
        yield "no phrase;"
    for phrase in theme.phrases:
        if not is_unspaced(phrase[0]) and not 1 <= len(phrase.split()) <= 6:
            yield f"length of “{phrase}”;"
        if sum(f" {plain(phrase)} " in f" {plain(text)} " for text in texts) < 2:
            yield f"“{phrase}” is not in two comments;"


def plain(text: str) -> str:
    """Return a text's words without inflection, phrase by phrase."""
    return " | ".join(" ".join(stem(word) for word in segment) for segment in segments(text))


def draw(found: list[tuple[Path, LastingTheme, list[str], str]], number: int, rng: random.Random) -> None:
    """Print themes at random, with nothing but the headline and comments drawn from all of the theme's."""
    print(f"# {number} headlines\n\nOf each: does the headline fit these comments? fits / partly / does not\n")
    for place, (_, theme, texts, _) in enumerate(rng.sample(found, number), start=1):
        print(f"## {place}. {theme.headline}\n")
        for text in rng.sample(texts, min(SHOWN, len(texts))):
            print(f"- {' '.join(text.split())[:LONGEST]}")
        print()


if __name__ == "__main__":
    main()
