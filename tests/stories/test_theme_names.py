"""Before the first digest moderators are asked whether the names of its themes are right, where that was chosen."""

from datetime import timedelta

import pytest

from bot.domain.name_reviews import GRACE
from bot.playground.people.person import Person
from bot.playground.state.models import Message
from bot.themes import blocks_names, names_job
from bot.themes.runs import ThemeRuns
from storage import name_reviews, schedules
from storage.exchanges import Exchange
from storage.name_reviews import NameReview
from storage.schedules import Schedule
from tests.sentences import EN, ES
from tests.stories.digest_helpers import (
    QUESTION,
    SIX,
    announced,
    by_first_word,
    close,
    moderator_is,
    order,
    posted,
    rate,
    reads,
    reply_to,
    rows,
    states,
    tick,
)
from tests.whole_bot import Playground, list_action_ids, words

LUNCH = ("Lunch should be longer for everybody", "Lunch is too cold in winter", "Lunch is better outside in spring")
DOOR = ("Door locks are broken in the gym", "Door guards should greet us by name", "Door alarms ring far too often")


async def reviewed(playground: Playground) -> Exchange:
    """Return an exchange of two moderators by name, who are asked about the names of its themes."""
    exchange = await announced(playground, *LUNCH, *DOOR, reviews_theme_names=True)
    for name in ("Kim", "Lee"):
        await moderator_is(playground, name)
    stars = {each.replace(" ", "_"): [0, 0, 0, 1, 4] for each in (LUNCH[0], DOOR[0])}
    await rate(playground, exchange, **stars)
    return exchange


async def round_of_jobs(playground: Playground) -> None:
    """Let digests look for what is due, and moderators be asked about what they wait for."""
    await tick(playground)
    await names_job.tick(playground.starling.context, playground.tenant_id)
    await playground.settle()


async def review_of(playground: Playground, exchange: Exchange) -> NameReview | None:
    async with playground.starling.context.storage.read() as db:
        return await name_reviews.get(db, exchange.scope)


def card_of(person: Person) -> Message:
    """Return the last card about names that somebody got."""
    return next(each for each in reversed(person.dm()) if blocks_names.RENAME in str(each.blocks))


async def rename(playground: Playground, person: Person, key: str, name: str) -> None:
    await person.clicks(card_of(person), f"{blocks_names.RENAME}.{key}")
    assert person.view is not None
    await person.submits(person.view, values={blocks_names.NAME: name})
    await playground.settle()


async def says_right(playground: Playground, person: Person, card: Message | None = None) -> None:
    await person.clicks(card or card_of(person), blocks_names.RIGHT)
    await playground.settle()


async def test_the_first_digest_waits_for_a_moderator_who_mends_a_name(playground: Playground) -> None:
    await reviewed(playground)
    answered = await reply_to(playground, "/exchange digest now")
    assert EN(
        "digest.on_its_way.thread", question=QUESTION, channel=f"<#{(await rows(playground))[0].channel_id}>"
    ) in (answered)
    await round_of_jobs(playground)
    assert posted(playground) == []
    kim, lee = playground.person("Kim"), playground.person("Lee")
    for person in (kim, lee):
        shown = words(card_of(person))
        assert EN("names.ask", question=QUESTION) in shown
        for part in ("t1  Door", "t2  Lunch", EN("common.comments", n=3)):
            assert part in shown
        assert all(any(f"“{each}”" in shown for each in theme) for theme in (LUNCH, DOOR)), "the key sentences"
    assert EN("digest.state.names") in await reply_to(playground, "/exchange digest")
    assert "`/exchange theme names`" in await reply_to(playground, "/exchange status")

    await rename(playground, kim, "t2", "Time for lunch")
    assert EN("names.renamed", key="t2", name="Time for lunch") in words(card_of(kim))
    assert "t2  Time for lunch" in words(card_of(kim))
    await round_of_jobs(playground)
    assert posted(playground) == [], "a new name is no yes"
    await says_right(playground, kim)
    await round_of_jobs(playground)
    assert "Time for lunch" in reads(playground)
    assert EN("names.thanks", question=QUESTION, names=EN.list(["Door", "Time for lunch"])) in words(kim.dm()[-1])

    await says_right(playground, lee)  # who has the older card still
    assert words(lee.dm()[-1]) == EN("names.settled")
    assert "`/exchange theme names`" not in await reply_to(playground, "/exchange status")
    await order(playground)
    await round_of_jobs(playground)
    assert len(posted(playground)) == 2, "only the first one waits"


async def test_without_an_answer_it_goes_out_a_day_late_with_the_names_as_they_are(playground: Playground) -> None:
    exchange = await reviewed(playground)
    assert await ThemeRuns(playground.starling.context, by_first_word).refresh(exchange)
    answered = await reply_to(playground, "/exchange digest now")
    assert EN("names.digest_waits", at="@").partition("@")[0] in answered
    await round_of_jobs(playground)
    review = await review_of(playground, exchange)
    assert review is not None
    assert review.until - (await rows(playground))[0].due_at == GRACE
    playground.clock.later(hours=23)
    await round_of_jobs(playground)
    assert posted(playground) == []
    playground.clock.later(hours=1, minutes=1)
    await round_of_jobs(playground)
    assert "Lunch" in reads(playground)
    kim = playground.person("Kim")
    await says_right(playground, kim)
    assert words(kim.dm()[-1]) == EN("names.settled")
    assert sum(blocks_names.RENAME in str(each.blocks) for each in playground.person("Lee").dm()) == 1, "asked once"


