"""The people of an exchange, found by its key for messages about their words; nothing that is found is stored."""

from typing import Protocol

from bot.domain.tools import KeyTools, StorageTools
from storage import comments_of_people, participants
from storage.exchanges import Exchange


class PeopleTools(StorageTools, KeyTools, Protocol):
    """What it takes to find the people of an exchange."""


async def list_authors(ctx: PeopleTools, exchange: Exchange) -> list[str]:
    """Return the Slack ids of those whose words are in an exchange, in no order that says anything.

    People who were imported have none.
    """
    key = ctx.key_of(exchange)
    async with ctx.storage.read() as db:
        numbers = await comments_of_people.list_numbers_with_words(db, exchange.scope)
        people = await participants.list_all(db, exchange.scope, key.seals)
    found = [each.slack_user_id for each in people if each.own & numbers and each.slack_user_id]
    return sorted(found, key=lambda each: key.source_mac("order", each))
