"""GET /slack/install and GET /slack/oauth_redirect: Bolt's OAuth, with pages of our own at its end.

Bolt makes the state, binds it to the browser by a cookie, and exchanges the code; no code, token or id is logged.
"""

from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import structlog
from aiohttp import ClientSession, web
from slack_bolt.adapter.aiohttp import to_bolt_request
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store import Installation

from bot.context import Context
from bot.domain.results_links import PATH
from bot.domain.web_answers import NOT_KEPT
from bot.installs.store import InstallationStore, NotAllowedError, StateStore
from bot.installs.tokens import SCOPES
from bot.log import log_of_bolt, safe_info
from bot.slack.client import CALL_ERRORS, classify, describe, make_client
from bot.texts import Texts, choose_language, texts_for

if TYPE_CHECKING:
    from jinja2 import Environment

log = structlog.get_logger()

INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"
"""Where Slack sends the browser back to, behind STARLING_BASE_URL; one of the app's Redirect URLs, to the letter."""

_STYLE = f"{PATH}-/_/explorer.css"
_REASONS = {"access_denied", "invalid_browser", "invalid_state"}


class Flow(AsyncOAuthFlow):
    """Bolt's flow; what this server refuses leaves no token at Slack, and Slack's silence is no fault of ours."""

    async def run_installation(self, code: str) -> Installation | None:
        """Exchange a code; None where Slack refuses it or does not answer."""
        try:
            return await super().run_installation(code)
        except CALL_ERRORS as error:
            log.warning("install_failed", error=describe(classify(error)))
            return None

    async def store_installation(self, request: AsyncBoltRequest, installation: Installation) -> None:
        """Save an installation. Raises BoltError; the token of one that is refused is revoked at once."""
        try:
            await super().store_installation(request, installation)
        except NotAllowedError:
            try:
                await self.client.auth_revoke(token=installation.bot_token)
            except CALL_ERRORS as error:
                log.warning("token_not_revoked", error=describe(classify(error)))
            raise


def routes(
    ctx: Context,
    store: InstallationStore,
    session: ClientSession,
    api_url: str,
    *,
    client_id: str,
    client_secret: str,
) -> list[web.RouteDef]:
    """Return the routes. client_id and client_secret: the app's."""
    settings = AsyncOAuthSettings(
        client_id=client_id,
        client_secret=client_secret,
        scopes=SCOPES,
        user_scopes=(),
        redirect_uri=f"{ctx.base_url.rstrip('/')}{REDIRECT_PATH}",
        install_path=INSTALL_PATH,
        redirect_uri_path=REDIRECT_PATH,
        install_page_rendering_enabled=False,  # it is in English alone: the browser goes to Slack at once
        callback_options=AsyncCallbackOptions(success=_succeed, failure=_fail),
        authorization_url=f"{api_url.removesuffix('api/')}oauth/v2/authorize",
        installation_store=store,
        state_store=StateStore(ctx),
        logger=log_of_bolt(),
    )
    flow = Flow(client=make_client("", api_url, session), logger=log_of_bolt(), settings=settings)

    async def begin(request: web.Request) -> web.Response:
        return await _answer(flow.handle_installation(await to_bolt_request(request)))

    async def finish(request: web.Request) -> web.Response:
        return await _answer(flow.handle_callback(await to_bolt_request(request)))

    return [web.get(INSTALL_PATH, begin, allow_head=False), web.get(REDIRECT_PATH, finish, allow_head=False)]


async def _answer(answer: Any) -> web.Response:
    try:
        made: BoltResponse = await answer
    except Exception as error:  # noqa: BLE001 - people get an answer, the log gets the fault
        log.error("install_failed", error=type(error).__name__, where=safe_info(error))
        return web.Response(status=HTTPStatus.INTERNAL_SERVER_ERROR, headers=NOT_KEPT)
    page = web.Response(status=made.status, body=made.body, headers=NOT_KEPT)
    page.headers.update(made.first_headers_without_set_cookie())
    for cookie in made.headers.get("set-cookie", []):
        page.headers.add("Set-Cookie", f"{cookie}; SameSite=Lax")
    return page


async def _succeed(args: AsyncSuccessArgs) -> BoltResponse:
    """Say that the app is installed, and where to begin."""
    texts, it = _texts(args.request), args.installation
    name = (it.enterprise_name if it.is_enterprise_install else it.team_name) or it.team_id or ""
    query = {"app": it.app_id or ""} | ({"team": it.team_id} if it.team_id else {})
    lead = texts("installs.done_org" if it.is_enterprise_install else "installs.done", name=name)
    return _page(
        texts,
        HTTPStatus.OK,
        heading=texts("installs.done_heading"),
        lines=[lead, texts("installs.next")],
        ways=[(texts("installs.open"), f"https://slack.com/app_redirect?{urlencode(query)}")],
        cookie=args.settings.state_utils.build_set_cookie_for_deletion(),
    )


async def _fail(args: AsyncFailureArgs) -> BoltResponse:
    """Say why the app is not installed, and how to try again."""
    texts = _texts(args.request)
    reason = args.reason if args.reason in _REASONS else "failed"
    if isinstance(args.error, NotAllowedError):
        reason = "not_allowed"
    log.warning("not_installed", reason=reason)
    again = [] if reason == "not_allowed" else [(texts("installs.again"), INSTALL_PATH)]
    return _page(
        texts,
        HTTPStatus.FORBIDDEN if reason == "not_allowed" else args.suggested_status_code,
        heading=texts("installs.not_heading"),
        lines=[texts(f"installs.not.{reason}")],
        ways=again,
    )


def _page(
    texts: Texts, status: int, *, heading: str, lines: list[str], ways: list[tuple[str, str]], cookie: str = ""
) -> BoltResponse:
    html = (
        _environment()
        .get_template("page.jinja")
        .render(texts=texts, style=_STYLE, heading=heading, lines=lines, ways=ways)
    )
    headers: dict[str, Any] = {"Content-Type": "text/html; charset=utf-8", "Content-Language": texts.language}
    if cookie:
        headers["Set-Cookie"] = [cookie]
    return BoltResponse(status=status, body=html, headers=headers)


def _texts(request: AsyncBoltRequest) -> Texts:
    accepted = (request.headers.get("accept-language") or [""])[0]
    return texts_for(choose_language(accepted, "", "en"))


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
