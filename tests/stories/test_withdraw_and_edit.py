"""A comment withdrawn and edited at the same moment: what the author read is what is kept."""

import asyncio
from pathlib import Path

import pytest

from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.home import flow as home
from bot.share import flow
from tests.stories.at_home import rates, share, workspace
from tests.whole_bot import Playground, open_playground


@pytest.mark.parametrize("rated", ["unrated", "rated"])
async def test_a_comment_withdrawn_and_edited_at_once_is_withdrawn(playground: Playground, rated: str) -> None:
    await both_at_once(playground, rated)


@pytest.mark.parametrize("rated", ["unrated", "rated"])
async def test_so_it_is_on_postgresql(tmp_path: Path, postgres_database: str, rated: str) -> None:
    async with open_playground(tmp_path, database_url=postgres_database) as playground:
        await both_at_once(playground, rated)


async def both_at_once(playground: Playground, rated: str) -> None:
    """Let Ana withdraw and edit a comment at the same moment, six times."""
    exchange = await playground.exchange("What keeps us safe?")
    ana, ctx = playground.person("Ana"), playground.starling.context
    actor = Actor(playground.tenant_id, workspace(playground), ana.id, is_stranger=False)
    for number in range(6):
        await share(playground, ana, f"Idea number {number}, which is like no other {'x' * number}")
        live = await playground.comments(exchange)
        comment = live[0]
        if rated == "rated":
            await rates(playground, playground.person(f"Rater {number}"), 4)

        async def edit(number: int = comment.number) -> bool:
            try:
                words = {"text": "Other words", "why": None, "source": ("edit", str(number))}
                await flow.edit(ctx, actor, exchange.exchange_id, number, **words)  # type: ignore[arg-type]
            except UserError:
                return False
            return True

        await asyncio.gather(flow.withdraw(ctx, actor, exchange.exchange_id, comment.number), edit())
        _, kept, _ = await home.get_own_comment(ctx, actor, exchange.exchange_id, comment.number)
        assert kept.state == "withdrawn"
    assert await playground.comments(exchange) == []
