"""Somebody is about to say what others said: they may rate theirs, or share all the same. Nothing is ever blocked."""

import asyncio

import pytest

from bot.playground.state.models import Message, View
from bot.share.near_duplicates import index
from storage import comments, exchanges, scores
from storage.exchanges import Exchange
from tests.sentences import EN
from tests.whole_bot import Playground, list_action_ids, words

GUARD = "A crossing guard at the main road"
LIKE_IT = "We need a crossing guard on the main road"
HINT = "Others said something like it"
STAR = "share.near.star"


async def opened(playground: Playground, *texts: str, **settings: object) -> Exchange:
    return await playground.exchange(
        "What keeps us safe?", *(texts or (GUARD, "Longer lunch", "Cleaner toilets")), **settings
    )


async def texts_of(playground: Playground, exchange: Exchange) -> list[str]:
    """Return what people shared, without what was there from the start."""
    return [each.text for each in await playground.comments(exchange) if not each.is_seed]


async def stars(playground: Playground) -> list[tuple[int, str]]:
    """Return (stars, how it was given) of every rating, as a fit reads them."""
    ctx = playground.starling.context
    async with ctx.storage.read() as db:
        (exchange,) = await exchanges.list_all(db, playground.tenant_id)
        found = await scores.list_live_ratings(db, exchange.scope, ctx.key_of(exchange).seals)
    return [(each.stars, "near" if each.is_near else "card") for each in found]


async def form_with(playground: Playground, name: str, text: str, **values: str) -> View:
    """Have somebody send the form; return what it turns into."""
    person = playground.person(name)
    await person.runs("/exchange share", "general")
    assert await person.submits(values={"share.text": text, **values})
    assert person.view
    return person.view


async def card_after(playground: Playground, name: str, text: str) -> Message:
    """Have somebody write to the bot; return the card that comes."""
    person = playground.person(name)
    await person.says(text)
    await playground.settle()
    return person.dm()[-1]


async def ephemeral_after(playground: Playground, name: str, text: str) -> Message:
    person = playground.person(name)
    await person.runs(f"/exchange share {text}", "general")
    await playground.settle()
    return person.ephemerals("general")[-1]


async def test_the_form_shows_what_others_wrote_like_it_and_mine_is_different_shares_all_of_it(
    playground: Playground,
) -> None:
    exchange = await opened(playground, groups=["Student", "Parent"])
    ana = playground.person("Ana")
    hint = await form_with(playground, "Ana", LIKE_IT, **{"share.why": "Cars are fast", "share.group": "Parent"})
    assert HINT in words(hint)
    assert GUARD in words(hint)
    assert "Longer lunch" not in words(hint)
    assert not await texts_of(playground, exchange)
    assert await ana.submits(values={})
    assert "Shared as" in words(ana.view)
    [kept] = [each for each in await playground.comments(exchange) if not each.is_seed]
    assert (kept.text, kept.why) == (LIKE_IT, "Cars are fast")
    await ana.closes()
    await ana.runs("/exchange share", "general")
    assert "share.group" not in list_action_ids(ana.view), "the group was kept with it"


async def test_what_nobody_wrote_before_is_shared_at_once(playground: Playground) -> None:
    exchange = await opened(playground)
    assert "Shared as" in words(await form_with(playground, "Ana", "More light in the hall"))
    assert "Shared as" in words(await ephemeral_after(playground, "Ben", "Quiet rooms to learn in"))
    assert sorted(await texts_of(playground, exchange)) == ["More light in the hall", "Quiet rooms to learn in"]


async def test_rating_one_of_these_keeps_the_stars_and_shares_nothing(playground: Playground) -> None:
    exchange = await opened(playground)
    ana = playground.person("Ana")
    hint = await form_with(playground, "Ana", LIKE_IT)
    assert await ana.chooses(hint, STAR, "4 ★★★★")
    await playground.settle()
    assert ana.view
    assert EN("stars.thanks", stars="4 ★★★★") in words(ana.view)
    assert await stars(playground) == [(4, "near")]
    assert not await texts_of(playground, exchange)
    assert await ana.chooses(ana.view, STAR, "5 ★★★★★")
    await playground.settle()
    assert words(ana.view).count("Thank you") == 1
    assert await stars(playground) == [(5, "near")]
    assert await ana.submits(values={})
    assert await texts_of(playground, exchange) == [LIKE_IT], "still there, and still theirs to share"


