"""Inside a theme: its sub-themes, for those who may see the results."""

from dataclasses import dataclass

from bot.context import Context
from bot.core.themes.key_sentence import content_words, key_clause
from bot.domain.actor import Actor
from bot.domain.figures import load_figures, published
from bot.domain.key_quotes import KeyQuote
from bot.domain.public_counts import get_public_counts
from bot.domain.results_gate import Gate, enter
from storage import comments, scores, theme_parts, themes
from storage.comments import Comment
from storage.enums import CommentState
from storage.exchanges import Exchange
from storage.session import Db
from storage.themes import Theme

_LOOKED_AT = 50  # comments of a sub-theme from which one is quoted


@dataclass(frozen=True, slots=True)
class SubTheme:
    """A part of a theme. quote: a clause of one of its comments, None where none can be quoted."""

    name: str
    comments: int
    quote: KeyQuote | None = None


@dataclass(frozen=True, slots=True)
class Inside:
    """A theme with its sub-themes, the largest first; both may be gone since the results were opened.

    rest: comments of the theme that are in none of them.
    """

    theme: Theme | None = None
    parts: tuple[SubTheme, ...] = ()
    rest: int = 0
    is_exact: bool = True  # False while the exchange is open: numbers are shown in steps


async def look_inside(ctx: Context, actor: Actor, exchange_id: int, number: int) -> Inside | Gate:
    """Return the sub-themes of a theme, or how much is missing to see results. Raises UserError as `look` does."""
    exchange = await enter(ctx, actor, exchange_id)
    if isinstance(exchange, Gate):
        return exchange
    scope = exchange.scope
    async with ctx.storage.read() as db:
        figures = await load_figures(db, exchange)
        rated = figures.rate_themes(await themes.list_for(db, scope), await get_public_counts(ctx, db, exchange))
        theme = next((each for each in rated if each.number == number), None)
        stored = await theme_parts.get_parts(db, scope, number) if theme else ()
        parts = [SubTheme(name, len(ids), await _quote(db, exchange, name, ids)) for name, ids in stored]
    inside = {each for _, ids in stored for each in ids}
    return Inside(
        theme,
        tuple(sorted(parts, key=lambda each: -each.comments)),
        max(0, theme.comments - len(inside)) if theme else 0,
        not exchange.is_open,
    )


async def _quote(db: Db, exchange: Exchange, name: str, ids: tuple[int, ...]) -> KeyQuote | None:
    """Return what is quoted of a sub-theme: a clause of the comment with most words of its name.

    One with stars in the last release comes first: how many rated it now would show that somebody just did.
    """
    looked_at = ids[:_LOOKED_AT]
    found = {each.comment_id: each for each in await comments.get_by_ids(db, exchange.scope, looked_at)}
    with_stars = await scores.get_by_ids(db, exchange.scope, looked_at)
    fit = [
        found[each]
        for each in looked_at
        if each in found and found[each].state == CommentState.LIVE and not found[each].reports
    ]
    wanted = content_words(name)

    def order(one: Comment) -> tuple[bool, int]:
        return published(with_stars.get(one.comment_id), exchange) is None, -len(wanted & content_words(one.text))

    for each in sorted(fit, key=order):
        if span := key_clause(each.text, (name,)):
            return KeyQuote(each.comment_id, each.number, each.text[span[0] : span[1]])
    return None
