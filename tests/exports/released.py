"""A closed exchange with figures by group, themes and one release, made once for each test process."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from random import Random

from bot.cli_exchange import open_context, open_storage
from bot.context import Context
from bot.core.findings import findings
from bot.core.findings_data import Findings, Given
from bot.imports.conversation import Conversation, ReadComment, ReadRating
from bot.imports.store import Place, store
from bot.keys import Keyring
from bot.scores.job import ScoreRuns
from bot.settings import Secret, Settings
from storage import comments, theme_snapshots
from storage.enums import CommentState
from storage.exchange_lookup import find_all
from storage.exchanges import Exchange
from storage.session import Storage
from storage.theme_snapshots import Member, StoredTheme, ThemeSnapshot
from storage.themes import CommentMark
from tests.templates import sqlite_template

SECRET = "kQ3-vX8_pL1zR7wM5tB2nH6cD9fG4jY0"
SLUG = "town"
NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)
FORMULAS = ("=1+1", "-2 hours of homework", "@everybody: more light", "+1 for lunch", "＝A1")
GROUPS = ("Parents", "Students", "Staff")


def conversation() -> Conversation:
    """Return 20 comments, rated by 66 people of three groups: most by everybody, two by hardly anybody."""
    rng = Random(5)
    texts = [*FORMULAS, *(f"Idea number {number}" for number in range(15))]
    groups = {f"p{number}": GROUPS[number % 3] for number in range(66)}
    written = [ReadComment(f"p{number}", text, date(2026, 11, 1 + number % 3)) for number, text in enumerate(texts)]
    ratings = []
    for comment in range(len(texts)):
        share = 0.06 if comment >= len(texts) - 2 else 0.85
        for person, group in groups.items():
            if person != f"p{comment}" and rng.random() < share:
                liking = 2.5 + 1.4 * (comment % 5) / 4 + 1.2 * (group == GROUPS[comment % 3]) + rng.gauss(0, 0.9)
                ratings.append(ReadRating(person, comment, min(5, max(1, round(liking)))))
    return Conversation("town", "What helps us all?", "Five =years", "important", written, ratings, {}, groups)


@cache
def released() -> bytes:
    """Return the database, closed, as a file's bytes."""
    with tempfile.TemporaryDirectory(prefix="starling-released-") as folder, ThreadPoolExecutor(1) as pool:
        path = Path(folder) / "released.sqlite"
        path.write_bytes(sqlite_template())
        pool.submit(asyncio.run, _fill(path)).result()
        return path.read_bytes()


async def _fill(path: Path) -> None:
    storage = Storage(address(path))
    await store(storage, Keyring(SECRET), conversation(), Place(), now=NOON)
    async with storage.write() as db:
        ((_, exchange),) = await find_all(db, SLUG)
        there = await comments.list_in_state(db, exchange.scope, CommentState.LIVE)
        ideas = [each.comment_id for each in there if each.text.startswith("Idea")]
        others = [each.comment_id for each in there if each.comment_id not in ideas]
        themes = tuple(
            StoredTheme(number, name, members=tuple(Member(each, 1.0) for each in members))
            for number, name, members in ((1, "Ideas", ideas), (2, "=Sums", others))
        )
        found = ThemeSnapshot(themes, 3, {}, NOON, mark=CommentMark(len(there), "x"))
        assert await theme_snapshots.save(db, exchange.scope, found)
    await storage.close()
    async with opened(path) as (ctx, exchange):
        await ScoreRuns(ctx, find).fitted(exchange, wait=600)
        await ctx.outbox.drain()


async def find(given: Given) -> Findings:
    """Return what ratings say, in this process."""
    return findings(given)


def address(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[tuple[Context, Exchange]]:
    """Yield a context of a database and its exchange."""
    settings = Settings(database_url=address(path), starling_secret_key=Secret(SECRET))
    async with open_storage(settings) as storage, open_context(settings, storage) as (ctx, _):
        async with storage.read() as db:
            ((_, exchange),) = await find_all(db, SLUG)
        yield ctx, exchange
