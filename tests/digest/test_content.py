"""What a digest says and how it looks, without Slack: quotes, limits, what goes."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.summary import QuotableComment, Remark, Sentence
from bot.core.themes import MIN_COMMENTS
from bot.digest.blocks import MAX_LINES, MAX_THEMES, body, redacted, text_length
from bot.digest.chart import chart_of
from bot.digest.content import (
    CommonGround,
    Content,
    GroupDifference,
    Quote,
    ThemeSection,
    is_unchanged,
    snapshot_facts,
    sort_by_care,
)
from bot.digest.coverage import CoverageFacts
from bot.digest.news import WhatsNew, compute_news
from bot.digest.pictures import blocks_with_picture
from bot.digest.selection import choose_sections, find_shared
from bot.domain.figures import Figures, Stars
from bot.domain.findings import CommentStars, ScoreFindings
from bot.domain.quotes import QUOTE_LENGTH, quote_text
from bot.playground.block_kit.blocks import check_message_blocks
from bot.playground.events.objects import visible_text
from storage.digests import Digest, DigestBody, DigestFacts
from storage.exchanges import Counts, Exchange
from storage.scores import Score
from storage.theme_changes import Change, ChangeFacts
from storage.themes import Rated, Theme
from tests.sentences import EN, ES

GONE = EN("digest.quote_gone")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
NO_BODY = DigestBody("", [])


def exchange(**facts: Any) -> Exchange:
    values: dict[str, Any] = dict.fromkeys(Exchange.__dataclass_fields__)
    values |= {
        "tenant_id": 1,
        "exchange_id": 7,
        "slug": "safe",
        "question": "What keeps us safe?",
        "star_meaning": "experience",
        "groups": [],
        "is_anonymous": True,
        "state": "open",
        "zone": "UTC",
        "channel_id": "C1",
    }
    return Exchange(**(values | facts))


def part(_: int, name: str = "Training", quotes: tuple[Quote, ...] = (), mean: float | None = 4.2) -> ThemeSection:
    return ThemeSection(name, 42, 310 if mean else 0, mean, quotes)


def rated(comment_id: int, length: int = 9, theme_id: int = 1) -> Rated:
    return Rated(comment_id, comment_id, theme_id, length)


def theme(theme_id: int, number: int = 1) -> Theme:
    return Theme(theme_id, number, f"Theme {theme_id}", (), None, NOON, 3, 9)


def figures(**stars: float) -> Figures:
    """Return a snapshot with stars of comments, by their ids after a letter."""
    scores = {int(name[1:]): Score(int(name[1:]), mean, mean - 0.2, mean + 0.2, 30) for name, mean in stars.items()}
    return Figures(exchange(min_group_size=5), NOON, 1, scores=scores)


def check(blocks: list[dict[str, Any]]) -> None:
    """Hold blocks against Slack's limits, as the playground knows them."""
    wrong, letters = check_message_blocks(blocks, "/blocks")
    assert wrong == []
    assert letters <= 10_000
    assert letters == text_length(blocks)


# Quotes ---------------------------------------------------------------------------------------------------------------


def test_short_words_are_quoted_exactly() -> None:
    assert quote_text("Train *all* of <!channel> &  twice.\n") == "“Train *all* of <!channel> &  twice.\n”"


def test_long_words_are_cut_between_two_words_with_the_ellipsis_outside() -> None:
    text = "word " * 200
    cut = quote_text(text)
    inside = cut.removeprefix("“").removesuffix("” …")
    assert text.startswith(inside)
    assert len(inside) >= QUOTE_LENGTH
    assert text[len(inside)] == " "
    assert not inside.endswith(" ")


@given(st.text(min_size=0, max_size=900))
def test_a_quote_never_changes_a_sign_and_is_never_cut_early(text: str) -> None:
    shown = quote_text(text)
    if shown.endswith("” …"):
        inside = shown.removeprefix("“").removesuffix("” …")
        assert len(inside) >= QUOTE_LENGTH
        assert text.startswith(inside)
        assert len(inside) < len(text) or not text[len(inside) :]
    else:
        assert shown == f"“{text}”"


def test_a_family_of_emoji_is_not_torn_apart() -> None:
    family = "👨‍👩‍👧‍👦"
    inside = quote_text("x" * (QUOTE_LENGTH - 1) + family * 40).removeprefix("“").removesuffix("” …")
    assert not inside.endswith("\u200d")
    assert inside == "x" * (QUOTE_LENGTH - 1) + family


