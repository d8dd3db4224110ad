"""People share: by form, by message, by command, by shortcut; they reword, withdraw, and read why not."""

from tests.whole_bot import Playground, list_action_ids, words


async def test_a_student_shares_by_direct_message_and_it_is_kept_without_a_name(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")

    assert await ana.says("Longer lunch & a crossing guard")
    await playground.settle()
    card = ana.dm()[-1]
    assert "Share this as a comment?" in words(card)
    assert not await playground.comments(exchange)

    assert await ana.clicks(card, "share.dm.yes")
    await playground.settle()
    [kept] = await playground.comments(exchange)
    assert kept.text == "Longer lunch & a crossing guard"
    assert f"Shared as *#{kept.number}*" in words(ana.dm()[-1])
    assert (await playground.counts(exchange)).people == 1


async def test_a_parent_shares_by_form_from_a_command(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", groups=["Student", "Parent"])
    ben = playground.person("Ben")

    assert await ben.runs("/exchange share", "general")
    assert ben.view
    assert await ben.submits(
        values={"share.text": "Officers should train first", "share.why": "Trust", "share.group": "Parent"}
    )
    assert ben.view
    assert "Shared as" in words(ben.view)
    [kept] = await playground.comments(exchange)
    assert (kept.text, kept.why) == ("Officers should train first", "Trust")

    await ben.closes()
    assert await ben.runs("/exchange share", "general")
    assert "share.group" not in list_action_ids(ben.view), "asked once"


async def test_a_command_with_words_shares_at_once_and_nothing_shows_in_the_channel(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    before = len(playground.person("Ben").sees("general"))
    assert await ana.runs("/exchange share Officers should train with counsellors", "general")
    await playground.settle()
    [kept] = await playground.comments(exchange)
    assert kept.text == "Officers should train with counsellors"
    assert len(playground.person("Ben").sees("general")) == before


async def test_a_comment_that_begins_like_the_exchanges_name_keeps_its_first_word(playground: Playground) -> None:
    exchange = await playground.exchange("How is lunch?", slug="lunch")
    await playground.person("Ana").runs("/exchange share Lunch is too short", "general")
    await playground.settle()
    assert [kept.text for kept in await playground.comments(exchange)] == ["Lunch is too short"]


async def test_a_comment_that_is_too_long_is_answered_with_how_much(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?", comment_limit=100)
    ana = playground.person("Ana")
    await ana.says("x" * 130)
    await playground.settle()
    assert "130 characters" in words(ana.dm()[-1])
    assert "shorten it by 30" in words(ana.dm()[-1])
    assert not await playground.comments(exchange)


async def test_a_file_is_refused_kindly_and_its_words_may_be_shared(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    await ana.says("my words", files=[{"name": "photo.png", "mimetype": "image/png"}])
    await playground.settle()
    assert any("cannot take files" in words(message) for message in ana.dm())
    assert await ana.clicks(ana.dm()[-1], "share.dm.yes")
    await playground.settle()
    assert [kept.text for kept in await playground.comments(exchange)] == ["my words"]


async def test_no_leaves_the_message_between_the_two(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    await ana.says("Do not share this")
    await playground.settle()
    assert await ana.clicks(ana.dm()[-1], "share.dm.no")
    await playground.settle()
    assert "Not shared" in words(ana.dm()[-1])
    assert not await playground.comments(exchange)


async def test_editing_the_card_first_shares_the_edited_words_once(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    await ana.says("First words")
    await playground.settle()
    card = ana.dm()[-1]
    assert await ana.clicks(card, "share.dm.edit")
    assert await ana.submits(values={"share.text": "Better words"})
    await ana.clicks(card, "share.dm.yes")
    await playground.settle()
    assert [kept.text for kept in await playground.comments(exchange)] == ["Better words"]


async def test_of_two_exchanges_the_person_chooses(playground: Playground) -> None:
    await playground.exchange("What keeps us safe?")
    lunch = await playground.exchange("How is lunch?")
    ana = playground.person("Ana")
    await ana.says("More time to eat")
    await playground.settle()
    card = ana.dm()[-1]
    await ana.clicks(card, "share.dm.yes")
    await playground.settle()
    assert not await playground.comments(lunch), "nothing was chosen yet"
    await ana.chooses(card, "share.which", "How is lunch?")
    assert await ana.clicks(card, "share.dm.yes")
    await playground.settle()
    assert [kept.text for kept in await playground.comments(lunch)] == ["More time to eat"]


async def test_rewording_before_and_after_the_first_rating(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana, ben = playground.person("Ana"), playground.person("Ben")
    await ana.runs("/exchange share Old words", "general")
    await playground.settle()
    card = ana.ephemerals("general")[-1]
    assert await ana.clicks(card, "share.edit")
    assert await ana.submits(values={"share.text": "New words"})
    [kept] = await playground.comments(exchange)
    assert (kept.text, kept.version) == ("New words", 2), "a card that shows the old words does not count for these"

    await ben.runs("/exchange rate", "general")
    await playground.settle()
    assert await ben.clicks(ben.dm()[-1], "rate.star.4")
    await playground.settle()
    await ana.closes()
    assert await ana.clicks(card, "share.edit")
    assert ana.view
    assert "new version" in str(ana.view.blocks)
    assert await ana.submits(values={"share.text": "Newest words"})
    [live] = await playground.comments(exchange)
    assert (live.text, live.version, live.ratings) == ("Newest words", 3, 0)
    [old] = await playground.comments(exchange, "superseded")
    assert (old.text, old.ratings) == ("New words", 1)


async def test_withdrawing(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    await ana.runs("/exchange share Not so good", "general")
    await playground.settle()
    assert await ana.clicks(ana.ephemerals("general")[-1], "share.withdraw")
    await playground.settle()
    assert not await playground.comments(exchange)
    assert len(await playground.comments(exchange, "withdrawn")) == 1


async def test_an_edited_or_deleted_message_asks_what_becomes_of_its_comment(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana = playground.person("Ana")
    await ana.says("First words")
    await playground.settle()
    mine = next(message for message in ana.dm() if message.user == ana.id)
    await ana.clicks(ana.dm()[-1], "share.dm.yes")
    await playground.settle()

    await ana.edits(mine, "Second words")
    await playground.settle()
    assert [kept.text for kept in await playground.comments(exchange)] == ["First words"], "not without asking"
    assert await ana.clicks(ana.dm()[-1], "share.dm.reword")
    await playground.settle()
    assert [kept.text for kept in await playground.comments(exchange)] == ["Second words"]

    await ana.deletes(mine)
    await playground.settle()
    assert "deleted the message" in words(ana.dm()[-1])
    assert await ana.clicks(ana.dm()[-1], "share.withdraw")
    await playground.settle()
    assert not await playground.comments(exchange)


async def test_the_shortcut_works_on_ones_own_message_only(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    ana, ben = playground.person("Ana"), playground.person("Ben")
    await ana.says("Said in the channel", "general")
    message = ana.sees("general")[-1]
    await ben.shortcut("share.message", message)
    await playground.settle()
    assert "Only your own messages" in words(ben.ephemerals("general")[-1])

    assert await ana.shortcut("share.message", message)
    await playground.settle()
    assert ana.view
    assert "Said in the channel" in str(ana.view.blocks)
    assert await ana.submits(values={})
    await playground.settle()
    assert [kept.text for kept in await playground.comments(exchange)] == ["Said in the channel"]


async def test_without_an_exchange_and_after_the_close_the_person_reads_why(playground: Playground) -> None:
    ana = playground.person("Ana")
    await ana.says("hello")
    await playground.settle()
    assert "No exchange is open" in words(ana.dm()[-1])
    exchange = await playground.exchange("What keeps us safe?")
    await ana.says("too late")
    await playground.settle()
    card = ana.dm()[-1]
    from storage import exchanges

    async with playground.starling.context.storage.write() as db:
        await exchanges.update_exchange(db, exchange.scope, state="closed")
    await ana.clicks(card, "share.dm.yes")
    await playground.settle()
    assert any("closed" in words(message) for message in [*ana.dm(), *ana.ephemerals()])
    assert not await playground.comments(exchange)


async def test_other_bots_and_strangers_are_not_participants(playground: Playground) -> None:
    exchange = await playground.exchange("What keeps us safe?")
    stranger = playground.person("Stranger", team_id="T0OTHER")
    playground.slack.context.unseen_clicks = True
    outcome = await stranger.clicks_unseen("share.open", str(exchange.exchange_id))
    await playground.settle()
    assert outcome.status == 200
    assert not stranger.views
    assert any("members of this workspace" in words(message) for message in [*stranger.ephemerals(), *stranger.dm()])
    bot = playground.person("Other bot", is_bot=True)
    await bot.says("buy now", "general")
    await playground.settle()
    assert not await playground.comments(exchange)
