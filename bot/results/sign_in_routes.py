"""Signing in to a page with results, and out again.

GET LINK/sign-in begins: the browser gets a sealed cookie with what Slack must send back, and goes to Slack. Slack sends
it to /results/sign-in/slack, where a session begins. POST LINK/sign-out ends it. No address, code or id is logged.
"""

import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from hmac import compare_digest
from http import HTTPStatus

import structlog
from aiohttp import web

from bot.context import Context
from bot.domain import web_passes
from bot.domain.results_links import PATH, find_link, needs_sign_in
from bot.domain.web_answers import drop_cookie, go, set_cookie
from bot.domain.web_passes import Holder, PassKind
from bot.log import safe_info
from bot.results.readers import COOKIE, COOKIE_PATH, SESSION_FOR
from bot.results.shut import SIGN_IN_PATH, Way, say, shut, texts_of
from bot.sealing import WrongSealError
from bot.slack.sign_in import REDIRECT_PATH, SignIn, SignInError
from storage import exchanges
from storage.exchanges import Exchange

log = structlog.get_logger()

STARTED_COOKIE = "starling_sign_in"
STARTED_PATH = f"{PATH}sign-in/"
STARTED_FOR = timedelta(minutes=10)
"""How long somebody may take to agree at Slack."""

_ABOUT = b"sign-in"
_BELOW = re.compile(r"[\w./?=&%+~-]{0,600}", re.ASCII)  # an address below a link, as a browser writes it
_MAX_CODE = 512  # characters


@dataclass(frozen=True, slots=True)
class Started:
    """A sign-in that has begun, in the cookie of the browser that began it. to: where it goes on, below the link."""

    state: str
    nonce: str
    token: str
    to: str
    expires_at: int

    @property
    def address(self) -> str:
        """Where the person wanted to go."""
        return f"{PATH}{self.token}/{self.to}"


def sign_in_routes(ctx: Context) -> list[web.RouteDef]:
    """Return the routes."""
    desk = Desk(ctx)
    return [
        web.get(REDIRECT_PATH, desk.finish, allow_head=False),
        web.get(f"{PATH}{{token}}/{SIGN_IN_PATH}", desk.begin, allow_head=False),
        web.post(f"{PATH}{{token}}/sign-out", desk.leave),
    ]


