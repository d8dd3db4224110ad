"""Answers of the page as they are sent: packed by gzip, with a tag that changes with what they say."""

import re
from hashlib import sha256

from aiohttp import web

from bot.domain.web_answers import HEADERS
from bot.results.cache import Kept, Page
from bot.results.page.render import FOLDER
from bot.results.page.site import Site

_ASSETS = {"explorer.css": "text/css", "explorer.js": "text/javascript", "icon.svg": "image/svg+xml"}
_REFUSED = re.compile(r"q=0(\.0*)?$")


def tag_of(request: web.Request, site: Site, kept: Kept, more: str = "") -> str:
    """Return what is the same as long as an answer is. more: the marks of other exchanges that it shows."""
    return sha256(f"{kept.found.mark} {more} {site.language} {request.path_qs}".encode()).hexdigest()[:24]


def packed(request: web.Request, page: Page, kind: str, headers: dict[str, str]) -> web.Response:
    """Return a text packed for a reader who takes that, as browsers do."""
    headers = {**headers, "Vary": "Accept-Language, Accept-Encoding"}
    offered = [each.strip().lower() for each in request.headers.get("Accept-Encoding", "").split(",")]
    is_packed = kind != "image/png" and any(
        each == "gzip" or (each.startswith("gzip;") and not _REFUSED.search(each)) for each in offered
    )
    if is_packed:
        headers["Content-Encoding"] = "gzip"
    body = page.packed if is_packed else page.plain()
    charset = None if kind == "image/png" else "utf-8"
    return web.Response(body=body, content_type=kind, charset=charset, headers=headers)


async def asset(request: web.Request) -> web.StreamResponse:
    """Answer with the style or the script."""
    name = request.match_info["name"]
    if name not in _ASSETS:
        raise web.HTTPNotFound
    headers = {
        **HEADERS,
        "Cache-Control": "public, max-age=3600",
        "Content-Type": f"{_ASSETS[name]}; charset=utf-8",
    }
    return web.FileResponse(FOLDER / "static" / name, headers=headers)
