"""The page with results, of a district's size: each address, what it says, to whom, and in which language."""

import csv
import io
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import event, update
from sqlalchemy.engine import Engine

from bot.domain.results_links import replace_link
from storage import exchanges, theme_changes, theme_snapshots
from storage.models import comment
from storage.public_counts import PublicCounts
from storage.theme_changes import ChangeFacts
from tests.results.district import District, Size
from tests.results.site import Reader, plain, reader_of
from tests.sentences import EN, ES

PAGES = ("", "themes", "themes/1", "comments", "groups", "checkpoints", "method", "accessibility")
SMALL = Size(comments=240, people=320, ratings=16_000, releases=2)
CHARTS = ("themes", "groups", "days", "shared", "differ", "heat", "both", "compare", "parts", "changed")
PLACES = dict.fromkeys(("heat", "shared", "differ", "both", "compare"), "groups") | {
    "parts": "themes/1",
    "changed": "checkpoints?since=1",
}
QUERIES = {"parts": "?theme=1", "changed": "?since=1"}


async def test_every_page_is_there_in_both_languages_and_asks_for_nothing_from_elsewhere(reader: Reader) -> None:
    for path in PAGES:
        for language, texts in (("en", EN), ("es", ES)):
            answer = await reader.asks(path, language=language)
            html = await answer.text()
            assert answer.status == 200, path
            assert texts("explorer.nav.method") in plain(html)
            assert f'<html lang="{language}"' in html
            for address in re.findall(r'(?:href|src|action)="([^"]*)"(?! rel="noopener)', html):
                assert address.startswith(("/results/", "#")), address
            assert " style=" not in html
            assert not re.search(r"<[^>]+ on\w+=", html), "no handler in the markup"


async def test_the_first_page_says_who_found_and_named_the_themes(reader: Reader) -> None:
    for language, texts in (("en", EN), ("es", ES)):
        assert texts("explorer.short_named") in plain(await (await reader.asks("", language=language)).text())


async def test_no_page_is_indexed_leaks_its_address_or_sets_a_cookie(reader: Reader) -> None:
    for path in (*PAGES, "charts/themes.svg", "themes.md", "nowhere"):
        headers = (await reader.asks(path)).headers
        assert headers["X-Robots-Tag"] == "noindex,nofollow", path
        assert headers["Referrer-Policy"] == "no-referrer", path
        assert "default-src 'none'" in headers["Content-Security-Policy"], path
        assert "unsafe" not in headers["Content-Security-Policy"], path
        assert "Set-Cookie" not in headers, path


async def test_a_link_to_the_other_language_stays_in_it(reader: Reader) -> None:
    html = await reader.reads("themes")
    [other] = re.findall(r'href="([^"]*)" lang="es"', html)
    spanish = await (await reader.session.get(f"{reader.origin}{other}", headers={"Accept-Language": "en"})).text()
    assert ES("explorer.themes_how") in plain(spanish)
    for address in re.findall(r"<nav.*?</nav>", spanish, re.DOTALL)[0].split('href="')[1:]:
        assert "lang=es" in address.split('"')[0]


async def test_every_chart_is_a_drawing_a_picture_and_a_table_at_a_fixed_address(reader: Reader) -> None:
    for name in CHARTS:
        query = QUERIES.get(name, "")
        svg = await reader.reads(f"charts/{name}.svg{query}")
        assert svg.startswith("<svg"), name
        assert "var(" not in svg, "a file stands alone"
        png = await (await reader.asks(f"charts/{name}.png{query}")).read()
        assert png.startswith(b"\x89PNG"), name
        _, first, *_ = csv.reader(io.StringIO(await reader.reads(f"charts/{name}.csv{query}")))
        html = await reader.reads(PLACES.get(name, ""))
        assert first[-1] in plain(html), name
    assert (await reader.asks("charts/themes.pdf")).status == 404
    assert (await reader.asks("charts/secret.svg")).status == 404


