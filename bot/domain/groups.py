"""The group that a person says they are in: asked once an exchange, optional, never shown beside a comment."""

from bot.context import Kit
from bot.domain.access import admit
from bot.domain.exchanges import begun, opened
from bot.slack.blocks import Block, option, select
from bot.slack.errors import KindError
from bot.slack.speaker import Speaker
from storage import participants
from storage.exchanges import Exchange
from storage.participants import Participant
from storage.session import Db

REST = "none"  # the choice "rather not say"
_WHY = "Asked once. Results show how a group rated, never who wrote."
_IN_FULL = " How many people of each group took part is published, also of very small groups."


def why(exchange: Exchange) -> str:
    """Return what becomes of the answer, as it is told to who gives it."""
    return _WHY + (_IN_FULL if exchange.tells_groups else "")


def is_asked(exchange: Exchange, person: Participant | None) -> bool:
    """Say whether the question stands: the exchange has groups, and this person has not answered."""
    return bool(exchange.groups) and not (person and person.group_asked)


def menu(exchange: Exchange, *, action_id: str, placeholder: str) -> Block:
    """Return the menu of an exchange's groups, "rather not say" at its end."""
    named = [option(group, str(place)) for place, group in enumerate(exchange.groups)]
    return select([*named, option("Rather not say", REST)], action_id=action_id, placeholder=placeholder)


def read(exchange: Exchange, value: str | None, *, block_id: str | None = None) -> str | None:
    """Return the group of a menu's value: None when nothing was chosen, "" for "rather not say".

    Raises KindError for a value that the menu does not have.
    """
    if value is None:
        return None
    if value == REST:
        return ""
    if value.isdecimal() and value.isascii() and int(value) < len(exchange.groups):
        return exchange.groups[int(value)]
    raise KindError("This exchange has no such group. Please choose one of the list.", block_id=block_id)


def change(group: str) -> dict[str, object]:
    """Return the columns of a participant that a choice sets."""
    return {"group_name": group or None, "group_asked": True}


async def chosen(
    kit: Kit, speaker: Speaker, exchange_id: int, value: str | None, *, block_id: str | None = None
) -> str | None:
    """Return the group of a menu's value in an exchange; see `read`."""
    if value is None:
        return None
    admission = await admit(kit, speaker, exchange_id)
    async with kit.storage.read() as db:
        exchange = await begun(db, admission)
    return read(exchange, value, block_id=block_id)


async def keep(kit: Kit, speaker: Speaker, exchange_id: int, value: str | None) -> str | None:
    """Keep what a person chose in a menu and return it; see `read`. Raises KindError when the exchange is closed."""
    admission = await admit(kit, speaker, exchange_id)

    async def work(db: Db) -> str | None:
        exchange = await opened(db, admission)
        group = read(exchange, value)
        if group is not None:
            rater_id = speaker.rater_id(kit.key_of(exchange))
            await participants.ensure(db, speaker.tenant_id, exchange_id, rater_id)
            await participants.change(db, speaker.tenant_id, exchange_id, rater_id, **change(group))
        return group

    group = await kit.storage.transact(work)
    if group is not None:
        kit.changes.tell(speaker)
    return group
