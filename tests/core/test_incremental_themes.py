"""Themes that last: comments come and go, moderators decide, and what people have read stays put."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.themes import CommentId, Event, LastingTheme, ThemeState, find_themes, follow
from bot.core.themes.naming import still_fits
from bot.core.themes.stabilise import adjusted_rand_index

SUBJECTS = {
    "lunch": (
        "The lunch line is so long that {} eat nothing",
        "Lunch is cold when {} sit down",
        "{} need a longer lunch",
    ),
    "bus": ("The bus comes late for {} every morning", "{} wait for the bus in the rain", "One more bus would help {}"),
    "books": ("The library has no new books for {}", "{} would borrow books at weekends", "Old books bore {}"),
    "garden": ("A garden would calm {}", "{} could grow beans in the garden", "Let {} water the garden"),
}
WHO = ("students", "teachers", "the little ones", "parents", "all of us", "my sisters", "new people", "the choir")
GIVEN: list[tuple[CommentId, str]] = [
    (f"{subject}{at}{who}", line.format(who))
    for subject, lines in SUBJECTS.items()
    for at, line in enumerate(lines)
    for who in WHO
]
SENTENCES = {
    "en": ("The officer should be trained before the first day", "How much does this contract cost the school"),
    "es": ("El oficial debería recibir formación antes del primer día", "Cuánto cuesta este contrato a la escuela"),
    "de": ("Der Beamte sollte vor dem ersten Tag geschult werden", "Was kostet dieser Vertrag die Schule im Jahr"),
    "ru": ("Офицер должен пройти обучение до первого дня", "Сколько стоит этот договор для нашей школы"),
    "vi": ("Viên cảnh sát nên được đào tạo trước ngày đầu tiên", "Hợp đồng này tốn bao nhiêu tiền của trường"),
    "so": ("Sarkaalka waa in la tababaraa ka hor maalinta koowaad", "Heshiiskani imisa ayuu ku kacayaa dugsiga"),
    "pa": ("ਅਫ਼ਸਰ ਨੂੰ ਪਹਿਲੇ ਦਿਨ ਤੋਂ ਪਹਿਲਾਂ ਸਿਖਲਾਈ ਮਿਲਣੀ ਚਾਹੀਦੀ ਹੈ", "ਇਸ ਠੇਕੇ ਦੀ ਸਕੂਲ ਲਈ ਕੀ ਕੀਮਤ ਹੈ"),
    "zh": ("警官应该在第一天之前接受培训", "这份合同学校要花多少钱"),
}


def placed(state: ThemeState) -> dict[object, int]:
    """Return the number of each comment's theme; a comment in two themes fails here."""
    found: dict[object, int] = {}
    for theme in state.themes:
        for member, sure in theme.members:
            assert member not in found
            assert 0 <= sure <= 1
            found[member] = theme.number
    return found


def theme_of(state: ThemeState, member: object) -> LastingTheme:
    (found,) = (theme for theme in state.themes if member in dict(theme.members))
    return found


def changed(state: ThemeState, number: int, **decided: object) -> ThemeState:
    themes = tuple(replace(each, **decided) if each.number == number else each for each in state.themes)  # type: ignore[arg-type]
    return replace(state, themes=themes)


def sound(comments: Sequence[tuple[CommentId, str]], before: ThemeState, after: ThemeState) -> None:
    """Hold what must be so after every run."""
    assert placed(after).keys() == {comment_id for comment_id, _ in comments}
    numbers = [theme.number for theme in after.themes]
    assert len(numbers) == len(set(numbers))
    headlines = [theme.headline.casefold() or (theme.kind, theme.language) for theme in after.themes]
    assert len(headlines) == len(set(headlines)), headlines
    assert after.next_number >= before.next_number
    known = {theme.number for theme in before.themes}
    assert all(number in known or number >= before.next_number for number in numbers), "no number is given twice"
    for theme in after.themes:
        assert theme.example_id is None or theme.example_id in dict(theme.members)
    assert ThemeState.from_json(after.as_json()) == after


