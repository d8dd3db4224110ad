"""Which of our files a star and a digest enter: recorded while they go through, for docs/architecture.md.

    python -m tests.walks

writes the tables of both walks into the page again; tests/test_walks.py compares.
"""

import asyncio
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from bot.digest import job
from bot.digest.composer import DigestComposer
from bot.themes.runs import ThemeRuns
from tests.architecture import PAGE, ROOT, summary
from tests.stories.digest_helpers import SIX, announced, by_first_word, order, rate
from tests.whole_bot import Playground, open_playground

_OURS = (f"{ROOT}/bot/", f"{ROOT}/storage/")
_PRETENDED = f"{ROOT}/bot/playground/"
_MARKS = re.compile(r"(<!-- walk of a (?P<name>\w+) -->\n).*?(?=<!-- end of walk -->)", re.DOTALL)

STAR_WALK = ("bot/rate/", "bot/domain/access.py", "bot/domain/ratings.py")
"""Where something is decided about a star, or about what its person sees next."""

DIGEST_WALK = (
    "bot/digest/job.py",
    "bot/digest/due.py",
    "bot/digest/composer.py",
    "bot/themes/runs.py",
    "bot/digest/selection.py",
    "bot/digest/content.py",
    "bot/digest/blocks.py",
    "bot/digest/poster.py",
)
"""The steps of a digest, in their order."""


@dataclass
class Walk:
    """What was entered, in this order. entries: how often work went into a file from another one of ours, or outside.

    A function that waits and goes on enters nothing, nor does one that returns.
    """

    entries: Counter[str] = field(default_factory=Counter)
    order: list[str] = field(default_factory=list)

    def add(self, file: str) -> None:
        """Note that work went into a file."""
        if file not in self.entries:
            self.order.append(file)
        self.entries[file] += 1


def _file_of(frame: FrameType) -> str | None:
    name = frame.f_code.co_filename
    if name.startswith(_OURS) and not name.startswith(_PRETENDED):
        return name.removeprefix(f"{ROOT}/")
    return None


def _caller_of(frame: FrameType) -> str | None:
    """Return the file of ours that a function was called from, libraries between left out; None for none."""
    before = frame.f_back
    while before is not None and _file_of(before) is None:
        before = before.f_back
    return _file_of(before) if before is not None else None


@contextmanager
def recorded() -> Iterator[Walk]:
    """Record what is entered in this thread. SQLite's own thread has none of our files."""
    walk, seen = Walk(), set[FrameType]()  # a frame that is kept is not used again for another call

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event != "call" or frame in seen or frame.f_code.co_name == "<module>":
            return
        entered = _file_of(frame)
        if entered is not None:
            seen.add(frame)
            if _caller_of(frame) != entered:
                walk.add(entered)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield walk
    finally:
        sys.setprofile(before)


async def walk_of_a_star(playground: Playground) -> Walk:
    """Let somebody click a star on a card, not their first click of that minute, and return what it enters."""
    await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard", "More light")
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    await ana.clicks(ana.dm()[-1], "rate.star.4")
    await playground.settle()
    with recorded() as walk:
        await ana.clicks(ana.dm()[-1], "rate.star.2")
        await playground.settle()
    return walk


async def walk_of_a_digest(playground: Playground) -> Walk:
    """Let the job of digests post one whose themes are found, and return what it enters."""
    exchange = await announced(playground, *SIX)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 1, 9])
    await order(playground)
    await playground.settle()
    ctx = playground.starling.context
    runs = ThemeRuns(ctx, by_first_word)
    assert await runs.refresh(exchange)
    composer = DigestComposer(ctx, runs)
    with recorded() as walk:
        await job.tick(ctx, playground.tenant_id, composer)
        await playground.settle()
    return walk


def _starts(file: str, begins: Sequence[str]) -> bool:
    return file.startswith(tuple(begins))


def groups_of_a_star(walk: Walk) -> dict[str, list[str]]:
    """Return the files of a star by what they are to it."""
    first = next(at for at, file in enumerate(walk.order) if _starts(file, STAR_WALK))
    groups: dict[str, list[str]] = {
        name: [] for name in ("the walk", "front door", "before the listener", "asked", "texts", "queries")
    }
    for at, file in enumerate(walk.order):
        if _starts(file, STAR_WALK):
            name = "the walk"
        elif _starts(file, ("bot/http/",)):
            name = "front door"
        elif _starts(file, ("bot/texts/",)):
            name = "texts"
        elif _starts(file, ("storage/",)):
            name = "queries"
        else:
            name = "before the listener" if at < first else "asked"
        groups[name].append(file)
    return groups


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _link(file: str) -> str:
    return f"[`{file}`](../{file})"


def star_table(walk: Walk) -> str:
    """Return the table of a star's files."""
    groups = groups_of_a_star(walk)
    rows = [_row("what (files)", "file", ""), _row("---", "---", "---")]
    for name, files in groups.items():
        rows += [_row(f"{name} ({len(files)})", _link(file), summary(ROOT / file)) for file in files]
    return "\n".join(rows)


def digest_table(walk: Walk) -> str:
    """Return the table of a digest's steps."""
    rows = [_row("step", "entered", ""), _row("---", "---", "---")]
    rows += [_row(_link(file), walk.entries[file], summary(ROOT / file)) for file in DIGEST_WALK]
    return "\n".join(rows)


async def generate(page: str) -> str:
    """Return the page with the tables of both walks as the code is now."""
    tables: dict[str, str] = {}
    walks: Sequence[tuple[str, Callable[[Playground], Awaitable[Walk]], Callable[[Walk], str]]] = (
        ("star", walk_of_a_star, star_table),
        ("digest", walk_of_a_digest, digest_table),
    )
    for name, go, draw in walks:
        with tempfile.TemporaryDirectory() as folder:
            async with open_playground(Path(folder)) as playground:
                tables[name] = draw(await go(playground))
    return _MARKS.sub(lambda found: f"{found[1]}\n{tables[found['name']]}\n\n", page)


if __name__ == "__main__":
    PAGE.write_text(asyncio.run(generate(PAGE.read_text(encoding="utf-8"))), encoding="utf-8")
