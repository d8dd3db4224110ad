"""A digest is shown to moderators before it goes out: they post, change or skip it, or it goes out by itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.digest import blocks_held, held
from bot.digest.composer import ThemesPendingError
from bot.playground.people.person import Person
from bot.playground.state.models import Message
from storage import desk_settings, held_digests
from storage.desk_settings import DeskSettings
from storage.enums import CardsPlace
from storage.exchanges import Exchange
from tests.sentences import EN, ES
from tests.stories.digest_helpers import (
    SIX,
    announced,
    compute_scores,
    moderator_is,
    posted,
    rate,
    reads,
    rows,
    set_state,
    tick,
)
from tests.stories.exchange_helpers import reply_text
from tests.whole_bot import Playground, list_action_ids, open_playground, words

MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)
THANKS = "Thank you for all of this :+1: <!channel>"


@asynccontextmanager
async def held_playground(
    tmp_path: Path, flags: str = "", locale: str = "en-US", language: str = "en"
) -> AsyncIterator[tuple[Playground, Exchange]]:
    """Yield an exchange of two moderators, whose digests come to #board at 16:00 and are shown from 12:00 on."""
    async with open_playground(tmp_path, began=MONDAY) as playground:
        for person in (playground.moderator, playground.person("Kim"), playground.person("Lee")):
            person.member.locale = locale
        exchange = await announced(playground, *SIX, language=language)
        playground.slack.add_channel("board", members=[playground.moderator], app=True)
        for name in ("Kim", "Lee"):
            await moderator_is(playground, name)
        await rate(playground, exchange, Lunch_longer=[0, 0, 0, 0, 9], Door_locked=[0, 0, 0, 0, 8])
        texts, line = (ES, "resumen retener 4 horas") if locale == "es-ES" else (EN, "digest hold 4h")
        answer = await reply_text(playground, f"/exchange {line}")
        assert texts("digest.held_set", n=4, question=exchange.question) in answer
        await reply_text(playground, f'/exchange digest every "daily 16:00" --channel=#board {flags}')
        yield playground, exchange


async def at(playground: Playground, hour: float, *, day: int = 0) -> None:
    """Let the clock come to an hour of a day, in UTC, and the scheduler do its round."""
    then = MONDAY.replace(hour=0) + timedelta(days=day, hours=hour)
    playground.clock.later(seconds=(then - playground.clock.now()).total_seconds())
    await tick(playground)


def card_of(person: Person) -> Message:
    return next(each for each in reversed(person.dm()) if (each.metadata or {}).get("event_type") == held.EVENT)


def cards(person: Person) -> int:
    return sum((each.metadata or {}).get("event_type") == held.EVENT for each in person.dm())


async def press(playground: Playground, person: Person, action_id: str) -> None:
    assert await person.clicks(card_of(person), action_id)
    await tick(playground)


async def change(playground: Playground, person: Person, introduction: str, *left_out: str) -> None:
    """Write sentences above the digest, and leave quotes out."""
    assert await person.clicks(card_of(person), blocks_held.EDIT)
    assert person.view
    found = [each["element"]["options"] for each in person.view.blocks if each.get("block_id") == blocks_held.LEFT_OUT]
    chosen = [each for each in found[0] if any(text in each["text"]["text"] for text in left_out)]
    assert len(chosen) == len(left_out)
    fields = {blocks_held.INTRODUCTION: introduction} | ({blocks_held.LEFT_OUT: chosen} if chosen else {})
    assert await person.submits(person.view, values=fields)
    await tick(playground)


