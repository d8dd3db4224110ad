"""Replay of a recorded conversation: clicks name comments by number."""

import asyncio

from bot.playground.replay.conversation import Click, Conversation, Share
from bot.playground.replay.replay import Replay
from bot.playground.replay.runner import run_acts

_Act = Share | Click


async def play_conversation(replay: Replay, conversation: Conversation) -> None:
    """Replay everything that people did, in order of time."""
    acts = conversation.acts
    players = {name: replay.player(f"Participant {name}") for name in conversation.people}
    loop = asyncio.get_running_loop()
    numbers: dict[str, asyncio.Future[int | None]] = {
        share.comment: loop.create_future() for share in conversation.shares
    }

    async def do(index: int, act: _Act) -> None:
        rng, player = replay.rng(index), players[act.person]
        await replay.begin_act(is_share=isinstance(act, Share))
        if isinstance(act, Share):
            numbers[act.comment].set_result(await replay.share(player, act.text, rng))
        else:
            number = numbers[act.comment].result()
            if number is not None:  # without a number a comment cannot be named
                replay.ratings_sent += 1
                replay.record_rating(player, number, act.stars, ok=await player.rate_by_number(number, act.stars, rng))
        bar.step()

    def needs(act: _Act) -> asyncio.Future[int | None] | None:
        return numbers[act.comment] if isinstance(act, Click) else None

    replay.ratings_expected = len(conversation.expected)
    sharing = [index for index, act in enumerate(acts) if isinstance(act, Share)] or [0]
    async with replay.playing(len(acts), (sharing[0], sharing[-1])) as bar:
        await run_acts(acts, do, person_of=lambda act: act.person, needs=needs)
