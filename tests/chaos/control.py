"""The negative control: a ledger that would not notice a lost or a changed rating proves nothing."""

from sqlalchemy import delete, select, update

from storage.models import rating
from storage.scope import ExchangeScope, in_exchange
from storage.session import Storage
from tests.chaos.ledger import verify
from tests.chaos.world import World


async def notices_a_loss(world: World) -> str:
    """Take one rating out and change another, and say what the ledger finds more than before; the bot is ended for it.

    Raises AssertionError where it finds anything else than these two.
    """
    before = (await verify(world)).found
    await world.bot.kill()
    storage = Storage(str(world.storage.url.render_as_string(hide_password=False)))
    scope = ExchangeScope((await _tenant_of(storage, world)), world.exchange_id)
    try:
        async with storage.write() as db:
            rows = (await db.execute(select(rating).where(in_exchange(rating, scope)))).mappings().all()
            out, changed = rows[0], rows[-1]
            await db.execute(
                delete(rating).where(*(rating.c[each.name] == out[each.name] for each in rating.primary_key))
            )
            stars = changed["stars"] % 5 + 1
            same = (rating.c[each.name] == changed[each.name] for each in rating.primary_key)
            await db.execute(update(rating).where(*same).values(stars=stars))
    finally:
        await storage.close()
    found = (await verify(world)).found
    lost, wrong = found.missing - before.missing, found.wrong - before.wrong
    assert (lost, wrong) == (1, 1), f"the ledger found {lost} lost and {wrong} wrong where one row of each kind was"
    return f"{lost} row taken out and {wrong} row changed, both noticed"


async def _tenant_of(storage: Storage, world: World) -> int:
    async with storage.read() as db:
        found = await db.execute(select(rating.c.tenant_id).where(rating.c.exchange_id == world.exchange_id).limit(1))
        return int(found.scalar_one())
