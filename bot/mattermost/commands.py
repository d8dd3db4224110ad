"""The slash command in Mattermost: a few subcommands, by the names, roles and grammar that they have in Slack."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from bot.core.command_words import action_in
from bot.core.errors import InputError
from bot.core.grammar import parse, split_named
from bot.digest import flow as digests
from bot.domain.access import require_postable
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import list_accepting_comments, list_open
from bot.domain.resolve import find_named_open, resolve_exchange
from bot.domain.roles import get_role, require, require_owner
from bot.exchanges import flow as exchanges
from bot.exchanges.actions import get_writer
from bot.exchanges.parse_draft import from_line
from bot.exchanges.settings.declared import FLAGS
from bot.exchanges.subcommands import NEW
from bot.mattermost import cards
from bot.mattermost.acts import offer, open_form, rating_post
from bot.mattermost.api import API_ERRORS, ApiError
from bot.mattermost.markdown import texts_in
from bot.mattermost.platform import Platform
from bot.moderate import roles
from bot.moderate.subcommands import MOD
from bot.rate import flow as rating
from bot.share import blocks
from bot.share import flow as sharing
from bot.share.details import find_details
from bot.slack import action_ids
from bot.slack.blocks import escape, when
from bot.slack.commands import CommandRequest, Subcommand, Subcommands
from bot.slack.commands import run as run_shared
from bot.slack.mrkdwn import echo, tidy
from bot.subcommands import SUBCOMMANDS
from storage.enums import ExchangeState
from storage.exchanges import Exchange

_KNOWN = Subcommands(SUBCOMMANDS)
_IN_WORDS = frozenset(("queue", "keep", "hide", "restore", "status", "pause", "resume", "extend"))
"""Subcommands that need no button: their handlers are Slack's own."""

_SAFETY = frozenset(("safety", "safety-channel"))
_NOT_HERE = _SAFETY | {"template", "groups", "ask-to-quote", "channel", "from-csv"}
"""Flags of `new` for what there is not in Mattermost."""
_DIRECT = frozenset("DG")  # types of channels: of two people, of a few
_GONE, _NOT_SEEN = 404, {403, 404}

_NAME = re.compile(r"[a-z0-9._-]{1,64}", re.ASCII)  # of an account
_MAX_PEOPLE = 10  # in one command


@dataclass(frozen=True, slots=True)
class Command:
    """A command as somebody wrote it. name: as it is set up in Mattermost, "/exchange"; rest: behind the subcommand."""

    platform: Platform
    actor: Actor
    name: str
    rest: str
    channel_id: str
    trigger_id: str


async def run(command: Command) -> str:
    """Do what is written; return what only its writer reads, as Markdown, "" for nothing. Raises InputError."""
    name, rest = _KNOWN.names.split(command.rest)
    subcommand, platform = _KNOWN.get(name or "help"), command.platform
    if subcommand is not None and subcommand.name in _IN_WORDS:
        return await _in_words(replace(command, rest=rest), subcommand)
    handler = _HANDLERS.get(subcommand.name) if subcommand else None
    if subcommand is None or handler is None:
        unknown = command.actor.texts("mattermost.unknown", written=echo(name), command=command.name)
        return await platform.sentence(unknown)
    if subcommand.needs is not None:
        await require(platform.ctx, command.actor, subcommand.needs)
    return await platform.sentence(await handler(replace(command, rest=rest)))


async def answer(command: Command) -> str:
    """Return what a command is answered with, as Markdown."""
    try:
        return await run(command)
    except InputError as error:
        return await command.platform.error(command.actor, error)


async def _in_words(command: Command, subcommand: Subcommand) -> str:
    """Do a subcommand of the moderators as in Slack, and return its reply without what can be pressed on it."""
    platform, texts = command.platform, command.actor.texts
    request = CommandRequest(
        ctx=platform.ctx,
        actor=command.actor,
        subcommand=subcommand,
        rest=command.rest,
        channel_id=command.channel_id,
        response_url="",
        trigger_id=command.trigger_id,
        command=command.name,
        own_messages=texts("common.own_messages"),
    )
    reply = await run_shared(request)
    return await platform.message(reply.text, reply.blocks or []) if reply else ""


