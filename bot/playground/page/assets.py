"""The page's static files, served with a strict content security policy."""

from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

from aiohttp import web

from bot.playground.page.texts import LANGUAGES, fill_page, load_texts, preferred_language
from bot.playground.text.emoji import load_signs

STATIC = Path(__file__).parent / "static"
KINDS = {
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
    """Return the routes of the page: `/`, the table of emoji, the sentences, and the files below `/static/`."""
    return [
        web.get("/", _index),
        web.get("/static/emoji.json", _emoji),
        web.get("/static/texts.json", _texts),
        web.get("/static/{name:.+}", _file),
    ]


async def _emoji(_: web.Request) -> web.StreamResponse:
    return web.json_response(load_signs(), headers=HEADERS)


async def _texts(_: web.Request) -> web.StreamResponse:
    return web.json_response({each: load_texts(each) for each in LANGUAGES}, headers=HEADERS)


async def _index(request: web.Request) -> web.StreamResponse:
    return send_page(request, "index.html")


async def _file(request: web.Request) -> web.StreamResponse:
    return _send(request.match_info["name"])


def language_for(request: web.Request) -> str:
    """Return the language of the browser that asks; the page follows the acting person once there is one."""
    return preferred_language(request.headers.get("Accept-Language", ""))


def send_page(request: web.Request, name: str, *, status: int = HTTPStatus.OK) -> web.Response:
    """Return an HTML file with its sentences in the browser's language; 304 when the browser has it already."""
    language = language_for(request)
    text = fill_page((STATIC / name).read_text(encoding="utf-8"), language)
    tag = sha256(text.encode()).hexdigest()[:16]
    headers = {**HEADERS, "ETag": f'"{tag}"', "Vary": "Accept-Language", "Content-Language": language}
    if status == HTTPStatus.OK and any(each.value == tag for each in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    return web.Response(status=status, text=text, content_type="text/html", charset="utf-8", headers=headers)


def _send(name: str) -> web.FileResponse:
    """Return one file of the page. Raises HTTPNotFound outside the folder or for an unknown file type."""
    path = (STATIC / name).resolve()
    kind = KINDS.get(path.suffix)
    if kind is None or not path.is_relative_to(STATIC.resolve()) or not path.is_file():
        raise web.HTTPNotFound(text="There is no such file.", headers=HEADERS)
    return web.FileResponse(path, headers={**HEADERS, "Content-Type": kind})
