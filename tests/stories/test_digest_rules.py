"""How digests come to a channel: not in quiet hours, not for nothing, short, and out of a private channel."""

from datetime import UTC, datetime
from pathlib import Path

from tests.sentences import EN, ES
from tests.stories.at_home import share
from tests.stories.digest_helpers import announced, posted, rate, tick
from tests.stories.exchange_helpers import DIFFERENT, reply_text, run_command
from tests.whole_bot import Playground, open_playground, words

MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)


async def test_what_is_due_in_quiet_hours_or_on_a_holiday_comes_after_them(tmp_path: Path) -> None:
    async with open_playground(tmp_path, began=MONDAY) as playground:
        await announced(playground, "A better gym")
        playground.slack.add_channel("board", members=[playground.moderator], app=True)
        line = '/exchange digest every "daily 21:00" --channel=#board --quiet=20:00-07:00'
        answer = await reply_text(playground, f'{line} --holidays="2026-12-02, 2026-12-03"')
        assert EN("digest.rule_quiet", hours="20:00–07:00") in answer
        assert EN("digest.rule_holidays", n=2, first="2026-12-02", last="2026-12-03") in answer
        seen: list[datetime] = []
        for number, hour in enumerate([*range(24 * 5)], start=1):
            if hour % 12 == 0:
                await share(playground, playground.person("Ana"), f"{DIFFERENT[number % 7]} {'again ' * number}")
            playground.clock.later(hours=1)
            await tick(playground)
            seen += [playground.clock.now()] * (len(posted(playground, "board")) - len(seen))
        assert [f"{each:%a %d %H:%M}" for each in seen] == ["Tue 01 07:00", "Fri 04 07:00", "Sat 05 07:00"]


async def test_nothing_is_posted_for_less_than_is_worth_a_digest(playground: Playground) -> None:
    await announced(playground)
    playground.slack.add_channel("board", members=[playground.moderator], app=True)
    answer = await reply_text(playground, '/exchange digest every "daily 09:00" --channel=#board --at-least=3')
    assert EN("digest.rule_at_least", n=3) in answer
    counts = []
    for day in range(4):
        if day in {0, 1, 2}:
            await share(playground, playground.person(f"Person {day}"), DIFFERENT[day])
        playground.clock.later(days=1)
        await tick(playground)
        counts.append(len(posted(playground, "board")))
    assert counts == [0, 0, 1, 1], "0 posts when nothing changed enough"


async def test_the_short_form_quotes_nobody_and_that_for_moderators_says_what_waits(playground: Playground) -> None:
    comments = [f"{theme} number {number}" for theme in ("Lunch", "Gym") for number in range(8)]
    exchange = await announced(playground, *comments)
    stars = {f"{theme}_number_{number}": (0, 0, 0, 1, 7) for theme in ("Lunch", "Gym") for number in range(4)}
    await rate(playground, exchange, **stars)
    for name in ("board", "desk"):
        playground.slack.add_channel(name, members=[playground.moderator], app=True)
    assert EN("digest.rule_form.short") in await reply_text(
        playground, '/exchange digest every "daily 09:00" --channel=#board --form=short'
    )
    await reply_text(playground, '/exchange digest every "daily 09:00" --channel=#desk --form=moderators')
    playground.clock.later(days=1)
    await tick(playground)
    [short], [whole] = posted(playground, "board"), posted(playground, "desk")
    assert not any(text in words(short) for text in comments)
    assert any(text in words(whole) for text in comments)
    assert EN("digest.waiting", n=0) in words(whole)
    assert "moderators" not in words(short)
    assert EN("digest.quotes", min=5) in words(whole)
    assert EN("digest.quotes", min=5) not in words(short), "it quotes nobody"
    assert ". ·" not in words(whole)


async def test_a_private_channels_digest_goes_elsewhere_only_after_a_warning(playground: Playground) -> None:
    await playground.starling.scheduler.stop()
    playground.slack.add_channel("board", private=True, members=[playground.moderator], app=True)
    await run_command(playground, '/exchange new "What of the board?" --slug=board --open=now', channel="board")
    await share_in(playground, "Longer lunch")
    line = '/exchange digest board every "daily 09:00" --channel=#general --form=short'
    card = await run_command(playground, line, channel="board")
    assert "which is private" in words(card)
    playground.clock.later(days=1)
    await tick(playground)
    assert posted(playground, "general") == []
    assert await playground.moderator.clicks(card, "digest.outside")
    await playground.settle()
    playground.clock.later(days=1)
    await tick(playground)
    [shown] = posted(playground, "general")
    assert "What of the board?" in words(shown)
    assert EN("digest.rule_outside") in await reply_text(playground, "/exchange digest board")


async def share_in(playground: Playground, text: str) -> None:
    await playground.moderator.runs(f"/exchange share {text}", "board")
    await playground.settle()


async def test_what_cannot_be_a_rule_is_answered_with_how_to_write_it(playground: Playground) -> None:
    await announced(playground)
    for flags, sentence in (
        ("--quiet=night", "20:00-07:00"),
        ("--holidays=christmas", "2026-12-24"),
        ("--at-least=many", "Please write a number"),
        ("--form=long", "`short`"),
    ):
        assert sentence in await reply_text(playground, f'/exchange digest every "daily 09:00" {flags}')
    assert "belong to a schedule" in await reply_text(playground, "/exchange digest now --form=short")


async def test_in_spanish_the_rules_are_written_and_read_in_spanish(playground: Playground) -> None:
    await announced(playground)
    playground.moderator.member.locale = "es-ES"
    answer = await reply_text(playground, '/exchange resumen cada "lunes 9:00" --silencio=20-7 --forma=corto')
    assert ES("digest.rule_quiet", hours="20:00–07:00") in answer
    assert ES("digest.rule_form.short") in answer


async def test_what_is_not_written_stays_and_each_rule_has_its_end(playground: Playground) -> None:
    await announced(playground)
    playground.slack.add_channel("board", members=[playground.moderator], app=True)
    line = "/exchange digest every {} --channel=#board"
    first = '"mon 9:00" --quiet=20:00-07:00 --holidays=2026-12-24 --at-least=3 --form=short'
    await reply_text(playground, line.format(first))
    answer = await reply_text(playground, line.format('"tue 10:00"'))
    rules = {
        "quiet": EN("digest.rule_quiet", hours="20:00–07:00"),
        "holidays": EN("digest.rule_holidays", n=1, first="2026-12-24", last="2026-12-24"),
        "at-least": EN("digest.rule_at_least", n=3),
        "form": EN("digest.rule_form.short"),
    }
    assert "Tue 10:00" in answer
    for name, rule in rules.items():
        assert rule in answer
        assert f"--{name}=" in answer, "each is told with its end"
    for name, end in (("quiet", "off"), ("holidays", "none"), ("at-least", "off"), ("form", "full")):
        answer = await reply_text(playground, line.format(f"--{name}={end}"))
        gone = rules.pop(name)
        assert gone not in answer
        assert "Tue 10:00" in answer, "days and time stay where only a rule is written"
        assert all(rule in answer for rule in rules.values())
    assert EN("digest.rule_ends", ways="").rstrip(". ") not in answer
    assert EN("times.schedule") in await reply_text(playground, "/exchange digest every --quiet=off"), "of no schedule"
