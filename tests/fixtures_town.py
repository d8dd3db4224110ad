"""A town of people: the whole bot against the playground."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.town import Town, open_town


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town over HTTP, on SQLite."""
    async with open_town(tmp_path) as town:
        yield town
