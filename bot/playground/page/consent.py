"""Slack's page on which somebody agrees to sign in elsewhere: GET and POST /openid/connect/authorize.

People of another workspace are among those to choose from, as Slack lets anybody sign in to any of their workspaces,
whatever `team` asks for.
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
from bot.playground.page.assets import language_for
from bot.playground.page.texts import load_texts
from bot.playground.state.models import Member

PATH = "/openid/connect/authorize"
_ASKED = ("response_type", "client_id", "scope", "redirect_uri", "state", "nonce", "team")


def routes(context: PlaygroundContext) -> list[web.RouteDef]:
    """Return the routes."""

    def code(request: web.Request, form: Form) -> str:
        member = context.world.members.get(form.get("user", ""))
        if member is None or member not in list_people(context):
            return ""
        return context.tokens.new_sign_in(member.id, request.query["redirect_uri"], request.query.get("nonce", ""))

    return agreement_routes(
        PATH,
        fault=lambda request: _fault(context, request),
        page=lambda request: _page(context, request),
        code=code,
    )


def _fault(context: PlaygroundContext, request: web.Request) -> str:
    """Return what Slack would complain of, "" where nothing is wrong."""
    query = request.query
    if query.get("client_id") != context.app.client_id:
        return BAD_APP
    if query.get("response_type") != "code":
        return "unsupported_response_type"
    if "openid" not in query.get("scope", "").replace(",", " ").split():
        return BAD_SCOPE
    return "" if query.get("redirect_uri") in context.app.redirect_urls else BAD_REDIRECT


def _role(context: PlaygroundContext, member: Member) -> str:
    """Return what a name is followed by, "" for a member like most."""
    if member.team_id != context.team_id:
        return "elsewhere"
    if member.is_restricted or member.is_ultra_restricted:
        return "guest"
    return "admin" if member.is_admin or member.is_owner else ""


def _page(context: PlaygroundContext, request: web.Request) -> web.Response:
    texts = load_texts(language_for(request))

    def option(member: Member) -> str:
        role = _role(context, member)
        words = str(texts[f"consent.role.{role}"]).replace("{name}", member.real_name) if role else member.real_name
        return f'<option value="{escape(member.id)}">{escape(words)}</option>'

    people, workspace = "".join(map(option, list_people(context))), escape(context.world.name)
    return agreement_page(request, context, "consent.html", PATH, _ASKED, people=people, workspace=workspace)
