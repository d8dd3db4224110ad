"""Every statement names the workspace, so that a database divided by workspaces can serve it: docs/decisions/0041."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, event

from storage.models import metadata
from tests.stories.digest_helpers import moderator_is
from tests.stories.exchange_helpers import reply_text, run_command
from tests.stories.moderating import reported, shared
from tests.whole_bot import Playground

_DATA = re.compile(r"(SELECT|UPDATE|DELETE|WITH|INSERT)\b")
_NAMED = re.compile(r"tenant_id\s*(=|IN\b)|INSERT INTO \w+ \(tenant_id")
_TABLES = re.compile(rf"\b(?:FROM|INTO|UPDATE|JOIN) ({'|'.join(metadata.tables)})\b")
FINDS_THE_WORKSPACE = {"tenant", "results_link", "web_pass"}
"""Tables in which a workspace is looked up by what a request brings: Slack's id of it, or the hash of a link."""


@pytest.fixture
def statements() -> Iterator[set[str]]:
    """Every statement that SQLAlchemy sends."""
    seen: set[str] = set()

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.add(re.sub(r"\s+", " ", statement))

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


def without_tenant(statements: set[str]) -> set[str]:
    """Return the tables of statements that name no workspace."""
    data = [each for each in statements if _DATA.match(each) and not _NAMED.search(each)]
    return {table for each in data for table in _TABLES.findall(each)}


async def play_an_exchange(playground: Playground) -> None:
    """Let people share, report and rate, a moderator look, and every job do a round."""
    await moderator_is(playground, "Maya")
    await run_command(playground, '/exchange new "What keeps us safe?" --open=now')
    await playground.settle()
    for name, text in (("Ana", "The bell is too loud"), ("Cem", "More light on the stairs"), ("Dov", "A longer lunch")):
        await shared(playground, name, text)
    await reported(playground, "Ben", "danger")
    ben = playground.person("Ben")
    await ben.runs("/exchange rate", "general")
    await playground.settle()
    assert await ben.clicks(ben.dm()[-1], "rate.star.4")
    await reply_text(playground, "/exchange status", playground.person("Maya"))
    await playground.starling.scheduler.run_once()
    await playground.settle()


async def test_every_statement_of_an_exchange_names_the_workspace(playground: Playground, statements: set[str]) -> None:
    playground.starling.context.batches.on_statement = statements.add
    await play_an_exchange(playground)
    assert len(statements) > 100
    assert without_tenant(statements) <= FINDS_THE_WORKSPACE
    assert without_tenant({*statements, "DELETE FROM rating WHERE stars = 3"}) >= {"rating"}, "it can be found"
