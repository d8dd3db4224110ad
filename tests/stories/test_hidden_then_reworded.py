"""A comment that was hidden and then mended by its author comes before the moderators again."""

from tests.stories.moderating import asked, queue_of, reported, shared
from tests.town import Town, words


async def test_the_new_words_of_a_hidden_comment_wait_for_a_moderator(town: Town) -> None:
    await town.exchange("What keeps us safe?")
    number = await shared(town, "Ana", "Ms Kim shouts at us")
    ana = town.person("Ana")
    card = ana.whispers("general")[-1]
    await asked(town, town.moderator, f"/exchange hide #{number} --reason=name")
    assert await ana.clicks(card, "share.edit")
    assert await ana.submits(values={"share.text": "A teacher shouts at us"})
    await town.settle()
    assert "stays hidden until a moderator restores it" in words(ana.view), "so somebody has to hear of it"
    assert "A teacher shouts at us" in words(await queue_of(town))


async def edited(town: Town, name: str, text: str) -> str:
    """Let somebody reword the comment that they shared by command; return what they read then."""
    person = town.person(name)
    await person.closes()
    assert await person.clicks(person.whispers("general")[0], "share.edit")
    assert await person.submits(values={"share.text": text})
    await town.settle()
    return words(person.view)


async def test_new_words_of_a_hidden_comment_are_live_once_a_moderator_kept_them(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    number = await shared(town, "Ana", "Ms Kim shouts at us")
    await asked(town, town.moderator, f"/exchange hide #{number} --reason=name")
    await edited(town, "Ana", "A teacher shouts at us")
    assert not await town.comments(exchange), "not before somebody looked"
    assert "A teacher shouts at us" in words(await queue_of(town))
    await asked(town, town.moderator, f"/exchange keep #{number}")
    assert [each.text for each in await town.comments(exchange)] == ["A teacher shouts at us"]
    assert "Nothing waits" in words(await queue_of(town))


async def test_new_words_of_a_comment_that_a_moderator_kept_are_looked_at_again(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    number = await shared(town, "Ana", "A teacher shouts at us")
    await reported(town, "Ben")
    await asked(town, town.moderator, f"/exchange keep #{number}")
    await edited(town, "Ana", "Ms Kim shouts at us")
    assert not await town.comments(exchange), "what was decided was decided about other words"
    assert "Ms Kim shouts at us" in words(await queue_of(town))


async def test_saving_the_same_words_again_changes_nothing(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    number = await shared(town, "Ana", "Ms Kim shouts at us")
    await asked(town, town.moderator, f"/exchange hide #{number} --reason=name")
    await edited(town, "Ana", "Ms Kim shouts at us")
    [kept] = await town.comments(exchange, "hidden")
    assert kept.reason == "name"
    assert "Nothing waits" in words(await queue_of(town))


async def test_new_words_that_nobody_decided_about_are_live_at_once(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    await shared(town, "Ana", "Longer lunhc")
    assert "has your new words" in await edited(town, "Ana", "Longer lunch")
    assert [each.text for each in await town.comments(exchange)] == ["Longer lunch"]
