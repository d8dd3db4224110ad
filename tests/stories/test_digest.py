"""A digest: what a moderator asks for, what is in the thread, when it comes, and when it does not."""

from datetime import timedelta

import pytest

from tests.sentences import EN
from tests.stories.digest_helpers import (
    QUESTION,
    SIX,
    announced,
    no_worker,
    order,
    posted,
    rate,
    reads,
    reply_to,
    rows,
    set_state,
    tick,
    wait_for,
)
from tests.whole_bot import Playground, list_action_ids, recount, words


async def test_the_moderator_asks_and_the_digest_appears_in_the_thread_and_the_channel(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await rate(
        playground, exchange, Lunch_longer=[0, 0, 0, 1, 9], Lunch_warmer=[0, 0, 1, 2, 0], Door_locked=[5, 0, 0, 0, 0]
    )
    await recount(playground)
    assert EN("digest.on_its_way.thread", question=QUESTION, channel=f"<#{exchange.channel_id}>") in await reply_to(
        playground, "/exchange digest now"
    )
    await tick(playground)

    (message,) = posted(playground)
    assert message.thread_ts == exchange.announcement_ts
    assert message.broadcast
    text = words(message)
    for part in (QUESTION, "more than 5 comments · more than 15 ratings · 2.6 ★",
                 "Lunch\n · up to 5 comments · ", EN("digest.order.rated"),
                 "“Lunch longer”",
                 "Door\n · up to 5 comments",
                 "Stars: how important this is to you", "names are hidden"):  # fmt: skip
        assert part in text
    assert "Lunch outside" not in text, "not rated by five"
    assert list_action_ids(message) == ["share.open", "rate.start", "exchanges.results"]
    assert "██" in message.text, "the bars are there for those who get no blocks"
    assert message.metadata is not None
    assert list(message.metadata["event_payload"]) == ["key"]
    assert playground.person("Ana").sees("general")[-1] is message

    await tick(playground)
    assert len(posted(playground)) == 1


async def test_asking_wakes_the_scheduler_which_finds_themes_in_the_worker(playground: Playground) -> None:
    where = ("please", "in every school", "for the small ones", "after noon", "without a fuss")
    texts = [
        f"{what} {there}" for what in ("Longer lunch breaks", "Doors that lock", "Known officers") for there in where
    ]
    await announced(playground, *texts)
    playground.starling.scheduler.start()
    assert await playground.moderator.runs("/exchange digest now", "general")
    await wait_for(lambda: posted(playground))
    text = reads(playground)
    assert "more than 10 comments" in text
    assert EN("digest.themes") in text
    assert "t1" not in text


async def test_what_was_never_counted_is_counted_for_the_digest_and_once_an_hour(playground: Playground) -> None:
    hour = timedelta(hours=1).total_seconds()
    playground.clock.ahead += hour - playground.clock.now().timestamp() % hour + 60
    await announced(playground, *SIX)
    await order(playground)
    await tick(playground)
    assert EN("common.over_comments", n=5) in reads(playground)
    ana = playground.person("Ana")
    for text in ("Bike racks", "Warm rooms", "More light", "A crossing guard", "Known officers"):
        await ana.runs(f"/exchange share {text}", "general")
        await playground.settle()
    await order(playground)
    await tick(playground)
    assert len(posted(playground)) == 2
    assert EN("common.over_comments", n=10) not in words(posted(playground)[-1]), (
        "counts change once an hour while few take part"
    )
    playground.clock.later(hours=1)
    await order(playground)
    await tick(playground)
    assert EN("common.over_comments", n=10) in words(posted(playground)[-1])


async def test_comments_without_enough_ratings_or_with_a_report_are_not_quoted(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await rate(
        playground, exchange, Lunch_longer=[0, 0, 0, 0, 4], Lunch_warmer=[0, 0, 0, 0, 9], Lunch_outside=[0, 0, 0, 0, 5]
    )
    await set_state(playground, exchange, "Lunch warmer", reports=1)
    await set_state(playground, exchange, "Door locked", state="hidden")
    await reply_to(playground, "/exchange digest now")
    await tick(playground)
    text = reads(playground)
    assert "“Lunch outside”" in text
    assert "Lunch warmer" not in text
    assert "Lunch longer" not in text
    assert "Door locked" not in text


async def test_a_comment_pings_nobody(playground: Playground) -> None:
    exchange = await announced(playground, *SIX, "Lunch <!channel> & <@U123> now")
    await rate(playground, exchange, **{"Lunch_<!channel>_&_<@U123>_now": [0, 0, 0, 0, 20]})
    await reply_to(playground, "/exchange digest now")
    await tick(playground)
    assert "“Lunch <!channel> & <@U123> now”" in reads(playground), "word for word"
    assert "<!channel>" not in posted(playground)[0].text


async def test_the_next_digest_shows_what_is_new(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await reply_to(playground, "/exchange digest now")
    await tick(playground)
    assert "Since" not in reads(playground)

    playground.clock.later(hours=30)
    ana = playground.person("Ana")
    for text in ("Bike racks", "Bike lights", "Lunch sooner"):
        await ana.runs(f"/exchange share {text}", "general")
        await playground.settle()
        if "share.near.share" in list_action_ids(
            ana.ephemerals("general")[-1]
        ):  # "Lunch longer" is near "Lunch sooner"
            await ana.clicks(ana.ephemerals("general")[-1], "share.near.share")
    await playground.settle()
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 12])
    await recount(playground)
    await reply_to(playground, "/exchange digest now")
    await tick(playground)
    second = words(posted(playground)[1])
    assert EN("digest.about_ratings", n=10) in second
    assert "new comment" not in second, "three are less than a step"
    assert "New theme: *Bike*." in second


async def test_a_preview_is_seen_by_the_moderator_alone(playground: Playground) -> None:
    await announced(playground, *SIX)
    await playground.moderator.runs("/exchange digest preview", "general")
    await playground.settle()
    shown = words(playground.moderator.ephemerals("general")[-1])
    assert "This is a preview" in shown
    assert QUESTION in shown
    await tick(playground)
    assert posted(playground) == []
    assert await rows(playground) == []


async def test_a_channel_the_bot_cannot_see_is_refused_kindly(playground: Playground) -> None:
    playground.slack.add_channel("secret", private=True, members=[playground.moderator])
    secret = playground.slack.channel("secret").id
    await announced(playground, *SIX)
    reply = await reply_to(playground, f"/exchange digest now --channel={secret}")
    assert "I am not in the channel: write `/invite @Starling` there" in reply
    assert await rows(playground) == []


async def test_without_a_worker_the_last_themes_are_used_and_their_age_is_shown(playground: Playground) -> None:
    exchange = await announced(playground, *SIX)
    await reply_to(playground, "/exchange digest now")
    await tick(playground)
    playground.clock.later(hours=5)
    await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 5])
    await reply_to(playground, "/exchange digest now")
    await tick(playground, no_worker)
    second = words(posted(playground)[1])
    assert "Door\n · up to 5 comments" in second
    assert "themes as of" in second


