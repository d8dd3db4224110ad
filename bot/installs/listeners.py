"""Bolt listeners for the end of an installation: `app_uninstalled` and `tokens_revoked`, which no person sends."""

from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.listener.async_builtins import AsyncTokenRevocationListeners

from bot.installs.store import InstallationStore

log = structlog.get_logger()


def register(app: AsyncApp, store: InstallationStore) -> None:
    """Register the listeners. An event from before the installation is of an earlier one, and changes nothing."""
    builtin = AsyncTokenRevocationListeners(store)

    async def is_old(body: dict[str, Any], context: AsyncBoltContext) -> bool:
        made = await store.installed_at(context.enterprise_id, context.team_id)
        moment = body.get("event_time")
        is_earlier = isinstance(moment, int) and moment < int(made)
        if is_earlier:
            log.info("event_of_an_earlier_installation")
        return is_earlier

    async def forget_uninstalled(body: dict[str, Any], context: AsyncBoltContext) -> None:
        if not await is_old(body, context):
            await builtin.handle_app_uninstalled_events(context)

    async def forget_revoked(body: dict[str, Any], event: dict[str, Any], context: AsyncBoltContext) -> None:
        tokens = event.get("tokens")
        bots = tokens.get("bot") if isinstance(tokens, dict) else None
        if isinstance(bots, list) and bots and not await is_old(body, context):  # those of people are not kept
            await builtin.handle_tokens_revoked_events({"tokens": {"bot": bots}}, context)

    app.event("app_uninstalled")(forget_uninstalled)
    app.event("tokens_revoked")(forget_revoked)
