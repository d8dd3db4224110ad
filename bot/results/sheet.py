"""The results as a private message: the chart of themes, and the highest comments as a table that Slack sorts."""

from dataclasses import dataclass
from datetime import datetime

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.figures import load_figures
from bot.domain.public_counts import get_public_counts, ratings_for_stars
from bot.domain.results_gate import Gate, enter
from bot.domain.results_links import get_link
from bot.domain.theme_chart import ChartTheme
from bot.domain.theme_names import is_silent, theme_name
from bot.results.flow import Top
from storage import comments, scores, themes
from storage.enums import CommentState
from storage.exchanges import Exchange

MAX_ROWS = 100
"""Comments of a table: what Slack takes of rows below the heading."""

_MAX_THEMES = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is sent. comments: the highest ones; is_cut: whether there are more of them with stars; link: "" without."""

    exchange: Exchange
    themes: tuple[ChartTheme, ...]
    comments: tuple[Top, ...]
    is_cut: bool
    made_at: datetime | None
    link: str


async def load_sheet(ctx: Context, actor: Actor, exchange_id: int) -> Sheet | Gate:
    """Return the results of the last release, or how much is missing to see them. Raises UserError as `look` does."""
    exchange = await enter(ctx, actor, exchange_id)
    if isinstance(exchange, Gate):
        return exchange
    scope = exchange.scope
    async with ctx.storage.read() as db:
        figures = await load_figures(db, exchange)
        shown = await get_public_counts(ctx, db, exchange)
        every = figures.rate_themes(await themes.list_for(db, scope), shown)
        best = await scores.list_best(db, scope, min_ratings=ratings_for_stars(exchange), limit=MAX_ROWS + 1)
        there = {each.comment_id: each for each in await comments.get_by_ids(db, scope, [at.comment_id for at in best])}
    ranges = {each.theme_id: each for each in figures.findings.themes}
    charted = tuple(
        ChartTheme(
            theme_name(actor.texts, each),
            each.comments,
            each.mean,
            each.missing,
            ranges[each.theme_id].low if each.theme_id in ranges and each.mean is not None else None,
            ranges[each.theme_id].high if each.theme_id in ranges and each.mean is not None else None,
            is_exact=not exchange.is_open,
        )
        for each in every
        if not is_silent(each)
    )
    rows = [
        Top(there[each.comment_id].number, there[each.comment_id].text, each)
        for each in best
        if each.comment_id in there and there[each.comment_id].state == CommentState.LIVE
    ]
    link = await get_link(ctx, exchange)
    is_cut = len(rows) > MAX_ROWS
    return Sheet(exchange, charted[:_MAX_THEMES], tuple(rows[:MAX_ROWS]), is_cut, figures.made_at, link)
