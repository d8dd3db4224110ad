"""A lone number is never a comment, also when somebody corrects the number that they typed."""

from tests.sentences import EN
from tests.whole_bot import Playground, words


async def test_a_corrected_number_is_not_offered_as_a_comment(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard", "Warm rooms")
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    await ana.says("2")
    await playground.settle()
    mine = next(each for each in ana.dm() if each.user == ana.id)
    await ana.edits(mine, "4")
    await playground.settle()
    assert not any("Share this as a comment?" in words(each) for each in ana.dm())


async def test_nor_is_a_corrected_word_of_the_card(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard", "Warm rooms")
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    await ana.says("skp")
    await playground.settle()
    offers = sum("Share this as a comment?" in words(each) for each in ana.dm())
    mine = next(each for each in ana.dm() if each.user == ana.id)
    await ana.edits(mine, "skip")
    await playground.settle()
    assert sum("Share this as a comment?" in words(each) for each in ana.dm()) == offers


async def test_the_edit_changes_the_rating_that_the_number_gave(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard", "Warm rooms")
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    await ana.says("2")
    await playground.settle()
    [rated] = [each for each in await playground.comments(exchange) if each.ratings]
    await ana.edits(next(each for each in ana.dm() if each.user == ana.id), "4")
    await playground.settle()
    assert EN("rate.changed", number=rated.number, given="★★★★☆ (4)") in words(ana.dm()[-1])
    kept = {each.number: each.histogram for each in await playground.comments(exchange) if each.ratings}
    assert kept == {rated.number: (0, 0, 0, 1, 0)}
    await ana.says("5")
    await playground.settle()
    assert (await playground.counts(exchange)).ratings == 2, "the card goes on"


async def test_an_earlier_number_says_how_its_rating_is_changed(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", "A crossing guard", "Warm rooms")
    ana = playground.person("Ana")
    await ana.runs("/exchange rate", "general")
    await playground.settle()
    for number in ("2", "3"):
        await ana.says(number)
        await playground.settle()
    before = sorted(each.histogram for each in await playground.comments(exchange))
    await ana.edits(next(each for each in ana.dm() if each.user == ana.id), "5")
    await playground.settle()
    assert "Your ratings" in words(ana.dm()[-1])
    assert sorted(each.histogram for each in await playground.comments(exchange)) == before
