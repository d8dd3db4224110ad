"""Short questions before the first comment or star: asked once, sealed, counted in releases alone."""

from dataclasses import replace

from bot.domain.question_figures import count_next
from bot.domain.releases import Record
from bot.exchanges import blocks_draft
from bot.slack import action_ids
from storage.exchanges import Exchange
from storage.participant_record import Participant
from tests.sentences import EN, ES
from tests.stories.at_home import home_of
from tests.stories.digest_helpers import TWELVE, announced
from tests.stories.exchange_helpers import fields, run_command, sends_form
from tests.stories.people import change_person, read_person
from tests.stories.test_results import ask
from tests.stories.test_themes_first import read_tables
from tests.whole_bot import Playground, list_action_ids, words

WHERE = "Where do you learn? | North hall | South hall | Gym"
SAFE = "I feel safe at school"


async def asked(playground: Playground, exchange: Exchange, name: str) -> Participant:
    found = await read_person(playground, exchange, playground.person(name))
    assert found is not None
    return found


async def test_short_questions_are_asked_once_and_their_answers_are_sealed_and_not_shown_at_once(
    playground: Playground,
) -> None:
    exchange = await announced(playground, *TWELVE, questions=[WHERE, SAFE])
    ana, sofia = playground.person("Ana"), playground.person("Sofía", locale="es-MX")
    await change_person(playground, exchange, ana)
    await ana.clicks(await home_of(playground, ana), action_ids.SHARE_OPEN)
    assert EN("questions.why", n=5) in words(ana.view)
    before = await read_tables(playground)
    assert await ana.submits(values={"questions.answer.1": "South hall", "questions.answer.2": EN("questions.agree_4")})
    after = await read_tables(playground)
    assert [name for name in after if after[name] != before[name]] == ["participant"]
    sizes = [
        [len(cell) for row in each["participant"] for cell in row if isinstance(cell, bytes)]
        for each in (before, after)
    ]
    assert sizes[0] == sizes[1]
    assert (await asked(playground, exchange, "Ana")).answers == (2, 4, 0)
    assert ana.view is not None
    assert ana.view.callback_id == "share.modal", "the form of a comment follows"
    assert "South hall" in words(await home_of(playground, ana))
    await ana.closes()
    await ana.clicks(await home_of(playground, ana), action_ids.SHARE_OPEN)
    assert ana.view is not None
    assert ana.view.callback_id == "share.modal", "it is asked once"

    await sofia.runs("/exchange rate", "general")
    await playground.settle()
    assert "rate.questions" in list_action_ids(sofia.dm()[-1])
    assert await sofia.clicks(sofia.dm()[-1], "rate.questions")
    assert ES("questions.why", n=5) in words(sofia.view)
    assert await sofia.submits(values={"questions.answer.2": ES("questions.agree_1")})
    assert ES("questions.kept") in words(sofia.view)
    await sofia.closes()
    assert await sofia.clicks(sofia.dm()[-1], "rate.questions"), "the card is still there"
    assert ES("questions.asked_before") in words(sofia.view)
    await sofia.closes()
    await sofia.clicks(sofia.dm()[-1], "rate.star.4")
    await playground.settle()
    assert "rate.questions" not in list_action_ids(sofia.dm()[-1])
    assert (await asked(playground, exchange, "Sofía")).answers == (0, 1, 0)

    for place in range(10):
        answers = (1, 5, 0) if place < 6 else (2, 4, 0)
        await change_person(playground, exchange, playground.person(f"P{place}"), questions_asked=True, answers=answers)
    assert "Where do you learn?" not in await ask(playground, "moderator"), "no release has counted them"


