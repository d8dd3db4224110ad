"""Block Kit of a person's own results: a modal that they alone see."""

from collections.abc import Sequence

from bot.domain.figures import as_of_text, range_text
from bot.domain.results_gate import RATE_FIRST
from bot.home.own_results import OwnRating, OwnResults
from bot.home.words import fate_text
from bot.slack import action_ids
from bot.slack.blocks import (
    Block,
    actions,
    button,
    context_block,
    cut,
    divider,
    escape,
    header,
    modal,
    plain_section,
    section,
)
from bot.texts import Texts

MAKE_LINK = "home.own_results_link"  # value: EXCHANGE
FOLLOW_LINK = "home.own_results_follow"  # a button with an address, which Slack reports as well
_SHOWN = 5  # of each list
_MINE = 10
_WORDS = 200  # characters of a comment


def own_results_modal(texts: Texts, it: OwnResults, *, has_page: bool, link: str = "") -> Block:
    """Return the modal. has_page: a link to a page can be made; link: the one that was made just now."""
    value = str(it.exchange.exchange_id)
    blocks = [section(f"*{escape(it.exchange.question)}*"), context_block(texts("own_results.private"))]
    blocks += _ratings(texts, it)
    blocks += _mine(texts, it)
    if link:
        follow = button(
            texts("own_results.follow.button"), action_id=FOLLOW_LINK, value=value, style="primary", url=link
        )
        blocks += [divider(), section(texts("own_results.link_ready")), actions(follow, block_id="own_results.follow")]
    elif has_page:
        make = button(texts("own_results.make_link.button"), action_id=MAKE_LINK, value=value)
        blocks += [divider(), actions(make, block_id="own_results.link"), context_block(texts("own_results.link_how"))]
    return modal(texts("own_results.title"), blocks, close=texts("common.modal.close"))


def summary_texts(texts: Texts, it: OwnResults) -> list[str]:
    """Return in a few sentences how somebody's ratings lie to those of all."""
    if it.gate is not None:
        if it.gate.is_until_close:
            return [texts("own_results.gate_closed")]
        return [texts("own_results.gate", min=RATE_FIRST, rated=it.gate.rated)]
    if not it.compared:
        return [texts("own_results.nothing_to_compare")]
    lines = [texts("own_results.compared", n=len(it.compared)), texts("own_results.similar", n=len(it.similar))]
    lines += [texts("own_results.higher", n=len(it.higher))] if it.higher else []
    return lines + ([texts("own_results.lower", n=len(it.lower))] if it.lower else [])


def pair_text(texts: Texts, each: OwnRating) -> str:
    """Return a person's stars on a comment beside those of all."""
    own = texts("own_results.you", signs="★" * each.stars, n=each.stars)
    if each.score is None:
        return own
    score = range_text(texts, each.score.stars, each.score.low, each.score.high)
    return f"{own} · {texts('own_results.all', stars=score)}"


def _ratings(texts: Texts, it: OwnResults) -> list[Block]:
    blocks = [header(texts("own_results.ratings.header"))]
    if not it.rated and not it.gone:
        rate = button(
            texts("home.rate.button"),
            action_id=action_ids.RATE_START,
            value=str(it.exchange.exchange_id),
            style="primary",
        )
        row = [actions(rate, block_id="own_results.rate")] if it.exchange.is_open else []
        return [*blocks, section(texts("own_results.not_rated")), *row]
    blocks.append(section("\n".join(summary_texts(texts, it))))
    blocks += _list(texts, texts("own_results.higher_list"), it.higher)
    blocks += _list(texts, texts("own_results.lower_list"), it.lower)
    if it.compared and it.made_at:
        blocks.append(context_block(as_of_text(texts, it.made_at)))
    return blocks


def _list(texts: Texts, title: str, some: Sequence[OwnRating]) -> list[Block]:
    if not some:
        return []
    blocks = [section(title)]
    for each in some[:_SHOWN]:
        words = f"#{each.comment.number} · {cut(' '.join(each.comment.text.split()), _WORDS)}"
        blocks += [plain_section(words), context_block(pair_text(texts, each))]
    if len(some) > _SHOWN:
        blocks.append(context_block(texts("own_results.more", n=len(some) - _SHOWN)))
    return blocks


def _mine(texts: Texts, it: OwnResults) -> list[Block]:
    blocks = [header(texts("own_results.mine.header"))]
    if not it.mine:
        return [*blocks, section(texts("own_results.not_shared"))]
    for comment, score in it.mine[:_MINE]:
        words = cut(" ".join(comment.text.split()), _WORDS) or texts("home.erased")
        fate = fate_text(texts, comment, score, min_ratings=it.exchange.min_group_size)
        blocks += [plain_section(f"#{comment.number} · {words}"), context_block(fate)]
    if len(it.mine) > _MINE:
        blocks.append(context_block(texts("own_results.more", n=len(it.mine) - _MINE)))
    return blocks
