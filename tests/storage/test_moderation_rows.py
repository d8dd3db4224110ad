"""What can be read off the rows of moderation, appeals, cards and talks: nothing of the order in which authors acted.

An order, beside who was seen when, would say whose comment is whose.
"""

from random import Random
from typing import Any

from scipy.stats import spearmanr
from sqlalchemy import select

from bot.moderate.cards.state import ItemState, seal_item
from bot.receipts.talks.state import Talk, TalkMessage, seal_talk
from bot.sealing import TenantKey
from storage import appeals, moderation_log, physical, queue_items, talks
from storage.enums import ActKind
from storage.models import appeal, moderation_act, queue_item, talk
from storage.moderation_log import Act
from storage.session import Storage
from tests.storage.test_ratings import KEY, NOW, Place, place_with

COUNT = 40
LIMIT = 0.6
"""Of a rank correlation; by chance it is higher once in some ten thousand times with `COUNT` rows."""

TABLES = (moderation_act, appeal, queue_item, talk)


async def live(place: Place, order: list[int]) -> None:
    """Let the authors act one after the other: a rule holds their comment, they appeal, a card goes out, they talk."""
    tenant_key = TenantKey(bytes(32))
    for index in order:
        each = place.comments[index]
        number, exchange_id = each.number, place.exchange_id
        async with place.storage.write() as db:
            await moderation_log.record(db, place.scope, each.comment_id, Act(ActKind.HOLD, grounds="rude"))
            await appeals.add(db, place.scope, number, "It is not rude")
            item = seal_item(tenant_key, exchange_id, number, ItemState(NOW))
            await queue_items.save(db, place.scope, {number: item})
            words = TalkMessage("author", "I mean the bells")
            sealed = seal_talk(KEY, exchange_id, number, Talk("U1", (words,)))
            await talks.save(db, place.scope, number, sealed, was=None)


def guess(rows: list[Any], ranks: dict[int, int]) -> dict[str, float]:
    """Return how well the order of the rows, and of each column's values, follows that of the authors: 0 to 1."""
    true = [ranks[row.comment_id if "comment_id" in row._fields else row.number] for row in rows]
    columns: dict[str, list[Any]] = {"place": list(range(len(rows)))}
    columns |= {name: [repr(row._mapping[name]) for row in rows] for name in rows[0]._fields}
    found = {}
    for name, values in columns.items():
        order = {value: place for place, value in enumerate(sorted(set(values)))}
        if len(order) > 1:
            found[name] = abs(float(spearmanr([order[each] for each in values], true).statistic))
    return found


async def test_no_row_and_no_column_says_in_which_order_authors_acted(storage: Storage) -> None:
    place = await place_with(storage, COUNT)
    order = list(range(COUNT))
    Random(7).shuffle(order)
    await live(place, order)
    await physical.rewrite(storage, place.scope)
    ranks = {place.comments[index].comment_id: rank for rank, index in enumerate(order)}
    ranks |= {place.comments[index].number: rank for rank, index in enumerate(order)}
    for table in TABLES:
        async with storage.read() as db:
            rows = list((await db.execute(select(table))).all())
        assert len(rows) == COUNT
        assert len({len(row.sealed) for row in rows if "sealed" in row._fields}) <= 1, "all of one size"
        guesses = guess(rows, ranks)
        assert max(guesses.values()) < LIMIT, (table.name, guesses)


def test_the_control_a_counter_would_say_it() -> None:
    class Row:
        _fields = ("number", "counter")

        def __init__(self, place: int) -> None:
            self.number = place
            self._mapping = {"number": -place, "counter": 1000 + place}

    rows = [Row(place) for place in range(COUNT)]
    assert guess(rows, {place: place for place in range(COUNT)})["counter"] > LIMIT
