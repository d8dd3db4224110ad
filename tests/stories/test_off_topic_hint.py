"""Somebody is about to say what seems to be about something else: they read so first, and may share it all the same."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.domain import topic_hints
from bot.playground.people.person import Person
from storage import desk_settings
from storage.desk_settings import DeskSettings
from storage.enums import CommentState, ModerationMode
from storage.exchanges import Exchange
from tests.sentences import EN, ES
from tests.stories.moderating import states
from tests.stories.test_off_topic import GATE, GUITAR, SAFETY
from tests.whole_bot import Playground, open_playground, words

HINT, SHARE = EN("share.topic_hint"), "share.near.share"


@asynccontextmanager
async def asking(
    folder: Path, *, comments: Sequence[str] = SAFETY, mode: ModerationMode = ModerationMode.FLAGGED, is_on: bool = True
) -> AsyncIterator[tuple[Playground, Exchange]]:
    """Open a workspace with an exchange, where moderators switched the rule on or not."""
    async with open_playground(folder, settings_facts={"danger_meaning": True}) as playground:
        async with playground.starling.context.storage.write() as db:
            await desk_settings.save(db, playground.tenant_id, DeskSettings(finds_off_topic=is_on))
        channel_id = playground.slack.channel("general").id
        question = "What keeps us safe at school?"
        yield playground, await playground.exchange(question, *comments, moderation=mode, channel_id=channel_id)


async def state_of(playground: Playground, exchange: Exchange, text: str) -> CommentState | None:
    found = dict(await states(playground, exchange))
    return CommentState(found[text][0]) if text in found else None


async def answer_to(playground: Playground, person: Person, text: str) -> str:
    """Let somebody share words by the command; return what they read then."""
    await person.runs(f"/exchange share {text}", "general")
    await playground.settle()
    return words(person.ephemerals("general")[-1])


async def test_by_the_form_an_author_is_asked_once_and_shares_it_all_the_same(tmp_path: Path) -> None:
    async with asking(tmp_path) as (playground, exchange):
        ana = playground.person("Ana")
        await ana.runs("/exchange share", "general")
        assert await ana.submits(values={"share.text": GUITAR})
        assert HINT in words(ana.view)
        assert exchange.question in words(ana.view)
        assert await state_of(playground, exchange, GUITAR) is None
        assert await ana.submits()
        await playground.settle()
        assert HINT not in words(ana.view)
        assert await state_of(playground, exchange, GUITAR) == CommentState.PENDING, "the rule looks as before"


async def test_by_the_form_an_author_changes_it(tmp_path: Path) -> None:
    async with asking(tmp_path) as (playground, exchange):
        ana = playground.person("Ana")
        await ana.runs("/exchange share", "general")
        assert await ana.submits(values={"share.text": GUITAR})
        assert HINT in words(ana.view)
        assert await ana.submits(values={"share.text": GATE})
        await playground.settle()
        assert await state_of(playground, exchange, GATE) == CommentState.LIVE
        assert await state_of(playground, exchange, GUITAR) is None


async def test_by_the_command_and_by_a_message_too_in_the_authors_language(tmp_path: Path) -> None:
    async with asking(tmp_path) as (playground, exchange):
        ana, ben = playground.person("Ana"), playground.person("Ben")
        ben.member.locale = "es-MX"
        assert HINT in await answer_to(playground, ana, GUITAR)
        card = ana.ephemerals("general")[-1]
        assert EN("share.near_change.button") in words(card)
        assert await ana.clicks(card, SHARE)
        await playground.settle()
        assert await state_of(playground, exchange, GUITAR) == CommentState.PENDING
        sold = "Vendo una bicicleta roja casi nueva con dos ruedas de repuesto"
        await ben.says(sold)
        await playground.settle()
        card = ben.dm()[-1]
        assert ES("share.topic_hint") in words(card)
        assert ES("share.details_share.button") in words(card)
        assert await ben.clicks(card, "share.dm.yes")
        await playground.settle()
        assert await state_of(playground, exchange, sold) == CommentState.PENDING


async def test_where_two_exchanges_are_open_it_is_asked_once_one_is_chosen(tmp_path: Path) -> None:
    async with asking(tmp_path) as (playground, exchange):
        await playground.exchange("What is for lunch?", channel_id=playground.slack.channel("general").id)
        ana = playground.person("Ana")
        await ana.says(GUITAR)
        await playground.settle()
        assert HINT not in words(ana.dm()[-1])
        chosen = next(
            each
            for block in ana.dm()[-1].blocks
            for element in block.get("elements", [])
            for each in element.get("options", [])
            if each["value"] == str(exchange.exchange_id)
        )
        await ana.chooses(ana.dm()[-1], "share.which", chosen)
        assert await ana.clicks(ana.dm()[-1], "share.dm.yes")
        await playground.settle()
        assert HINT in words(ana.dm()[-1])
        assert await state_of(playground, exchange, GUITAR) is None
        assert await ana.clicks(ana.dm()[-1], "share.dm.yes")
        await playground.settle()
        assert await state_of(playground, exchange, GUITAR) == CommentState.PENDING


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({"is_on": False}, CommentState.LIVE),
        ({"mode": ModerationMode.POST}, CommentState.LIVE),
        ({"mode": ModerationMode.PRE}, CommentState.PENDING),
        ({"comments": SAFETY[:10]}, CommentState.LIVE),
    ],
)
async def test_where_the_rule_does_not_look_nobody_is_asked(
    tmp_path: Path, facts: dict[str, object], state: CommentState
) -> None:
    async with asking(tmp_path, **facts) as (playground, exchange):  # type: ignore[arg-type]  # by name
        assert HINT not in await answer_to(playground, playground.person("Ana"), GUITAR)
        assert await state_of(playground, exchange, GUITAR) == state


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (GATE, CommentState.LIVE),
        ("nothing to add", CommentState.LIVE),
        # More police officers at school keep the pupils safe.
        ("Tôi nghĩ cần thêm cảnh sát ở trường học để bảo vệ học sinh", CommentState.LIVE),
        ("my little brother wont need me if im gone, everyone would be better off", CommentState.PENDING),
        ("I want to kill myself tonight", CommentState.PENDING),
    ],
)
async def test_what_answers_what_the_encoder_cannot_read_and_signs_of_danger_get_no_hint(
    tmp_path: Path, text: str, state: CommentState
) -> None:
    async with asking(tmp_path) as (playground, exchange):
        assert HINT not in await answer_to(playground, playground.person("Ana"), text)
        assert await state_of(playground, exchange, text) == state


@pytest.mark.parametrize("is_failing", [False, True])
async def test_where_the_look_is_late_or_fails_it_is_shared_at_once_and_no_log_has_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_failing: bool
) -> None:
    gate = asyncio.Event()

    async def find(_about: str, texts: Sequence[str], _places: Sequence[int]) -> list[bool] | None:
        if is_failing:
            raise RuntimeError(texts[0])
        await gate.wait()
        return None

    async with asking(tmp_path) as (playground, exchange):
        hints = playground.starling.context.topic_hints
        monkeypatch.setattr(hints, "_find", find)
        if not is_failing:
            monkeypatch.setattr(topic_hints, "MAX_WAIT_S", 0.0)
        ana = playground.person("Ana")
        with capture_logs() as logs:
            await ana.runs(f"/exchange share {GUITAR}", "general")
            await playground.slack.until(lambda: ana.ephemerals("general"))
        assert HINT not in words(ana.ephemerals("general")[-1])
        assert ("topic_hint_failed" if is_failing else "topic_hint_late") in {each["event"] for each in logs}
        assert "guitar" not in str(logs)
        gate.set()
        await playground.settle()
        assert await state_of(playground, exchange, GUITAR) is not None


async def test_the_comments_of_an_exchange_are_read_in_small_jobs_once_a_form_opens(tmp_path: Path) -> None:
    async with asking(tmp_path, comments=[*SAFETY, *(f"{each} please" for each in SAFETY)]) as (playground, exchange):
        hints = playground.starling.context.topic_hints
        assert hints.is_cold(exchange.exchange_id)
        await playground.person("Ana").runs("/exchange share", "general")
        await playground.settle()
        assert not hints.is_cold(exchange.exchange_id)
