"""Comments that a rule holds before anybody sees them: rude words, ways to reach a person, signs of danger."""

from storage.enums import CommentState
from tests.sentences import EN
from tests.stories.digest_helpers import moderator_is
from tests.stories.exchange_helpers import only, run_command
from tests.stories.moderating import queue_of, shared, states
from tests.whole_bot import Playground, words

HELP = "Ms Vega, room 12, 555 0100"
HARD = "I want to die and nobody notices"
RUDE = "This schedule is bullshit"


async def opened(playground: Playground, flags: str = "") -> None:
    await run_command(
        playground, f'/exchange new "What keeps us safe?" --open=now --help-text="{HELP}" {flags}'.strip()
    )
    await playground.settle()


async def test_words_of_danger_reach_a_moderator_at_once_and_nobody_else(playground: Playground) -> None:
    await moderator_is(playground, "Maya")
    await opened(playground, "--review=none")
    maya, ana, ben = (playground.person(name) for name in ("Maya", "Ana", "Ben"))
    await shared(playground, "Cem", "The bell is too loud")
    number = await shared(playground, "Ana", HARD)
    await playground.settle()

    exchange = await only(playground)
    assert dict(await states(playground, exchange))[HARD] == (CommentState.PENDING, None)
    alert = words(maya.dm()[-1])
    assert "A person may be in danger" in alert
    assert "Ana" not in alert
    assert HARD not in alert
    reply = words(ana.ephemerals("general")[-1])
    assert EN("share.not_alone").split(".*")[0].strip("*") in reply
    assert HELP in reply
    card = words(await queue_of(playground, maya))
    assert f"#{number}" in card
    assert "“want to die”" in card
    await ben.runs("/exchange rate", "general")
    await playground.settle()
    assert not any(HARD in words(each) for each in [*ben.dm(), *ben.ephemerals("general")])


async def test_rude_words_wait_unless_the_moderators_want_all_at_once(playground: Playground) -> None:
    await moderator_is(playground, "Maya")
    await opened(playground)
    maya = playground.person("Maya")
    await shared(playground, "Ana", RUDE)
    await shared(playground, "Ben", "Longer lunch")
    exchange = await only(playground)
    found = dict(await states(playground, exchange))
    assert found[RUDE][0] == CommentState.PENDING
    assert found["Longer lunch"][0] == CommentState.LIVE
    card = words(await queue_of(playground, maya))
    assert EN("moderate.held.rude", found="“bullshit”") in card
    assert "a person may be in danger" not in card.partition("Hide: why?")[0]


async def test_without_review_rude_words_are_live_at_once(playground: Playground) -> None:
    await opened(playground, "--review=none")
    await shared(playground, "Ana", RUDE)
    assert dict(await states(playground, await only(playground)))[RUDE][0] == CommentState.LIVE


async def test_new_words_are_read_by_the_rules_again(playground: Playground) -> None:
    await opened(playground)
    await shared(playground, "Ana", "Longer lunch")
    ana = playground.person("Ana")
    assert await ana.clicks(ana.ephemerals("general")[0], "share.edit")
    assert await ana.submits(values={"share.text": HARD})
    await playground.settle()
    assert dict(await states(playground, await only(playground)))[HARD] == (CommentState.PENDING, None)
    assert "A person may be in danger" in words(playground.moderator.dm()[-1])
