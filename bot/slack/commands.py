"""The slash command: one listener, and the verbs that rooms hang on it."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.context import Kit
from bot.core.grammar import split_verb
from bot.domain.roles import need_moderator
from bot.slack.blocks import Block, section
from bot.slack.deep_links import OWN_MESSAGES, own_messages
from bot.slack.mrkdwn import echo
from bot.slack.speaker import Speaker, speaker_of


@dataclass(frozen=True, slots=True)
class Asked:
    """A command as somebody wrote it. rest: everything behind the verb, untouched but for Slack's escapes."""

    speaker: Speaker
    rest: str
    channel_id: str
    response_url: str
    trigger_id: str
    command: str  # the name that the manifest gives it
    own_messages: str = OWN_MESSAGES  # words that lead there


@dataclass(frozen=True, slots=True)
class Answer:
    """What only the person who asked reads."""

    text: str
    blocks: list[Block] | None = None


Handler = Callable[[Asked], Awaitable[Answer | None]]


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: its handler, how it is written, what it does, and whether only moderators may."""

    name: str
    handler: Handler
    form: str
    does: str
    for_moderators: bool


class Verbs:
    """The verbs, in the order in which help shows them."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self._known: dict[str, Verb] = {}

    def add(self, name: str, handler: Handler, *, form: str, does: str, for_moderators: bool = False) -> None:
        """Hang a verb on the command. form: what is written behind the command's name."""
        if name in self._known:
            msg = f"two rooms answer the verb {name}"
            raise ValueError(msg)
        self._known[name] = Verb(name, handler, form, does, for_moderators)

    @property
    def all(self) -> list[Verb]:
        """Every verb."""
        return list(self._known.values())

    async def answer(self, asked: Asked, verb_name: str) -> Answer | None:
        """Run a verb; an unknown one gets help and the nearest."""
        verb = self._known.get(verb_name)
        if verb is None:
            near = get_close_matches(verb_name, self._known, n=1)
            hint = f" Did you mean `{asked.command} {near[0]}`?" if near else ""
            text = f"I do not know `{echo(verb_name)}`.{hint} `{asked.command} help` shows what I understand."
            return Answer(text, [section(text)])
        if verb.for_moderators:
            await need_moderator(self._kit, asked.speaker, f"use `{asked.command} {verb.name}`")
        return await verb.handler(asked)


def register(app: AsyncApp, kit: Kit) -> Verbs:
    """Hang the command on the app, whatever the manifest calls it."""
    verbs = Verbs(kit)

    async def commanded(ack: AsyncAck, command: dict[str, Any], context: AsyncBoltContext) -> None:
        """Answer a command, privately."""
        verb_name, rest = split_verb(command.get("text") or "")
        asked = Asked(
            speaker=speaker_of(context),
            rest=rest,
            channel_id=command["channel_id"],
            response_url=command["response_url"],
            trigger_id=command["trigger_id"],
            command=command["command"],
            own_messages=own_messages(command),
        )
        answer = await verbs.answer(asked, verb_name or "help")
        if answer is None:
            await ack()
        else:
            await ack(text=answer.text, blocks=answer.blocks or [section(answer.text)], response_type="ephemeral")

    app.command(re.compile(r"^/"))(commanded)
    return verbs
