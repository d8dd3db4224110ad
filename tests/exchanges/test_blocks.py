"""Screens of moderators at their extremes: within every limit of Block Kit, and nobody's words work in them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.core.small_group_counts import group_sizes
from bot.exchanges import blocks, blocks_about, blocks_draft, blocks_form, blocks_lists, blocks_status
from bot.exchanges.blocks_status import ExchangeStatus
from bot.exchanges.draft import Draft
from bot.exchanges.form_steps import STEPS
from bot.exchanges.origin import Origin
from bot.playground.block_kit.blocks import check_message_blocks, check_view
from bot.texts import Texts
from storage.announcement_snapshot import AnnouncementSnapshot
from storage.exchanges import Exchange
from storage.public_counts import PublicCounts
from tests.sentences import EN, ES

NOON = datetime(2026, 12, 4, 12, tzinfo=UTC)
LONG_QUESTION = ("What & <!channel> should *we* keep in _mind_ " * 8)[:300]
LINKS = "Read https://example.org/a_b?x=1&y=2. "
ID = 2**53 - 1


def exchange(**values: Any) -> Exchange:
    base = Exchange(
        tenant_id=1,
        exchange_id=ID,
        slug="sro",
        question="What keeps us safe?",
        background="",
        star_meaning="important",
        groups=(),
        is_anonymous=True,
        moderation="post",
        hide_at_reports=0,
        comment_limit=1000,
        state="open",
        zone="UTC",
        opens_at=None,
        closes_at=NOON,
        opened_at=NOON,
        closed_at=None,
        channel_id="C0GENERAL",
        announcement_ts="1.2",
        announced_at=None,
        announced_snapshot=None,
        announce_lease_until=None,
        wrapped_key=b"k",
        rating_only=0,
        min_group_size=5,
        publishes_group_sizes=False,
        excludes_coordinated=False,
        grand_mean=3.0,
        quality_threshold=3.0,
    )
    return replace(base, **values)


SMALL = exchange()
HUGE = exchange(
    slug="s" * 40,
    question=LONG_QUESTION,
    background=(LINKS * 90)[:3000],
    groups=tuple(f"{n} & " + "g" * (75 - len(f"{n} & ")) for n in range(99)),
    moderation="pre",
    hide_at_reports=1,
    comment_limit=3000,
    star_meaning="experience",
)
HOSTILE = exchange(
    question="<!channel> *&* `x`", background="<@U1> <http://evil|good> & " * 40, groups=("<@U2>", "*b*")
)
COUNTS = PublicCounts(1_234_567, 1_234_567, 99_999_999, coverage=(0, 500, 1000))
EXACT = replace(COUNTS, is_exact=True)
EXTREMES = [SMALL, HUGE, HOSTILE]


def modals(texts: Texts, one: Exchange) -> Iterator[dict[str, Any]]:
    draft = Draft(
        one.question,
        rating_only=15,
        min_group_size=7,
        background=one.background,
        groups=tuple(group[:29] for group in one.groups),
        closes_at=NOON,
        opens_at=NOON,
        channel_id="C1",
        slug=one.slug,
        seeds=("x" * 99,) * 30,
    )
    origin = Origin(ID, "new:https://hooks.example.com/" + "x" * 300, 1_800_000_000)
    yield blocks_form.form(texts, draft, origin, is_new=True)
    yield blocks_form.form(texts, Draft(""), origin, is_new=False, is_kept=True)
    for place in range(len(STEPS)):
        yield blocks_form.step_form(texts, draft, origin, place)
    yield blocks_form.dates_form(texts, one, origin)
    yield blocks_about.about_modal(
        texts, one, "Moderators: " + ", ".join(f"<@U{n:010}>" for n in range(60)), "/exchange"
    )


def messages(texts: Texts, one: Exchange) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    yield blocks.announcement(texts, one, COUNTS)
    yield blocks.announcement(texts, one, PublicCounts())
    yield blocks.announcement(texts, replace(one, state="closed", closed_at=NOON), EXACT)
    yield blocks.announcement(texts, replace(one, follows=ID), COUNTS)
    yield blocks.announcement(texts, replace(one, state="closed", closed_at=NOON, followed_by=ID), EXACT)
    yield blocks_draft.draft_card(
        texts, replace(one, state="draft", opens_at=NOON), 30, warning="I cannot write in <#C1>."
    )
    yield blocks_draft.draft_card(texts, replace(one, state="draft", channel_id=None, closes_at=None), 0)
    yield blocks.invitation(texts, one)
    people = {group: n for n, group in enumerate(one.groups)}
    status = ExchangeStatus(one, COUNTS, group_sizes(people) if people else None, 1000, coordinated=2)
    yield blocks_status.status_card(texts, status, link="https://x.example/p1", members=2_000_000)
    closed = replace(
        one,
        state="closed",
        closed_at=NOON,
        announced_snapshot=AnnouncementSnapshot(error="not_in_channel"),
        announcement_ts=None,
    )
    yield blocks_status.status_card(
        texts, replace(status, exchange=closed, counts=replace(EXACT, coverage=()), waiting=0)
    )
    yield blocks_status.earlier_card(texts, one, NOON, "America/Mexico_City")
    yield blocks_status.close_card(texts, one, COUNTS)
    yield blocks_status.close_card(texts, replace(one, renews="quarter"), COUNTS)
    yield blocks_lists.overview(texts, [one] * 40, "/exchange")
    yield blocks_lists.picker(texts, [replace(one, exchange_id=ID - n) for n in range(120)], "extend", "x" * 100)


@pytest.mark.parametrize("texts", [EN, ES], ids=["en", "es"])
@pytest.mark.parametrize("one", EXTREMES, ids=["small", "huge", "hostile"])
def test_every_message_fits_into_slack(texts: Texts, one: Exchange) -> None:
    for text, shown in messages(texts, one):
        errors, letters = check_message_blocks(shown, "/blocks")
        assert not errors
        assert letters < 10_000
        assert 0 < len(text) < 4000


@pytest.mark.parametrize("texts", [EN, ES], ids=["en", "es"])
@pytest.mark.parametrize("one", EXTREMES, ids=["small", "huge", "hostile"])
def test_every_form_fits_into_slack(texts: Texts, one: Exchange) -> None:
    for view in modals(texts, one):
        error, details = check_view(view, "modal", "/view")
        assert not details, error


def mrkdwn(shown: Any) -> Iterator[str]:
    """Yield every text in which Slack's markup works."""
    if isinstance(shown, dict):
        if shown.get("type") == "mrkdwn":
            yield shown["text"]
        for each in shown.values():
            yield from mrkdwn(each)
    elif isinstance(shown, list | tuple):
        for each in shown:
            yield from mrkdwn(each)


