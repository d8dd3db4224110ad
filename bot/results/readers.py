"""Who may read a page with results: asked at each request, of the exchange, of Slack, and of the person's own row.

A session says who somebody is and nothing else: what they may do is never in it. Reading writes nothing.
"""

from datetime import timedelta
from enum import StrEnum

from bot.context import Context
from bot.domain import web_passes
from bot.domain.access import OutsideError, UnknownAccessError, admit
from bot.domain.actor import Actor
from bot.domain.policy import EVERYWHERE, Act, may
from bot.domain.results_gate import find_gate
from bot.domain.results_links import PATH, has_page, needs_sign_in
from bot.domain.roles import fetch_role
from bot.domain.web_passes import Holder, PassKind
from bot.slack.profiles import UnknownPersonError
from storage.enums import ExchangeState, ResultsPage
from storage.exchanges import Exchange

COOKIE = "starling_reader"
COOKIE_PATH = PATH
SESSION_FOR = timedelta(hours=2)
"""How long somebody stays signed in; it ends earlier when they sign out, or close the browser."""


class Refusal(StrEnum):
    """Why somebody reads no results; `explorer.shut.NAME` says so to them."""

    UNKNOWN = "unknown"
    NOT_YET = "not_yet"
    SIGN_IN = "sign_in"
    OUTSIDE = "outside"
    MODERATORS = "moderators"
    RATE_FIRST = "rate_first"
    UNSURE = "unsure"


async def find_refusal(ctx: Context, exchange: Exchange, held: str) -> Refusal | None:
    """Return why the holder of a session may not read results, None where they may. held: the cookie, "" without."""
    now = ctx.clock()
    exchange = exchange.as_of(now)
    if exchange.results_page == ResultsPage.SLACK or exchange.state == ExchangeState.DRAFT:
        return Refusal.UNKNOWN
    if not needs_sign_in(exchange):
        return None if has_page(exchange, now) else Refusal.NOT_YET
    if ctx.sign_in is None or not ctx.workspaces.serves(exchange.tenant_id):
        return Refusal.UNKNOWN  # nobody can be asked who they are in a workspace that the app left
    holder = await web_passes.read(ctx, PassKind.SESSION, held)
    if holder is None or holder.tenant_id != exchange.tenant_id:
        return Refusal.SIGN_IN
    try:
        return await _find_refusal_of(ctx, exchange, actor_of(ctx, holder))
    except (UnknownPersonError, UnknownAccessError):
        return Refusal.UNSURE


def actor_of(ctx: Context, holder: Holder) -> Actor:
    """Return the person whose pass it is."""
    return Actor(holder.tenant_id, ctx.workspace(holder.tenant_id).team_id, holder.slack_user_id, is_stranger=False)


async def _find_refusal_of(ctx: Context, exchange: Exchange, actor: Actor) -> Refusal | None:
    """Return why a person may not read. Raises UnknownPersonError and UnknownAccessError where Slack does not say."""
    if await _is_gone(ctx, actor):
        return Refusal.OUTSIDE
    if exchange.results_page == ResultsPage.MODERATORS:
        return None if await fetch_role(ctx, actor) in EVERYWHERE else Refusal.MODERATORS
    refusal = await _find_refusal_of_member(ctx, exchange, actor)
    if refusal is None:
        return None
    role = await fetch_role(ctx, actor)
    if role in EVERYWHERE or (refusal is not Refusal.OUTSIDE and may(role, Act.SEE)):
        return None  # moderators and others with a role see the results of their workspace, as in Slack
    return refusal


async def _find_refusal_of_member(ctx: Context, exchange: Exchange, actor: Actor) -> Refusal | None:
    try:
        await admit(ctx, actor, exchange.exchange_id)
    except OutsideError:
        return Refusal.OUTSIDE
    async with ctx.storage.read() as db:
        gate = await find_gate(ctx, db, actor, exchange)
    if gate is None:
        return None
    return Refusal.NOT_YET if gate.is_until_close else Refusal.RATE_FIRST


async def _is_gone(ctx: Context, actor: Actor) -> bool:
    """Say whether somebody left the workspace, as far as there is room to ask: nobody who left is in a channel."""
    profiles = ctx.workspace(actor.tenant_id).profiles
    if not profiles.has_room(actor.slack_user_id):
        return False
    profile = await profiles.ask(actor.slack_user_id)
    return profile.is_deleted or profile.is_bot or profile.is_stranger