async def test_what_moderators_change_is_what_goes_out_by_itself_and_once(tmp_path: Path) -> None:
    async with held_playground(tmp_path) as (playground, exchange):
        kim, lee = playground.person("Kim"), playground.person("Lee")
        await at(playground, 11.9)
        assert cards(kim) == 0
        await at(playground, 12)
        await tick(playground)
        assert (cards(kim), cards(lee), posted(playground, "board")) == (1, 1, [])
        assert "Lunch longer" in words(card_of(kim))
        assert blocks_held.POST in list_action_ids(card_of(kim))

        assert await lee.clicks(card_of(lee), blocks_held.EDIT)
        await change(playground, kim, THANKS, "Lunch longer")
        late = await lee.submits(values={blocks_held.INTRODUCTION: "Hello"})
        assert EN("digest.held_over") in str(late.errors), "what Kim wrote is not lost to a form opened before"
        await lee.closes()
        for card in (card_of(kim), card_of(lee)):
            assert EN("digest.held_leaves_out", n=1) in words(card)
            assert "Thank you for all of this 👍" in words(card)
        await rate(playground, exchange, Door_watched=[9, 0, 0, 0, 0])  # no release is due: figures stay as shown
        await at(playground, 15.9)
        assert posted(playground, "board") == []
        await at(playground, 16)
        await tick(playground)
        [shown] = posted(playground, "board")
        assert EN("digest.from_moderators") in words(shown)
        assert EN("digest.quote_left_out") in words(shown)
        assert "Lunch longer" not in words(shown)
        assert "“Door locked”" in words(shown)
        assert "broadcast" not in str(shown.blocks), "their sentences ping nobody"
        assert EN("digest.held.posted", question=exchange.question, channel="").split("*")[2][:9] in words(card_of(lee))
        assert list_action_ids(card_of(lee)) == []

        await set_state(playground, exchange, "Door locked", state="withdrawn")
        await tick(playground)
        assert "Door locked" not in reads(playground, "board"), "a quote is taken out afterwards too"
        assert EN("digest.from_moderators") in reads(playground, "board")


async def test_a_card_in_a_channel_keeps_its_language_whoever_presses(tmp_path: Path) -> None:
    async with held_playground(tmp_path, language="es") as (playground, _):
        kim = playground.person("Kim")
        mods = playground.slack.add_channel("moderators", private=True, members=[kim], app=True)
        async with playground.starling.context.storage.write() as db:
            settings = DeskSettings(cards=CardsPlace.CHANNEL, cards_channel_id=mods.id)
            await desk_settings.save(db, playground.tenant_id, settings)
        await at(playground, 12)
        [card] = [each for each in mods.messages.values() if (each.metadata or {}).get("event_type") == held.EVENT]
        assert ES("digest.held.skip_button") in str(card.blocks)
        assert await kim.clicks(card, blocks_held.SKIP)
        await playground.settle()
        skipped = next(each for each in mods.messages.values() if each.ts == card.ts)
        assert ES("digest.held.undo_button") in str(skipped.blocks), "Kim reads English, others in the channel Spanish"
        await tick(playground)
        assert ES("digest.held.undo_button") in str(skipped.blocks)


async def test_a_digest_is_skipped_let_go_again_posted_at_once_or_too_late_for_that(tmp_path: Path) -> None:
    async with held_playground(tmp_path) as (playground, exchange):
        kim = playground.person("Kim")
        await at(playground, 12)
        await press(playground, kim, blocks_held.SKIP)
        assert list_action_ids(card_of(kim)) == [blocks_held.UNDO]
        await press(playground, kim, blocks_held.UNDO)
        await press(playground, kim, blocks_held.POST)
        assert len(posted(playground, "board")) == 1, "four hours early"
        await at(playground, 16)
        assert len(posted(playground, "board")) == 1

        await rate(playground, exchange, Lunch_outside=[0, 0, 0, 0, 9])
        await at(playground, 12, day=1)
        assert cards(kim) == 2, [(each.kind, each.slot, each.state, each.error) for each in await rows(playground)]
        await press(playground, kim, blocks_held.SKIP)
        playground.clock.later(hours=4, minutes=6)
        assert await kim.clicks(card_of(kim), blocks_held.UNDO)
        await tick(playground)
        assert EN("digest.held_late") in "".join(map(words, [*kim.ephemerals(), *kim.dm()])), "its time is past"
        assert len(posted(playground, "board")) == 1
        assert EN("digest.state.skipped") in await reply_text(playground, "/exchange digest")
        await at(playground, 12, day=2)
        await at(playground, 16, day=2)
        assert len(posted(playground, "board")) == 2, "what is new came with the next one"


