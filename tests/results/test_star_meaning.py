"""What a star means goes with every chart and text that is taken off the page."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.results.district import Size, open_district
from tests.results.site import Reader, plain, reader_of
from tests.sentences import EN, ES

SMALL = Size(comments=240, people=320, ratings=16_000, releases=2)
WITH_STARS = ("themes", "shared", "differ", "heat", "both", "compare", "changed?since=1")
WITHOUT = ("groups", "days")


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    """Somebody with the link of an exchange about what is important."""
    async with open_district(tmp_path, SMALL) as district, reader_of(district.ctx, district.exchange) as found:
        yield found


@pytest.mark.parametrize("language", ["en", "es"])
async def test_a_chart_that_is_taken_away_says_what_its_stars_mean(reader: Reader, language: str) -> None:
    meaning = (EN if language == "en" else ES)("stars.scale.important")
    for chart in WITH_STARS:
        name, _, query = chart.partition("?")
        svg = await reader.reads(f"charts/{name}.svg?{query}", language=language)
        written = " ".join(part.split("<")[0] for part in svg.split(">") if part.split("<")[0])
        assert meaning in written, name
        table = await reader.reads(f"charts/{name}.csv?{query}", language=language)
        assert table.count(meaning) == 1, "not in every row"
        assert "stars_mean" not in table
    for name in WITHOUT:
        svg = await reader.reads(f"charts/{name}.svg", language=language)
        assert meaning[:20] not in svg, f"{name} has no stars"
        assert meaning[:20] not in await reader.reads(f"charts/{name}.csv", language=language)
    assert meaning in plain(await reader.reads("embed/themes", language=language))
    assert meaning not in plain(await reader.reads("embed/days", language=language))
    for part in ("summary", "themes", "comments", "groups"):
        assert meaning in await reader.reads(f"{part}.md", language=language)
