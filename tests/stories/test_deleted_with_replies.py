"""Slack tells the deletion of a message with replies as an edit to "This message was deleted.": no new words."""

from bot.playground.world import Message
from tests.town import Town, words

GONE = "This message was deleted."


async def said_with_a_reply(town: Town, *, share: bool) -> Message:
    ana = town.person("Ana")
    await ana.says("Longer lunch")
    await town.settle()
    mine = next(each for each in ana.dm() if each.user == ana.id)
    if share:
        await ana.clicks(ana.dm()[-1], "share.dm.yes")
        await town.settle()
    await ana.says("and a warm one", thread_ts=mine.ts)
    await town.settle()
    return mine


def of_the_bot(town: Town) -> list[str]:
    return [words(each) for each in town.person("Ana").dm() if each.bot_id]


async def test_it_asks_whether_the_comment_goes_too_and_offers_no_new_words(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    mine = await said_with_a_reply(town, share=True)
    await town.person("Ana").deletes(mine)
    await town.settle()
    assert not any(GONE in each for each in of_the_bot(town))
    assert "deleted the message" in of_the_bot(town)[-1]
    assert [each.text for each in await town.comments(exchange)] == ["Longer lunch"]


async def test_slacks_own_words_are_not_offered_as_a_comment(town: Town) -> None:
    await town.exchange("What keeps us safe?")
    mine = await said_with_a_reply(town, share=False)
    await town.person("Ana").deletes(mine)
    await town.settle()
    assert not any(GONE in each for each in of_the_bot(town))
