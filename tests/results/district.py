"""An exchange of a district's size in a database of its own, with releases, for tests and benchmarks of the page.

Words and themes are those of the playground's example, repeated with a number; stars are drawn from its means.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import update

from bot.context import Context
from bot.core.findings import findings
from bot.core.findings_data import Findings, Given
from bot.core.wall_clock import local_day
from bot.keys import Keyring
from bot.playground.example.loader import ExampleComment, load_example
from bot.scores.job import ScoreRuns
from bot.slack.outbox import Outbox
from bot.slack.workspaces import Workspaces
from storage import bulk, exchanges, participants, scores, tenants, theme_snapshots
from storage.comments import Comment, NewComment
from storage.exchanges import Exchange
from storage.models import score_run
from storage.participant_record import Participant
from storage.ratings import Star
from storage.scope import ExchangeScope, in_exchange
from storage.session import Storage
from storage.theme_snapshots import Member, StoredTheme, ThemeSnapshot
from tests.templates import migrated

SECRET = "a secret of the tests, long enough to be one"
OPENED = datetime(2026, 11, 2, 15, tzinfo=UTC)
DAYS = 12
ZONE = "America/Chicago"
BASE = "https://starling.example.org"
TEAM = "T0DISTRICT"
_NAME = "district.sqlite"
_SHARES = (0.5, 0.22, 0.1, 0.08, 0.05, 0.03, 0.01, 0.005)
_SPREAD = 1.0
_FEW_PAIRS = 20_000_000  # up to here all are drawn in an order; of more, some


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is. releases: before the close."""

    comments: int = 1_000
    people: int = 1_137
    ratings: int = 32_824
    releases: int = 2


@dataclass
class Hand:
    """A clock that is set by hand."""

    at: datetime = OPENED

    def now(self) -> datetime:
        return self.at


@dataclass(frozen=True)
class District:
    """The exchange, closed, and what a page needs to show it."""

    ctx: Context
    exchange: Exchange
    clock: Hand


@cache
def district_file(size: Size) -> bytes:
    """Return the database with the closed exchange, built once for each test process."""

    async def build(folder: Path) -> None:
        district = await make_district(folder, size)
        await district.ctx.storage.close()

    with tempfile.TemporaryDirectory(prefix="starling-district-") as folder:
        with ThreadPoolExecutor(1) as aside:  # there may be a loop in this thread already
            aside.submit(lambda: asyncio.run(build(Path(folder)))).result()
        return (Path(folder) / _NAME).read_bytes()


@asynccontextmanager
async def open_district(folder: Path, size: Size | None = None) -> AsyncIterator[District]:
    """Open a copy of that database."""
    (folder / _NAME).write_bytes(district_file(size or Size()))
    district = await reopen(f"sqlite+aiosqlite:///{folder / _NAME}")
    yield district
    await district.ctx.storage.close()


async def reopen(url: str) -> District:
    """Return the exchange of a database that was built before."""
    clock = Hand(OPENED + timedelta(days=DAYS + 1))
    ctx = context_of(Storage(url), clock)
    async with ctx.storage.read() as db:
        tenant = await tenants.find(db, TEAM)
        [exchange] = await exchanges.list_all(db, tenant or 0)
    return District(ctx, exchange, clock)


def context_of(storage: Storage, clock: Hand) -> Context:
    """Return what features need, with a clock that is set by hand and no Slack."""
    return Context(
        storage=storage,
        keys=Keyring(SECRET),
        workspaces=Workspaces(),
        outbox=Outbox(None, _no_client),  # type: ignore[arg-type]  # nothing is sent
        clock=clock.now,
        base_url=BASE,
    )


async def make_district(
    folder: Path, size: Size | None = None, *, close: bool = True, url: str | None = None
) -> District:
    """Build the exchange in a new SQLite file, or in the empty database of `url`; the same but for ids and seals."""
    clock = Hand()
    ctx = context_of(Storage(await migrated(url or f"sqlite+aiosqlite:///{folder / _NAME}")), clock)
    return await fill(ctx, clock, size or Size(), close=close)


async def fill(ctx: Context, clock: Hand, size: Size, *, close: bool = True, team: str = TEAM) -> District:
    """Build the exchange in a new workspace of a database that is there. clock: of `ctx`, moved on."""
    script = load_example().finished
    scope = await _exchange(ctx, team, script.slug, script.question, script.background, script.groups)
    async with ctx.storage.read() as db:
        exchange = await exchanges.get(db, scope)
    assert exchange is not None
    written = [script.comments[at % len(script.comments)] for at in range(size.comments)]
    made = await _comments(ctx, exchange, written)
    await _themes(ctx, exchange, written, made)
    await _rate(ctx, clock, exchange, written, made, size, team)
    if close:
        clock.at = OPENED + timedelta(days=DAYS, minutes=5)
        await release(ctx, exchange)
        async with ctx.storage.write() as db:
            closed_at = OPENED + timedelta(days=DAYS)
            await exchanges.update_exchange(db, scope, state="closed", closed_at=closed_at)
        clock.at += timedelta(days=1)
    async with ctx.storage.read() as db:
        found = await exchanges.get(db, scope)
    assert found is not None
    return District(ctx, found, clock)


def _no_client(_: int) -> object:
    raise AssertionError("nothing is sent to Slack here")


