"""Runs of the theme finder: one at a time for each exchange, from the stored themes, saved when done."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.context import Context
from bot.core.themes import MIN_GROUPED
from bot.core.themes.model import CommentId
from bot.core.themes.state import Event, ThemeState
from bot.core.vectors import Vectors
from bot.domain.computations import compute_alone
from bot.domain.found_themes import Found
from bot.domain.released_names import list_lost
from bot.log import safe_info
from bot.themes.mapping import describe_event, to_snapshot, to_theme_state
from storage import comment_languages, released_themes, theme_changes, theme_sets, theme_snapshots, themes
from storage.computations import THEMES
from storage.enums import ThemeChangeKind
from storage.exchanges import Exchange
from storage.session import Db
from storage.theme_snapshots import ThemeSnapshot

log = structlog.get_logger()

WAIT = 2.0
"""Seconds that a look waits for a run; one that takes longer goes on, and who looks again finds what it kept."""

_FRESH = timedelta(hours=1)  # a comment may be reworded to the same length, a service be allowed
_OTHER_S = 600.0  # that a run waits for the one of another process
_TRIES = 3  # a moderator who changes something meanwhile is first


class Follow(Protocol):
    """Finds themes, from the present ones.

    extra: vectors of the comments from elsewhere, in their order, or None; ratings: how many each comment has.
    """

    def __call__(
        self,
        comments: Sequence[tuple[CommentId, str]],
        before: ThemeState,
        *,
        extra: Vectors | None,
        ratings: Sequence[int],
    ) -> Awaitable[tuple[ThemeState, Sequence[Event]]]:
        """Return the new state of the themes, and what changed."""


class Embed(Protocol):
    """Gets vectors of comments from a model or a service that the host set up."""

    def __call__(
        self, exchange: Exchange, comments: Sequence[tuple[int, str]]
    ) -> Awaitable[tuple[Vectors | None, str]]:
        """Return the vectors, or None, and what happened, as a note of bot/domain/ai_services.py."""


Languages = Callable[[Sequence[str]], Awaitable[Sequence[str]]]
"""Finds the language of each text, "" where it is not clear."""


async def is_seeded_since(db: Db, exchange: Exchange, moment: datetime | None) -> bool:
    """Say whether a moderator gave a theme example words after a moment."""
    changes = await theme_changes.list_since(db, exchange.scope, moment)
    return any(each.kind == ThemeChangeKind.SEED for each in changes)


async def no_vectors(exchange: Exchange, comments: Sequence[tuple[int, str]]) -> tuple[None, str]:
    """Do without."""
    _ = (exchange, comments)
    return None, ""


async def no_languages(texts: Sequence[str]) -> Sequence[str]:
    """Leave the languages of comments as they are."""
    _ = texts
    return ()


class ThemeRuns:
    """Finds themes, once at a time for each exchange, whatever the number of processes, and keeps them.

    It remembers its own runs only, so that callers wait for one that runs; a lease says which process runs.
    """

    def __init__(
        self,
        ctx: Context,
        follow: Follow,
        *,
        embed: Embed = no_vectors,
        languages: Languages = no_languages,
        wait: float = WAIT,
    ) -> None:
        self._ctx = ctx
        self._follow = follow
        self._embed = embed
        self._languages = languages
        self._wait = wait
        self._running: dict[int, asyncio.Future[bool]] = {}
        self._is_stopping = False

    async def look(self, exchange: Exchange, *, since: datetime | None = None, wait: float | None = None) -> Found:
        """Return the themes of an exchange's live comments, found again where needed.

        since: themes found after this moment will do, whatever comments came later, so that repeated looks while people
        share come to an end. wait: seconds, those of this object by default.
        """
        async with self._ctx.storage.read() as db:
            mark = await themes.get_mark(db, exchange.scope)
            snapshot = await theme_snapshots.load(db, exchange.scope)
            seeded = await is_seeded_since(db, exchange, snapshot.found_at)
        if mark.count < MIN_GROUPED and not any(each.words for each in snapshot.themes):
            return Found([])
        is_fresh = snapshot.found_at is not None and self._ctx.clock() - snapshot.found_at < _FRESH
        if (is_fresh and not seeded and snapshot.mark == mark) or (
            since is not None and snapshot.found_at is not None and snapshot.found_at > since
        ):
            return await self._shown(exchange, snapshot)
        is_kept = await self.refresh(exchange, wait=self._wait if wait is None else wait)
        async with self._ctx.storage.read() as db:
            snapshot = await theme_snapshots.load(db, exchange.scope)
        return await self._shown(exchange, snapshot, is_old=not is_kept, is_pending=is_kept is None)

    def stop(self) -> None:
        """Take what fails from now on for unfinished: the bot stops, and its next start begins again."""
        self._is_stopping = True

    @property
    def running(self) -> frozenset[int]:
        """The exchanges whose themes are being found now."""
        return frozenset(self._running)

    async def _shown(
        self, exchange: Exchange, snapshot: ThemeSnapshot, *, is_old: bool = False, is_pending: bool = False
    ) -> Found:
        async with self._ctx.storage.read() as db:
            shown = await themes.list_for(db, exchange.scope)
        if not is_old:
            return Found(shown, note=snapshot.note)
        as_of = snapshot.found_at if shown else None
        return Found(shown, as_of=as_of, missing=not shown, is_pending=is_pending, note=snapshot.note if shown else "")

    async def refresh(self, exchange: Exchange, *, wait: float | None = None) -> bool | None:
        """Find themes now, or wait for the run that does; say whether they were found and saved.

        wait: seconds at most; None is returned when it is still being done then.
        """
        run = self._running.get(exchange.exchange_id)
        if run is None:
            run = self._running[exchange.exchange_id] = asyncio.get_running_loop().create_future()
            # Tracked by the sender of cards: the bot waits for it when it stops.
            self._ctx.outbox.spawn(self._run(exchange, run), "themes")
        done, _ = await asyncio.wait({run}, timeout=wait)
        return run.result() or (None if self._is_stopping else False) if done else None

    async def _run(self, exchange: Exchange, run: "asyncio.Future[bool]") -> None:
        kept = False
        try:
            kept = await self._follow_alone(exchange)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, the digest is posted with the last themes
            log.log(
                logging.INFO if self._is_stopping else logging.WARNING,  # the next start finds them
                "themes_failed",
                exchange_id=exchange.exchange_id,
                error=type(error).__name__,
                where=safe_info(error),
            )
        finally:
            self._running.pop(exchange.exchange_id, None)
            if not run.done():
                run.set_result(kept)
            self._ctx.wake()  # a digest may wait for them

    async def _follow_alone(self, exchange: Exchange) -> bool:
        """Follow the themes, or wait for the process that does; say whether new ones were saved."""
        began = self._ctx.clock()
        async with compute_alone(
            self._ctx, exchange.scope, THEMES, wait=_OTHER_S, gives_up=lambda: self._is_stopping
        ) as is_ours:
            async with self._ctx.storage.read() as db:
                run = await theme_snapshots.get_run(db, exchange.scope)
            if run is not None and run.found_at >= began:
                return True
            for _ in range(_TRIES if is_ours else 0):
                if await self._followed(exchange):
                    return True
        return False

    async def _followed(self, exchange: Exchange) -> bool:
        """Follow the themes once; False when a moderator changed them meanwhile."""
        async with self._ctx.storage.read() as db:
            texts = await themes.list_texts(db, exchange.scope)
            mark = await themes.get_mark(db, exchange.scope)
            before = await theme_snapshots.load(db, exchange.scope)
            rated = await themes.list_rating_counts(db, exchange.scope)
            released = await released_themes.list_found_names(db, exchange.scope)
            released |= await theme_sets.list_found_names(db, exchange.scope)
        ratings = [rated.get(comment_id, 0) for comment_id, _ in texts]
        extra, note = await self._embed(exchange, texts)
        state, events = await self._follow(texts, to_theme_state(before), extra=extra, ratings=ratings)
        spoken = await self._languages([text for _, text in texts])
        after = to_snapshot(state, found_at=self._ctx.clock(), note=note, turn=before.turn, mark=mark)
        lost = await asyncio.to_thread(list_lost, released, [text for _, text in texts])
        async with self._ctx.storage.write() as db:
            if not await theme_snapshots.save(db, exchange.scope, after):
                return False
            await comment_languages.save(db, exchange.scope, dict(zip((at for at, _ in texts), spoken, strict=False)))
            if lost:
                await released_themes.forget_names(db, exchange.scope, lost)
                await theme_sets.forget_names(db, exchange.scope, lost)
            for event, facts in describe_event(events, before, after):
                await theme_changes.record(
                    db,
                    exchange.scope,
                    event.kind,
                    event.number,
                    other=event.other,
                    facts=facts,
                    made_at=self._ctx.clock(),
                )
        return True
