"""`/exchange groups` and `roster`: which groups there are, how many people are in each, and so who is missing."""

from dataclasses import replace

from bot.context import Context
from bot.core.participation import parse_roster
from bot.domain.errors import UserError
from bot.domain.participation import list_participation, names_text, participation_text, public_sizes
from bot.domain.public_counts import get_public_counts
from bot.domain.resolve import resolve_exchange
from bot.exchanges import lifecycle
from bot.exchanges.settings.declared import GROUPS
from bot.slack.blocks import escape, section
from bot.slack.commands import CommandReply, CommandRequest
from bot.texts import Texts
from storage import exchanges
from storage.enums import ExchangeState
from storage.exchanges import Exchange


async def roster_command(request: CommandRequest) -> CommandReply:
    """`/exchange roster [exchange] ["Student 620, Parent 400"] [--off]`: set it, end it, or see it."""
    ctx, actor, texts = request.ctx, request.actor, request.actor.texts
    parsed = request.parse()
    slug = parsed.ref.slug if parsed.ref else ""
    exchange = await resolve_exchange(ctx, actor, slug, request.channel_id, command=request.command)
    if not exchange.groups:
        raise UserError("roster.no_groups")
    if "off" in parsed.flags:
        await _save(ctx, exchange, None)
        return _say(texts("roster.off"))
    if not parsed.text:
        return _say(await _lines(ctx, texts, exchange) if exchange.roster else texts("roster.none"))
    roster = parse_roster(parsed.text, exchange.groups)
    saved = await _save(ctx, exchange, {name: roster[name] for name in exchange.groups if name in roster})
    return _say(f"{texts('roster.saved')}\n{await _lines(ctx, texts, saved)}")


async def groups_command(request: CommandRequest) -> CommandReply:
    """`/exchange groups [exchange] ["Student, Parent"]`: see the groups and who took part, or set a draft's."""
    ctx, actor, texts = request.ctx, request.actor, request.actor.texts
    parsed = request.parse()
    slug = parsed.ref.slug if parsed.ref else ""
    exchange = await resolve_exchange(ctx, actor, slug, request.channel_id, command=request.command)
    if parsed.text:
        exchange = await lifecycle.set_groups(ctx, actor, exchange.exchange_id, GROUPS.parse_words(parsed.text))
    question = f"*{escape(exchange.question)}*"
    if exchange.roster and exchange.state != ExchangeState.DRAFT:
        rows = await _lines(ctx, texts, exchange)
    else:
        rows = "\n".join(f"• {escape(name)}" for name in exchange.groups) or texts("roster.groups_none")
    facts = {"command": request.command, "name": exchange.slug}
    is_draft = exchange.state == ExchangeState.DRAFT
    how = texts("roster.groups_draft", **facts) if is_draft else texts("roster.groups_fixed", **facts)
    return _say(f"{question}\n{rows}\n{how}" if is_draft or exchange.groups else f"{question}\n{rows}")


async def _save(ctx: Context, exchange: Exchange, roster: dict[str, int] | None) -> Exchange:
    """Save a roster, None to end it, and return the exchange with it."""
    async with ctx.storage.write() as db:
        await exchanges.update_exchange(db, exchange.scope, roster=roster)
    return replace(exchange, roster=roster)


async def _lines(ctx: Context, texts: Texts, exchange: Exchange) -> str:
    """Return the groups of the roster with who took part, a line each."""
    if exchange.state == ExchangeState.DRAFT:
        rows = [f"{escape(name)}: {texts.number(people)}" for name, people in (exchange.roster or {}).items()]
        return "\n".join(f"• {row}" for row in rows)
    async with ctx.storage.read() as db:
        counts = await get_public_counts(ctx, db, exchange)
    parts = list_participation(exchange, counts, public_sizes(exchange, counts.groups))
    rows = [
        f"• {escape(names_text(texts, part))}: {participation_text(texts, part, is_exact=counts.is_exact)}"
        + (f" · {texts('roster.behind')}" if part.is_behind else "")
        for part in parts
    ]
    return "\n".join(rows) or texts("roster.waiting")


def _say(text: str) -> CommandReply:
    return CommandReply(text, [section(text)])
