"""One running replay: acts and their acknowledgements, the check, the digest, the figures."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import unescape
from random import Random

from rich.console import Console

from bot.playground.events.objects import visible_text
from bot.playground.replay.attempt_log import AttemptLog
from bot.playground.replay.check import Acknowledged, Comparison, SharedComment, compare, read_stored
from bot.playground.replay.environment import ReplayEnvironment
from bot.playground.replay.player import Player, Scene
from bot.playground.replay.report import ProgressBar
from bot.playground.replay.runner import CrashInjector, RateLimit
from bot.playground.server import ACK_SECONDS
from bot.playground.state.models import Message
from bot.settings import SettingsError

_DIGEST_S = 600.0
_MAX_UNANSWERED = 64  # consecutive acts without an acknowledgement


@dataclass(frozen=True, slots=True)
class Options:
    """Options of a replay.

    rate: maximum of acts a second. kills: SIGKILLs of the bot. ack_seconds: how long Slack waits for an answer.
    """

    rate: float | None = None
    kills: int = 0
    seed: int = 1
    ack_seconds: float = ACK_SECONDS


class Replay:
    """Runs people's acts in an environment, and records their acknowledgements."""

    def __init__(
        self,
        environment: ReplayEnvironment,
        opened: tuple[int, Message],
        attempts: AttemptLog,
        options: Options,
        console: Console,
    ) -> None:
        self.played = Acknowledged()
        self.comments_sent = self.ratings_sent = self.unanswered = 0
        self.seconds = 0.0
        self._silent = 0
        self.ratings_expected = 0
        self._environment = environment
        self._exchange_id, announcement = opened
        self._attempts = attempts
        self._options = options
        self._console = console
        self._pace = RateLimit(options.rate)
        self._crash_injector: CrashInjector | None = None
        self._scene = Scene(
            environment.playground,
            environment.channel_id,
            self._exchange_id,
            announcement,
            attempts,
            environment.bot.until_up,
        )

    # What people do ---------------------------------------------------------------------------------------------

    def player(self, name: str) -> Player:
        """Return a new player, a member of the channel."""
        context = self._environment.playground
        person = context.add_person(name)
        context.world.channels[self._environment.channel_id].members[person.id] = None
        self.played.people.add(person.id)
        return Player(self._scene, person, context.world.open_im(person.id).id)

    def rng(self, index: int) -> Random:
        """Return the random generator of one act."""
        return Random(f"{self._options.seed}:{index}")

    @asynccontextmanager
    async def playing(self, acts: int, sharing: tuple[int, int]) -> AsyncIterator[ProgressBar]:
        """Measure the time and show progress; at the end wait until everything has arrived.

        acts: their number; sharing: indices of the first and the last act that shares a comment.
        """
        self._crash_injector = CrashInjector(self._environment.bot, self._options.kills, acts, sharing, self.rng(-1))
        began = time.monotonic()
        with ProgressBar(self._console, "Replay", acts) as bar:
            yield bar
            await self._crash_injector.finish()
            await self._environment.playground.settle()
        self.seconds = time.monotonic() - began

    async def begin_act(self, *, is_share: bool) -> None:
        """Wait for the rate limit, and maybe kill the bot."""
        await self._pace.wait()
        if self._crash_injector:
            self._crash_injector.begin_act(is_share=is_share)

    async def share(self, player: Player, text: str, rng: Random, group: str | None = None) -> int | None:
        """Let a player share a comment; return its number, None when not acknowledged."""
        self.comments_sent += 1
        number = await player.share(text, rng, group)
        self.played.shared.append(SharedComment(player.person.id, text, number))
        self._count_result(ok=number is not None)
        return number

    def record_rating(self, player: Player, number: int, stars: int, *, ok: bool) -> None:
        """Record a rating. ok: it was acknowledged."""
        key = (player.person.id, number)
        if ok:
            self.played.stars[key] = stars
            self.played.unsure.discard(key)
        else:
            self.played.unsure.add(key)
        self._count_result(ok=ok)

    def _count_result(self, *, ok: bool) -> None:
        """Count acts that were never acknowledged. Raises SettingsError after too many in a row."""
        self.unanswered += not ok
        self._silent = 0 if ok else self._silent + 1
        if self._silent >= _MAX_UNANSWERED:
            msg = f"{self._silent} acts in a row were refused or never answered; {self._environment.bot.log} says why"
            self._environment.keeps_folder = True
            raise SettingsError(msg)

    # Results ----------------------------------------------------------------------------------------------------

    async def check(self) -> Comparison:
        """Compare the database with what was acknowledged."""
        environment = self._environment
        stored = await read_stored(environment.storage, environment.team_id, self._exchange_id, environment.keys)
        return compare(self.played, stored)

    async def digest(self) -> str:
        """Let the moderator ask for a digest; return its text, "" when none comes."""
        environment = self._environment
        known = {message.ts for message in environment.moderator.sees(environment.channel_id)}

        def posted() -> Message | None:
            here = environment.playground.world.channels[environment.channel_id].messages.values()
            return next((each for each in here if each.bot_id and each.ts not in known), None)

        asked = await environment.moderator.runs("/exchange digest now", environment.channel_id)
        if not asked.ok:
            return ""
        message = await self._scene.waiter.until(environment.channel_id, posted, _DIGEST_S)
        shown = [block for block in message.blocks if block["type"] != "actions"] if message else []
        return unescape(visible_text(shown))

    def is_whole(self, found: Comparison) -> bool:
        """Return whether everything that people did is stored once, with its value, and nothing else."""
        return (
            found.is_whole
            and not self.unanswered
            and not self._attempts.refused
            and found.comments_stored == self.comments_sent
            and found.ratings_stored == self.ratings_expected
        )

    def figures(self, found: Comparison) -> dict[str, object]:
        """Return the figures of the table and the report."""
        attempts = self._attempts
        return {
            "comments_sent": self.comments_sent,
            "comments_stored": found.comments_stored,
            "ratings_sent": self.ratings_sent,
            "ratings_stored": found.ratings_stored,
            "ratings_expected": self.ratings_expected,
            "refused": attempts.refused,
            "lost": found.lost,
            "doubled": found.doubled,
            "missing": found.missing,
            "wrong": found.wrong,
            "own": found.own,
            "miscounted": found.miscounted,
            "unanswered": self.unanswered,
            "people": found.people,
            "star_sum": found.star_sum,
            "ack_p50_ms": attempts.ack_ms(0.5),
            "ack_p99_ms": attempts.ack_ms(0.99),
            "seconds": round(self.seconds, 1),
            "kills": self._crash_injector.done if self._crash_injector else 0,
            "retries": attempts.retries,
            "acks": attempts.acks,
        }
