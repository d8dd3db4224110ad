"""Slack refuses one person with a word that it has for all too: others are written to, all have theirs once it can."""

from bot.domain.retention import erasure_plan
from bot.playground.people.person import Person
from bot.slack.reach import IN_A_ROW
from storage.retention import DONE
from tests.sentences import EN
from tests.stories.exchange_helpers import opened
from tests.stories.moderating import add_moderator, reported, shared
from tests.stories.test_alerts import DANGER, read_by, rounds
from tests.stories.test_exchange_invitations import invitations, subscribe, ticks
from tests.stories.test_lost_answers import POST
from tests.stories.test_receipts import receipts
from tests.stories.test_retention import closed, now
from tests.stories.test_talks import heard
from tests.whole_bot import Playground

REFUSAL = "no_permission"


def tries(playground: Playground, *people: Person) -> int:
    """Return how often the bot tried to write to some people."""
    ids = {each.id for each in people}
    return sum(each.args.get("channel") in ids for each in playground.slack.calls.list_for(POST))


async def test_one_person_whom_slack_refuses_keeps_no_other_waiting_for_an_invitation(playground: Playground) -> None:
    ana, ben, cho = await subscribe(playground, "Ana", "Ben", "Cho")
    playground.slack.faults.answer(POST, error=REFUSAL, where={"channel": ana.id})
    await opened(playground)
    await ticks(playground)
    assert [len(invitations(each)) for each in (ana, ben, cho)] == [0, 1, 1]
    playground.clock.later(seconds=61)
    await ticks(playground)
    assert tries(playground, ana) == 2, "once more, since it may have been of all"
    (dan,) = await subscribe(playground, "Dan")
    for _ in range(3):
        playground.clock.later(minutes=2)
        await ticks(playground)
    assert len(invitations(dan)) == 1
    known = tries(playground, ana)
    playground.clock.later(minutes=5)
    await ticks(playground)
    assert tries(playground, ana) == known <= 4, "others had theirs since then"


async def test_where_slack_refuses_all_nobody_loses_an_invitation(playground: Playground) -> None:
    people = await subscribe(playground, *(f"Person {n}" for n in range(IN_A_ROW + 2)))
    for each in people:
        playground.slack.faults.answer(POST, error=REFUSAL, where={"channel": each.id})
    await opened(playground)
    await ticks(playground)
    assert tries(playground, *people) == IN_A_ROW, "several in a row, then none"
    playground.clock.later(minutes=2)
    await ticks(playground)
    playground.slack.faults.clear()
    for _ in range(3):
        playground.clock.later(minutes=2)
        await ticks(playground)
    assert [len(invitations(each)) for each in people] == [1] * len(people)


async def test_as_many_as_are_refused_for_themselves_at_the_front_keep_no_other_waiting(playground: Playground) -> None:
    refused = await subscribe(playground, *(f"Person {n}" for n in range(IN_A_ROW + 1)))
    ana, ben = await subscribe(playground, "Ana", "Ben")
    for each in refused:
        playground.slack.faults.answer(POST, error=REFUSAL, where={"channel": each.id})
    await opened(playground)
    for _ in range(4):
        await ticks(playground)
        playground.clock.later(minutes=2)
    assert [len(invitations(each)) for each in (ana, ben)] == [1, 1]


async def test_one_author_whom_slack_refuses_keeps_no_other_from_hearing_of_the_last_day(
    playground: Playground,
) -> None:
    exchange = await closed(playground, "Ana", "Ben", "Cho")
    ana, ben, cho = (playground.person(each) for each in ("Ana", "Ben", "Cho"))
    plan = erasure_plan(exchange)
    assert plan
    playground.clock.ahead += (plan.notice_at - playground.clock.now()).total_seconds() + 60
    playground.slack.faults.answer(POST, error=REFUSAL, where={"channel": ana.id})
    sentence = EN("retention.last_day", question=exchange.question, last=plan.last, on=plan.on)
    for _ in range(3):
        await ticks(playground)
        playground.clock.later(minutes=2)
    assert [len(heard(each, sentence)) for each in (ana, ben, cho)] == [0, 1, 1]
    playground.clock.later(days=1)
    await ticks(playground)
    assert (await now(playground, exchange)).last_day_notice == DONE


