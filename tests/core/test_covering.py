"""Key sentences that together speak for many comments, with vectors made up by hand."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.core.coverage import near
from bot.core.themes.covering import choose_examples, choose_more
from bot.core.themes.model import CommentId, ThemeKind
from bot.core.themes.state import LastingTheme, ThemeState

LUNCH = (
    "We would like a longer lunch break",
    "A longer lunch break would help everybody",
    "Please make the lunch break much longer",
    "Lunch should be served much warmer than now",
    "Lunch is damn awful on every single day",
)
DOORS = (
    "The school doors need better locks at night",
    "Somebody should watch the school doors",
    "A longer lunch break instead of new doors",
)
TEXTS: dict[CommentId, str] = dict(enumerate((*LUNCH, *DOORS)))
MEANS: dict[CommentId, int] = {0: 0, 1: 0, 2: 0, 3: 1, 4: 0, 5: 2, 6: 3, 7: 0}
"""What each comment speaks of: the direction of its vector."""


def encode(texts: Sequence[str]) -> "npt.NDArray[np.float32]":
    """Return the vector of each text by what the comment that it is taken from speaks of."""
    of = {text: MEANS[each] for each, text in TEXTS.items()}
    return np.eye(5, dtype=np.float32)[[of[text] for text in texts]]


VECTORS = encode(list(TEXTS.values()))


def state(*, lunch: int | None = 3, doors: int | None = 6) -> ThemeState:
    """Return two themes that quote these comments."""
    return ThemeState(
        (
            LastingTheme(1, "Lunch", ("lunch",), lunch, members=tuple((each, 1.0) for each in range(5))),
            LastingTheme(2, "School doors", ("doors",), doors, members=tuple((each, 1.0) for each in range(5, 8))),
        )
    )


def examples(after: ThemeState) -> list[CommentId | None]:
    return [theme.example_id for theme in after.themes]


def test_a_theme_quotes_what_most_say_and_the_next_one_what_is_not_quoted_yet() -> None:
    lunch, doors = examples(choose_examples(state(), TEXTS, VECTORS, encode))
    assert lunch in {0, 1, 2}
    assert doors in {5, 6}, "what the lunch theme's quote speaks for already counts for nothing"
    shown = near(VECTORS, encode([TEXTS[lunch or 0], TEXTS[doors or 0]])).sum()
    assert shown > near(VECTORS, encode([TEXTS[3], TEXTS[6]])).sum()


def test_only_what_is_civil_and_rated_enough_is_quoted_where_there_is_such() -> None:
    only_awful: dict[CommentId, int] = {4: 9, 5: 3}
    lunch, doors = examples(choose_examples(state(), TEXTS, VECTORS, encode, ratings=only_awful))
    assert lunch == 3, "the only one with ratings has profanity, so the finder's choice stays"
    assert doors == 5
    assert examples(choose_examples(state(), TEXTS, VECTORS, encode, ratings={3: 3}))[0] == 3


def test_what_was_quoted_stays_while_it_is_nearly_as_good() -> None:
    for last in (0, 1, 2):
        assert examples(choose_examples(state(), TEXTS, VECTORS, encode, before=state(lunch=last)))[0] == last
    assert examples(choose_examples(state(), TEXTS, VECTORS, encode, before=state(lunch=3)))[0] != 3


def test_for_and_against_stay_and_count_and_what_says_nothing_is_left_alone() -> None:
    sides: dict[CommentId, str] = {
        **TEXTS,
        8: "I support the longer lunch break of our school",
        9: "I am against the longer lunch break of our school",
    }
    vectors = np.vstack([VECTORS, np.eye(5, dtype=np.float32)[[0, 4]]])

    def meaning(texts: Sequence[str]) -> "npt.NDArray[np.float32]":
        return np.vstack([np.eye(5, dtype=np.float32)[[0]] if "support" in each else encode_or(each) for each in texts])

    def encode_or(text: str) -> "npt.NDArray[np.float32]":
        return np.eye(5, dtype=np.float32)[[4]] if "against" in text else encode([text])

    lunch, doors = state().themes
    opposed = LastingTheme(1, "Lunch", ("lunch break",), 3, members=lunch.members, for_id=8, against_id=9)
    silent = LastingTheme(3, "", (), 3, members=((3, 1.0),), kind=ThemeKind.SILENT)
    after = choose_examples(ThemeState((opposed, doors, silent)), sides, vectors, meaning)
    assert after.themes[0] == opposed
    assert after.themes[2] == silent
    assert after.themes[1].example_id in {5, 6}


def test_without_any_vector_the_finder_s_choice_stays() -> None:
    assert choose_examples(state(), TEXTS, np.zeros_like(VECTORS), encode) == state()


def test_more_quotes_are_those_that_speak_for_most_of_what_is_not_quoted_yet() -> None:
    many = [
        *(f"The {when} bus comes too late for our lessons" for when in ("early", "first", "second", "third")),
        *(f"Please paint the {what} in much friendlier colours" for what in ("hall", "gym", "stairs")),
        "The school yard needs a big old tree",
    ]

    def meaning(texts: Sequence[str]) -> "npt.NDArray[np.float32]":
        return np.eye(3, dtype=np.float32)[[0 if "bus" in each else 1 if "paint" in each else 2 for each in texts]]

    every = range(len(many))
    found = choose_more(many, meaning(many), meaning, [], candidates=every, count=6)
    assert [MANY_KINDS[kind] in clause for kind, (_, clause) in enumerate(found)] == [True, True], (
        "the tree is one voice"
    )
    assert all(clause in many[at] for at, clause in found)
    (only,) = choose_more(many, meaning(many), meaning, [many[0]], candidates=every, count=6)
    assert "paint" in only[1], "what is quoted already is not said again"
    assert choose_more(many, meaning(many), meaning, [], candidates=[7], count=6) == []
    assert len(choose_more(many, meaning(many), meaning, [], candidates=every, count=1)) == 1


MANY_KINDS = ("bus", "paint")
