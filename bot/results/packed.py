"""Answers of the page as they are sent: packed by gzip, with a tag that changes with what they say."""

import re
from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.domain.web_answers import HEADERS
from bot.results.cache import Kept, Page
from bot.results.page.render import FOLDER, render
from bot.results.page.site import Site

_ASSETS = {"explorer.css": "text/css", "explorer.js": "text/javascript", "icon.svg": "image/svg+xml"}
_REFUSED = re.compile(r"q=0(\.0*)?$")


def tag_of(request: web.Request, site: Site, kept: Kept, more: str = "") -> str:
    """Return what is the same as long as an answer is. more: the marks of other exchanges that it shows."""
    return sha256(f"{kept.found.mark} {more} {site.language} {request.path_qs}".encode()).hexdigest()[:24]


def write_page(
    request: web.Request,
    site: Site,
    kept: Kept,
    page: str,
    values: Callable[[], dict[str, Any]],
    *,
    template: str = "",
    mark: str = "",
) -> web.Response:
    """Return a page; 304 where the reader has it, and as it was written before where nothing changed since."""
    tag = tag_of(request, site, kept, mark)
    headers = {
        **HEADERS,
        "Cache-Control": "private, no-cache",
        "ETag": f'"{tag}"',
        "Content-Language": site.language,
    }
    if any(each.value == tag for each in request.if_none_match or ()):
        return web.Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    made = kept.pages.get(tag)
    if made is None:
        path = request.path.removeprefix(site.root).removeprefix(f"at/{site.at}/")
        made = Page.of(render(template or f"{page}.jinja", site, page, request.query, path=path, **values()))
        kept.keep(tag, made)
    return packed(request, made, "text/html", headers)


def packed(request: web.Request, page: Page, kind: str, headers: dict[str, str]) -> web.Response:
    """Return a text packed for a reader who takes that, as browsers do."""
    headers = {**headers, "Vary": "Accept-Language, Accept-Encoding"}
    is_packed = kind != "image/png" and takes_gzip(request)
    if is_packed:
        headers["Content-Encoding"] = "gzip"
    body = page.packed if is_packed else page.plain()
    charset = None if kind == "image/png" else "utf-8"
    return web.Response(body=body, content_type=kind, charset=charset, headers=headers)


def file_headers(site: Site, name: str, how: str) -> dict[str, str]:
    """Return the headers of a file. how: "attachment" for one that is saved, "inline" for one that shows."""
    return {
        **HEADERS,
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Disposition": f'{how}; filename="{site.found.about.slug}-{name}"',
        "Cache-Control": "private, no-cache",
    }


def takes_gzip(request: web.Request) -> bool:
    """Say whether a reader takes what is packed by gzip."""
    offered = [each.strip().lower() for each in request.headers.get("Accept-Encoding", "").split(",")]
    return any(each == "gzip" or (each.startswith("gzip;") and not _REFUSED.search(each)) for each in offered)


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