async def test_what_is_withdrawn_is_off_the_page_at_once(district: District, reader: Reader) -> None:
    before = await reader.reads("comments?q=inhaler")
    [number] = (
        re.findall(r'id="comments-(\d+)"', before)[:1]
        or re.findall(r'id="comments-(\d+)"', await reader.reads("comments"))[:1]
    )
    page = f"comments/{number}"
    assert f"#{number}" in await reader.reads(page)
    async with district.ctx.storage.write() as db:
        await db.execute(update(comment).where(comment.c.number == int(number)).values(state="withdrawn"))
    assert (await reader.asks(page)).status == 404
    for path in (*PAGES, "at/1/", "at/1/comments", "comments.md", "summary.md"):
        assert f'comments-{number}"' not in await reader.reads(path), path


async def test_a_reader_who_has_a_page_is_not_sent_it_again_until_something_changes(
    district: District, reader: Reader
) -> None:
    tag = (await reader.asks("comments")).headers["ETag"]
    assert (await reader.asks("comments", **{"If-None-Match": tag})).status == 304
    async with district.ctx.storage.write() as db:
        await exchanges.update_exchange(db, district.exchange.scope, background="Another background")
    assert (await reader.asks("comments", **{"If-None-Match": tag})).status == 200
    assert "Another background" in await reader.reads()


async def test_a_page_as_before_asks_the_database_nothing_until_something_changes_or_its_time_ends(
    district: District, reader: Reader
) -> None:
    asked: list[str] = []

    def note(*facts: object) -> None:
        asked.append(str(facts[2]))

    pages = ("", "themes", "comments?sort=newest", "charts/themes.png", "at/1/groups", "share/themes")
    before = {path: await (await reader.asks(path)).read() for path in pages}
    event.listen(Engine, "before_cursor_execute", note)
    try:
        for path in pages:
            answer = await reader.asks(path)
            assert await answer.read() == before[path]
            assert asked == [], path
            if tag := answer.headers.get("ETag"):
                again = await reader.asks(path, **{"If-None-Match": tag})
                assert (again.status, await again.read(), asked) == (304, b"", [])
        assert (await reader.asks("themes", language="es")).headers["Content-Language"] == "es"
        assert asked, "in another language it is another page"
        plain_one = await reader.asks("themes", **{"Accept-Encoding": "identity"})
        assert "Content-Encoding" not in plain_one.headers
        asked.clear()
        district.clock.at += timedelta(minutes=10)
        assert (await reader.asks("themes")).status == 200
        assert asked, "its counts may be ten minutes old, and no older"
        async with district.ctx.storage.write() as db:
            await exchanges.update_exchange(db, district.exchange.scope, background="Another background")
        assert "Another background" in await reader.reads()
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def test_an_earlier_checkpoint_has_its_own_figures_and_says_so(reader: Reader) -> None:
    now, then = plain(await reader.reads("comments")), plain(await reader.reads("at/1/comments"))
    assert EN("explorer.past_newest") in then
    assert EN("explorer.past_newest") not in now
    assert now != then
    assert (await reader.asks("at/99/")).status == 404
    assert EN("explorer.changed_count", n=2)[-30:] in plain(await reader.reads("checkpoints?since=1"))


async def test_an_earlier_checkpoint_has_the_names_of_themes_that_were_released_then(
    district: District, reader: Reader
) -> None:
    ctx, scope = district.ctx, district.exchange.scope
    async with ctx.storage.read() as db:
        first = (await theme_snapshots.load(db, scope)).themes[0]
    path = f"themes/{first.number}"
    assert first.name in plain(await reader.reads(f"at/1/{path}"))
    renamed = replace(first, name="Quite another name", has_manual_name=True)
    async with ctx.storage.write() as db:
        await theme_snapshots.save_theme(db, scope, renamed, now=district.clock.now())
        await theme_changes.record(
            db, scope, "rename", first.number, other=None, facts=ChangeFacts(renamed.name), made_at=district.clock.now()
        )
    for part in ("themes", path, "comments", "themes.md"):
        now, then = plain(await reader.reads(part)), plain(await reader.reads(f"at/1/{part}"))
        now = now.replace(f"{first.name} here", "its sub-theme")
        assert renamed.name in now, part
        assert first.name not in now, part
        assert first.name in then, part
        assert renamed.name not in then, part


