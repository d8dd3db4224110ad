"""Slack hands text back escaped; what people wrote and read stays exactly as they wrote it."""

from tests.sentences import EN
from tests.stories.test_share_near import GUARD, STAR, card_after
from tests.whole_bot import Playground, list_action_ids, words

ODD = "AT&T <b>free</b> wifi & 1 < 2; the sign &amp; is odd"


async def test_words_from_a_direct_message_are_kept_as_they_were_written(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    card = await card_after(playground, "Ana", ODD)
    assert ODD in words(card)
    assert await ana.clicks(card, "share.dm.yes")
    await playground.settle()
    assert [each.text for each in await playground.comments(exchange)] == [ODD]
    assert "&lt;" not in words(ana.dm()[-1])


async def test_words_on_a_card_with_two_open_exchanges_are_kept_as_they_were_written(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    await playground.exchange("What makes lunch good?")
    ana = playground.person("Ana")
    card = await card_after(playground, "Ana", ODD)
    await ana.chooses(card, "share.which", "What keeps us safe?")
    assert await ana.clicks(card, "share.dm.yes")
    await playground.settle()
    assert [each.text for each in await playground.comments(exchange)] == [ODD]


async def test_a_card_that_is_redrawn_shows_the_same_words(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", f"{GUARD} <b> & more", "Longer lunch", "Cleaner toilets")
    ana = playground.person("Ana")
    card = await card_after(playground, "Ana", f"We need {GUARD} <b> & more")
    assert f"{GUARD} <b> & more" in words(card)
    assert await ana.chooses(card, STAR, "4 ★★★★")
    await playground.settle()
    after = words(ana.dm()[-1])
    assert EN("stars.thanks", stars="4 ★★★★") in after
    assert f"We need {GUARD} <b> & more" in after
    assert "&lt;" not in after


async def test_a_form_that_is_redrawn_shows_the_same_words(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", f"{GUARD} <b> & more", "Longer lunch", "Cleaner toilets")
    ana = playground.person("Ana")
    await ana.runs("/exchange share", "general")
    assert await ana.submits(values={"share.text": f"We need {GUARD} <b> & more"})
    assert ana.view
    assert STAR in list_action_ids(ana.view)
    assert await ana.chooses(ana.view, STAR, "4 ★★★★")
    await playground.settle()
    assert EN("stars.thanks", stars="4 ★★★★") in words(ana.view)
    assert "&lt;" not in words(ana.view)
    assert f"{GUARD} <b> & more" in words(ana.view)


async def test_the_card_keeps_its_words_when_the_group_is_chosen(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", groups=["Student", "Parent"])
    ana = playground.person("Ana")
    card = await card_after(playground, "Ana", ODD)
    assert await ana.clicks(card, "share.dm.yes")
    await playground.settle()
    shared = ana.dm()[-1]
    assert ODD in words(shared)
    assert await ana.chooses(shared, "share.group", "Parent")
    await playground.settle()
    assert "Your group: Parent" in words(ana.dm()[-1])
    assert ODD in words(ana.dm()[-1])


async def test_words_with_entities_survive_a_card_that_is_drawn_again(playground: Playground) -> None:
    """Who types an entity keeps it: the escape that Slack added is undone once, and not a second time."""
    await playground.exchange("What keeps us safe?", f"{GUARD} &amp; &lt;more&gt;", "Longer lunch", "Cleaner toilets")
    ana = playground.person("Ana")
    card = await card_after(playground, "Ana", f"We need {GUARD} &amp; more")
    assert f"{GUARD} &amp; &lt;more&gt;" in words(card)
    assert await ana.chooses(card, STAR, "4 ★★★★")
    await playground.settle()
    after = words(ana.dm()[-1])
    assert EN("stars.thanks", stars="4 ★★★★") in after
    assert f"We need {GUARD} &amp; more" in after
    assert f"{GUARD} &amp; &lt;more&gt;" in after
