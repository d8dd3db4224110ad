"""Names of themes: phrases that commenters wrote, a key sentence, and both sides where people oppose each other."""

import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from bot.core.themes import ThemeKind, corpus, follow, naming
from bot.core.themes.blocked_words import blocked_words
from bot.core.themes.key_sentence import MAX_LENGTH, choose_key, content_words, key_clause, says_something
from bot.core.themes.meaning import Meaning
from bot.core.themes.naming import as_headline, find_names, name_groups, still_fits
from bot.core.themes.opposition import find_opposed, side_clause
from bot.core.themes.weak import Placed, without_weak
from bot.playground.example.loader import HERE

EXAMPLE = {
    number: row["text"]
    for number, row in enumerate(json.loads((Path(HERE) / "comments.json").read_text(encoding="utf-8"))["comments"])
}


def test_every_headline_is_a_phrase_that_commenters_wrote_or_two_joined() -> None:
    """The phrase test: no commas, 2 to 6 words or a lone word, each phrase in two comments of its theme at least."""
    state, _ = follow(list(EXAMPLE.items()))

    named = [theme for theme in state.themes if theme.kind == ThemeKind.NAMED]
    assert len(named) >= len(state.themes) - 1
    for theme in named:
        assert "," not in theme.headline
        assert theme.headline.casefold() == " and ".join(theme.phrases).casefold()
        assert 1 <= len(theme.phrases) <= 2
        texts = [EXAMPLE[int(member)] for member, _ in theme.members]
        for phrase in theme.phrases:
            assert 1 <= len(phrase.split()) <= 6
            assert still_fits([phrase], texts), phrase
    assert len({theme.headline.casefold() for theme in named}) == len(named)


def names_of(*groups: list[str]) -> list[tuple[str, ...]]:
    labels = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    return name_groups(corpus.read(list(chain(*groups))), labels, languages=["en"] * len(groups))


LUNCH = [f"We want a longer lunch break {why}" for why in ("to eat", "to rest", "so that we talk", "please")]


def test_a_phrase_is_whole_at_both_ends() -> None:
    texts = [f"There is a lack of mental health support {where}" for where in ("here", "at school", "for us", "today")]

    support, lunch = names_of(texts, LUNCH)

    assert "mental health support" in " ".join(support)
    assert lunch == ("longer lunch break",)


def test_no_adjective_is_a_headline_or_ends_one() -> None:
    texts = [f"It is unfair and expensive {why}" for why in ("for us", "today", "for parents", "here")]

    unfair, _ = names_of(texts, LUNCH)

    assert not {word for phrase in unfair for word in phrase.split()} & {"unfair", "expensive"}


@pytest.mark.parametrize(
    ("phrases", "language", "headline"),
    [
        (("more counselors", "social workers"), "en", "More counselors and social workers"),
        (("padres", "hijos"), "es", "Padres e hijos"),
        (("padres", "iglesias"), "es", "Padres e iglesias"),
        (("longer lunch",), "en", "Longer lunch"),
    ],
)
def test_two_phrases_are_joined_in_the_themes_language(phrases: tuple[str, ...], language: str, headline: str) -> None:
    assert as_headline(phrases, language) == headline


def test_no_phrase_of_numbers_and_units_is_a_headline() -> None:
    texts = ["Three years is too long", "The contract: three years", "After three years", "A contract of three years"]
    parties = [f"We have two parties {why} and one voting system" for why in ("here", "at home", "for us", "today")]

    years, two = names_of(texts, parties)

    assert years == ("contract",)
    assert "two" not in " ".join(two).split()
    assert "voting system" in two


def test_no_name_alone_is_a_headline() -> None:
    texts = [f"I think that Nashville {what}" for what in ("grows", "is far", "has music", "wins")]

    nashville, _ = names_of([*texts, "The music in town", "Less music"], LUNCH)

    assert nashville != ("Nashville",)


def test_a_lone_word_is_in_the_plural_where_people_write_that() -> None:
    texts = ["A gun is dangerous", "I saw a gun once", "Keep the gun away", "No gun please", "I worry about the gun"]

    guns, _ = names_of(texts, [*LUNCH, "Lunch without guns"])

    assert guns[0] in {"guns", "no guns"}


