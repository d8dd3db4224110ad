"""A moderator begins an exchange from a template: a shipped one, or an earlier exchange of the workspace."""

from datetime import timedelta
from typing import Any

import pytest

from bot.exchanges import templates
from bot.playground.state.models import View
from storage import exchanges
from tests.sentences import EN, ES
from tests.stories.exchange_helpers import every, only, reply_text
from tests.whole_bot import Playground, words


def menu(view: View | None) -> list[dict[str, Any]]:
    """Return the options of the menu of templates."""
    assert view
    chooser = next(block for block in view.blocks if block.get("block_id") == "exchanges.template")
    return [each for group in chooser["accessory"]["option_groups"] for each in group["options"]]


async def chooses(playground: Playground, text: str) -> View:
    imani = playground.moderator
    value = next(each["value"] for each in menu(imani.view) if text in each["text"]["text"])
    assert imani.view
    await imani.chooses(imani.view, "exchanges.template", value)
    await playground.settle()
    assert imani.view
    return imani.view


async def test_a_shipped_template_fills_the_form_and_what_was_chosen_before_is_gone(playground: Playground) -> None:
    imani = playground.moderator
    await imani.runs("/exchange new", "general")
    await chooses(playground, EN("templates.budget.name"))
    view = await chooses(playground, EN("templates.staff.name"))
    assert EN("templates.filled", name=EN("templates.staff.name")).replace("`", "") in words(view).replace("`", "")
    assert await every(playground) == []
    assert await imani.submits()
    await playground.settle()
    kept = await only(playground)
    assert kept.question == EN("templates.staff.question")
    assert kept.groups == ("Teacher", "Support staff", "Administrator")
    assert kept.moderation == "pre"
    assert kept.channel_id == playground.slack.channel("general").id
    assert kept.closes_at
    assert timedelta(days=6) < kept.closes_at - playground.clock.now() < timedelta(days=8)


async def test_an_earlier_exchange_is_a_template_without_what_was_its_own(playground: Playground) -> None:
    imani = playground.moderator
    now = playground.clock.now()
    await playground.exchange(
        "What keeps us safe?",
        "Lunch",
        slug="safe",
        groups=["Student", "Parent"],
        star_meaning="agree",
        min_group_size=10,
        state="closed",
        opened_at=now - timedelta(days=9),
        closed_at=now,
    )
    await imani.runs("/exchange new", "general")
    await chooses(playground, "safe: What keeps us safe?")
    assert await imani.submits()
    await playground.settle()
    new = next(each for each in await every(playground) if each.state == "draft")
    assert (new.question, new.groups) == ("What keeps us safe?", ("Student", "Parent"))
    assert (new.star_meaning, new.min_group_size) == ("agree", 10)
    assert new.slug != "safe"
    assert new.closes_at
    assert timedelta(days=8) < new.closes_at - now < timedelta(days=10)
    assert await playground.comments(new) == []


async def test_a_line_takes_a_template_and_what_is_written_comes_first(playground: Playground) -> None:
    await reply_text(playground, '/exchange new "Which hours suit you?" --template=schedule --stars=important')
    first = await only(playground)
    assert (first.question, first.star_meaning) == ("Which hours suit you?", "important")
    assert first.groups == tuple(EN("templates.groups_school").split(" / "))
    assert await reply_text(playground, f'/exchange new "Again?" --template={first.slug}')  # a draft is no template
    assert len(await every(playground)) == 1


async def test_in_spanish_a_template_is_in_spanish(playground: Playground) -> None:
    playground.moderator.member.locale = "es-ES"
    await playground.moderator.runs("/exchange nueva --plantilla=clima", "general")
    assert ES("templates.climate.question") in str(playground.moderator.view and playground.moderator.view.blocks)
    names = [each.name for each in templates.SHIPPED]
    answer = await reply_text(playground, "/exchange nueva --plantilla=nada")
    assert ES("templates.unknown", names=names) in answer


async def test_a_template_that_is_gone_and_the_menu_of_somebody_else_change_nothing(playground: Playground) -> None:
    imani = playground.moderator
    exchange = await playground.exchange("What was it?", slug="was", state="closed", closed_at=playground.clock.now())
    await imani.runs("/exchange new", "general")
    before = imani.view
    assert any("was: What was it?" in each["text"]["text"] for each in menu(before))
    async with playground.starling.context.storage.write() as db:
        await exchanges.update_exchange(db, exchange.scope, state="draft", closed_at=None, opened_at=None)
    assert imani.view
    await imani.chooses(imani.view, "exchanges.template", f"own|{exchange.exchange_id}")
    await playground.settle()
    assert imani.view is before
    assert "What was it?" not in str([block.get("element") for block in (imani.view.blocks if imani.view else [])])


@pytest.mark.parametrize("texts", [EN, ES])
def test_every_shipped_template_fits_the_form(texts: Any) -> None:
    for each in templates.SHIPPED:
        question, background, groups = templates.words(texts, each)
        assert len(question) <= 300
        assert len(background) <= 3000
        assert 2 <= len(groups.split("/")) <= 99
        assert templates.title(texts, each)
