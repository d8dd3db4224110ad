"""`/exchange groups` and `roster`: which groups there are, how many people are in each, and so who is missing."""

from collections.abc import Mapping
from dataclasses import replace

from bot.context import Context
from bot.core.errors import InputError
from bot.core.grammar import ParsedCommand
from bot.core.participation import parse_roster
from bot.domain.errors import UserError
from bot.domain.participation import list_participation, names_text, participation_text, public_sizes
from bot.domain.public_counts import get_public_counts
from bot.domain.resolve import resolve_exchange
from bot.exchanges import lifecycle
from bot.exchanges.settings.declared import GROUPS
from bot.slack.blocks import escape, section
from bot.slack.commands import CommandReply, CommandRequest, reply_later
from bot.slack.deadlines import within
from bot.slack.errors import error_text
from bot.slack.people_lookup import Written, look_up
from bot.texts import Texts
from storage import exchanges
from storage.enums import ExchangeState
from storage.exchanges import Exchange

_SECONDS = 1.5  # of the 3 s in which a command is answered

_Written = Mapping[str, int | tuple[str, ...]]
"""By group: a number, or the ids of user groups."""


async def roster_command(request: CommandRequest) -> CommandReply:
    """`/exchange roster [exchange] ["Student 620, Parent @parents"] [--off]`: set it, end it, or see it."""
    ctx, actor = request.ctx, request.actor
    parsed = request.parse()
    slug = parsed.ref.slug if parsed.ref else ""
    exchange = await resolve_exchange(ctx, actor, slug, request.channel_id, command=request.command)
    try:
        return await _run(request, parsed, exchange)
    except InputError as error:  # who named no exchange reads here too which one it is about
        return _say(exchange, error_text(actor.texts, error))


async def _run(request: CommandRequest, parsed: ParsedCommand, exchange: Exchange) -> CommandReply:
    ctx, texts = request.ctx, request.actor.texts
    if not exchange.groups:
        raise UserError("roster.no_groups")
    if "off" in parsed.flags:
        await _save(ctx, exchange, None)
        return _say(exchange, texts("roster.off"))
    if not parsed.text:
        none = texts("roster.none", name=exchange.slug)
        return _say(exchange, await _lines(ctx, texts, exchange) if exchange.roster else none)
    written = parse_roster(parsed.text, exchange.groups)
    try:
        async with within(_SECONDS):  # else nothing was saved yet
            roster = await _count_members(request, written)
    except TimeoutError:
        counted = _answer_counted(request, exchange, written)
        ctx.outbox.spawn(reply_later(request, counted, failed=texts("roster.failed")), "roster")
        return _say(exchange, texts("roster.looking"))
    return await _answer(request, exchange, written, roster)


async def groups_command(request: CommandRequest) -> CommandReply:
    """`/exchange groups [exchange] ["Student, Parent"]`: see the groups and who took part, or set a draft's."""
    ctx, actor = request.ctx, request.actor
    parsed = request.parse()
    slug = parsed.ref.slug if parsed.ref else ""
    exchange = await resolve_exchange(ctx, actor, slug, request.channel_id, command=request.command)
    texts = actor.texts
    if parsed.text:
        exchange = await lifecycle.set_groups(ctx, actor, exchange.exchange_id, GROUPS.parse_words(parsed.text))
    if exchange.roster and exchange.state != ExchangeState.DRAFT:
        rows = await _lines(ctx, texts, exchange)
    else:
        rows = "\n".join(f"• {escape(name)}" for name in exchange.groups) or texts("roster.groups_none")
    facts = {"command": request.command, "name": exchange.slug}
    is_draft = exchange.state == ExchangeState.DRAFT
    how = texts("roster.groups_draft", **facts) if is_draft else texts("roster.groups_fixed", **facts)
    return _say(exchange, f"{rows}\n{how}" if is_draft or exchange.groups else rows)


async def _answer(
    request: CommandRequest, exchange: Exchange, written: _Written, roster: Mapping[str, int]
) -> CommandReply:
    """Save a roster and return what is answered: who took part, and how many people each user group has."""
    ctx, texts = request.ctx, request.actor.texts
    saved = await _save(ctx, exchange, {name: roster[name] for name in exchange.groups if name in roster})
    rows = [texts("roster.saved"), await _lines(ctx, texts, saved)]
    counted = [
        texts("roster.of_group", name=escape(name), groups=texts.list(list(map(_mention, size))), n=roster[name])
        for name, size in written.items()
        if isinstance(size, tuple)
    ]
    return _say(exchange, "\n".join([*rows, *counted, *([texts("roster.of_group_now")] if counted else [])]))


async def _answer_counted(request: CommandRequest, exchange: Exchange, written: _Written) -> CommandReply:
    return await _answer(request, exchange, written, await _count_members(request, written))


async def _count_members(request: CommandRequest, written: _Written) -> dict[str, int]:
    """Return the numbers of a roster; in the place of user groups, of the people in any of them, each counted once.

    Raises UserError where the app may not see user groups, one does not exist or is empty, or Slack does not answer.
    """
    web = request.ctx.workspace(request.actor.tenant_id).client
    roster: dict[str, int] = {}
    for name, size in written.items():
        if isinstance(size, int):
            roster[name] = size
            continue
        try:
            found = await look_up(web, Written(groups=size))
        except UserError as error:
            is_refused = error.code == "invite.no_group_scope"
            raise UserError("roster.no_group_scope" if is_refused else "roster.slack_silent") from error
        if found.left or not found.people:
            raise UserError("roster.no_user_group", name=name)
        roster[name] = len(found.people)
    return roster


def _mention(group: str) -> str:
    return f"<!subteam^{group}>"


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


def _say(exchange: Exchange, text: str) -> CommandReply:
    """Return an answer below the question that it is about."""
    text = f"*{escape(exchange.question)}*\n{text}"
    return CommandReply(text, [section(text)])
