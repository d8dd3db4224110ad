"""Who wrote a hidden comment asks for another look; a moderator who did not decide answers in words that both keep."""

from datetime import timedelta

import pytest

from bot.core.wall_clock import zone_or_utc
from bot.playground.people.person import Person
from bot.playground.state.models import Message
from bot.receipts.appeals import job
from storage import appeals, moderation_log
from tests.sentences import EN, ES
from tests.stories.exchange_helpers import only
from tests.stories.moderating import add_moderator, asked, pick, queue_of, shared, states
from tests.stories.test_receipts import opened, receipts, ticks
from tests.whole_bot import Playground, list_action_ids, words

TEXT = "More counselors in each building"
WHY = "It is about the building, and about nobody in it."


def cards(person: Person) -> list[Message]:
    return [each for each in person.dm() if "appeals.answer" in list_action_ids(each)]


async def hidden(playground: Playground, moderator: Person) -> int:
    """Let Ana share a comment and a moderator hide it."""
    await opened(playground)
    number = await shared(playground, "Ana", TEXT)
    await asked(playground, moderator, f"/exchange hide #{number} name")
    await ticks(playground)
    return number


async def appeal(playground: Playground) -> None:
    ana = playground.person("Ana")
    assert await ana.clicks(receipts(ana)[0], "appeals.ask")
    refused = await ana.submits(values={"appeals.words": "  "})
    assert "appeals.words" in refused.errors
    assert await ana.submits(values={"appeals.words": WHY})
    await ticks(playground)
    await morning(playground)


async def morning(playground: Playground) -> None:
    """Let the next morning come."""
    playground.clock.later(days=1)
    await ticks(playground, 2)


async def test_moderators_hear_in_the_morning_and_can_find_out_nothing_before(playground: Playground) -> None:
    maya = await add_moderator(playground, "Maya")
    number = await hidden(playground, playground.moderator)
    ana = playground.person("Ana")
    assert await ana.clicks(receipts(ana)[0], "appeals.ask")
    assert await ana.submits(values={"appeals.words": WHY})
    assert EN("appeals.asked") in words(ana.view)
    await ana.closes()
    await ticks(playground, 2)
    playground.slack.context.unseen_clicks = True
    exchange = await only(playground)
    for action in ("appeals.answer", "appeals.send_again"):
        await maya.clicks_unseen(action, f"{exchange.exchange_id}:{number}")
        await playground.settle()
        assert EN("appeals.gone") in words(maya.dm()[-1]), "as where nobody asked"
    assert not cards(maya)
    assert "appeal" not in await logged(playground)

    now = playground.clock.now().astimezone(zone_or_utc(exchange.zone))
    eight = now.replace(hour=8, minute=0, second=0) + timedelta(days=now.hour >= 8)
    playground.clock.later(seconds=(eight - now).total_seconds() - 60)
    await ticks(playground, 2)
    assert not cards(maya), "a minute before eight"
    playground.clock.later(seconds=90)
    await ticks(playground, 2)
    assert len(cards(maya)) == 1
    assert (await logged(playground)).count("appeal") == 1
    await morning(playground)
    assert len(cards(maya)) == 1, "once"
    assert (await logged(playground)).count("appeal") == 1