def test_the_best_two_of_each_theme_are_quoted_and_of_equals_the_shortest() -> None:
    themes = [theme(1), theme(2, 2)]
    picked = choose_sections(
        themes,
        [
            rated(1, length=50),
            rated(2, length=20),
            rated(3, length=200),
            rated(4, theme_id=2),
            rated(5, theme_id=2),
            rated(6, theme_id=3),  # of no theme that is there
            rated(7, length=1),  # came after the snapshot
        ],
        figures(c1=4.0, c2=4.0, c3=4.8, c4=4.5, c5=1.2, c6=4.9),
    )
    assert {key: [each.comment_id for each in some] for key, some in picked.items()} == {1: [3, 2], 2: [4, 5]}


def test_without_themes_the_best_are_quoted_all_the_same() -> None:
    assert [each.comment_id for each in choose_sections([], [rated(1), rated(2)], figures(c1=2.0, c2=4.0))[None]] == [
        2,
        1,
    ]


def test_without_themes_a_comment_without_stars_is_not_among_the_highest() -> None:
    there = [rated(1), rated(2)]
    assert choose_sections([], there, figures(c2=4.0)) == {None: there[1:]}
    assert choose_sections([], there, figures()) == {None: there}, "before the first stars some are quoted"


def test_what_all_groups_like_is_a_comment_that_is_not_quoted_already() -> None:
    there = [rated(1), rated(2)]
    common = (CommentStars(1, 4.4), CommentStars(2, 4.1), CommentStars(3, 4.0))
    found = Figures(exchange(), findings=ScoreFindings(common=common))
    assert find_shared(found, there, {}) == (there[0], 4.4)
    assert find_shared(found, there, {None: there[:1]}) == (there[1], 4.1)
    assert find_shared(found, there, {None: there}) is None
    assert find_shared(found, there, {4: there}) == (there[0], 4.4), "of a theme one comment is shown, not all"


def test_what_all_groups_like_has_at_most_the_stars_of_the_comment() -> None:
    there = [rated(1), rated(2)]
    common = (CommentStars(1, 4.4), CommentStars(2, 4.1))
    known = replace(figures(c1=4.0, c2=4.2), findings=ScoreFindings(common=common))
    assert find_shared(known, there, {}) == (there[1], 4.1), "4.4 in each group would contradict 4.0 of all"
    assert find_shared(known, there[:1], {}) == (there[0], 4.0)


# What is new ----------------------------------------------------------------------------------------------------------


def test_what_is_new_is_shown_in_numbers_and_themes() -> None:
    base = Digest(1, "2026-11-16", NOON, snapshot_facts(Counts(10, 20, 100, 300), [theme(1)]), NO_BODY)
    news = compute_news(EN, Counts(12, 21, 180, 500), [theme(1), theme(2, 2)], base)
    assert news == WhatsNew(NOON, people=2, comments=1, ratings=80, themes=("Theme 2",))
    assert compute_news(EN, Counts(12, 21, 180, 500), [], None) is None


def test_a_comment_that_went_is_not_minus_one_new_comment() -> None:
    base = Digest(1, "2026-11-16", NOON, snapshot_facts(Counts(10, 20, 100, 300), []), NO_BODY)
    news = compute_news(EN, Counts(10, 19, 97, 290), [], base)
    assert news is not None
    assert (news.people, news.comments, news.ratings) == (0, 0, 0)
    assert not is_unchanged(Counts(10, 19, 97, 290), base)
    assert is_unchanged(Counts(10, 20, 100, 300), base)


def test_before_anybody_did_anything_nothing_is_new() -> None:
    assert is_unchanged(Counts(0, 0, 0, 0), None)
    assert not is_unchanged(Counts(1, 1, 0, 0), None)


def test_a_digest_s_facts_hold_numbers_and_ids_alone() -> None:
    facts = snapshot_facts(Counts(10, 20, 100, 300), [theme(1)])
    written = json.loads(json.dumps(facts.to_json()))
    assert DigestFacts.from_json(written) == facts
    assert all(isinstance(value, int | list) for value in written.values())


# How it looks ---------------------------------------------------------------------------------------------------------