async def test_search_knows_no_accents_and_a_number_finds_its_comment(reader: Reader) -> None:
    accented, bare = [plain(await reader.reads(f"comments?q={each}")) for each in ("policía", "policia")]
    assert "policía" in accented.replace("“policía”", "")
    assert accented.replace("“policía”", "") == bare.replace("“policia”", ""), "but for what was looked for"
    number = re.findall(r'id="comments-(\d+)"', await reader.reads("comments"))[7]
    assert f'id="comments-{number}"' in await reader.reads(f"comments?q=%23{number}")
    assert EN("explorer.nothing_found") in plain(await reader.reads("comments?q=zzzzzzzz"))


async def test_who_has_no_link_that_works_reads_nothing(district: District, reader: Reader) -> None:
    ctx, exchange = district.ctx, district.exchange
    wrong = reader.root[:-2] + ("A/" if reader.root[-2] != "A" else "B/")
    answer = await reader.session.get(wrong, headers={"Accept-Language": "en"})
    assert answer.status == 404
    text = plain(await answer.text())
    assert EN("explorer.shut.unknown") in text
    assert exchange.question not in text
    async with ctx.storage.write() as db:
        await replace_link(ctx, db, exchange)
    assert (await reader.asks()).status == 404, "replaced"
    async with reader_of(ctx, exchange) as again:
        assert (await again.asks()).status == 200
        district.clock.at += timedelta(days=401)
        assert (await again.asks()).status == 404, "expired"


async def test_the_page_opens_when_the_exchange_says(district: District, reader: Reader) -> None:
    async def state(**values: object) -> int:
        async with district.ctx.storage.write() as db:
            await exchanges.update_exchange(db, district.exchange.scope, **values)
        return (await reader.asks()).status

    assert await state(results_when="rated") == 200, "closed"
    open_again = {"state": "open", "closed_at": None, "closes_at": None}
    assert await state(**open_again) == 403
    assert EN("explorer.shut.not_yet") in plain(await (await reader.asks()).text())
    assert await state(results_when="closed") == 403
    assert await state(results_when="always") == 200
    assert await state(results_page="slack") == 404


async def test_the_database_holds_no_link_that_opens_the_page(
    district: District, reader: Reader, tmp_path: Path
) -> None:
    token = reader.root.rstrip("/").rsplit("/", 1)[1]
    assert len(token) >= 43, "256 bits"
    files = [path.read_bytes() for path in tmp_path.glob("district.sqlite*")]  # noqa: ASYNC240 - small files
    assert files
    assert all(token.encode() not in each for each in files)


async def test_markdown_says_the_same_and_nobodys_words_are_markup(district: District, reader: Reader) -> None:
    async with district.ctx.storage.write() as db:
        ids = comment.c.exchange_id == district.exchange.exchange_id
        await db.execute(update(comment).where(ids).values(text="*Bold* [link](https://x.example) <b>"))
    for part in ("summary", "comments"):
        text = await reader.reads(f"{part}.md")
        assert r"\*Bold\* \[link](https://x.example) \<b>" in text, part
    html = await reader.reads("comments")
    assert "&lt;b&gt;" in html
    assert "<b>" not in re.sub(r"<b>.*?</b>", "", html)
    svg = await reader.reads("charts/differ.svg")
    assert "<b>" not in svg


async def test_a_page_of_few_people_says_so(district: District, reader: Reader) -> None:
    assert EN("roster.few", n=30) not in plain(await reader.reads())
    few = PublicCounts(people=25, comments=240, ratings=200)
    async with district.ctx.storage.write() as db:
        values = {"state": "open", "closed_at": None, "closes_at": None, "results_when": "always"}
        await exchanges.update_exchange(db, district.exchange.scope, public_counts=few.to_json(), **values)
    words = plain(await reader.reads())
    assert EN("roster.few", n=30) in words
    assert ES("roster.few", n=30) in plain(await reader.reads(language="es"))
