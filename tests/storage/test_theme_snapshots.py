"""Themes that last in the database: runs keep them whole, moderators change them in between, nothing is lost."""

from dataclasses import replace
from datetime import timedelta

from storage import theme_changes, theme_snapshots, themes
from storage.session import Storage
from storage.theme_changes import ChangeFacts, StateBefore
from storage.theme_snapshots import Member, StoredTheme, ThemeSnapshot
from tests.storage.filled_database import NOON, House, house


async def stand(here: House) -> ThemeSnapshot:
    async with here.storage.read() as db:
        return await theme_snapshots.load(db, here.scope)


async def keep(here: House, snapshot: ThemeSnapshot) -> bool:
    async with here.storage.write() as db:
        return await theme_snapshots.save(db, here.scope, snapshot)


async def two_themes(here: House) -> tuple[list[int], ThemeSnapshot]:
    ids = [await here.comment(f"comment {n}") for n in range(5)]
    snapshot = ThemeSnapshot(
        (
            StoredTheme(1, "Lunch", ("Lunch",), ids[0], "en", members=tuple(Member(each, 0.5) for each in ids[:3])),
            StoredTheme(2, "Bell", ("Bell",), ids[3], "en", members=(Member(ids[3], 0.9), Member(ids[4], 0.4, 1))),
        ),
        next_number=3,
        memory={"grouped_at": 5},
        found_at=NOON,
        note="embeddings_failed",
    )
    assert await keep(here, snapshot)
    return ids, snapshot


async def test_what_a_run_found_is_read_back_as_it_was(storage: Storage) -> None:
    here = await house(storage)
    assert await stand(here) == ThemeSnapshot()
    _, snapshot = await two_themes(here)
    found = await stand(here)
    assert (found.next_number, found.memory, found.found_at, found.note) == (3, {"grouped_at": 5}, NOON, snapshot.note)
    for before, after in zip(snapshot.themes, found.themes, strict=True):
        assert replace(after, members=()) == replace(before, members=())
        assert set(after.members) == set(before.members)


async def test_a_read_sees_the_themes_of_one_moment_whatever_is_saved_meanwhile(storage: Storage) -> None:
    here = await house(storage)
    ids, snapshot = await two_themes(here)
    lunch, bell = snapshot.themes
    new = StoredTheme(3, "Door", ("Door",), ids[4], "en", members=(Member(ids[4], 0.9),))
    after = replace(snapshot, themes=(lunch, replace(bell, members=bell.members[:1]), new), next_number=4)
    async with storage.read() as db:
        before = await themes.list_members(db, here.scope)
        assert await keep(here, replace(after, turn=(await stand(here)).turn))
        assert await themes.list_members(db, here.scope) == before
    assert {each.number for each in (await stand(here)).themes} == {1, 2, 3}


async def test_a_theme_keeps_its_id_as_long_as_its_number_lasts(storage: Storage) -> None:
    here = await house(storage)
    ids, snapshot = await two_themes(here)
    async with storage.read() as db:
        before = {each.key: each.theme_id for each in await themes.list_for(db, here.scope)}
    bell, new = replace(snapshot.themes[1], name="Bells"), StoredTheme(3, "Lunch", members=(Member(ids[0], 1.0),))
    assert await keep(here, replace(snapshot, themes=(bell, new), next_number=4))
    async with storage.read() as db:
        after = {each.key: (each.theme_id, each.name) for each in await themes.list_for(db, here.scope)}
    assert after["t2"] == (before["t2"], "Bells")
    assert after.keys() == {"t2", "t3"}
    assert (await stand(here)).next_number == 4


async def test_no_number_is_given_twice_even_when_the_last_theme_went(storage: Storage) -> None:
    here = await house(storage)
    _, snapshot = await two_themes(here)
    assert await keep(here, replace(snapshot, themes=snapshot.themes[:1]))
    assert (await stand(here)).next_number == 3


