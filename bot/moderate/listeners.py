"""Slack's doors into moderating: the queue, its buttons, the verbs of a decision, and `mod`."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Kit
from bot.domain.exchanges import read_id
from bot.domain.roles import need_moderator
from bot.moderate import blocks, flow, payloads, roles
from bot.moderate import resolve as words
from bot.moderate.flow import Ref
from bot.slack import action_ids
from bot.slack.blocks import Block, section, small
from bot.slack.commands import Answer, Asked, Verbs
from bot.slack.errors import KindError
from bot.slack.modals import change_view_later, open_view
from bot.slack.speaker import Speaker, speaker_of

_WHAT = "decide about comments"
_ONE = "one"  # the scope of a card that was asked for by number
_SCOPE = re.compile(rf"{_ONE}|[0-9]{{1,16}}")


def register(app: AsyncApp, kit: Kit, verbs: Verbs) -> None:
    """Hang this room's listeners on the app."""

    async def act_chosen(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Keep the decision, then show the card again in its place."""
        speaker = speaker_of(context)
        await need_moderator(kit, speaker, _WHAT)
        action = body["actions"][0]
        raw = (action.get("selected_option") or {}).get("value") or action.get("value") or ""
        reason, _, here = raw.rpartition("|")
        seen = payloads.read_seen(here)
        scope, refs = _place(action["block_id"], seen.ref)
        note = ""
        always: list[Ref] = []
        try:
            await flow.decide(kit, speaker, seen.ref, action["action_id"].rpartition(".")[2], reason, seen=seen)
        except flow.ChangedError as changed:
            note = changed.sentence
            always = [seen.ref] if scope == _ONE else []
        shown = await _redrawn(kit, speaker, scope, refs, note=note, always=always)
        await ack()
        _put(kit, body, shown, "Moderation")
        kit.changes.tell(speaker)  # how much waits stands in Home

    async def more_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Turn to the next page, or to the first again."""
        speaker = speaker_of(context)
        await need_moderator(kit, speaker, _WHAT)
        scope, _, cursor = (body["actions"][0].get("value") or "").partition("|")
        page = await flow.page(kit, speaker, read_id(scope), payloads.read_place(cursor) if cursor else None)
        await ack()
        _put(kit, body, blocks.queue(page), blocks.queue_text(page.total))

    async def queue_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open the queue from Home."""
        speaker = speaker_of(context)
        await need_moderator(kit, speaker, "open the queue")
        page = await flow.page(kit, speaker, read_id(body["actions"][0].get("value")))
        await open_view(kit, body, blocks.queue_modal(blocks.queue(page)))
        await ack()

    async def queue_verb(asked: Asked) -> Answer:
        """`/exchange queue [exchange]`."""
        scope = await words.queue_meant(kit, asked)
        page = await flow.page(kit, asked.speaker, scope.exchange_id if scope else 0)
        return Answer(blocks.queue_text(page.total), blocks.queue(page))

    def decision_verb(verb: str) -> Callable[[Asked], Awaitable[Answer]]:
        async def decided(asked: Asked) -> Answer:
            read = words.order(asked, verb)
            slug, number = words.number_of(asked, read)
            reason = words.reason_of(read)
            ref = await words.comment_meant(kit, asked, slug, number)
            if verb == "remove" or (verb in flow.WITH_REASON and not reason):
                return await card_of(asked.speaker, ref, verb, reason)
            file = await flow.decide(kit, asked.speaker, ref, verb, reason)
            line = blocks.decided(file)
            return Answer(line, [section(line)])

        return decided

    async def card_of(speaker: Speaker, ref: Ref, verb: str, reason: str) -> Answer:
        """Ask what is still missing: the reason, or whether a removal is meant."""
        file = (await flow.files(kit, speaker, [ref]))[0]
        refusal = flow.refused(file.case, verb)
        if refusal:
            raise KindError(refusal)
        text = f"Why remove #{ref.number}?" if verb == "remove" else f"Why hide #{ref.number}?"
        if reason:
            text = f"Remove #{ref.number}? This is final."
        shown = blocks.cards([file], scope=_ONE, always=[ref], reason=reason)
        return Answer(text, [section(f"*{text}*"), *shown])

    async def mod_verb(asked: Asked) -> Answer:
        """`/exchange mod add @name [--owner] | remove @name | list [--owner]`."""
        read = words.order(asked, "mod")
        verb, *names = read.args or ("list",)
        with_owner = "owner" in read.flags
        form = f"{asked.command} mod {verb}"
        if verb == "list":
            text = await roles.listed(kit, asked.speaker, owners_only=with_owner)
        elif verb == "add":
            text = await roles.add(kit, asked.speaker, roles.read_people(names, form), as_owner=with_owner)
        elif verb == "remove":
            text = await roles.remove(kit, asked.speaker, roles.read_people(names, form))
        else:
            form = f"{asked.command} mod"
            text = f"I understand `{form} add @name`, `{form} remove @name` and `{form} list`."
        return Answer(text, [section(text)])

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


def _place(block_id: str, ref: Ref) -> tuple[str, list[Ref]]:
    """Return (scope, comments) of the page that a card stands on; of that card alone when it does not tell."""
    parts = block_id.split("|")
    if len(parts) == 4 and parts[0] == blocks.PLACE and _SCOPE.fullmatch(parts[1]):  # noqa: PLR2004
        return parts[1], payloads.read_refs(parts[2])
    return _ONE, [ref]


async def _redrawn(
    kit: Kit, speaker: Speaker, scope: str, refs: list[Ref], *, note: str, always: list[Ref]
) -> list[Block]:
    if scope == _ONE:
        lines = [small(f":information_source: {note}")] if note else []
        files = await flow.files(kit, speaker, refs)
        return [*lines, *blocks.cards(files, scope=scope, always=always)]
    return blocks.queue(await flow.same_page(kit, speaker, read_id(scope), refs), note=note)


def _put(kit: Kit, body: dict[str, Any], shown: list[Block], text: str) -> None:
    """Show blocks in the place of what was clicked: the modal, or the message that only the moderator sees."""
    if (body.get("view") or {}).get("type") == "modal":
        change_view_later(kit, body, blocks.queue_modal(shown))
    else:
        kit.cards.replace_later(body["response_url"], text, shown)
