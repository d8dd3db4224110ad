"""Groups: what a person says they are; asked once per exchange, optional, never shown beside a comment."""

from dataclasses import replace
from typing import TypedDict

from bot.domain.access import admit, get_started, require_open
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.tools import AccessTools, GroupTools
from bot.slack.blocks import Block, option, select
from bot.texts import Texts
from storage import participants
from storage.exchanges import Exchange
from storage.participant_record import Participant
from storage.session import Db

REST = "none"  # the choice "rather not say"


def group_purpose_text(exchange: Exchange, texts: Texts) -> str:
    """Return the sentence that says what the answer is used for."""
    return texts("exchange.group_why_sizes" if exchange.publishes_group_sizes else "exchange.group_why")


def is_group_asked(exchange: Exchange, person: Participant | None) -> bool:
    """Say whether to ask for the group: the exchange has groups, and this person has not answered."""
    return bool(exchange.groups) and not (person and person.group_asked)


def group_menu(exchange: Exchange, texts: Texts, *, action_id: str, placeholder: str) -> Block:
    """Return the menu of an exchange's groups, "rather not say" at its end."""
    named = [option(group, str(index)) for index, group in enumerate(exchange.groups)]
    rest = option(texts("exchange.group_rest.option"), REST)
    return select([*named, rest], action_id=action_id, placeholder=placeholder)


def parse_group(exchange: Exchange, value: str | None, *, block_id: str | None = None) -> str | None:
    """Return the group of a menu's value: None when nothing was chosen, "" for "rather not say".

    Raises UserError for a value that the menu does not have.
    """
    if value is None:
        return None
    if value == REST:
        return ""
    if value.isdecimal() and value.isascii() and int(value) < len(exchange.groups):
        return exchange.groups[int(value)]
    raise UserError("exchange.no_such_group", block_id=block_id)


class GroupFacts(TypedDict):
    """What a choice sets of a participant."""

    group_name: str | None
    group_asked: bool


def group_facts(group: str) -> GroupFacts:
    """Return what a choice sets of a participant."""
    return {"group_name": group or None, "group_asked": True}


async def get_chosen_group(
    ctx: AccessTools, actor: Actor, exchange_id: int, value: str | None, *, block_id: str | None = None
) -> str | None:
    """Return the group of a menu's value in an exchange; see `parse_group`."""
    if value is None:
        return None
    admission = await admit(ctx, actor, exchange_id)
    async with ctx.storage.read() as db:
        exchange = await get_started(db, admission)
    return parse_group(exchange, value, block_id=block_id)


async def save_group(ctx: GroupTools, actor: Actor, exchange_id: int, value: str | None) -> str | None:
    """Save what a person chose in a menu and return it, as `parse_group` does.

    Raises UserError when the exchange is closed.
    """
    admission = await admit(ctx, actor, exchange_id)

    async def work(db: Db) -> str | None:
        exchange = await require_open(db, admission)
        group = parse_group(exchange, value)
        if group is not None:
            who = actor.person(ctx.key_of(exchange))
            person = await participants.hold(db, exchange.scope, who)
            await participants.save(db, exchange.scope, who, replace(person, **group_facts(group)))
        return group

    group = await ctx.storage.transact(work)
    if group is not None:
        ctx.changes.send(actor)
    return group
