"""Queries for moderators: the themes, one of them, and its comments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.context import Context
from bot.domain.errors import UserError
from bot.domain.figures import load_figures
from bot.domain.key_quotes import KeyQuote, load_key_quotes
from bot.domain.public_counts import get_public_counts
from storage import answers, comments, theme_snapshots, themes
from storage.enums import CommentState
from storage.exchanges import Exchange
from storage.theme_snapshots import StoredTheme, ThemeSnapshot
from storage.themes import Theme

MAX_SHOWN = 5
"""Comments shown of a theme."""


async def load_snapshot(ctx: Context, exchange: Exchange) -> ThemeSnapshot:
    """Return the themes there are now."""
    async with ctx.storage.read() as db:
        return await theme_snapshots.load(db, exchange.scope)


@dataclass(frozen=True, slots=True)
class ListedThemes:
    """The themes there are now.

    rated: with their stars; made_at: when these were computed, None before the first; keys: quotes by a theme's number.
    """

    snapshot: ThemeSnapshot
    rated: list[Theme]
    made_at: datetime | None = None
    keys: Mapping[int, Sequence[KeyQuote]] = field(default_factory=dict)


async def list_themes(ctx: Context, exchange: Exchange) -> ListedThemes:
    """Return the themes there are now, and how their comments are rated."""
    async with ctx.storage.read() as db:
        snapshot = await theme_snapshots.load(db, exchange.scope)
        figures = await load_figures(db, exchange)
        shown = await get_public_counts(ctx, db, exchange)
        rated = figures.rate_themes(await themes.list_for(db, exchange.scope), shown)
        keys = await load_key_quotes(db, exchange.scope, snapshot.themes)
    return ListedThemes(snapshot, rated, figures.made_at, keys)


@dataclass(frozen=True, slots=True)
class ThemeDetails:
    """One theme. words: (number, words) of its surest comments; rated: how these are rated, None without any.

    has_answer: whether those who asked have answered it.
    """

    theme: StoredTheme
    snapshot: ThemeSnapshot
    rated: Theme | None
    words: list[tuple[int, str]]
    has_answer: bool = False


async def get_details(ctx: Context, exchange: Exchange, number: int) -> ThemeDetails:
    """Return one theme with its surest comments. Raises UserError where there is none of that number."""
    listed = await list_themes(ctx, exchange)
    theme = require_theme(listed.snapshot, number)
    ids = [member.comment_id for member in theme.members[:MAX_SHOWN]]
    async with ctx.storage.read() as db:
        found = await comments.get_by_ids(db, exchange.scope, ids)
        answer = await answers.get(db, exchange.scope, -number)
    live = {each.comment_id: (each.number, each.text) for each in found if each.state == CommentState.LIVE}
    rated = next((each for each in listed.rated if each.number == number), None)
    return ThemeDetails(theme, listed.snapshot, rated, [live[each] for each in ids if each in live], answer is not None)


async def list_words(ctx: Context, exchange: Exchange, comment_ids: Sequence[int]) -> list[str]:
    """Return the words of these comments, as far as they are live."""
    async with ctx.storage.read() as db:
        found = await themes.get_words(db, exchange.scope, comment_ids)
    return [found[comment_id] for comment_id in comment_ids if comment_id in found]


def require_theme(snapshot: ThemeSnapshot, number: int) -> StoredTheme:
    """Return the theme of a number. Raises UserError where there is none."""
    theme = snapshot.theme(number)
    if theme is None:
        raise UserError("themes.unknown", key=f"t{number}")
    return theme
