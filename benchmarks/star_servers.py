"""The two servers of benchmarks/star.py, each a process of its own: the whole bot, and a bare Bolt app.

    python -m benchmarks.star_servers bot|bare     reads its facts as JSON from standard input, prints its port

Each ends when its standard input does.
"""

import asyncio
import cProfile
import json
import logging
import re
import sys
from typing import Any

from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot import log
from bot.app import assemble
from bot.settings import GivenSettings
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
    await _announce(runner.addresses[0][1])
    await runner.cleanup()


async def run_bot(facts: dict[str, Any]) -> None:
    """Serve the whole bot until standard input ends; its scheduler does nothing.

    facts: `profile` may be the path of a file for cProfile's figures.
    """
    starling = await assemble(settings_of(facts), tick_s=3600)
    await starling.start()
    profile = cProfile.Profile()
    if facts.get("profile"):
        profile.enable()
    await _announce(starling.port)
    if facts.get("profile"):
        profile.disable()
        profile.dump_stats(facts["profile"])
    await starling.stop()


def settings_of(facts: dict[str, Any]) -> GivenSettings:
    """Return the settings of a bot in the pretend Slack."""
    return GivenSettings(
        slack_bot_token=facts["bot_token"],
        slack_signing_secret=facts["signing_secret"],
        slack_api_url=facts["api_url"],
        database_url=facts["database_url"],
        starling_port=0,
        starling_secret_key=SECRET,  # type: ignore[arg-type]
    )


async def _announce(port: int) -> None:
    print(port, flush=True)
    await asyncio.to_thread(sys.stdin.read)


def main() -> None:
    """Run the server that the command names."""
    log.set_up(level=logging.WARNING)
    facts = json.loads(sys.stdin.readline())
    asyncio.run(run_bot(facts) if sys.argv[1] == "bot" else run_bare(facts))


if __name__ == "__main__":
    main()
