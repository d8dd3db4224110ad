"""A player: one person of a replay, who repeats each act until it is answered."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random

from bot.playground.block_kit.interactive import find_element
from bot.playground.people.outcome import Outcome
from bot.playground.people.person import Person
from bot.playground.replay.attempt_log import UNKNOWN, AttemptLog
from bot.playground.replay.waiter import Waiter
from bot.playground.server import PlaygroundServer
from bot.playground.state.models import Message, View

WAITS = tuple(min(1.0, 0.05 * 2**number) for number in range(60))  # seconds before each further try
CARD_S = 4.0  # wait for a card to change before pressing again
OFFER_S = 6.0  # wait for the card under a message before writing it again
MESSAGES = 6  # tries by message before using the form
PRESSES = 60  # tries to get a card: on a busy machine each may take long
COMMENT, RATE = "share.open", "rate.start"
FORM, NEAR, TEXT, GROUP, YES, WHICH = (
    "share.modal",
    "share.near.modal",
    "share.text",
    "share.group",
    "share.dm.yes",
    "share.which",
)
STAR = "rate.star"
_NUMBER = re.compile(r"#(\d+)")
_SHOWN = re.compile(r"\d+:(\d+)(?:\.\d+)?:\d+:\d")
_MANGLED = re.compile(r"[@#</]|^\W*\w{0,6}\W*$")  # texts that Slack or the bot may read as something else in a message


async def at_once() -> None:
    """Wait for nothing."""


@dataclass
class Scene:
    """What all players share.

    announcement: the exchange's message in the channel. until_up: waits while the bot is being started again.
    """

    playground: PlaygroundServer
    channel_id: str
    exchange_id: int
    announcement: Message
    attempts: AttemptLog
    until_up: Callable[[], Awaitable[None]] = at_once
    players: dict[str, "Player"] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.waiter = Waiter(self.playground, self.note_ephemeral)

    def note_ephemeral(self, slack_id: str, channel_id: str) -> None:
        """Note an ephemeral message: after a click on stars it is a refusal."""
        player = self.players.get(slack_id)
        if player is not None and player.current_act == STAR and player.dm == channel_id:
            self.attempts.refused_later(STAR, slack_id)


class Player:
    """A person who shares and rates. Every act is repeated until it is answered, a bounded number of times."""

    def __init__(self, stage: Scene, person: Person, dm: str) -> None:
        self.person = person
        self.current_act = ""
        self._scene = stage
        self.dm = dm
        self._card: Message | None = None
        stage.players[person.id] = self

    # Sharing ----------------------------------------------------------------------------------------------------

    async def share(self, text: str, rng: Random, group: str | None = None) -> int | None:
        """Share a comment by form or by message, about half each; return its number, None when it was refused.

        group: what they choose where the form asks.
        """
        if rng.random() < 0.5 and not _MANGLED.search(text):  # noqa: PLR2004 - half
            number = await self._by_message(text, group)
            if number is not None:
                return number
        return await self._by_form(text, group, rng)

    async def _by_form(self, text: str, group: str | None, rng: Random) -> int | None:
        for wait in WAITS:
            if self._form() is not None:
                break
            await self._retry("open", lambda: self._open_form(rng))
            if self._form() is None:
                await asyncio.sleep(wait)
        view = self._form()
        if view is None:
            return None
        given = {TEXT: text}
        if group and any(block.get("block_id") == GROUP for block in view.blocks):
            given[GROUP] = group
        for form in (FORM, NEAR):  # the second: others said something like it, and "Mine is different: share"
            if view.callback_id == form:
                await self._retry("form", lambda: self.person.submits(view, given))
        number = None if view.callback_id in {FORM, NEAR} else _first_number(view)
        await self.person.closes(whole=True)
        return number

    async def _by_message(self, text: str, group: str | None) -> int | None:
        """Write to the bot, then press Share on the card. None when no card came, or it was refused."""
        for _ in range(MESSAGES):
            self.current_act = "message"
            outcome = await self.person.says(text)
            self._scene.attempts.attempt("message", self.person.id, outcome)
            message = outcome.message
            if message is None:
                return None
            ts = message.ts
            card = await self._scene.waiter.until(self.dm, lambda: self._offer(ts), OFFER_S)  # noqa: B023 - awaited here
            if card is not None:
                return await self._confirm(card, group)
        return None

    async def _confirm(self, card: Message, group: str | None) -> int | None:
        which = find_element(card.blocks, WHICH)
        if which is not None:
            await self._retry("choose", lambda: self.person.chooses(card, WHICH, str(self._scene.exchange_id)))
        for _ in WAITS:
            if find_element(card.blocks, YES) is not None:
                outcome = await self._retry("share", lambda: self._press_yes(card))
                if not outcome.ok:
                    return None
            number = await self._scene.waiter.until(self.dm, lambda: _confirmed_number(card), CARD_S)
            if number is not None:
                await self._choose_group(card, group)
                return number
        return None

    async def _open_form(self, rng: Random) -> Outcome:
        return Outcome(ok=True) if self._form() else await self._press(COMMENT, "/exchange share", rng)

    async def _press_yes(self, card: Message) -> Outcome:
        return Outcome(ok=True) if _confirmed_number(card) else await self.person.clicks(card, YES)

    async def _choose_group(self, card: Message, group: str | None) -> None:
        if not group or find_element(card.blocks, GROUP) is None:
            return
        await self._retry("group", lambda: self.person.chooses(card, GROUP, group))
        await self._scene.waiter.until(self.dm, lambda: find_element(card.blocks, GROUP) is None or None, CARD_S)

    def _form(self) -> View | None:
        view = self.person.view
        return view if view is not None and view.callback_id == FORM else None

    def _offer(self, ts: str) -> Message | None:
        """Return the card under the message with this ts, if it has come."""
        for message in reversed(self.person.dm()):
            ref = find_element(message.blocks, YES)
            if ref is not None and str(ref.element.get("value", "")).endswith(f":{ts}"):
                return message
        return None

    # Rating -----------------------------------------------------------------------------------------------------

    async def rate_by_number(self, number: int, stars: int, rng: Random) -> bool:
        """Click a star for a comment that no card shows; return whether it was acknowledged."""
        if self._card is None:
            self._card = await self.fetch_card(rng)
        value = f"{self._scene.exchange_id}:{number}.1:0:{stars}"  # nobody edits comments in a replay
        outcome = await self._retry(
            STAR,
            lambda: self.person.clicks_unseen(f"{STAR}.{stars}", value, block_id="rate.stars", on=self._card),
            comment=number,
            stars=stars,
        )
        return outcome.ok

    async def fetch_card(self, rng: Random) -> Message | None:
        """Press Rate and return the card that comes, or None."""
        known = {message.ts for message in self.person.dm()}
        for _ in range(PRESSES):
            await self._retry("rate", lambda: self._press(RATE, "/exchange rate", rng))
            card = await self._scene.waiter.until(self.dm, lambda: self._new_card(known), CARD_S)
            if card is not None:
                return card
        return None

    async def rate_shown(self, card: Message, stars_for: Callable[[int], int]) -> tuple[int, int, bool]:
        """Give stars to the comment on a card, and wait for the next.

        Returns the comment's number, the stars, and whether they were acknowledged.
        Raises LookupError when the card shows no comment.
        """
        number = shown_number(card)
        if number is None:
            raise LookupError
        stars = stars_for(number)
        ok = False
        for _ in range(PRESSES):
            outcome = await self._retry(
                STAR, lambda: self._click_star(card, number, stars), comment=number, stars=stars
            )
            ok = ok or outcome.ok
            if not outcome.ok or await self._scene.waiter.until(
                self.dm, lambda: shown_number(card) != number or None, CARD_S
            ):
                break
        return number, stars, ok

    async def look_again(self, card: Message) -> bool:
        """Press "Look again" on a card that had nothing more to rate; return whether it shows a comment now."""
        for _ in range(PRESSES):
            if shown_number(card) is not None:
                return True
            before = card.blocks
            outcome = await self._retry("rate", lambda: self.person.clicks(card, RATE))
            if not outcome.ok:
                return False
            changed = await self._scene.waiter.until(self.dm, lambda: card.blocks is not before or None, CARD_S)  # noqa: B023
            if changed:
                break
        return shown_number(card) is not None

    async def _click_star(self, card: Message, number: int, stars: int) -> Outcome:
        if shown_number(card) != number:  # the answer was lost, but the card has moved on
            return Outcome(ok=True)
        return await self.person.clicks(card, f"{STAR}.{stars}")

    def _new_card(self, known: set[str]) -> Message | None:
        for message in reversed(self.person.dm()):
            if (
                message.bot_id
                and message.ts not in known
                and (find_element(message.blocks, f"{STAR}.1") or _empty(message))
            ):
                return message
        return None

    # ------------------------------------------------------------------------------------------------------------

    async def _press(self, action_id: str, command: str, rng: Random) -> Outcome:
        """Press a button of the announcement, or run the equivalent command."""
        if rng.random() < 0.5:  # noqa: PLR2004 - half
            return await self.person.clicks(self._scene.announcement, action_id)
        return await self.person.runs(command, self._scene.channel_id)

    async def _retry(self, act: str, doing: Callable[[], Awaitable[Outcome]], **about: object) -> Outcome:
        """Repeat an act until it is answered 2xx in time, or refused."""
        self.current_act = act
        outcome = Outcome(ok=False)
        for wait in WAITS:
            outcome = await doing()
            if self._scene.attempts.attempt(act, self.person.id, outcome, **about) != UNKNOWN:
                break
            await self._scene.until_up()  # tries that nobody could answer would be used up where a start takes long
            await asyncio.sleep(wait)
        return outcome


def shown_number(card: Message) -> int | None:
    """Return the number of the comment that a card shows, or None."""
    ref = find_element(card.blocks, f"{STAR}.1")
    found = _SHOWN.fullmatch(str(ref.element.get("value", ""))) if ref else None
    return int(found[1]) if found else None


def _empty(message: Message) -> bool:
    return find_element(message.blocks, RATE) is not None and find_element(message.blocks, COMMENT) is not None


def _confirmed_number(card: Message) -> int | None:
    """Return the number of the shared comment on a card, None while the card still asks."""
    return None if find_element(card.blocks, YES) is not None else _first_number(card)


def _first_number(shown: Message | View) -> int | None:
    found = _NUMBER.search(Person.reads(shown).partition("\n")[0])
    return int(found[1]) if found else None
