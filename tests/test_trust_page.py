"""docs/trust.md: every fault and every attack is there, with tests that exist and run, or why it has none."""

import re

import pytest

from tests.test_features import ROOT, in_file

PAGE = ROOT / "docs" / "trust.md"
FAULTS, ATTACKS = 27, 30
_NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_FILE = re.compile(r"`(benchmarks/[\w/]+\.\w+)`")
_REASON = re.compile(r"\bnot (?:brought about|built): \S")


def rows() -> list[list[str]]:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if re.match(r"\| [FA]\d", line)]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_every_fault_and_every_attack_has_one_row_in_order() -> None:
    wanted = [f"F{n + 1}" for n in range(FAULTS)] + [f"A{n + 1}" for n in range(ATTACKS)]
    assert [cells[0] for cells in rows()] == wanted
    assert all(len(cells) == 4 and all(cells) for cells in rows())


def test_every_row_names_what_holds_it_or_why_nothing_does() -> None:
    silent = [cells[0] for cells in rows() if not any(each.search(cells[3]) for each in (_NAMED, _FILE, _REASON))]
    assert silent == []


@pytest.mark.parametrize("cells", rows(), ids=lambda cells: cells[0])
def test_what_a_row_names_exists_and_runs(cells: list[str]) -> None:
    for path, test in _NAMED.findall(cells[3]):
        assert test in in_file(path), f"{path} has no {test}"
        assert not in_file(path)[test], f"{test} is left out of runs"
    for path in _FILE.findall(" ".join(cells)):
        assert (ROOT / path).exists(), path
    assert cells[3].count("::") == len(_NAMED.findall(cells[3]))
