"""Slack's doors into hosting: the verbs of moderators, their cards, the announcement's menu, the invitation."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Kit
from bot.domain.access import OutsideError
from bot.domain.exchanges import known, not_open, read_id
from bot.domain.resolve import visible
from bot.domain.roles import need_moderator, role_of, who_may
from bot.exchanges import actions, blocks, blocks_status, flow, guide, listeners_form, reply_target, resolve
from bot.exchanges.actions import Card, Tell
from bot.exchanges.parse_draft import moment
from bot.slack import action_ids
from bot.slack.blocks import section
from bot.slack.commands import Answer, Asked, Verbs
from bot.slack.errors import KindError
from bot.slack.modals import open_view
from bot.slack.speaker import Speaker, speaker_of
from storage import tenants

_COMMAND = "/exchange"  # where a click does not tell how the manifest names it
_WHAT = "run exchanges"


def register(app: AsyncApp, kit: Kit, verbs: Verbs) -> None:
    """Hang this room's listeners on the app."""
    listeners_form.register(app, kit, verbs)

    def verb_of(verb: str) -> Callable[[Asked], Awaitable[Answer]]:
        async def asked_for(asked: Asked) -> Answer:
            """Do it to the exchange that is meant; where that is not clear, let the person choose."""
            order = resolve.read(verb, asked)
            found = await resolve.meant(kit, asked, verb, order.ref)
            if len(found) == 1:
                card = await actions.act(
                    kit,
                    asked.speaker,
                    verb,
                    found[0].exchange_id,
                    order.text,
                    command=asked.command,
                    tell=whisper(asked.response_url),
                )
                return Answer(*card)
            if verb == "status":
                return Answer(*blocks_status.overview(found, asked.command))
            return Answer(*blocks_status.picker(found, verb, order.text[:100]))

        return asked_for

    async def help_verb(asked: Asked) -> Answer:
        """`/exchange help [verb]`."""
        is_moderator = await role_of(kit, asked.speaker) is not None
        name = asked.rest.strip().lower()
        if name:
            there = {verb.name: verb for verb in verbs.all}
            return Answer(*guide.one(there, name, asked.command, is_moderator=is_moderator))
        return Answer(*guide.overview(verbs.all, asked.command, is_moderator=is_moderator))

    def later_verb(verb: str) -> Callable[[Asked], Awaitable[Answer]]:
        async def asked_for(asked: Asked) -> Answer:
            return Answer(guide.later_line(verb, asked.command))

        return asked_for

    async def moderator_pressed(body: dict[str, Any], context: AsyncBoltContext) -> tuple[Speaker, int]:
        """Return who pressed and the exchange of the button. Raises KindError for who is no moderator."""
        speaker = speaker_of(context)
        await need_moderator(kit, speaker, _WHAT)
        return speaker, read_id(body["actions"][0].get("value"))

    async def picked(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Do what was asked to the exchange that was chosen."""
        speaker = speaker_of(context)
        await need_moderator(kit, speaker, _WHAT)
        action = body["actions"][0]
        _, verb, text = [*str(action["block_id"]).split("|", 2), "", ""][:3]
        if verb not in resolve.STATES:
            raise KindError("I cannot read this menu any more. Please write the command again.")
        exchange_id = read_id((action.get("selected_option") or {}).get("value"))
        card = await actions.act(kit, speaker, verb, exchange_id, text, command=_COMMAND, tell=back_to(body))
        await shown(ack, body, card)

    async def open_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open a draft."""
        speaker, exchange_id = await moderator_pressed(body, context)
        await shown(ack, body, await actions.opened(kit, speaker, exchange_id, tell=back_to(body)))

    async def delete_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Delete a draft."""
        speaker, exchange_id = await moderator_pressed(body, context)
        gone = await flow.delete_draft(kit, speaker, exchange_id)
        await shown(ack, body, actions.line(f":wastebasket: The draft `{gone.slug}` is deleted."))

    async def close_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Close an exchange."""
        speaker, exchange_id = await moderator_pressed(body, context)
        await shown(ack, body, await actions.close(kit, speaker, exchange_id, tell=back_to(body)))

    async def reopen_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open a closed exchange again."""
        speaker, exchange_id = await moderator_pressed(body, context)
        await shown(ack, body, await actions.reopen(kit, speaker, exchange_id, tell=back_to(body)))

    async def earlier_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Bring the close date forward, as was asked and confirmed."""
        speaker = speaker_of(context)
        await need_moderator(kit, speaker, _WHAT)
        exchange_id, _, dates = str(body["actions"][0].get("value") or "").partition("|")
        closes_at, _, was = dates.partition("|")
        new, old = moment(read_id(closes_at)), read_id(was)
        if new is None:
            raise KindError("I cannot read that button. Please write the command again.")
        card = await actions.closes_earlier(kit, speaker, read_id(exchange_id), new, old)
        await shown(ack, body, card)

    async def as_it_was_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Leave the close date."""
        await need_moderator(kit, speaker_of(context), _WHAT)
        await shown(ack, body, actions.line("Nothing was changed."))

    async def status_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Show how an exchange stands."""
        speaker, exchange_id = await moderator_pressed(body, context)
        await shown(ack, body, await actions.status(kit, speaker, exchange_id, _COMMAND))

    async def alike_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Leave accounts that rate alike out of the scores, or count them again."""
        speaker = speaker_of(context)
        await need_moderator(kit, speaker, "leave accounts out")
        exchange_id, _, is_out = str(body["actions"][0].get("value") or "").partition("|")
        if is_out not in {"0", "1"}:
            raise KindError("I cannot read that button. Please write the command again.")
        await flow.leave_alike_out(kit, speaker, read_id(exchange_id), is_out=is_out == "1")
        await shown(ack, body, await actions.status(kit, speaker, read_id(exchange_id), _COMMAND))

    async def more_chosen(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open what was chosen behind the announcement's menu."""
        what, _, value = ((body["actions"][0].get("selected_option") or {}).get("value") or "").partition("|")
        if what != blocks.ABOUT:
            raise KindError("I cannot read this menu. Please use the newest announcement.")
        await about(ack, body, context, value)

    async def about_pressed(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Open about and privacy of an exchange."""
        await about(ack, body, context, body["actions"][0].get("value"))

    async def about(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext, value: str | None) -> None:
        speaker = speaker_of(context)
        async with kit.storage.read() as db:
            exchange = await known(db, speaker.tenant_id, read_id(value))
        if exchange.state == "draft" and await role_of(kit, speaker) is None:
            raise KindError(not_open(exchange))
        if not await visible(kit, speaker, [exchange]):
            raise OutsideError
        moderators = await who_may(kit, speaker.tenant_id)
        await open_view(kit, body, blocks.about_modal(exchange, moderators, _COMMAND))
        await ack()

    async def not_for_me(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
        """Send this person nothing any more that they did not ask for."""
        speaker = speaker_of(context)
        here = (speaker.tenant_id, speaker.slack_user_id)
        await kit.storage.transact(lambda db: tenants.keep_person(db, *here, is_quiet=True))
        await ack()
        kit.changes.tell(speaker)
        text = "Understood: no more invitations. My Home tab has the switch, should you change your mind."
        kit.cards.replace_later(body["response_url"], text, [section(text)])

    async def shown(ack: AsyncAck, body: dict[str, Any], card: Card) -> None:
        await reply_target.show(kit, body, *card)
        await ack()

    def whisper(response_url: str) -> Tell:
        return lambda text: kit.cards.whisper_later(response_url, text)

    def back_to(body: dict[str, Any]) -> Tell:
        """Return how to tell who clicked what comes later."""
        url, slack_user_id = body.get("response_url"), body["user"]["id"]
        return lambda text: kit.cards.whisper_later(url, text) if url else kit.cards.say_later(slack_user_id, text)

    app.action(blocks_status.PICK)(picked)
    app.action(blocks.OPEN)(open_pressed)
    app.action(blocks.DELETE)(delete_pressed)
    app.action(blocks_status.CLOSE)(close_pressed)
    app.action(blocks_status.REOPEN)(reopen_pressed)
    app.action(blocks_status.EARLIER)(earlier_pressed)
    app.action(blocks_status.AS_IT_WAS)(as_it_was_pressed)
    app.action(blocks_status.ALIKE)(alike_pressed)
    app.action(action_ids.HOST_STATUS)(status_pressed)
    app.action(blocks.MORE)(more_chosen)
    app.action(action_ids.HOST_ABOUT)(about_pressed)
    app.action(blocks.NOT_FOR_ME)(not_for_me)
    for verb, form, does in (
        ("open", "open [exchange] [time]", "open a draft, now or at a time"),
        ("close", "close [exchange] [time]", "close an exchange, now or at a time"),
        ("reopen", "reopen [exchange] [time]", "let a closed exchange go on"),
        ("extend", "extend [exchange] time", "set another close date"),
        ("status", "status [exchange]", "see counts, coverage, groups and dates"),
    ):
        verbs.add(verb, verb_of(verb), form=form, does=does, for_moderators=True)
    verbs.add("help", help_verb, form="help [verb]", does="see what I understand, and examples")
    for verb, does in guide.LATER.items():
        verbs.add(verb, later_verb(verb), form=verb, does=does, for_moderators=True)
