"""The blind check of themes: a moderator reads comments and chooses between two theme names, a few on each page.

Each answer is kept at once, so that a closed window loses nothing; any moderator may go on. Who answered is not kept,
and in the end only the counts are kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.context import Context
from bot.core.theme_check import CheckedComment, draw
from bot.core.themes import ThemeKind
from bot.domain.errors import UserError
from storage import exchanges, theme_checks, theme_snapshots, themes
from storage.exchanges import Exchange
from storage.models import new_id
from storage.session import Db
from storage.theme_checks import ANSWERS, LEFT, RIGHT, SKIP, CheckItem, ThemeCheck
from storage.theme_snapshots import ThemeSnapshot

PAGE = 5
"""Comments of a page."""

_MIN_THEMES = 2
_GOES_ON_FOR = timedelta(days=7)  # after that the themes have changed too much


@dataclass(frozen=True, slots=True)
class Question:
    """A comment with two names of themes. index: in the check."""

    index: int
    text: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    """What a moderator sees next. questions: empty once the check is finished. answered: of how many in `check`."""

    check: ThemeCheck
    questions: tuple[Question, ...]
    answered: int
    last: ThemeCheck | None = None


async def open_check(ctx: Context, exchange: Exchange) -> CheckPage:
    """Return the next page of the check that is under way, or of a new one. Raises UserError without two themes."""

    async def work(db: Db) -> CheckPage:
        await exchanges.get(db, exchange.scope, hold=True)  # two moderators begin one check
        snapshot = await theme_snapshots.load(db, exchange.scope)
        check = await theme_checks.get_running(db, exchange.scope)
        if check is None or ctx.clock() - check.began_at > _GOES_ON_FOR:
            check = _new_check(ctx, snapshot)
            await theme_checks.begin(db, exchange.scope, check)
        return await _next_page(ctx, db, exchange, check, snapshot)

    return await ctx.storage.transact(work)


async def answer(ctx: Context, exchange: Exchange, check_id: int, answers: Mapping[int, str]) -> CheckPage:
    """Keep answers by their index, and return the next page. Raises UserError where the check is over."""

    async def work(db: Db) -> CheckPage:
        check = await theme_checks.get_running(db, exchange.scope, check_id)
        if check is None:
            raise UserError("quality.over")
        items = list(check.items)
        for index, chosen in answers.items():
            if chosen not in ANSWERS or not 0 <= index < len(items):
                raise UserError("quality.over")
            items[index] = replace(items[index], answer=chosen)
        await theme_checks.save_items(db, exchange.scope, check_id, items)
        snapshot = await theme_snapshots.load(db, exchange.scope)
        return await _next_page(ctx, db, exchange, replace(check, items=tuple(items)), snapshot)

    return await ctx.storage.transact(work)


async def keep_answer(ctx: Context, exchange: Exchange, check_id: int, index: int, chosen: str) -> None:
    """Keep one answer at once, before its page is sent. Raises UserError where the check is over."""

    async def work(db: Db) -> None:
        check = await theme_checks.get_running(db, exchange.scope, check_id)
        if check is None or chosen not in ANSWERS or not 0 <= index < len(check.items):
            raise UserError("quality.over")
        items = [replace(each, answer=chosen) if at == index else each for at, each in enumerate(check.items)]
        await theme_checks.save_items(db, exchange.scope, check_id, items)

    await ctx.storage.transact(work)


def _new_check(ctx: Context, snapshot: ThemeSnapshot) -> ThemeCheck:
    named = [each for each in snapshot.themes if each.kind == ThemeKind.NAMED and each.members]
    if len(named) < _MIN_THEMES or snapshot.found_at is None:
        raise UserError("quality.too_few_themes")
    members = [CheckedComment(each.comment_id, theme.number, each.second) for theme in named for each in theme.members]
    check_id = new_id()
    offers = draw(members, [each.number for each in named], check_id)
    if not offers:
        raise UserError("quality.too_few_themes")
    items = tuple(
        CheckItem(each.comment_id, each.found, each.other, LEFT)
        if each.found_first
        else CheckItem(each.comment_id, each.other, each.found, RIGHT)
        for each in offers
    )
    return ThemeCheck(check_id, snapshot.found_at, snapshot.turn, ctx.clock(), items)


async def _next_page(ctx: Context, db: Db, exchange: Exchange, check: ThemeCheck, snapshot: ThemeSnapshot) -> CheckPage:
    """Return the next questions, and finish the check where none is left; what is no longer there is skipped."""
    last = await theme_checks.get_last(db, exchange.scope)
    names = {each.number: each.name for each in snapshot.themes}
    words = await themes.get_words(db, exchange.scope, [each.comment_id for each in check.items])
    items = tuple(
        each
        if each.answer or (each.comment_id in words and each.left in names and each.right in names)
        else replace(each, answer=SKIP)
        for each in check.items
    )
    left = [(index, each) for index, each in enumerate(items) if not each.answer]
    if not left:
        return CheckPage(await theme_checks.finish(db, exchange.scope, check.check_id, items, now=ctx.clock()), (), 0)
    if items != check.items:
        await theme_checks.save_items(db, exchange.scope, check.check_id, items)
    questions = tuple(
        Question(index, words[each.comment_id], names[each.left], names[each.right]) for index, each in left[:PAGE]
    )
    return CheckPage(replace(check, items=items), questions, len(items) - len(left), last)
