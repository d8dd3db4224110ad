"""Comments that give no answer are counted apart in digests and results, and named nowhere."""

from tests.sentences import EN
from tests.stories.digest_helpers import announced, posted, reply_to, wait_for
from tests.whole_bot import Playground, words

TEXTS = [
    f"{what} {there}"
    for what in ("Longer lunch breaks", "Doors that lock", "Known officers")
    for there in ("please", "in every school", "for the small ones", "after noon", "without a fuss")
]
SILENT = ["n/a", "N/A", "none", "nothing", "idk", "nada", "❤️", ":+1: :+1:", "asdfghjkl", "test"]


async def test_what_gives_no_answer_is_in_no_theme_and_counted_apart(playground: Playground) -> None:
    await announced(playground, *TEXTS, *SILENT)
    await playground.starling.scheduler.run_once("exchanges")  # counts what the digest says
    playground.starling.scheduler.start()
    await playground.moderator.runs("/exchange digest now", "general")
    await wait_for(lambda: posted(playground))
    (digest,) = posted(playground)
    assert "more than 20 comments" in words(digest)
    assert EN("ledger.part_no_answer", n=EN("common.over", n=5)) in words(digest)
    assert "No answer" not in words(digest)
    assert "Korean" not in words(digest)

    assert await playground.moderator.runs("/exchange results", "general")
    await playground.settle()
    shown = words(playground.moderator.view)
    assert EN("ledger.part_no_answer", n=EN("common.over", n=5)) in shown
    assert shown.count("no answer") == 1, "it is said once"
    assert "No answer" not in words(playground.moderator.view)
    assert "No answer" in await reply_to(playground, "/exchange theme list"), "moderators see the set, to move from it"
