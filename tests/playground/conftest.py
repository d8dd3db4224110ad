"""The workspace of the playground's tests."""

from collections.abc import AsyncIterator

import pytest

from tests.playground.fixture_app import FixtureWorkspace, open_workspace


@pytest.fixture
async def workspace() -> AsyncIterator[FixtureWorkspace]:
    """A workspace over HTTP whose app has every scope and event."""
    async with open_workspace() as workspace:
        yield workspace
