"""Stars that people type in the app's messages: `4`, `****`, stars as signs, `skip`, `undo`."""

import re
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Any

from bot.rate import blocks, flow
from bot.rate.flow import Desk, Place
from bot.slack import ids
from bot.slack.blocks import Block, button, said, section
from bot.slack.exchanges import known, open_here
from bot.slack.kit import Kit
from bot.slack.speaker import Speaker
from storage import participants
from storage.exchanges import Exchange

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_SIGNS = re.compile(r"(?:\*|★|☆|⭐\ufe0f?|🌟|:star2?:|\s)+")
_ONE = re.compile(r"\*|★|☆|⭐|🌟|:star2?:")
_WORDS = {"skip", "undo", "rate", "next", "stop"}
_ALSO = dict.fromkeys(
    ("stop it", "stop for now", "please stop", "quit", "exit", "para", "parar", "basta", "alto", "detener"), "stop"
) | {"next": "rate"}
_FOLDED = {"stop": "Stopped", "skip": "Skipped", "undo": "The one before, taken back", "rate": "The card is below"}
_MOST_REMEMBERED = 20_000
_MOST_STARS = 5

Thread = tuple[str, str]
"""The channel of somebody's messages with the app, and the ts of a thread in it."""

NO_STOP = (
    "There is nothing to stop: no card is open, and I only answer. To get no invitations either, open my *Home* tab "
    "and tick “No messages that I did not ask for”."
)
NO_CARD = "No card is open just now. Press Rate under an exchange, or write `rate`, and I will show you a comment."


def read(text: str) -> str:
    """Return "1".."5", "skip", "undo", "rate", "stop", "?" for a number or stars that are no rating, "" for words."""
    text = text.strip().lower().strip("`\"'.!¡ ")
    if text in _ALSO or text in _WORDS:
        return _ALSO.get(text, text)
    if _NUMBER.fullmatch(text):
        return text if text in {"1", "2", "3", "4", "5"} else "?"
    if text and _SIGNS.fullmatch(text):
        count = len(_ONE.findall(text))
        return str(count) if 1 <= count <= _MOST_STARS else "?"
    # Slack turns ⭐ into :star:, and a row of * may arrive as an empty bold: what is left is words.
    return ""


