"""Sign in with Slack: OpenID Connect's code flow, which the bot asks for a person's id and their workspace's alone.

The client has a secret and gets the id token from Slack itself over TLS, so its claims are checked and its signature is
not (OpenID Connect Core 1.0, 3.1.3.7). Slack has PKCE only for apps that give up their secret for good, so there is
none: docs/decisions/0034-who-may-read.md.
"""

import base64
import binascii
import json
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from typing import Any
from urllib.parse import urlencode

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.slack.client import CALL_ERRORS, classify, describe, make_client
from bot.slack.deadlines import within
from bot.slack.workspaces import Workspace

SCOPE = "openid"
REDIRECT_PATH = "/results/sign-in/slack"
"""Where Slack sends people back to, behind STARLING_BASE_URL; one of the app's Redirect URLs, to the letter."""

ISSUER = "https://slack.com"
_TEAM, _USER, _ENTERPRISE = (f"{ISSUER}/{name}" for name in ("team_id", "user_id", "enterprise_id"))
_SECONDS = 8.0


class SignInError(Exception):
    """Slack did not say who somebody is. reason: for the log; no code, token or id is in it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in, as Slack says."""

    team_id: str
    slack_user_id: str
    enterprise_id: str = ""  # of the organisation that the workspace is in, "" outside one

    def belongs_to(self, workspace: Workspace) -> bool:
        """Say whether this is somebody of a workspace, or of another one in its organisation."""
        organisation = workspace.identity.enterprise_id
        return self.team_id == workspace.team_id or bool(organisation and self.enterprise_id == organisation)


@dataclass(frozen=True)
class SignIn:
    """What it takes to sign people in. web: a client without a token; base_url: the server's own address."""

    client_id: str
    client_secret: str
    base_url: str
    web: AsyncWebClient

    @property
    def redirect_url(self) -> str:
        """Where Slack sends people back to."""
        return f"{self.base_url.rstrip('/')}{REDIRECT_PATH}"

    def address(self, *, team_id: str, state: str, nonce: str) -> str:
        """Return where a person agrees at Slack."""
        query = {
            "response_type": "code",
            "scope": SCOPE,
            "client_id": self.client_id,
            "team": team_id,
            "state": state,
            "nonce": nonce,
            "redirect_uri": self.redirect_url,
        }
        return f"{self.web.base_url.removesuffix('api/')}openid/connect/authorize?{urlencode(query)}"

    async def identify(self, code: str, *, nonce: str, now: datetime) -> SignedIn:
        """Return who somebody is for whom Slack made this code. The token that Slack gives is used once and dropped.

        Raises SignInError.
        """
        try:
            async with within(_SECONDS):
                given = await self._exchange(code)
                claims = _read_claims(str(given.get("id_token") or ""))
                self._check(claims, nonce=nonce, now=now)
                about = await self._ask(str(given.get("access_token") or ""))
        except TimeoutError as error:
            raise SignInError("timeout") from error
        if not about.get("sub") or about["sub"] != claims.get("sub"):
            raise SignInError("another_person")
        identity = SignedIn(*(str(about.get(name) or "") for name in (_TEAM, _USER, _ENTERPRISE)))
        if not identity.team_id or not identity.slack_user_id:
            raise SignInError("no_ids")
        return identity

    async def _exchange(self, code: str) -> dict[str, Any]:
        call = self.web.openid_connect_token(
            self.client_id, self.client_secret, code, self.redirect_url, "authorization_code"
        )
        return await _answer(call)

    async def _ask(self, token: str) -> dict[str, Any]:
        web = make_client(token, self.web.base_url, self.web.session) if self.web.session else None
        if web is None or not token:
            raise SignInError("no_token")
        return await _answer(web.openid_connect_userInfo())

    def _check(self, claims: dict[str, Any], *, nonce: str, now: datetime) -> None:
        """Raise SignInError for an id token that is not for this app, this attempt and this moment."""
        audience = claims.get("aud")
        if claims.get("iss") != ISSUER or self.client_id not in (
            audience if isinstance(audience, list) else [audience]
        ):
            raise SignInError("issuer_or_audience")
        if not compare_digest(str(claims.get("nonce") or "").encode(), nonce.encode()):
            raise SignInError("nonce")
        expires = claims.get("exp")
        if not isinstance(expires, int | float) or expires <= now.timestamp():
            raise SignInError("expired")


async def _answer(call: Awaitable[AsyncSlackResponse]) -> dict[str, Any]:
    """Return what Slack answered. Raises SignInError."""
    try:
        answer = await call
    except CALL_ERRORS as error:
        raise SignInError(describe(classify(error))) from None  # what was sent is secret
    return answer.data if isinstance(answer.data, dict) else {}


def _read_claims(token: str) -> dict[str, Any]:
    """Return what an id token says. Raises SignInError."""
    parts = token.split(".")
    try:
        part = parts[1]
        claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (IndexError, binascii.Error, ValueError) as error:
        raise SignInError("id_token") from error
    if not isinstance(claims, dict):
        raise SignInError("id_token")
    return claims
