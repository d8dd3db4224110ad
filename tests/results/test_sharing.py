"""A section of the page is shared: by its address, by a QR code, as text, and a chart in the frame of another page."""

import re
from html import unescape

import segno
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser

from bot.results.page.sharing import qr_svg
from storage import exchanges
from tests.results.district import BASE, District, Size
from tests.results.site import Reader, plain
from tests.sentences import EN, ES

SMALL = Size(comments=60, people=320, ratings=6_000, releases=2)
PARTS = ("summary", "themes", "comments", "groups", "checkpoints", "method", "chart-themes", "chart-groups")


def address(html: str) -> str:
    return unescape(re.findall(r'id="address" readonly value="([^"]*)"', html)[0])


async def test_each_section_has_its_address_a_code_of_it_and_a_way_back(reader: Reader) -> None:
    for part in PARTS:
        html = await reader.reads(f"share/{part}")
        there = address(html)
        assert there.startswith(f"{BASE}/results/")
        assert (await reader.session.get(there.replace(BASE, reader.origin))).status == 200
        path = re.findall(r'stroke="#000" d="([^"]*)"', html)[0]
        assert path in qr_svg(there)
        assert "style=" not in html
        assert EN("sharing.who_link") in plain(html)
        file = await reader.asks(f"share/{part}/qr.svg")
        assert file.content_type == "image/svg+xml"
        assert b"<svg" in await file.read()
    assert ES("sharing.code") in plain(await reader.reads("share/themes", language="es"))
    assert "?lang=es" in address(await reader.reads("share/themes?lang=es"))
    assert "/at/1/" in address(await reader.reads("at/1/share/themes"))
    assert (await reader.asks("share/nothing")).status == 404
    assert (await reader.asks("share/chart-nothing/qr.svg")).status == 404
    for page in ("themes", "groups", ""):
        assert "share/chart-" in await reader.reads(page)


def test_a_code_holds_the_whole_address_and_is_no_small_kind() -> None:
    there = f"{BASE}/results/{'x' * 43}/at/12/comments/4711?lang=es"
    code = segno.make(there, micro=False, error="m")
    assert not code.is_micro
    assert len(qr_svg(there)) < 8_000


async def test_only_a_chart_can_be_framed_and_it_sets_no_cookie(reader: Reader, district: District) -> None:
    framed = await reader.asks("embed/themes")
    assert framed.status == 200
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    assert "script-src" not in framed.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in framed.headers
    assert "<script" not in await framed.text()
    again = await reader.asks("embed/themes", **{"If-None-Match": framed.headers["ETag"]})
    assert again.status == 304
    assert "frame-ancestors *" in again.headers["Content-Security-Policy"]
    for path in ("", "themes", "share/themes", "charts/themes.svg", "embed/nothing", "method"):
        assert "frame-ancestors *" not in (await reader.asks(path)).headers["Content-Security-Policy"], path
    assert "embed/themes" in unescape(await reader.reads("share/chart-themes"))
    async with district.ctx.storage.write() as db:
        await exchanges.update_exchange(db, district.exchange.scope, results_page="workspace")
    assert (await reader.asks("embed/themes")).status != 200


async def test_another_page_frames_the_chart_and_nothing_else(browser: Browser, reader: Reader) -> None:
    async def blog(_: web.Request) -> web.Response:
        there = reader.root.replace("127.0.0.1", "localhost")
        frames = "".join(f'<iframe name="{name}" src="{there}{path}"></iframe>' for name, path in FRAMES.items())
        return web.Response(text=f"<!doctype html><title>A blog</title>{frames}", content_type="text/html")

    app = web.Application()
    app.router.add_get("/", blog)
    async with TestServer(app, host="127.0.0.1") as other:
        page = await (await browser.new_context()).new_page()
        await page.goto(str(other.make_url("/")), wait_until="load")
        chart = page.frame(name="chart")
        assert chart
        assert await chart.locator(".chart-wide svg, .chart-narrow svg").count() == 2
        whole = page.frame(name="whole")
        assert whole is None or await whole.locator(".hero").count() == 0, "the page itself is in no frame"
        await page.context.close()


FRAMES = {"chart": "embed/themes", "whole": ""}
