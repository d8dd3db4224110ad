"""The school that tests of Mattermost play in, on each of the two databases."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.mattermost.school import School, open_school


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
async def school(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[School]:
    """A school and the whole bot."""
    url = request.getfixturevalue("postgres_database") if request.param == "postgresql" else None
    async with open_school(tmp_path, database_url=url) as school:
        yield school
