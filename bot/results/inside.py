"""Inside a theme: its sub-themes, for those who may see the results."""

from dataclasses import dataclass

from bot.context import Context
from bot.core.themes.key_sentence import content_words, key_clause
from bot.domain.actor import Actor
from bot.domain.figures import load_figures
from bot.domain.key_quotes import KeyQuote
from bot.domain.quotes import MIN_RATINGS_SHOWN
from bot.results.flow import Gate, enter
from storage import comments, theme_parts, themes
from storage.comments import Comment
from storage.enums import CommentState
from storage.scope import ExchangeScope
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


async def look_inside(ctx: Context, actor: Actor, exchange_id: int, number: int) -> Inside | Gate:
    """Return the sub-themes of a theme, or how much is missing to see results. Raises UserError as `look` does."""
    exchange = await enter(ctx, actor, exchange_id)
    if isinstance(exchange, Gate):
        return exchange
    scope = exchange.scope
    async with ctx.storage.read() as db:
        figures = await load_figures(db, exchange)
        rated = figures.rate_themes(await themes.list_for(db, scope))
        theme = next((each for each in rated if each.number == number), None)
        stored = await theme_parts.get_parts(db, scope, number) if theme else ()
        parts = [SubTheme(name, len(ids), await _quote(db, scope, name, ids)) for name, ids in stored]
    inside = {each for _, ids in stored for each in ids}
    return Inside(
        theme,
        tuple(sorted(parts, key=lambda each: -each.comments)),
        max(0, theme.comments - len(inside)) if theme else 0,
    )


async def _quote(db: Db, scope: ExchangeScope, name: str, ids: tuple[int, ...]) -> KeyQuote | None:
    """Return what is quoted of a sub-theme: a clause of the comment with most words of its name, of enough ratings."""
    looked_at = ids[:_LOOKED_AT]
    found = {each.comment_id: each for each in await comments.get_by_ids(db, scope, looked_at)}
    fit = [
        found[each]
        for each in looked_at
        if each in found and found[each].state == CommentState.LIVE and not found[each].reports
    ]
    wanted = content_words(name)

    def order(one: Comment) -> tuple[bool, int]:
        return one.ratings < MIN_RATINGS_SHOWN, -len(wanted & content_words(one.text))

    for each in sorted(fit, key=order):
        if span := key_clause(each.text, (name,)):
            return KeyQuote(each.comment_id, each.number, each.text[span[0] : span[1]])
    return None