def test_words_of_a_question_or_background_ping_and_format_nothing() -> None:
    for shown in [*messages(EN, HOSTILE), *modals(EN, HOSTILE)]:
        for text in mrkdwn(shown):
            assert "<!channel>" not in text
            assert "<@U1>" not in text
            assert "<@U2>" not in text
            assert "<http://evil|" not in text


def test_addresses_in_the_background_work_and_stay_whole() -> None:
    _, shown = blocks.announcement(EN, replace(SMALL, background=LINKS), COUNTS)
    assert "<https://example.org/a_b?x=1&amp;y=2>. " in "\n".join(mrkdwn(shown)) + " "
    cut = blocks.teaser(EN, HUGE.background)
    assert "About" in cut
    assert all(part.startswith("https://example.org/a_b?x=1&amp;y=2>") for part in cut.split("<")[1:])


def test_the_announcement_has_its_buttons_and_after_the_close_only_results() -> None:
    def pressed(shown: list[dict[str, Any]]) -> list[str]:
        return [each["action_id"] for block in shown for each in block.get("elements", []) if "action_id" in each]

    _, shown = blocks.announcement(EN, SMALL, COUNTS)
    assert pressed(shown) == ["share.open", "rate.start", "exchanges.results", "rate.set", "exchanges.more"]
    assert f"<!date^{int(NOON.timestamp())}^" in "\n".join(mrkdwn(shown)), "in the reader's own zone"
    _, shown = blocks.announcement(EN, SMALL, COUNTS, takes_comments=False)
    assert pressed(shown) == ["rate.start", "exchanges.results", "rate.set", "exchanges.more"], "sharing has ended"
    _, shown = blocks.announcement(EN, replace(SMALL, state="closed", closed_at=NOON), EXACT)
    assert pressed(shown) == ["exchanges.results", "home.sign_up", "exchanges.more"]


def test_a_form_keeps_a_value_that_is_none_of_its_choices() -> None:
    odd = Draft("Why?", rating_only=15, min_group_size=7)
    views = [blocks_form.step_form(EN, odd, Origin(ID), place) for place in range(len(STEPS))]
    inputs = [block for view in views for block in view["blocks"] if block["type"] == "input"]
    chosen = {block["block_id"]: block["element"].get("initial_option") for block in inputs}
    assert chosen["exchanges.rating_only"]["value"] == "15"
    assert chosen["exchanges.min_group_size"]["value"] == "7"
    assert chosen["exchanges.min_group_size"]["text"]["text"] == EN("draft_form.min_group_size.option", n=7)


def test_the_draft_card_says_when_a_reported_comment_does_not_stay() -> None:
    draft = replace(SMALL, state="draft")
    _, shown = blocks_draft.draft_card(EN, draft, 0)
    assert EN("about.reported.stays") in "\n".join(mrkdwn(shown))
    assert "unless somebody may be in danger" in EN("about.reported.stays")


@pytest.mark.parametrize("texts", [EN, ES], ids=["en", "es"])
def test_about_says_when_sizes_of_small_groups_are_published(texts: Texts) -> None:
    grouped = exchange(groups=("Students", "Parents"))
    published = blocks_about.about_texts(texts, replace(grouped, publishes_group_sizes=True), "M.", "/exchange")
    kept = blocks_about.about_texts(texts, grouped, "M.", "/exchange")
    assert texts("about.groups_sizes", groups="Students, Parents") in published
    assert texts("about.groups", groups="Students, Parents") not in published
    assert texts("about.groups", groups="Students, Parents") in kept
