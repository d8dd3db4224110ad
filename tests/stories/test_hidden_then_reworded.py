"""A comment that was hidden and then mended by its author comes before the moderators again."""

from tests.stories.moderating import asked, queue_of, reported, shared
from tests.whole_bot import Playground, words


async def test_the_new_words_of_a_hidden_comment_wait_for_a_moderator(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?")
    number = await shared(playground, "Ana", "Ms Kim shouts at us")
    ana = playground.person("Ana")
    card = ana.ephemerals("general")[-1]
    await asked(playground, playground.moderator, f"/exchange hide #{number} --reason=name")
    assert await ana.clicks(card, "share.edit")
    assert await ana.submits(values={"share.text": "A teacher shouts at us"})
    await playground.settle()
    assert "stays hidden until a moderator restores it" in words(ana.view), "so somebody has to hear of it"
    assert "A teacher shouts at us" in words(await queue_of(playground))


async def edited(playground: Playground, name: str, text: str) -> str:
    """Let somebody reword the comment that they shared by command; return what they read then."""
    person = playground.person(name)
    await person.closes()
    assert await person.clicks(person.ephemerals("general")[0], "share.edit")
    assert await person.submits(values={"share.text": text})
    await playground.settle()
    return words(person.view)


async def test_new_words_of_a_hidden_comment_are_live_once_a_moderator_kept_them(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    number = await shared(playground, "Ana", "Ms Kim shouts at us")
    await asked(playground, playground.moderator, f"/exchange hide #{number} --reason=name")
    await edited(playground, "Ana", "A teacher shouts at us")
    assert not await playground.comments(exchange), "not before somebody looked"
    assert "A teacher shouts at us" in words(await queue_of(playground))
    await asked(playground, playground.moderator, f"/exchange keep #{number}")
    assert [each.text for each in await playground.comments(exchange)] == ["A teacher shouts at us"]
    assert "Nothing waits" in words(await queue_of(playground))


async def test_new_words_of_a_comment_that_a_moderator_kept_are_looked_at_again(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    number = await shared(playground, "Ana", "A teacher shouts at us")
    await reported(playground, "Ben")
    await asked(playground, playground.moderator, f"/exchange keep #{number}")
    await edited(playground, "Ana", "Ms Kim shouts at us")
    assert not await playground.comments(exchange), "what was decided was decided about other words"
    assert "Ms Kim shouts at us" in words(await queue_of(playground))


async def test_saving_the_same_words_again_changes_nothing(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    number = await shared(playground, "Ana", "Ms Kim shouts at us")
    await asked(playground, playground.moderator, f"/exchange hide #{number} --reason=name")
    await edited(playground, "Ana", "Ms Kim shouts at us")
    [kept] = await playground.comments(exchange, "hidden")
    assert kept.reason == "name"
    assert "Nothing waits" in words(await queue_of(playground))


async def test_new_words_that_nobody_decided_about_are_live_at_once(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    await shared(playground, "Ana", "Longer lunhc")
    assert "has your new words" in await edited(playground, "Ana", "Longer lunch")
    assert [each.text for each in await playground.comments(exchange)] == ["Longer lunch"]