async def test_the_words_can_be_changed_and_are_looked_at_again(playground: Playground) -> None:
    exchange = await opened(playground)
    ana = playground.person("Ana")
    await form_with(playground, "Ana", LIKE_IT, **{"share.why": "Cars are fast"})
    assert ana.view
    assert await ana.clicks(ana.view, "share.near.back")
    await playground.settle()
    assert HINT not in words(ana.view)
    assert await ana.submits(values={"share.text": "Longer lunch please"})
    assert "Longer lunch" in words(ana.view)
    assert HINT in words(ana.view)
    assert ana.view
    await ana.clicks(ana.view, "share.near.back")
    await playground.settle()
    assert await ana.submits(values={"share.text": "More light in the hall"})
    [kept] = [each for each in await playground.comments(exchange) if not each.is_seed]
    assert (kept.text, kept.why) == ("More light in the hall", "Cars are fast")


async def test_words_as_long_as_can_be_are_not_lost(playground: Playground) -> None:
    long = (LIKE_IT + ". ") * 66
    exchange = await opened(playground, long[:2900], comment_limit=3000)
    ana = playground.person("Ana")
    await form_with(playground, "Ana", long.strip(), **{"share.why": "w" * 500})
    assert HINT in words(ana.view)
    assert await ana.submits(values={})
    [kept] = [each for each in await playground.comments(exchange) if not each.is_seed]
    assert (kept.text, kept.why) == (long.strip(), "w" * 500)


async def test_a_closed_hint_keeps_nothing(playground: Playground) -> None:
    exchange = await opened(playground)
    await form_with(playground, "Ana", LIKE_IT)
    await playground.person("Ana").closes()
    assert not await texts_of(playground, exchange)


async def test_a_form_and_its_hint_sent_twice_share_once(playground: Playground) -> None:
    exchange = await opened(playground)
    ana = playground.person("Ana")
    await ana.runs("/exchange share", "general")
    form = ana.view
    assert form
    source, mark = form.source, form.hash
    assert await ana.submits(form, {"share.text": LIKE_IT})
    hint, hint_mark = form.source, form.hash
    assert await ana.submits(form)
    form.source, form.hash = hint, hint_mark  # Slack lost the answer: the hint is still shown there
    assert await ana.submits(form)
    form.source, form.hash = source, mark  # and even the first form, which comes back as what it became
    assert await ana.submits(form, {"share.text": LIKE_IT})
    assert "Shared as" in words(form)
    assert await texts_of(playground, exchange) == [LIKE_IT]


async def test_the_card_under_a_message_shows_them_too_and_rating_leaves_the_words_there(
    playground: Playground,
) -> None:
    exchange = await opened(playground)
    ana = playground.person("Ana")
    card = await card_after(playground, "Ana", LIKE_IT)
    assert HINT in words(card)
    assert "Mine is different: share it" in str(card.blocks)
    assert await ana.chooses(card, STAR, "3 ★★★")
    await playground.settle()
    card = ana.dm()[-1]
    assert EN("stars.thanks", stars="3 ★★★") in words(card)
    assert await stars(playground) == [(3, "near")]
    assert not await texts_of(playground, exchange)
    assert await ana.clicks(card, "share.dm.yes")
    await playground.settle()
    assert "Shared as" in words(ana.dm()[-1])
    assert await texts_of(playground, exchange) == [LIKE_IT]


async def test_where_two_are_open_the_card_shows_once_it_is_known_where(playground: Playground) -> None:
    exchange = await opened(playground)
    await playground.exchange("How is lunch?")
    ana = playground.person("Ana")
    card = await card_after(playground, "Ana", LIKE_IT)
    assert HINT not in words(card)
    await ana.chooses(card, "share.which", "What keeps us safe?")
    assert await ana.clicks(card, "share.dm.yes")
    await playground.settle()
    card = ana.dm()[-1]
    assert HINT in words(card)
    assert not await texts_of(playground, exchange)
    assert await ana.clicks(card, "share.dm.yes")
    await playground.settle()
    assert await texts_of(playground, exchange) == [LIKE_IT]


