"""The two walks of docs/architecture.md are those that the code goes, and short."""

import re

from tests.architecture import PAGE
from tests.walks import (
    DIGEST_WALK,
    digest_table,
    groups_of_a_star,
    star_table,
    walk_of_a_digest,
    walk_of_a_star,
)
from tests.whole_bot import Playground

MAX_STAR_FILES = 9
MAX_ENTRIES = 2
"""Files whose helpers are called from elsewhere; and a digest is drawn once before, to see what it quotes."""

WRITE = "run `.venv/bin/python -m tests.walks`"


def written(name: str) -> str:
    """Return the table of a walk on the page."""
    found = re.search(rf"<!-- walk of a {name} -->\n\n(.*?)\n\n<!-- end of walk -->", PAGE.read_text(), re.DOTALL)
    assert found
    return found[1]


async def test_a_star_enters_the_files_that_the_page_lists(playground: Playground) -> None:
    walk = await walk_of_a_star(playground)
    assert walk.entries["bot/rate/listeners.py"] == 1, "who waits and goes on enters nothing"
    assert len(groups_of_a_star(walk)["the walk"]) <= MAX_STAR_FILES
    assert sorted(star_table(walk).splitlines()) == sorted(written("star").splitlines()), WRITE


async def test_a_digest_enters_each_of_its_steps_twice_at_most(playground: Playground) -> None:
    walk = await walk_of_a_digest(playground)
    found = {file: walk.entries[file] for file in DIGEST_WALK}
    assert {file: count for file, count in found.items() if not 1 <= count <= MAX_ENTRIES} == {}
    assert digest_table(walk) == written("digest"), WRITE
