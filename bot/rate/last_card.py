"""Which card a typed word is about: the one that came before the person last, as their records in the database say."""

from dataclasses import dataclass

from bot.context import Context
from bot.domain.actor import Actor
from bot.rate.payloads import CommentRef
from storage import comments, exchanges, participants
from storage.enums import ExchangeState
from storage.exchanges import Exchange
from storage.participant_record import CardTime, Participant
from storage.session import Db


@dataclass(frozen=True, slots=True)
class LastCard:
    """A person's card in an exchange. ref: the comment on it, None where it shows none."""

    exchange: Exchange
    seen: CardTime
    ref: CommentRef | None


async def find_last_card(ctx: Context, actor: Actor) -> LastCard | None:
    """Return the card that came before the person last, in whichever exchange; None when there was none."""
    return max(await list_cards(ctx, actor), key=lambda each: each.seen.at, default=None)


async def list_cards(ctx: Context, actor: Actor) -> list[LastCard]:
    """Return the person's card in each exchange where they had one: one look-up by the marks that its key gives."""
    now = ctx.clock()
    async with ctx.storage.read() as db:
        begun = [
            each.as_of(now)
            for each in await exchanges.list_all(db, actor.tenant_id, ExchangeState.OPEN, ExchangeState.CLOSED)
        ]
        keys = ctx.keys_of(begun)
        marks = {exchange_id: actor.person(key) for exchange_id, key in keys.items()}
        people = await participants.list_in_exchanges(db, actor.tenant_id, marks)
        found = []
        for exchange in begun:
            person = people.get(exchange.exchange_id)
            if person is not None and person.card_time is not None:
                found.append(LastCard(exchange, person.card_time, await _find_ref(db, exchange, person)))
    return found


async def _find_ref(db: Db, exchange: Exchange, person: Participant) -> CommentRef | None:
    if person.open_comment_id is None or person.open_version is None:
        return None
    comment = await comments.get_by_id(db, exchange.scope, person.open_comment_id)
    if comment is None:
        return None
    return CommentRef(exchange.exchange_id, comment.number, person.open_version, person.card_serial)