async def test_a_command_asks_in_private_and_its_words_wait_in_the_buttons(playground: Playground) -> None:
    exchange = await opened(playground)
    ana = playground.person("Ana")
    card = await ephemeral_after(playground, "Ana", LIKE_IT)
    assert HINT in words(card)
    assert not await texts_of(playground, exchange)
    assert await ana.chooses(card, STAR, "2 ★★")
    await playground.settle()
    assert "Thank you" in words(ana.ephemerals("general")[-1])
    assert await stars(playground) == [(2, "near")]
    assert await ana.clicks(card, "share.near.share")
    await playground.settle()
    assert "Shared as" in words(ana.ephemerals("general")[0])
    assert await texts_of(playground, exchange) == [LIKE_IT]


async def test_the_words_of_a_command_open_in_the_form_to_be_changed(playground: Playground) -> None:
    exchange = await opened(playground)
    ana = playground.person("Ana")
    card = await ephemeral_after(playground, "Ana", LIKE_IT)
    assert await ana.clicks(card, "share.near.edit")
    await playground.settle()
    assert LIKE_IT in str(ana.view and ana.view.blocks)
    assert await ana.submits(values={"share.text": "More light in the hall"})
    await playground.settle()
    await ana.closes()
    assert await ana.clicks(card, "share.near.share")  # the old answer is still shown there: one command, one comment
    await playground.settle()
    assert await texts_of(playground, exchange) == ["More light in the hall"]


async def test_a_command_too_long_for_a_button_opens_the_form_with_its_words(playground: Playground) -> None:
    long = " ".join([f"{LIKE_IT}."] * 48)
    exchange = await opened(playground, long, comment_limit=3000)
    ana = playground.person("Ana")
    await ana.runs(f"/exchange share {long}", "general")
    await playground.settle()
    assert HINT in words(ana.view)
    assert await ana.submits(values={})
    assert await texts_of(playground, exchange) == [long]


async def test_the_shortcut_on_a_message_shows_them_in_its_form(playground: Playground) -> None:
    exchange = await opened(playground)
    ana = playground.person("Ana")
    await ana.says(LIKE_IT, "general")
    message = ana.sees("general")[-1]
    assert await ana.shortcut("share.message", message)
    await playground.settle()
    assert await ana.submits(values={})
    assert HINT in words(ana.view)
    assert await ana.submits(values={})
    assert await texts_of(playground, exchange) == [LIKE_IT]
    await ana.closes()
    assert await ana.shortcut("share.message", message)
    await playground.settle()
    assert await ana.submits(values={})
    assert "Shared as" in words(ana.view), "the same message is the same comment, and is not asked about again"
    assert await texts_of(playground, exchange) == [LIKE_IT]


async def test_ones_own_is_never_shown_and_the_same_words_are_shared_as_before(playground: Playground) -> None:
    exchange = await opened(playground, "Longer lunch")
    for _ in range(2):
        assert "Shared as" in words(await ephemeral_after(playground, "Ana", LIKE_IT))
    assert await texts_of(playground, exchange) == [LIKE_IT, LIKE_IT]
    assert HINT in words(await ephemeral_after(playground, "Ben", LIKE_IT)), "for others it is"


@pytest.mark.parametrize("state", ["pending", "hidden", "removed", "withdrawn", "superseded"])
async def test_what_is_no_longer_live_is_never_shown(playground: Playground, state: str) -> None:
    exchange = await opened(playground)
    assert HINT in words(await card_after(playground, "Ben", LIKE_IT)), "it is known, and lies ready"
    [guard] = [each for each in await playground.comments(exchange) if each.text == GUARD]
    async with playground.starling.context.storage.write() as db:
        await comments.update_comment(db, exchange.scope, guard.comment_id, state=state)
    assert HINT not in words(await card_after(playground, "Ana", LIKE_IT))
    async with playground.starling.context.storage.write() as db:
        await comments.update_comment(db, exchange.scope, guard.comment_id, state="live")
    assert HINT in words(await card_after(playground, "Ana", LIKE_IT))