async def _help(command: Command) -> str:
    texts, role = command.actor.texts, await get_role(command.platform.ctx, command.actor)
    lines = [texts("mattermost.help_share", command=command.name), texts("mattermost.help_rate", command=command.name)]
    if NEW.is_for(role):
        lines += [
            texts("mattermost.help_new", command=command.name),
            texts("mattermost.help_digest", command=command.name),
            texts("mattermost.help_end", command=command.name),
            texts("mattermost.help_queue", command=command.name),
            texts("mattermost.help_mod", command=command.name),
        ]
    return "\n".join([texts("mattermost.help"), *lines])


async def _share(command: Command) -> str:
    """Share words, or open the form where there are none; where it is not clear in what exchange, ask."""
    platform, actor, ctx = command.platform, command.actor, command.platform.ctx
    slug, text = split_named(tidy(command.rest))
    named = await find_named_open(ctx, actor, slug) if slug else None
    if slug and named is None:
        text = tidy(command.rest)
    choices = [named] if named else await list_accepting_comments(ctx, actor, command.channel_id)
    if not choices:
        return actor.texts("share.nothing_open")
    only = choices[0] if len(choices) == 1 else None
    if only is not None and not text:
        await open_form(platform, actor, only.exchange_id, command.trigger_id)
        return ""
    source = f"command:{command.trigger_id}"
    if only is None or await find_details(ctx, actor, text):
        post = await offer(platform, actor, text, source, only) if text else _which(command, choices, to_share=True)
        await platform.write(actor, post)
        return actor.texts("share.which_asked_message", place=actor.texts("common.own_messages"))
    exchange, comment, person = await sharing.share(
        ctx, actor, only.exchange_id, text=text, source=sharing.parse_source(source)
    )
    texts = actor.texts_about(exchange)
    card = blocks.shared_card(texts, exchange, comment, person)
    try:
        await platform.write(actor, await platform.card(actor, card))
    except API_ERRORS:  # who can help must not be lost
        return "\n".join(
            [blocks.shared_line(texts, comment), *texts_in(blocks.help_where_due(texts, exchange, comment))]
        )
    return blocks.shared_line(texts, comment)


async def _rate(command: Command) -> str:
    """Put a card into the person's conversation with the bot."""
    platform, actor, ctx = command.platform, command.actor, command.platform.ctx
    slug = command.rest.strip().removeprefix("#")
    named = await find_named_open(ctx, actor, slug.lower()) if slug else None
    if slug and named is None:  # never another one than was named
        raise UserError("rate.not_open", name=echo(slug))
    choices = [named] if named else await list_open(ctx, actor, command.channel_id)
    if not choices:
        return actor.texts("rate.none_open")
    if len(choices) > 1:
        post = _which(command, choices, to_share=False)
    else:
        view = await rating.start(ctx, actor, choices[0].exchange_id)
        post = rating_post(platform, actor, view)
    await platform.write(actor, post)
    return actor.texts("rate.waits", link=actor.texts("common.own_messages"))


def _which(command: Command, choices: list[Exchange], *, to_share: bool) -> dict[str, object]:
    action_id = action_ids.SHARE_OPEN if to_share else action_ids.RATE_START
    question = command.actor.texts("share.which_question" if to_share else "rate.which")
    posts, user_id = command.platform.posts, command.actor.slack_user_id
    return cards.choice_card(posts, choices, user_id, action_id=action_id, lines=[question])


async def _new(command: Command) -> str:
    """Open an exchange in this channel, now or at the time that is written."""
    actor, ctx = command.actor, command.platform.ctx
    parsed = parse(NEW.syntax, command.rest, actor.locale)
    _refuse_flags(command, parsed.flags)
    await _require_channel(command)
    writer = await get_writer(ctx, actor, here=command.channel_id)
    draft, _ = from_line(parsed, writer, command=command.name)
    draft = replace(draft, channel_id=command.channel_id, sends_reminders=False)  # none are sent here
    exchange = await exchanges.save_draft(ctx, actor, draft)
    question, texts = escape(exchange.question), actor.texts
    if draft.opens_at is not None:
        return texts("exchanges.opens_later", question=question, at=when(draft.opens_at))
    try:
        exchange = await exchanges.open_now(ctx, actor, exchange.exchange_id)
    except InputError:  # nobody asked for a draft
        await exchanges.delete_draft(ctx, actor, exchange.exchange_id)
        raise
    ctx.wake()  # its announcement is due
    channels = [f"<#{each}>" for each in exchange.channels]
    return texts("mattermost.opened", question=question, channels=channels, name=exchange.slug)


