"""Moderators answer comments in public: by command, by form, from the list of the highest ones."""

from bot.moderate.answers import blocks
from storage import answers
from tests.sentences import EN, ES
from tests.stories.digest_helpers import moderator_is
from tests.stories.exchange_helpers import announcements, only, run_command
from tests.stories.moderating import asked, shared
from tests.whole_bot import Playground, words

WORDS = "We add two counselors in March."


async def opened(playground: Playground) -> int:
    await run_command(playground, '/exchange new "What keeps us safe?" --open=now')
    await playground.settle()
    return await shared(playground, "Ana", "More counselors")


def thread(playground: Playground) -> list[str]:
    (announcement,) = announcements(playground)
    here = playground.slack.channel("general").messages.values()
    return [words(each) for each in here if each.thread_ts == announcement.ts and each.ts != announcement.ts]


async def test_an_answer_by_command_is_in_the_thread_and_is_edited_there(playground: Playground) -> None:
    number = await opened(playground)
    reply = await asked(
        playground,
        playground.moderator,
        f'/exchange answer #{number} {WORDS} --status=planned --owner="Student services" --due=2027-03-01',
    )
    assert EN("answers.saved", number=number).split("*")[0].split(":")[-1].strip() in reply
    (posted,) = thread(playground)
    assert EN("answers.post", number=number) in posted
    assert "More counselors" in posted
    assert WORDS in posted
    assert "Planned · by Student services · until March 1, 2027" in posted
    assert playground.moderator.id not in posted

    await asked(playground, playground.moderator, f"/exchange answer #{number} They are here. --status=done")
    (posted,) = thread(playground)
    assert "They are here." in posted
    assert "Done" in posted
    exchange = await only(playground)
    async with playground.starling.context.storage.read() as db:
        kept = await answers.get(db, exchange.scope, number)
    assert kept
    assert (kept.status, kept.owner, kept.due_on, kept.revision) == ("done", "", None, 1)


async def test_the_form_shows_the_comment_and_keeps_what_was_answered(playground: Playground) -> None:
    number = await opened(playground)
    imani = playground.moderator
    assert await imani.runs(f"/exchange answer #{number}", "general")
    await playground.settle()
    assert "More counselors" in words(imani.view)
    refused = await imani.submits(values={blocks.TEXT: "   "})
    assert blocks.TEXT in refused.errors
    assert await imani.submits(values={blocks.TEXT: WORDS, blocks.STATUS: "started", blocks.OWNER: "Facilities"})
    await playground.settle()
    assert EN("answers.saved_where.posted") in words(imani.view)
    assert "Begun · by Facilities" in thread(playground)[0]
    await imani.closes()
    assert await imani.runs(f"/exchange answer #{number}", "general")
    await playground.settle()
    assert WORDS in str(imani.view), "the form has the answer that is there"


async def test_without_a_number_the_highest_comments_are_listed_and_none_is_no_error(playground: Playground) -> None:
    await opened(playground)
    reply = await asked(playground, playground.moderator, "/exchange answer")
    assert EN("answers.none_yet", question="What keeps us safe?") in reply


async def test_what_cannot_be_answered_is_refused_and_nothing_is_kept(playground: Playground) -> None:
    number = await opened(playground)
    imani, exchange = playground.moderator, await only(playground)
    for line, problem in (
        (f"#{number} Yes --status=perhaps", EN("answers.unknown_status")),
        (f"#{number} Yes --due=soon", EN("answers.no_day")),
        (f"#{number} --status=done", EN("answers.no_words")),
    ):
        assert problem in await asked(playground, imani, f"/exchange answer {line}")
    await asked(playground, imani, f"/exchange hide #{number} rude")
    assert EN("answers.not_shown", number=number) in await asked(playground, imani, f"/exchange answer #{number} Yes")
    async with playground.starling.context.storage.read() as db:
        assert not await answers.list_for(db, exchange.scope)
    assert not thread(playground)


async def test_results_in_slack_say_how_much_is_answered_and_begun(playground: Playground) -> None:
    number = await opened(playground)
    other = await shared(playground, "Ben", "Longer library hours")
    imani = playground.moderator

    async def shown() -> str:
        assert await imani.runs("/exchange results", "general")
        return words(imani.view)

    label = EN("roster.changed.label")
    assert label not in await shown(), "nothing before the first answer"
    await asked(playground, imani, f"/exchange answer #{number} {WORDS} --status=planned")
    await asked(playground, imani, f"/exchange answer #{other} They are open. --status=done")
    assert f"{label} {EN('roster.changed.some', answered=2, begun=1)}" in (await shown()).replace("*", "")
    await asked(playground, imani, f"/exchange hide #{other} rude")
    assert f"{label} {EN('roster.changed.some', answered=1, begun=0)}" in (await shown()).replace("*", "")


async def test_only_moderators_answer(playground: Playground) -> None:
    number = await opened(playground)
    ana = playground.person("Ana")
    await asked(playground, ana, f"/exchange answer #{number} {WORDS}")
    async with playground.starling.context.storage.read() as db:
        assert not await answers.list_for(db, (await only(playground)).scope)
    assert not thread(playground)


async def test_in_spanish_the_thread_is_in_the_language_of_the_exchange(playground: Playground) -> None:
    await moderator_is(playground, "Maya")
    await run_command(playground, '/exchange new "¿Qué nos cuida?" --open=now --language=es')
    await playground.settle()
    number = await shared(playground, "Ana", "Más orientadoras")
    await asked(playground, playground.moderator, f"/exchange answer #{number} Vienen dos. --status=planned")
    (posted,) = thread(playground)
    assert ES("answers.post", number=number) in posted
    assert ES("answers.status.planned") in posted