async def _exchange(
    ctx: Context, team: str, slug: str, question: str, background: str, groups: tuple[str, ...]
) -> ExchangeScope:
    async with ctx.storage.write() as db:
        tenant = await tenants.ensure(db, enterprise_id="", team_id=team, is_playground=True)
        exchange_id = await exchanges.insert(
            db,
            tenant,
            slug=slug,
            question=question,
            background=background,
            star_meaning="important",
            groups=list(groups),
            is_anonymous=True,
            moderation="post",
            comment_limit=1000,
            state="open",
            zone=ZONE,
            wrapped_key=ctx.keys.new(),
            opened_at=OPENED,
            closes_at=OPENED + timedelta(days=DAYS),
            results_page="link",
            results_when="always",
        )
    return ExchangeScope(tenant, exchange_id)


async def _comments(ctx: Context, exchange: Exchange, written: list[ExampleComment]) -> list[Comment]:
    many = len({each.key for each in written})
    first = local_day(OPENED, ZONE)
    draw = np.random.default_rng(5)
    days = np.minimum(draw.exponential(3.2, len(written)).astype(int), DAYS - 1)
    new = [
        NewComment(
            f"c{at}",
            each.text if at < many else f"{each.text} ({at // many + 1})",
            each.why or "",
            "live",
            first + timedelta(days=int(days[at])),
        )
        for at, each in enumerate(written)
    ]
    async with ctx.storage.write() as db:
        return await bulk.add_comments(db, exchange.scope, new)


async def _themes(ctx: Context, exchange: Exchange, written: list[ExampleComment], made: list[Comment]) -> None:
    inside: dict[str, list[Comment]] = {}
    for each, kept in zip(written, made, strict=True):
        inside.setdefault(each.theme, []).append(kept)
    names = sorted(inside, key=lambda name: (-len(inside[name]), name))
    stored = tuple(
        StoredTheme(
            number,
            name,
            (name.lower(),),
            inside[name][0].comment_id,
            has_manual_name=True,  # the comments need not have its words
            members=tuple(Member(each.comment_id, 1.0) for each in inside[name]),
            parts=((f"{name} here", tuple(each.comment_id for each in inside[name][:4])),) if number == 1 else (),
        )
        for number, name in enumerate(names, start=1)
    )
    async with ctx.storage.write() as db:
        snapshot = ThemeSnapshot(stored, next_number=len(stored) + 1, found_at=OPENED + timedelta(days=1))
        assert await theme_snapshots.save(db, exchange.scope, snapshot)


async def _rate(
    ctx: Context,
    clock: Hand,
    exchange: Exchange,
    written: list[ExampleComment],
    made: list[Comment],
    size: Size,
    team: str,
) -> None:
    """Let people rate, in as many parts as there are releases."""
    draw = np.random.default_rng(7)
    key = ctx.key_of(exchange)
    people = [Participant(slack_user_id=f"U0PERSON{at:05}") for at in range(size.people)]
    groups = draw.choice(len(exchange.groups), size.people, p=_shares(len(exchange.groups)))
    lenience = draw.normal(0, 0.4, size.people)
    pairs = _draw_pairs(draw, size)
    given: list[Star] = []
    rated: dict[int, set[int]] = {}
    for pair in pairs.tolist():
        person, at = divmod(pair, size.comments)
        each, comment = written[at], made[at]
        effect = each.group_effects.get(exchange.groups[groups[person]], 0.0)
        drawn = each.mean_stars + 1.3 * effect + lenience[person] + draw.normal(0, _SPREAD)
        seals = key.seals.seal_acts(comment.comment_id, people[person].person)
        given.append(Star(comment.comment_id, seals, int(np.clip(round(drawn), 1, 5)), 1))
        rated.setdefault(person, set()).add(comment.position)
    rows = [
        (
            key.person(team, each.slack_user_id or ""),
            replace(each, took_part=True, group_name=exchange.groups[groups[at]], rated=frozenset(rated[at])),
        )
        for at, each in enumerate(people)
        if at in rated
    ]
    async with ctx.storage.write() as db:
        await participants.add(db, exchange.scope, rows)
    parts = size.releases
    for part in range(parts):
        clock.at = OPENED + timedelta(days=DAYS * (part + 1) / (parts + 1))
        async with ctx.storage.write() as db:
            await bulk.add_ratings(
                db, exchange.scope, given[len(given) * part // parts : len(given) * (part + 1) // parts]
            )
        await release(ctx, exchange)


def _draw_pairs(draw: np.random.Generator, size: Size) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Return who rates what: person times comments and a comment, each pair once."""
    every = size.people * size.comments
    if every < _FEW_PAIRS:
        return draw.permutation(every)[: size.ratings]
    found = np.unique(draw.integers(0, every, size.ratings + size.ratings // 50))
    return draw.permutation(found)[: size.ratings]


def _shares(count: int) -> list[float]:
    first = np.array([_SHARES[at % len(_SHARES)] for at in range(count)])
    return (first / first.sum()).tolist()  # type: ignore[no-any-return]


async def _find(given: Given) -> Findings:
    return findings(given)


async def release(ctx: Context, exchange: Exchange) -> None:
    """Compute the scores of an exchange, and make the release that is due."""
    await ScoreRuns(ctx, _find).fitted(exchange, wait=600)


async def divide(district: District) -> None:
    """Let people differ on three comments, which the district's stars do not: else that order is not offered."""
    scope = district.exchange.scope
    async with district.ctx.storage.write() as db:
        run = await scores.get_run(db, scope)
        assert run is not None
        some = sorted(await scores.list_for(db, scope))[:3]
        divided = [{"comment_id": at, "spread": 1.4 + place / 10} for place, at in enumerate(some)]
        await db.execute(
            update(score_run).where(in_exchange(score_run, scope)).values(facts={**run.facts, "divided": divided})
        )