async def test_comments_that_went_are_in_no_theme(storage: Storage) -> None:
    here = await house(storage)
    ids, snapshot = await two_themes(here)
    await here.change_comment(ids[3], state="removed")
    await here.change_comment(ids[4], state="hidden")
    found = await stand(here)
    assert [(each.key, len(each.members)) for each in found.themes] == [("t1", 3), ("t2", 0)]
    assert await keep(here, snapshot)
    assert [len(each.members) for each in (await stand(here)).themes] == [3, 0]


async def test_a_run_that_set_out_before_a_moderators_change_is_not_kept(storage: Storage) -> None:
    here = await house(storage)
    ids, _ = await two_themes(here)
    before = await stand(here)
    async with storage.write() as db:
        await theme_snapshots.lock(db, here.scope)
        lunch = before.theme(1)
        assert lunch
        named = replace(lunch, name="Food", has_manual_name=True)
        await theme_snapshots.save_theme(db, here.scope, named, now=NOON)
        await theme_snapshots.move_comments(db, here.scope, [Member(ids[3], 1.0, is_pinned=True)], 1)
        change_id = await theme_changes.record(
            db, here.scope, "rename", 1, made_at=NOON, before=StateBefore(), encrypted_moderator=b"s"
        )
    assert not await keep(here, before), "it would take the new name away again"
    found = await stand(here)
    assert [(each.name, each.has_manual_name, len(each.members)) for each in found.themes] == [
        ("Food", True, 4),
        ("Bell", False, 1),
    ]
    assert Member(ids[3], 1.0, is_pinned=True) in found.themes[0].members
    async with storage.write() as db:
        assert await theme_changes.mark_undone(db, here.scope, change_id)
        assert not await theme_changes.mark_undone(db, here.scope, change_id)
    assert not await keep(here, found), "taking back is a change too"
    assert await keep(here, await stand(here))


async def test_a_theme_that_a_moderator_makes_takes_the_next_number(storage: Storage) -> None:
    here = await house(storage)
    seeded = StoredTheme(1, "Buses", words=("bus", "stop"), has_manual_name=True)
    async with storage.write() as db:
        await theme_snapshots.save_theme(db, here.scope, seeded, now=NOON)
    found = await stand(here)
    assert (found.themes, found.next_number) == ((seeded,), 2)
    async with storage.write() as db:
        await theme_snapshots.delete_theme(db, here.scope, [1, 9])
    assert (await stand(here)).themes == ()
    assert (await stand(here)).next_number == 2


async def test_changes_are_listed_in_their_order_and_the_last_of_moderators_is_found(storage: Storage) -> None:
    here = await house(storage)
    async with storage.write() as db:
        for minute, (kind, encrypted) in enumerate((("new", None), ("rename", b"s"), ("lock", b"s"), ("split", None))):
            await theme_changes.record(
                db,
                here.scope,
                kind,
                minute + 1,
                made_at=NOON + timedelta(minutes=minute),
                other=2 if kind == "split" else None,
                facts=ChangeFacts("Bell"),
                encrypted_moderator=encrypted,
            )
    async with storage.read() as db:
        later = await theme_changes.list_since(db, here.scope, NOON)
        assert [(each.kind, each.is_by_moderator) for each in later] == [
            ("rename", True),
            ("lock", True),
            ("split", False),
        ]
        assert (later[-1].other, later[-1].facts) == (2, ChangeFacts("Bell"))
        assert len(await theme_changes.list_since(db, here.scope)) == 4
        last = await theme_changes.get_last_of_moderators(db, here.scope)
        assert last
        assert last.kind == "lock"
        assert await theme_changes.get(db, here.scope, last.change_id) == last
    async with storage.write() as db:
        await theme_changes.mark_undone(db, here.scope, last.change_id)
    async with storage.read() as db:
        last = await theme_changes.get_last_of_moderators(db, here.scope)
        assert last
        assert last.kind == "rename"