def test_a_digest_reads_from_the_question_to_the_way_on() -> None:
    content = Content(
        exchange=exchange(),
        counts=Counts(12, 40, 1301, 5000),
        stars=Stars(5000 / 1301),
        parts=(
            part(1, "Training, de-escalation", (Quote(5, 412, "Train officers first."),), 4.24),
            part(2, "Cost", (), None),
            part(3, "Trust", (Quote(6, 99, "We know him."),), 2.0),
        ),
        news=WhatsNew(NOON, 1, 3, 0, ("Cost",)),
    )
    made = body(EN, content)
    check(made.blocks)
    text = visible_text(made.blocks)
    for words in (
        "What keeps us safe?",
        "12 people · 40 comments · 1,301 ratings · 3.8 ★ on average",
        "1 new person and 3 new comments.",
        "New theme: *Cost*.",
        "Training, de-escalation\n · 42 comments · 4.2 ★: \n“Train officers first.” #412",
        EN("digest.order.unrated"),
        "not rated yet",
        "Stars: how well this fits your own experience",
        "names are hidden",
        "Comment",
        "Rate",
        "Results",
    ):
        assert words in text
    assert made.picture is not None
    assert made.picture.alt.splitlines() == [
        EN("digest.chart.largest_and_highest", theme="Training, de-escalation"),
        "Training, de-escalation: 42 comments, 4.2 ★",
        "Cost: 42 comments, not rated yet",
        "Trust: 42 comments, 2.0 ★",
    ]
    assert made.text.startswith("Digest: What keeps us safe? · 12 people")
    assert "██████████  42  2.0 ★  Trust" in made.text


def changed(kind: str, number: int, other: int, *, is_undone: bool = False) -> Change:
    facts = ChangeFacts(f"Theme {number}", f"Theme {other}")
    return Change(number, kind, number, other, facts, None, False, NOON, is_undone)  # noqa: FBT003 - by itself


def test_the_next_digest_says_what_split_what_joined_and_what_is_new() -> None:
    base = Digest(1, "now", NOON, DigestFacts(themes=(1, 9)), NO_BODY)
    themes = [theme(1, 1), theme(2, 2), theme(3, 3), theme(4, 4)]
    happened = [changed("split", 2, 1), changed("merge", 9, 1), changed("split", 4, 1, is_undone=True)]
    news = compute_news(EN, Counts(1, 1, 1, 1), themes, base, happened)
    assert news
    assert (news.themes, news.splits, news.merges) == (
        ("Theme 3", "Theme 4"),
        (("Theme 2", "Theme 1"),),
        (("Theme 9", "Theme 1"),),
    )
    made = body(EN, Content(exchange=exchange(), counts=Counts(1, 9, 1, 1), parts=(part(1),), news=news))
    check(made.blocks)
    text = visible_text(made.blocks)
    split = EN("digest.theme_split", theme="Theme 2", other="Theme 1")
    merged = EN("digest.theme_merged", theme="Theme 9", other="Theme 1")
    assert f"New themes: *Theme 3* and *Theme 4*. {split} {merged}" in text


def test_where_several_languages_are_spoken_each_theme_says_which_and_the_foot_how() -> None:
    parts = (replace(part(1), language="es"), replace(part(2, "Cost"), language="en"))
    content = Content(exchange=exchange(), counts=Counts(1, 9, 1, 1), parts=parts, languages=("es", "en", "en"))
    text = visible_text(body(EN, content).blocks)
    assert "42 comments · 4.2 ★ · Spanish" in text
    assert EN("common.languages_apart", languages=["English", "Spanish"]) in text
    one = visible_text(body(EN, replace(content, languages=("en", "en", ""))).blocks)
    assert "grouped separately" not in one


def test_where_languages_share_a_theme_it_names_them_and_the_foot_says_so() -> None:
    parts = (replace(part(1), language="en es"), replace(part(2, "Cost"), language="so"))
    content = Content(exchange=exchange(), counts=Counts(1, 9, 1, 1), parts=parts, languages=("en es", "en", "so"))
    text = visible_text(body(EN, content).blocks)
    assert "42 comments · 4.2 ★ · English and Spanish" in text
    together = EN("common.languages_together", languages=["English", "Spanish"])
    assert f"{together}; {EN('common.languages_apart', languages=['Somali'])}" in text


