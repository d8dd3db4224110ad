"""Slack's page on which somebody agrees to sign in elsewhere: GET and POST /openid/connect/authorize.

In Slack the browser knows who is there; here one chooses. People of another workspace are among them, as Slack lets
anybody sign in to any of their workspaces, whatever `team` asks for.
"""

from html import escape
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from bot.playground.context import PlaygroundContext
from bot.playground.page.assets import HEADERS, STATIC, language_for
from bot.playground.page.texts import fill_page, load_texts
from bot.playground.state.models import Member

PATH = "/openid/connect/authorize"
_ASKED = ("response_type", "client_id", "scope", "redirect_uri", "state", "nonce", "team")
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self' http://127.0.0.1:* http://localhost:*"  # where the app that asks runs
)


def routes(context: PlaygroundContext) -> list[web.RouteDef]:
    """Return the routes."""

    async def ask(request: web.Request) -> web.Response:
        fault = _fault(context, request)
        if fault:
            return web.Response(status=HTTPStatus.BAD_REQUEST, text=fault)
        return _page(context, request)

    async def answer(request: web.Request) -> web.Response:
        fault = _fault(context, request)
        origin = request.headers.get("Origin")
        if fault or (origin not in {None, "null"} and urlsplit(str(origin)).netloc != request.host):
            return web.Response(status=HTTPStatus.BAD_REQUEST, text=fault or "bad_origin")
        form = await request.post()
        member = context.world.members.get(str(form.get("user") or ""))
        back = {"state": request.query.get("state", "")}
        if form.get("answer") != "allow" or member not in list_people(context):
            back["error"] = "access_denied"
        else:
            nonce = request.query.get("nonce", "")
            back["code"] = context.tokens.new_sign_in(member.id, request.query["redirect_uri"], nonce)
        to = f"{request.query['redirect_uri']}?{urlencode(back)}"
        return web.Response(status=HTTPStatus.FOUND, headers={"Location": to, "Referrer-Policy": "no-referrer"})

    return [web.get(PATH, ask), web.post(PATH, answer)]


def _fault(context: PlaygroundContext, request: web.Request) -> str:
    """Return what Slack would complain of, "" where nothing is wrong."""
    query = request.query
    if query.get("client_id") != context.app.client_id:
        return "invalid_client_id"
    if query.get("response_type") != "code":
        return "unsupported_response_type"
    if "openid" not in query.get("scope", "").replace(",", " ").split():
        return "invalid_scope"
    if query.get("redirect_uri") not in context.app.redirect_urls:
        return "redirect_uri did not match any configured URIs"
    return ""


def list_people(context: PlaygroundContext) -> list[Member]:
    """Return whom one can be: those that the page offers first, then all others; nobody who was deactivated."""
    first = {each.id: each for each in context.world.personas}
    every = {**first, **{each.id: each for each in context.world.members.values()}}
    return [each for each in every.values() if not each.is_bot and not each.deleted]


def _role(context: PlaygroundContext, member: Member) -> str:
    """Return what a name is followed by, "" for a member like most."""
    if member.team_id != context.team_id:
        return "elsewhere"
    if member.is_restricted or member.is_ultra_restricted:
        return "guest"
    return "admin" if member.is_admin or member.is_owner else ""


def _page(context: PlaygroundContext, request: web.Request) -> web.Response:
    language = language_for(request)
    texts = load_texts(language)

    def option(member: Member) -> str:
        role = _role(context, member)
        words = str(texts[f"consent.role.{role}"]).replace("{name}", member.real_name) if role else member.real_name
        return f'<option value="{escape(member.id)}">{escape(words)}</option>'

    kept = urlencode({name: request.query[name] for name in _ASKED if name in request.query})
    html = fill_page((STATIC / "consent.html").read_text(encoding="utf-8"), language)
    html = html.replace("<!-- people -->", "".join(map(option, list_people(context))))
    html = html.replace("<!-- app -->", escape(context.manifest.name))
    html = html.replace("<!-- workspace -->", escape(context.world.name))
    html = html.replace("/* address */", escape(f"{PATH}?{kept}"))
    headers = {**HEADERS, "Content-Security-Policy": POLICY, "Cache-Control": "no-store", "Content-Language": language}
    return web.Response(text=html, content_type="text/html", charset="utf-8", headers=headers)
