"""Bolt listeners for moderation: the queue, its buttons, the subcommands of a decision, and `mod`."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.core.command_words import action_in
from bot.domain.actor import Actor
from bot.domain.exchanges import parse_exchange_id
from bot.domain.policy import Act
from bot.domain.roles import require, require_owner
from bot.moderate import blocks, blocks_roles, flow, listeners_roles, pages, payloads, resolve, roles
from bot.moderate.case import CaseRef
from bot.slack import action_ids
from bot.slack.blocks import Block, section
from bot.slack.commands import CommandReply, CommandRequest
from bot.slack.errors import error_text
from bot.slack.modals import open_modal, update_modal
from bot.texts import Message
from storage.enums import ActKind


async def decide(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Save the decision, its taking back or a claim, then show the card again in its place."""
    await require(ctx, actor, Act.MODERATE)
    value = (action.get("selected_option") or {}).get("value") or action.get("value") or ""
    reason, seen = payloads.parse_choice(value)
    scope, refs = payloads.parse_card_id(action["block_id"], seen.ref)
    note = ""
    always: list[CaseRef] = []
    act = action["action_id"].rpartition(".")[2]
    try:
        if act == ActKind.UNDO:
            await flow.undo(ctx, actor, seen.ref, seen=seen)
        elif act in {ActKind.CLAIM, ActKind.UNCLAIM}:
            await flow.claim(ctx, actor, seen.ref, seen=seen, gives_back=act == ActKind.UNCLAIM)
        else:
            await flow.decide(ctx, actor, seen.ref, act, reason, seen=seen)
    except flow.ChangedError as changed:
        if scope == payloads.DESK:
            ctx.wake()  # the card shows what is now
            raise
        note = error_text(actor.texts, changed)
        always = [seen.ref] if scope == payloads.ONE else []
    if scope == payloads.DESK:
        await ack()
        ctx.wake()  # the card is edited by its job, wherever it was decided
        ctx.changes.send(actor)
        return
    shown = await _redraw(ctx, actor, scope, refs, note=note, always=always)
    await ack()
    _show(ctx, body, actor, shown, actor.texts("moderate.modal.title"))
    ctx.changes.send(actor)  # Home shows how much waits


async def turn_page(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Turn to the next page, or to the first again."""
    await require(ctx, actor, Act.MODERATE)
    page = await pages.load_page(ctx, actor, *payloads.parse_page(action.get("value") or ""))
    await ack()
    _show(ctx, body, actor, blocks.queue(actor.texts, page), blocks.queue_text(actor.texts, page))


async def open_queue(ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], actor: Actor, ctx: Context) -> None:
    """Open the queue from Home or from a message about reports."""
    await require(ctx, actor, Act.MODERATE)
    page = await pages.load_page(ctx, actor, parse_exchange_id(action.get("value")))
    await open_modal(ctx, actor, body, blocks.queue_modal(actor.texts, blocks.queue(actor.texts, page)))
    await ack()


async def queue_command(request: CommandRequest) -> CommandReply:
    """`/exchange queue [exchange]`."""
    scope = await resolve.resolve_queue(request)
    page = await pages.load_page(request.ctx, request.actor, scope.exchange_id if scope else 0)
    texts = request.actor.texts
    return CommandReply(blocks.queue_text(texts, page), blocks.queue(texts, page))


async def decision_command(request: CommandRequest) -> CommandReply:
    """`/exchange keep | hide | restore | remove exchange#412 [--reason=…]`."""
    act, parsed = request.subcommand.name, request.parse()
    slug, number = resolve.require_number(request, parsed)
    reason = resolve.parse_decision_reason(request, parsed)
    ref = await resolve.resolve_comment(request, slug, number)
    if act == ActKind.REMOVE or (act in flow.WITH_REASON and not reason):
        return await _ask_back(request, ref, act, reason)
    case = await flow.decide(request.ctx, request.actor, ref, act, reason)
    shown = blocks.cards(request.actor.texts, [case], scope=payloads.ONE)
    return CommandReply(blocks.decided_text(request.actor.texts, case), shown[1:])


async def _ask_back(request: CommandRequest, ref: CaseRef, act: str, reason: str) -> CommandReply:
    """Return the question for what is still missing: the reason, or whether a removal is meant."""
    case = await flow.get_case(request.ctx, request.actor, ref)
    texts = request.actor.texts
    flow.require_sense(case.reported, act)
    if reason:
        text = texts("moderate.sure_remove", number=ref.number)
    else:
        text = texts("moderate.why_remove" if act == ActKind.REMOVE else "moderate.why_hide", number=ref.number)
    shown = blocks.cards(texts, [case], scope=payloads.ONE, always=[ref], reason=reason)
    return CommandReply(text, [section(f"*{text}*"), *shown])


async def mod_command(request: CommandRequest) -> CommandReply:
    """`/exchange mod add @name [--owner] | remove @name | list [--owner]`."""
    ctx, actor = request.ctx, request.actor
    parsed = request.parse()
    action, *names = parsed.args or ("list",)
    is_owner = "owner" in parsed.flags
    form = f"{request.written} {action_in(actor.locale, action)}"
    if action == "list":
        lines = await roles.list_moderators(ctx, actor, owners_only=is_owner)
    elif action == "add" and "role" in parsed.flags:
        await require_owner(ctx, actor)
        role, people = roles.parse_role(str(parsed.flags["role"])), roles.parse_people(names, form)
        return CommandReply(*blocks_roles.ask_first(actor.texts, role, people))
    elif action == "add":
        done = await roles.add(ctx, actor, roles.parse_people(names, form), as_owner=is_owner)
        return CommandReply(*blocks_roles.done_card(actor.texts, done, ctx.clock()))
    elif action == "remove":
        done = await roles.remove(ctx, actor, roles.parse_people(names, form))
        return CommandReply(*blocks_roles.done_card(actor.texts, done, ctx.clock()))
    else:
        lines = [Message("moderate.mod_forms", {"form": request.written})]
    text = "\n".join(actor.texts.show(line) for line in lines)
    return CommandReply(text, [section(text)])


async def _redraw(
    ctx: Context, actor: Actor, scope: str, refs: list[CaseRef], *, note: str, always: list[CaseRef]
) -> list[Block]:
    """Return a page as it is now, or the one card that was requested by number."""
    if scope == payloads.ONE:
        lines = [blocks.note_block(note)] if note else []
        cases = await flow.list_cases(ctx, actor, refs)
        return [*lines, *blocks.cards(actor.texts, cases, scope=scope, always=always)]
    page = await pages.reload_page(ctx, actor, parse_exchange_id(scope), refs)
    return blocks.queue(actor.texts, page, note=note)


def _show(ctx: Context, body: dict[str, Any], actor: Actor, shown: list[Block], text: str) -> None:
    """Replace what was clicked: the modal, or the message that only the moderator sees."""
    if (body.get("view") or {}).get("type") == "modal":
        update_modal(ctx, actor, body, blocks.queue_modal(actor.texts, shown))
    else:
        ctx.outbox.replace_message(body["response_url"], text, shown)


def register(app: AsyncApp) -> None:
    """Register the listeners."""
    decisions = (blocks.KEEP, blocks.HIDE, blocks.RESTORE, blocks.REMOVE, blocks.ASK)
    for action_id in (*decisions, blocks.UNDO, blocks.CLAIM, blocks.UNCLAIM):
        app.action(action_id)(decide)
    listeners_roles.register(app)
    app.action(blocks.MORE)(turn_page)
    app.action(action_ids.MODERATE_QUEUE)(open_queue)
