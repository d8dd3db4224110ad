"""Comments that say nearly the same: what is found, what is not, and that no text breaks it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.near_duplicates import LIMIT, MAX_WORDS, THRESHOLD, Index

TEXTS = st.text(max_size=60) | st.text(alphabet="🙂🚲🏫 👩‍👩‍👧‍👦\ufe0f\u200d", max_size=12)


def index_of(*texts: str) -> Index[int]:
    index: Index[int] = Index()
    for place, text in enumerate(texts):
        index.add(place, text)
    return index


SCHOOL = (
    "Officers should train in de-escalation before they start",
    "Longer lunch breaks for the little ones",
    "A crossing guard at the main road",
    "More bike racks near the gym",
    "Teachers need time to prepare their lessons",
)


def test_the_same_in_other_words_is_found_and_nothing_else() -> None:
    index = index_of(*SCHOOL)
    assert [each for each, _ in index.near("Train officers in de-escalation")] == [0]
    assert [each for each, _ in index.near("We need a guard at the crossing on the main road")] == [2]
    assert not index.near("The toilets are dirty")


def test_a_slip_of_the_pen_and_another_ending_count_little() -> None:
    index = index_of(*SCHOOL)
    assert [each for each, _ in index.near("more bike raks near the gym!!")] == [3]
    assert [each for each, _ in index.near("A longer lunch break for little ones")] == [1]


def test_the_very_same_words_are_as_like_as_can_be_and_come_first() -> None:
    index = index_of(*SCHOOL, "A crossing guard at the main road, and at the side road")
    (first, likeness), (second, less) = index.near("A crossing guard at the main road")
    assert (first, second) == (2, 5)
    assert abs(likeness - 1) < 1e-9
    assert THRESHOLD <= less < likeness


def test_three_at_most() -> None:
    index = index_of(*["A crossing guard at the main road"] * 9)
    assert len(index.near("A crossing guard at the main road")) == LIMIT == 3
    assert len(index.near("A crossing guard at the main road", 5)) == 5
    assert not index.near("A crossing guard at the main road", 0)


def test_other_languages_and_scripts_without_spaces_are_served() -> None:
    index = index_of(
        "Más tiempo para comer en la escuela",
        "学校需要更长的午餐时间",
        "Mehr Radwege an der Hauptstraße",
        "Больше времени на обед",
    )
    assert [each for each, _ in index.near("Más tiempo para comer")] == [0]
    assert [each for each, _ in index.near("学校的午餐时间需要更长")] == [1]
    assert [each for each, _ in index.near("Ein Radweg an der Hauptstraße")] == [2]
    assert [each for each, _ in index.near("Надо больше времени на обед")] == [3]


def test_what_was_removed_or_reworded_is_no_longer_found() -> None:
    index = index_of(*SCHOOL)
    index.remove(2)
    index.remove(2)
    assert not index.near(SCHOOL[2])
    assert 2 not in index
    index.add(1, "Cleaner toilets on the second floor")
    assert not index.near(SCHOOL[1])
    assert [each for each, _ in index.near("Cleaner toilets, please")] == [1]
    assert sorted(index) == [0, 1, 3, 4]


def test_what_was_asked_before_changes_no_answer_when_comments_come_and_go() -> None:
    changed = index_of(*SCHOOL, "A crossing guard at the side road")
    question = "A crossing guard at the main road and more bike racks"
    for place in range(3):
        changed.near(question, threshold=0)
        changed.add(len(SCHOOL) + 1 + place, f"Guard number {place} at the crossing, and longer lunch breaks")
        changed.near(question, threshold=0)
        changed.remove(place)
    kept = [*range(3, len(SCHOOL) + 4)]
    texts = [*SCHOOL, "A crossing guard at the side road"]
    texts += [f"Guard number {place} at the crossing, and longer lunch breaks" for place in range(3)]
    found = dict(changed.near(question, 9, threshold=0))
    likeness = dict(index_of(*(texts[each] for each in kept)).near(question, 9, threshold=0))
    assert len(found) > LIMIT
    assert found.keys() == {kept[place] for place in likeness}
    assert all(abs(found[kept[place]] - value) < 1e-9 for place, value in likeness.items())


def test_when_all_say_the_same_they_are_still_found() -> None:
    index = index_of(*["Longer lunch"] * 1500)
    assert not index.near("A crossing guard")
    assert len(index.near("Longer lunch")) == 3


@given(st.lists(TEXTS, max_size=8), TEXTS)
@settings(deadline=None)
def test_any_text_can_be_kept_asked_and_removed(texts: list[str], asked: str) -> None:
    index = index_of(*texts)
    before = index.near(asked, 99, threshold=0)
    assert all(-1e-9 <= likeness <= 1 + 1e-9 for _, likeness in before)
    assert [likeness for _, likeness in before] == sorted((likeness for _, likeness in before), reverse=True)
    index.add("more", asked)  # type: ignore[arg-type] # any name will do
    found = dict(index.near(asked, 99, threshold=0))
    if found:
        assert abs(found["more"] - 1) < 1e-9  # type: ignore[index]
    index.remove("more")  # type: ignore[arg-type]
    assert dict(index.near(asked, 99, threshold=0)) == dict(before)
    for place in range(len(texts)):
        index.remove(place)
    assert len(index) == 0
    assert not index.near(asked, threshold=0)
    left = [*index._plain, *index._families, *index._runs]
    assert not left, "nothing is left of what was removed"


@given(st.sampled_from(["", " ", "🙂", "🙂🙂 🚲", "!!!", "<@U123>", "https://example.org", "\u200d\ufe0f"]))
def test_where_there_are_no_words_nothing_is_near(text: str) -> None:
    assert not index_of(text, text).near(text)


def test_a_very_long_comment_costs_no_more_than_its_first_words() -> None:
    long = " ".join(f"word{number}" for number in range(5000))
    index = index_of(long)
    assert len(index._entries[0].spelt) <= MAX_WORDS
    assert index.near(long)