async def test_counts_come_in_batches_and_small_answers_only_together(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", questions=[WHERE, SAFE])
    people = [
        Participant(person=each, answers=(1 if each < 6 else 2, 3 if each < 8 else 0, 0)) for each in range(1, 11)
    ]
    passed = [Participant(person=each, questions_asked=True) for each in range(50, 90)]
    assert count_next(exchange, Record(), [*people[:4], *passed], ()) is None, "four are too few"
    first = count_next(exchange, Record(), [*people[:5], *passed], ())
    assert first is not None
    record, counts = first
    assert counts == ((None, None, None, 5), (None, None, None, None, None, 5)), "else nobody chose the others"
    assert count_next(exchange, record, people[:9], counts) is None, "four new people change nothing"
    leaving = [replace(each, is_forgetting=True) for each in people[5:7]]
    assert count_next(exchange, record, [*people[:5], *leaving, *people[7:10]], counts) is None, "nor who is leaving"
    assert count_next(exchange, record, people[5:10], counts) is not None, "who left counts no more"
    second = count_next(exchange, record, people, counts)
    assert second is not None
    assert second[1][0] == (5, None, None, 5), "an answer that would follow from the others is counted with them"
    assert second[1][1] == counts[1], "only two of them answered the second question, where the five stay"
    assert [len(each) for each in second[0].answered] == [10, 5]


async def test_forget_me_takes_the_answers_and_passing_on_is_not_asked_again(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", "Longer lunch", questions=[WHERE])
    ben = playground.person("Ben")
    await ben.clicks(await home_of(playground, ben), action_ids.RATE_START)
    assert await ben.submits(values={}), "every answer may be left out"
    await playground.settle()
    kept = await asked(playground, exchange, "Ben")
    assert (kept.questions_asked, kept.answers) == (True, ())
    assert "rate.star.4" in list_action_ids(ben.dm()[-1])
    await ben.closes()
    await ben.clicks(await home_of(playground, ben), action_ids.SHARE_OPEN)
    assert ben.view is not None
    assert ben.view.callback_id == "share.modal"
    await change_person(playground, exchange, ben, answers=(1, 0, 0), took_part=True)
    await ben.closes()
    await ben.clicks(await home_of(playground, ben), action_ids.FORGET_ME)
    assert await ben.submits()
    assert await ben.submits()
    await playground.settle()
    assert await read_person(playground, exchange, ben) is None


async def test_moderators_read_the_short_questions_on_the_draft_and_in_the_status(playground: Playground) -> None:
    vera, carlos = playground.moderator, playground.person("Carlos", locale="es-MX", is_admin=True)
    await vera.runs("/exchange new", "general")
    await sends_form(vera, fields(questions=f"{WHERE}\n{SAFE} & well"))
    await playground.settle()
    draft = words(vera.ephemerals()[-1])
    assert "1. Where do you learn?" in draft
    assert "North hall · South hall · Gym" in draft
    assert "2. I feel safe at school &amp; well" in draft
    assert " · ".join(EN(f"questions.agree_{n}") for n in range(1, 6)) in draft
    assert await vera.clicks(vera.ephemerals()[-1], blocks_draft.OPEN)
    await playground.settle()
    status = words(await run_command(playground, "/exchange estado", carlos))
    assert f"*{ES('questions.heading')}*" in status
    assert "North hall · South hall · Gym" in status
    assert ES("questions.agree_5") in status


async def test_where_slack_does_not_say_who_reads_spanish_the_questions_come_in_the_language_of_the_exchange(
    playground: Playground,
) -> None:
    await playground.exchange("What next?", language="en")
    exchange = await announced(playground, *TWELVE, questions=[WHERE, SAFE], language="es")
    for method in ("users.info", "users.list"):
        playground.slack.faults.answer(method, status=429, error="ratelimited")
    luz, value = playground.person("Luz", locale="es-MX"), str(exchange.exchange_id)
    await luz.clicks(await home_of(playground, luz), action_ids.SHARE_OPEN, value=value)
    assert ES("questions.why", n=5) in words(luz.view)
    assert ES("questions.agree_5") in str(luz.view.blocks if luz.view else "")
    assert await luz.submits(values={})
    assert ES("share.form.title") in str(luz.view)
    await luz.closes()
    await luz.clicks(await home_of(playground, luz), action_ids.RATE_START, value=value)
    await playground.settle()
    assert any(ES("rate.skip.button") in str(each.blocks) for each in luz.dm())
