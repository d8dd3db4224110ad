"""People share: by form, by message, by command, by shortcut; they reword, withdraw, and are told why not."""

from tests.town import Town, action_ids, words


async def test_a_student_shares_by_direct_message_and_it_is_kept_without_a_name(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    ana = town.person("Ana")

    assert await ana.says("Longer lunch & a crossing guard")
    await town.settle()
    card = ana.dm()[-1]
    assert "Share this as a comment?" in words(card)
    assert not await town.comments(exchange)

    assert await ana.clicks(card, "share.dm.yes")
    await town.settle()
    [kept] = await town.comments(exchange)
    assert kept.text == "Longer lunch & a crossing guard"
    assert f"Shared as *#{kept.number}*" in words(ana.dm()[-1])
    assert (await town.counts(exchange)).people == 1


async def test_a_parent_shares_by_form_from_a_command(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", groups=["Student", "Parent"])
    ben = town.person("Ben")

    assert await ben.runs("/exchange share", "general")
    assert ben.view
    assert await ben.submits(
        values={"share.text": "Officers should train first", "share.why": "Trust", "share.group": "Parent"}
    )
    assert ben.view
    assert "Shared as" in words(ben.view)
    [kept] = await town.comments(exchange)
    assert (kept.text, kept.why) == ("Officers should train first", "Trust")

    await ben.closes()
    assert await ben.runs("/exchange share", "general")
    assert "share.group" not in action_ids(ben.view), "asked once"


async def test_a_command_with_words_shares_at_once_and_nothing_shows_in_the_channel(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    ana = town.person("Ana")
    before = len(town.person("Ben").sees("general"))
    assert await ana.runs("/exchange share Officers should train with counsellors", "general")
    await town.settle()
    [kept] = await town.comments(exchange)
    assert kept.text == "Officers should train with counsellors"
    assert len(town.person("Ben").sees("general")) == before


async def test_a_comment_that_begins_like_the_exchanges_name_keeps_its_first_word(town: Town) -> None:
    exchange = await town.exchange("How is lunch?", slug="lunch")
    await town.person("Ana").runs("/exchange share Lunch is too short", "general")
    await town.settle()
    assert [kept.text for kept in await town.comments(exchange)] == ["Lunch is too short"]


async def test_a_comment_that_is_too_long_is_answered_with_how_much(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?", comment_limit=100)
    ana = town.person("Ana")
    await ana.says("x" * 130)
    await town.settle()
    assert "130 characters" in words(ana.dm()[-1])
    assert "shorten it by 30" in words(ana.dm()[-1])
    assert not await town.comments(exchange)


async def test_a_file_is_refused_kindly_and_its_words_may_be_shared(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    ana = town.person("Ana")
    await ana.says("my words", files=[{"name": "photo.png", "mimetype": "image/png"}])
    await town.settle()
    assert any("cannot take files" in words(message) for message in ana.dm())
    assert await ana.clicks(ana.dm()[-1], "share.dm.yes")
    await town.settle()
    assert [kept.text for kept in await town.comments(exchange)] == ["my words"]


async def test_no_leaves_the_message_between_the_two(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    ana = town.person("Ana")
    await ana.says("Do not share this")
    await town.settle()
    assert await ana.clicks(ana.dm()[-1], "share.dm.no")
    await town.settle()
    assert "Not shared" in words(ana.dm()[-1])
    assert not await town.comments(exchange)


async def test_editing_the_card_first_shares_the_edited_words_once(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    ana = town.person("Ana")
    await ana.says("First words")
    await town.settle()
    card = ana.dm()[-1]
    assert await ana.clicks(card, "share.dm.edit")
    assert await ana.submits(values={"share.text": "Better words"})
    await ana.clicks(card, "share.dm.yes")
    await town.settle()
    assert [kept.text for kept in await town.comments(exchange)] == ["Better words"]


async def test_of_two_exchanges_the_person_chooses(town: Town) -> None:
    await town.exchange("What keeps us safe?")
    lunch = await town.exchange("How is lunch?")
    ana = town.person("Ana")
    await ana.says("More time to eat")
    await town.settle()
    card = ana.dm()[-1]
    await ana.clicks(card, "share.dm.yes")
    await town.settle()
    assert not await town.comments(lunch), "nothing was chosen yet"
    await ana.chooses(card, "share.which", "How is lunch?")
    assert await ana.clicks(card, "share.dm.yes")
    await town.settle()
    assert [kept.text for kept in await town.comments(lunch)] == ["More time to eat"]


async def test_rewording_before_and_after_the_first_rating(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    ana, ben = town.person("Ana"), town.person("Ben")
    await ana.runs("/exchange share Old words", "general")
    await town.settle()
    card = ana.whispers("general")[-1]
    assert await ana.clicks(card, "share.edit")
    assert await ana.submits(values={"share.text": "New words"})
    [kept] = await town.comments(exchange)
    assert (kept.text, kept.version) == ("New words", 2), "a card that shows the old words does not count for these"

    await ben.runs("/exchange rate", "general")
    await town.settle()
    assert await ben.clicks(ben.dm()[-1], "rate.star.4")
    await town.settle()
    await ana.closes()
    assert await ana.clicks(card, "share.edit")
    assert ana.view
    assert "new version" in str(ana.view.blocks)
    assert await ana.submits(values={"share.text": "Newest words"})
    [live] = await town.comments(exchange)
    assert (live.text, live.version, live.ratings) == ("Newest words", 3, 0)
    [old] = await town.comments(exchange, "replaced")
    assert (old.text, old.ratings) == ("New words", 1)


async def test_withdrawing(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    ana = town.person("Ana")
    await ana.runs("/exchange share Not so good", "general")
    await town.settle()
    assert await ana.clicks(ana.whispers("general")[-1], "share.withdraw")
    await town.settle()
    assert not await town.comments(exchange)
    assert len(await town.comments(exchange, "withdrawn")) == 1


async def test_an_edited_or_deleted_message_asks_what_becomes_of_its_comment(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    ana = town.person("Ana")
    await ana.says("First words")
    await town.settle()
    mine = next(message for message in ana.dm() if message.user == ana.id)
    await ana.clicks(ana.dm()[-1], "share.dm.yes")
    await town.settle()

    await ana.edits(mine, "Second words")
    await town.settle()
    assert [kept.text for kept in await town.comments(exchange)] == ["First words"], "not without asking"
    assert await ana.clicks(ana.dm()[-1], "share.dm.reword")
    await town.settle()
    assert [kept.text for kept in await town.comments(exchange)] == ["Second words"]

    await ana.deletes(mine)
    await town.settle()
    assert "deleted the message" in words(ana.dm()[-1])
    assert await ana.clicks(ana.dm()[-1], "share.withdraw")
    await town.settle()
    assert not await town.comments(exchange)


async def test_the_shortcut_works_on_ones_own_message_only(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    ana, ben = town.person("Ana"), town.person("Ben")
    await ana.says("Said in the channel", "general")
    message = ana.sees("general")[-1]
    await ben.shortcut("share.message", message)
    await town.settle()
    assert "Only your own messages" in words(ben.whispers("general")[-1])

    assert await ana.shortcut("share.message", message)
    await town.settle()
    assert ana.view
    assert "Said in the channel" in str(ana.view.blocks)
    assert await ana.submits(values={})
    await town.settle()
    assert [kept.text for kept in await town.comments(exchange)] == ["Said in the channel"]


async def test_without_an_exchange_and_after_the_close_the_person_is_told(town: Town) -> None:
    ana = town.person("Ana")
    await ana.says("hello")
    await town.settle()
    assert "No exchange is open" in words(ana.dm()[-1])
    exchange = await town.exchange("What keeps us safe?")
    await ana.says("too late")
    await town.settle()
    card = ana.dm()[-1]
    from storage import exchanges

    async with town.starling.kit.storage.write() as db:
        await exchanges.change(db, town.tenant_id, exchange.exchange_id, state="closed")
    await ana.clicks(card, "share.dm.yes")
    await town.settle()
    assert any("closed" in words(message) for message in [*ana.dm(), *ana.whispers()])
    assert not await town.comments(exchange)


async def test_other_bots_and_strangers_are_not_participants(town: Town) -> None:
    exchange = await town.exchange("What keeps us safe?")
    stranger = town.person("Stranger", team_id="T0OTHER")
    town.playground.unseen_clicks = True
    outcome = await stranger.clicks_unseen("share.open", str(exchange.exchange_id))
    await town.settle()
    assert outcome.status == 200
    assert not stranger.views
    assert any("members of this workspace" in words(told) for told in [*stranger.whispers(), *stranger.dm()])
    bot = town.person("Other bot", is_bot=True)
    await bot.says("buy now", "general")
    await town.settle()
    assert not await town.comments(exchange)
