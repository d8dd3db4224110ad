"""A digest: what a moderator asks for, what stands in the thread, when it comes, and when it does not."""

import pytest

from tests.stories.digest_town import (
    QUESTION,
    SIX,
    announced,
    no_worker,
    posted,
    rate,
    reads,
    rows,
    set_state,
    tick,
    wait_for,
    whisper,
)
from tests.town import Town, action_ids, words


async def test_the_moderator_asks_and_the_digest_appears_in_the_thread_and_the_channel(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await rate(town, exchange, Lunch_longer=[0, 0, 0, 1, 9], Lunch_warmer=[0, 0, 1, 2, 0], Door_locked=[5, 0, 0, 0, 0])
    assert "on its way to the thread" in await whisper(town, "/exchange digest now")
    await tick(town)

    (message,) = posted(town)
    assert message.thread_ts == exchange.announcement_ts
    assert message.broadcast
    text = words(message)
    for part in (QUESTION, "6 comments · 18 ratings · 3.6 ★", "t2  Lunch", "4.6 ★ · 3 comments", "“Lunch longer”",
                 "t1  Door", "1.0 ★", "Stars = how important this is to you", "names are hidden"):  # fmt: skip
        assert part in text
    assert "Lunch outside" not in text, "not rated by three"
    assert action_ids(message) == ["share.open", "rate.start", "host.results"]
    assert "▰▰" in message.text, "the bars are there for those who get no blocks"
    assert message.metadata is not None
    assert list(message.metadata["event_payload"]) == ["key"]
    assert town.person("Ana").sees("general")[-1] is message

    await tick(town)
    assert len(posted(town)) == 1


async def test_asking_wakes_the_scheduler_which_finds_themes_in_the_worker(town: Town) -> None:
    where = ("please", "in every school", "for the small ones", "after noon", "without a fuss")
    texts = [
        f"{what} {there}" for what in ("Longer lunch breaks", "Doors that lock", "Known officers") for there in where
    ]
    await announced(town, *texts)
    town.starling.ticker.start()
    assert await town.moderator.runs("/exchange digest now", "general")
    await wait_for(lambda: posted(town))
    text = reads(town)
    assert "15 comments" in text
    assert "t1  " in text
    assert "t2  " in text


async def test_comments_without_enough_ratings_or_with_a_report_are_not_quoted(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await rate(
        town, exchange, Lunch_longer=[0, 0, 0, 0, 2], Lunch_warmer=[0, 0, 0, 0, 9], Lunch_outside=[0, 0, 0, 0, 3]
    )
    await set_state(town, exchange, "Lunch warmer", reports=1)
    await set_state(town, exchange, "Door locked", state="hidden")
    await whisper(town, "/exchange digest now")
    await tick(town)
    text = reads(town)
    assert "“Lunch outside”" in text
    assert "Lunch warmer" not in text
    assert "Lunch longer" not in text
    assert "5 comments" in text
    assert "Door locked" not in text


async def test_a_comment_pings_nobody(town: Town) -> None:
    exchange = await announced(town, *SIX, "Lunch <!channel> & <@U123> now")
    await set_state(town, exchange, "Lunch <!channel> & <@U123> now", n5=20)
    await whisper(town, "/exchange digest now")
    await tick(town)
    assert "“Lunch <!channel> & <@U123> now”" in reads(town), "word for word"
    assert "<!channel>" not in posted(town)[0].text


async def test_the_next_digest_tells_what_is_new(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await whisper(town, "/exchange digest now")
    await tick(town)
    assert "Since" not in reads(town)

    town.clock.later(hours=30)
    ana = town.person("Ana")
    for text in ("Bike racks", "Bike lights", "Lunch sooner"):
        await ana.runs(f"/exchange share {text}", "general")
        await town.settle()
        if "share.near.share" in action_ids(ana.whispers("general")[-1]):  # "Lunch longer" is near "Lunch sooner"
            await ana.clicks(ana.whispers("general")[-1], "share.near.share")
    await town.settle()
    await rate(town, exchange, Lunch_longer=[0, 0, 0, 0, 4])
    await whisper(town, "/exchange digest now")
    await tick(town)
    second = words(posted(town)[1])
    assert "1 new person, 3 new comments, 4 new ratings." in second
    assert "New theme: *Bike*." in second


async def test_a_preview_is_seen_by_the_moderator_alone(town: Town) -> None:
    await announced(town, *SIX)
    await town.moderator.runs("/exchange digest preview", "general")
    await town.settle()
    shown = words(town.moderator.whispers("general")[-1])
    assert "Preview, seen by you alone" in shown
    assert QUESTION in shown
    await tick(town)
    assert posted(town) == []
    assert await rows(town) == []


async def test_a_channel_the_bot_cannot_see_is_refused_kindly(town: Town) -> None:
    town.playground.add_channel("secret", private=True, members=[town.moderator])
    secret = town.playground.channel("secret").id
    await announced(town, *SIX)
    told = await whisper(town, f"/exchange digest now --channel={secret}")
    assert "I am not in the channel: write `/invite @Starling` there" in told
    assert await rows(town) == []


async def test_without_a_worker_the_last_themes_are_used_and_their_age_is_told(town: Town) -> None:
    exchange = await announced(town, *SIX)
    await whisper(town, "/exchange digest now")
    await tick(town)
    town.clock.later(hours=5)
    await rate(town, exchange, Lunch_longer=[0, 0, 0, 0, 5])
    await whisper(town, "/exchange digest now")
    await tick(town, no_worker)
    second = words(posted(town)[1])
    assert "t1  Door" in second
    assert "themes as of" in second


async def test_a_worker_that_never_worked_does_not_keep_the_digest_back(town: Town) -> None:
    await announced(town, *SIX)
    await whisper(town, "/exchange digest now")
    await tick(town, no_worker)
    assert "Themes could not be worked out this time." in reads(town)


async def test_the_first_themes_are_news(town: Town) -> None:
    await announced(town, *SIX)
    await whisper(town, "/exchange digest now")
    await tick(town, no_worker)
    await whisper(town, "/exchange digest now")
    await tick(town)
    assert "the first themes." in words(posted(town)[1])
    assert "nothing new" not in words(posted(town)[1])


async def test_only_moderators_may_and_others_are_told_who(town: Town) -> None:
    await announced(town, *SIX)
    ana = town.person("Ana")
    await ana.runs("/exchange digest now", "general")
    await town.settle()
    assert "Only moderators" in words(ana.whispers("general")[-1])
    await tick(town)
    assert posted(town) == []


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("every someday", "mon 09:00"),
        ("every", "mon 09:00"),
        ("now please", "I understand"),
        ("preview sro", "comes first: `/exchange digest sro preview`"),
        ("now --room=x", "--channel"),
        ("now --channel=nowhere", "cannot see that channel"),
        ("nosuch now", "no exchange `nosuch`"),
        ("#412 now", "whole exchange"),
        ('every "mon 09:00', "does not close"),
    ],
)
async def test_what_cannot_be_read_is_answered_with_how_to_write_it(town: Town, written: str, answer: str) -> None:
    await announced(town, *SIX)
    assert answer in await whisper(town, f"/exchange digest {written}")
    assert await rows(town) == []


async def test_the_buttons_do_what_the_words_do(town: Town) -> None:
    await announced(town, *SIX)
    await whisper(town, '/exchange digest every "mon 09:00"')
    await whisper(town, "/exchange digest")
    board = town.moderator.whispers("general")[-1]
    assert action_ids(board) == ["digest.now", "digest.preview", "digest.off"]
    assert await town.moderator.clicks(board, "digest.preview")
    await town.settle()
    assert "Preview" in words(town.moderator.whispers("general")[-1])
    assert await town.moderator.clicks(board, "digest.now")
    await tick(town)
    assert len(posted(town)) == 1
    await whisper(town, "/exchange digest")
    assert await town.moderator.clicks(town.moderator.whispers("general")[-1], "digest.off")
    await town.settle()
    assert "No digest comes by itself" in await whisper(town, "/exchange digest")


async def test_a_double_click_brings_one_digest(town: Town) -> None:
    await announced(town, *SIX)
    for _ in range(2):
        assert "on its way" in await whisper(town, "/exchange digest now")
    await tick(town)
    assert len(posted(town)) == 1
    await whisper(town, "/exchange digest now")
    await tick(town)
    assert len(posted(town)) == 2, "a later wish is a wish of its own"


async def test_with_two_open_exchanges_the_moderator_is_asked_which(town: Town) -> None:
    await announced(town, *SIX, slug="safe")
    await announced(town, *SIX, slug="lunch")
    answer = await whisper(town, "/exchange digest now")
    assert "`safe`" in answer
    assert "`lunch`" in answer
    await whisper(town, "/exchange digest lunch now")
    await tick(town)
    assert len(posted(town)) == 1
