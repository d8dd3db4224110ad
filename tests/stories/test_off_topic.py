"""Comments that are not about the question: found by meaning a moment later, where moderators switched that on."""

import re
from pathlib import Path

import pytest

from storage import desk_settings
from storage.desk_settings import DeskSettings
from storage.enums import CommentState, ModerationMode
from tests.sentences import EN
from tests.stories.digest_helpers import moderator_is
from tests.stories.exchange_helpers import run_command
from tests.stories.moderating import queue_of, shared, states
from tests.whole_bot import Playground, open_playground, words

SAFETY = tuple(
    f"{what} at {where}"
    for what in (
        "A crossing guard",
        "Brighter lamps",
        "Doors that lock",
        "An adult who listens",
        "A slower road",
        "Cameras",
    )
    for where in ("the school gate", "the bus stop", "our classroom", "the gym")
)
GUITAR = "I sell my electric guitar, hardly played, with a new set of strings"
GATE = "Somebody should watch the gate after class"


async def shared_all_the_same(playground: Playground, name: str, text: str) -> int:
    """Let somebody share what they read a hint at first (test_off_topic_hint.py); return its number."""
    person = playground.person(name)
    await person.runs(f"/exchange share {text}", "general")
    await playground.settle()
    assert await person.clicks(person.ephemerals("general")[-1], "share.near.share")
    await playground.settle()
    [number] = re.findall(r"#(\d+)", words(person.ephemerals("general")[-1]))
    return int(number)


@pytest.mark.parametrize("is_on", [True, False])
async def test_what_is_off_topic_waits_where_moderators_want_that_and_they_see_how_often_it_was_right(
    tmp_path: Path, *, is_on: bool
) -> None:
    async with open_playground(tmp_path, settings_facts={"danger_meaning": True}) as playground:
        await moderator_is(playground, "Maya")
        ctx = playground.starling.context
        if is_on:
            async with ctx.storage.write() as db:
                await desk_settings.save(db, playground.tenant_id, DeskSettings(finds_off_topic=True))
        exchange = await playground.exchange(
            "What keeps us safe at school?",
            *SAFETY,
            moderation=ModerationMode.FLAGGED,
            channel_id=playground.slack.channel("general").id,
        )
        await shared(playground, "Ana", GATE)
        number = await (shared_all_the_same if is_on else shared)(playground, "Cem", GUITAR)
        found = dict(await states(playground, exchange))
        assert found[GATE][0] == CommentState.LIVE
        assert found[GUITAR][0] == (CommentState.PENDING if is_on else CommentState.LIVE)
        maya = playground.person("Maya")
        card = words(await queue_of(playground, maya))
        assert (EN("moderate.held_bare.off_topic") in card) is is_on
        assert not [each for each in maya.dm() if "in danger" in words(each)]
        if is_on:
            await run_command(playground, f"/exchange keep #{number}", maya)
            assert await maya.clicks(await queue_of(playground, maya), "moderate.desk")
            assert EN("desk.precision", n=1, agreed=0) in str(maya.view.blocks if maya.view else "")


async def test_among_few_comments_nothing_is_found(tmp_path: Path) -> None:
    async with open_playground(tmp_path, settings_facts={"danger_meaning": True}) as playground:
        async with playground.starling.context.storage.write() as db:
            await desk_settings.save(db, playground.tenant_id, DeskSettings(finds_off_topic=True))
        exchange = await playground.exchange(
            "What keeps us safe at school?",
            *SAFETY[:10],
            moderation=ModerationMode.FLAGGED,
            channel_id=playground.slack.channel("general").id,
        )
        await shared(playground, "Cem", GUITAR)
        assert dict(await states(playground, exchange))[GUITAR][0] == CommentState.LIVE