async def test_one_that_cannot_be_sent_lets_no_later_one_go_before_its_own_morning(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    maya, imani = await add_moderator(playground, "Maya"), playground.moderator
    await hidden(playground, imani)
    second = await shared(playground, "Ben", "Warm rooms for everybody")
    await asked(playground, imani, f"/exchange hide #{second} name")
    await ticks(playground)
    ana, ben = playground.person("Ana"), playground.person("Ben")

    async def fails(*_: object) -> bool:
        return False

    assert await ana.clicks(receipts(ana)[0], "appeals.ask")
    assert await ana.submits(values={"appeals.words": WHY})
    await ana.closes()
    await ticks(playground)
    with monkeypatch.context() as patch:
        patch.setattr(job, "_send", fails)
        await morning(playground)
    assert await ben.clicks(receipts(ben)[0], "appeals.ask")
    assert await ben.submits(values={"appeals.words": WHY})
    await ben.closes()
    await ticks(playground)
    playground.clock.later(minutes=30)
    await ticks(playground, 2)
    assert len(cards(maya)) == 1, "that of yesterday alone"
    assert f"#{second}" not in words(cards(maya)[0])
    await morning(playground)
    assert len(cards(maya)) == 2


async def test_a_card_of_which_slack_did_not_say_that_it_came_can_be_answered(playground: Playground) -> None:
    maya, imani = await add_moderator(playground, "Maya"), playground.moderator
    await hidden(playground, imani)
    playground.slack.faults.drop("chat.postMessage", times=9)
    await appeal(playground)
    playground.slack.faults.clear()
    (card,) = cards(maya)
    assert not [each for each in imani.dm() if "appeals.send_again" in list_action_ids(each)], "there is somebody else"
    assert await maya.clicks(card, "appeals.answer")
    assert maya.view, "it is no sooner than its morning"
    assert await maya.submits(values={"appeals.decision": "upheld", "appeals.words": "It names a pupil."})
    await maya.closes()
    playground.clock.later(minutes=25)
    await ticks(playground, 2)
    assert "It names a pupil." in words(receipts(playground.person("Ana"))[0])
    assert len(cards(maya)) == 1
    assert (await logged(playground)).count("appeal") == 1


async def test_where_others_see_it_again_by_the_morning_nobody_hears_but_its_author(playground: Playground) -> None:
    maya, imani = await add_moderator(playground, "Maya"), playground.moderator
    number = await hidden(playground, imani)
    ana = playground.person("Ana")
    assert await ana.clicks(receipts(ana)[0], "appeals.ask")
    assert await ana.submits(values={"appeals.words": WHY})
    await ana.closes()
    await ticks(playground)
    await asked(playground, imani, f"/exchange restore #{number}")
    await ticks(playground)
    assert (await states(playground, await only(playground)))[TEXT][0] == "live"
    await morning(playground)
    await ticks(playground)
    assert not cards(maya) + cards(imani)
    assert not [each for each in imani.dm() if "appeals.send_again" in list_action_ids(each)]
    assert "appeal" not in await logged(playground)
    assert EN("appeals.outcome.dropped") in words(receipts(ana)[0])
    playground.slack.context.unseen_clicks = True
    exchange = await only(playground)
    await maya.clicks_unseen("appeals.answer", f"{exchange.exchange_id}:{number}")
    await playground.settle()
    assert EN("appeals.gone") in words(maya.dm()[-1]), "as where nobody asked"

    await asked(playground, imani, f"/exchange hide #{number} name")
    await ticks(playground)
    assert EN("appeals.outcome.dropped") not in words(receipts(ana)[0])
    await appeal(playground)
    assert len(cards(maya)) == 1, "they can ask about the next decision"


async def logged(playground: Playground) -> list[str]:
    async with playground.starling.context.storage.read() as db:
        return [each.act for each in await moderation_log.list_all(db, (await only(playground)).scope)]


async def test_another_moderator_answers_and_nobody_learns_who_asked(playground: Playground) -> None:
    imani = playground.moderator
    playground.person("Maya", locale="es-MX")
    maya = await add_moderator(playground, "Maya")
    number = await hidden(playground, imani)
    await appeal(playground)
    async with playground.starling.context.storage.read() as db:
        log = await moderation_log.list_all(db, (await only(playground)).scope)
    (logged,) = [each for each in log if each.act == "appeal"]
    assert (logged.acted_at, logged.acted_on, logged.encrypted_moderator) == (None, None, None)
    ana = playground.person("Ana")
    assert EN("appeals.waiting") in words(receipts(ana)[0])
    assert "appeals.ask" not in list_action_ids(receipts(ana)[0]), "once a comment"
    assert not cards(imani), "who decided is not asked"
    (card,) = cards(maya)
    for line in (TEXT, WHY, ES("appeals.nobody_knows"), f"#{number}"):
        assert line in words(card)
    seen = str(card.blocks) + card.text
    assert ana.id not in seen
    assert ana.name not in seen

    playground.slack.context.unseen_clicks = True
    await imani.clicks_unseen("appeals.answer", f"{(await only(playground)).exchange_id}:{number}")
    await playground.settle()
    assert EN("appeals.you_decided") in words(imani.dm()[-1])

    assert await maya.clicks(card, "appeals.answer")
    answer = {"appeals.decision": "restored", "appeals.words": "Tiene razón: no nombra a nadie."}
    assert await maya.submits(values=answer)
    await ticks(playground)
    assert "Tiene razón: no nombra a nadie." in words(maya.view), "the moderator keeps the words"
    (receipt,) = receipts(ana)
    assert EN("appeals.outcome.restored") in words(receipt)
    assert "Tiene razón: no nombra a nadie." in words(receipt)
    assert EN("receipts.state.live") in words(receipt)
    assert (await states(playground, await only(playground)))[TEXT][0] == "live"
    await maya.closes()
    await maya.clicks(card, "appeals.answer")
    await playground.settle()
    assert ES("appeals.answered_before") in words(maya.dm()[-1])


async def test_a_removed_comment_stays_removed_with_an_answer_and_the_words_go_with_the_author(
    playground: Playground,
) -> None:
    imani = playground.moderator
    await opened(playground, "--review=all")
    number = await shared(playground, "Ana", TEXT)
    queue = await queue_of(playground)
    await imani.clicks(queue, "moderate.remove", **pick(queue, "moderate.remove", "name", number))
    await ticks(playground)
    await appeal(playground)
    assert not cards(imani)
    (alone,) = [each for each in imani.dm() if "appeals.send_again" in list_action_ids(each)]
    maya = await add_moderator(playground, "Maya")
    assert await imani.clicks(alone, "appeals.send_again")
    await ticks(playground)
    (card,) = cards(maya)
    assert await maya.clicks(card, "appeals.answer")
    assert await maya.submits(values={"appeals.decision": "upheld", "appeals.words": "It names a pupil."})
    await ticks(playground)
    ana = playground.person("Ana")
    for line in (EN("appeals.outcome.upheld"), "It names a pupil.", EN("reasons.reason.name")):
        assert line in words(receipts(ana)[0])
    await ana.runs("/exchange forget-me", "general")
    await playground.settle()
    await ana.clicks(ana.ephemerals("general")[-1], "home.forget")
    await ana.submits()
    await ana.submits()
    await playground.settle()
    exchange = await only(playground)
    async with playground.starling.context.storage.read() as db:
        kept = await appeals.get(db, exchange.scope, number)
    assert kept
    assert (kept.text, kept.answer) == ("", "It names a pupil.")