@pytest.mark.parametrize("themes", [1, 8, 20])
@pytest.mark.parametrize("letter", ["w", "*", "&", "👩"])
def test_the_fullest_digest_stays_within_slack_s_limits(themes: int, letter: str) -> None:
    parts = tuple(
        part(n, letter * 150, tuple(Quote(10 * n + q, 10 * n + q, letter * 1000) for q in range(2)))
        for n in range(1, themes + 1)
    )
    content = Content(
        exchange=exchange(question=letter * 300, is_anonymous=False),
        counts=Counts(10**6, 10**6, 10**9, 3 * 10**9),
        parts=parts,
        news=WhatsNew(NOON, 10**6, 10**6, 10**9, (letter * 150,) * 3),
        due_at=NOON,
        themes_as_of=NOON,
    )
    made = body(EN, content)
    check(made.blocks)
    check(blocks_with_picture(made, "F0123456789"))
    assert len(made.text) <= 4000
    quoted_here = set(made.quotes)
    shown = len(quoted_here) // 2
    assert shown >= min(themes, MAX_THEMES)
    assert ("more theme" in visible_text(made.blocks)) == (themes > shown), "what is not quoted is named or counted"
    assert quoted_here == {10 * n + q for n in range(1, shown + 1) for q in range(2)}


def test_nobody_s_words_ping_or_format() -> None:
    loud = "<!channel> *now* <@U123> `x`"
    content = Content(
        exchange=exchange(question=loud), counts=Counts(1, 9, 9, 9), parts=(part(1, loud, (Quote(5, 1, loud),)),)
    )
    made = body(EN, content)

    def active(part: Any) -> list[str]:
        if isinstance(part, list):
            return [each for one in part for each in active(one)]
        if isinstance(part, dict):
            if part.get("type") == "mrkdwn":
                return [part["text"]]
            return [each for one in part.values() for each in active(one)]
        return []

    for text in [*active(made.blocks), made.text]:
        assert "<!channel>" not in text
        assert "<@U123>" not in text
    (rich,) = [block for block in made.blocks if block["type"] == "rich_text"]
    assert {"type": "text", "text": f"“{loud}” #1 "} in rich["elements"][0]["elements"]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"counts": Counts(0, 0, 0, 0)}, EN("digest.no_comment.open")),
        (
            {"counts": Counts(0, 0, 0, 0), "exchange": exchange(state="closed"), "is_closing": True},
            EN("digest.no_comment.closed"),
        ),
        ({"counts": Counts(2, 3, 1, 4)}, EN("digest.too_few.open", min=MIN_COMMENTS)),
        ({"counts": Counts(9, 9, 9, 9), "themes_missing": True}, EN("digest.themes_missing")),
        ({"counts": Counts(9, 9, 9, 9), "themes_pending": True}, EN("digest.themes_pending")),
        ({"counts": Counts(9, MIN_COMMENTS, 9, 9)}, EN("digest.too_alike")),
        ({"counts": Counts(9, 9, 9, 9), "parts": (part(1),), "themes_as_of": NOON}, "themes as of"),
        ({"counts": Counts(9, 9, 9, 9), "due_at": NOON}, "Late: it was due"),
        ({"counts": Counts(9, 9, 9, 9), "loose": (Quote(5, 412, "Warm lunch"),)}, EN("digest.some")),
        (
            {"counts": Counts(9, 9, 9, 9), "loose": (Quote(5, 412, "Warm lunch"),), "stars_made_at": NOON},
            EN("digest.best.open"),
        ),
    ],
)
def test_what_is_missing_is_explained(facts: dict[str, Any], sentence: str) -> None:
    made = body(EN, Content(**({"exchange": exchange()} | facts)))
    check(made.blocks)
    assert sentence in visible_text(made.blocks)
    assert made.picture is None, "one theme is no chart"


def lines_before_buttons(made: DigestBody) -> list[str]:
    """Return the lines that people read before the buttons, without the chart, which is a picture."""
    blocks = blocks_with_picture(made, "F0123456789")
    upto = [block["type"] for block in blocks].index("actions")
    shown: list[str] = []
    for block in blocks[:upto]:
        if block["type"] == "rich_text":
            shown += ["".join(piece["text"] for piece in each["elements"]) for each in block["elements"]]
        elif block["type"] != "image":
            shown += visible_text([block]).splitlines()
    return shown


