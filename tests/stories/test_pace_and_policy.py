"""Who shares very many comments waits a little and loses nothing; what may be written is one press from each form."""

from datetime import timedelta

from bot.domain.pace import LIMITS, Pace
from tests.sentences import EN, ES
from tests.stories.moderating import asked, shared
from tests.whole_bot import Playground, words

ANA = (1, "U0ANA")


async def test_the_eleventh_comment_in_ten_minutes_waits_with_its_words(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    for number in range(10):
        await shared(playground, "Ana", f"Idea number {number}")
    answer = await asked(playground, ana, "/exchange share The last of my ideas")
    assert EN("share.wait", n=10) in answer
    assert len(await playground.comments(exchange)) == 10
    offer = ana.dm()[-1]
    assert "The last of my ideas" in words(offer)
    await shared(playground, "Ben", "Another person is not held up")

    await ana.clicks(offer, "share.dm.yes")
    await playground.settle()
    assert len(await playground.comments(exchange)) == 11, "too early: the card and its words stay"
    playground.clock.later(minutes=11)
    await ana.clicks(offer, "share.dm.yes")
    await playground.settle()
    assert "The last of my ideas" in {each.text for each in await playground.comments(exchange)}


async def test_a_form_says_how_long_and_keeps_what_is_written(playground: Playground) -> None:
    playground.starling.context.pace.limits = ((1, timedelta(minutes=10)),)
    exchange = await playground.exchange("What keeps us safe?")
    luz = playground.person("Luz", locale="es-MX")
    await shared(playground, "Luz", "Más luz")
    await luz.runs("/exchange share", "general")
    await luz.submits(values={"share.text": "Más bancos"})
    await playground.settle()
    assert luz.view, "the form stays open"
    assert ES("share.wait", n=10) in str(luz.view.errors)
    assert len(await playground.comments(exchange)) == 1


def test_forty_an_hour_are_enough_and_old_ones_count_no_longer(playground: Playground) -> None:
    pace, now = Pace(), playground.clock.now()
    for place in range(40):
        assert pace.find_wait(ANA, now + timedelta(seconds=70 * place)) == timedelta()
        pace.count(ANA, now + timedelta(seconds=70 * place))
    last = now + timedelta(seconds=70 * 40)
    assert pace.find_wait(ANA, last) == now + LIMITS[1][1] - last
    assert pace.find_wait((1, "U0BEN"), last) == timedelta()
    assert pace.find_wait(ANA, now + timedelta(hours=2)) == timedelta()


async def test_what_may_be_written_is_one_press_from_the_form(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?")
    ana, luz = playground.person("Ana"), playground.person("Luz", locale="es-MX")
    for person, texts in ((ana, EN), (luz, ES)):
        await person.runs("/exchange share", "general")
        await playground.settle()
        assert person.view
        await person.clicks(person.view, "share.policy")
        await playground.settle()
        assert texts("share.policy_what").split(".*")[0].strip("*") in words(person.view).replace("*", "")


async def test_an_exchange_may_have_its_own_words_or_a_link(playground: Playground) -> None:
    await playground.exchange("What is next?", policy="See https://school.example/policy")
    ana = playground.person("Ana")
    await ana.runs("/exchange share", "general")
    await playground.settle()
    assert ana.view
    await ana.clicks(ana.view, "share.policy")
    await playground.settle()
    assert "https://school.example/policy" in words(ana.view)
    assert EN("share.policy_usual") not in words(ana.view)


async def test_what_may_be_written_is_one_press_from_the_offer_in_ones_own_messages_too(playground: Playground) -> None:
    await playground.exchange("What is next?", policy="See https://school.example/policy")
    ana = playground.person("Ana")
    await ana.says("Longer lunch")
    await playground.settle()
    assert await ana.clicks(ana.dm()[-1], "share.policy")
    await playground.settle()
    assert "https://school.example/policy" in words(ana.view)