def test_the_first_run_is_the_finders() -> None:
    state, events = follow(GIVEN)
    found = find_themes(GIVEN)
    assert {frozenset(dict(theme.members)) for theme in state.themes} == {
        frozenset(theme.member_ids) for theme in found.themes
    }
    assert {theme.headline for theme in state.themes} == {theme.headline for theme in found.themes}
    assert {event.kind for event in events} == {"new"}


def test_the_same_comments_again_change_nothing() -> None:
    first, _ = follow(GIVEN)
    again, events = follow(list(reversed(GIVEN)), first)
    assert again == first
    assert events == ()


def test_as_comments_arrive_themes_stay_put_and_keep_their_names() -> None:
    steps = [GIVEN[::2], *(GIVEN[::2] + GIVEN[1::2][: 6 * n] for n in range(1, 9))]
    state, states = ThemeState(), []
    for comments in steps:
        after, _ = follow(comments, state)
        sound(comments, state, after)
        state = after
        states.append(after)
    for before, after in pairwise(states):
        import numpy as np

        old, new = placed(before), placed(after)
        both = [np.asarray([where[member] for member in old]) for where in (old, new)]
        assert adjusted_rand_index(*both) >= 0.85
        earlier = {theme.number: theme for theme in before.themes}
        for theme in after.themes:
            texts = [dict(GIVEN)[member] for member, _ in theme.members]
            was = earlier.get(theme.number, theme)
            assert theme.headline == was.headline or not still_fits(was.phrases, texts), "a name that fits stays"


def test_a_subject_that_comes_up_later_becomes_a_theme_of_its_own() -> None:
    early = [comment for comment in GIVEN if not str(comment[0]).startswith("garden")]
    state, _ = follow(early)
    after, events = follow(GIVEN, state)
    new = [event.number for event in events if event.kind in {"new", "split"}]
    gardens = {theme_of(after, comment_id).number for comment_id, _ in GIVEN if str(comment_id).startswith("garden")}
    assert gardens & set(new)


def test_a_comment_that_went_leaves_its_theme_and_an_empty_theme_is_gone() -> None:
    state, _ = follow(GIVEN)
    bus = theme_of(state, "bus0students")
    left = [comment for comment in GIVEN if comment[0] not in dict(bus.members)]
    after, events = follow(left, state)
    assert bus.number not in {theme.number for theme in after.themes}
    assert Event("gone", bus.number) in events
    back, _ = follow(GIVEN, after)
    assert bus.number not in {theme.number for theme in back.themes}


def test_what_a_moderator_named_locked_merged_or_moved_stays_so() -> None:
    few = GIVEN[::3]
    state, _ = follow(few)
    first, second = state.themes[0], state.themes[1]
    stranger = second.members[-1][0]
    decided = changed(state, first.number, headline="Our name", has_manual_name=True, is_locked=True)
    decided = changed(
        decided,
        first.number,
        members=(*first.members, (stranger, 1.0)),
        pinned=frozenset({stranger}),
    )
    decided = changed(
        decided, second.number, members=tuple(one for one in second.members if one[0] != stranger), is_merged=True
    )
    for comments in (few, GIVEN[::2] + few, GIVEN):
        now = list(dict(comments).items())
        after, _ = follow(now, decided)
        sound(now, decided, after)
        kept = theme_of(after, stranger)
        assert (kept.number, kept.headline, kept.has_manual_name, kept.is_locked) == (
            first.number,
            "Our name",
            True,
            True,
        )
        here = {comment_id for comment_id, _ in now}
        assert {member for member, _ in first.members if member in here} <= dict(kept.members).keys()
        whole = {member for member, _ in second.members if member != stranger and member in here}
        assert {theme_of(after, member).number for member in whole} == {second.number}
        decided = after


def test_a_seeded_theme_attracts_comments_and_stays_while_it_has_none() -> None:
    seeded = ThemeState(
        (LastingTheme(1, "Green places", has_manual_name=True, words=("gardens", "beans")),), next_number=2
    )
    early = [comment for comment in GIVEN if not str(comment[0]).startswith("garden")]
    state, _ = follow(early, seeded)
    assert [(theme.headline, theme.members) for theme in state.themes if theme.words] == [("Green places", ())]
    after, _ = follow(GIVEN, state)
    sound(GIVEN, state, after)
    green = next(theme for theme in after.themes if theme.words)
    assert (green.number, green.headline) == (1, "Green places")
    assert {comment_id for comment_id, text in GIVEN if "garden" in text} <= dict(green.members).keys()


