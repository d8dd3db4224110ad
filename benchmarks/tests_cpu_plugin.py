"""For tests_cpu.py, inside pytest in either checkout: run only tests that are named, and note what each file took.

TESTS_CPU_KEEP: a JSON file with a list of tests' ids; without it nothing is left out. TESTS_CPU_NOTES: where notes go.
"""

import json
import os
import resource
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path

import pytest

_seconds: dict[str, float] = defaultdict(float)
_ids: list[str] = []
_outcomes: dict[str, str] = {}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not named."""
    keep = os.environ.get("TESTS_CPU_KEEP")
    if keep:
        wanted = set(json.loads(Path(keep).read_text(encoding="utf-8")))
        left_out = [item for item in items if item.nodeid not in wanted]
        items[:] = [item for item in items if item.nodeid in wanted]
        config.hook.pytest_deselected(items=left_out)
    _ids.extend(item.nodeid for item in items)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Count a test's seconds, its fixtures included, to its file."""
    before = _used()
    result = yield
    _seconds[item.nodeid.partition("::")[0]] += _used() - before
    return result


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note what became of a test."""
    if report.when == "call" or report.outcome != "passed":
        _outcomes[report.nodeid] = report.outcome


def pytest_sessionfinish() -> None:
    """Write the notes."""
    notes = {"ids": _ids, "seconds": _seconds, "outcomes": _outcomes}
    Path(os.environ["TESTS_CPU_NOTES"]).write_text(json.dumps(notes), encoding="utf-8")


def _used() -> float:
    """Return user and system seconds of this process and of its children that have ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in both)
