"""openid.connect.*: Sign in with Slack, after somebody agreed on the page of `page/consent.py`."""

import base64
import json
import secrets
from typing import Any

from bot.playground.context import PlaygroundContext
from bot.playground.state.errors import SlackError
from bot.playground.state.models import Json
from bot.playground.web_api.dispatch import Args, method

ISSUER = "https://slack.com"
LIVES = 300  # seconds


@method("openid.connect.token", accepts="none")
def exchange_code(context: PlaygroundContext, args: Args) -> Json:
    """Exchange a code for a token, and an id token whose signature is none."""
    if args.text("client_id") != context.app.client_id:
        raise SlackError("invalid_client_id")
    if args.text("client_secret") != context.app.client_secret:
        raise SlackError("bad_client_secret")
    if args.text("grant_type", "authorization_code") != "authorization_code":
        raise SlackError("invalid_grant_type")
    found = context.tokens.take_sign_in(args.text("code"))
    if found is None:
        raise SlackError("invalid_code")
    if args.text("redirect_uri") != found.redirect_uri:
        raise SlackError("bad_redirect_uri")
    now = int(context.world.clock())
    claims = {
        "iss": ISSUER,
        "sub": found.user,
        "aud": context.app.client_id,
        "exp": now + LIVES,
        "iat": now,
        "auth_time": now,
        "nonce": found.nonce,
        **_ids(context, found.user),
        **context.id_token_faults,
    }
    token = ".".join([_part({"alg": "RS256", "typ": "JWT"}), _part(claims), secrets.token_urlsafe(32)])
    return {"access_token": context.tokens.new_access_token(found.user), "token_type": "Bearer", "id_token": token}


@method("openid.connect.userInfo", accepts="signed_in")
def user_info(context: PlaygroundContext, args: Args) -> Json:
    """Return who signed in; with the scope `openid` nothing but ids."""
    user = context.tokens.get_signed_in(args.bearer)
    member = context.world.members.get(user or "")
    if member is None or member.deleted:
        raise SlackError("account_inactive")
    return {"sub": member.id, **_ids(context, member.id)}


def _ids(context: PlaygroundContext, user: str) -> Json:
    team, org = context.world.members[user].team_id, context.enterprise
    ids = {f"{ISSUER}/user_id": user, f"{ISSUER}/team_id": team}
    is_inside = org is not None and team in {context.team_id, *org.siblings}
    return ids | ({f"{ISSUER}/enterprise_id": org.id} if org is not None and is_inside else {})


def _part(content: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")
