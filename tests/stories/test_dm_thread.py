"""Who answers in a thread of the direct messages is answered in that thread, where they look."""

from tests.whole_bot import Playground, words


async def test_words_written_in_a_thread_are_answered_there(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Warm rooms")
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    card = ana.dm()[-1]
    await ana.says("Longer lunch breaks", thread_ts=card.ts)
    await playground.settle()
    there = [words(each) for each in ana.sees(thread_ts=card.ts) if each.bot_id and each.ts != card.ts]
    assert there, "the offer stands in another place than the one they look at"
    assert "Share this as a comment?" in there[-1]


async def test_a_star_typed_in_a_thread_is_answered_there(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Warm rooms", "Longer lunch")
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    card = ana.dm()[-1]
    await ana.says("4", thread_ts=card.ts)
    await playground.settle()
    there = [words(each) for each in ana.sees(thread_ts=card.ts) if each.bot_id and each.ts != card.ts]
    assert there, "the next card stands where they look"
    assert "★★★★☆ (4)" in there[-1]
    assert ana.dm()[-1].ts == card.ts, "and nowhere else"


async def test_what_cannot_be_done_is_answered_in_the_thread(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Warm rooms", comment_limit=20)
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    card = ana.dm()[-1]
    await ana.says("x" * 30, thread_ts=card.ts)
    await playground.settle()
    there = [words(each) for each in ana.sees(thread_ts=card.ts) if each.bot_id and each.ts != card.ts]
    assert "shorten it by 10" in there[-1]


async def test_a_question_about_an_edited_reply_is_asked_in_its_thread(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Warm rooms")
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    card = ana.dm()[-1]
    await ana.says("Longer lunch breaks", thread_ts=card.ts)
    await playground.settle()
    mine, offer = ana.sees(thread_ts=card.ts)[-2:]
    assert await ana.clicks(offer, "share.dm.yes")
    await playground.settle()
    await ana.edits(mine, "Longer lunch")
    await playground.settle()
    last = ana.sees(thread_ts=card.ts)[-1]
    assert "Use the new words" in words(last)
    assert await ana.clicks(last, "share.dm.reword")
    await playground.settle()
    assert "Longer lunch" in {each.text for each in await playground.comments(exchange)}
