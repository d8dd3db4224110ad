"""The slash command: its listener, what a subcommand declares, and the role that each asks for."""

import inspect
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.context import Context
from bot.core.command_words import SubcommandNames
from bot.core.grammar import ParsedCommand, Syntax, parse
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.policy import Act, may
from bot.domain.roles import get_role, require
from bot.slack.blocks import Block, context_block, section
from bot.slack.deep_links import own_messages_link
from bot.slack.errors import error_text
from bot.slack.mrkdwn import echo
from bot.texts import Texts

_NO_EXCHANGE = {
    "exchange.unknown_name",
    "exchange.unknown_name_moderator",
    "exchanges.unknown",
    "exchanges.unknown_of_many",
    "rate.not_open",
}
_NO_ROLE = {"exchange.moderators_only", "exchange.owners_only"}
_OF_ONES_OWN = {"delete": "me", "remove": "me"}  # what participants are likely to mean


class Role(StrEnum):
    """Who may use a subcommand."""

    EVERYBODY = "everybody"
    MODERATOR = "moderator"
    OWNER = "owner"


class Group(StrEnum):
    """Subcommands that share a line of the moderators' overview: `guide.line.GROUP_line`."""

    RUN = "run"
    REACH = "reach"
    WATCH = "watch"
    THEMES = "themes"
    DECIDE = "decide"
    TAKE_PART = "take_part"
    YOURS = "yours"


@dataclass(frozen=True, slots=True)
class CommandReply:
    """What only the person who asked reads."""

    text: str
    blocks: list[Block] | None = None


Handler = Callable[..., Awaitable[CommandReply | None]]
"""Takes a CommandRequest, then by name what features provide (`Context.provided`)."""


@dataclass(frozen=True, slots=True)
class Subcommand:
    """One subcommand, declared once: grammar, roles, help and docs/commands.md are made from it.

    Its texts are `commands.NAME.form`, `.does` and `.example`, and `.note` with has_note.
    """

    syntax: Syntax
    handler: Handler
    role: Role = Role.EVERYBODY
    act: Act | None = None  # what it takes, where that is not what a moderator or an owner may do
    group: Group | None = None
    has_note: bool = False

    @property
    def name(self) -> str:
        """The English name."""
        return self.syntax.name

    @property
    def id(self) -> str:
        """The name as the catalogues write it."""
        return self.name.replace("-", "_")

    @property
    def needs(self) -> Act | None:
        """The act that it takes a role for, None where everybody may use it."""
        return self.act or {Role.MODERATOR: Act.RUN, Role.OWNER: Act.OWN}.get(self.role)

    def is_for(self, role: str | None) -> bool:
        """Say whether a role may use it; None is no role."""
        return self.needs is None or may(role, self.needs)

    def written(self, texts: Texts, command: str) -> str:
        """Return the command and the name in the reader's language: "/exchange cola"."""
        return f"{command} {self.syntax.name_in(texts.language)}"

    def form(self, texts: Texts, command: str) -> str:
        """Return how it is written: "/exchange cola [consulta]"."""
        return texts(f"commands.{self.id}.form", form=self.written(texts, command))

    def purpose(self, texts: Texts) -> str:
        """Return what it is for."""
        return texts(f"commands.{self.id}.does")

    def example(self, texts: Texts, command: str) -> str:
        """Return a whole command: "/exchange cola sro"."""
        return texts(f"commands.{self.id}.example", form=self.written(texts, command))


@dataclass(frozen=True, slots=True)
class CommandRequest:
    """A command as somebody wrote it. rest: everything behind the subcommand, untouched but for Slack's escapes."""

    ctx: Context
    actor: Actor
    subcommand: Subcommand
    rest: str
    channel_id: str
    response_url: str
    trigger_id: str
    command: str  # the name that the manifest gives it
    own_messages: str  # words that lead there

    @property
    def written(self) -> str:
        """The command and the subcommand in the person's language: "/exchange cola"."""
        return self.subcommand.written(self.actor.texts, self.command)

    def parse(self) -> ParsedCommand:
        """Return what is written behind the subcommand. Raises InputError."""
        return parse(self.subcommand.syntax, self.rest, self.actor.locale)