def _refuse_flags(command: Command, flags: Mapping[str, str]) -> None:
    """Raise UserError for what would do nothing here."""
    locale = command.actor.locale
    written = ", ".join(f"`--{each.name_in(locale)}`" for each in FLAGS if each.name in _NOT_HERE & flags.keys())
    if not _SAFETY.isdisjoint(flags):
        raise UserError("mattermost.safety_flags", flags=written, command=command.name)
    if written:
        raise UserError("mattermost.flags", flags=written)


async def _require_channel(command: Command) -> None:
    """Raise UserError in a direct or group message: the people in it would be all that take part."""
    try:
        found = await command.platform.api.get(f"/channels/{command.channel_id}")
    except ApiError as error:
        if error.status not in _NOT_SEEN:
            raise
        return  # that the bot is not in it is refused where it is to post
    if found.get("type") in _DIRECT:
        raise UserError("mattermost.in_channel", command=command.name)


async def _delete(command: Command) -> str:
    """Delete a draft; what people took part in is not deleted from here."""
    exchange = await _resolve(command)
    if exchange.state != ExchangeState.DRAFT:
        raise UserError("mattermost.drafts_only", name=exchange.slug)
    deleted = await exchanges.delete_draft(command.platform.ctx, command.actor, exchange.exchange_id)
    return command.actor.texts("exchanges.draft_deleted", name=deleted.slug)


async def _close(command: Command) -> str:
    exchange = await _resolve_here(command)
    await exchanges.close(command.platform.ctx, command.actor, exchange.exchange_id)
    command.platform.ctx.wake()  # its closing digest is due
    return command.actor.texts("exchanges.closed", question=escape(exchange.question))


async def _digest(command: Command) -> str:
    """Order a digest for the channels of an exchange now."""
    ctx, exchange = command.platform.ctx, await _resolve_here(command)
    for channel_id in exchange.channels:
        await require_postable(ctx, exchange, channel_id)
        await digests.request_now(ctx, exchange, channel_id)
    channels = " ".join(f"<#{each}>" for each in exchange.channels)
    return command.actor.texts("digest.on_its_way.channel", question=escape(exchange.question), channel=channels)


async def _mod(command: Command) -> str:
    """Make people moderators, or no longer, by the names of their accounts; or list who moderates."""
    ctx, actor, texts = command.platform.ctx, command.actor, command.actor.texts
    action, *written = parse(MOD.syntax, command.rest, actor.locale).args or ("list",)
    if action == "list":
        lines = await roles.list_moderators(ctx, actor, owners_only=False)
    else:
        await require_owner(ctx, actor)  # before anybody is looked up
        people = [await _find_person(command, each) for each in written[:_MAX_PEOPLE]]
        if not people or action not in {"add", "remove"}:
            raise UserError(
                "moderate.mod_whom", form=f"{MOD.written(texts, command.name)} {action_in(actor.locale, action)}"
            )
        is_new = action == "add"
        done = await (roles.add(ctx, actor, people, as_owner=False) if is_new else roles.remove(ctx, actor, people))
        lines = list(done.lines)
    return "\n".join(texts.show(line) for line in lines)


async def _find_person(command: Command, name: str) -> str:
    """Return the id of an account. Raises UserError where there is none of that name."""
    name = name.removeprefix("@").strip(",").lower()
    if not _NAME.fullmatch(name):
        raise UserError("mattermost.nobody", name=echo(name))
    try:
        return str((await command.platform.api.get(f"/users/username/{name}"))["id"])
    except ApiError as error:
        if error.status != _GONE:
            raise
        raise UserError("mattermost.nobody", name=echo(name)) from error


async def _resolve(command: Command) -> Exchange:
    slug = command.rest.strip().removeprefix("#")
    return await resolve_exchange(command.platform.ctx, command.actor, slug, command.channel_id, command=command.name)


async def _resolve_here(command: Command) -> Exchange:
    """Return the exchange that is named, or that of this channel: never one that the writer may not think of."""
    exchange = await _resolve(command)
    if not command.rest.strip() and command.channel_id not in exchange.channels:
        raise UserError("mattermost.name_it", name=exchange.slug)
    return exchange


_HANDLERS: Mapping[str, Callable[[Command], Awaitable[str]]] = {
    "help": _help,
    "share": _share,
    "rate": _rate,
    "new": _new,
    "close": _close,
    "delete": _delete,
    "digest": _digest,
    "mod": _mod,
}
