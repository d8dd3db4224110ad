"""The grammar of the command: what moderators write on keyboards and phones, and how they are told what to mend."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.grammar import RESERVED, VERBS, GrammarError, Order, Ref, Word, is_slug, parse, read_ref, split_verb

slugs = st.from_regex(r"[a-z][a-z0-9]{0,12}(-[a-z0-9]{1,8}){0,2}", fullmatch=True).filter(is_slug)
numbers = st.integers(0, 999_999_999)
refs = st.one_of(
    st.builds(Ref, slugs),
    st.builds(lambda number: Ref("", number), numbers),
    st.builds(Ref, slugs, numbers),
    st.builds(lambda slug, theme: Ref(slug, None, theme), slugs, st.integers(0, 9999)),
)
said = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=80)
quotable = said.filter(lambda text: text == text.strip() and text and not set(text) & set('"“”„‟»'))


@pytest.mark.parametrize(
    ("text", "verb", "rest"),
    [
        ("", "", ""),
        ("   ", "", ""),
        ("Help", "help", ""),
        ("share  Longer lunch ", "share", "Longer lunch"),
    ],
)
def test_the_verb_stands_first_and_the_rest_is_left_alone(text: str, verb: str, rest: str) -> None:
    assert split_verb(text) == (verb, rest)


@pytest.mark.parametrize(
    ("text", "ref", "args"),
    [
        ("close sro", Ref("sro"), ()),
        ("close SRO", Ref("sro"), ()),
        ("close", None, ()),
        ("hide #412", Ref("", 412), ()),
        ("hide sro#412", Ref("sro", 412), ()),
        ("hide sro #412", Ref("sro", 412), ()),
        ("answer sro/t3", Ref("sro", None, 3), ()),
        ("extend sro 2026-12-11 17:00", Ref("sro"), ("2026-12-11", "17:00")),
        ("extend 2026-12-11 17:00", None, ("2026-12-11", "17:00")),
        ("extend fri 17:00", None, ("fri", "17:00")),
        ("extend in 3d", None, ("in", "3d")),
        ("extend 3d", None, ("3d",)),
        ("extend 5pm", None, ("5pm",)),
        ("extend tomorrow 9:00", None, ("tomorrow", "9:00")),
        ("extend safe-routes in 2h", Ref("safe-routes"), ("in", "2h")),
        ('digest every "mon 09:00"', None, ("every", "mon 09:00")),
        ("digest off", None, ("off",)),
        ("digest sro now", Ref("sro"), ("now",)),
        ("theme rename t3 “Training”", None, ("rename", "t3", "Training")),
        ("help close", None, ("close",)),
        ("mod add <@U1|kim>", None, ("add", "<@U1|kim>")),
        ('close "sro"', None, ("sro",)),
    ],
)
def test_a_ref_is_told_from_times_and_words(text: str, ref: Ref | None, args: tuple[str, ...]) -> None:
    order = parse(text)
    assert (order.ref, order.args) == (ref, args)


@pytest.mark.parametrize(
    "text",
    [
        'new "What keeps us safe?" --close="fri 17:00"',
        "new “What keeps us safe?” --close=“fri 17:00”",
        "new ”What keeps us safe?” —close=”fri 17:00”",
        "new „What keeps us safe?“ –close=„fri 17:00“",
        "new «What keeps us safe?» --close=«fri 17:00»",
        "new 'What keeps us safe?' --close='fri 17:00'",
        "new ‘What keeps us safe?’ --close ‘fri 17:00’",
        '--close = "fri 17:00" "What keeps us safe?"',
        'new "What keeps us safe?"\n--CLOSE="fri 17:00"',
    ],
)
def test_every_sort_of_quote_and_dash_that_a_keyboard_makes_is_read(text: str) -> None:
    order = parse(text if text.startswith("new") else f"new {text}")
    assert order.words == (Word("What keeps us safe?", is_quoted=True),)
    assert order.flags == {"close": "fri 17:00"}


def test_apostrophes_are_letters() -> None:
    assert parse('new "What’s it like in Ana\'s class?"').args == ("What’s it like in Ana's class?",)
    assert parse("new 'tis odd").args == ("'tis", "odd")


def test_a_whole_new_exchange_on_one_line() -> None:
    order = parse(
        'new "What matters?" --close="fri 17:00" --open=now --channel=<#C1|staff> --stars=agree '
        '--groups="Student, Parent" --names=shown --review --hide-reported --limit=300 --slug=sro --background="a=b"'
    )
    assert order == Order(
        "new",
        None,
        (Word("What matters?", is_quoted=True),),
        {
            "close": "fri 17:00",
            "open": "now",
            "channel": "<#C1|staff>",
            "stars": "agree",
            "groups": "Student, Parent",
            "names": "shown",
            "review": "",
            "hide-reported": "",
            "limit": "300",
            "slug": "sro",
            "background": "a=b",
        },
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('new "What keeps us safe?', "does not close"),
        ("new “What keeps us safe?", "does not close"),
        ('new "Why?" --clos="fri"', "Did you mean `--close`?"),
        ('new "Why?" --zzz', "It knows `--background`"),
        ("close sro --now", "`/exchange close` takes no flags"),
        ('new "Why?" --close', '`--close` needs a value: `--close="…"`'),
        ('new "Why?" --close --review', "`--close` needs a value"),
        ('new "Why?" --close=', "`--close` needs a value"),
        ('new "Why?" --review=yes', "stands alone"),
        ('new "Why?" --review --review', "twice"),
        ('new "Why?" --close=fri 17:00', '`--close="fri 17:00"`'),
        ('new "Why?" --review"x"', "I cannot read"),
    ],
)
def test_what_is_wrong_is_told_with_what_to_write(text: str, told: str) -> None:
    with pytest.raises(GrammarError) as refusal:
        parse(text)
    assert told in str(refusal.value)


@given(refs)
def test_any_ref_is_read_back_as_it_is_written(ref: Ref) -> None:
    assert read_ref(str(ref)) == ref
    assert parse(f"close {ref}").ref == ref
    assert parse(f"close {ref} fri 17:00").args == ("fri", "17:00")


@given(quotable, quotable, st.sampled_from(['""', "“”", "””", "„“"]))
def test_quoted_words_come_back_letter_by_letter(question: str, background: str, quotes: str) -> None:
    first, last = quotes[0], quotes[1]
    order = parse(f"new {first}{question}{last} --background={first}{background}{last} --review")
    assert order.words == (Word(question, is_quoted=True),)
    assert order.flags == {"background": background, "review": ""}


@given(said)
def test_whatever_is_typed_is_read_or_refused_in_a_short_sentence(text: str) -> None:
    for verb in (*VERBS, "share", ""):
        try:
            order = parse(f"{verb} {text}")
        except GrammarError as refusal:
            assert 10 < len(str(refusal)) < 400  # noqa: PT017
        else:
            assert all(word.text or word.is_quoted for word in order.words)


def test_no_exchange_is_called_like_a_time_or_a_word_of_the_grammar() -> None:
    for word in (*RESERVED, "2026-12-11", "3d", "17", "t3", "a" * 41, "", "a--b", "-a", "Ä"):
        assert not is_slug(word), word
        assert read_ref(word) is None or word == "Ä", word
    for word in ("sro", "safe-routes", "2026-budget", "friday-club", "a"):
        assert is_slug(word), word
