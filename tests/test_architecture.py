"""docs/architecture.md says what the code is: its tree is of today, and each link into the code leads to its name."""

import re

import pytest

from tests.architecture import PAGE, ROOT, find_line, generate


def test_the_tree_and_the_links_are_those_of_the_code() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert generate(page) == page, "run `make docs`"


def test_every_file_of_the_program_says_what_it_is_for() -> None:
    rows = re.findall(r"^\| \[`([\w.]+)`\]\([^)]+\) \|(.*)\|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(rows) > 200
    assert [name for name, summary in rows if not summary.strip()] == []


def test_a_link_to_a_name_that_is_gone_is_found() -> None:
    path = "bot/scheduler.py"
    line = find_line(path, "Scheduler.wake")
    assert (ROOT / path).read_text(encoding="utf-8").splitlines()[line - 1].strip().startswith("def wake(")
    with pytest.raises(LookupError):
        find_line(path, "Scheduler.sleeps")


def test_a_comment_or_page_that_names_a_file_names_one_that_exists() -> None:
    named = re.compile(r"(?<![\w/])(?:bot|storage|tests|benchmarks)/[\w/]+\.\w+")
    files = [
        *(each for top in ("bot", "storage") for each in (ROOT / top).rglob("*.py")),
        *(ROOT / "docs").rglob("*.md"),
    ]
    gone = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in files
        for name in named.findall(file.read_text(encoding="utf-8"))
        if "FEATURE" not in name and not (ROOT / name).exists()
    }
    assert len(files) > 300
    assert sorted(gone) == []
