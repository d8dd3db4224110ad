"""One replay under way: everybody's acts, the check of what came of them, the digest, the figures."""

import asyncio
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from rich.console import Console

from bot.playground.person import Person
from bot.playground.replay.check import Findings, Played, Shared, compare, read_stored
from bot.playground.replay.conversation import Click, Conversation, Share
from bot.playground.replay.course import Killer, Pace, play
from bot.playground.replay.eyes import Eyes
from bot.playground.replay.house import House
from bot.playground.replay.ledger import Ledger
from bot.playground.replay.player import Player, Stage, shown_on
from bot.playground.replay.shape import Plan, Visit, Writing, stars_of
from bot.playground.replay.show import Bar
from bot.playground.world import Message

_DIGEST_S = 120.0
_ROUNDS = 6  # visits after the first, for those who had rated all there was
_PLAIN = 3.4  # stars: the quality of a comment whose number its author has not been told yet


@dataclass(frozen=True, slots=True)
class Options:
    """How to play. rate: acts a second at most."""

    rate: float | None = None
    kills: int = 0
    seed: int = 1


class Replay:
    """Plays people's acts through a house, and knows what they were told became of each."""

    def __init__(self, house: House, exchange_id: int, ledger: Ledger, options: Options, console: Console) -> None:
        self.played = Played()
        self.comments_sent = self.ratings_sent = self.unanswered = 0
        self.seconds = 0.0
        self.ratings_expected = 0
        self._house = house
        self._exchange_id = exchange_id
        self._ledger = ledger
        self._options = options
        self._console = console
        self._pace = Pace(options.rate)
        self._killer: Killer | None = None
        self._stage = Stage(house.channel_id, exchange_id, Eyes(house.playground, self._whispered), ledger)

    # The two kinds ----------------------------------------------------------------------------------------------

    async def conversation(self, conversation: Conversation) -> None:
        """Play a conversation of real people, its clicks naming comments by number."""
        self.ratings_expected = len(conversation.expected)
        players = {name: self._player(f"Participant {name}") for name in conversation.people}
        loop = asyncio.get_running_loop()
        numbers: dict[str, asyncio.Future[int | None]] = {
            share.comment: loop.create_future() for share in conversation.shares
        }
        sharing = [place for place, act in enumerate(conversation.acts) if isinstance(act, Share)]

        async def do(index: int, act: Share | Click) -> None:
            dice = self._dice(index)
            player = players[act.person]
            await self._begins(is_share=isinstance(act, Share))
            if isinstance(act, Share):
                numbers[act.comment].set_result(await self._shares(player, act.text, dice))
            else:
                number = numbers[act.comment].result()
                if number is not None:
                    self.ratings_sent += 1
                    self._gave(player, number, act.stars, ok=await player.gives(number, act.stars, dice))
            bar.step()

        def needs(act: Share | Click) -> asyncio.Future[int | None] | None:
            return numbers[act.comment] if isinstance(act, Click) else None

        total = len(conversation.acts)
        self._killer = self._kills(total, (sharing[0], sharing[-1]) if sharing else (0, total))
        began = time.monotonic()
        with Bar(self._console, "Replay", total) as bar:
            await play(conversation.acts, do, person_of=lambda act: act.person, needs=needs)
            await self._settle()
        self.seconds = time.monotonic() - began

    async def district(self, plan: Plan) -> None:
        """Play people who rate what the cards show them."""
        wants = {place: person.wants for place, person in enumerate(plan.people)}
        players = [self._player(person.name) for person in plan.people]
        cards: dict[int, Message | None] = {}
        qualities: dict[int, float] = {}
        self.ratings_expected = sum(wants.values())
        writings = [act for act in plan.acts if isinstance(act, Writing)]
        total = len(writings) + self.ratings_expected

        async def visit(index: int, place: int) -> None:
            """Rate as many as somebody still wants to, or as there are."""
            dice, player = self._dice(index), players[place]
            card = cards.get(place)
            if card is None:
                card = cards[place] = await player.fetches_card(dice)
            elif shown_on(card) is None:
                await player.looks_again(card)
            while card is not None and wants[place] and shown_on(card) is not None:
                await self._begins(is_share=False)
                lean = plan.people[place].lean
                number, stars, ok = await player.rates_shown(
                    card, lambda number: stars_of(qualities.get(number, _PLAIN), lean, dice)
                )
                is_new = (player.person.id, number) not in self.played.stars
                self._gave(player, number, stars, ok=ok)
                if not ok:
                    return
                if is_new:
                    self.ratings_sent += 1
                    wants[place] -= 1
                    bar.step()

        async def do(index: int, act: Writing | Visit) -> None:
            if isinstance(act, Visit):
                await visit(index, act.person)
                return
            await self._begins(is_share=True)
            person = plan.people[act.person]
            number = await self._shares(players[act.person], act.text, self._dice(index), person.group)
            if number is not None:
                qualities[number] = act.quality
            bar.step()

        self._killer = self._kills(total, (0, len(writings) + self.ratings_expected // 4))
        began = time.monotonic()
        with Bar(self._console, "Replay", total) as bar:
            await play(plan.acts, do, person_of=lambda act: act.person, needs=lambda _act: None)
            for again in range(1, _ROUNDS):
                owed = {place: number for place, number in wants.items() if number}
                if not owed:
                    break
                if again > 1:  # some have rated all there is: others rate a few more
                    _pass_on(wants, owed, self._dice(-again))
                visits = [Visit(place) for place, number in wants.items() if number]
                await play(visits, do, person_of=lambda act: act.person, needs=lambda _act: None)
            await self._settle()
        self.seconds = time.monotonic() - began

    # After it ---------------------------------------------------------------------------------------------------

    async def examine(self) -> Findings:
        """Read the database back and hold it against what people were told."""
        house = self._house
        stored = await read_stored(house.storage, house.team_id, self._exchange_id, house.keys)
        return compare(self.played, stored)

    async def digest(self) -> str:
        """Have the moderator ask for a digest; return what it says, "" when none comes."""
        house = self._house
        known = {message.ts for message in house.moderator.sees(house.channel_id)}

        def posted() -> Message | None:
            here = house.playground.world.channels[house.channel_id].messages.values()
            return next((each for each in here if each.bot_id and each.ts not in known), None)

        asked = await house.moderator.runs("/exchange digest now", house.channel_id)
        if not asked.ok:
            return ""
        message = await self._stage.eyes.until(house.channel_id, posted, _DIGEST_S)
        return Person.reads(message) if message is not None else ""

    def is_whole(self, found: Findings) -> bool:
        """Whether everything that people did is stored, once, with its value, and nothing else."""
        return (
            found.is_whole
            and not self.unanswered
            and not self._ledger.refused
            and found.comments_stored == self.comments_sent
            and found.ratings_stored == self.ratings_expected
        )

    def figures(self, found: Findings) -> dict[str, object]:
        """Return what the table and the report say."""
        ledger = self._ledger
        return {
            "comments_sent": self.comments_sent,
            "comments_stored": found.comments_stored,
            "ratings_sent": self.ratings_sent,
            "ratings_stored": found.ratings_stored,
            "ratings_expected": self.ratings_expected,
            "refused": ledger.refused,
            "lost": found.lost,
            "doubled": found.doubled,
            "missing": found.missing,
            "wrong": found.wrong,
            "own": found.own,
            "miscounted": found.miscounted,
            "unanswered": self.unanswered,
            "people": found.people,
            "star_sum": found.star_sum,
            "ack_p50_ms": ledger.ack_ms(0.5),
            "ack_p99_ms": ledger.ack_ms(0.99),
            "seconds": round(self.seconds, 1),
            "kills": self._killer.done if self._killer else 0,
            "retries": ledger.retries,
            "acks": ledger.acks,
        }

    # ------------------------------------------------------------------------------------------------------------

    def _player(self, name: str) -> Player:
        town = self._house.playground
        person = town.add_person(name)
        town.world.channels[self._house.channel_id].members[person.id] = None
        self.played.people.add(person.id)
        return Player(self._stage, person, town.world.im(person.id).id)

    def _dice(self, index: int) -> Random:
        return Random(f"{self._options.seed}:{index}")

    def _kills(self, total: int, sharing: tuple[int, int]) -> Killer:
        return Killer(self._house.bot, self._options.kills, total, sharing, self._dice(-1))

    async def _begins(self, *, is_share: bool) -> None:
        await self._pace.wait()
        if self._killer:
            self._killer.begins(is_share=is_share)

    async def _shares(self, player: Player, text: str, dice: Random, group: str | None = None) -> int | None:
        self.comments_sent += 1
        number = await player.shares(text, dice, group)
        self.played.shared.append(Shared(player.person.id, text, number))
        self.unanswered += number is None
        return number

    def _gave(self, player: Player, number: int, stars: int, *, ok: bool) -> None:
        place = (player.person.id, number)
        if ok:
            self.played.stars[place] = stars
            self.played.unsure.discard(place)
        else:
            self.unanswered += 1
            self.played.unsure.add(place)

    async def _settle(self) -> None:
        if self._killer:
            await self._killer.finish()
        await self._house.playground.settle()

    def _whispered(self, slack_id: str) -> None:
        self._stage.whispered(slack_id)


def _pass_on(wants: dict[int, int], owed: Mapping[int, int], dice: Random) -> None:
    """Let others rate what some could not."""
    others = [place for place in wants if place not in owed]
    for place in owed:
        wants[place] = 0
    for place, number in Counter(dice.choices(others, k=sum(owed.values()))).items():
        wants[place] += number
