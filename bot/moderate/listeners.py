"""Slack's doors into moderating: the queue, its buttons, the verbs of a decision, and `mod`."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Context
from bot.domain.actor import Actor
from bot.domain.exchanges import parse_exchange_id
from bot.domain.roles import require_moderator
from bot.moderate import blocks, flow, payloads, roles
from bot.moderate import resolve as words
from bot.moderate.flow import CaseRef
from bot.slack import action_ids
from bot.slack.blocks import Block, context_block, section
from bot.slack.commands import CommandReply, CommandRequest, Subcommands
from bot.slack.errors import KindError
from bot.slack.middleware import get_actor
from bot.slack.modals import open_modal, update_modal

_WHAT = "decide about comments"
_ONE = "one"  # the scope of a card that was asked for by number
_SCOPE = re.compile(rf"{_ONE}|[0-9]{{1,16}}")


def register(app: AsyncApp, ctx: Context, verbs: Subcommands) -> None:
    """Hang this room's listeners on the app."""

    async def act_chosen(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep the decision, then show the card again in its place."""
        actor = get_actor(context)
        await require_moderator(ctx, actor, _WHAT)
        action = body["actions"][0]
        raw = (action.get("selected_option") or {}).get("value") or action.get("value") or ""
        reason, _, here = raw.rpartition("|")
        seen = payloads.parse_seen(here)
        scope, refs = _place(action["block_id"], seen.ref)
        note = ""
        always: list[CaseRef] = []
        try:
            await flow.decide(ctx, actor, seen.ref, action["action_id"].rpartition(".")[2], reason, seen=seen)
        except flow.ChangedError as changed:
            note = changed.sentence
            always = [seen.ref] if scope == _ONE else []
        shown = await _redrawn(ctx, actor, scope, refs, note=note, always=always)
        await ack()
        _put(ctx, body, shown, "Moderation")
        ctx.changes.send(actor)  # how much waits stands in Home

    async def more_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Turn to the next page, or to the first again."""
        actor = get_actor(context)
        await require_moderator(ctx, actor, _WHAT)
        scope, _, cursor = (body["actions"][0].get("value") or "").partition("|")
        page = await flow.page(ctx, actor, parse_exchange_id(scope), payloads.parse_cursor(cursor) if cursor else None)
        await ack()
        _put(ctx, body, blocks.queue(page), blocks.queue_text(page.total))

    async def queue_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open the queue from Home."""
        actor = get_actor(context)
        await require_moderator(ctx, actor, "open the queue")
        page = await flow.page(ctx, actor, parse_exchange_id(body["actions"][0].get("value")))
        await open_modal(ctx, body, blocks.queue_modal(blocks.queue(page)))
        await ack()

    async def queue_verb(asked: CommandRequest) -> CommandReply:
        """`/exchange queue [exchange]`."""
        scope = await words.resolve_queue(ctx, asked)
        page = await flow.page(ctx, asked.actor, scope.exchange_id if scope else 0)
        return CommandReply(blocks.queue_text(page.total), blocks.queue(page))

    def decision_verb(verb: str) -> Callable[[CommandRequest], Awaitable[CommandReply]]:
        async def decided(asked: CommandRequest) -> CommandReply:
            read = words.parse_command(asked, verb)
            slug, number = words.require_number(asked, read)
            reason = words.get_reason(read)
            ref = await words.resolve_comment(ctx, asked, slug, number)
            if verb == "remove" or (verb in flow.WITH_REASON and not reason):
                return await card_of(asked.actor, ref, verb, reason)
            file = await flow.decide(ctx, asked.actor, ref, verb, reason)
            line = blocks.decided(file)
            return CommandReply(line, [section(line)])

        return decided

    async def card_of(actor: Actor, ref: CaseRef, verb: str, reason: str) -> CommandReply:
        """Ask what is still missing: the reason, or whether a removal is meant."""
        file = (await flow.list_cases(ctx, actor, [ref]))[0]
        refusal = flow.refused(file.case, verb)
        if refusal:
            raise KindError(refusal)
        text = f"Why remove #{ref.number}?" if verb == "remove" else f"Why hide #{ref.number}?"
        if reason:
            text = f"Remove #{ref.number}? This is final."
        shown = blocks.cards([file], scope=_ONE, always=[ref], reason=reason)
        return CommandReply(text, [section(f"*{text}*"), *shown])

    async def mod_verb(asked: CommandRequest) -> CommandReply:
        """`/exchange mod add @name [--owner] | remove @name | list [--owner]`."""
        read = words.parse_command(asked, "mod")
        verb, *names = read.args or ("list",)
        with_owner = "owner" in read.flags
        form = f"{asked.command} mod {verb}"
        if verb == "list":
            text = await roles.moderators_list_text(ctx, asked.actor, owners_only=with_owner)
        elif verb == "add":
            text = await roles.add(ctx, asked.actor, roles.parse_people(names, form), as_owner=with_owner)
        elif verb == "remove":
            text = await roles.remove(ctx, asked.actor, roles.parse_people(names, form))
        else:
            form = f"{asked.command} mod"
            text = f"I understand `{form} add @name`, `{form} remove @name` and `{form} list`."
        return CommandReply(text, [section(text)])

    for action_id in (blocks.KEEP, blocks.HIDE, blocks.RESTORE, blocks.REMOVE):
        app.action(action_id)(act_chosen)
    app.action(blocks.MORE)(more_pressed)
    app.action(action_ids.MODERATE_QUEUE)(queue_pressed)
    hang = {"for_moderators": True}
    verbs.add("queue", queue_verb, form="queue [exchange]", does="see what waits for a moderator", **hang)
    for verb, does in (
        ("keep", "let a reported comment stand, or show a waiting one"),
        ("hide", "hide a comment until it is restored"),
        ("restore", "show a hidden comment again"),
        ("remove", "remove a comment for good"),
    ):
        flags = " --reason=rude" if verb in flow.WITH_REASON else ""
        verbs.add(verb, decision_verb(verb), form=f"{verb} exchange#412{flags}", does=does, **hang)
    verbs.add("mod", mod_verb, form="mod add @name | remove @name | list", does="see or change who moderates", **hang)


def _place(block_id: str, ref: CaseRef) -> tuple[str, list[CaseRef]]:
    """Return (scope, comments) of the page that a card stands on; of that card alone when it does not tell."""
    parts = block_id.split("|")
    if len(parts) == 4 and parts[0] == blocks.CURSOR and _SCOPE.fullmatch(parts[1]):  # noqa: PLR2004
        return parts[1], payloads.parse_refs(parts[2])
    return _ONE, [ref]


async def _redrawn(
    ctx: Context, actor: Actor, scope: str, refs: list[CaseRef], *, note: str, always: list[CaseRef]
) -> list[Block]:
    if scope == _ONE:
        lines = [context_block(f":information_source: {note}")] if note else []
        files = await flow.list_cases(ctx, actor, refs)
        return [*lines, *blocks.cards(files, scope=scope, always=always)]
    return blocks.queue(await flow.reload_page(ctx, actor, parse_exchange_id(scope), refs), note=note)


def _put(ctx: Context, body: dict[str, Any], shown: list[Block], text: str) -> None:
    """Show blocks in the place of what was clicked: the modal, or the message that only the moderator sees."""
    if (body.get("view") or {}).get("type") == "modal":
        update_modal(ctx, body, blocks.queue_modal(shown))
    else:
        ctx.outbox.replace_message(body["response_url"], text, shown)
