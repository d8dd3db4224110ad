"""Comments to begin with out of a file: read, looked at, changed, and stored only with the draft, marked as such."""

from typing import Any

import pytest

from bot.core.csv_comments import read_comments
from bot.playground.state.models import View
from tests.sentences import EN, ES
from tests.stories.exchange_helpers import QUESTION, every, only, reply_text
from tests.whole_bot import Playground, list_action_ids, words

LONG = [f"{number}: {'a comment of many words ' * 30}".strip() for number in range(9)]


def file(content: str | bytes, name: str = "seeds.csv") -> list[dict[str, Any]]:
    raw = content.encode() if isinstance(content, str) else content
    return [{"name": name, "mimetype": "text/csv", "content": raw}]


async def gives(playground: Playground, **given: Any) -> View:
    """Send the form for a file; return what the moderator sees then."""
    imani = playground.moderator
    if imani.view is None:
        await imani.runs("/exchange new --from-csv", "general")
    view = imani.view
    assert view
    blocks = {block["element"]["action_id"]: block["block_id"] for block in view.blocks if block["type"] == "input"}
    await imani.submits(values={blocks[f"exchanges.csv_{name}"]: value for name, value in given.items()})
    await playground.settle()
    assert imani.view
    return imani.view


async def test_a_file_fills_the_form_and_nothing_is_stored_before_it_is_sent(playground: Playground) -> None:
    imani = playground.moderator
    sheet = 'id;comentario;who\n1;"Más luz; en el patio";a\n2;;b\n3;More light;c\n4;More light;d\n'
    form = await gives(playground, file=file(sheet))
    shown = words(form)
    assert EN("csv.taken", n=2).replace("*", "") in shown.replace("*", "")
    assert EN("csv.left_empty", n=1) in shown
    assert EN("csv.left_twice", n=1) in shown
    assert await every(playground) == []
    assert await imani.submits(values={"exchanges.question": QUESTION})
    await playground.settle()
    kept = await only(playground)
    seeds = await playground.comments(kept)
    assert {each.text for each in seeds} == {"Más luz; en el patio", "More light"}
    assert all(each.is_seed for each in seeds)


async def test_more_than_one_field_holds_is_in_several_and_all_of_it_is_kept_through_an_edit(
    playground: Playground,
) -> None:
    imani = playground.moderator
    form = await gives(playground, file=file("\n".join(LONG), "seeds.txt"))
    assert await playground.moderator.clicks(form, "exchanges.step.answers")
    step = playground.moderator.view
    assert step
    await playground.moderator.closes()
    more = [each["block_id"] for each in step.blocks if each.get("block_id", "").startswith("exchanges.seeds")]
    assert len(more) > 2
    await imani.submits(values={"exchanges.question": QUESTION})
    await playground.settle()
    kept = await only(playground)
    assert {each.text for each in await playground.comments(kept)} == set(LONG)
    card = imani.ephemerals("general")[-1]
    assert "exchanges.edit" in list_action_ids(card)
    await imani.clicks(card, "exchanges.edit")
    assert imani.view
    await imani.clicks(imani.view, "exchanges.step.answers")
    last = [each["block_id"] for each in imani.view.blocks if each.get("block_id", "").startswith("exchanges.seeds")][
        -1
    ]
    await imani.submits(values={last: "Only this"})
    await imani.closes()
    await imani.submits()
    await playground.settle()
    texts = {each.text for each in await playground.comments(kept)}
    assert "Only this" in texts
    assert LONG[0] in texts
    assert LONG[-1] not in texts


async def test_bad_rows_are_named_by_line_and_nothing_is_taken_until_they_are_mended(playground: Playground) -> None:
    bad = "comment,who\nFine,a\nNo second\n" + "x" * 1001 + ',b\n"open quote" x,c\n'
    again = await gives(playground, rows=bad)
    shown = words(again)
    assert EN("csv.wrong", n=3).replace("*", "") in shown.replace("*", "")
    for line, why in (
        (3, EN("csv.fields", n=1, expected=2)),
        (4, EN("csv.too_long", n=1001, max=1000)),
        (5, EN("csv.no_csv")),
    ):
        assert EN("csv.line", line=line, why=why) in shown
    assert await every(playground) == []
    form = await gives(playground, rows="One, with a comma\nTwo")
    assert EN("csv.taken", n=2).replace("*", "") in words(form).replace("*", "")
    assert await playground.moderator.clicks(form, "exchanges.step.answers")
    step = playground.moderator.view
    assert step
    assert "One, with a comma\nTwo" in [each.get("element", {}).get("initial_value") for each in step.blocks]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "csv.neither"),
        ({"rows": "One", "file": file("Two")}, "csv.both"),
        ({"rows": "comment\n\n"}, "csv.nothing"),
        ({"file": file(b"x" * 1_000_001)}, "csv.too_large"),
        ({"rows": "\n".join(f"Seed {number}" for number in range(101))}, "draft.too_many.seeds"),
        ({"file": file("\n".join(f"{number} {'y' * 990}" for number in range(100)))}, ""),
    ],
)
async def test_what_cannot_be_taken_is_refused_at_its_field(
    playground: Playground, given: dict[str, Any], code: str
) -> None:
    view = await gives(playground, **given)
    params = {"n": 101, "max": 100} if code == "draft.too_many.seeds" else {}
    if code:
        assert EN(code, **params) in view.errors.values()
    else:
        assert view.errors == {}, "a hundred long ones fit"
        assert await playground.moderator.clicks(view, "exchanges.step.answers")
        step = playground.moderator.view
        assert step
        assert sum("y" * 990 in str(each) for each in step.blocks) > 30
        assert len(step.blocks) <= 100
    assert await every(playground) == []


async def test_a_file_that_slack_does_not_give_is_refused_kindly_and_the_line_has_no_question(
    playground: Playground,
) -> None:
    playground.slack.faults.answer("files.info", error="file_not_found")
    view = await gives(playground, file=file("One"))
    assert list(view.errors.values()) == [EN("csv.no_file")]
    answer = await reply_text(playground, '/exchange new "What?" --from-csv')
    assert "`/exchange new --from-csv`" in answer
    assert await every(playground) == []


async def test_in_spanish_it_is_the_same_and_others_are_refused(playground: Playground) -> None:
    ana = playground.person("Ana")
    await ana.runs("/exchange new --from-csv", "general")
    assert ana.view is None
    playground.moderator.member.locale = "es-ES"
    await playground.moderator.runs("/exchange nueva --desde-csv", "general")
    form = await gives(playground, rows="texto\nMás luz\n")
    assert ES("csv.taken", n=1).replace("*", "") in words(form).replace("*", "")


def test_rows_are_read_as_they_were_written() -> None:
    def read(raw: bytes) -> tuple[list[str], list[tuple[int, str]]]:
        found = read_comments(raw, max_length=40)
        return list(found.texts), [(each.line, each.why.code) for each in found.bad]

    assert read("\ufefftext\r\n“Más”\r\n".encode()) == (["“Más”"], [])
    assert read(b'He said "no", twice\n"Quoted ""words"""') == (['He said "no", twice', 'Quoted "words"'], [])
    assert read(b"id,what\n1,a\n2,b\n") == ([], [(1, "csv.no_column")])
    assert read(b"text\nfine\n\xff bad\n") == (["fine"], [(3, "csv.bytes")])
    assert read(b'text\n"two\nlines"\nx') == (["two lines", "x"], [])
    assert read(b"") == ([], [])
    assert read(b"\x00\x07") == (["\x07"], [])