async def test_a_worker_that_never_worked_does_not_keep_the_digest_back(playground: Playground) -> None:
    await announced(playground, *SIX)
    await reply_to(playground, "/exchange digest now")
    await tick(playground, no_worker)
    assert EN("digest.themes_missing") in reads(playground)


async def test_the_first_themes_are_news(playground: Playground) -> None:
    await announced(playground, *SIX)
    await reply_to(playground, "/exchange digest now")
    await tick(playground, no_worker)
    await reply_to(playground, "/exchange digest now")
    await tick(playground)
    assert f"{EN('digest.first_themes')}." in words(posted(playground)[1])
    assert "nothing new" not in words(posted(playground)[1])


async def test_only_moderators_may_and_others_read_who(playground: Playground) -> None:
    await announced(playground, *SIX)
    ana = playground.person("Ana")
    await ana.runs("/exchange digest now", "general")
    await playground.settle()
    assert "Only moderators" in words(ana.ephemerals("general")[-1])
    await tick(playground)
    assert posted(playground) == []


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("every someday", EN("times.schedule")),
        ("every", EN("times.schedule")),
        ("now please", "I understand"),
        ("preview sro", "comes first: `/exchange digest sro preview`"),
        ("now --room=x", "--channel"),
        ("now --channel=nowhere", "cannot see that channel"),
        ("nosuch now", "no exchange `nosuch`"),
        ("#412 now", "whole exchange"),
        ('every "mon 09:00', EN("grammar.quote_open", written="mon 09:00")),
    ],
)
async def test_what_cannot_be_read_is_answered_with_how_to_write_it(
    playground: Playground, written: str, answer: str
) -> None:
    await announced(playground, *SIX)
    assert answer in await reply_to(playground, f"/exchange digest {written}")
    assert await rows(playground) == []


async def test_the_buttons_do_what_the_words_do(playground: Playground) -> None:
    await announced(playground, *SIX)
    await reply_to(playground, '/exchange digest every "mon 09:00"')
    await reply_to(playground, "/exchange digest")
    board = playground.moderator.ephemerals("general")[-1]
    assert list_action_ids(board) == ["digest.now", "digest.preview", "digest.off"]
    assert await playground.moderator.clicks(board, "digest.preview")
    await playground.settle()
    assert "This is a preview" in words(playground.moderator.ephemerals("general")[-1])
    assert await playground.moderator.clicks(board, "digest.now")
    await tick(playground)
    assert len(posted(playground)) == 1
    await reply_to(playground, "/exchange digest")
    assert await playground.moderator.clicks(playground.moderator.ephemerals("general")[-1], "digest.off")
    await playground.settle()
    assert EN("digest.unscheduled", command="/exchange") in await reply_to(playground, "/exchange digest")


async def test_a_double_click_brings_one_digest(playground: Playground) -> None:
    await announced(playground, *SIX)
    for _ in range(2):
        assert "on its way" in await reply_to(playground, "/exchange digest now")
    await tick(playground)
    assert len(posted(playground)) == 1
    await reply_to(playground, "/exchange digest now")
    await tick(playground)
    assert len(posted(playground)) == 2, "a later wish is a wish of its own"


async def test_with_two_open_exchanges_the_moderator_is_asked_which(playground: Playground) -> None:
    await announced(playground, *SIX, slug="safe")
    await announced(playground, *SIX, slug="lunch")
    answer = await reply_to(playground, "/exchange digest now")
    assert "`safe`" in answer
    assert "`lunch`" in answer
    await reply_to(playground, "/exchange digest lunch now")
    await tick(playground)
    assert len(posted(playground)) == 1
