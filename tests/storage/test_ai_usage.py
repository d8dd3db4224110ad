"""What goes outside: the switch, what came back, and the month's cap, on each kind of database."""

from datetime import timedelta

from sqlalchemy import func, select

from storage import ai_usage, comments, erasure
from storage.ai_usage import StoredVector
from storage.models import comment_vector
from storage.participant_record import Participant
from storage.session import Storage
from tests.storage.filled_database import NOON, House, house


async def test_vectors_are_kept_replaced_and_dropped(storage: Storage) -> None:
    home = await house(storage)
    ids = [await home.comment(f"Comment {number}") for number in range(3)]
    async with storage.write() as db:
        await ai_usage.save_vectors(db, home.scope, [StoredVector(each, b"\x01\x02") for each in ids])
        await ai_usage.save_vectors(db, home.scope, [StoredVector(ids[0], b"\x03\x04")])
        await ai_usage.save_vectors(db, home.scope, [])
        await ai_usage.delete_vectors(db, home.scope, [ids[2]])
    async with storage.read() as db:
        found = await ai_usage.load_vectors(db, home.scope)
        assert sorted(found, key=lambda each: ids.index(each.comment_id)) == [
            StoredVector(ids[0], b"\x03\x04"),
            StoredVector(ids[1], b"\x01\x02"),
        ]


async def number_of(home: House, comment_id: int) -> int:
    async with home.storage.read() as db:
        found = await comments.get_by_id(db, home.scope, comment_id)
    assert found
    return found.number


async def test_they_go_with_who_is_forgotten_and_with_the_switch(storage: Storage) -> None:
    home = await house(storage)
    mine, other = await home.comment("Mine"), await home.comment("Of somebody else")
    author = Participant(own=frozenset({await number_of(home, mine)}))
    async with storage.write() as db:
        assert not await ai_usage.has_ai_consent(db, home.tenant_id, "a.example.org")
        await ai_usage.set_ai_consent(db, home.tenant_id, hosts=["a.example.org", "b.example.org"])
        await ai_usage.save_vectors(db, home.scope, [StoredVector(each, b"\x01\x02") for each in (mine, other)])
        await erasure.forget_words(db, home.scope, author)
        assert [each.comment_id for each in await ai_usage.load_vectors(db, home.scope)] == [other]
        assert await ai_usage.has_ai_consent(db, home.tenant_id, "b.example.org")
        assert not await ai_usage.has_ai_consent(db, home.tenant_id, "c.example.org"), "nobody agreed to that one"
        await ai_usage.set_ai_consent(db, home.tenant_id, hosts=[])
        assert not await ai_usage.has_ai_consent(db, home.tenant_id, "b.example.org")
        assert (await db.execute(select(func.count()).select_from(comment_vector))).scalar_one() == 0


async def test_summaries_go_with_who_is_forgotten_and_with_the_switch(storage: Storage) -> None:
    home = await house(storage)
    mine = await home.comment("Mine")
    author = Participant(own=frozenset({await number_of(home, mine)}))
    async with storage.write() as db:
        for forget in (
            erasure.forget_words(db, home.scope, author),
            ai_usage.set_ai_consent(db, home.tenant_id, hosts=[]),
        ):
            await ai_usage.save_summary(db, home.scope, b"e" * 16, b"sealed", now=NOON)
            assert await ai_usage.get_summary(db, home.scope, b"e" * 16) == b"sealed"
            await forget
            assert await ai_usage.get_summary(db, home.scope, b"e" * 16) is None


async def test_the_cap_is_of_a_service_and_a_month(storage: Storage) -> None:
    home = await house(storage)
    later = NOON + timedelta(days=31)
    async with storage.write() as db:
        for service, characters, now, fits in (
            ("embeddings", 60, NOON, True),
            ("embeddings", 41, NOON, False),
            ("embeddings", 40, NOON, True),
            ("embeddings", 1, NOON, False),
            ("summary", 100, NOON, True),
            ("embeddings", 100, later, True),
        ):
            found = await ai_usage.spend(db, home.tenant_id, service, characters, cap=100, now=now)
            assert found is fits, (service, characters, now)
        assert await ai_usage.spent(db, home.tenant_id, "embeddings", now=NOON) == 100
        assert await ai_usage.spent(db, home.tenant_id, "summary", now=later) == 0
