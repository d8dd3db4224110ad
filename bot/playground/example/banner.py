"""The banner for newcomers, with the way to the page of the finished exchange's results."""

import json
from typing import Any

from bot.app import Starling
from bot.domain.results_links import get_link
from bot.playground.example.loader import HERE
from storage import exchanges
from storage.enums import ExchangeState


async def make_banner(starling: Starling) -> dict[str, Any]:
    """Return the banner by language: {title, steps, link: {text, url}}; no link where no exchange has a page."""
    banner: dict[str, Any] = json.loads((HERE / "banner.json").read_text(encoding="utf-8"))
    url = await _find_page(starling)
    for each in banner.values():
        text = each.pop("results")
        if url:
            each["link"] = {"text": text, "url": url}
    return banner


async def _find_page(starling: Starling) -> str:
    """Return the address of the page of the exchange that closed last, "" where none has one."""
    async with starling.context.storage.read() as db:
        closed = await exchanges.list_all(db, starling.tenant_id, ExchangeState.CLOSED)
    for exchange in sorted(closed, key=lambda each: each.closed_at or each.opened_at or starling.context.clock())[::-1]:
        url = await get_link(starling.context, exchange)
        if url:
            return url
    return ""
