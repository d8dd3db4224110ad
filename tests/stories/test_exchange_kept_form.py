"""A moderator who leaves the form of a new exchange loses nothing of what they wrote, and nobody else reads it."""

from bot.domain.kept_forms import forget_kept_forms
from bot.domain.row_cleanup import RowCleanup
from bot.exchanges.form_steps import STEPS
from bot.playground.people.person import Person
from bot.playground.state.models import View
from storage import kept_forms
from storage.models import kept_form
from tests.sentences import EN, ES
from tests.stories.digest_helpers import moderator_is
from tests.stories.exchange_helpers import QUESTION, fields, now_shown, only, run_command, sends_form
from tests.whole_bot import Playground, words


async def begins(playground: Playground, person: Person | None = None) -> View:
    """Open the form of a new exchange."""
    person = person or playground.moderator
    assert await person.runs("/exchange new", "general")
    assert person.view
    return person.view


def filled(view: View | None) -> dict[str, object]:
    """Return what a view is filled with, by field."""
    assert view
    inputs = [block["element"] for block in view.blocks if block["type"] == "input"]
    return {each["action_id"]: each.get("initial_value", each.get("initial_option")) for each in inputs}


async def kept_rows(playground: Playground) -> list[object]:
    async with playground.starling.context.storage.read() as db:
        return list((await db.execute(kept_form.select())).all())


async def test_after_escape_the_form_is_offered_as_it_was_left(playground: Playground) -> None:
    imani = playground.moderator
    form = await begins(playground)
    assert len([block for block in form.blocks if block["type"] == "input"]) == 4, "four fields"
    await imani.inputs(form, "exchanges.question", QUESTION)
    await imani.inputs(form, "exchanges.background", "We decide")
    await imani.clicks(form, "exchanges.step.answers")
    assert imani.view
    await imani.inputs(imani.view, "exchanges.groups", "Student, Parent")  # in one line, as commands take them
    await imani.closes(whole=True)
    assert imani.view is None

    again = await begins(playground)
    assert "Go on with your draft" in words(again)
    assert filled(again)["exchanges.question"] == QUESTION
    assert filled(again)["exchanges.background"] == "We decide"
    assert EN("draft_form.step.changed", names=[EN("draft_form.groups.label")]) in words(again)
    assert await imani.submits()
    await playground.settle()
    kept = await only(playground)
    assert (kept.question, kept.background, kept.groups) == (QUESTION, "We decide", ("Student", "Parent"))
    assert await kept_rows(playground) == [], "sent, so nothing is kept of the form"
    assert "Go on with your draft" not in words(await begins(playground))


async def test_what_cannot_be_kept_as_a_value_yet_is_there_again_too(playground: Playground) -> None:
    imani = playground.moderator
    form = await begins(playground)
    await imani.clicks(form, "exchanges.step.answers")
    outcome = await imani.submits(values={"exchanges.groups": "Only one", "exchanges.star_meaning": "agree"})
    assert "One group is no choice" in outcome.errors["exchanges.groups"]
    assert imani.view
    await imani.inputs(imani.view, "exchanges.groups", "Only one group")
    await imani.closes(whole=True)
    again = await begins(playground)
    await imani.clicks(again, "exchanges.step.answers")
    assert filled(imani.view)["exchanges.groups"] == "Only one group"
    assert EN("draft_form.star_meaning.agree_option") in str(filled(imani.view)["exchanges.star_meaning"])


async def test_the_steps_follow_each_other_and_lead_back_to_the_form(playground: Playground) -> None:
    imani = playground.moderator
    form = await begins(playground)
    await imani.clicks(form, f"exchanges.step.{STEPS[0].name}")
    for place, step in enumerate(STEPS, start=1):
        assert imani.view
        assert EN("draft_form.step.intro", n=place, of=len(STEPS)) in words(imani.view)
        assert set(filled(imani.view)) == {setting.block_id for setting in step.settings}
        assert await imani.submits(values={"exchanges.comment_limit": "300"} if place == 1 else {})
        await playground.settle()
    assert [each.id for each in imani.views] == [form.id], "the form is on top again"
    assert EN("draft_form.comment_limit.label") in words(now_shown(imani, form))
    assert await sends_form(imani, fields())
    await playground.settle()
    assert (await only(playground)).comment_limit == 300


