"""Slack's page on which somebody agrees to install the app: GET and POST /oauth/v2/authorize.

In Slack the browser knows who is there and in which workspace; here one chooses among the people of every workspace
behind this address. In an organisation the app is installed for all of it where the workspace says so.
"""

from html import escape
from http import HTTPStatus
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from bot.playground.context import PlaygroundContext
from bot.playground.page.assets import HEADERS, STATIC, language_for
from bot.playground.page.consent import POLICY, list_people
from bot.playground.page.texts import fill_page

PATH = "/oauth/v2/authorize"
_ASKED = ("client_id", "scope", "user_scope", "redirect_uri", "state", "team")


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
        team, _, user = str(form.get("person") or "").partition(" ")
        where = next((each for each in _workspaces(context, request) if each.team_id == team), None)
        back = {"state": request.query.get("state", "")}
        if form.get("answer") != "allow" or where is None or user not in {each.id for each in list_people(where)}:
            back["error"] = "access_denied"
        else:
            back["code"] = where.tokens.new_oauth_code(user, request.query["redirect_uri"])
        to = f"{request.query['redirect_uri']}?{urlencode(back)}"
        return web.Response(status=HTTPStatus.FOUND, headers={"Location": to, "Referrer-Policy": "no-referrer"})

    return [web.get(PATH, ask), web.post(PATH, answer)]


def _workspaces(context: PlaygroundContext, request: web.Request) -> list[PlaygroundContext]:
    """Return the workspaces to choose from: every one, or the one that is asked for."""
    every = [context, *context.neighbours]
    return [each for each in every if each.team_id == request.query.get("team")] or every


def _fault(context: PlaygroundContext, request: web.Request) -> str:
    """Return what Slack would complain of, "" where nothing is wrong."""
    query = request.query
    if query.get("client_id") != context.app.client_id:
        return "invalid_client_id"
    if not set(query.get("scope", "").replace(",", " ").split()) <= context.manifest.scopes or not query.get("scope"):
        return "invalid_scope"
    if query.get("redirect_uri") not in context.app.redirect_urls:
        return "redirect_uri did not match any configured URIs"
    return ""


def _page(context: PlaygroundContext, request: web.Request) -> web.Response:
    language = language_for(request)

    def option(where: PlaygroundContext, person: str, name: str) -> str:
        words = f"{name} · {where.world.name}"
        return f'<option value="{escape(f"{where.team_id} {person}")}">{escape(words)}</option>'

    people = [
        option(where, each.id, each.real_name)
        for where in _workspaces(context, request)
        for each in list_people(where)
        if each.is_admin or each.is_owner
    ]
    scopes = request.query["scope"].replace(",", " ").split()
    kept = urlencode({name: request.query[name] for name in _ASKED if name in request.query})
    html = fill_page((STATIC / "install.html").read_text(encoding="utf-8"), language)
    html = html.replace("<!-- people -->", "".join(people))
    html = html.replace("<!-- app -->", escape(context.manifest.name))
    html = html.replace("<!-- scopes -->", "".join(f"<li><code>{escape(each)}</code></li>" for each in scopes))
    html = html.replace("/* address */", escape(f"{PATH}?{kept}"))
    headers = {**HEADERS, "Content-Security-Policy": POLICY, "Cache-Control": "no-store", "Content-Language": language}
    return web.Response(text=html, content_type="text/html", charset="utf-8", headers=headers)
