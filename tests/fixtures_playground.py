"""What every test of the whole bot may ask for: a playground, and limits of real time that a busy machine can keep."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import slack_bolt.util.utils

from bot.slack import deadlines
from bot.texts import Texts
from bot.worker import process
from tests.kept_worker import PROCESS
from tests.quick_bolt import INSPECT
from tests.whole_bot import Playground, open_playground

UNHURRIED = 100.0


@pytest.fixture(scope="session", autouse=True)
def _unhurried() -> Iterator[None]:
    """Make limits of real time long, and let the worker run: a busy machine must not look like a silent Slack."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(deadlines, "stretch", UNHURRIED)
        patch.setattr(process, "NICENESS", 1)
        patch.setattr(Texts, "is_strict", True)
        patch.setattr(slack_bolt.util.utils, "inspect", INSPECT)
        yield
    PROCESS.end()


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits of real time as in production, for a test of what happens when one is over."""
    monkeypatch.setattr(deadlines, "stretch", 1.0)


@pytest.fixture
async def playground(tmp_path: Path) -> AsyncIterator[Playground]:
    """A playground and the whole bot, over HTTP and on SQLite."""
    async with open_playground(tmp_path) as playground:
        yield playground