class Subcommands:
    """All subcommands, in the order in which help shows them."""

    def __init__(self, declared: Sequence[Subcommand]) -> None:
        self._known = {each.name: each for each in declared}
        self.names = SubcommandNames({each.name: each.syntax.other_names for each in declared})

    def get(self, name: str) -> Subcommand | None:
        """Return the subcommand of an English name."""
        return self._known.get(name)

    def allowed_to(self, role: str | None) -> list[Subcommand]:
        """Return what "owner", "moderator" or None may use."""
        return [each for each in self._known.values() if each.is_for(role)]

    def nearest(self, written: str, role: str | None, language: str) -> str:
        """Return the name, in the reader's language, of what a role may use and a word may mean; "" for none."""
        near = self.get(self.names.nearest(written, [each.name for each in self.allowed_to(role)], language))
        return near.syntax.name_in(language) if near else ""


async def run_command(
    ack: AsyncAck, command: dict[str, Any], actor: Actor, ctx: Context, subcommands: Subcommands
) -> None:
    """Answer a command, privately."""
    name, rest = subcommands.names.split(command.get("text") or "")
    subcommand = subcommands.get(name or "help")
    if subcommand is None:
        text = await _unknown_text(ctx, actor, subcommands, name, command["command"])
        await ack(text=text, blocks=[section(text)], response_type="ephemeral")
        return
    request = CommandRequest(
        ctx=ctx,
        actor=actor,
        subcommand=subcommand,
        rest=rest,
        channel_id=command["channel_id"],
        response_url=command["response_url"],
        trigger_id=command["trigger_id"],
        command=command["command"],
        own_messages=own_messages_link(command, actor.texts),
    )
    try:
        reply = await run(request)
    except UserError as error:
        reply = _explained(request, subcommands, error)
        if reply is None:
            raise
    if reply is None:
        await ack()
    else:
        await ack(text=reply.text, blocks=reply.blocks or [section(reply.text)], response_type="ephemeral")


async def run(request: CommandRequest) -> CommandReply | None:
    """Return the handler's reply. Raises UserError where the actor's role does not allow it."""
    ctx, subcommand = request.ctx, request.subcommand
    if subcommand.needs is not None:
        await require(ctx, request.actor, subcommand.needs)
    _, *wanted = inspect.signature(subcommand.handler).parameters
    return await subcommand.handler(request, **{name: ctx.provided[name] for name in wanted})


async def reply_later(request: CommandRequest, reply: Awaitable[CommandReply], *, failed: str) -> None:
    """Send the reply of a command that takes longer than Slack waits; `failed` is what an unexpected error says.

    Raises what the reply raises, after the sentence, but UserError.
    """
    try:
        found = await reply
    except UserError as error:
        found = CommandReply(error_text(request.actor.texts, error))
    except Exception:
        request.ctx.outbox.send_ephemeral(request.response_url, failed)
        raise
    request.ctx.outbox.send_ephemeral(request.response_url, found.text, found.blocks)


def _explained(request: CommandRequest, subcommands: Subcommands, error: UserError) -> CommandReply | None:
    """Return an error with what its sentence alone leaves open; None where that is nothing.

    A word that is no exchange may be anything: then how the subcommand is written. Who may not delete exchanges is
    likely to mean their own words.
    """
    texts, own = request.actor.texts, subcommands.get(_OF_ONES_OWN.get(request.subcommand.name, ""))
    if error.code in _NO_EXCHANGE:
        form, example = (each(texts, request.command) for each in (request.subcommand.form, request.subcommand.example))
        more = texts("commands.written_like", form=form, example=example)
    elif error.code in _NO_ROLE and own is not None:
        more = texts("commands.of_ones_own", form=own.written(texts, request.command))
    else:
        return None
    text = error_text(texts, error)
    return CommandReply(text, [section(text), context_block(more)])


async def _unknown_text(ctx: Context, actor: Actor, subcommands: Subcommands, written: str, command: str) -> str:
    """Return what an unknown subcommand is answered with: the nearest that this person may use, and where help is."""
    texts = actor.texts
    near = subcommands.nearest(written, await get_role(ctx, actor), texts.language)
    if near and subcommands.names.find(near) != "help":  # which both sentences name
        return texts("commands.unknown_near", written=echo(written), command=command, near=near)
    return texts("commands.unknown", written=echo(written), command=command)


def register(app: AsyncApp, ctx: Context, declared: Sequence[Subcommand]) -> None:
    """Register the slash command, whatever the manifest calls it."""
    ctx.provided["subcommands"] = Subcommands(declared)
    app.command(re.compile(r"^/"))(run_command)
