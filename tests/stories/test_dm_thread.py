"""Who answers in a thread of the direct messages is answered in that thread, where they look."""

from tests.town import Town, words


async def test_words_written_in_a_thread_are_answered_there(town: Town) -> None:
    await town.exchange("What keeps us safe?", "Warm rooms")
    ana = town.person("Ana")
    await ana.runs("/exchange rate", "general")
    await town.settle()
    card = ana.dm()[-1]
    await ana.says("Longer lunch breaks", thread_ts=card.ts)
    await town.settle()
    there = [words(each) for each in ana.sees(thread_ts=card.ts) if each.bot_id and each.ts != card.ts]
    assert there, "the offer stands in another place than the one they look at"
    assert "Share this as a comment?" in there[-1]


async def test_a_star_typed_in_a_thread_is_answered_there(town: Town) -> None:
    await town.exchange("What keeps us safe?", "Warm rooms", "Longer lunch")
    ana = town.person("Ana")
    await ana.runs("/exchange rate", "general")
    await town.settle()
    card = ana.dm()[-1]
    await ana.says("4", thread_ts=card.ts)
    await town.settle()
    there = [words(each) for each in ana.sees(thread_ts=card.ts) if each.bot_id and each.ts != card.ts]
    assert there, "the next card stands where they look"
    assert "★★★★☆ (4)" in there[-1]
    assert ana.dm()[-1].ts == card.ts, "and nowhere else"


async def test_what_cannot_be_done_is_told_in_the_thread(town: Town) -> None:
    await town.exchange("What keeps us safe?", "Warm rooms", comment_limit=20)
    ana = town.person("Ana")
    await ana.runs("/exchange rate", "general")
    await town.settle()
    card = ana.dm()[-1]
    await ana.says("x" * 30, thread_ts=card.ts)
    await town.settle()
    there = [words(each) for each in ana.sees(thread_ts=card.ts) if each.bot_id and each.ts != card.ts]
    assert "shorten it by 10" in there[-1]


async def test_a_question_about_an_edited_reply_stands_in_its_thread(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", "Warm rooms")
    ana = town.person("Ana")
    await ana.runs("/exchange rate", "general")
    await town.settle()
    card = ana.dm()[-1]
    await ana.says("Longer lunch breaks", thread_ts=card.ts)
    await town.settle()
    mine, offer = ana.sees(thread_ts=card.ts)[-2:]
    assert await ana.clicks(offer, "share.dm.yes")
    await town.settle()
    await ana.edits(mine, "Longer lunch")
    await town.settle()
    last = ana.sees(thread_ts=card.ts)[-1]
    assert "Use the new words" in words(last)
    assert await ana.clicks(last, "share.dm.reword")
    await town.settle()
    assert "Longer lunch" in {each.text for each in await town.comments(exchange)}
