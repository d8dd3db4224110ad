"""A moderator makes an exchange: in the form or in one line, sees it beforehand, changes it, throws it away."""

from datetime import UTC, datetime, timedelta

import pytest

from storage import comments
from storage.scope import ExchangeScope
from tests.stories.exchange_helpers import (
    QUESTION,
    announcements,
    every,
    fields,
    only,
    reply_text,
    run_command,
    sends_form,
)
from tests.whole_bot import Playground, list_action_ids, words


async def test_a_moderator_writes_an_exchange_in_the_form_and_sees_it_before_it_opens(playground: Playground) -> None:
    imani = playground.moderator
    assert await imani.runs("/exchange new", "general")
    closes = int((playground.clock.now() + timedelta(days=7)).timestamp())
    assert await sends_form(
        imani,
        fields(
            background="Why: https://example.org/draft",
            groups="Student\nParent\n\n Teacher ",
            star_meaning="agree",
            moderation="all",
            hide_at_reports="first",
            comment_limit="500",
            closes=closes,
            seeds="Longer lunch\nA crossing guard\nLonger lunch",
        ),
    )
    await playground.settle()
    assert imani.view is None, "the form closes"
    card = imani.ephemerals("general")[-1]
    assert QUESTION in words(card)
    assert "Student, Parent, Teacher" in words(card)
    assert "2 comments to begin with" in words(card)
    assert "Fixed at the opening" in words(card)
    assert {"exchanges.open", "exchanges.edit", "exchanges.delete", "share.open"} <= set(list_action_ids(card))

    kept = await only(playground)
    assert (kept.state, kept.slug, kept.star_meaning) == ("draft", "keeps-safe-school", "agree")
    assert (kept.groups, kept.moderation, kept.hide_at_reports) == (("Student", "Parent", "Teacher"), "pre", 1)
    assert kept.comment_limit == 500
    assert kept.closes_at == datetime.fromtimestamp(closes, UTC)
    assert kept.channel_id == playground.slack.channel("general").id, "where the command was written"
    seeds = await playground.comments(kept)
    assert {seed.text for seed in seeds} == {"Longer lunch", "A crossing guard"}
    assert all(seed.is_seed for seed in seeds)
    assert not announcements(playground)


async def test_the_form_has_important_and_hidden_names_chosen_and_sent_twice_keeps_one_draft(
    playground: Playground,
) -> None:
    imani = playground.moderator
    await imani.runs("/exchange new", "general")
    view = imani.view
    assert view
    assert await sends_form(imani, fields())
    await playground.settle()
    kept = await only(playground)
    assert (kept.star_meaning, kept.is_anonymous, kept.moderation, kept.hide_at_reports) == (
        "important",
        True,
        "flagged",
        3,
    )
    playground.slack.world.stacks[imani.id] = [view]  # Slack lost the answer, and the person presses again
    assert await sends_form(imani, view=view, values=fields())
    await playground.settle()
    assert len(await every(playground)) == 1


@pytest.mark.parametrize(
    ("put", "field", "sentence"),
    [
        ({"groups": "Student"}, "exchanges.groups", "One group is no choice"),
        ({"groups": "Student\nstudent"}, "exchanges.groups", "is there twice"),
        ({"groups": "Student\nRather not say"}, "exchanges.groups", "offered by itself"),
        ({"groups": "\n".join(f"G{n}" for n in range(100))}, "exchanges.groups", "100 groups"),
        ({"groups": "x" * 76 + "\ny"}, "exchanges.groups", "shorten it by 1"),
        ({"slug": "fri"}, "exchanges.slug", "for example sro-contract"),
        ({"opens": 1_700_000_000}, "exchanges.opens", "is past"),
        ({"closes": 1_700_000_000}, "exchanges.closes", "is past"),
        ({"seeds": "x" * 1001}, "exchanges.seeds", "shorten it by 1"),
        ({"seeds": "\n".join(f"Comment {n}" for n in range(101))}, "exchanges.seeds", "101 comments"),
    ],
)
async def test_what_the_form_cannot_take_is_shown_at_the_field(
    playground: Playground, put: dict[str, object], field: str, sentence: str
) -> None:
    await playground.moderator.runs("/exchange new", "general")
    outcome = await sends_form(playground.moderator, fields(**put))
    assert sentence in outcome.errors[field]
    assert not await every(playground)