async def test_where_slack_refuses_all_every_author_hears_of_the_last_day_later(playground: Playground) -> None:
    names = ("Ana", "Ben", "Cho")
    exchange = await closed(playground, *names)
    plan = erasure_plan(exchange)
    assert plan
    playground.clock.ahead += (plan.notice_at - playground.clock.now()).total_seconds() + 60
    sentence = EN("retention.last_day", question=exchange.question, last=plan.last, on=plan.on)
    playground.slack.faults.answer(POST, error=REFUSAL)
    for _ in range(3):
        await ticks(playground)
        playground.clock.later(minutes=2)
    playground.slack.faults.clear()
    for _ in range(3):
        await ticks(playground)
        playground.clock.later(minutes=2)
    assert [len(heard(playground.person(each), sentence)) for each in names] == [1, 1, 1]
    assert (await now(playground, exchange)).last_day_notice == DONE


async def test_one_author_whom_slack_refuses_keeps_no_other_from_a_receipt(playground: Playground) -> None:
    await opened(playground)
    ana, ben = playground.person("Ana"), playground.person("Ben")
    playground.slack.faults.answer(POST, error=REFUSAL, where={"channel": ana.id})
    await shared(playground, "Ana", "Warm rooms")
    await shared(playground, "Ben", "More light")
    await ticks(playground, 2)
    assert [len(receipts(each)) for each in (ana, ben)] == [0, 1]
    playground.clock.later(seconds=31)
    await ticks(playground)
    await shared(playground, "Ben", "A crossing guard")
    await ticks(playground, 2)
    assert len(receipts(ben)) == 2


async def test_a_refusal_of_all_a_moment_after_somebody_was_reached_loses_nobody_a_receipt(
    playground: Playground,
) -> None:
    await opened(playground)
    ana, ben = playground.person("Ana"), playground.person("Ben")
    await shared(playground, "Ben", "More light")
    await ticks(playground)
    assert len(receipts(ben)) == 1
    playground.slack.faults.answer(POST, error=REFUSAL)
    for text in ("Warm rooms", "A crossing guard"):  # two receipts of one person in one round
        await shared(playground, "Ana", text)
    for _ in range(3):
        await ticks(playground)
        playground.clock.later(minutes=1)
    assert receipts(ana) == []
    playground.slack.faults.clear()
    await shared(playground, "Ben", "Later buses")
    for _ in range(3):
        await ticks(playground)
        playground.clock.later(minutes=1)
    assert [len(receipts(each)) for each in (ana, ben)] == [2, 2]


async def test_refused_authors_of_one_exchange_keep_nobody_of_another_waiting(playground: Playground) -> None:
    await opened(playground)
    refused = [playground.person(f"Author {n}") for n in range(IN_A_ROW)]
    for each, text in zip(refused, ("Warm rooms", "More light", "A crossing guard"), strict=True):
        playground.slack.faults.answer(POST, error=REFUSAL, where={"channel": each.id})
        await shared(playground, each.name, text)
    for _ in range(2):
        await ticks(playground)
        playground.clock.later(minutes=1)
    ana = playground.person("Ana")
    other = await opened(playground, question="Where are buses late?")
    await shared(playground, "Ana", f"#{other.slug} At the mill")
    for _ in range(3):
        await ticks(playground)
        playground.clock.later(minutes=1)
    assert len(receipts(ana)) == 1
    for text in ("At the lake", "At the hall"):
        await shared(playground, "Ana", f"#{other.slug} {text}")
        await ticks(playground)
        playground.clock.later(minutes=1)
    assert len(receipts(ana)) == IN_A_ROW
    before = tries(playground, *refused)
    playground.clock.later(minutes=1)
    await ticks(playground)
    assert tries(playground, *refused) == before, "others had theirs, so the refusals were of these people"


async def test_one_moderator_whom_slack_refuses_keeps_no_other_from_the_next_alert(playground: Playground) -> None:
    await opened(playground)
    maya, imani = await add_moderator(playground, "Maya"), await add_moderator(playground, playground.moderator.name)
    playground.slack.faults.answer(POST, error=REFUSAL, where={"channel": maya.id})
    for number, text in enumerate(("Not well", "Not well at all"), 1):
        await shared(playground, "Ana", text)
        await reported(playground, "Ben", "danger")
        await rounds(playground)
        assert len(read_by(imani, DANGER)) == number
        playground.clock.later(minutes=2)
        await rounds(playground)
