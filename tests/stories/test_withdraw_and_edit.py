"""A comment withdrawn and edited at the same moment: what the author was told is how it stands."""

import asyncio
from pathlib import Path

import pytest

from bot.home import flow as home
from bot.share import flow
from bot.slack.errors import KindError
from bot.slack.speaker import Speaker
from tests.stories.at_home import rates, share, workspace
from tests.town import Town, open_town


@pytest.mark.parametrize("rated", ["unrated", "rated"])
async def test_a_comment_withdrawn_and_edited_at_once_is_withdrawn(town: Town, rated: str) -> None:
    await both_at_once(town, rated)


@pytest.mark.parametrize("rated", ["unrated", "rated"])
async def test_so_it_is_on_postgresql(tmp_path: Path, postgres_database: str, rated: str) -> None:
    async with open_town(tmp_path, database_url=postgres_database) as town:
        await both_at_once(town, rated)


async def both_at_once(town: Town, rated: str) -> None:
    """Let Ana withdraw and edit a comment at the same moment, six times."""
    exchange = await town.exchange("What keeps us safe?")
    ana, kit = town.person("Ana"), town.starling.kit
    speaker = Speaker(town.tenant_id, workspace(town), ana.id, is_stranger=False)
    for number in range(6):
        await share(town, ana, f"Idea number {number}, which is like no other {'x' * number}")
        live = await town.comments(exchange)
        comment = live[0]
        if rated == "rated":
            await rates(town, town.person(f"Rater {number}"), 4)

        async def edit(number: int = comment.number) -> bool:
            try:
                words = {"text": "Other words", "why": None, "source": ("edit", str(number))}
                await flow.reword(kit, speaker, exchange.exchange_id, number, **words)  # type: ignore[arg-type]
            except KindError:
                return False
            return True

        await asyncio.gather(flow.withdraw(kit, speaker, exchange.exchange_id, comment.number), edit())
        _, kept = await home.own_comment(kit, speaker, exchange.exchange_id, comment.number)
        assert kept.state == "withdrawn"
    assert await town.comments(exchange) == []
