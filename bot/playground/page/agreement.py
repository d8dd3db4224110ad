"""Slack's pages on which somebody agrees to what another page asks for: what installing and signing in share.

In Slack the browser knows who is there; here one chooses. What was asked for stays in the address of the form.
"""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from bot.playground.context import PlaygroundContext
from bot.playground.page.assets import HEADERS, STATIC, language_for
from bot.playground.page.texts import fill_page
from bot.playground.state.models import Member

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self' http://127.0.0.1:* http://localhost:*"  # where the app that asks runs
)
BAD_APP, BAD_SCOPE = "invalid_client_id", "invalid_scope"
BAD_REDIRECT = "redirect_uri did not match any configured URIs"

Form = Mapping[str, str]


def agreement_routes(
    path: str,
    *,
    fault: Callable[[web.Request], str],
    page: Callable[[web.Request], web.Response],
    code: Callable[[web.Request, Form], str],
) -> list[web.RouteDef]:
    """Return the routes of such a page: it asks, and sends back to the `redirect_uri` with a code or a refusal.

    fault: what Slack would complain of, "" for nothing. code: for who was chosen, "" where they may not agree.
    """

    async def ask(request: web.Request) -> web.Response:
        wrong = fault(request)
        return web.Response(status=HTTPStatus.BAD_REQUEST, text=wrong) if wrong else page(request)

    async def answer(request: web.Request) -> web.Response:
        wrong, origin = fault(request), request.headers.get("Origin")
        if wrong or (origin not in {None, "null"} and urlsplit(str(origin)).netloc != request.host):
            return web.Response(status=HTTPStatus.BAD_REQUEST, text=wrong or "bad_origin")
        form = {name: str(value) for name, value in (await request.post()).items()}
        made = code(request, form) if form.get("answer") == "allow" else ""
        back = {"state": request.query.get("state", "")} | ({"code": made} if made else {"error": "access_denied"})
        to = f"{request.query['redirect_uri']}?{urlencode(back)}"
        return web.Response(status=HTTPStatus.FOUND, headers={"Location": to, "Referrer-Policy": "no-referrer"})

    return [web.get(path, ask), web.post(path, answer)]


def agreement_page(
    request: web.Request, context: PlaygroundContext, file: str, address: str, kept: Sequence[str], **parts: str
) -> web.Response:
    """Return the page of a file. address: where its form is sent, with the asked values of these names; parts: HTML."""
    language = language_for(request)
    asked = urlencode({name: request.query[name] for name in kept if name in request.query})
    html = fill_page((STATIC / file).read_text(encoding="utf-8"), language)
    for name, inside in {"app": escape(context.manifest.name), **parts}.items():
        html = html.replace(f"<!-- {name} -->", inside)
    html = html.replace("/* address */", escape(f"{address}?{asked}"))
    headers = {**HEADERS, "Content-Security-Policy": POLICY, "Cache-Control": "no-store", "Content-Language": language}
    return web.Response(text=html, content_type="text/html", charset="utf-8", headers=headers)


def list_people(context: PlaygroundContext) -> list[Member]:
    """Return whom one can be: those that the page offers first, then all others; nobody who was deactivated."""
    first = {each.id: each for each in context.world.personas}
    every = {**first, **{each.id: each for each in context.world.members.values()}}
    return [each for each in every.values() if not each.is_bot and not each.deleted]
