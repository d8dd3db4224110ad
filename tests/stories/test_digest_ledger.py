"""Everybody reads in digests and results what became of the comments that were received."""

import re

import pytest

from tests.sentences import EN, ES
from tests.stories.digest_helpers import SIX, TWELVE, announced, close, order, posted, set_state, tick
from tests.whole_bot import Playground, recount, words


@pytest.mark.parametrize("language", ["en", "es"])
async def test_digest_and_results_say_what_became_of_every_comment(playground: Playground, language: str) -> None:
    exchange = await announced(playground, *SIX, language=language)
    texts = EN if language == "en" else ES
    await set_state(playground, exchange, "Lunch longer", state="removed", reason="rude")
    await set_state(playground, exchange, "Lunch outside", state="withdrawn")
    await set_state(playground, exchange, "Door painted", state="pending")
    await recount(playground)
    await order(playground)
    await tick(playground)
    (digest,) = posted(playground)
    few = texts("common.up_to", n=5)
    parts = [
        texts("ledger.part_shown", n=few),
        texts("ledger.part_pending", n=few),
        texts("ledger.part_withdrawn", n=few),
        texts("ledger.removed", n=few, reason=texts("reasons.reason.rude")),
    ]
    line = texts("ledger.line_open", n=texts("common.over", n=5), parts=parts)
    assert line in words(digest)

    reader = playground.moderator if language == "en" else playground.person("Rosa", locale="es-MX", is_admin=True)
    assert await reader.runs("/exchange results", "general")
    await playground.settle()
    assert line in words(reader.view)


async def test_once_it_is_closed_the_numbers_add_up_and_duplicates_have_a_reason_of_their_own(
    playground: Playground,
) -> None:
    exchange = await announced(playground, *TWELVE)
    for text, values in {
        "Lunch longer": {"state": "removed", "reason": "rude"},
        "Lunch warmer": {"state": "removed", "reason": "duplicate"},
        "Lunch outside": {"state": "withdrawn"},
        "Door painted": {"state": "hidden"},
    }.items():
        await set_state(playground, exchange, text, **values)
    await close(playground, exchange)
    playground.clock.later(minutes=11)
    await recount(playground)
    await order(playground)
    await tick(playground)
    (digest,) = posted(playground)
    reasons = [EN("ledger.removed", n=1, reason=EN(f"reasons.reason.{reason}")) for reason in ("duplicate", "rude")]
    parts = [
        EN("ledger.part_shown", n=8),
        EN("ledger.part_hidden", n=1),
        EN("ledger.part_withdrawn", n=1),
        *reasons,
    ]
    line = EN("ledger.line", n=12, parts=parts)
    received, *what_became = (int(each) for each in re.findall(r"\d+", line))
    assert received == sum(what_became)
    assert line in words(digest)
    assert await playground.moderator.runs("/exchange results", "general")
    await playground.settle()
    assert line in words(playground.moderator.view)