async def is_typed(event: dict[str, Any]) -> bool:
    """Say whether a message is a typed rating, which is never a comment."""
    return (
        event.get("channel_type") == "im"
        and event.get("subtype") is None
        and not event.get("bot_id")
        and not event.get("files")
        and read(event.get("text") or "") != ""
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody's card stands: by the address that replaces it once it was clicked, else by its message."""

    exchange_id: int
    response_url: str | None = None
    message: tuple[str, str] | None = None  # channel and ts


class Typing:
    """Answers typed stars. Remembers for a while where a person's card stands, so as to fold it away."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        # In memory only: the card itself is a row, this is where its message can be replaced.
        self._cards: OrderedDict[Speaker, Standing] = OrderedDict()

    def card_stands(self, speaker: Speaker, exchange_id: int, response_url: str) -> None:
        """Remember the exchange a person rates now, and the address that replaces their card."""
        self._remember(speaker, Standing(exchange_id, response_url))

    def lay(
        self, speaker: Speaker, exchange_id: int, text: str, card: list[Block], *, thread: Thread | None = None
    ) -> None:
        """Send a card as a new message, and remember where it stands. thread: of their messages, to send it there."""
        self._remember(speaker, Standing(exchange_id))

        def stands(channel: str, ts: str) -> None:
            if self._cards.get(speaker) == Standing(exchange_id):  # nothing came in between
                self._cards[speaker] = Standing(exchange_id, message=(channel, ts))

        channel, thread_ts = thread or (speaker.slack_user_id, None)
        self._kit.cards.say_later(channel, text, card, stands=stands, thread_ts=thread_ts)

    def _remember(self, speaker: Speaker, standing: Standing) -> None:
        self._cards[speaker] = standing
        self._cards.move_to_end(speaker)
        if len(self._cards) > _MOST_REMEMBERED:
            self._cards.popitem(last=False)

    def forget(self, speaker: Speaker) -> None:
        """Forget where the card stands."""
        self._cards.pop(speaker, None)

    async def answer(self, speaker: Speaker, word: str, clicked_at: int, *, thread: Thread | None = None) -> None:
        """Do what a typed word stands for, and show the next card below it, in the thread where it was typed."""
        kit = self._kit
        exchange, place = await self._open_card(speaker)
        if exchange is None:
            choices = await open_here(kit, speaker)
            if word == "rate" and choices:
                text = "Which exchange would you like to rate?"
                if len(choices) > 1:
                    await _say(kit, speaker, text, which(text, choices), thread)
                    return
                exchange = choices[0]
            else:
                text = NO_STOP if word == "stop" else NO_CARD
                await _say(kit, speaker, text, [section(text)], thread)
                return
        if word == "?":
            sentence = "I take 1 to 5 stars. Nothing was changed."
            await _say(kit, speaker, sentence, [section(sentence)], thread)
            return
        desk = await self._do(speaker, word, clicked_at, exchange, place)
        self._fold(speaker, desk, word)
        if word == "stop":
            self.forget(speaker)
            await _say(kit, speaker, *blocks.stopped_card(desk), thread)
            return
        # The card moves below what was typed: a new message, and with it a new serial.
        if desk.comment:
            told = desk
            desk = await flow.start(kit, speaker, exchange.exchange_id)
            desk = replace(desk, last_stars=told.last_stars, note=told.note)
        self.lay(speaker, exchange.exchange_id, *blocks.card(desk), thread=thread)

    async def _do(self, speaker: Speaker, word: str, clicked_at: int, exchange: Exchange, place: Place | None) -> Desk:
        if word == "undo":
            return await flow.undo(self._kit, speaker, exchange.exchange_id, clicked_at)
        if word == "stop":
            return await flow.look(self._kit, speaker, exchange.exchange_id)
        if word == "rate" or place is None:
            return await flow.start(self._kit, speaker, exchange.exchange_id)
        if word == "skip":
            return await flow.pass_by(self._kit, speaker, place, "skip", clicked_at)
        return await flow.give(self._kit, speaker, place, int(word), clicked_at, way="typed")

    def _fold(self, speaker: Speaker, desk: Desk, word: str) -> None:
        """Make a short line of the card above, where it can still be replaced."""
        stood = self._cards.get(speaker)
        done = blocks.stars_text(int(word)) if word.isdecimal() else _FOLDED[word]
        folded = [section(f"{done} · {desk.person.ratings} rated")]
        if stood and stood.response_url:
            self._kit.cards.replace_later(stood.response_url, done, folded)
        elif stood and stood.message:
            self._kit.cards.change_later(*stood.message, done, folded)

    async def _open_card(self, speaker: Speaker) -> tuple[Exchange | None, Place | None]:
        """Return the exchange of the card that lies open, and the place of its comment."""
        remembered = self._cards.get(speaker)
        candidates = await open_here(self._kit, speaker)
        if remembered:
            candidates = [e for e in candidates if e.exchange_id == remembered.exchange_id] or candidates
        for exchange in candidates:
            async with self._kit.storage.read() as db:
                exchange = await known(db, speaker.tenant_id, exchange.exchange_id)  # noqa: PLW2901 - the same, fresh
                rater_id = speaker.rater_id(self._kit.key_of(exchange))
                person = await participants.get(db, speaker.tenant_id, exchange.exchange_id, rater_id)
            if person is None or (person.open_comment_id is None and person.last_comment_id is None):
                continue
            desk = await flow.look(self._kit, speaker, exchange.exchange_id)
            if desk.comment is None:
                return exchange, None
            comment = desk.comment
            return exchange, Place(exchange.exchange_id, comment.number, comment.version, desk.person.card_serial)
        return None, None


def which(text: str, choices: list[Exchange]) -> list[Block]:
    """Return one line and one Rate button for each open exchange."""
    rows = [section(text)]
    for exchange in choices[:20]:
        value = str(exchange.exchange_id)
        rows.append(said(exchange.question, accessory=button("Rate", action_id=ids.RATE_START, value=value)))
    return rows


async def _say(kit: Kit, speaker: Speaker, text: str, card: list[Block], thread: Thread | None) -> None:
    channel, thread_ts = thread or (speaker.slack_user_id, None)
    await kit.web.chat_postMessage(channel=channel, thread_ts=thread_ts, text=text, blocks=card)