async def test_a_skip_is_undone_where_the_next_digest_could_be_shown_before_this_one_goes_out(tmp_path: Path) -> None:
    async with held_playground(tmp_path) as (playground, exchange):
        kim = playground.person("Kim")
        await reply_text(playground, "/exchange digest hold 30h")
        await at(playground, 11)
        await press(playground, kim, blocks_held.SKIP)
        await at(playground, 13)
        assert cards(kim) == 1, "one after the other: tomorrow's is shown from 10:00 today on, once this one is over"
        await press(playground, kim, blocks_held.UNDO)
        await at(playground, 16)
        assert len(posted(playground, "board")) == 1, [(each.slot, each.error) for each in await rows(playground)]
        await rate(playground, exchange, Lunch_outside=[0, 0, 0, 0, 9])
        await at(playground, 16.1)
        assert cards(kim) == 2, "and then the next one is"
        await press(playground, kim, blocks_held.SKIP)
        await at(playground, 16, day=1)
        await at(playground, 16.1, day=1)
        assert (len(posted(playground, "board")), cards(kim)) == (1, 3), "a skip that stays ends at its time"


async def test_what_became_untrue_is_made_again_and_moderators_hear_of_it(tmp_path: Path) -> None:
    async with held_playground(tmp_path) as (playground, exchange):
        kim = playground.person("Kim")
        await at(playground, 12)
        await change(playground, kim, "Thank you!")
        await set_state(playground, exchange, "Door locked", state="removed")
        await at(playground, 13)
        assert EN("digest.held.again_quote") in words(card_of(kim))
        assert "Door locked" not in words(card_of(kim))
        assert EN("digest.quote_gone") not in words(card_of(kim)), "it is made again, not cut"
        assert any("was made again without it" in words(each) for each in kim.dm())
        await at(playground, 16)
        assert "Thank you!" in reads(playground, "board")

        await rate(playground, exchange, Lunch_outside=[0, 0, 0, 0, 9])
        await at(playground, 12, day=1)
        before = words(card_of(kim))
        await rate(playground, exchange, Lunch_warmer=[0, 0, 0, 0, 9])
        playground.clock.later(hours=18)
        await compute_scores(playground, exchange)
        await tick(playground)
        assert len(posted(playground, "board")) == 2
        assert EN("digest.held.again_figures") in words(card_of(kim))
        assert before != words(card_of(kim))


async def test_after_a_downtime_moderators_still_have_an_hour_and_nothing_new_brings_no_card(tmp_path: Path) -> None:
    async with held_playground(tmp_path, "--quiet=18:30-07:00") as (playground, exchange):
        kim = playground.person("Kim")
        await at(playground, 18)
        assert (cards(kim), posted(playground, "board")) == (1, [])
        await at(playground, 19)
        assert posted(playground, "board") == [], "an hour later there are quiet hours"
        await at(playground, 7, day=1)
        assert len(posted(playground, "board")) == 1
        await at(playground, 16.1, day=1)
        assert cards(kim) == 1, "0 cards when nothing changed"
        assert [each.error for each in await rows(playground)][-1] == "nothing_new"
        await reply_text(playground, "/exchange digest hold off")
        await rate(playground, exchange, Lunch_outside=[0, 0, 0, 0, 9])
        await at(playground, 16, day=2)
        assert (cards(kim), len(posted(playground, "board"))) == (1, 2)


