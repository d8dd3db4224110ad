"""Signs of danger that no phrase has: found by what a comment means, before it is saved or in a second look."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.core.screening import find_danger
from bot.domain import danger_looks
from storage import reports
from storage.enums import CommentState, ReportReason
from storage.seals import random_seal
from tests.kept_worker import KeptWorker
from tests.sentences import EN
from tests.stories.digest_helpers import moderator_is
from tests.stories.exchange_helpers import only, run_command
from tests.stories.moderating import queue_of, shared, states
from tests.whole_bot import Playground, open_playground, words

HELP = "Ms Vega, room 12, 555 0100"
MEANT = "my little brother wont need me if im gone, everyone would be better off"
ALERT = "A person may be in danger"


async def opened(playground: Playground) -> None:
    await moderator_is(playground, "Maya")
    await run_command(playground, f'/exchange new "What keeps us safe?" --open=now --help-text="{HELP}" --review=none')
    await playground.settle()


async def rated_by(playground: Playground, name: str) -> str:
    """Return all that somebody read who asked for comments to rate."""
    person = playground.person(name)
    await person.runs("/exchange rate", "general")
    await playground.settle()
    return " ".join(words(each) for each in [*person.dm(), *person.ephemerals("general")])


async def test_what_no_phrase_has_is_held_for_its_meaning_and_a_plain_comment_is_not(tmp_path: Path) -> None:
    assert not find_danger(MEANT)
    async with open_playground(tmp_path, settings_facts={"danger_meaning": True}) as playground:
        await opened(playground)
        maya, ana = playground.person("Maya"), playground.person("Ana")
        await shared(playground, "Cem", "The bell is too loud")
        await shared(playground, "Ana", MEANT)
        found = dict(await states(playground, await only(playground)))
        assert found[MEANT] == (CommentState.PENDING, None)
        assert found["The bell is too loud"][0] == CommentState.LIVE
        assert ALERT in words(maya.dm()[-1])
        assert HELP in words(ana.ephemerals("general")[-1])
        assert EN("moderate.held_for_meaning") in words(await queue_of(playground, maya))
        assert MEANT not in await rated_by(playground, "Ben")
        assert await ana.clicks(ana.ephemerals("general")[-1], "share.edit")
        assert await ana.submits(values={"share.text": "Longer lunch"})
        await playground.settle()
        assert dict(await states(playground, await only(playground)))["Longer lunch"][0] == CommentState.PENDING


@pytest.mark.parametrize("fails_first", [False, True])
async def test_where_the_look_is_late_the_comment_is_live_until_a_second_look_hides_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, fails_first: bool
) -> None:
    gate = asyncio.Event()
    asked: list[Any] = []
    of_all = KeptWorker.call

    async def call(worker: KeptWorker, job: str, payload: Any, **limits: Any) -> Any:
        if job == "danger":
            asked.append(payload)
            await gate.wait()
            if fails_first and len(asked) < 3:
                raise RuntimeError("the worker is away")
        return await of_all(worker, job, payload, **limits)

    monkeypatch.setattr(KeptWorker, "call", call)
    monkeypatch.setattr(danger_looks, "MAX_WAIT_S", 0.0)
    async with open_playground(tmp_path, settings_facts={"danger_meaning": True}) as playground:
        await opened(playground)
        ana, maya = playground.person("Ana"), playground.person("Maya")
        await ana.runs(f"/exchange share {MEANT}", "general")  # answered while the worker thinks
        await playground.slack.settle()
        assert dict(await states(playground, await only(playground)))[MEANT][0] == CommentState.LIVE
        assert HELP not in words(ana.ephemerals("general")[-1])
        assert MEANT in (await playground.comments(await only(playground)))[0].text
        assert not [each for each in maya.dm() if ALERT in words(each)]

        gate.set()
        await playground.settle()
        if fails_first:
            await playground.starling.scheduler.run_once()
            await playground.settle()
        assert dict(await states(playground, await only(playground)))[MEANT] == (CommentState.PENDING, None)
        assert len([each for each in maya.dm() if ALERT in words(each)]) == 1
        assert HELP in words(ana.dm()[-1])
        assert MEANT not in await rated_by(playground, "Ben")
        await playground.starling.scheduler.run_once()
        await playground.settle()
        assert len([each for each in maya.dm() if ALERT in words(each)]) == 1, "it is looked at once"


async def test_what_a_moderator_kept_a_second_look_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = asyncio.Event()
    of_all = KeptWorker.call

    async def call(worker: KeptWorker, job: str, payload: Any, **limits: Any) -> Any:
        if job == "danger":
            await gate.wait()
        return await of_all(worker, job, payload, **limits)

    monkeypatch.setattr(KeptWorker, "call", call)
    monkeypatch.setattr(danger_looks, "MAX_WAIT_S", 0.0)
    async with open_playground(tmp_path, settings_facts={"danger_meaning": True}) as playground:
        await opened(playground)
        ana = playground.person("Ana")
        await ana.runs(f"/exchange share {MEANT}", "general")
        await playground.slack.settle()
        exchange = await only(playground)
        (comment,) = await playground.comments(exchange)
        async with playground.starling.context.storage.write() as db:
            await reports.save(db, exchange.scope, comment.comment_id, random_seal(), ReportReason.RUDE)
        await playground.person("Maya").runs(f"/exchange keep #{comment.number}", "general")
        await playground.slack.settle()
        gate.set()
        await playground.settle()
        assert dict(await states(playground, await only(playground)))[MEANT][0] == CommentState.LIVE
