"""Replay of a generated district: people write, and rate what the cards show them."""

from collections import Counter

from bot.playground.replay.player import shown_number
from bot.playground.replay.replay import Replay
from bot.playground.replay.report import ProgressBar
from bot.playground.replay.runner import run_acts
from bot.playground.replay.workload import ShareAct, Visit, Workload, draw_stars
from bot.playground.state.models import Message

_ROUNDS = 6  # visits after the first, for people who had rated everything
_PLAIN = 3.4  # stars: the quality of a comment whose number is not known yet


class DistrictPlay:
    """The state of a district's replay: how many ratings each person still wants to give."""

    def __init__(self, replay: Replay, workload: Workload) -> None:
        self._replay = replay
        self._workload = workload
        self._players = [replay.player(person.name) for person in workload.people]
        self._wanted = {index: person.wanted_ratings for index, person in enumerate(workload.people)}
        self._cards: dict[int, Message] = {}
        self._qualities: dict[int, float] = {}

    async def play(self) -> None:
        """Replay it to the end: exactly as many ratings as were wanted."""
        writings = sum(isinstance(act, ShareAct) for act in self._workload.acts)
        self._replay.ratings_expected = sum(self._wanted.values())
        total = writings + self._replay.ratings_expected
        async with self._replay.playing(total, (0, writings + self._replay.ratings_expected // 4)) as bar:
            self._bar: ProgressBar = bar
            await self._all(self._workload.acts)
            for again in range(_ROUNDS):
                if not any(self._wanted.values()):
                    break
                if again > 0:  # some have rated everything: others rate a few more
                    self._redistribute(again)
                await self._all([Visit(index) for index, number in self._wanted.items() if number])

    async def _all(self, acts: list[ShareAct | Visit]) -> None:
        await run_acts(acts, self._do, person_of=lambda act: act.person, needs=lambda _act: None)

    async def _do(self, index: int, act: ShareAct | Visit) -> None:
        if isinstance(act, Visit):
            await self._visit(index, act.person)
            return
        replay = self._replay
        await replay.begin_act(is_share=True)
        group = self._workload.people[act.person].group
        number = await replay.share(self._players[act.person], act.text, replay.rng(index), group)
        if number is not None:
            self._qualities[number] = act.quality
        self._bar.step()

    async def _visit(self, index: int, person: int) -> None:
        """Let a person rate as many comments as they still want to, or as there are."""
        replay, player, lean = self._replay, self._players[person], self._workload.people[person].leniency
        rng = replay.rng(index)

        def opinion(number: int) -> int:
            return draw_stars(self._qualities.get(number, _PLAIN), lean, rng)

        card = self._cards.get(person) or await player.fetch_card(rng)
        if card is None:
            return
        self._cards[person] = card
        if shown_number(card) is None:
            await player.look_again(card)
        while self._wanted[person] and shown_number(card) is not None:
            await replay.begin_act(is_share=False)
            number, stars, ok = await player.rate_shown(card, opinion)
            is_new = (player.person.id, number) not in replay.played.stars
            replay.record_rating(player, number, stars, ok=ok)
            if not ok:
                return
            if is_new:
                replay.ratings_sent += 1
                self._wanted[person] -= 1
                self._bar.step()

    def _redistribute(self, again: int) -> None:
        """Give the ratings that some people could not give to others."""
        missing = sum(self._wanted.values())
        others = [index for index, number in self._wanted.items() if not number]
        self._wanted = Counter(self._replay.rng(-again).choices(others, k=missing)) if others else {}
