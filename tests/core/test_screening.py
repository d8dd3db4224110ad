"""Rules over the words of comments, on labelled comments: those they were chosen on, and those put away before."""

import os
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import screening_meaning
from bot.core.personal import NameIndex
from bot.core.screening import Rule, WordLists, find_danger, screen
from bot.core.screening.meaning import load_weights, mean_danger
from bot.worker import encoder, jobs

FOLDER = Path(__file__).parent / "flag_comments"
LOOKALIKES = Path(__file__).parent / "lookalikes" / "put_away.tsv"
FLAGGED = (Rule.PHONE, Rule.EMAIL, Rule.ADDRESS, Rule.RUDE, Rule.DANGER)


def labelled(name: str) -> list[tuple[str, str, str]]:
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [(label, language, text) for label, language, text in (line.split("\t") for line in lines)]


def test_there_are_four_hundred_labelled_comments_and_half_of_them_were_put_away() -> None:
    known, away = labelled("known"), labelled("put_away")
    assert len(known) + len(away) >= 400
    assert len(labelled("fresh")) + len(labelled("unseen")) >= 400, "and as many by others"
    assert len(away) >= 200
    assert not {text for *_, text in known} & {text for *_, text in away}


@pytest.mark.parametrize("name", ["known", "put_away"])  # of `unseen` benchmarks/screening.md shows what is missed
@pytest.mark.parametrize(
    ("rule", "least_recall", "least_precision"),
    [
        (Rule.PHONE, 0.9, 0.9),
        (Rule.EMAIL, 0.9, 0.9),
        (Rule.ADDRESS, 0.9, 0.9),
        (Rule.RUDE, 0.75, 0.9),
        (Rule.DANGER, 0.95, 0.8),
    ],
)
def test_a_rule_finds_what_it_is_for_in_both_languages(
    name: str, rule: Rule, least_recall: float, least_precision: float
) -> None:
    seen: Counter[tuple[str, bool, bool]] = Counter()
    for label, language, text in labelled(name):
        seen[language, label == rule, any(each.rule == rule for each in screen(text))] += 1
    for language in ("en", "es"):
        right, missed, wrong = (seen[language, *case] for case in ((True, True), (True, False), (False, True)))
        assert right / (right + missed) >= least_recall, language
        assert right / (right + wrong) >= least_precision, language


def test_on_comments_of_others_rules_are_rarely_wrong_about_rude_words_and_addresses() -> None:
    for rule in (Rule.RUDE, Rule.PHONE, Rule.EMAIL, Rule.ADDRESS):
        cases = [
            (label == rule, any(each.rule == rule for each in screen(text))) for label, _, text in labelled("unseen")
        ]
        right, wrong = cases.count((True, True)), cases.count((False, True))
        assert right / (right + wrong) >= 0.9, rule
        assert right / (right + cases.count((True, False))) >= 0.7, rule


def test_a_word_of_the_question_is_no_sign_of_danger_in_an_answer() -> None:
    question = "Should assisted suicide be legal?"
    assert find_danger("Suicide is a hard topic")
    assert not find_danger("Suicide is a hard topic", question=question)
    assert find_danger("I want to kill myself", question=question)


@pytest.mark.parametrize(
    "words",
    ["f u c k this", "F*** the rules", "sh1t", "B*tches", "PENDEJOS todos", "qué M I E R D A", "imbécil", "IMBECIL"],
)
def test_disguises_and_capitals_and_accents_do_not_hide_a_rude_word(words: str) -> None:
    assert any(each.rule == Rule.RUDE for each in screen(words))


@pytest.mark.parametrize(
    "words", ["Un cono de helado", "El año pasado", "gato negro", "Scunthorpe", "Dick Smith", "class assignment", ""]
)
def test_innocent_words_are_not_found(words: str) -> None:
    assert not screen(words)


def test_shouting_and_one_letter_repeated_are_found_and_abbreviations_are_not() -> None:
    assert any(each.rule == Rule.SHOUTING for each in screen("WE NEED MORE TIME FOR LUNCH NOW"))
    assert any(each.rule == Rule.SHOUTING for each in screen("nooooooooooooooooo"))
    assert not screen("SRO, PTA and ESL meet at LMS")


def test_a_rule_can_be_switched_off_and_danger_cannot() -> None:
    off = WordLists(off=frozenset({Rule.RUDE, Rule.DANGER}))
    assert not screen("This is bullshit", lists=off)
    assert screen("I want to die", lists=off)


