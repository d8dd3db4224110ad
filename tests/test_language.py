"""Plain language in the code: words that identifiers, docstrings and comments do not use, each with a replacement."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.models import metadata

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "storage", "benchmarks", "tests")
"""Folders whose code is held to it."""

NAMES = {
    "alike": "coordinated, similar",
    "anew": "again, new",
    "camp": "opinion_group",
    "camps": "opinion_groups",
    "crowd": "group_sizes, users",
    "cuts": "thresholds",
    "divides": "divisive",
    "kin": "synonyms",
    "kit": "context",
    "owed": "due, pending",
    "postman": "dispatcher",
    "promise": "sampling_weight",
    "promised": "sampling_weight",
    "reckon": "compute",
    "said": "text, words",
    "standing": "state, status",
    "stands": "is_current",
    "stood": "previous, state",
    "tells": "publishes, returns",
    "told": "published, reported",
    "town": "playground",
    "unites": "consensus",
    "blind_timestamp": "blinded",
    "whisper": "ephemeral",
    "wish": "deficit",
    "wished": "deficits",
}
"""Parts of identifiers, between underscores or capitals."""

WORDS = {
    r"alike": "similar, coordinated, the same",
    r"anew": "again",
    r"in the same breath": "in the same transaction",
    r"crowds?": "many people, group sizes",
    r"doors?": "entry point, listener, server",
    r"hand on the keyboard": "random typing",
    r"kin": "synonyms",
    r"kindred": "synonymous",
    r"of which": "whose, with its",
    r"of who": "whose, by the person who",
    r"owes?|owed": "pending, due, enqueue",
    r"promis(?:e|es|ed)": "sampling weight",
    r"reckon(?:s|ed|ing)?": "compute",
    r"so many": "a number, `count`",
    r"stands?|stood|standing": "is, was, state",
    r"tell(?:s|ing)?|told": "publish, show, say, report",
    r"town": "playground",
    r"upon": "on",
    r"whoever": "the person who, who",
    r"wish(?:es)?": "deficit",
}
"""Patterns of words in docstrings and comments."""

PROSE = (
    "alike",
    "anew",
    "kin",
    "kindred",
    "of who",
    "owes?|owed",
    "reckon(?:s|ed|ing)?",
    "so many",
    "stood",
    "upon",
    "whoever",
)
"""Those of the patterns that pages do not use either; others are plain English there."""

STORED = {name for table in metadata.tables.values() for name in (table.name, *table.columns.keys())}
"""Names of tables and columns: only a migration changes these."""

_WORDS = re.compile(rf"(?<![\w`.])(?:{'|'.join(f'(?:{word})' for word in WORDS)})(?![\w`])", re.IGNORECASE)


def replacement(word: str) -> str:
    """Return the plain replacement of a word that `_WORDS` found."""
    return next(plain for pattern, plain in WORDS.items() if re.fullmatch(pattern, word, re.IGNORECASE))


def parts(name: str) -> list[str]:
    """Return the words of an identifier in lower case."""
    return [part.lower() for part in re.findall("[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name.replace("block_kit", ""))]


def faults(source: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line, word, replacement) of every word that is not to be used."""
    strings = {
        node.value.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        line = token.start[0]
        if token.type == tokenize.NAME and token.string not in STORED:
            yield from ((line, token.string, NAMES[part]) for part in parts(token.string) if part in NAMES)
        elif token.type == tokenize.COMMENT or (token.type == tokenize.STRING and line in strings):
            text = re.sub("`[^`]*`", "", token.string)
            for found in _WORDS.finditer(text):
                yield line + text.count("\n", 0, found.start()), found[0], replacement(found[0])


@pytest.mark.parametrize("package", PACKAGES)
def test_code_is_written_in_plain_words(package: str) -> None:
    """The message names each place, the word, and what to write instead."""
    found = [
        f"{path.relative_to(ROOT)}:{line}: {word} → {plain}"
        for path in sorted((ROOT / package).rglob("*.py"))
        if "versions" not in path.parts
        for line, word, plain in faults(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(["words that this project does not use:", *found])


def test_pages_are_written_in_plain_words() -> None:
    """Names in backticks are left out: they are held to it where they are defined."""
    unwanted = re.compile(rf"(?<![\w`.])(?:{'|'.join(PROSE)})(?![\w`])", re.IGNORECASE)
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    assert len(pages) > 20, "the pages are where they were"
    found = [
        f"{page.relative_to(ROOT)}:{number}: {word[0]}"
        for page in pages
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1)
        for word in unwanted.finditer(re.sub("`[^`]*`", "", line))
    ]
    assert not found, "\n".join(["words that this project does not use:", *found])
    assert unwanted.search("what is owed, anew"), "the patterns find something"


def test_a_word_is_found_with_its_line_and_its_replacement() -> None:
    source = 'def stood() -> None:\n    """Return how\n    themes stand anew."""\n    isTold = 1  # reckoned\n'
    assert list(faults(source)) == [
        (1, "stood", "previous, state"),
        (3, "stand", "is, was, state"),
        (3, "anew", "again"),
        (4, "isTold", "published, reported"),
        (4, "reckoned", "compute"),
    ]
    assert not list(faults('def publish(x: int) -> None:\n    """Publish `told`, a column."""\n'))
