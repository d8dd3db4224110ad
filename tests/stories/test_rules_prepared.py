"""The rules over comments are compiled once in a process, in a thread, while everybody else is answered."""

import asyncio
import threading

import pytest

from bot.core.screening import match
from bot.core.screening.match import Lists
from tests.whole_bot import Playground, words


async def test_the_first_comment_of_a_process_waits_for_the_rules_and_nobody_else_does(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch")
    ana, ben = playground.person("U-ana"), playground.person("U-ben")
    begun, go_on, threads = threading.Event(), threading.Event(), set[str]()
    compiled = match.load_pattern

    def load(name: Lists) -> object:
        threads.add(threading.current_thread().name)
        begun.set()
        assert go_on.wait(60)
        return compiled(name)

    monkeypatch.setattr(match, "_prepared", set())
    monkeypatch.setattr(match, "load_pattern", load)
    assert await ana.runs("/exchange share", "general")
    assert await asyncio.to_thread(begun.wait, 60), "they are begun when somebody is about to write"
    assert await ben.runs("/exchange list", "general"), "the others are answered while they are compiled"
    go_on.set()
    assert await ana.submits(values={"share.text": "A crossing guard at the corner"})
    assert ana.view
    assert "A crossing guard at the corner" in words(ana.view)
    assert threading.main_thread().name not in threads
    assert match.are_patterns_prepared()
