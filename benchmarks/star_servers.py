"""The two servers of benchmarks/star.py, each a process of its own: the whole bot, and a bare Bolt app.

    python -m benchmarks.star_servers bot|bare     reads its facts as JSON from standard input, prints its port

Each ends when its standard input does. Lines on it before that make the bot hold its cards back (`hold`), send them and
hold no more (`release`), answer stars with the view before, without their turn (`still`), and take turns again
(`turns`); each is answered with a line.
"""

import asyncio
import cProfile
import json
import logging
import re
import sys
from collections.abc import Callable
from typing import Any

from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot import log
from bot.app import assemble
from bot.context import Context
from bot.domain.actor import Actor
from bot.rate import flow
from bot.rate.cards import CardRegistry
from bot.rate.payloads import CommentRef
from bot.rate.view import RatingView
from bot.serve import keep_out_of_collections, new_loop
from bot.settings import Settings
from tests.whole_bot import SECRET

PATH = "/slack/events"


def bare_app(signing_secret: str, bot_token: str) -> AsyncApp:
    """Return a Bolt app that verifies a click on a star and acknowledges it, and does nothing else."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=enterprise_id, team_id=team_id, bot_token=bot_token, bot_id="B1", bot_user_id="U1"
        )

    app = AsyncApp(name="bare", signing_secret=signing_secret, authorize=authorize, process_before_response=True)

    async def acknowledge(ack: AsyncAck) -> None:
        await ack()

    app.action(re.compile(r"^rate\.star\.[1-5]$"))(acknowledge)
    return app


async def run_bare(facts: dict[str, Any]) -> None:
    """Serve the bare app until standard input ends."""
    runner = web.AppRunner(bare_app(facts["signing_secret"], facts["bot_token"]).web_app(PATH), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await _announce(runner.addresses[0][1], {})
    await runner.cleanup()


async def run_bot(facts: dict[str, Any]) -> None:
    """Serve the whole bot until standard input ends; its scheduler does nothing.

    facts: `profile` may be the path of a file for cProfile's figures, from the start on, or between lines that say
    `watch` and `unwatch` where `watches` is set; `has_uvloop`: the loop is uvloop's.
    """
    starling = await assemble(settings_of(facts), tick_s=3600)
    await starling.start()
    keep_out_of_collections()
    profile = cProfile.Profile()
    if facts.get("profile") and not facts.get("watches"):
        profile.enable()
    hold, still = _Held(), _Still()
    controls = {"hold": hold.begin, "release": hold.end, "still": still.begin, "turns": still.end}
    controls |= {"watch": profile.enable, "unwatch": profile.disable}
    await _announce(starling.port, controls)
    if facts.get("profile"):
        profile.disable()
        profile.dump_stats(facts["profile"])
    await starling.stop()


def settings_of(facts: dict[str, Any]) -> Settings:
    """Return the settings of a bot in the pretend Slack."""
    return Settings(
        slack_bot_token=facts["bot_token"],
        slack_signing_secret=facts["signing_secret"],
        slack_app_token=facts.get("app_token", ""),
        slack_api_url=facts["api_url"],
        database_url=facts["database_url"],
        starling_port=0,
        danger_meaning=facts.get("danger_meaning", True),
        sharing_limits=False,  # one person shares many comments in benchmarks/surfaces.py
        starling_secret_key=SECRET,  # type: ignore[arg-type]
    )


class _Held:
    """Cards that are shown later. The turn was kept and its view was made by then."""

    def __init__(self) -> None:
        self._show = CardRegistry.show
        self._held: list[tuple[Any, ...]] = []

    def begin(self) -> None:
        """Hold cards back."""
        CardRegistry.show = lambda *given: self._held.append(given)  # type: ignore[method-assign]

    def end(self) -> None:
        """Show what was held, and hold no more."""
        CardRegistry.show = self._show  # type: ignore[method-assign]
        for given in self._held:
            self._show(*given)
        self._held.clear()


class _Still:
    """Views that are given again, so that all else can be measured."""

    def __init__(self) -> None:
        self._rate = flow.rate
        self._views: dict[Actor, RatingView] = {}

    def begin(self) -> None:
        """Take one more turn for each person, then give its view again."""
        self._views.clear()

        async def rate(ctx: Context, actor: Actor, ref: CommentRef, *given: Any) -> RatingView:
            if actor not in self._views:
                self._views[actor] = await self._rate(ctx, actor, ref, *given)
            return self._views[actor]

        flow.rate = rate  # type: ignore[assignment]

    def end(self) -> None:
        """Take turns again."""
        flow.rate = self._rate


async def _announce(port: int, controls: dict[str, Callable[[], None]]) -> None:
    print(port, flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        controls[line.strip()]()
        print("done", flush=True)


def main() -> None:
    """Run the server that the command names."""
    log.set_up(level=logging.WARNING)
    facts = json.loads(sys.stdin.readline())
    with asyncio.Runner(loop_factory=new_loop if facts.get("has_uvloop") else asyncio.new_event_loop) as runner:
        runner.run(run_bot(facts) if sys.argv[1] == "bot" else run_bare(facts))


if __name__ == "__main__":
    main()
