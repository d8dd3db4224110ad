"""The parts of the theme finder: words, phrases, groups."""

import numpy as np
import pytest

from bot.core.themes import corpus, find_themes, graph, grouping, key_sentence, naming
from bot.core.themes.blocked_words import blocked_words
from bot.core.themes.stopwords import stop_words_for
from bot.core.themes.synonyms import synonyms_of
from bot.core.themes.words import segments, stem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It's late, again!", [["It's", "late"], ["again"]]),
        ("<@U1> see https://example.org/a?b=1 :tada: now", [["see"], ["now"]]),
        ("<https://example.org|the site> works", [["works"]]),
        ("Mr. Smith’s self-esteem", [["Mr", "Smith's", "self-esteem"]]),
        ("ਬੱਸ ਦੇਰ ਨਾਲ", [["ਬੱਸ", "ਦੇਰ", "ਨਾਲ"]]),
        ("校车late了", [["校", "车", "late", "了"]]),
        ("-- '' 🙂", []),
        ("", []),
    ],
)
def test_text_is_cut_into_words_in_any_script(text: str, words: list[list[str]]) -> None:
    assert list(segments(text)) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("schools", "school"),
        ("Parties", "party"),
        ("classes", "class"),
        ("funded", "funding"),
        ("stopped", "stop"),
        ("teacher's", "teachers"),
    ],
)
def test_forms_of_a_word_are_one(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("bus", "but"), ("red", "ring"), ("this", "thing"), ("news", "need")])
def test_words_that_only_look_similar_stay_separate(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_kids_and_children_are_synonyms() -> None:
    synonyms = synonyms_of()

    assert set(synonyms[stem("kids")]) & set(synonyms[stem("children")])
    assert not set(synonyms[stem("kids")]) & set(synonyms[stem("parking")])


def test_stop_words_are_those_of_the_languages_present() -> None:
    english = stop_words_for({"the": 50, "is": 30, "die": 2, "no": 5})
    german = stop_words_for({"die": 40, "und": 30, "ist": 20})

    assert "the" in english
    assert "die" not in english
    assert "die" in german
    assert "the" not in german


def test_names_are_distinguished_from_places_and_offices() -> None:
    read = corpus.read(
        [
            "Thank you Maria Fernandez for the crossing in Bowling Green",
            "Ms. Okafor and the Board of Education listened",
            "Bowling Green needs the Board of Education, maria said",
            "Maria and Okafor again in Bowling Green",
        ]
    )

    unfit = {word for word, bad in zip(read.written, blocked_words(read), strict=True) if bad}
    assert {"Maria", "maria", "Fernandez", "Okafor"} <= unfit
    assert not {"Bowling", "Green", "Board", "Education", "crossing"} & unfit


def test_silhouette_of_two_far_pairs_is_one_by_hand() -> None:
    rows = np.asarray([[1, 0], [1, 0], [0, 1], [0, 1]], dtype=np.float32)

    assert graph.silhouette(rows @ rows.T, np.asarray([0, 0, 1, 1])) == pytest.approx(1)
    assert graph.silhouette(rows @ rows.T, np.asarray([0, 1, 0, 1])) == pytest.approx(-0.5)
    assert graph.silhouette(rows @ rows.T, np.asarray([0, 0, 0, 0])) == 0


def test_a_small_group_is_gathered_into_the_one_it_agrees_with() -> None:
    together = np.kron(np.eye(2), np.ones((4, 4))).astype(np.float32)
    labels = np.asarray([0, 0, 0, 2, 1, 1, 1, 1])

    gathered = grouping._merge_small(together, labels, 2)

    assert gathered[3] == gathered[0] != gathered[4]


def test_comments_beyond_the_sample_join_the_themes_of_their_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    places = ["gym", "hall", "yard", "lab", "office", "kitchen", "garden", "tower", "cellar", "attic"]
    texts = [f"The {what} near the {place}" for place in places for what in ("school bus is late", "lunch is cold")]
    monkeypatch.setattr(grouping, "sample", lambda count: np.arange(0, count, 3))

    theme_of = find_themes(list(enumerate(texts))).theme_of()

    buses = {theme_of[number] for number in range(0, len(texts), 2)}
    lunches = {theme_of[number] for number in range(1, len(texts), 2)}
    assert not buses & lunches


def test_a_headline_repeats_no_root() -> None:
    texts = [f"legal rules and legalise the regulated regulation {extra}" for extra in "abcdefgh"]
    texts += [f"quiet corner to read {extra}" for extra in "abcdefgh"]
    read = corpus.read(texts)

    names = naming.name_groups(read, np.repeat([0, 1], 8))

    line = " ".join(names[0])
    assert not ("legal" in line.replace("legalise", "") and "legalise" in line)
    assert set(names[0]) != set(names[1])


@pytest.mark.parametrize(
    ("text", "phrase", "held"),
    [("State of the ART room", "art room", True), ("start roomy", "art room", False), ("希望午餐有", "午餐", True)],
)
def test_a_phrase_has_whole_words(text: str, phrase: str, held: bool) -> None:  # noqa: FBT001
    assert naming.contains_phrase(text, [phrase]) is held


def test_the_key_sentence_is_short_civil_and_in_the_headlines_words() -> None:
    texts = ["The damn bus is late again", "The bus is late again today", "bus", "The bus " + "is late " * 40]

    assert key_sentence.choose_key([0, 1, 2, 3], texts, ["late bus"]) == 1


def test_half_a_name_is_shown_whole() -> None:
    texts = [
        f"the capital gains tax {what}" for what in ("is unfair", "hurts renters", "should rise", "must go", "works")
    ]
    texts += [f"quiet streets {what}" for what in ("for us", "at night", "near schools", "and trees", "everywhere")]

    names = naming.name_groups(corpus.read(texts), np.repeat([0, 1], 5))

    assert names[0][0] == "capital gains tax"
    assert names[1][0] == "quiet streets"


def test_a_phrase_grown_whole_repeats_nothing() -> None:
    texts = [f"the current electoral system {what}" for what in ("fails", "works", "is old", "is unfair")]
    texts += [f"our electoral system {what}" for what in ("needs care", "matters", "is slow", "is fine")]
    texts += [f"quiet streets {what}" for what in ("for us", "at night", "near schools", "and trees")]

    first, _ = naming.name_groups(corpus.read(texts), np.repeat([0, 1], [8, 4]))

    words = " ".join(first).split()
    assert len(words) == len(set(words))


@pytest.mark.parametrize("steps", [5, 60, 10**6])
def test_labels_of_a_tree_are_those_of_scipy_also_where_merges_are_tied(steps: int) -> None:
    from scipy.cluster.hierarchy import fcluster, linkage

    rng = np.random.default_rng(steps)
    tree = linkage(np.round(rng.random(45 * 44 // 2) * steps) / steps, "average")
    found = list(graph.tree_labels(tree, 44))
    assert len(found) == 43
    for number, labels in enumerate(found, start=2):
        assert np.array_equal(labels, fcluster(tree, number, "maxclust") - 1)


def test_smoothed_rows_are_the_same_whether_they_were_kept_or_not(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = np.random.default_rng(0).standard_normal((30, 8)).astype(np.float32)
    near = graph.nearest(rows, rows, 10, exclude_self=True)
    kept = graph.Smoothing([(rows, near)])
    monkeypatch.setattr(graph, "_MAX_KEPT", 0)
    fresh = graph.Smoothing([(rows, near)])
    for many, rounds in ((10, 3), (7, 1), (10, 2), (10, 3)):
        expected = graph.smoothed(rows, near[:, :many], rounds)
        assert np.array_equal(kept.rows(0, many, rounds), expected)
        assert np.array_equal(fresh.rows(0, many, rounds), expected)
