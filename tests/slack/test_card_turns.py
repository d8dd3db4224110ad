"""Cards that wait for their post: workspaces take turns, and each one's cards keep their order."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from bot.slack.card_queue import Card, CardQueue


async def test_a_thousand_cards_of_one_workspace_keep_a_card_of_another_waiting_for_one() -> None:
    sent: list[str] = []
    tasks: list[asyncio.Task[None]] = []

    def spawn(work: Coroutine[Any, Any, None]) -> None:
        tasks.append(asyncio.create_task(work))

    async def post(url: str, _body: bytes) -> None:
        sent.append(url)

    queue = CardQueue(spawn, post, lambda: None, lambda _card, _error: None)
    for number in range(1000):
        queue.put(Card(f"https://hooks.slack.com/actions/T0BUSY/{number}/secret", b"", lambda: True))
    for number in range(3):
        queue.put(Card(f"https://hooks.slack.com/commands/T0QUIET/{number}/secret", b"", lambda: True))
    assert len(queue) == 1003
    await asyncio.gather(*tasks)
    quiet = [place for place, url in enumerate(sent) if "T0QUIET" in url]
    assert quiet == [1, 3, 5]
    busy = [int(url.split("/")[5]) for url in sent if "T0BUSY" in url]
    assert busy == sorted(busy)
    assert len(queue) == 0