CROWDED = Content(
    exchange=exchange(),
    counts=Counts(12, 400, 1301, 5000),
    parts=tuple(part(n, f"Theme {n}", (Quote(n, n, f"Words of {n}."),)) for n in range(1, 9)),
    summary=(Sentence("Most is on lunch.", (1,)), Sentence("Some is on doors.", (2,))),
    numbers={1: 1, 2: 2, 3: 3, 9: 9},
    news=WhatsNew(NOON, 1, 3, 0, ("Theme 8",)),
    remarks=(Remark("divided", QuotableComment(9, "Phones away.", 2.0)),),
    to_rate=31,
    enough_ratings=5,
)


@pytest.mark.parametrize("texts", [EN, ES])
@pytest.mark.parametrize("summary", [(), CROWDED.summary, CROWDED.summary * 2])
@pytest.mark.parametrize("coverage", [None, CoverageFacts()])
def test_a_reader_needs_no_more_than_twelve_lines_before_the_buttons(
    texts: Any, summary: tuple[Sentence, ...], coverage: CoverageFacts | None
) -> None:
    made = body(texts, replace(CROWDED, summary=summary, coverage=coverage))
    check(made.blocks)
    shown = lines_before_buttons(made)
    assert len(shown) <= MAX_LINES
    assert texts("digest.to_rate", n=31, min=5) == shown[-1]
    assert texts("digest.divided", quote="“Phones away.” #9") == shown[-3 if coverage else -2]
    assert not coverage or texts("coverage.comments", n=0, chance=0) == shown[-2]
    full = sum("Words of" in each for each in shown)
    assert full == min(MAX_THEMES, MAX_LINES - 7 - (3 if summary else 0) - (1 if coverage else 0))
    assert texts("digest.other_themes") in visible_text(made.blocks)
    assert visible_text(made.blocks).count("Words of") == 8, "the other themes are quoted below the buttons"


def test_words_are_quoted_once_and_then_named_by_their_number() -> None:
    phones = QuotableComment(1, "Words of 1.", 2.0)
    made = body(EN, replace(CROWDED, remarks=(Remark("divided", phones),)))
    text = visible_text(made.blocks)
    assert text.count("Words of 1.") == 1
    assert EN("digest.divided", quote="#1") in text
    left = visible_text(redacted(made, [1]).blocks)
    assert EN("digest.divided", quote="#1") not in left
    assert "Words of 1." not in left
    assert "Theme 1\n · 42 comments" in left, "the theme stays without its quote"


def test_a_closed_exchange_asks_for_no_ratings() -> None:
    made = body(EN, replace(CROWDED, exchange=exchange(state="closed"), is_closing=True))
    assert EN("digest.to_rate", n=31, min=5) not in visible_text(made.blocks)


def test_what_people_care_about_comes_first() -> None:
    many, loved = replace(part(1, "Many", mean=2.0), comments=40), replace(part(2, "Loved", mean=4.9), comments=4)
    unrated = replace(part(3, "Unrated", mean=None), comments=50)
    assert [each.name for each in sort_by_care((unrated, loved, many))] == ["Many", "Loved", "Unrated"]


def test_after_the_close_there_is_nothing_to_do_but_look() -> None:
    made = body(EN, Content(exchange=exchange(state="closed"), counts=Counts(1, 9, 9, 9), is_closing=True))
    (row,) = [block for block in made.blocks if block["type"] == "actions"]
    assert [each["action_id"] for each in row["elements"]] == ["exchanges.results", "home.sign_up"]
    assert made.text.startswith("Closing digest")


def test_where_no_chart_can_be_drawn_its_bars_are_text() -> None:
    made = body(EN, Content(exchange=exchange(), counts=Counts(9, 9, 9, 9), parts=(part(1), part(2, "Cost", mean=1.0))))
    check(made.blocks)
    assert "██████████  42  1.0 ★  Cost" in visible_text(made.blocks)
    shown = blocks_with_picture(made, "F0123456789")
    check(shown)
    assert made.picture is not None
    assert shown[made.picture.block]["slack_file"] == {"id": "F0123456789"}
    others = [each for at, each in enumerate(shown) if at != made.picture.block]
    assert others == [each for at, each in enumerate(made.blocks) if at != made.picture.block]


