"""Everybody reads in digests and results what became of the comments that were received."""

import pytest

from tests.sentences import EN, ES
from tests.stories.digest_helpers import SIX, announced, order, posted, set_state, tick
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