async def test_back_goes_one_step_back_and_nothing_is_lost(playground: Playground) -> None:
    imani = playground.moderator
    form = await begins(playground)
    await imani.clicks(form, f"exchanges.step.{STEPS[0].name}")
    assert imani.view
    assert not any("exchanges.step." in str(block) for block in imani.view.blocks), "nothing is before it"
    assert await imani.submits(values={"exchanges.groups": "Student\nParent"})
    assert imani.view
    await imani.inputs(imani.view, "exchanges.policy", "https://example.org/policy")
    assert await imani.submits()
    assert imani.view
    await imani.inputs(imani.view, "exchanges.help_text", "Ask Ms Kim")
    for place in (1, 0):
        assert imani.view
        assert await imani.clicks(imani.view, f"exchanges.step.{STEPS[place].name}")
        await playground.settle()
        assert EN("draft_form.step.intro", n=place + 1, of=len(STEPS)) in words(imani.view)
    assert len(imani.views) == 2, "a step and the form under it"
    assert filled(imani.view)["exchanges.groups"] == "Student\nParent"
    assert await imani.submits()
    assert filled(imani.view)["exchanges.policy"] == "https://example.org/policy"
    assert await imani.submits()
    assert filled(imani.view)["exchanges.help_text"] == "Ask Ms Kim"


async def test_what_was_begun_is_thrown_away(playground: Playground) -> None:
    imani = playground.moderator
    await imani.inputs(await begins(playground), "exchanges.question", QUESTION)
    await imani.closes()
    form = await begins(playground)
    assert await imani.clicks(form, "exchanges.discard")
    await playground.settle()
    assert filled(imani.view)["exchanges.question"] is None
    assert await kept_rows(playground) == []
    await imani.closes()
    assert filled(await begins(playground))["exchanges.question"] is None


async def test_changes_of_a_draft_are_offered_again_and_thrown_away(playground: Playground) -> None:
    imani = playground.moderator
    card = await run_command(playground, f'/exchange new "{QUESTION}"')
    await imani.clicks(card, "exchanges.edit")
    assert imani.view
    await imani.inputs(imani.view, "exchanges.question", "What else?")
    await imani.closes()
    assert (await only(playground)).question == QUESTION
    await imani.clicks(card, "exchanges.edit")
    assert imani.view
    assert "Go on with your changes" in words(imani.view)
    assert filled(imani.view)["exchanges.question"] == "What else?"
    await imani.clicks(imani.view, "exchanges.discard")
    await playground.settle()
    assert filled(imani.view)["exchanges.question"] == QUESTION
    assert "Go on with" not in words(imani.view)


async def test_of_two_changes_in_the_wrong_order_the_later_one_is_kept(playground: Playground) -> None:
    imani = playground.moderator
    form = await begins(playground)
    sent: list[str] = []
    for typed in ("What", "What keeps us safe?"):
        await imani.inputs(form, "exchanges.question", typed)
        sent.append(typed)
    await imani.closes()
    assert filled(await begins(playground))["exchanges.question"] == sent[-1]


async def test_another_moderator_is_offered_nothing_of_it_and_no_row_says_who_wrote(playground: Playground) -> None:
    await moderator_is(playground, "Rosa")
    imani, rosa = playground.moderator, playground.person("Rosa")
    await imani.inputs(await begins(playground), "exchanges.question", QUESTION)
    await imani.closes()
    assert filled(await begins(playground, rosa))["exchanges.question"] is None
    [row] = await kept_rows(playground)
    assert imani.id not in str(row)
    assert "safe" not in str(row)
    ctx = playground.starling.context
    await RowCleanup(ctx, kept_forms).tick(playground.tenant_id)
    assert len(await kept_rows(playground)) == 1
    playground.clock.later(days=32)
    await RowCleanup(ctx, kept_forms).tick(playground.tenant_id)
    assert await kept_rows(playground) == [], "after a month nobody goes on with it"


async def test_forget_me_takes_what_was_begun_along(playground: Playground) -> None:
    imani = playground.moderator
    await imani.inputs(await begins(playground), "exchanges.question", QUESTION)
    await imani.closes()
    assert await kept_rows(playground)
    await forget_kept_forms(playground.starling.context, playground.tenant_id, imani.id)
    assert await kept_rows(playground) == []


async def test_in_spanish_the_form_and_its_steps_are_in_spanish(playground: Playground) -> None:
    imani = playground.moderator
    imani.member.locale = "es-ES"
    await imani.inputs(await begins(playground), "exchanges.question", "¿Qué nos mantiene seguros?")
    await imani.closes()
    again = await begins(playground)
    assert ES("draft_form.kept.discard") in words(again)
    for step in STEPS:
        assert ES(f"draft_form.step.{step.name}_button") in words(again)
    outcome = await sends_form(imani, {"exchanges.groups": "Familia"})
    assert "Con un solo grupo" in next(iter(outcome.errors.values()))


async def test_a_hint_on_the_question_is_on_the_card_and_the_exchange_opens_all_the_same(
    playground: Playground,
) -> None:
    card = await run_command(playground, '/exchange new "Should lunch be longer and how do we pay for it?"')
    assert EN("draft.question_hint.yes_no") in words(card)
    assert EN("draft.question_hint.double") in words(card)
    assert await playground.moderator.clicks(card, "exchanges.open")
    await playground.settle()
    assert (await only(playground)).state == "open"
    card = await run_command(playground, f'/exchange new "{QUESTION}"')
    assert EN("draft.question_hint.first") not in words(card)
