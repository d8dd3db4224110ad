"""The bot as its own process against the playground, over HTTP and over the socket, by its settings alone."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from bot.playground.server import PlaygroundServer
from tests.postgres import free_port
from tests.whole_bot import PATIENCE_S, SECRET, words

ROOT = Path(__file__).parent.parent.parent


async def start_bot(
    folder: Path, slack: PlaygroundServer, *, socket: bool, port: int, **more: str
) -> asyncio.subprocess.Process:
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_API_URL": slack.api_url,
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder}/served.sqlite",
        "STARLING_PORT": str(port),
        "STARLING_SECRET_KEY": SECRET,
        **more,
    }
    if socket:
        environment["SLACK_APP_TOKEN"] = slack.app_token
    else:
        environment["SLACK_SIGNING_SECRET"] = slack.signing_secret
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "serve", cwd=folder, env=environment, stderr=asyncio.subprocess.PIPE
    )


async def healthy(bot: asyncio.subprocess.Process, port: int) -> bool:
    """Wait until the bot is ready. Raises AssertionError with its log when it ends instead, or takes ten minutes."""
    import aiohttp

    async with aiohttp.ClientSession() as session:
        for _ in range(6000):
            if bot.returncode is not None:
                assert bot.stderr
                raise AssertionError((await bot.stderr.read()).decode())
            try:
                async with session.get(f"http://127.0.0.1:{port}/readyz") as answer:
                    if answer.status == 200:
                        return True
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.1)
    bot.kill()
    assert bot.stderr
    raise AssertionError((await bot.stderr.read()).decode())


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_the_served_bot_answers_and_stops_when_asked(tmp_path: Path, mode: str) -> None:
    slack = PlaygroundServer(ack_seconds=PATIENCE_S)
    moderator = slack.add_person("A moderator", is_admin=True)
    ana = slack.add_person("Ana")
    slack.add_channel("general", members=[moderator, ana], app=True)
    await slack.start()
    port = free_port()
    bot = await start_bot(tmp_path, slack, socket=mode == "socket", port=port)
    try:
        assert await healthy(bot, port)
        if mode == "http":
            slack.deliver_to(f"http://127.0.0.1:{port}/slack/events")
        assert await ana.runs("/exchange help", "general")
        assert "/exchange share" in words(ana.ephemerals("general")[-1])
        roads = {each.transport for each in slack.deliveries.latest}
        assert roads == {mode}
        bot.terminate()
        _, log = await asyncio.wait_for(bot.communicate(), PATIENCE_S)
        assert bot.returncode == 0
        assert b"started" in log
        assert ana.id.encode() not in log
        assert slack.bot_token.encode() not in log
    finally:
        if bot.returncode is None:
            bot.kill()
            await bot.wait()
        await slack.stop()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN is missing"),
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "SLACK_BOT_TOKEN is wrong: Slack says invalid_auth"),
        ({"SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET is missing"),
        ({"DATABASE_URL": "oracle://x"}, "DATABASE_URL is wrong"),
    ],
)
async def test_a_wrong_setting_stops_it_with_one_line(tmp_path: Path, wrong: dict[str, str], says: str) -> None:
    slack = PlaygroundServer(ack_seconds=PATIENCE_S)
    await slack.start()
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.api_url,
        "STARLING_PORT": "0",
    } | wrong
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "serve", cwd=tmp_path, env=environment, stderr=asyncio.subprocess.PIPE
    )
    _, errors = await asyncio.wait_for(bot.communicate(), PATIENCE_S)
    await slack.stop()
    lines = errors.decode().strip().splitlines()
    assert bot.returncode == 1
    assert lines[-1].startswith(f"starling: {says}")
    assert not any("Traceback" in line for line in lines)
