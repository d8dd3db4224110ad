"""Themes for a digest: found anew when comments came or went, the last ones where that fails or takes too long."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.core.themes import ALL_COMMENTS, FEWEST_COMMENTS, OTHER_COMMENTS, CommentId, ThemeSet
from bot.slack.errors import safe_info
from bot.slack.kit import Kit
from storage import themes
from storage.exchanges import Exchange
from storage.models import new_id
from storage.themes import NewTheme, Theme

log = structlog.get_logger()

FindThemes = Callable[[Sequence[tuple[CommentId, str]]], Awaitable[ThemeSet]]

WAIT = 30.0
"""Seconds a digest waits for themes; what takes longer goes on and is there for the next one."""

_FRESH = timedelta(hours=1)  # a comment may be reworded without coming or going
_UNNAMED = "Various comments"


@dataclass(frozen=True, slots=True)
class Found:
    """Themes to show. as_of: when they were found, None when they are up to date; missing: there should be some."""

    themes: list[Theme]
    as_of: datetime | None = None
    missing: bool = False


class ThemeRuns:
    """Finds themes, once at a time for each exchange, and keeps them."""

    def __init__(self, kit: Kit, find: FindThemes, *, wait: float = WAIT) -> None:
        self._kit = kit
        self._find = find
        self._wait = wait
        self._running: dict[int, asyncio.Future[bool]] = {}

    async def look(self, exchange: Exchange) -> Found:
        """Return the themes of an exchange's live comments, found anew where needed. Waits 30 seconds at most."""
        here = (exchange.tenant_id, exchange.exchange_id)
        async with self._kit.storage.read() as db:
            texts = await themes.texts(db, *here)
            known = await themes.of(db, *here)
            members = await themes.members(db, *here)
        if len(texts) < FEWEST_COMMENTS:
            return Found([])
        now = self._kit.clock()
        if known and members.keys() == {comment_id for comment_id, _ in texts} and now - known[0].found_at < _FRESH:
            return Found(known)
        done = await self._in_time(exchange, texts, members)
        async with self._kit.storage.read() as db:
            stand = await themes.of(db, *here)
        if done:
            return Found(stand)
        return Found(stand, as_of=stand[0].found_at) if stand else Found([], missing=True)

    async def _in_time(self, exchange: Exchange, texts: Sequence[tuple[int, str]], members: Mapping[int, int]) -> bool:
        """Say whether themes were found and kept while we wait."""
        run = self._running.get(exchange.exchange_id)
        if run is None:
            run = self._running[exchange.exchange_id] = asyncio.get_running_loop().create_future()
            # Tracked by the sender of cards: the bot waits for it when it stops.
            self._kit.cards.run_later(self._run(exchange, texts, members, run), "themes")
        done, _ = await asyncio.wait({run}, timeout=self._wait)
        return bool(done) and run.result()

    async def _run(
        self,
        exchange: Exchange,
        texts: Sequence[tuple[int, str]],
        members: Mapping[int, int],
        run: "asyncio.Future[bool]",
    ) -> None:
        kept = False
        try:
            found = await self._find(texts)
            new = named(found, members)
            async with self._kit.storage.write() as db:
                await themes.keep(db, exchange.tenant_id, exchange.exchange_id, new, found_at=self._kit.clock())
            kept = True
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, the digest is posted with the last themes
            log.warning(
                "themes_failed", exchange_id=exchange.exchange_id, error=type(error).__name__, where=safe_info(error)
            )
        finally:
            self._running.pop(exchange.exchange_id, None)
            if not run.done():
                run.set_result(kept)


def named(found: ThemeSet, before: Mapping[int, int]) -> list[NewTheme]:
    """Return the themes to keep. before: the theme's id of each comment until now; a theme that lasts keeps its id.

    One theme of all comments is no theme. A theme whose name would be one comment's own beginning gets a neutral one:
    that comment may have to go.
    """
    if len(found.themes) == 1 and found.themes[0].headline == ALL_COMMENTS:
        return []
    ids = carried([[int(each) for each in theme.member_ids] for theme in found.themes], before)
    return [
        NewTheme(
            theme_id=theme_id or new_id(),
            name=theme.headline if theme.phrases or theme.headline == OTHER_COMMENTS else _UNNAMED,
            phrases=theme.phrases,
            example_id=int(theme.example_id),
            members=tuple((int(each), found.sureness.get(each, 1.0)) for each in theme.member_ids),
        )
        for theme, theme_id in zip(found.themes, ids, strict=True)
    ]


def carried(new: Sequence[Sequence[int]], before: Mapping[int, int]) -> list[int | None]:
    """Return which earlier theme each new one goes on: with half or more of the comments both runs know, else None.

    new: the comments of each theme; before: comment → earlier theme. No earlier theme goes on twice.
    """
    common = [Counter(before[each] for each in members if each in before) for members in new]
    of_old: Counter[int] = sum(common, Counter())
    pairs = sorted(
        ((count, place, old) for place, counts in enumerate(common) for old, count in counts.items()),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    ids: list[int | None] = [None] * len(new)
    taken: set[int] = set()
    for count, place, old in pairs:
        enough = 2 * count >= max(common[place].total(), of_old[old])
        if enough and ids[place] is None and old not in taken:
            ids[place] = old
            taken.add(old)
    return ids
