"""What comments become when they are grouped into themes."""

import io
import json
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.themes import ThemeKind, ThemeSet, find_themes, run_lines

LUNCH = [
    "The lunch break is too short to eat",
    "Lunch break is over before I reach the front of the line",
    "We need a longer lunch break",
    "Give us ten more minutes of lunch break",
    "A longer lunch break would calm everyone",
    "Twenty minutes of lunch break are not enough",
    "Half my lunch break is spent waiting in line",
    "Our lunch break should be forty minutes",
]
BUS = [
    "The school bus is late every morning",
    "My school bus came late twice this week",
    "Late school bus means a missed first class",
    "Could the school bus driver wait one minute?",
    "The school bus is so full that we stand",
    "Put a second school bus on the north route",
    "A school bus app would tell us when it is late",
    "The school bus stop has no light in winter",
]
BOOKS = [
    "The library books are older than my parents",
    "More library books in Spanish, please",
    "Open the library on Saturdays so we can borrow books",
    "Library books about space are always out",
    "Let us vote on new library books",
    "Library books should have no late fees",
    "A library with quiet corners and new books",
    "Our library needs books for young readers",
]
GIVEN = [(number, text) for number, text in enumerate(LUNCH + BUS + BOOKS, start=100)]


def groups(found: ThemeSet) -> set[frozenset[object]]:
    return {frozenset(theme.member_ids) for theme in found.themes}


def test_comments_about_three_things_are_separated_and_named_in_their_own_words() -> None:
    found = find_themes(GIVEN)

    theme_of = found.theme_of()
    for number, text in GIVEN:
        same = [other for other, _ in GIVEN if theme_of[other] == theme_of[number]]
        kind = (number - 100) // 8
        assert sum((other - 100) // 8 == kind for other in same) >= 0.6 * len(same), text
    line = " ".join(theme.headline.casefold() for theme in found.themes)
    assert "lunch break" in line
    assert "school bus" in line
    assert "library" in line


def test_every_comment_lies_in_one_theme_with_how_sure_that_is() -> None:
    found = find_themes(GIVEN)

    members = [member for theme in found.themes for member in theme.member_ids]
    assert sorted(members) == [number for number, _ in GIVEN]
    assert sorted(found.confidence) == sorted(members)
    assert all(0 <= sure <= 1 for sure in found.confidence.values())
    assert all(theme.example_id in theme.member_ids for theme in found.themes)
    assert [theme.key for theme in found.themes] == [f"t{place}" for place in range(1, len(found.themes) + 1)]
    assert [len(theme.member_ids) for theme in found.themes] == sorted(
        (len(theme.member_ids) for theme in found.themes), reverse=True
    )


def test_the_same_comments_in_another_order_give_the_same_themes() -> None:
    first = find_themes(GIVEN)
    for seed in range(3):
        shuffled = GIVEN.copy()
        random.Random(seed).shuffle(shuffled)
        assert find_themes(shuffled) == first


def test_headlines_are_short_distinct_and_begin_and_end_with_a_word_that_says_something() -> None:
    found = find_themes(GIVEN)

    headlines = [theme.headline for theme in found.themes]
    assert len({line.casefold() for line in headlines}) == len(headlines)
    for theme in found.themes:
        assert 1 <= len(theme.phrases) <= 3
        assert theme.headline[0].isupper()
        for phrase in theme.phrases:
            words = phrase.casefold().split()
            assert words[0] not in {"the", "a", "of", "is", "my", "to", "we"}
            assert words[-1] not in {"the", "a", "of", "is", "my", "to", "we"}


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_too_few_comments_to_group_are_one_theme_or_none(count: int) -> None:
    found = find_themes(GIVEN[:count])

    assert [(theme.kind, theme.headline) for theme in found.themes] == ([(ThemeKind.ALL, "")] if count else [])
    assert sum(len(theme.member_ids) for theme in found.themes) == count


def test_one_word_five_hundred_times_is_one_theme() -> None:
    found = find_themes([(number, "yes") for number in range(500)])

    assert groups(found) == {frozenset(range(500))}


def test_equal_comments_share_a_theme() -> None:
    twice = GIVEN + [(number + 1000, text.upper() + " ") for number, text in GIVEN]

    theme_of = find_themes(twice).theme_of()
    assert all(theme_of[number] == theme_of[number + 1000] for number, _ in GIVEN)


def test_comments_without_words_are_a_theme_of_their_own() -> None:
    found = find_themes([*GIVEN, (1, "🙂🙂"), (2, ""), (3, ":tada: <@U123>"), (4, "?!")])

    other = next(theme for theme in found.themes if theme.kind == ThemeKind.SILENT)
    assert set(other.member_ids) == {1, 2, 3, 4}


def test_emoji_alone_are_one_theme() -> None:
    found = find_themes([(number, face) for number, face in enumerate("😀😃😄😁😆😅😂🙂🙃😉")])

    assert len(found.themes) == 1
    assert len(found.themes[0].member_ids) == 10


def test_an_id_that_comes_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        find_themes([(1, "a"), (1, "b")])


def test_nobodys_name_and_no_profanity_stand_in_a_headline() -> None:
    rude = [
        (number, text)
        for number, text in enumerate(
            [f"Ms Okafor and Maria {verb} the damn fucking parking lot" for verb in ("saw", "closed", "left", "know")]
            + [f"Ask Maria Fernandez about parking lot {place}" for place in ("one", "two", "three", "four")]
            + LUNCH
            + BUS
        )
    ]

    line = " ".join(theme.headline for theme in find_themes(rude).themes).casefold()
    assert "parking lot" in line
    for word in ("maria", "okafor", "fernandez", "damn", "fuck"):
        assert word not in line


def test_chinese_comments_are_grouped_by_characters_and_named_readably() -> None:
    food = [
        "食堂的午餐太贵了",
        "午餐排队时间太长",
        "希望午餐有更多蔬菜",
        "食堂午餐应该更便宜",
        "午餐时间不够",
        "午餐的菜单很少变化",
    ]
    bus = [
        "校车每天早上都迟到",
        "校车太挤没有座位",
        "希望增加一辆校车",
        "校车司机开得太快",
        "校车路线需要调整",
        "冬天等校车很冷",
    ]

    found = find_themes(list(enumerate(food + bus)))

    line = " ".join(theme.headline for theme in found.themes)
    assert "午餐" in line
    assert "校车" in line


def test_a_theme_set_survives_json() -> None:
    found = find_themes([(f"c{number}", text) for number, text in GIVEN] + [(7, "A lunch break for teachers too")])

    assert ThemeSet.from_json(json.loads(json.dumps(found.as_json()))) == found


def test_lines_in_lines_out() -> None:
    source = io.StringIO("".join(json.dumps({"id": number, "text": text}) + "\n\n" for number, text in GIVEN))
    target = io.StringIO()

    run_lines(source, target)

    rows = [json.loads(line) for line in target.getvalue().splitlines()]
    assert [row["id"] for row in rows] == [number for number, _ in GIVEN]
    assert all(row["theme"] for row in rows)
    themes = find_themes(GIVEN).themes
    assert {row["label"] for row in rows} == {theme.headline for theme in themes}
    assert all(row["label"] and row["parent"] is None for row in rows)
    assert all(any(row["key_sentence"] in text for _, text in GIVEN) for row in rows)


@pytest.mark.parametrize("line", ["nonsense", "[]", '{"id": 1}', '{"id": null, "text": "a"}', '{"id": 1, "text": 2}'])
def test_a_line_that_is_no_comment_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        run_lines(io.StringIO('{"id": 1, "text": "a"}\n' + line), io.StringIO())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=60), max_size=40))
def test_any_text_goes_through(texts: list[str]) -> None:
    found = find_themes(list(enumerate(texts)))

    assert sorted(member for theme in found.themes for member in theme.member_ids) == list(range(len(texts)))
    headlines = [theme.headline.casefold() or theme.kind for theme in found.themes]
    assert len(set(headlines)) == len(headlines)
    assert all(headlines)