async def test_stars_for_one_that_went_meanwhile_are_refused_kindly(playground: Playground) -> None:
    exchange = await opened(playground)
    ana = playground.person("Ana")
    card = await ephemeral_after(playground, "Ana", LIKE_IT)
    [guard] = [each for each in await playground.comments(exchange) if each.text == GUARD]
    async with playground.starling.context.storage.write() as db:
        await comments.update_comment(db, exchange.scope, guard.comment_id, state="removed")
    await ana.chooses(card, STAR, "4 ★★★★")
    await playground.settle()
    assert EN("rate.gone") in words(ana.ephemerals("general")[-1])
    assert not await stars(playground)


async def test_a_comment_that_waits_for_a_moderator_is_shown_to_nobody(playground: Playground) -> None:
    exchange = await opened(playground, "Longer lunch", moderation="pre")
    await ephemeral_after(playground, "Ana", GUARD)
    assert HINT not in words(await ephemeral_after(playground, "Ben", LIKE_IT))
    assert len(await playground.comments(exchange, "pending")) == 2


async def test_nobody_is_named_even_where_names_are_shown(playground: Playground) -> None:
    await opened(playground, "Longer lunch", is_anonymous=False)
    await ephemeral_after(playground, "Ana", GUARD)
    card = await ephemeral_after(playground, "Ben", LIKE_IT)
    assert HINT in words(card)
    assert "ana" not in words(card).lower().split()
    assert playground.person("Ana").id not in str(card.blocks)


async def test_new_words_of_a_comment_count_at_once_and_editing_ones_own_asks_nothing(playground: Playground) -> None:
    exchange = await opened(playground, "Longer lunch")
    ana = playground.person("Ana")
    card = await ephemeral_after(playground, "Ana", "Cleaner toilets")
    assert await ana.clicks(card, "share.edit")
    assert await ana.submits(values={"share.text": "Longer lunch!!!"})
    assert "Saved" in str(ana.view and ana.view.source["title"])
    assert [each.text for each in await playground.comments(exchange) if not each.is_seed] == ["Longer lunch!!!"]
    shown = words(await card_after(playground, "Ben", "A longer lunch"))
    assert "Longer lunch!!!" in shown


async def test_when_it_takes_too_long_the_comment_is_shared_without(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = await opened(playground)
    monkeypatch.setattr(index, "MAX_WAIT_S", 0.05)

    async def slow(*_: object) -> None:
        await asyncio.sleep(0.3)

    monkeypatch.setattr(index.NearComments, "_refresh", slow)
    assert "Shared as" in words(await ephemeral_after(playground, "Ana", LIKE_IT))
    assert await texts_of(playground, exchange) == [LIKE_IT]


async def test_when_it_fails_the_comment_is_shared_without(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange = await opened(playground)

    async def failing(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(index.NearComments, "_refresh", failing)
    assert "Shared as" in words(await form_with(playground, "Ana", LIKE_IT))
    assert await texts_of(playground, exchange) == [LIKE_IT]


async def test_a_hint_that_was_open_past_the_close_shares_nothing(playground: Playground) -> None:
    exchange = await opened(playground)
    ana = playground.person("Ana")
    card = await ephemeral_after(playground, "Ana", LIKE_IT)
    async with playground.starling.context.storage.write() as db:
        await exchanges.update_exchange(db, exchange.scope, state="closed")
    await ana.clicks(card, "share.near.share")
    await playground.settle()
    assert "closed" in words(ana.ephemerals("general")[-1])
    assert not await texts_of(playground, exchange)


async def test_the_exchanges_used_longest_ago_drop_oldest(
    playground: Playground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_MAX_KEPT", 4)
    found: list[index.NearComments] = []
    original = index.NearComments._drop_oldest

    def noted(self: index.NearComments) -> None:
        found.append(self)
        original(self)

    monkeypatch.setattr(index.NearComments, "_drop_oldest", noted)
    for slug in ("one", "two", "three"):
        await opened(playground, slug=slug)
        await ephemeral_after(playground, "Ana", f"#{slug} {LIKE_IT}")
    assert sum(len(cache.index) for cache in found[-1]._caches.values()) <= 4