def test_every_group_whose_comments_share_a_word_gets_a_name_of_its_own() -> None:
    military = [f"Private military companies {what}" for what in ("are unstable", "deter", "lack control", "profit")]
    others = [f"Private military companies {what}" for what in ("help us", "cost less", "train well", "protect")]

    first, second = names_of(military, others)

    assert first
    assert second
    assert first != second


def test_by_meaning_the_phrase_nearest_to_the_comments_is_chosen() -> None:
    texts = [f"school bus every quiet morning {who}" for who in ("Ana", "Ben", "Cam", "Dee")]
    read = corpus.read([*texts, *LUNCH])
    rows = np.zeros((8, 4), dtype=np.float16)
    rows[:4, 0], rows[4:, 1] = 1, 1

    def words(phrases: Sequence[str]) -> npt.NDArray[np.floating]:
        near = [[1, 0] if "quiet" in phrase else [0, 1] if "lunch" in phrase else [0, 0] for phrase in phrases]
        return np.asarray([[*each, 0.1, 0] for each in near], dtype=np.float16)

    labels = np.repeat([0, 1], 4)
    first, _ = name_groups(read, labels, meaning=Meaning(rows, words, frozenset(("en",))))

    assert "quiet morning" in " ".join(first)


def test_a_name_speaks_for_both_halves_of_a_theme() -> None:
    halves = ["malls", "restaurants"]
    texts = [f"We need {half} {where}" for half in halves for where in ("in town", "near us", "here", "by the river")]
    read = corpus.read([*texts, *LUNCH])
    rows = np.zeros((12, 4), dtype=np.float16)
    rows[:4, 0], rows[4:8, 1], rows[8:, 2] = 1, 1, 1

    def words(phrases: Sequence[str]) -> npt.NDArray[np.floating]:
        near = [[half in phrase for half in (*halves, "lunch")] for phrase in phrases]
        return np.asarray([[*each, 0.1] for each in near], dtype=np.float16)

    labels = np.repeat([0, 1], [8, 4])
    both, _ = find_names(read, labels, meaning=Meaning(rows, words, frozenset(("en",))))

    assert set(both.phrases) == set(halves)
    assert both.share == 1.0