@pytest.mark.parametrize(
    ("stars", "sentence"),
    [
        ((4.2, 3.1), EN("digest.chart.largest_and_highest", theme="A")),
        ((3.1, 4.2), EN("digest.chart.highest", largest="A", highest="B")),
        ((3.6, 3.5), EN("digest.chart.alike", theme="A", low="3.5", high="3.6")),
        ((4.2, 4.1, 1.0), EN("digest.chart.largest", theme="A")),
        ((None, 4.1), EN("digest.chart.largest", theme="A")),
    ],
)
def test_the_chart_s_title_says_no_more_than_the_stars_do(stars: tuple[float | None, ...], sentence: str) -> None:
    parts = tuple(part(at, name, mean=mean) for at, (name, mean) in enumerate(zip("ABC", stars, strict=False), start=1))
    assert chart_of(EN, parts).title == sentence


def test_where_the_fonts_lack_a_name_s_letters_the_chart_stays_text() -> None:
    made = body(EN, Content(exchange=exchange(), counts=Counts(9, 9, 9, 9), parts=(part(1), part(2, "校车"))))
    assert made.picture is None
    assert "校车" in visible_text(made.blocks)


def test_a_quote_that_must_go_goes_and_everything_else_stays() -> None:
    quotes = (Quote(5, 412, "Ms Miller should go."), Quote(6, 99, "Warm lunch."))
    made = body(EN, Content(exchange=exchange(), counts=Counts(9, 9, 9, 9), parts=(part(1, "Lunch", quotes), part(2))))
    before = json.dumps(made.to_json())
    left = redacted(made, [5])
    assert json.dumps(made.to_json()) == before, "what was frozen is not changed in place"
    check(left.blocks)
    for blocks in (left.blocks, blocks_with_picture(left, "F0123456789")):
        text = visible_text(blocks)
        assert "Miller" not in text
        assert "#412" not in text
        assert GONE in text
        assert "“Warm lunch.”" in text
    assert "Miller" not in json.dumps(left.to_json())
    assert list(left.quotes) == [6]
    assert left.revision == 1
    again = redacted(left, [5, 6])
    assert visible_text(again.blocks).count(GONE) == 2
    assert again.revision == 2


def test_a_sentence_of_the_summary_goes_with_the_comment_that_it_quotes() -> None:
    sentences = (Sentence("Most is on lunch: “Ms Miller should go.”", (5,)), Sentence("Best: “Warm lunch.”.", (6,)))
    quotes = (Quote(5, 412, "Ms Miller should go."),)
    content = Content(exchange=exchange(), counts=Counts(9, 9, 9, 9), parts=(part(1, "Lunch", quotes), part(2)))
    made = body(EN, replace(content, summary=sentences, numbers={5: 412, 6: 99}))
    check(made.blocks)
    text = visible_text(made.blocks)
    assert (
        text.index("In short")
        < text.index("Most is on lunch: “Ms Miller should go.”")
        < text.index("Lunch\n · 42 comments")
    )
    left = visible_text(redacted(made, [5]).blocks)
    assert "Miller" not in left
    assert "#412" not in left
    assert left.count(GONE) == 2
    assert "• Best: “Warm lunch.”." in left


@pytest.mark.parametrize("texts", [EN, ES])
def test_a_digest_in_either_language_fits_slack_and_says_what_groups_think(texts: Any) -> None:
    content = Content(
        exchange=exchange(),
        counts=Counts(12, 40, 1301, 5000),
        stars=Stars(3.84),
        parts=(part(1, quotes=(Quote(5, 412, "Train officers first."),)), part(2, "Cost", mean=1.0)),
        enough_ratings=5,
        differ=GroupDifference(Quote(6, 99, "We know him."), "Parents", 4.21, 2.5),
        shared=CommonGround(Quote(7, 98, "Warm lunch."), 4.0),
        news=WhatsNew(NOON, 1, 0, 0, ("Cost",)),
    )
    made = body(texts, content)
    check(made.blocks)
    text = visible_text(made.blocks)
    for words in (
        texts("digest.open.header"),
        texts("digest.differ", group="Parents", mean="4.2", others="2.5"),
        "“We know him.”",
        texts("digest.shared", mean="4.0"),
        texts("digest.new_themes", n=1, names="*Cost*"),
        texts("digest.quotes", min=5),
        texts("stars.average", mean="3.8"),
    ):
        assert words in text
    assert visible_text(redacted(made, [7]).blocks).count(texts("digest.quote_gone")) == 1
