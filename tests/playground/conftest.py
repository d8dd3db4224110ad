"""The workspace that the tests of the playground begin with."""

from collections.abc import AsyncIterator

import pytest

from tests.playground.fixture_app import Desk, open_desk


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    """A workspace over HTTP whose app asked for everything."""
    async with open_desk() as desk:
        yield desk
