"""The page's static files, served with a strict content security policy."""

from pathlib import Path

from aiohttp import web

from bot.playground.text.emoji import load_signs

STATIC = Path(__file__).parent / "static"
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
# Pictures may also come from servers on this computer, where the bot draws its own; nothing comes from elsewhere.
POLICY = (
    "default-src 'self'; img-src 'self' data: http://127.0.0.1:* http://localhost:*; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    # There is no build step that could put a fingerprint into the names: the browser asks each time, and gets a 304.
    "Cache-Control": "no-cache",
}


def routes() -> list[web.RouteDef]:
    """Return the routes of the page: `/`, the table of emoji, and the files below `/static/`."""
    return [web.get("/", _index), web.get("/static/emoji.json", _emoji), web.get("/static/{name:.+}", _file)]


async def _emoji(_: web.Request) -> web.StreamResponse:
    return web.json_response(load_signs(), headers=HEADERS)


async def _index(_: web.Request) -> web.StreamResponse:
    return send("index.html")


async def _file(request: web.Request) -> web.StreamResponse:
    return send(request.match_info["name"])


def send(name: str, *, status: int = 200) -> web.FileResponse:
    """Return one file of the page. Raises HTTPNotFound outside the folder or for an unknown file type."""
    path = (STATIC / name).resolve()
    kind = KINDS.get(path.suffix)
    if kind is None or not path.is_relative_to(STATIC.resolve()) or not path.is_file():
        raise web.HTTPNotFound(text="There is no such file.", headers=HEADERS)
    return web.FileResponse(path, status=status, headers={**HEADERS, "Content-Type": kind})
