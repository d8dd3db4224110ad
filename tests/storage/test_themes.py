"""Themes in the database: the last run's, with what its live comments hold."""

from storage import scores, theme_snapshots, themes
from storage.models import new_id
from storage.scores import Score
from storage.session import Storage
from storage.theme_snapshots import Member, StoredTheme, ThemeSnapshot
from tests.storage.filled_database import NOON, House, house


async def keep(here: House, *found: tuple[str, list[int]]) -> list[int]:
    new = tuple(
        StoredTheme(number, name, (name,), example_id=members[0], members=tuple(Member(each, 0.5) for each in members))
        for number, (name, members) in enumerate(found, start=1)
    )
    async with here.storage.write() as db:
        snapshot = ThemeSnapshot(new, next_number=len(new) + 1, found_at=NOON)
        assert await theme_snapshots.save(db, here.scope, snapshot)
        ids = await theme_snapshots._ids(db, here.scope)
    return [ids[each.number] for each in new]


async def of(here: House) -> list[themes.Theme]:
    async with here.storage.read() as db:
        return await themes.list_for(db, here.scope)


async def test_themes_come_with_the_counts_of_their_comments(storage: Storage) -> None:
    here = await house(storage)
    lunch = [await here.comment("Longer lunch", (0, 0, 0, 0, 2)), await here.comment("Warm lunch", (1, 0, 0, 1, 0))]
    bell = [await here.comment("A kinder bell")]
    training, silent = await keep(here, ("Lunch", lunch), ("Bell", bell))
    first, second = await of(here)
    assert (first.theme_id, first.key, first.name, first.phrases) == (training, "t1", "Lunch", ("Lunch",))
    assert (first.comments, first.ratings) == (2, 4)
    assert (second.theme_id, second.comments, second.ratings) == (silent, 1, 0)
    assert second.found_at == NOON


async def test_a_new_run_takes_the_place_of_the_old(storage: Storage) -> None:
    here = await house(storage)
    ids = [await here.comment(f"comment {n}") for n in range(4)]
    await keep(here, ("One", ids[:2]), ("Two", ids[2:]))
    await keep(here, ("All", ids))
    assert [(each.name, each.comments) for each in await of(here)] == [("All", 4)]
    await keep(here)
    assert await of(here) == []
    async with storage.read() as db:
        assert await themes.list_members(db, here.scope) == {}


async def test_what_is_hidden_or_erased_no_longer_counts(storage: Storage) -> None:
    here = await house(storage)
    stays, goes, alone = [await here.comment(text, (0, 0, 0, 0, 1)) for text in ("stays", "goes", "alone")]
    await keep(here, ("Both", [stays, goes, new_id()]), ("Lonely", [alone]))
    await here.change_comment(goes, state="hidden")
    await here.change_comment(alone, state="removed")
    (left,) = await of(here)
    assert (left.name, left.comments, left.ratings) == ("Both", 1, 1)
    async with storage.read() as db:
        assert await themes.list_texts(db, here.scope) == [(stays, "stays")]
        assert await themes.get_words(db, here.scope, [stays, goes, 5]) == {stays: "stays"}


async def test_only_rated_and_unreported_comments_are_fit_to_be_shown(storage: Storage) -> None:
    here = await house(storage)
    good = await here.comment("Good", (0, 0, 0, 1, 2))
    few = await here.comment("Of too few people in the release", (0, 0, 0, 0, 9))
    await here.comment("Rated since the release", (0, 0, 0, 0, 9))
    reported = await here.comment("Reported", (0, 0, 0, 0, 9), reports=1)
    held = await here.comment("Held", (0, 0, 0, 0, 9), state="pending")
    released = [Score(each, 4.0, 3.0, 5.0, 3 if each == few else 5) for each in (good, few, reported, held)]
    async with here.storage.write() as db:
        await scores.save(db, here.scope, released, {}, ratings=20, now=NOON)
    (theme_id,) = await keep(here, ("Theme", [good]))
    async with storage.read() as db:
        (found,) = await themes.list_rated(db, here.scope, min_ratings=5)
    assert (found.comment_id, found.theme_id, found.length) == (good, theme_id, 4)


async def test_the_mark_of_the_comments_changes_as_they_come_go_and_are_reworded(storage: Storage) -> None:
    here = await house(storage)

    async def mark() -> themes.CommentMark:
        async with here.storage.read() as db:
            return await themes.get_mark(db, here.scope)

    marks = [await mark()]
    assert marks[0].count == 0
    first = await here.comment("Longer lunch")
    marks.append(await mark())
    second = await here.comment("Longer lunch", number=999_999)
    marks.append(await mark())
    await here.change_comment(first, text="A much longer lunch")
    marks.append(await mark())
    await here.change_comment(second, state="withdrawn")
    marks.append(await mark())
    await here.change_comment(first, n5=3)
    assert await mark() == marks[-1], "stars change no theme"
    assert [each.count for each in marks] == [0, 1, 2, 2, 1]
    assert len(set(marks)) == len(marks)


async def test_a_run_keeps_the_mark_of_the_comments_it_was_given(storage: Storage) -> None:
    here = await house(storage)
    ids = [await here.comment(f"comment {n}") for n in range(2)]
    async with here.storage.write() as db:
        assert await theme_snapshots.get_run(db, here.scope) is None
        mark = await themes.get_mark(db, here.scope)
        theme = StoredTheme(1, "All", members=tuple(Member(each, 0.5) for each in ids))
        assert await theme_snapshots.save(db, here.scope, ThemeSnapshot((theme,), found_at=NOON, mark=mark))
    async with here.storage.read() as db:
        assert await theme_snapshots.get_run(db, here.scope) == theme_snapshots.Run(NOON, mark)
        assert (await theme_snapshots.load(db, here.scope)).mark == mark
