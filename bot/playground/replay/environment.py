"""The environment of a replay: a playground, a database and a bot process of its own."""

import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.keys import Keyring
from bot.playground.block_kit.interactive import find_element
from bot.playground.people.person import Person
from bot.playground.replay.bot_process import BotProcess
from bot.playground.replay.player import COMMENT
from bot.playground.server import ACK_SECONDS, PlaygroundServer
from bot.playground.state.models import Message
from bot.settings import SettingsError
from storage import exchanges, tenants
from storage.enums import ModerationMode
from storage.migrate import MigrationError, present, upgrade
from storage.problems import DatabaseUnusableError, explained
from storage.session import DatabaseUrlError, Storage

COMMENT_LIMIT = 3000  # the maximum of an exchange: real comments are not shortened
_RETRY_SCALE = 0.02  # Slack repeats an event at once, after 1 and after 5 minutes; here after 1.2 and 6 seconds
_MAX_QUESTION = 300  # characters
_CHANNEL, _SLUG = "general", "replay"
_ANNOUNCED_S = 300.0


@dataclass
class ReplayEnvironment:
    """Everything a replay needs. The pretend workspace is new each time, so that replays do not collide."""

    folder: Path
    playground: PlaygroundServer
    bot: BotProcess
    storage: Storage
    keys: Keyring
    moderator: Person
    channel_id: str
    keeps_folder: bool = False

    @property
    def team_id(self) -> str:
        """The id of the pretend workspace."""
        return self.playground.team_id


@asynccontextmanager
async def open_environment(
    *, mode: str, database: str | None, ack_seconds: float = ACK_SECONDS
) -> AsyncIterator[ReplayEnvironment]:
    """Open an environment; at the end stop everything, and delete the folder unless `keeps_folder` is set.

    mode: http or socket. database: instead of a file in the folder. ack_seconds: how long Slack waits for an answer.
    Raises SettingsError when that database cannot be used, or contains a real workspace.
    """
    folder = Path(tempfile.mkdtemp(prefix="starling-replay-"))
    environment: ReplayEnvironment | None = None
    storage: Storage | None = None
    playground = PlaygroundServer(
        team_id=f"T0{secrets.token_hex(5).upper()}",
        ack_seconds=ack_seconds,
        retry_scale=_RETRY_SCALE,
        unseen_clicks=True,
    )
    try:
        url = database or f"sqlite+aiosqlite:///{folder}/replay.sqlite"
        storage = await _prepare_database(url)
        await playground.start()
        secret = secrets.token_urlsafe(48)
        moderator = playground.add_person("A moderator", is_admin=True)
        channel = playground.add_channel(_CHANNEL, members=[moderator], app=True)
        settings = {
            "SLACK_BOT_TOKEN": playground.bot_token,
            "SLACK_API_URL": playground.api_url,
            "DATABASE_URL": url,
            "STARLING_SECRET_KEY": secret,
            "SHARING_LIMITS": "false",  # what took weeks is played in minutes
        }
        if mode == "socket":
            settings["SLACK_APP_TOKEN"] = playground.app_token
        else:
            settings["SLACK_SIGNING_SECRET"] = playground.signing_secret
        patience = max(
            1.0, ack_seconds / ACK_SECONDS
        )  # else the bot takes clicks back for which this Slack still waits
        bot = BotProcess(playground, folder, settings, uses_socket=mode == "socket", patience=patience)
        environment = ReplayEnvironment(folder, playground, bot, storage, Keyring(secret), moderator, channel.id)
        try:
            await bot.start()
            yield environment
        finally:
            await bot.stop()
    finally:
        await playground.stop()
        if storage is not None:
            await storage.close()
        if environment is None or not environment.keeps_folder:
            shutil.rmtree(folder, ignore_errors=True)


async def _prepare_database(url: str) -> Storage:
    """Return the migrated database. One with a real workspace is refused before anything changes in it."""
    try:
        storage = Storage(url)
    except DatabaseUrlError as error:
        msg = f"--database: {error}"
        raise SettingsError(msg) from error
    try:
        with explained(storage.url):
            storage.lock()
            await _refuse_real(storage)
            await upgrade(storage)
    except (MigrationError, DatabaseUnusableError) as error:
        msg = f"--database: {error}"
        raise SettingsError(msg) from error
    finally:
        await storage.close()
    return Storage(url)  # only read from here on: the bot's process is the one that writes


async def _refuse_real(storage: Storage) -> None:
    if await present(storage) is None:
        return
    async with storage.read() as db:
        if await tenants.holds_real_workspace(db):
            raise SettingsError("--database holds a real workspace, and replay plays in none: name another one")


async def open_exchange(environment: ReplayEnvironment, question: str, groups: Sequence[str]) -> tuple[int, Message]:
    """Let the moderator open an exchange for the replay; return its id and its announcement.

    It has no closing date, no moderation before posting, and the longest comments, whatever the defaults are.
    Raises SettingsError when the bot does not open it, or opens it with other settings.
    """
    question = " ".join(question.split())[:_MAX_QUESTION].replace('"', "'")
    line = f'/exchange new "{question}" --channel=#{_CHANNEL} --slug={_SLUG} --stars=agree --names=hidden --review=none'
    line += f" --limit={COMMENT_LIMIT} --open=now" + (f' --groups="{",".join(groups)}"' if groups else "")
    asked = await environment.moderator.runs(line, environment.channel_id)
    async with environment.storage.read() as db:
        tenant_id = await tenants.find(db, environment.team_id)
        exchange = await exchanges.get_by_slug(db, tenant_id, _SLUG) if tenant_id else None
    if exchange is None or not exchange.is_open:
        reply = (
            environment.moderator.reads(environment.moderator.ephemerals()[-1])
            if environment.moderator.ephemerals()
            else asked.error
        )
        msg = f"the exchange did not open: {reply[:300]}"
        raise SettingsError(msg)
    if exchange.moderation != ModerationMode.POST or exchange.closes_at or exchange.comment_limit != COMMENT_LIMIT:
        raise SettingsError("the exchange did not open as a replay needs it: the defaults of `new` have changed")

    def announcement() -> Message | None:
        here = environment.playground.channel(environment.channel_id).messages.values()
        return next((each for each in here if each.bot_id and find_element(each.blocks, COMMENT)), None)

    try:
        await environment.playground.until(announcement, _ANNOUNCED_S)
    except TimeoutError as error:
        raise SettingsError("the exchange was opened and not announced") from error
    announced = announcement()
    assert announced is not None  # noqa: S101 - it was there a moment ago
    return exchange.exchange_id, announced
