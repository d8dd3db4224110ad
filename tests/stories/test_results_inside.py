"""A large theme of the results is looked into: its sub-themes on demand, and the way back."""

from dataclasses import replace
from typing import Any

from bot.core.themes import LastingTheme, ThemeState, follow
from bot.core.themes.state import SubTheme
from bot.results.blocks_inside import INSIDE
from storage import theme_parts
from storage.exchanges import Exchange
from tests.core.test_subthemes import PARTS, comments, vectors
from tests.sentences import EN, ES
from tests.stories.digest_helpers import QUESTION, announced, by_first_word, close, order, set_state, tick
from tests.whole_bot import Playground, list_action_ids, words

LONG = ("Lunch breaks should be much longer", "Lunch should last longer for everybody", "Lunch longer please")
WARM = ("Lunch should be served warm", "Lunch must be warm in the winter")
OTHER = ("Lunch is fun", "Doors that can be locked", "Doors with a window in them")


async def with_parts(*asked: Any, **more: Any) -> Any:
    """Find themes by their first word, and what lunch consists of."""
    state, events = await by_first_word(*asked, **more)
    ids = {text: comment_id for comment_id, text in asked[0]}
    parts = tuple(
        SubTheme(name, (name,), ids[texts[0]], tuple(ids[text] for text in texts if text in ids))
        for name, texts in (("longer lunch", LONG), ("warm lunch", WARM))
        if texts[0] in ids
    )
    themes = tuple(replace(theme, parts=parts) if theme.headline == "Lunch" else theme for theme in state.themes)
    return ThemeState(themes, next_number=state.next_number), events


async def themed(playground: Playground, **settings: Any) -> Exchange:
    """Return a closed exchange whose themes were found."""
    exchange = await announced(playground, *LONG, *WARM, *OTHER, **settings)
    await order(playground)
    await tick(playground, with_parts)
    await close(playground, exchange)
    return exchange


async def test_the_way_in_leads_to_sub_themes_with_quotes_and_back_to_the_results(playground: Playground) -> None:
    await themed(playground)
    ana = playground.person("Ana")
    assert await ana.runs("/exchange results", "general")
    await playground.settle()
    results = ana.view
    assert results
    assert "longer lunch" not in words(results), "on demand only"
    assert await ana.chooses(results, INSIDE, "Lunch (6)")
    await playground.settle()
    inside = ana.view
    assert inside
    assert inside.id != results.id
    text = words(inside)
    for part in ("Lunch", "longer lunch", EN("common.comments", n=3), "warm lunch", EN("common.comments", n=2)):
        assert part in text
    assert f"“{LONG[0]}”" in text
    assert any(f"“{each}”" in text for each in WARM)
    assert EN("results.inside_rest", n=1) in text
    assert await ana.closes()
    await playground.settle()
    assert ana.view
    assert QUESTION in words(ana.view), "closing it leads back"


async def test_only_themes_with_sub_themes_are_in_the_menu_and_without_any_there_is_none(
    playground: Playground,
) -> None:
    exchange = await themed(playground, language="es")
    rosa = playground.person("Rosa", locale="es-MX")
    assert await rosa.runs("/exchange resultados", "general")
    await playground.settle()
    assert rosa.view
    (menu,) = [
        part
        for block in rosa.view.blocks
        if block["type"] == "actions"
        for part in block["elements"]
        if part["action_id"] == INSIDE
    ]
    assert [each["text"]["text"] for each in menu["options"]] == ["Lunch (6)"]
    assert menu["placeholder"]["text"] == ES("results.inside.placeholder")
    for text in (*LONG, *WARM):
        await set_state(playground, exchange, text, state="removed")
    assert await rosa.chooses(rosa.view, INSIDE, "Lunch (6)")
    await playground.settle()
    assert ES("results.inside_none") in words(rosa.view), "what is gone meanwhile is not shown"


async def test_where_no_window_opens_it_is_a_private_message_and_who_may_not_see_results_sees_none(
    playground: Playground,
) -> None:
    exchange = await themed(playground)
    ana = playground.person("Ana")
    playground.slack.faults.answer("views.open", status=503, times=2)
    assert await ana.runs("/exchange results", "general")
    await playground.settle()
    message = ana.ephemerals("general")[-1]
    assert INSIDE in list_action_ids(message)
    assert await ana.chooses(message, INSIDE, "Lunch (6)")
    await playground.settle()
    assert "warm lunch" in words(ana.ephemerals("general")[-1])

    await close(playground, exchange, state="open")
    assert await ana.chooses(message, INSIDE, "Lunch (6)")
    await playground.settle()
    assert EN("results.gate", min=5, rated=0) in words(ana.ephemerals("general")[-1])
    assert ana.view is None


async def in_the_large_theme(asked: Any, *_: Any, **more: Any) -> Any:
    """Find themes and their sub-themes as the finder does, where a moderator made one of all that is about lunch."""
    key_of = {text: str(key) for key, text in comments()}
    rows = vectors([(key_of[text], text) for _, text in asked])
    found = follow(asked, extra=rows)[0]
    lunch = {comment_id for comment_id, text in asked if key_of[text].split()[0] in PARTS}
    others = tuple(theme for theme in found.themes if not lunch & {member for member, _ in theme.members})
    members = tuple((comment_id, 1.0) for comment_id in sorted(lunch))
    whole = LastingTheme(99, "Lunch", ("lunch",), members=members, is_merged=True)
    return follow(asked, replace(found, themes=(whole, *others)), extra=rows)


async def test_what_the_finder_finds_in_a_theme_of_sixty_and_more_is_read_there_and_nowhere_else(
    playground: Playground,
) -> None:
    exchange = await announced(playground, *(text for _, text in comments()))
    await order(playground)
    await tick(playground, in_the_large_theme)
    await close(playground, exchange)
    ana = playground.person("Ana")
    assert await ana.runs("/exchange results", "general")
    await playground.settle()
    assert ana.view
    async with playground.starling.context.storage.read() as db:
        parts = await theme_parts.get_parts(db, exchange.scope, 99)
    assert 2 <= len(parts) <= 6
    assert not any(name in words(ana.view) for name, _ in parts), "on demand only"
    assert await ana.chooses(ana.view, INSIDE, "Lunch (120)")
    await playground.settle()
    inside = words(ana.view)
    for name, ids in parts:
        assert name in inside
        assert EN("common.comments", n=len(ids)) in inside