@pytest.mark.parametrize(
    ("listed", "text"),
    [
        ("Snitch", "SNITCHES get nothing"),
        ("snitch", "he was snitching"),
        ("BRUJA", "las brujas de la cafetería"),
        ("payaso", "Qué payasadas no, payasos"),
        ("ñoño", "unos Ñoños"),
        ("teacher’s pet", "such a Teacher's pets' club"),
        ("baby", "stop acting like babies"),
    ],
)
def test_own_words_are_found_in_any_case_and_form_in_both_languages(listed: str, text: str) -> None:
    assert [each.rule for each in screen(text, lists=WordLists(held=(listed,)))] == [Rule.WORDS]


def test_own_words_are_whole_words_and_end_before_others_begin() -> None:
    lists = WordLists(held=("ass", "bruja"))
    assert not screen("The class passes a brujería shop by the assembly hall", lists=lists)


def test_what_is_allowed_holds_nothing_but_danger_does() -> None:
    lists = WordLists(held=("hell",), allowed=("Dick Fosbury", "hell’s kitchen", "206-555-0100", "kill myself"))
    assert not screen("Dick Fosbury jumped over Hell's Kitchen, call 206-555-0100", lists=lists)
    assert {each.rule for each in screen("you dick, go to hell", lists=lists)} == {Rule.RUDE, Rule.WORDS}
    assert [each.rule for each in screen("i want to kill myself", lists=lists)] == [Rule.DANGER]


@pytest.mark.parametrize(
    "text", ["buy buy buy buy buy now", "free candy! free candy! free candy!", "asdfghjkl", "skdjfhskdjfh"]
)
def test_repeated_words_and_gibberish_are_spam(text: str) -> None:
    assert Rule.SPAM in {each.rule for each in screen(text)}


@pytest.mark.parametrize(
    "text", ["no no no no", "very very good", "jajajajaja", "poverty", "hahahahahaha", "catchphrase"]
)
def test_emphasis_and_laughter_are_no_spam(text: str) -> None:
    assert not screen(text)


def test_people_of_the_workspace_are_found_by_name() -> None:
    names = NameIndex.of([("Emi Kimura", "emi.k")])
    assert [(each.rule, each.text) for each in screen("Ms Kimura shouts", names=names)] == [(Rule.NAME, "Kimura")]
    assert not screen("Ms Kimura shouts")


def test_the_weights_for_meaning_are_those_of_the_comments_that_they_were_trained_on() -> None:
    shipped = load_weights().inputs
    data = os.environ.get("STARLING_DATA")
    themes = sorted((Path(data) / "themes").glob("*.csv")) if data else []
    now = screening_meaning.hash_inputs([*screening_meaning.TRAINED_ON, *themes])
    assert {name: now[name] for name in shipped if name in now} == {
        name: found for name, found in shipped.items() if name in now
    }, "make danger"
    labelled_inputs = screening_meaning.hash_inputs(screening_meaning.TRAINED_ON)
    assert labelled_inputs.keys() <= shipped.keys()
    assert not data or now.keys() >= shipped.keys()
    assert "flag_comments/unseen.tsv" not in shipped, "it is what the figures are of"


def test_by_meaning_and_by_phrases_nine_in_ten_signs_of_danger_of_others_are_found() -> None:
    cases = [(language, text) for label, language, text in labelled("unseen") if label == Rule.DANGER]
    signs = mean_danger(encoder.encode([text for _, text in cases]))
    for wanted in ("en", "es"):
        found = [
            sign or bool(find_danger(text))
            for (language, text), sign in zip(cases, signs, strict=True)
            if language == wanted
        ]
        assert sum(found) / len(found) >= 0.9, wanted
    plain = [text for kind, _, text in screening_meaning.read_labelled(LOOKALIKES) if kind in {"homework", "help"}]
    assert sum(mean_danger(encoder.encode(plain))) / len(plain) <= 0.25, "homework and help-seeking are seldom mistaken"


def test_who_has_no_answer_is_taken_for_nobody_in_danger_by_meaning() -> None:
    silent = [
        "idk",
        "i don't know",
        "nothing",
        "nothing at all",
        "nope",
        "nah",
        "no sé",
        "nada",
        "ninguna",
        "me da igual",
    ]
    sign = "some days i just do not see the point of being here anymore"
    assert jobs.danger({"texts": [*silent, sign]}) == [False] * len(silent) + [True]
    assert jobs.danger({"texts": silent}) == [False] * len(silent)
    assert any(mean_danger(encoder.encode(silent))), "a threshold alone would not have spared them"
