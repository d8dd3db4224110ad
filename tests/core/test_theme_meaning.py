"""Themes by meaning: what a sentence encoder knows joins comments across words and languages."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.core.themes import CommentId, ThemeKind, ThemeState, find_themes, follow
from bot.core.themes.meaning import Meaning

SUBJECTS = {
    "food": (
        "The lunch line is far too long for {}", "Warm meals would help {}",
        "El comedor es muy pequeño para {}", "Comida caliente ayudaría a {}",
    ),
    "ride": (
        "The bus comes late for {} each morning", "One more coach would help {}",
        "El autobús llega tarde para {}", "Otra parada cerca serviría a {}",
    ),
    "book": (
        "The library opens at nine and {} wait", "New novels would please {}",
        "La biblioteca no abre para {}", "Faltan novelas nuevas para {}",
    ),
    "plant": (
        "A garden would calm {}", "Let us grow beans with {}",
        "Un huerto calmaría a {}", "Sembremos frijoles con {}",
    ),
}  # fmt: skip
WHO = {"en": ("students", "teachers", "parents", "everybody"), "es": ("alumnos", "maestros", "familias", "todos")}
SOMALI = [f"Qadada dugsiga waa mid aad u qabow {word}" for word in ("maanta", "shalay", "berri", "had", "mar", "isla")]


def sample() -> tuple[list[tuple[CommentId, str]], dict[CommentId, str], dict[CommentId, str]]:
    """Return comments, and the language and the subject of each."""
    comments: list[tuple[CommentId, str]] = []
    languages: dict[CommentId, str] = {}
    subjects: dict[CommentId, str] = {}
    for subject, lines in SUBJECTS.items():
        for at, line in enumerate(lines):
            language = "en" if at < 2 else "es"
            for who in WHO[language]:
                comment_id = f"{subject} {at} {who}"
                comments.append((comment_id, line.format(who)))
                languages[comment_id], subjects[comment_id] = language, subject
    return comments, languages, subjects


def rows_of(subjects: Sequence[str]) -> npt.NDArray[np.floating]:
    """Return vectors that separate subjects, a little different for each comment; zero for no subject."""
    rows = np.zeros((len(subjects), 8), dtype=np.float16)
    for at, subject in enumerate(subjects):
        if subject:
            rows[at, list(SUBJECTS).index(subject)] = 1
            rows[at, 4 + at % 4] = 0.2
    return rows


def word_rows(words: Sequence[str]) -> npt.NDArray[np.floating]:
    """Return one vector for all words: they say nothing."""
    return np.ones((len(words), 8), dtype=np.float16)


def test_two_languages_share_the_themes_in_which_they_speak_of_the_same_and_each_theme_names_them() -> None:
    comments, languages, subjects = sample()
    meaning = Meaning(rows_of([subjects[each] for each, _ in comments]), word_rows, frozenset(("en", "es")))
    state, _ = follow(comments, languages=languages, meaning=meaning)
    for theme in state.themes:
        assert len({subjects[member] for member, _ in theme.members}) == 1
        assert {languages[member] for member, _ in theme.members} == {"en", "es"}
        assert sorted(theme.language.split()) == ["en", "es"]
    assert len(state.themes) == len(SUBJECTS)
    again, events = follow(comments, state, languages=languages, meaning=meaning)
    assert (again, events) == (state, ())


def test_a_language_that_the_encoder_does_not_know_is_grouped_apart() -> None:
    comments, languages, subjects = sample()
    somali: list[tuple[CommentId, str]] = [(f"so{at}", text) for at, text in enumerate(SOMALI)]
    rows = rows_of([*(subjects[each] for each, _ in comments), *("" for _ in somali)])
    state, _ = follow(
        [*comments, *somali],
        languages=languages | dict.fromkeys((each for each, _ in somali), "so"),
        meaning=Meaning(rows, word_rows, frozenset(("en", "es"))),
    )
    apart = [theme for theme in state.themes if theme.language == "so"]
    assert {member for theme in apart for member, _ in theme.members} == {each for each, _ in somali}


def test_themes_of_one_language_each_go_on_when_the_encoder_comes() -> None:
    comments, languages, subjects = sample()
    before, _ = follow(comments, languages=languages)
    assert {theme.language for theme in before.themes} == {"en", "es"}
    meaning = Meaning(rows_of([subjects[each] for each, _ in comments]), word_rows, frozenset(("en", "es")))
    after, _ = follow(comments, before, languages=languages, meaning=meaning)
    assert sorted(member for theme in after.themes for member, _ in theme.members) == sorted(languages)
    back, _ = follow(comments, after, languages=languages)
    assert sorted(member for theme in back.themes for member, _ in theme.members) == sorted(languages)


def test_the_order_of_comments_makes_no_difference() -> None:
    comments, _, subjects = sample()

    def found(some: list[tuple[CommentId, str]]) -> set[frozenset[CommentId]]:
        meaning = Meaning(rows_of([subjects[each] for each, _ in some]), word_rows, frozenset(("en",)))
        plain = Meaning(np.round(meaning.rows[:, :4]), lambda words: word_rows(words)[:, :4], meaning.languages)
        return {frozenset(theme.member_ids) for theme in find_themes(some, meaning=plain).themes}

    assert found(comments) == found(comments[::-1])


def test_without_any_known_comment_wording_and_spelling_decide() -> None:
    comments, languages, _ = sample()
    nothing = Meaning(rows_of([""] * len(comments)), word_rows, frozenset())
    assert follow(comments, languages=languages, meaning=nothing) == follow(comments, languages=languages)
    assert follow([], ThemeState(), languages={}, meaning=Meaning(rows_of([]), word_rows, frozenset()))[0].themes == ()


def test_comments_without_content_are_one_set_whatever_language_they_were_taken_for() -> None:
    comments, languages, _ = sample()
    empty: list[tuple[CommentId, str]] = [("n1", "n/a"), ("n2", "ninguno"), ("n3", "👍"), ("n4", "idk"), ("n5", "nada")]
    spoken = languages | {"n1": "en", "n2": "es", "n3": "", "n4": "en", "n5": "es"}
    state, _ = follow([*comments, *empty], languages=spoken)
    (apart,) = (theme for theme in state.themes if theme.kind == ThemeKind.SILENT)
    assert {member for member, _ in apart.members} == {each for each, _ in empty}
