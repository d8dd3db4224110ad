"""Slack reports the deletion of a message with replies as an edit to "This message was deleted.": no new words."""

from bot.playground.state.models import Message
from tests.whole_bot import Playground, words

GONE = "This message was deleted."


async def message_with_a_reply(playground: Playground, *, share: bool) -> Message:
    ana = playground.person("Ana")
    await ana.says("Longer lunch")
    await playground.settle()
    mine = next(each for each in ana.dm() if each.user == ana.id)
    if share:
        await ana.clicks(ana.dm()[-1], "share.dm.yes")
        await playground.settle()
    await ana.says("and a warm one", thread_ts=mine.ts)
    await playground.settle()
    return mine


def of_the_bot(playground: Playground) -> list[str]:
    return [words(each) for each in playground.person("Ana").dm() if each.bot_id]


async def test_it_asks_whether_the_comment_goes_too_and_offers_no_new_words(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    mine = await message_with_a_reply(playground, share=True)
    await playground.person("Ana").deletes(mine)
    await playground.settle()
    assert not any(GONE in each for each in of_the_bot(playground))
    assert "deleted the message" in of_the_bot(playground)[-1]
    assert [each.text for each in await playground.comments(exchange)] == ["Longer lunch"]


async def test_slacks_own_words_are_not_offered_as_a_comment(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?")
    mine = await message_with_a_reply(playground, share=False)
    await playground.person("Ana").deletes(mine)
    await playground.settle()
    assert not any(GONE in each for each in of_the_bot(playground))
