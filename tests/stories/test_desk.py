"""Two moderators at their desk: undo, other words, claims, a second opinion, reports that hide."""

from bot.moderate import rephrase
from storage import moderation_log
from tests.sentences import EN, ES
from tests.stories.moderating import acts, add_moderator, asked, pick, press, queue_of, reported, shared, states
from tests.whole_bot import Playground, words

RUDE = "This schedule is bullshit"


async def tell_authors(playground: Playground) -> None:
    ctx = playground.starling.context
    await rephrase.tick(ctx, ctx.workspace(playground.tenant_id))
    await playground.settle()


async def test_three_reports_hide_a_comment_until_a_moderator_keeps_it_for_ever(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Ms Kim is mean")
    for name, state in (("Ana", "live"), ("Ben", "live"), ("Cem", "hidden")):
        await reported(playground, name)
        assert (await states(playground, exchange))["Ms Kim is mean"][0] == state
    assert await playground.moderator.clicks(await queue_of(playground), "moderate.keep")
    await playground.settle()
    for name in ("Dora", "Edo", "Fay"):
        await reported(playground, name)
    assert (await states(playground, exchange))["Ms Kim is mean"] == ("live", None)
    async with playground.starling.context.storage.read() as db:
        log = await moderation_log.list_all(db, exchange.scope)
    assert [each.act for each in log] == ["reported", "keep"]
    assert (log[0].acted_at, log[0].acted_on) == (None, None), "its day would be that of the third report"


async def test_a_decision_is_taken_back_within_a_minute_and_no_later(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Ms Kim is mean")
    maya = await add_moderator(playground, "Maya")
    await reported(playground, "Ana", "name")
    card = await queue_of(playground, maya)
    await maya.chooses(card, "moderate.remove", **pick(card, "moderate.remove", "name"))
    await playground.settle()
    assert await states(playground, exchange) == {"Ms Kim is mean": ("removed", "name")}
    card = maya.ephemerals("general")[-1]
    playground.clock.later(seconds=50)
    await maya.clicks(card, "moderate.undo")
    await playground.settle()
    assert await states(playground, exchange) == {"Ms Kim is mean": ("live", None)}
    card = maya.ephemerals("general")[-1]
    assert "names somebody 1×" in words(card), "its report waits again"
    await maya.chooses(card, "moderate.hide", **pick(card, "moderate.hide", "name"))
    await playground.settle()
    card = maya.ephemerals("general")[-1]
    playground.clock.later(seconds=70)
    await maya.clicks(card, "moderate.undo")
    await playground.settle()
    assert "The minute for undoing this is over" in words(maya.ephemerals("general")[-1])
    assert await states(playground, exchange) == {"Ms Kim is mean": ("hidden", "name")}
    assert [act for act, _ in await acts(playground)] == ["remove", "undo", "hide"]


async def test_an_author_is_asked_privately_for_other_words_and_they_wait_for_a_look(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", moderation="flagged")
    maya = await add_moderator(playground, "Maya")
    luz = playground.person("Luz", locale="es-MX")
    number = await shared(playground, "Luz", RUDE)
    card = await queue_of(playground, maya)
    await maya.chooses(card, "moderate.ask", **pick(card, "moderate.ask", "rude"))
    await playground.settle()
    await tell_authors(playground)
    asked_in_spanish = ES("moderate.rephrase_asked", number=number)
    assert not any(asked_in_spanish in words(each) for each in luz.dm())
    assert "until its author finds other words" in words(maya.ephemerals("general")[-1])
    playground.clock.later(seconds=61)
    await tell_authors(playground)
    await tell_authors(playground)
    [message] = [each for each in luz.dm() if asked_in_spanish in words(each)]  # after the minute, and once
    assert RUDE in words(message)
    assert maya.id not in str(message.blocks)
    await luz.clicks(message, "share.edit")
    await luz.submits(values={"share.text": "The bells are too early"})
    await playground.settle()
    assert await states(playground, exchange) == {"The bells are too early": ("pending", None)}
    card = await queue_of(playground, maya)
    assert "The bells are too early" in words(card)
    await maya.clicks(card, "moderate.keep")
    await playground.settle()
    assert await states(playground, exchange) == {"The bells are too early": ("live", None)}


async def test_a_card_says_who_has_it_and_how_like_ones_were_decided(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", moderation="flagged")
    maya = await add_moderator(playground, "Maya")
    first = await shared(playground, "Ana", RUDE)
    await asked(playground, maya, f"/exchange keep #{first}")
    second = await shared(playground, "Ben", "What bullshit rules")
    card = await queue_of(playground, maya)
    assert EN("moderate.like", n=1, kept=1) in words(card)
    await maya.clicks(card, "moderate.claim", **press(card, "moderate.claim", second))
    await playground.settle()
    seen = await queue_of(playground)
    assert f"<@{maya.id}> looks after it" in words(seen) or f"@{maya.name} looks after it" in words(seen)
    assert "moderate.claim" not in str([each.get("elements") for each in seen.blocks])
    card = maya.ephemerals("general")[-1]
    await maya.clicks(card, "moderate.unclaim", **press(card, "moderate.unclaim", second))
    await playground.settle()
    assert "looks after it" not in words(await queue_of(playground))


async def test_two_moderators_agree_before_a_comment_is_removed(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Buy my cakes", needs_second_moderator=True)
    maya = await add_moderator(playground, "Maya")
    await reported(playground, "Ana", "spam")
    card = await queue_of(playground)
    await playground.moderator.chooses(card, "moderate.remove", **pick(card, "moderate.remove", "spam"))
    await playground.settle()
    assert await states(playground, exchange) == {"Buy my cakes": ("live", None)}
    (cakes,) = await playground.comments(exchange)
    answer = await asked(playground, playground.moderator, f"/exchange hide #{cakes.number} --reason=spam")
    assert "proposes to hide it" in answer
    again = await asked(playground, playground.moderator, f"/exchange hide #{cakes.number} --reason=spam")
    assert EN("moderate.second_needed", number=cakes.number) in again
    card = await queue_of(playground, maya)
    assert "proposes to hide it" in words(card)
    await maya.clicks(card, "moderate.hide")
    await playground.settle()
    assert await states(playground, exchange) == {"Buy my cakes": ("hidden", "spam")}
    assert [act for act, _ in await acts(playground)] == ["propose_remove", "propose_hide", "hide"]
