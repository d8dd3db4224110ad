"""The page's own trials: a closed exchange with many ratings of each comment, and somebody with its link."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.results.district import District, open_district
from tests.results.site import Reader, reader_of


@pytest.fixture
async def district(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[District]:
    """An exchange of the size that the module names, SMALL; modules that change nothing have one for all tests."""
    async with open_district(tmp_path, request.module.SMALL) as found:
        yield found


@pytest.fixture
async def reader(district: District) -> AsyncIterator[Reader]:
    """Somebody with its link."""
    async with reader_of(district.ctx, district.exchange) as found:
        yield found
