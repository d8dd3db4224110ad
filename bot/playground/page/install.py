"""Slack's page on which somebody agrees to install the app: GET and POST /oauth/v2/authorize.

One chooses among the people of every workspace behind this address. In an organisation the app is installed for all
of it where the workspace says so.
"""

from html import escape

from aiohttp import web

from bot.playground.context import PlaygroundContext
from bot.playground.page.agreement import (
    BAD_APP,
    BAD_REDIRECT,
    BAD_SCOPE,
    Form,
    agreement_page,
    agreement_routes,
    list_people,
)

PATH = "/oauth/v2/authorize"
_ASKED = ("client_id", "scope", "user_scope", "redirect_uri", "state", "team")


def routes(context: PlaygroundContext) -> list[web.RouteDef]:
    """Return the routes."""

    def code(request: web.Request, form: Form) -> str:
        team, _, user = form.get("person", "").partition(" ")
        where = next((each for each in _workspaces(context, request) if each.team_id == team), None)
        if where is None or user not in {each.id for each in list_people(where)}:
            return ""
        return where.tokens.new_oauth_code(user, request.query["redirect_uri"])

    return agreement_routes(
        PATH,
        fault=lambda request: _fault(context, request),
        page=lambda request: _page(context, request),
        code=code,
    )


def _workspaces(context: PlaygroundContext, request: web.Request) -> list[PlaygroundContext]:
    """Return the workspaces to choose from: every one, or the one that is asked for."""
    every = [context, *context.neighbours]
    return [each for each in every if each.team_id == request.query.get("team")] or every


def _fault(context: PlaygroundContext, request: web.Request) -> str:
    """Return what Slack would complain of, "" where nothing is wrong."""
    query = request.query
    if query.get("client_id") != context.app.client_id:
        return BAD_APP
    if not set(query.get("scope", "").replace(",", " ").split()) <= context.manifest.scopes or not query.get("scope"):
        return BAD_SCOPE
    return "" if query.get("redirect_uri") in context.app.redirect_urls else BAD_REDIRECT


def _page(context: PlaygroundContext, request: web.Request) -> web.Response:
    def option(where: PlaygroundContext, person: str, name: str) -> str:
        words = f"{name} · {where.world.name}"
        return f'<option value="{escape(f"{where.team_id} {person}")}">{escape(words)}</option>'

    people = [
        option(where, each.id, each.real_name)
        for where in _workspaces(context, request)
        for each in list_people(where)
        if each.is_admin or each.is_owner
    ]
    scopes = "".join(
        f"<li><code>{escape(each)}</code></li>" for each in request.query["scope"].replace(",", " ").split()
    )
    return agreement_page(request, context, "install.html", PATH, _ASKED, people="".join(people), scopes=scopes)
