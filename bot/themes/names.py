"""The names of themes as moderators look at them before the first digest: what is shown, renamed and found right."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from bot.context import Context
from bot.core.themes import ThemeKind
from bot.themes.queries import ListedThemes, list_themes
from storage import deliveries, name_reviews, theme_snapshots
from storage.exchanges import Exchange
from storage.session import Db
from storage.theme_snapshots import StoredTheme, ThemeSnapshot

_MARK = 8  # hexadecimal digits


class Answer(StrEnum):
    """What became of a moderator's yes."""

    TAKEN = "taken"
    CHANGED = "changed"  # the names are no longer those that the moderator saw
    SETTLED = "settled"  # nothing waits for it


@dataclass(frozen=True, slots=True)
class NameList:
    """The themes whose names are looked at. waits_until: of the first digest, None where none waits for an answer."""

    listed: ListedThemes
    waits_until: datetime | None

    @property
    def themes(self) -> list[StoredTheme]:
        """The themes, the largest first, without the comments that say nothing."""
        return named_themes(self.listed.snapshot)

    @property
    def mark(self) -> str:
        """A mark that changes with every name."""
        return mark_names(self.listed.snapshot)


def named_themes(snapshot: ThemeSnapshot) -> list[StoredTheme]:
    """Return the themes that a digest may show: with comments, and not those that say nothing."""
    return [each for each in snapshot.themes if each.members and each.kind != ThemeKind.SILENT]


def mark_names(snapshot: ThemeSnapshot) -> str:
    """Return a mark of the names, by which a yes to older ones is noticed."""
    names = sorted((each.number, each.name, each.kind, each.language) for each in named_themes(snapshot))
    return sha256(repr(names).encode()).hexdigest()[:_MARK]


async def load_names(ctx: Context, exchange: Exchange) -> NameList:
    """Return the names there are now."""
    listed = await list_themes(ctx, exchange)
    async with ctx.storage.read() as db:
        review = await name_reviews.get(db, exchange.scope)
    return NameList(listed, review.until if review is not None and review.is_pending(ctx.clock()) else None)


async def confirm_names(ctx: Context, exchange: Exchange, mark: str) -> Answer:
    """Let the first digest go out with the names of a mark, if they are still the same and something waits for that."""
    now = ctx.clock()

    async def work(db: Db) -> Answer:
        await theme_snapshots.lock(db, exchange.scope)
        review = await name_reviews.get(db, exchange.scope)
        if review is None or not review.is_pending(now):
            return Answer.SETTLED
        if mark_names(await theme_snapshots.load(db, exchange.scope)) != mark:
            return Answer.CHANGED
        if not await name_reviews.end(db, exchange.scope, now=now):
            return Answer.SETTLED
        await deliveries.release(db, exchange.scope, deliveries.NO_NAMES_YET)
        return Answer.TAKEN

    answer = await ctx.storage.transact(work)
    if answer is Answer.TAKEN:
        ctx.wake()
    return answer