async def test_a_form_written_for_too_long_sends_its_card_to_the_moderators_own_messages(
    playground: Playground,
) -> None:
    await playground.moderator.runs("/exchange new", "general")
    playground.clock.later(minutes=40)
    assert await sends_form(playground.moderator, fields())
    await playground.settle()
    assert QUESTION in words(playground.moderator.dm()[-1])


async def test_a_whole_exchange_on_one_line(playground: Playground) -> None:
    imani = playground.moderator
    imani.member.tz = "America/Los_Angeles"
    card = await run_command(
        playground,
        "/exchange new “What keeps us safe & sound?” —close=”fri 17:00” --groups=”Student, Parent” "
        '--stars=experience --names=shown --review --hide-reported --limit=300 --slug=SRO --background="See https://example.org"',
    )
    kept = await only(playground)
    assert kept.question == "What keeps us safe & sound?"
    assert (kept.slug, kept.star_meaning, kept.is_anonymous, kept.moderation) == ("sro", "experience", False, "pre")
    assert (kept.hide_at_reports, kept.comment_limit, kept.groups) == (1, 300, ("Student", "Parent"))
    assert kept.closes_at
    assert kept.closes_at.astimezone(UTC).hour in {0, 1}, "17:00 in Los Angeles"
    assert kept.zone == "America/Los_Angeles"
    assert "Your name is shown" in words(card)
    assert not announcements(playground), "a draft"


async def test_now_opens_it_at_once(playground: Playground) -> None:
    answer = await reply_text(playground, f'/exchange new "{QUESTION}" --open=now')
    assert "is open" in answer
    [message] = announcements(playground)
    assert QUESTION in words(message)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("new What keeps us safe?", "Please put the question in quotes"),
        ('new "What keeps us safe?', "are not closed"),
        ('new "Why?" --stars=best', "Stars can mean"),
        ('new "Why?" --names=maybe', "--names=hidden"),
        ('new "Why?" --limit=lots', "20 to 3,000 characters"),
        ('new "Why?" --close=yesterday', "is in the past"),
        ('new "Why?" --close=2020-01-01', "is in the past"),
        ('new "Why?" --open="in 3d" --close="in 2d"', "close before anybody can answer"),
        ('new "Why?" --channel=#nowhere', "cannot see that channel"),
        ('new "Why?" --groups=Student', "One group is no choice"),
        ('new "Why?" --clos=fri', "Did you mean `--close`?"),
        (f'new "{"x" * 301}"', "shorten it by 1"),
        (f'new "Why?" --background="{"x" * 3001}"', "shorten it by 1"),
        ('new ""', "Please write the question"),
    ],
)
async def test_a_line_that_cannot_be_taken_is_answered_with_what_to_write(
    playground: Playground, line: str, sentence: str
) -> None:
    assert sentence in await reply_text(playground, f"/exchange {line}")
    assert not await every(playground)


async def test_a_short_name_is_unique_and_a_taken_one_is_reported_with_a_free_one(playground: Playground) -> None:
    await reply_text(playground, '/exchange new "What matters?" --slug=sro')
    assert "`sro-2` is free" in await reply_text(playground, '/exchange new "What else matters?" --slug=sro')
    await reply_text(playground, '/exchange new "What matters?"')
    await reply_text(playground, '/exchange new "What matters?"')
    assert sorted(each.slug for each in await every(playground)) == ["sro", "what-matters", "what-matters-2"]


