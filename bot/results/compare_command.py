"""`/exchange compare`: two to four exchanges beside each other, for moderators, with the address of the page."""

import asyncio

from bot.context import Context
from bot.domain.errors import UserError
from bot.domain.public_counts import number_text
from bot.domain.published import PublicTheme, Published
from bot.domain.published_load import load_published
from bot.domain.resolve import resolve_exchange
from bot.domain.results_links import get_link, needs_sign_in
from bot.domain.theme_names import theme_name
from bot.results.comparison import MAX_EXCHANGES, MIN_EXCHANGES, Comparison, SharedTheme, compare
from bot.slack.blocks import Block, escape, section
from bot.slack.commands import CommandReply, CommandRequest
from bot.texts import Texts
from storage.enums import ExchangeState
from storage.exchanges import Exchange

_MAX_THEMES = 8


async def compare_command(request: CommandRequest) -> CommandReply:
    """`/exchange compare EXCHANGE EXCHANGE …`."""
    ctx, actor = request.ctx, request.actor
    names = list(dict.fromkeys(each.strip().lower().removeprefix("#") for each in request.parse().args))
    if not MIN_EXCHANGES <= len(names) <= MAX_EXCHANGES:
        raise UserError("compare.how_many", command=request.command, max=MAX_EXCHANGES)
    chosen = [await resolve_exchange(ctx, actor, name, request.channel_id, command=request.command) for name in names]
    if any(each.state == ExchangeState.DRAFT for each in chosen):
        raise UserError("results.not_open")
    async with ctx.storage.read() as db:
        found = [await load_published(ctx, db, each) for each in chosen]
    compared = await asyncio.to_thread(compare, found)
    return CommandReply(actor.texts("compare.title"), _blocks(actor.texts, compared, await get_address(ctx, chosen)))


async def get_address(ctx: Context, chosen: list[Exchange]) -> str:
    """Return the address of the page that compares exchanges; "" unless each has a page for who has its link."""
    links = ["" if needs_sign_in(each) else await get_link(ctx, each) for each in chosen]
    if not all(links):
        return ""
    first, *others = links
    return f"{first}compare/{'.'.join(each.rstrip('/').rpartition('/')[2] for each in others)}"


def _blocks(texts: Texts, compared: Comparison, address: str) -> list[Block]:
    lines = [f"*{texts('compare.title')}*"]
    lines += [texts("compare.same_question")] if compared.is_same_question else []
    blocks = [section("\n".join(lines)), *(section(_taken_part(texts, each)) for each in compared.every)]
    if compared.shared:
        rows = [f"• {_theme_line(texts, each)}" for each in compared.shared[:_MAX_THEMES]]
        blocks.append(section("\n".join([f"*{texts('compare.shared')}*", *rows])))
    else:
        blocks.append(section(texts("compare.none_shared")))
    return [*blocks, section(texts("compare.page", link=address))] if address else blocks


def _taken_part(texts: Texts, found: Published) -> str:
    counts = found.counts

    def number(count: int) -> str:
        return number_text(texts, count, is_exact=counts.is_exact)

    facts = texts(
        "compare.taken_part",
        people=number(counts.people),
        comments=number(counts.comments),
        ratings=number(counts.ratings),
    )
    mean = f" · {texts.number(found.mean, 1)} ★" if found.mean is not None else ""
    return f"*{escape(found.about.question)}* (`{found.about.slug}`)\n{facts}{mean}"


def _theme_line(texts: Texts, shared: SharedTheme) -> str:
    return " | ".join("–" if each is None else _one(texts, each) for each in shared.themes)


def _one(texts: Texts, theme: PublicTheme) -> str:
    stars = f", {texts.number(theme.stars.stars, 1)} ★" if theme.stars else ""
    return f"{escape(theme_name(texts, theme))} ({texts('common.comments', n=len(theme.comments))}{stars})"
