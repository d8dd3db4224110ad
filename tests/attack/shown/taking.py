"""Everything that is shown of the real bot's exchange: pages as far as links lead, files, posts in the channel."""

import json
import re
from collections import deque
from dataclasses import asdict
from html import unescape
from urllib.parse import urldefrag

from aiohttp import ClientSession

from bot.domain.published_load import load_published
from bot.domain.results_links import get_link
from bot.exports.bundle import NoRootError
from bot.exports.files import PUBLIC
from bot.exports.flow import make_public
from bot.results.page.charts import MAKERS
from bot.results.page.file import make_html
from storage import exchanges, releases
from storage.enums import ExportForm
from storage.exchanges import Exchange
from storage.scope import ExchangeScope
from tests.attack.shown.taken import Taken
from tests.whole_bot import Playground

BASE = "https://starling.example.org"
"""The public address of the bot, which its settings have."""

_HREF = re.compile(r'href="([^"]*)"')
_KINDS = {"text/html": "html", "text/plain": "md", "image/svg+xml": "svg", "text/csv": "csv"}
_SAME_AGAIN = (".png", "lang=")  # pictures of the same drawings, the same pages in the other language


class Taking:
    """Takes what is shown at each release. most_pages: read at each."""

    def __init__(self, playground: Playground, *, most_pages: int = 120) -> None:
        self._playground, self._most_pages = playground, most_pages
        self._releases = 0
        self.taken: list[Taken] = []

    async def look(self, exchange_id: int, *, is_last: bool = False) -> None:
        """Take everything where there is a release more than before, or at the end; a digest is posted first."""
        playground, ctx = self._playground, self._playground.starling.context
        await playground.settle()
        scope = ExchangeScope(playground.tenant_id, exchange_id)
        async with ctx.storage.read() as db:
            count = len(await releases.list_releases(db, scope))
        if count == self._releases and not is_last:
            return
        self._releases = count
        assert await playground.moderator.runs("/exchange digest now", "general")
        await playground.settle()
        await playground.starling.scheduler._run("digests")
        await playground.settle()
        async with ctx.storage.write() as db:
            await exchanges.update_exchange(db, scope, results_page="link", results_when="always")
        async with ctx.storage.read() as db:
            exchange = await exchanges.get(db, scope)
        assert exchange
        self.taken.append(await self._take(exchange, is_last=is_last))

    async def _take(self, exchange: Exchange, *, is_last: bool) -> Taken:
        files = {**await self._pages(exchange, is_last=is_last), **await self._exports(exchange)}
        posted = [asdict(each) for each in self._playground.slack.channel("general").messages.values() if each.bot_id]
        files["slack/posts.json"] = json.dumps(posted, default=str).encode()
        files["slack/results.json"] = json.dumps(await self._asked(), default=str).encode()
        return Taken(self._playground.clock.now(), files)

    async def _asked(self) -> list[object]:
        """Return what a moderator is shown who asks for results in Slack."""
        moderator = self._playground.moderator
        assert await moderator.runs("/exchange results", "general")
        await self._playground.settle()
        shown: list[object] = [asdict(moderator.ephemerals("general")[-1])]
        return [*shown, asdict(moderator.view)] if moderator.view else shown

    async def _pages(self, exchange: Exchange, *, is_last: bool) -> dict[str, bytes]:
        """Return pages and charts as far as links lead, those of earlier releases only at the end."""
        ctx = self._playground.starling.context
        origin = f"http://127.0.0.1:{self._playground.starling.port}"
        root = (await get_link(ctx, exchange)).replace(BASE, origin)
        files: dict[str, bytes] = {}
        charts = [f"{root}charts/{name}.{kind}" for name in MAKERS for kind in ("svg", "csv")]
        waiting, seen = deque([root, *charts]), {root, *charts}
        async with ClientSession(headers={"Accept-Language": "en"}) as session:
            while waiting and len(files) < self._most_pages:
                address = waiting.popleft()
                async with session.get(address) as answer:
                    if answer.status != 200 or answer.content_type not in _KINDS:
                        continue
                    kind, data = _KINDS[answer.content_type], await answer.read()
                    name = address.removeprefix(root).removesuffix(f".{kind}") or "top"
                    files[f"page/{name}.{kind}"] = data
                for link in _HREF.findall(data.decode()) if kind == "html" else ():
                    target = urldefrag(unescape(link))[0]
                    whole = f"{origin}{target}" if target.startswith("/") else target
                    is_new = whole.startswith(root) and whole not in seen and not any(p in whole for p in _SAME_AGAIN)
                    if is_new and (is_last or "/at/" not in whole):
                        seen.add(whole)
                        waiting.append(whole)
        return files

    async def _exports(self, exchange: Exchange) -> dict[str, bytes]:
        ctx = self._playground.starling.context
        files = {}
        for form in (*PUBLIC, ExportForm.BUNDLE):
            try:
                made = await make_public(ctx, exchange, form)
            except NoRootError:
                continue
            files[f"export/{form.value}.{made.ending}"] = made.data
        async with ctx.storage.read() as db:
            found = await load_published(ctx, db, exchange)
        files["export/report.html"] = make_html(found, "en").encode()
        return files