class Desk:
    """Signs people in and out."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._seals = ctx.keys.of_server("sign_in")

    async def begin(self, request: web.Request) -> web.StreamResponse:
        """Send a browser to Slack, where its person agrees."""
        ctx, token = self._ctx, request.match_info["token"]
        exchange = await self._find(token)
        if exchange is None or ctx.sign_in is None or not needs_sign_in(exchange):
            return shut(request, "unknown")
        to = request.query.get("to", "")
        to = to if _BELOW.fullmatch(to) and ".." not in to and not to.startswith("/") else ""
        expires_at = int((ctx.clock() + STARTED_FOR).timestamp())
        started = Started(secrets.token_urlsafe(24), secrets.token_urlsafe(24), token, to, expires_at)
        team_id = ctx.workspace(exchange.tenant_id).team_id
        answer = go(ctx.sign_in.address(team_id=team_id, state=started.state, nonce=started.nonce))
        sealed = self._seals.seal(json.dumps(asdict(started)).encode(), _ABOUT).hex()
        set_cookie(answer, STARTED_COOKIE, sealed, base_url=ctx.base_url, path=STARTED_PATH, lives=STARTED_FOR)
        return answer

    async def finish(self, request: web.Request) -> web.StreamResponse:
        """Take what Slack sends back, and begin a session."""
        try:
            answer = await self._finish(request)
        except Exception as error:  # noqa: BLE001 - people get a page, the log gets the fault
            log.warning("sign_in_failed", reason=type(error).__name__, where=safe_info(error))
            sentence = texts_of(request)("explorer.sign_in_failed")
            answer = _refuse(request, sentence, status=HTTPStatus.INTERNAL_SERVER_ERROR)
        drop_cookie(answer, STARTED_COOKIE, base_url=self._ctx.base_url, path=STARTED_PATH)
        return answer

    async def leave(self, request: web.Request) -> web.StreamResponse:
        """End the session of a browser."""
        held = request.cookies.get(COOKIE, "")
        if held:
            await web_passes.revoke(self._ctx, held)
        answer = go(f"{PATH}{request.match_info['token']}/")
        drop_cookie(answer, COOKIE, base_url=self._ctx.base_url, path=COOKIE_PATH)
        return answer

    async def _finish(self, request: web.Request) -> web.Response:
        ctx, texts = self._ctx, texts_of(request)
        started = self._read(request.cookies.get(STARTED_COOKIE, ""))
        if started is None or not compare_digest(started.state.encode(), request.query.get("state", "").encode()):
            return _refuse(request, texts("explorer.sign_in_lost"), status=HTTPStatus.BAD_REQUEST)
        exchange = await self._find(started.token)
        if exchange is None or ctx.sign_in is None:
            return say(request, texts("explorer.shut.unknown"), status=HTTPStatus.NOT_FOUND)
        ways = [(texts("explorer.sign_in_again"), started.address)]
        code = request.query.get("code", "")
        if not code or len(code) > _MAX_CODE:
            return _refuse(request, texts("explorer.sign_in_denied"), ways=ways)
        try:
            holder = await self._identify(ctx.sign_in, code, started, exchange)
        except SignInError as error:
            log.warning("sign_in_failed", reason=error.reason)
            return _refuse(request, texts("explorer.sign_in_failed"), ways=ways, status=HTTPStatus.BAD_GATEWAY)
        if holder is None:
            return _refuse(request, texts("explorer.sign_in_other_workspace"), ways=ways)
        return await self._let_in(request, holder, started)

    async def _identify(self, sign_in: SignIn, code: str, started: Started, exchange: Exchange) -> Holder | None:
        """Return who signed in, None for somebody of another workspace. Raises SignInError."""
        now = self._ctx.clock()
        identity = await sign_in.identify(code, nonce=started.nonce, now=now)
        if not identity.belongs_to(self._ctx.workspace(exchange.tenant_id)):
            return None
        return Holder(exchange.tenant_id, identity.slack_user_id, now + SESSION_FOR)

    async def _let_in(self, request: web.Request, holder: Holder, started: Started) -> web.Response:
        """Begin a session under a new id, and end the one that the browser had."""
        ctx, before = self._ctx, request.cookies.get(COOKIE, "")
        if before:
            await web_passes.revoke(ctx, before)
        session = await web_passes.give(ctx, PassKind.SESSION, holder)
        answer = go(started.address)
        set_cookie(answer, COOKIE, session, base_url=ctx.base_url, path=COOKIE_PATH)
        return answer

    def _read(self, sealed: str) -> Started | None:
        """Return the sign-in that a browser began, None where it began none here, or too long ago."""
        try:
            started = Started(**json.loads(self._seals.open(bytes.fromhex(sealed), _ABOUT)))
        except (WrongSealError, ValueError):
            return None
        return started if self._ctx.clock().timestamp() < started.expires_at else None

    async def _find(self, token: str) -> Exchange | None:
        """Return the exchange of a link that works, of a workspace that is served."""
        ctx = self._ctx
        async with ctx.storage.read() as db:
            link = await find_link(db, token, ctx.clock())
            found = await exchanges.get(db, link.scope) if link else None
        return found if found is not None and ctx.workspaces.serves(found.tenant_id) else None


def _refuse(
    request: web.Request, reason: str, *, ways: Sequence[Way] = (), status: int = HTTPStatus.FORBIDDEN
) -> web.Response:
    """Answer that somebody is not signed in. ways: on from there."""
    texts = texts_of(request)
    return say(request, reason, heading=texts("explorer.sign_in_not"), ways=ways, status=status)
