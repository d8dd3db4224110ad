"""Say at the end of a test run which real databases and browser its passed tests ran on.

Nothing here is written down beforehand: a database counts when SQLAlchemy opened a connection to it during a test that
passed, with the version that the server names; Chromium counts when such a test drove it (tests/fixtures_browser.py).
`--complete` makes a run fail that left one of the three out.
"""

from collections import Counter
from collections.abc import Generator

import pytest
from sqlalchemy import Connection, Engine, event

EXPECTED = ("SQLite", "PostgreSQL", "Chromium")
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
KEY = "ran on"
MARKED_BY = {"browser": "browser", "postgres": "postgres"}  # fixture: mark

_connected: set[tuple[str, str]] = set()  # what the running test connected to
_passed: Counter[tuple[str, str]] = Counter()  # tests that passed, by (name, version)


def ran_on(item: pytest.Item, name: str, version: str) -> None:
    """Note that this test runs on something real; it counts once the test has passed."""
    if (KEY, (name, version)) not in item.user_properties:
        item.user_properties.append((KEY, (name, version)))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--complete", action="store_true", help=f"fail unless tests passed on {', '.join(EXPECTED)}")


def pytest_configure() -> None:
    event.listen(Engine, "engine_connect", _note)


def pytest_unconfigure() -> None:
    event.remove(Engine, "engine_connect", _note)


def _note(connection: Connection) -> None:
    version = connection.dialect.server_version_info or ()
    _connected.add((NAMES.get(connection.dialect.name, connection.dialect.name), ".".join(map(str, version))))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the fixtures they ask for, so that `make check` leaves out what it must."""
    for item in items:
        for fixture, mark in MARKED_BY.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(mark)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    _connected.clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    if call.when == "call":
        for name, version in _connected:
            ran_on(item, name, version)
    return (yield)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call" and report.passed:
        _passed.update((name, version) for key, (name, version) in _pairs(report) if key == KEY)


def _pairs(report: pytest.TestReport) -> list[tuple[str, tuple[str, str]]]:
    """Return what the test noted; between processes a pair travels as a list."""
    return [(str(key), (str(value[0]), str(value[1]))) for key, value in report.user_properties if key == KEY]  # type: ignore[index]


def missing() -> list[str]:
    """Return which of the three no passed test ran on."""
    names = {name for name, _ in _passed}
    return [name for name in EXPECTED if name not in names]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    one_of_several = hasattr(session.config, "workerinput")
    if session.config.getoption("complete") and missing() and not one_of_several and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if _passed:
        terminalreporter.section("ran on", sep="-")
    for (name, version), count in sorted(_passed.items()):
        terminalreporter.write_line(f"{name} {version}: {count} {'test' if count == 1 else 'tests'} passed on it")
    if config.getoption("complete"):
        for name in missing():
            terminalreporter.write_line(f"{name}: no test passed on it, so this run is not complete", red=True)
