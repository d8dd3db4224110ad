"""Moderators keep a set of themes beside the computed one: copied, changed by hand, shown side by side, taken away."""

import asyncio
import copy
from pathlib import Path
from typing import Any

import pytest

from bot.domain.published import Published
from bot.domain.published_document import make_document
from bot.domain.published_load import load_published
from bot.exports.recompute import recompute
from bot.exports.tables import make_tables
from bot.results.page.file import make_html
from bot.results.page.site import Site
from bot.results.report.content import make_report
from bot.themes.sets import flow
from bot.themes.sets.parse import SetCommand
from storage import exchanges, theme_sets, theme_snapshots
from storage.exchanges import Exchange
from storage.theme_sets import ThemeSet
from tests.results.site import plain
from tests.sentences import EN
from tests.stories.at_home import home_of
from tests.stories.digest_helpers import close, rate, set_state
from tests.stories.moderating import asked
from tests.stories.test_results import ask
from tests.stories.test_results_page import BASE, LINK, read
from tests.stories.test_theme_answers import grouped
from tests.whole_bot import Playground, open_playground, words

NAME = "Themes of the board"


async def kept(playground: Playground, exchange: Exchange) -> list[ThemeSet]:
    async with playground.starling.context.storage.read() as db:
        return await theme_sets.list_sets(db, exchange.scope)


async def mark(playground: Playground, exchange: Exchange) -> str:
    async with playground.starling.context.storage.read() as db:
        return await theme_sets.get_mark(db, exchange.scope)


async def published(playground: Playground, exchange: Exchange) -> Published:
    ctx = playground.starling.context
    async with ctx.storage.read() as db:
        now = await exchanges.get(db, exchange.scope)
        assert now
        return await load_published(ctx, db, now)


async def test_a_copy_is_named_merged_filled_and_taken_back_and_the_computed_themes_stay(
    playground: Playground,
) -> None:
    exchange, lunch, door = await grouped(playground)
    imani = playground.moderator

    async def does(line: str) -> str:
        return (await asked(playground, imani, f"/exchange sets {line}")).replace("*", "")

    assert f"/exchange sets {exchange.slug} new" in await does(""), "as it is written for this exchange"
    assert EN("sets.done_new", name=NAME) in await does(f'new "{NAME}"')
    assert EN("sets.name_taken", key="s1", name=NAME) in await does(f'new "{NAME.upper()}"')
    assert EN("sets.done_rename", theme0=f"t{lunch}", name="Food") in await does(f'rename s1 t{lunch} "Food"')
    number = next(each.number for each in await playground.comments(exchange) if each.text == "Door oiled")
    assert EN("sets.done_move", number=number, theme0=f"t{lunch}") in await does(f"move s1 #{number} t{lunch}")
    [one] = await kept(playground, exchange)
    assert (one.count(lunch), one.count(door)) == (8, 6)
    assert {each.name for each in one.themes} == {"Food", "Door"}
    listed = await does("list")
    for fact in (EN("sets.facts", themes=2, n=14, live=14), "13 of 14", NAME):
        assert fact in listed
    assert await imani.clicks(imani.ephemerals("general")[-2], "sets.undo")
    await playground.settle()
    [one] = await kept(playground, exchange)
    assert (one.count(lunch), one.count(door), one.before) == (7, 7, None)

    assert EN("sets.done_merge", theme0=f"t{door}", theme1=f"t{lunch}") in await does(f"merge s1 t{door} t{lunch}")
    [one] = await kept(playground, exchange)
    assert [each.name for each in one.themes] == ["Food"]
    assert EN("sets.unknown_theme", key=f"t{door}", name=NAME, set="s1") in await does(f"merge s1 t{door} t{lunch}")
    await does("undo s1")
    [one] = await kept(playground, exchange)
    assert (one.count(lunch), one.count(door)) == (7, 7)
    assert EN("sets.nothing_to_undo", key="s1") in await does("undo s1")
    assert EN("sets.done_rename_set", name="Ours") in await does('rename s1 "Ours"')
    theirs = await asked(playground, imani, "/exchange theme list")
    assert "Lunch" in theirs
    assert "Food" not in theirs, "the computed themes are as they were"

    assert await imani.clicks(await home_of(playground, imani), "themes.open")
    assert imani.view
    assert await imani.clicks(imani.view, "sets.open")
    assert "Ours" in words(imani.view)
    await imani.closes()
    await imani.closes()


async def test_a_deleted_set_is_off_the_pages_and_its_button_deletes_no_later_one(playground: Playground) -> None:
    exchange, _, _ = await grouped(playground)
    imani = playground.moderator
    marks = set()
    for name in (NAME, "Others"):
        await asked(playground, imani, f'/exchange sets new {exchange.slug} "{name}"')
        marks.add(await mark(playground, exchange))
        await asked(playground, imani, "/exchange conjuntos eliminar s1")
        old = imani.ephemerals("general")[-1]
        await asked(playground, imani, "/exchange conjuntos eliminar s1")
        assert EN("sets.delete_ask.title") in str(imani.ephemerals("general")[-1].blocks)
        assert await imani.clicks(imani.ephemerals("general")[-1], "sets.delete")
        await playground.settle()
        assert await kept(playground, exchange) == []
    await asked(playground, imani, f'/exchange sets new "{NAME}"')
    marks.add(await mark(playground, exchange))
    assert len(marks) == 3, "a page that shows the set before is made again"
    assert await imani.clicks(old, "sets.delete")
    await playground.settle()
    assert EN("sets.changed_since", key="s1").split(",")[0] in words(imani.ephemerals("general")[-1])
    [one] = await kept(playground, exchange)
    assert one.name == NAME


