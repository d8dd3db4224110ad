"""A reader of the page: asks for addresses below an exchange's link, in a language, as a browser does."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import unescape

from aiohttp import ClientResponse, ClientSession, web
from aiohttp.test_utils import TestServer

from bot.context import Context
from bot.domain.results_links import get_link
from bot.results.routes import routes
from storage.exchanges import Exchange
from tests.results.district import BASE


@dataclass
class Reader:
    """Somebody with a link. root: its address on the test's server."""

    session: ClientSession
    origin: str
    root: str

    async def asks(self, path: str = "", *, language: str = "en", **headers: str) -> ClientResponse:
        """Return the answer to a request below the link."""
        return await self.session.get(
            f"{self.root}{path}", headers={"Accept-Language": language, **headers}, allow_redirects=False
        )

    async def reads(self, path: str = "", *, language: str = "en") -> str:
        """Return a page that is there."""
        answer = await self.asks(path, language=language)
        assert answer.status == 200, path
        return await answer.text()


@asynccontextmanager
async def reader_of(ctx: Context, exchange: Exchange) -> AsyncIterator[Reader]:
    """Serve the page, and be somebody who has the link."""
    app = web.Application()
    app.router.add_routes(routes(ctx))
    link = await get_link(ctx, exchange)
    assert link.startswith(BASE)
    async with TestServer(app, host="127.0.0.1") as server, ClientSession() as session:
        origin = str(server.make_url("")).rstrip("/")
        yield Reader(session, origin, link.replace(BASE, origin))


def plain(html: str) -> str:
    """Return what a page says, without its charts, in one line."""
    text = re.sub(r"<(svg|style|script)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ").split())
