"""Bolt listeners for answers: the subcommand, the buttons of its list, and the form."""

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.core.grammar import CommandRef, ParsedCommand
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import parse_exchange_id
from bot.domain.policy import Act
from bot.domain.resolve import resolve_exchange
from bot.domain.roles import require
from bot.moderate.answers import blocks, flow
from bot.moderate.resolve import resolve_comment
from bot.slack.blocks import Block, section, state_of
from bot.slack.commands import CommandReply, CommandRequest
from bot.slack.modals import open_modal, try_modal
from storage.answers import NewAnswer
from storage.enums import AnswerStatus

_PLACE = re.compile(r"([0-9]{1,18})\.(-?[0-9]{1,9})")
_THEME = ("theme", "tema")
_THEME_NUMBER = re.compile(r"[tT]?([0-9]{1,4})")


def parse_place(value: Any) -> tuple[int, int]:
    """Return (exchange id, number of the comment; of a theme with a minus). Raises UserError for a crafted one."""
    found = _PLACE.fullmatch(str(value or ""))
    if found is None:
        raise UserError("moderate.old_card")
    return int(found[1]), int(found[2])


async def open_list(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Open the list of what could be answered."""
    await require(ctx, actor, Act.MODERATE)
    found = await flow.list_answerable(ctx, actor, parse_exchange_id(action.get("value")))
    await open_modal(ctx, actor, body, blocks.list_modal(actor.texts, found))
    await ack()


async def open_form(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Open the form from the list."""
    await require(ctx, actor, Act.MODERATE)
    exchange_id, number = parse_place(action.get("value"))
    await open_modal(ctx, actor, body, await _form(ctx, actor, exchange_id, number))
    await ack()


async def _form(ctx: Context, actor: Actor, exchange_id: int, number: int) -> Block:
    """Return the form of a comment, or of theme -number. Raises UserError where there is none."""
    if number < 0:
        return blocks.theme_form(actor.texts, await flow.get_theme_case(ctx, actor, exchange_id, -number))
    case = await flow.get_case(ctx, actor, exchange_id, number)
    return blocks.form(actor.texts, case.exchange, case.comment, case.answer)


async def form_sent(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Save the answer, then say so in the form."""
    await require(ctx, actor, Act.MODERATE)
    exchange_id, number = parse_place(view.get("private_metadata"))
    new = NewAnswer(
        number,
        state_of(body, blocks.TEXT, blocks.TEXT) or "",
        state_of(body, blocks.STATUS, blocks.STATUS) or "",
        state_of(body, blocks.OWNER, blocks.OWNER) or "",
        flow.parse_day(state_of(body, blocks.DUE, blocks.DUE) or ""),
    )
    if new.theme is None:
        view = blocks.saved_modal(actor.texts, await flow.save(ctx, actor, exchange_id, new))
    else:
        view = blocks.saved_theme_modal(actor.texts, await flow.save_theme(ctx, actor, exchange_id, new))
    await ack(response_action="update", view=view)


def read_theme(parsed: ParsedCommand) -> tuple[str, int, str] | None:
    """Return (exchange's short name, theme, words) of `[exchange] theme 3 words` or `exchange/t3 words`, else None."""
    ref, words = parsed.ref or CommandRef(), list(parsed.args)
    if ref.theme is not None:
        return ref.slug, ref.theme, " ".join(words)
    slug = ref.slug
    if slug in _THEME:
        slug = ""
    elif words and words[0].lower() in _THEME:
        del words[0]
    else:
        return None
    found = _THEME_NUMBER.fullmatch(words[0]) if words and ref.number is None else None
    return (slug, int(found[1]), " ".join(words[1:])) if found else None


async def _answer_theme(request: CommandRequest, slug: str, theme: int, words: str) -> CommandReply | None:
    """Save the answer of `/exchange answer theme 3 words` to a theme; open the form where there are no words."""
    ctx, actor = request.ctx, request.actor
    found = await resolve_exchange(ctx, actor, slug, request.channel_id, command=request.command)
    texts = actor.texts
    flags = request.parse().flags
    if not words and not flags:
        return await _open(request, await _form(ctx, actor, found.exchange_id, -theme))
    new = _read_new(-theme, words, flags)
    case = await flow.save_theme(ctx, actor, found.exchange_id, new)
    text = texts("answers.saved_theme", theme=blocks.theme_label(case))
    return CommandReply(text, blocks.saved_theme(texts, case))


def _read_new(number: int, words: str, flags: Mapping[str, str]) -> NewAnswer:
    status, due_on = flags.get("status") or AnswerStatus.HEARD, flow.parse_day(flags.get("due") or "")
    return NewAnswer(number, words, status, flags.get("owner") or "", due_on)


async def answer_command(request: CommandRequest) -> CommandReply | None:
    """`/exchange answer [exchange] | exchange#412 | theme 3 [words] [--status=…] [--owner=…] [--due=…]`."""
    ctx, actor = request.ctx, request.actor
    parsed = request.parse()
    about = read_theme(parsed)
    if about:
        return await _answer_theme(request, *about)
    if parsed.ref is None or parsed.ref.number is None:
        slug = parsed.ref.slug if parsed.ref else parsed.text
        found = await resolve_exchange(ctx, actor, slug, request.channel_id, command=request.command)
        listed = await flow.list_answerable(ctx, actor, found.exchange_id)
        return CommandReply(actor.texts("answers.list_modal.title"), blocks.listed(actor.texts, listed))
    ref = await resolve_comment(request, parsed.ref.slug, parsed.ref.number)
    if parsed.text or parsed.flags:
        case = await flow.save(ctx, actor, ref.exchange_id, _read_new(ref.number, parsed.text, parsed.flags))
        return CommandReply(actor.texts("answers.saved", number=ref.number), blocks.saved(actor.texts, case))
    return await _open(request, await _form(ctx, actor, ref.exchange_id, ref.number))


async def _open(request: CommandRequest, view: Block) -> CommandReply | None:
    if await try_modal(request.ctx, request.actor, request.trigger_id, view):
        return None
    text = request.actor.texts("errors.modal_not_opened")
    return CommandReply(text, [section(text)])


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    app.action(blocks.LIST)(open_list)
    app.action(blocks.OPEN)(open_form)
    app.view(blocks.MODAL)(form_sent)