def test_each_language_is_grouped_apart() -> None:
    spanish: list[tuple[CommentId, str]] = [
        (f"es{at}", text)
        for at, text in enumerate(
            f"{start} {end}"
            for start in ("El comedor es muy pequeño para", "El autobús llega tarde para", "La biblioteca no abre para")
            for end in ("los niños", "las familias", "los maestros", "todos nosotros")
        )
    ]
    languages: dict[CommentId, str] = {comment_id: "es" for comment_id, _ in spanish} | {
        comment_id: "en" for comment_id, _ in GIVEN
    }
    state, _ = follow([*GIVEN, *spanish], languages=languages)
    sound([*GIVEN, *spanish], ThemeState(), state)
    for theme in state.themes:
        assert {languages[member] for member, _ in theme.members} == {theme.language}
    assert {theme.language for theme in state.themes} == {"en", "es"}


@pytest.mark.parametrize("language", SENTENCES)
def test_comments_of_every_language_go_through(language: str) -> None:
    comments = [(f"{at}-{word}", f"{line} {word}") for at, line in enumerate(SENTENCES[language]) for word in range(7)]
    state, _ = follow(comments, languages={comment_id: language for comment_id, _ in comments})
    sound(comments, ThemeState(), state)
    again, events = follow(comments, state, languages={comment_id: language for comment_id, _ in comments})
    assert (again, events) == (state, ())


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["one"],
        ["word"] * 500,
        ["🙂🙂", "🎉", "❤️", "👍👍", "🤷", "🔥", "🙃"],
        ["y " * 1500] * 7 + [f"{n} " * 1500 for n in range(3)],
        ["", " ", "\n", "?", "…", "!!", "--"],
        ["https://example.org/a"] * 8,
    ],
    ids=["none", "one", "all-the-same", "emoji", "longest", "empty", "links"],
)
def test_odd_sets_go_through_again_and_again(texts: list[str]) -> None:
    comments = list(enumerate(texts))
    state = ThemeState()
    for _ in range(2):
        after, _ = follow(comments, state)
        sound(comments, state, after)
        state = after


WORDS = st.sampled_from(["lunch", "bus", "late", "book", "garden", "officer", "школа", "学校", "🙂", "naïve", "don't"])
TEXTS = st.one_of(st.lists(WORDS, max_size=6).map(" ".join), st.text(max_size=40))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(TEXTS, max_size=40),
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 39), st.sampled_from(["named", "locked", "whole", "pin"])),
        max_size=4,
    ),
    st.sets(st.integers(0, 39)),
)
def test_whatever_comes_goes_and_is_decided(
    texts: list[str], decisions: list[tuple[int, int, str]], gone: set[int]
) -> None:
    half = list(enumerate(texts))[: len(texts) // 2 + 1]
    state, _ = follow(half)
    sound(half, ThemeState(), state)
    for place, at, kind in decisions:
        if not state.themes:
            break
        number = state.themes[place % len(state.themes)].number
        if kind == "named":
            state = changed(state, number, headline=f"Named {number}", has_manual_name=True)
        elif kind == "locked":
            state = changed(state, number, is_locked=True)
        elif kind == "whole":
            state = changed(state, number, is_merged=True)
        elif at in placed(state):
            source = theme_of(state, at)
            state = changed(state, source.number, members=tuple(m for m in source.members if m[0] != at))
            goal = next(each for each in state.themes if each.number == number)
            state = changed(state, number, members=(*goal.members, (at, 1.0)), pinned=goal.pinned | {at})
    comments = [comment for comment in enumerate(texts) if comment[0] not in gone]
    after, _ = follow(comments, state)
    sound(comments, state, after)
    now = placed(after)
    headlines = {theme.number: theme.headline for theme in after.themes}
    for theme in state.themes:
        if theme.has_manual_name:
            assert headlines[theme.number] == theme.headline
        stays = {m for m, _ in theme.members} if theme.is_locked or theme.is_merged else theme.pinned
        assert all(now[member] == theme.number for member in stays if member in now)
    assert follow(list(reversed(comments)), state) == follow(comments, state)