def test_three_thousand_characters_each_go_through() -> None:
    texts = [(" ".join(random.Random(seed).choices((LUNCH + BUS + BOOKS), k=90)))[:3000] for seed in range(30)]

    assert len(find_themes(list(enumerate(texts))).theme_of()) == 30


def test_mixed_languages_go_through() -> None:
    texts = [
        "El autobús llega tarde", "La comida es cara", "Der Radweg endet plötzlich", "Mehr Licht am Weg",
        "Автобус опаздывает", "Дорогая еда", "Xe buýt đến muộn", "Đồ ăn quá đắt", "Basku waa daahaa",
        "Cuntadu waa qaali", "ਬੱਸ ਦੇਰ ਨਾਲ ਆਉਂਦੀ ਹੈ", "ਖਾਣਾ ਮਹਿੰਗਾ ਹੈ", "校车迟到", "午餐太贵", "バスが遅れる", "รถบัสมาสาย",
    ]  # fmt: skip

    assert len(find_themes(list(enumerate(texts))).theme_of()) == len(texts)


def test_a_comment_that_speaks_of_two_themes_is_named_under_both() -> None:
    both = "A longer lunch break and a school bus that is not late"

    found = find_themes([*GIVEN, (1, both)])

    own = found.theme_of()[1]
    bus = next(theme.key for theme in found.themes if "school bus" in theme.headline.casefold())
    lunch = next(theme.key for theme in found.themes if "lunch break" in theme.headline.casefold())
    assert {own, found.second[1]} == {bus, lunch}
    assert all(key != found.theme_of()[comment] for comment, key in found.second.items())
    assert len(found.second) < len(GIVEN) / 2
