"""Bolt with every feature's listeners: what answers a request, in the order in which Bolt asks.

Of two listeners that match, the first one answers.
"""

from collections.abc import Awaitable, Callable
from functools import partial

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.listener_matcher.async_builtins import AsyncBuiltinListenerMatcher
from slack_bolt.listener_matcher.async_listener_matcher import AsyncListenerMatcher
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.ai import listeners as ai
from bot.context import Context
from bot.digest import listeners as digest
from bot.digest import listeners_held as held_digests
from bot.digest.composer import DigestComposer
from bot.exchanges import listeners as exchanges
from bot.help import listeners as help_listeners
from bot.home import listeners as home
from bot.installs import listeners as installs
from bot.installs.store import InstallationStore
from bot.log import log_of_bolt
from bot.moderate import listeners as moderate
from bot.moderate.answers import listeners as answers
from bot.moderate.audit import listeners as audit
from bot.moderate.desk import listeners as desk
from bot.moderate.translations import listeners as translations
from bot.rate import listeners as rate
from bot.receipts.answers import listeners as answer_news
from bot.receipts.appeals import listeners as appeals
from bot.receipts.talks import listeners as talks
from bot.results import listeners as results
from bot.safety import listeners as safety
from bot.share import listeners as share
from bot.slack import commands, errors, middleware
from bot.slack.clicks import DirectClicks
from bot.subcommands import SUBCOMMANDS
from bot.themes import listeners as themes
from bot.worker import Worker, split_in_worker


def register_listeners(
    bolt: AsyncApp, ctx: Context, worker: Worker, composer: DigestComposer, store: InstallationStore
) -> DirectClicks:
    """Register what answers requests; of two listeners that match, the first one answers. Return those without Bolt."""
    failed = errors.register(bolt, ctx)
    direct = DirectClicks(middleware.register(bolt, ctx), failed)
    commands.register(bolt, ctx, SUBCOMMANDS)
    rate.register(bolt, ctx, direct)
    help_listeners.register(bolt)
    share.register(bolt, ctx)
    moderate.register(bolt)
    desk.register(bolt)
    answers.register(bolt)
    translations.register(bolt)
    appeals.register(bolt)
    talks.register(bolt)
    answer_news.register(bolt)
    safety.register(bolt)
    audit.register(bolt)
    home.register(bolt, ctx)
    ai.register(bolt)
    digest.register(bolt, ctx, composer)
    held_digests.register(bolt)
    themes.register(bolt, ctx, partial(split_in_worker, worker))
    results.register(bolt)
    installs.register(bolt, store)
    exchanges.register(bolt)
    match_by_body(bolt)
    return direct


class BodyMatcher(AsyncListenerMatcher):
    """One of Bolt's matchers of a listener, that is given the body alone.

    Bolt makes all thirty things that a listener may ask for, for each listener that it comes to, some hundred of them.
    """

    def __init__(self, matches: Callable[..., Awaitable[bool]]) -> None:
        self._matches = matches

    async def async_matches(self, req: AsyncBoltRequest, resp: BoltResponse) -> bool:
        """Say what Bolt's matcher says."""
        _ = resp  # Bolt hands it over by name
        return await self._matches(body=req.body)


def match_by_body(bolt: AsyncApp) -> None:
    """Let Bolt's own matchers that ask for the body alone be given nothing else."""
    for listener in bolt._async_listeners:  # noqa: SLF001 - Bolt offers no other way to what was registered
        listener.matchers = [
            BodyMatcher(each.func)  # type: ignore[arg-type]  # of an asynchronous app
            if isinstance(each, AsyncBuiltinListenerMatcher) and list(each.arg_names) == ["body"]
            else each
            for each in listener.matchers
        ]


def make_bolt(ctx: Context, client: AsyncWebClient) -> AsyncApp:
    """Return Bolt, which knows the workspaces that are served. client: with no workspace's token."""

    async def authorize(enterprise_id: str | None, team_id: str | None, user_id: str | None) -> AuthorizeResult:
        # The workspaces are known: no auth.test on a cold burst. Another one gets no token, and goes on as far as
        # bot/slack/middleware.py, which refuses it and can say so to the person.
        _ = user_id  # Bolt hands it over by name; a token is a workspace's, not a person's
        workspace = ctx.workspaces.find_by_team(team_id or "")
        if workspace is None:
            return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)
        return AuthorizeResult(
            enterprise_id=workspace.identity.enterprise_id,
            team_id=workspace.team_id,
            bot_token=workspace.client.token,
            bot_id=workspace.identity.bot_id,
            bot_user_id=workspace.identity.bot_user_id,
        )

    return AsyncApp(
        name="starling",  # else Bolt reads the source of every caller to find one, which takes longer than all the rest
        logger=log_of_bolt(),
        client=client,
        authorize=authorize,
        request_verification_enabled=False,  # bot/http verifies, before anything is parsed
        # The answer goes out when the listener returns, so after its commit: what was not kept is not acknowledged.
        process_before_response=True,
        raise_error_for_unhandled_request=True,  # bot/slack/errors.py answers these too
    )