async def test_a_yes_to_names_that_changed_meanwhile_shows_the_new_ones_first(playground: Playground) -> None:
    await reviewed(playground)
    await order(playground)
    await round_of_jobs(playground)
    kim, lee = playground.person("Kim"), playground.person("Lee")
    await rename(playground, lee, "t1", "Safe doors")
    await says_right(playground, kim)
    assert EN("names.changed") in words(card_of(kim))
    assert "t1  Safe doors" in words(card_of(kim))
    await round_of_jobs(playground)
    assert posted(playground) == []
    await says_right(playground, kim)
    await round_of_jobs(playground)
    assert "Safe doors" in reads(playground)


async def test_before_a_scheduled_digest_they_are_asked_a_day_ahead_so_that_it_is_on_time(
    playground: Playground,
) -> None:
    exchange = await reviewed(playground)
    assert await ThemeRuns(playground.starling.context, by_first_word).refresh(exchange)
    due = (playground.clock.now() + timedelta(hours=30)).replace(second=0, microsecond=0)
    async with playground.starling.context.storage.write() as db:
        every = Schedule(exchange.exchange_id, str(exchange.channel_id), f"daily {due:%H:%M}", "UTC", due)
        await schedules.upsert(db, playground.tenant_id, every)
    await tick(playground)
    await names_job.tick(playground.starling.context, playground.tenant_id)
    assert await review_of(playground, exchange) is None, "too early"
    playground.clock.later(hours=7)
    await round_of_jobs(playground)
    await says_right(playground, playground.person("Kim"))
    assert posted(playground) == []
    playground.clock.later(hours=23, minutes=1)
    await round_of_jobs(playground)
    assert len(posted(playground)) == 1


async def test_the_closing_digest_waits_too_and_the_card_still_works(playground: Playground) -> None:
    exchange = await reviewed(playground)
    await order(playground)
    await round_of_jobs(playground)
    await close(playground, exchange)
    playground.clock.later(minutes=2)
    await round_of_jobs(playground)
    assert posted(playground) == []
    kim = playground.person("Kim")
    await rename(playground, kim, "t1", "Safe doors")
    await says_right(playground, kim)
    await round_of_jobs(playground)
    assert "Safe doors" in reads(playground)
    assert sorted(await states(playground)) == [("digest", "done"), ("digest", "dropped")]


async def test_who_made_it_is_asked_where_nobody_moderates_and_in_spanish_by_command_too(
    playground: Playground,
) -> None:
    playground.moderator.member.locale = "es-ES"
    exchange = await announced(playground, *SIX, reviews_theme_names=True)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 1, 4])
    await order(playground)
    await round_of_jobs(playground)
    assert ES("names.ask", question=QUESTION) in words(card_of(playground.moderator))
    shown = await reply_to(playground, "/exchange tema nombres")
    assert ES("names.ask", question=QUESTION) in shown
    card = playground.moderator.ephemerals("general")[-1]
    assert blocks_names.RIGHT in list_action_ids(card)
    await says_right(playground, playground.moderator, card)
    await round_of_jobs(playground)
    assert len(posted(playground)) == 1
    assert ES("names.nothing_waits") in await reply_to(playground, "/exchange tema nombres")


async def test_where_nobody_can_be_asked_nothing_waits(playground: Playground) -> None:
    exchange = await reviewed(playground)
    await order(playground)
    await tick(playground)
    playground.slack.faults.answer("chat.postMessage", error="user_disabled", times=3)
    await names_job.tick(playground.starling.context, playground.tenant_id)
    review = await review_of(playground, exchange)
    assert review is not None
    assert (review.is_asked, review.is_over) == (False, True)
    playground.clock.later(minutes=2)
    await round_of_jobs(playground)
    assert len(posted(playground)) == 1


async def test_an_outage_is_waited_for_before_they_are_asked(playground: Playground) -> None:
    await reviewed(playground)
    await order(playground)
    await tick(playground)
    playground.slack.faults.answer("chat.postMessage", status=503, times=3)
    await names_job.tick(playground.starling.context, playground.tenant_id)
    with pytest.raises(StopIteration):
        card_of(playground.person("Kim"))
    playground.clock.later(minutes=3)
    await round_of_jobs(playground)
    assert card_of(playground.person("Kim"))
    assert posted(playground) == []


async def test_an_exchange_without_themes_or_the_setting_has_its_digest_at_once(playground: Playground) -> None:
    await announced(playground, *SIX)
    await order(playground)
    await round_of_jobs(playground)
    assert len(posted(playground)) == 1
    assert EN("names.nothing_waits") in await reply_to(playground, "/exchange theme names")


async def test_a_name_that_another_theme_has_is_refused_at_the_field(playground: Playground) -> None:
    await reviewed(playground)
    await order(playground)
    await round_of_jobs(playground)
    kim = playground.person("Kim")
    await kim.clicks(card_of(kim), f"{blocks_names.RENAME}.t1")
    assert kim.view is not None
    outcome = await kim.submits(kim.view, values={blocks_names.NAME: "Lunch"})
    assert list(outcome.body["errors"]) == [blocks_names.NAME]
    assert "t1  Door" in words(card_of(kim))
