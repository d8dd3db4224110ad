"""An open exchange that the secret no longer opens (restored from a backup) does not keep people from the others."""

from storage import comments, exchanges
from storage.exchanges import Exchange
from storage.scope import ExchangeScope
from tests.sentences import EN
from tests.stories.at_home import home_of
from tests.stories.exchange_helpers import every, reply_text
from tests.stories.moderating import queue_of, reported
from tests.whole_bot import Playground, words


async def beside_an_old_one(playground: Playground) -> Exchange:
    old = await playground.exchange("A question of last year?", "Old", slug="old")
    async with playground.starling.context.storage.write() as db:
        lost = b"\x01" * len(old.wrapped_key)
        await exchanges.update_exchange(db, ExchangeScope(playground.tenant_id, old.exchange_id), wrapped_key=lost)
    await reply_text(playground, '/exchange new "A new question?" --open=now')
    await playground.settle()
    return next(each for each in await every(playground) if each.question == "A new question?")


async def test_home_still_shows_the_new_one(playground: Playground) -> None:
    await beside_an_old_one(playground)
    ana = playground.person("Ana")
    await ana.opens_home()
    await playground.settle()
    assert ana.home, "nothing is drawn"
    assert "A new question?" in words(ana.home)


async def test_a_typed_word_is_still_answered(playground: Playground) -> None:
    await beside_an_old_one(playground)
    await playground.person("Ben").runs("/exchange share Longer lunch", "general")
    ana = playground.person("Ana")
    answer = await ana.says("rate")
    await playground.settle()
    assert answer.status == 200
    assert ana.dm()[-1].bot_id, "somebody answers"


async def test_me_still_shows_the_new_one(playground: Playground) -> None:
    await beside_an_old_one(playground)
    ana = playground.person("Ana")
    await ana.runs("/exchange share Longer lunch", "general")
    await ana.runs("/exchange me", "general")
    await playground.settle()
    assert "That did not work" not in words(ana.ephemerals()[-1])


async def test_home_and_the_queue_tell_of_the_one_that_cannot_be_opened(playground: Playground) -> None:
    await beside_an_old_one(playground)
    old = next(each for each in await every(playground) if each.slug == "old")
    ana = playground.person("Ana")
    assert "I cannot open *A question of last year?*" in words(await home_of(playground, ana))
    (comment,) = await playground.comments(old)
    async with playground.starling.context.storage.write() as db:
        await comments.update_comment(
            db, ExchangeScope(playground.tenant_id, old.exchange_id), comment.comment_id, state="pending"
        )
    await ana.runs("/exchange share Longer lunch", "general")
    await reported(playground, "Ben")
    queue = words(await queue_of(playground))
    assert "Longer lunch" in queue
    assert EN("moderate.unreadable", n=1) in queue


async def test_an_act_in_it_says_why_it_does_not_work(playground: Playground) -> None:
    await beside_an_old_one(playground)
    old = next(each for each in await every(playground) if each.slug == "old")
    ana = playground.person("Ana")
    playground.slack.context.unseen_clicks = True
    answer = await ana.clicks_unseen("rate.start", str(old.exchange_id))
    await playground.settle()
    assert answer.status == 200
    assert "made with another secret" in "".join(words(each) for each in [*ana.dm(), *ana.ephemerals()])


async def test_typed_stars_and_edited_messages_belong_to_the_others(playground: Playground) -> None:
    new = await beside_an_old_one(playground)
    await playground.person("Ben").runs("/exchange share Longer lunch", "general")
    ana = playground.person("Ana")
    await ana.says("rate")
    await playground.settle()
    await ana.says("5")
    await playground.settle()
    assert (await playground.counts(new)).ratings == 1
    await ana.says("Warm rooms")
    await playground.settle()
    assert (await ana.edits([each for each in ana.dm() if each.user == ana.id][-1], "Warm rooms, please")).status == 200


async def test_being_forgotten_elsewhere_works_and_says_what_stays(playground: Playground) -> None:
    new = await beside_an_old_one(playground)
    ana = playground.person("Ana")
    await ana.runs("/exchange share Longer lunch", "general")
    assert await ana.clicks(await home_of(playground, ana), "home.forget")
    assert await ana.submits()
    assert await ana.submits()
    await playground.settle()
    assert "You are forgotten" in words(ana.view)
    assert "In 1 exchange I cannot find what is yours" in words(ana.view)
    assert await playground.comments(new) == []
