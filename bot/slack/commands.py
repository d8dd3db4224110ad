"""The slash command: one listener, and the subcommands that features register."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Context
from bot.core.command_words import nearest
from bot.core.grammar import split_subcommand
from bot.domain.actor import Actor
from bot.domain.roles import require_moderator
from bot.slack.blocks import Block, section
from bot.slack.deep_links import own_messages_link
from bot.slack.middleware import get_actor
from bot.slack.mrkdwn import echo
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class CommandRequest:
    """A command as somebody wrote it. rest: everything behind the subcommand, untouched but for Slack's escapes."""

    ctx: Context
    actor: Actor
    rest: str
    channel_id: str
    response_url: str
    trigger_id: str
    command: str  # the name that the manifest gives it
    own_messages: str  # words that lead there


@dataclass(frozen=True, slots=True)
class CommandReply:
    """What only the person who asked reads."""

    text: str
    blocks: list[Block] | None = None


Handler = Callable[[CommandRequest], Awaitable[CommandReply | None]]


@dataclass(frozen=True, slots=True)
class Subcommand:
    """One subcommand: its handler, how it is written, what it does, and whether only moderators may."""

    name: str
    handler: Handler
    form: str
    does: str  # "" where the catalogue says it
    for_moderators: bool

    def purpose(self, texts: Texts) -> str:
        """Return what it is for."""
        return self.does or texts(f"commands.{self.name.replace('-', '_')}.does")


class Subcommands:
    """The subcommands, in the order in which help shows them."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._known: dict[str, Subcommand] = {}

    def add(self, name: str, handler: Handler, *, form: str, does: str = "", for_moderators: bool = False) -> None:
        """Register a subcommand. form: what is written behind the command's name."""
        if name in self._known:
            msg = f"two features register the subcommand {name}"
            raise ValueError(msg)
        self._known[name] = Subcommand(name, handler, form, does, for_moderators)

    @property
    def all(self) -> list[Subcommand]:
        """Every subcommand."""
        return list(self._known.values())

    async def answer(self, asked: CommandRequest, name: str) -> CommandReply | None:
        """Run a subcommand; an unknown one gets help and the nearest."""
        subcommand = self._known.get(name)
        if subcommand is None:
            text = self._unknown_text(asked, name)
            return CommandReply(text, [section(text)])
        if subcommand.for_moderators:
            await require_moderator(self._ctx, asked.actor)
        return await subcommand.handler(asked)

    def _unknown_text(self, asked: CommandRequest, name: str) -> str:
        near, texts, written = nearest(name, self._known), asked.actor.texts, echo(name)
        if near:
            return texts("commands.unknown_near", written=written, command=asked.command, near=near)
        return texts("commands.unknown", written=written, command=asked.command)


def register(app: AsyncApp, ctx: Context) -> Subcommands:
    """Register the slash command, whatever the manifest calls it."""
    subcommands = Subcommands(ctx)

    async def commanded(ack: AsyncAck, command: dict[str, Any], context: AsyncBoltContext) -> None:
        """Answer a command, privately."""
        name, rest = split_subcommand(command.get("text") or "")
        asked = CommandRequest(
            ctx=ctx,
            actor=get_actor(context),
            rest=rest,
            channel_id=command["channel_id"],
            response_url=command["response_url"],
            trigger_id=command["trigger_id"],
            command=command["command"],
            own_messages=own_messages_link(command, get_actor(context).texts),
        )
        answer = await subcommands.answer(asked, name or "help")
        if answer is None:
            await ack()
        else:
            await ack(text=answer.text, blocks=answer.blocks or [section(answer.text)], response_type="ephemeral")

    app.command(re.compile(r"^/"))(commanded)
    return subcommands