async def test_two_copies_and_a_change_beside_a_forgotten_name_lose_nothing(
    tmp_path: Path, postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_playground(tmp_path, database_url=postgres_database) as playground:
        exchange, lunch, _ = await grouped(playground)
        ctx, load, save = playground.starling.context, theme_snapshots.load, theme_sets.save

        async def loads(*args: Any) -> Any:
            await asyncio.sleep(0.1)  # both are here before one goes on
            return await load(*args)

        monkeypatch.setattr(theme_snapshots, "load", loads)
        made = await asyncio.gather(*(flow.copy_computed(ctx, exchange, name) for name in (NAME, "Others")))
        assert sorted(made) == [1, 2]
        changes, forgets = asyncio.Event(), asyncio.Event()

        async def saves(*args: Any, **values: Any) -> bool:
            changes.set()
            await asyncio.wait([asyncio.create_task(forgets.wait())], timeout=0.3)
            return await save(*args, **values)

        async def forget() -> None:
            await changes.wait()
            async with ctx.storage.write() as db:
                await theme_sets.forget_names(db, exchange.scope, {"Door"})
            forgets.set()

        monkeypatch.setattr(theme_sets, "save", saves)
        rename = SetCommand("rename", number=1, themes=(lunch,), name="Food")
        await asyncio.gather(flow.change(ctx, exchange, rename), forget())
        for one, names in zip(await kept(playground, exchange), ({"Food", ""}, {"Lunch", ""}), strict=True):
            assert {each.name for each in one.themes} == names


async def test_both_are_side_by_side_on_the_page_and_in_every_file_and_name_no_moderator(tmp_path: Path) -> None:
    async with open_playground(tmp_path, settings_facts={"starling_base_url": BASE}) as playground:
        exchange, lunch, door = await grouped(playground, results_page="link")
        imani = playground.moderator
        for line in (f'new "{NAME}"', f'rename s1 t{lunch} "Food"', "first s1"):
            await asked(playground, imani, f"/exchange sets {line}")
        number = next(each.number for each in await playground.comments(exchange) if each.text == "Door oiled")
        await asked(playground, imani, f"/exchange sets move s1 #{number} t{lunch}")
        stars = [0, 0, 0, 0, 10]
        await rate(playground, exchange, Lunch_longer=stars, Lunch_warmer=stars, Lunch_outside=stars, Door_oiled=stars)
        await close(playground, exchange)
        shown = str((await ask(playground, "moderator"), imani.view))
        [link] = set(LINK.findall(shown))
        found = await published(playground, exchange)
        [one] = found.theme_sets
        assert (one.agreement and one.agreement.together, one.outside) == (13, 0)
        agreement = f"13 of 14 comments are in themes that match (index {one.agreement and one.agreement.index}"
        for path in ("", "themes", "sets/1"):
            status, page = await read(playground, f"{link}{path}")
            assert status == 200
            assert agreement in page, path
            assert page.index(NAME) < page.rindex("Lunch"), "it is shown first"
        assert EN("sets.from_comments", n=4) in page
        status, page = await read(playground, f"{link}comments?set=s1t{lunch}")
        assert EN("explorer.found", n=8) in page
        assert "Door oiled" in page
        assert (await read(playground, f"{link}sets/2"))[0] == 404
        document = make_document(found)
        check_files(document, lunch)
        for text in (make_html(found, "en"), str(make_report(Site(found, "", "es", is_file=True)).data), str(document)):
            assert NAME in text
            assert "Food" in text
            assert imani.id not in text
        assert agreement in plain(make_html(found, "en"))

        await set_state(playground, exchange, "Door oiled", state="withdrawn")
        [one] = (await published(playground, exchange)).theme_sets
        assert {each.number: len(each.comments) for each in one.themes} == {lunch: 7, door: 6}, "who withdraws, leaves"
        await asked(playground, imani, "/exchange sets first")
        _, page = await read(playground, f"{link}sets/1")
        assert page.index("Lunch") < page.index("Food"), "the computed themes are first again"


def check_files(document: dict[str, Any], lunch: int) -> None:
    """Look at the tables, and whether `verify` names each figure of a set that does not follow."""
    tables = {each.name: each.rows for each in make_tables(document)}
    assert [row[:3] for row in tables["theme_sets"]] == [("s1", NAME, "moderators")] * 2
    assert sum(row[:2] == ("s1", f"t{lunch}") for row in tables["theme_set_comments"]) == 8
    assert not [line for line in recompute(document)[1] if line.startswith("set ")]
    for name, value in (("agreement", None), ("outside", 3), ("themes", [])):
        wrong = copy.deepcopy(document)
        wrong["theme_sets"][0][name] = value
        assert [line for line in recompute(wrong)[1] if line.startswith("set s1")], name
    wrong = copy.deepcopy(document)
    wrong["theme_sets"][0]["themes"][0]["stars"] = 1.0
    assert [line for line in recompute(wrong)[1] if line.startswith("set s1, theme")]


async def test_a_name_goes_from_a_set_with_the_last_words_that_it_was_found_in(playground: Playground) -> None:
    exchange, _, door = await grouped(playground)
    await asked(playground, playground.moderator, f'/exchange sets new "{NAME}"')
    for each in await playground.comments(exchange):
        if each.text.startswith("Lunch"):
            await set_state(playground, exchange, each.text, state="withdrawn")
    await close(playground, exchange)
    [one] = (await published(playground, exchange)).theme_sets
    assert [each.number for each in one.themes] == [door]
    async with playground.starling.context.storage.write() as db:
        assert await theme_sets.list_found_names(db, exchange.scope) == {"Lunch", "Door"}
        await theme_sets.forget_names(db, exchange.scope, {"Lunch"})
    [kept_now] = await kept(playground, exchange)
    assert {each.name for each in kept_now.themes} == {"", "Door"}