def by_word(texts: Sequence[str], labels: Sequence[int], subjects: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the names of groups where a comment's or phrase's meaning is which of some subjects it has."""

    def near(parts: Sequence[str]) -> npt.NDArray[np.floating]:
        rows = [[*(subject in part.casefold() for subject in subjects), 0.1] for part in parts]
        return np.asarray(rows, dtype=np.float16)

    return name_groups(corpus.read(texts), np.asarray(labels), meaning=Meaning(near(texts), near, frozenset(("en",))))


def test_a_phrase_that_few_comments_speak_of_is_not_joined_to_the_right_one() -> None:
    where = ["in town", "near us", "here", "by the river", "at school", "in the north", "on the hill", "at the mall"]
    texts = [*(f"We need parking {each}" for each in where), "We need museums in town", "We need museums here", *LUNCH]

    name, _ = by_word(texts, [0] * 10 + [1] * 4, ["parking", "museums", "lunch"])

    assert name == ("parking",)


def test_a_word_that_is_everywhere_is_not_joined_to_the_right_one() -> None:
    where = ["now", "soon", "here", "today"]
    streets = [*(f"We need parking {each}" for each in where), *(f"We need schools {each}" for each in where)]
    meals = [
        *(f"Warm lunch at schools {each}" for each in where),
        *(f"Our schools need lunch {each}" for each in where),
    ]
    subjects = ["parking", "schools", "lunch"]

    joined, _ = by_word([*streets, *LUNCH], [0] * 8 + [1] * 4, subjects)
    alone, _ = by_word([*streets, *meals], [0] * 8 + [1] * 8, subjects)

    assert set(joined) == {"parking", "schools"}
    assert alone == ("parking",)


def test_the_part_of_a_phrase_that_most_people_use_is_the_name() -> None:
    whole = [f"We want affordable health care {where}" for where in ("here", "in town")]
    part = [f"Health care {what}" for what in ("is a right", "first", "costs a lot", "helps", "for us", "works")]

    texts = [*whole, *part, *LUNCH]

    def near(parts: Sequence[str]) -> npt.NDArray[np.floating]:
        """The long phrase is a little nearer to the comments."""
        rows = [["health" in part, "lunch" in part.lower(), 0.2 * (part == "health care"), 0.1] for part in parts]
        return np.asarray(rows, dtype=np.float16)

    meaning = Meaning(near(texts), near, frozenset(("en",)))
    name, _ = name_groups(corpus.read(texts), np.repeat([0, 1], [8, 4]), meaning=meaning)

    assert name == ("health care",)


def test_two_phrases_that_say_the_same_are_not_joined() -> None:
    texts = [f"The {what} {where}" for what in ("transport", "transit") for where in ("in town", "here", "at school")]
    read = corpus.read([*texts, *LUNCH])

    def near(parts: Sequence[str]) -> npt.NDArray[np.floating]:
        return np.asarray([["trans" in part, "lunch" in part, 0.1] for part in parts], dtype=np.float16)

    meaning = Meaning(near([*texts, *LUNCH]), near, frozenset(("en",)))
    name, _ = name_groups(read, np.repeat([0, 1], [6, 4]), meaning=meaning)

    assert len(name) == 1


def test_nobodys_first_name_is_in_a_name_in_small_letters_or_outside_the_list() -> None:
    meetings = [f"Schedule a meeting with tom {when}" for when in ("today", "at noon", "please", "soon")]
    help_from = [f"I got help from Zorvelle {when}" for when in ("today", "at noon", "on the ward", "soon")]
    read = corpus.read([*meetings, *help_from, *(f"Longer lunch for class {at}" for at in range(400))])

    blocked = {word for word, is_blocked in zip(read.written, blocked_words(read), strict=True) if is_blocked}

    assert {"tom", "Zorvelle"} <= blocked
    assert blocked.isdisjoint({"meeting", "help", "lunch"})


def test_new_themes_without_a_good_name_go_into_the_nearest_and_old_comments_stay_where_they_were() -> None:
    numbers = np.repeat([1, 2, 5, 6, 7], 10)
    nearness = np.tile(np.asarray([0.1, 0.3, 0.2, 0.9, 0.8], dtype=np.float32), (50, 1))
    previous = np.where(np.arange(50) == 30, 1, np.where(numbers < 5, numbers, -1))

    placed, given = without_weak(
        Placed(numbers, nearness, [1, 2, 5, 6, 7]), {5: 0.9, 6: 0.2, 7: 0.8}, previous, first=5
    )

    assert given == {5: 5, 6: -1, 7: 6}, "numbers of new themes have no gaps"
    assert placed.columns == [1, 2, 5, 6]
    assert placed.numbers[30] == 1, "it was there before"
    assert set(placed.numbers[31:40].tolist()) == {6}, "the nearest, as it is numbered now"
    assert np.array_equal(placed.numbers[:30], numbers[:30])


def test_of_a_small_exchange_two_themes_stay_whatever_their_names_are() -> None:
    placed = Placed(np.repeat([1, 2], 7), np.ones((14, 2), dtype=np.float32), [1, 2])

    assert without_weak(placed, {1: 0.0, 2: 0.0}, np.full(14, -1), first=1) == (placed, {})


def test_a_clause_is_not_joined_with_a_phrase() -> None:
    texts = [f"School should be fun {why}. Longer recess" for why in ("here", "for us", "today", "please")]

    names = names_of(texts, LUNCH)

    assert not any(" and " in as_headline(name) and "should" in as_headline(name) for name in names)


def test_a_headline_that_is_taken_goes_to_no_other_theme() -> None:
    texts = [*LUNCH, *(f"Quiet rooms {why}" for why in ("for reading", "at noon", "help", "please"))]
    labels = np.repeat([0, 1], 4)

    first, _ = name_groups(corpus.read(texts), labels, languages=["en", "en"])
    other, _ = name_groups(corpus.read(texts), labels, languages=["en", "en"], taken={as_headline(first).casefold()})

    assert other != first


def test_the_key_sentence_is_a_clause_as_it_was_written() -> None:
    text = "Hello. Our school needs more counselors and social workers, not more officers! Thanks, everybody."

    start, end = key_clause(text, ["more counselors"]) or (0, 0)

    assert text[start:end] == "Our school needs more counselors and social workers, not more officers!"


def test_a_long_sentence_gives_a_short_clause() -> None:
    text = "When I think about it for a while, " * 4 + "the lunch break should be longer for all of us"

    start, end = key_clause(text, ["lunch break"]) or (0, 0)

    assert "lunch break should be longer" in text[start:end]
    assert end - start <= MAX_LENGTH


def test_a_key_sentence_is_never_rude() -> None:
    assert key_clause("This damn bus is always late", ["bus"]) is None


def test_a_key_sentence_is_no_tautology() -> None:
    text = "A gun in school is a gun in school. The doors should be locked before the first lesson."

    start, end = key_clause(text, ["gun"]) or (0, 0)

    assert text[start:end] == "The doors should be locked before the first lesson."
    assert not says_something("A gun in school is a gun in school")


def test_a_key_sentence_says_more_than_the_headline() -> None:
    assert not says_something("More social workers in the schools", content_words("more social workers in schools"))
    texts = ["Social workers for our families.", "Social workers visit our families at home when it is hard."]
    assert choose_key([0, 1], texts, ["social workers", "families"]) == 1


def test_a_whole_sentence_is_quoted_before_half_of_one() -> None:
    text = (
        "While the case for a longer lunch break, which parents and teachers have made for many years, goes on and on, "
        "nothing is done. A longer lunch break helps us learn in the afternoon."
    )

    start, end = key_clause(text, ["lunch break"]) or (0, 0)

    assert text[start:end] == "A longer lunch break helps us learn in the afternoon."


def test_comments_with_three_ratings_are_quoted_first() -> None:
    texts = ["The bus is late in the morning", "The late bus makes us miss class", "The bus is late every day"]

    assert choose_key([0, 1, 2], texts, ["late bus"], [0, 3, 2]) == 1
    assert choose_key([0, 1, 2], texts, ["late bus"], [0, 0, 0]) == choose_key([0, 1, 2], texts, ["late bus"])


FOR = ["I support the officers at our school", "We need officers in the building", "I am for school officers here"]
AGAINST = ["I oppose officers at our school", "We don't need officers in school", "Officers should not be in school"]


def test_comments_for_and_against_are_distinguished() -> None:
    texts = [*FOR, *AGAINST]

    assert find_opposed(range(6), texts, ["officers"]) == (0, 3)


def test_a_theme_is_not_divided_where_few_take_sides() -> None:
    assert find_opposed(range(4), [*FOR, AGAINST[0]], ["officers"]) is None
    assert find_opposed(range(6), [*FOR, *AGAINST], ["lunch"]) is None


@pytest.mark.parametrize(
    ("text", "side"),
    [("Apoyo a los oficiales en la escuela", "for"), ("No queremos oficiales en la escuela", "against")],
)
def test_sides_are_found_in_spanish_too(text: str, side: str) -> None:
    assert side_clause(text, ["oficiales"], side) is not None  # type: ignore[arg-type]
    assert side_clause(text, ["oficiales"], "for" if side == "against" else "against") is None


def test_a_name_fits_as_long_as_a_comment_holds_each_of_its_phrases() -> None:
    assert still_fits(["late trains"], ["The late train", "Lunch"])
    assert not still_fits(["late trains", "cold lunches"], ["The late train", "Lunch"])
    assert not still_fits(["late trains"], ["The late train", *["Lunch"] * 40])


def test_a_name_needs_one_comment_with_each_phrase_that_few_have() -> None:
    texts = [
        "The late train",
        "Warm lunches",
        "A late train again",
        "Warm lunch in the late train",
        "Cold",
        "Warm lunch!",
    ]
    assert naming.texts_needed(["late trains", "warm lunch"], texts) == [3], "the one with both"
    assert naming.texts_needed(["late trains", "cold"], texts) == [0, 4]
    assert naming.texts_needed(["warm lunch"], ["Warm lunch"] * 20) == []
    assert naming.texts_needed([], texts) == []
    assert naming.contains_phrase("The late bus", ["late bus"])