async def test_a_card_whose_answer_was_lost_is_there_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with held_playground(tmp_path) as (playground, _):
        with monkeypatch.context() as patch:

            async def dies(*_: object, **__: object) -> None:
                raise KeyboardInterrupt

            patch.setattr("bot.digest.held.held_digests.save_cards", dies)
            with pytest.raises(KeyboardInterrupt):
                await at(playground, 12)
        playground.clock.later(minutes=3)
        await tick(playground)
        assert (cards(playground.person("Kim")), cards(playground.person("Lee"))) == (1, 1)


@pytest.mark.parametrize("failure", [{"error": "cannot_dm_bot"}, {"status": 503}])
async def test_a_moderator_who_is_not_reached_keeps_no_other_from_the_card(
    tmp_path: Path, failure: dict[str, Any]
) -> None:
    async with held_playground(tmp_path) as (playground, _):
        kim, lee = playground.person("Kim"), playground.person("Lee")
        playground.slack.faults.answer("conversations.open", where={"users": kim.id}, **failure)
        await at(playground, 12)
        await at(playground, 12.2)
        assert (cards(kim), cards(lee)) == (0, 1)
        playground.slack.faults.clear()
        await at(playground, 12.5)
        assert cards(kim) == ("status" in failure), "who can be reached later has it later"
        await at(playground, 12.7)
        assert cards(lee) == 1, "and nobody has it twice"


async def test_whatever_slack_refuses_moderators_are_shown_it_and_no_card_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with held_playground(tmp_path) as (playground, exchange):
        kim, lee, faults = playground.person("Kim"), playground.person("Lee"), playground.slack.faults

        async def is_open() -> bool:
            async with playground.starling.context.storage.read() as db:
                return bool(await held_digests.list_open(db, playground.tenant_id))

        await reply_text(playground, f"/exchange pause {exchange.slug}")
        await at(playground, 12)
        await reply_text(playground, f"/exchange resume {exchange.slug}")
        faults.answer("conversations.open", status=500)
        await at(playground, 12.2)
        assert (cards(kim), cards(lee)) == (0, 0)
        faults.clear()
        await at(playground, 12.3)
        assert (cards(kim), cards(lee)) == (1, 1), "neither a pause nor a failure of Slack's takes it from them"

        with monkeypatch.context() as patch:

            async def waits(*_: object, **__: object) -> None:
                raise ThemesPendingError(timedelta(seconds=30))

            patch.setattr("bot.digest.composer.DigestComposer.make_again", waits)
            await set_state(playground, exchange, "Door locked", state="withdrawn")
            await at(playground, 12.4)
            assert "Door locked" not in words(card_of(kim)), "at once, also while the themes are not ready"
        faults.answer("chat.update", status=200, error="edit_window_closed")
        await at(playground, 16)
        assert len(posted(playground, "board")) == 1
        assert not await is_open(), "a card that Slack lets nobody change is not tried for ever"
        assert (cards(kim), cards(lee)) == (0, 0), "nor does it stay as it was"
        faults.clear()

        await rate(playground, exchange, Lunch_outside=[0, 0, 0, 0, 9])
        await at(playground, 12, day=1)
        assert (cards(kim), cards(lee), await is_open()) == (1, 1, True)
        await playground.moderator.runs(f"/exchange delete {exchange.slug}", "general")
        assert await playground.moderator.submits(values={"exchanges.delete_name": exchange.slug})
        await tick(playground)
        assert (cards(kim), cards(lee)) == (0, 0), "what was to be decided goes with the exchange"


async def test_in_spanish_it_is_written_and_read_in_spanish(tmp_path: Path) -> None:
    async with held_playground(tmp_path, locale="es-ES") as (playground, _):
        kim = playground.person("Kim")
        await at(playground, 12)
        assert ES("digest.held.edit_button") in words(card_of(kim))
        assert ES("digest.held.preview_language", language="inglés") in words(card_of(kim))
