"""The slash command in Mattermost: a few subcommands, by the names, roles and grammar that they have in Slack."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from bot.core.errors import InputError
from bot.core.grammar import parse, split_named
from bot.digest import flow as digests
from bot.domain.access import require_postable
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import list_accepting_comments, list_open
from bot.domain.resolve import find_named_open, resolve_exchange
from bot.domain.roles import get_role, require
from bot.exchanges import flow as exchanges
from bot.exchanges.actions import get_writer
from bot.exchanges.parse_draft import from_line
from bot.exchanges.subcommands import NEW
from bot.mattermost import cards
from bot.mattermost.acts import offer, open_form, rating_post
from bot.mattermost.platform import Platform
from bot.rate import flow as rating
from bot.share import blocks
from bot.share import flow as sharing
from bot.share.details import find_details
from bot.slack import action_ids
from bot.slack.blocks import escape, when
from bot.slack.commands import Subcommands
from bot.slack.mrkdwn import echo, tidy
from bot.subcommands import SUBCOMMANDS
from storage.exchanges import Exchange

_KNOWN = Subcommands(SUBCOMMANDS)


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
    """Do what is written; return what only its writer reads, in Slack's markup or as a sentence of an error; "" for nothing."""
    name, rest = _KNOWN.names.split(command.rest)
    subcommand = _KNOWN.get(name or "help")
    handler = _HANDLERS.get(subcommand.name) if subcommand else None
    texts = command.actor.texts
    if subcommand is None or handler is None:
        return texts("mattermost.unknown", written=echo(name), command=command.name)
    if subcommand.needs is not None:
        await require(command.platform.ctx, command.actor, subcommand.needs)
    return await handler(replace(command, rest=rest))


async def answer(command: Command) -> str:
    """Return what a command is answered with, as Markdown."""
    try:
        return await command.platform.sentence(await run(command))
    except InputError as error:
        return await command.platform.error(command.actor, error)


async def _help(command: Command) -> str:
    texts, role = command.actor.texts, await get_role(command.platform.ctx, command.actor)
    lines = [texts("mattermost.help_share", command=command.name), texts("mattermost.help_rate", command=command.name)]
    if NEW.is_for(role):
        lines += [
            texts("mattermost.help_new", command=command.name),
            texts("mattermost.help_digest", command=command.name),
            texts("mattermost.help_close", command=command.name),
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
    platform.write_later(actor, await platform.card(actor, blocks.shared_card(texts, exchange, comment, person)))
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
    writer = await get_writer(ctx, actor, here=command.channel_id)
    draft, _ = from_line(parsed, writer, command=command.name)
    exchange = await exchanges.save_draft(ctx, actor, replace(draft, channel_id=command.channel_id))
    question, texts = escape(exchange.question), actor.texts
    if draft.opens_at is not None:
        return texts("exchanges.opens_later", question=question, at=when(draft.opens_at))
    exchange = await exchanges.open_now(ctx, actor, exchange.exchange_id)
    ctx.wake()  # its announcement is due
    channels = [f"<#{each}>" for each in exchange.channels]
    return texts("mattermost.opened", question=question, channels=channels, name=exchange.slug)


async def _close(command: Command) -> str:
    exchange = await _resolve(command)
    await exchanges.close(command.platform.ctx, command.actor, exchange.exchange_id)
    command.platform.ctx.wake()  # its closing digest is due
    return command.actor.texts("exchanges.closed", question=escape(exchange.question))


async def _digest(command: Command) -> str:
    """Order a digest for the channels of an exchange now."""
    ctx, exchange = command.platform.ctx, await _resolve(command)
    for channel_id in exchange.channels:
        await require_postable(ctx, exchange, channel_id)
        await digests.request_now(ctx, exchange, channel_id)
    channels = " ".join(f"<#{each}>" for each in exchange.channels)
    return command.actor.texts("digest.on_its_way.channel", question=escape(exchange.question), channel=channels)


async def _resolve(command: Command) -> Exchange:
    slug = command.rest.strip().removeprefix("#")
    return await resolve_exchange(command.platform.ctx, command.actor, slug, command.channel_id, command=command.name)


_HANDLERS: Mapping[str, Callable[[Command], Awaitable[str]]] = {
    "help": _help,
    "share": _share,
    "rate": _rate,
    "new": _new,
    "close": _close,
    "digest": _digest,
}