async def test_a_draft_is_edited_in_place_and_its_first_comments_with_it(playground: Playground) -> None:
    imani = playground.moderator
    await imani.runs("/exchange new", "general")
    await sends_form(imani, fields(seeds="One\nTwo", slug="sro"))
    await playground.settle()
    card = imani.ephemerals("general")[-1]
    assert await imani.clicks(card, "exchanges.edit")
    assert imani.view
    assert await imani.clicks(imani.view, "exchanges.step.answers")
    assert imani.view
    assert "One\nTwo" in str(imani.view.blocks) or "One\\nTwo" in str(imani.view.blocks)
    assert await imani.closes()
    assert await sends_form(imani, fields(question="How is lunch?", seeds="Three"))
    await playground.settle()
    kept = await only(playground)
    assert (kept.question, kept.slug) == ("How is lunch?", "sro")
    assert [seed.text for seed in await playground.comments(kept)] == ["Three"]
    assert "How is lunch?" in words(imani.ephemerals("general")[-1])
    assert len(imani.ephemerals("general")) == 1, "the card is replaced"


async def test_once_open_a_draft_is_edited_no_more(playground: Playground) -> None:
    imani = playground.moderator
    card = await run_command(playground, f'/exchange new "{QUESTION}"')
    assert await imani.clicks(card, "exchanges.edit")
    view = imani.view
    assert await imani.clicks(card, "exchanges.open")
    await playground.settle()
    outcome = await sends_form(imani, view=view, values=fields(question="Something else?"))
    assert "only its dates can change" in next(iter(outcome.errors.values()))
    assert (await only(playground)).question == QUESTION
    assert "What it asks is fixed now" in words(imani.ephemerals("general")[-1])


async def test_a_draft_is_thrown_away(playground: Playground) -> None:
    imani = playground.moderator
    await imani.runs("/exchange new", "general")
    await sends_form(imani, fields(seeds="One"))
    await playground.settle()
    kept = await only(playground)
    assert await imani.clicks(imani.ephemerals("general")[-1], "exchanges.delete")
    await playground.settle()
    assert not await every(playground)
    async with playground.starling.context.storage.read() as db:
        assert not await comments.list_in_state(db, ExchangeScope(playground.tenant_id, kept.exchange_id), "live")
    assert "is deleted" in words(imani.ephemerals("general")[-1])


async def test_a_draft_cannot_be_answered_before_it_opens(playground: Playground) -> None:
    card = await run_command(playground, f'/exchange new "{QUESTION}"')
    assert await playground.moderator.clicks(card, "share.open")
    await playground.settle()
    assert "has not opened yet" in words(playground.moderator.ephemerals("general")[-1])
    assert playground.moderator.view is None


async def test_without_a_channel_it_says_so_and_does_not_open(playground: Playground) -> None:
    imani = playground.moderator
    assert await imani.runs(f'/exchange new "{QUESTION}"')
    await playground.settle()
    card = imani.ephemerals()[-1]
    assert "Choose a channel" in words(card)
    assert await imani.clicks(card, "exchanges.open")
    await playground.settle()
    assert "choose a channel first" in words(imani.ephemerals()[-1])
    assert (await only(playground)).state == "draft"


async def test_who_is_no_moderator_reads_who_is(playground: Playground) -> None:
    ana = playground.person("Ana")
    assert "Only moderators" in await reply_text(playground, "/exchange new", ana)
    assert ana.view is None
    card = await run_command(playground, f'/exchange new "{QUESTION}"')
    kept = await only(playground)
    playground.slack.context.unseen_clicks = True
    for action_id in (
        "exchanges.open",
        "exchanges.edit",
        "exchanges.delete",
        "exchanges.close",
        "exchanges.reopen",
        "exchanges.dates",
        "exchanges.new",
    ):
        await ana.clicks_unseen(action_id, str(kept.exchange_id))
        await playground.settle()
        assert ana.view is None
        assert any("Only moderators" in words(each) for each in [*ana.ephemerals(), *ana.dm()]), action_id
    assert (await only(playground)).state == "draft"
    assert card
