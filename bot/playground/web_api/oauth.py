"""oauth.v2.access, auth.revoke and apps.uninstall: tokens for a code or a refresh token, and their end.

Which workspace a code belongs to was chosen on the page of `page/install.py`.
"""

from bot.playground.context import PlaygroundContext
from bot.playground.events import enterprise
from bot.playground.state.errors import SlackError
from bot.playground.state.installed_app import ROTATED_LIVES
from bot.playground.state.models import Json
from bot.playground.web_api.dispatch import Args, method


@method("oauth.v2.access", accepts="none")
def oauth_access(context: PlaygroundContext, args: Args) -> Json:
    """Exchange a code, or a refresh token, for tokens."""
    _require_client(context, args)
    app, now = context.app, context.world.clock()
    if args.text("grant_type", "authorization_code") == "refresh_token":
        if not app.take_refresh_token(args.text("refresh_token")):
            raise SlackError("invalid_refresh_token")
        app.issue(now)
        return _tokens(context) | _owner(context)
    found = context.tokens.take_oauth_code(args.text("code"))
    if found is None:
        raise SlackError("invalid_code")
    if found.redirect_uri and args.text("redirect_uri") != found.redirect_uri:
        raise SlackError("bad_redirect_uri")
    app.install(now)
    return _tokens(context) | _owner(context) | {"authed_user": {"id": found.user}}


@method("auth.revoke", accepts="any")
def revoke(context: PlaygroundContext, _args: Args) -> Json:
    """Revoke the token of the call."""
    context.app.uninstall()
    return {"revoked": True}


@method("apps.uninstall")
def uninstall(context: PlaygroundContext, args: Args) -> Json:
    """Uninstall the app from the workspace of the token."""
    _require_client(context, args)
    context.app.uninstall()
    return {}


def _require_client(context: PlaygroundContext, args: Args) -> None:
    if args.text("client_id") != context.app.client_id:
        raise SlackError("invalid_client_id")
    if args.text("client_secret") != context.app.client_secret:
        raise SlackError("bad_client_secret")


def _tokens(context: PlaygroundContext) -> Json:
    """Return the tokens as Slack does: with their end and a refresh token where the app rotates them."""
    app = context.app
    given: Json = {
        "access_token": app.bot_token,
        "token_type": "bot",
        "scope": ",".join(sorted(context.manifest.scopes)),
        "bot_user_id": app.bot_user_id,
        "app_id": app.app_id,
    }
    return given | ({"refresh_token": app.refresh_token, "expires_in": ROTATED_LIVES} if app.rotates_tokens else {})


def _owner(context: PlaygroundContext) -> Json:
    org, is_org_wide = context.enterprise, enterprise.is_org_wide(context)
    return {
        "team": None if is_org_wide else {"id": context.team_id, "name": context.world.name},
        "enterprise": {"id": org.id, "name": org.name} if org is not None else None,
        "is_enterprise_install": is_org_wide,
    }
