"""Who asked to hear of answers does, others hear nothing, and a month later they are asked whether it helped."""

from bot.playground.people.person import Person
from bot.playground.state.models import Message
from bot.receipts.answers.job import EVENT
from storage import answers
from storage.answers import Answer
from tests.sentences import EN, ES
from tests.stories.at_home import home_of, rates
from tests.stories.exchange_helpers import only
from tests.stories.moderating import asked, shared
from tests.stories.test_answers import thread
from tests.stories.test_receipts import opened, receipts, ticks
from tests.whole_bot import Playground, words

TEXT = "More counselors in each building"
RATERS = ("Ben", "Cho", "Dan", "Fay", "Gil", "Hal")


def news(person: Person) -> list[Message]:
    return [each for each in person.dm() if (each.metadata or {}).get("event_type") == EVENT]


async def follow(playground: Playground, name: str) -> None:
    """Let somebody who rated ask to hear of answers, in the list of their ratings."""
    person = playground.person(name)
    assert await person.clicks(await home_of(playground, person), "home.ratings")
    assert person.view
    assert await person.clicks(person.view, "answers.follow")
    await person.closes()
    await playground.settle()


async def answer_of(playground: Playground, number: int) -> Answer:
    exchange = await only(playground)
    async with playground.starling.context.storage.read() as db:
        found = await answers.get(db, exchange.scope, number)
    assert found
    return found


async def test_those_who_asked_hear_of_an_answer_once_and_say_later_whether_it_helped(playground: Playground) -> None:
    await opened(playground)
    number = await shared(playground, "Ana", TEXT)
    ana, eva = playground.person("Ana"), playground.person("Eva", locale="es-MX")
    for name in (*RATERS, "Eva"):
        await rates(playground, playground.person(name), 5)
    low, silent = playground.person("Low"), playground.person("Silent")
    await rates(playground, low, 2)
    await rates(playground, silent, 5)
    for name in (*RATERS, "Eva", "Low"):
        await follow(playground, name)
    await ticks(playground)
    assert await ana.clicks(receipts(ana)[0], "answers.follow")
    await playground.settle()
    assert EN("news.followed") in words(ana.dm()[-1])

    await asked(playground, playground.moderator, f"/exchange answer #{number} Two come in March. --status=planned")
    await ticks(playground, 3)
    for person in (ana, *(playground.person(name) for name in RATERS)):
        (message,) = news(person)
        for line in (EN("news.text", n=1), f"#{number}", "Two come in March.", EN("news.why")):
            assert line in words(message)
    assert ES("news.why") in words(news(eva)[0])
    assert not news(low), "they gave it two stars"
    assert not news(silent), "they did not ask"
    assert await eva.clicks(news(eva)[0], "answers.unfollow")
    await asked(playground, playground.moderator, f"/exchange answer #{number} They are here. --status=done")
    await ticks(playground, 3)
    assert len(news(ana)) == 2
    assert len(news(eva)) == 1, "they had enough"

    playground.clock.later(days=31)
    await ticks(playground, 3)
    asking = [
        person for person in (ana, *map(playground.person, RATERS)) if EN("news.question_text") in news(person)[-1].text
    ]
    assert len(asking) == 7
    for person in asking[:4]:
        assert await person.clicks(news(person)[-1], "answers.helped.yes")
    playground.clock.later(hours=1)
    await ticks(playground)
    assert (await answer_of(playground, number)).helped is None, "four people are too few to be a number"
    for person in asking[4:6]:
        assert await person.clicks(news(person)[-1], "answers.helped.no")
    playground.clock.later(hours=1)
    await ticks(playground)
    assert (await answer_of(playground, number)).helped == {"yes": 4, "partly": 0, "no": 2}
    listed = await asked(playground, playground.moderator, "/exchange answer")
    assert EN("news.helped", yes=4, partly=0, no=2) in listed
    await ticks(playground, 2)
    assert len(news(ana)) == 3, "each is asked once"


async def test_an_answer_whose_post_was_not_kept_is_edited_and_not_posted_again(playground: Playground) -> None:
    await opened(playground)
    number = await shared(playground, "Ana", TEXT)
    exchange = await only(playground)
    await asked(playground, playground.moderator, f"/exchange answer #{number} Two come in March.")
    assert len(thread(playground)) == 1
    async with playground.starling.context.storage.write() as db:
        await answers.set_message(db, exchange.scope, number, None)  # as when the process ended before it was kept
    await asked(playground, playground.moderator, f"/exchange answer #{number} Three come in March.")
    (posted,) = thread(playground)
    assert "Three come in March." in posted
