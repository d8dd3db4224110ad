"""What moderators do with a digest that they are shown before it goes out: post, change or skip it, and undo that."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.context import Context
from bot.digest.edits import changed_body
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import get_exchange
from bot.texts import texts_for
from storage import digests, exchanges, held_digests
from storage.deliveries import Delivery
from storage.digests import Digest
from storage.enums import DeliveryState, MadeAgain
from storage.exchanges import Exchange
from storage.held_digests import HeldDigest
from storage.scope import ExchangeScope
from storage.session import Db


@dataclass(frozen=True, slots=True)
class Held:
    """A held digest. posting: the delivery that posts it; digest: as it would go out; base: as it was made."""

    exchange: Exchange
    held: HeldDigest
    posting: Delivery
    digest: Digest
    base: Digest

    @property
    def is_waiting(self) -> bool:
        """Say whether it can still be changed."""
        return self.posting.state == DeliveryState.DUE

    @property
    def is_skipped(self) -> bool:
        """Say whether a moderator skipped it."""
        return self.posting.state == DeliveryState.DROPPED and self.posting.error == held_digests.SKIPPED


async def load(ctx: Context, actor: Actor, exchange_id: int, hold_id: int) -> Held:
    """Return a held digest. Raises UserError where there is none of that id."""
    async with ctx.storage.read() as db:
        exchange = await get_exchange(db, actor, exchange_id)
        held = await load_in(db, exchange, hold_id)
    if held is None:
        raise UserError("exchanges.outdated_button")
    return held


async def load_in(db: Db, exchange: Exchange, hold_id: int) -> Held | None:
    """Return a held digest of an exchange as it is now."""
    found = await held_digests.get(db, exchange.scope, hold_id)
    if found is None:
        return None
    held, posting = found
    base = await digests.get(db, exchange.scope, held.base_id)
    digest = await digests.get(db, exchange.scope, posting.digest_id or held.base_id)
    return Held(exchange, held, posting, digest, base) if digest and base else None


async def post_now(ctx: Context, it: Held) -> None:
    """Let a held digest go out at once. Raises UserError where it is on its way or over."""
    now = ctx.clock()
    if not await ctx.storage.transact(lambda db: held_digests.set_due(db, it.posting, now)):
        raise UserError("digest.held_over")
    ctx.wake()


async def skip(ctx: Context, it: Held) -> None:
    """Let a held digest not go out. Raises UserError where it is on its way or over."""
    if not await ctx.storage.transact(lambda db: held_digests.skip(db, it.posting)):
        raise UserError("digest.held_over")
    ctx.wake()


async def undo_skip(ctx: Context, it: Held) -> None:
    """Let a skipped digest go out after all. Raises UserError once its time is past."""
    now = ctx.clock()
    if not await ctx.storage.transact(lambda db: held_digests.undo_skip(db, it.posting, now=now)):
        raise UserError("digest.held_late")
    ctx.wake()


async def change(ctx: Context, it: Held, introduction: str, left_out: Collection[int]) -> None:
    """Save a moderator's sentences and which quotes are left out. Raises UserError where it is on its way or over."""
    if not it.is_waiting:
        raise UserError("digest.held_over")
    await ctx.storage.transact(lambda db: save_version(db, it, it.base, introduction, left_out, MadeAgain.NO))
    ctx.wake()


async def save_version(
    db: Db, it: Held, base: Digest, introduction: str, left_out: Collection[int], reason: MadeAgain
) -> None:
    """Save a version of a held digest, frozen as it will go out. Raises UserError where another one came first.

    base: the digest without what moderators change. left_out: what it does not quote is no matter.
    """
    digest_id, gone = base.digest_id, [each for each in left_out if each in base.body.quotes]
    if introduction or gone:
        body = changed_body(texts_for(it.exchange.language), base.body, introduction, gone)
        made = await digests.save(
            db,
            it.exchange.scope,
            slot=held_digests.slot_of(it.held.hold_id, it.held.version + 1, is_changed=True),
            made_at=base.made_at,
            facts=base.facts,
            body=body,
            quoted=list(body.quotes),
        )
        digest_id = made.digest_id
    if not await held_digests.save_version(
        db,
        it.held,
        it.posting,
        digest_id=digest_id,
        base_id=base.digest_id,
        introduction=introduction,
        left_out=gone,
        reason=reason,
    ):
        raise UserError("digest.held_over")


async def set_hold(ctx: Context, exchange: Exchange, hours: int) -> None:
    """Save for how many hours moderators can look at a scheduled digest before it goes out; 0: they are not asked."""
    scope = ExchangeScope(exchange.tenant_id, exchange.exchange_id)
    await ctx.storage.transact(lambda db: exchanges.update_exchange(db, scope, digest_hold=hours))
