"""Digests and results of people who disagree, and of people who speak two languages."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from bot.core.themes import ThemeState
from bot.core.themes.opposition import find_opposed
from bot.playground.people.person import Person
from bot.worker import follow_in_worker
from storage import themes
from tests.core.test_theme_meaning import sample
from tests.sentences import EN, ES, Sentences
from tests.stories.digest_helpers import announced, by_first_word, close, order, posted, rate, set_state, tick
from tests.whole_bot import Playground, words

FOR = (
    "Uniforms are fair and I support uniforms",
    "Uniforms help me, I support uniforms",
    "Uniforms look fine and I want uniforms here",
)
AGAINST = (
    "Uniforms cost too much, I am against uniforms",
    "Uniforms are ugly, we do not need uniforms",
    "Uniforms itch, so I am against uniforms",
)
LUNCH = ("Lunch should be warm in winter", "Lunch should be longer for us")
STARS = [0, 0, 1, 2, 3]


async def with_sides(*asked: Any, **more: Any) -> Any:
    """Find themes by their first word, and where the comments of one oppose each other, as the finder does."""
    state, events = await by_first_word(*asked, **more)
    texts = dict(asked[0])
    ids = list(texts)
    opposed = []
    for theme in state.themes:
        members = [ids.index(each) for each, _ in theme.members]
        found = find_opposed(members, list(texts.values()), theme.phrases)
        pro, contra = (ids[at] for at in found) if found else (None, None)
        opposed.append(replace(theme, for_id=pro, against_id=contra))
    return ThemeState(tuple(opposed), next_number=state.next_number), events


async def results_of(playground: Playground, person: Person) -> str:
    assert await person.runs("/exchange results", "general")
    await playground.settle()
    return words(person.view)


@pytest.mark.parametrize("language", ["en", "es"])
async def test_where_people_oppose_each_other_digest_and_results_say_so_and_quote_one_of_each(
    playground: Playground, language: str
) -> None:
    texts: Sentences = ES if language == "es" else EN
    exchange = await announced(playground, *FOR, *AGAINST, *LUNCH, language=language)
    await rate(playground, exchange, **{each.replace(" ", "_"): STARS for each in (*FOR, *AGAINST, *LUNCH)})
    await order(playground)
    await tick(playground, with_sides)
    (digest,) = posted(playground)
    reader = playground.moderator if language == "en" else playground.person("Rosa", locale="es-MX", is_admin=True)
    for shown in (words(digest), await results_of(playground, reader)):
        assert texts("themes.opposed") in shown
        assert shown.count(texts("themes.quote_for")) == 1
        assert shown.count(texts("themes.quote_against")) == 1
        assert any(part in shown for part in ("I support uniforms", "I want uniforms here"))
        assert any(part in shown for part in ("I am against uniforms", "we do not need uniforms"))


async def test_where_one_side_is_gone_no_screen_says_that_people_disagree(playground: Playground) -> None:
    exchange = await announced(playground, *FOR, *AGAINST, *LUNCH)
    await rate(playground, exchange, **{each.replace(" ", "_"): STARS for each in (*FOR, *AGAINST, *LUNCH)})
    await order(playground)
    await tick(playground, with_sides)
    for each in AGAINST:
        await set_state(playground, exchange, each, state="removed")
    await close(playground, exchange)
    shown = await results_of(playground, playground.moderator)
    assert "Uniforms" in shown
    assert EN("themes.opposed") not in shown
    assert EN("themes.quote_against") not in shown


async def test_english_and_spanish_comments_on_one_matter_share_a_theme_that_names_both_languages(
    playground: Playground,
) -> None:
    comments, languages, _ = sample()
    exchange = await announced(playground, *dict.fromkeys(text for _, text in comments))
    texts = {each.comment_id: each.text for each in await playground.comments(exchange)}
    language_of = {text: languages[each] for each, text in comments}
    await order(playground)
    await tick(playground, partial(follow_in_worker, playground.starling.worker))
    (digest,) = posted(playground)
    assert EN("common.languages_together", languages=["English", "Spanish"]) in words(digest)
    await close(playground, exchange)
    shown = await results_of(playground, playground.moderator)
    assert EN("common.languages_together", languages=["English", "Spanish"]) in shown
    async with playground.starling.context.storage.read() as db:
        members = await themes.list_members(db, exchange.scope)
    held: dict[int, set[str]] = {}
    for comment_id, theme_id in members.items():
        held.setdefault(theme_id, set()).add(language_of[texts[comment_id]])
    assert {"en", "es"} in held.values(), "one theme really holds both"
