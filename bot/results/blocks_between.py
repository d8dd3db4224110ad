"""The part of the results in Slack on what groups differ on and share, opinion groups, and short questions."""

from collections.abc import Sequence

from bot.core.limits import MIN_MEMBERS
from bot.domain.compared_groups import in_each_text, left_out
from bot.domain.figures import as_of_text
from bot.domain.quotes import quote_text
from bot.results.blocks_questions import questions
from bot.results.flow import Between, Results
from bot.slack.blocks import Block, context_block, divider, escape, section
from bot.slack.rich_text import line, quote, rich, run
from bot.texts import Texts


def between_blocks(texts: Texts, results: Results) -> list[Block]:
    """Return what groups differ on and share."""
    between = results.between
    blocks = _of_group(texts, results) if between.group else []
    groups = results.exchange.groups
    compared = _compared(texts, between, groups)
    for heading, quotes in compared:
        blocks += [divider(), rich([line(run(heading, bold=True)), *quotes])]
    blocks += [*_opinions(texts, between), *questions(texts, results)]
    notes = []
    if between.agreement is not None:
        notes.append(texts("results.agreement_note", agreement=texts.number(between.agreement, 1)))
    if results.made_at:
        notes.append(as_of_text(texts, results.made_at))
    if results.exchange.groups and not compared and results.made_at:
        notes.append(texts("results.not_compared", n=results.exchange.min_group_size, differ=MIN_MEMBERS))
    if out := left_out(groups, between.compared):
        notes.append(texts("between.too_few", groups=[escape(name) for name in out]))
    if compared or between.group:
        notes.append(texts("results.min_group_size", n=results.exchange.min_group_size))
    return [*blocks, context_block(" ".join(notes))] if notes else blocks


def _compared(texts: Texts, between: Between, groups: Sequence[str]) -> list[tuple[str, list[Block]]]:
    """Return a heading and quotes for each way in which groups compare, without those that have none.

    groups: all of the exchange.
    """

    def stars(mean: float) -> str:
        return texts.number(mean, 1)

    differ = [
        quote_of(
            quote_text(each.text),
            texts(
                "results.differ_comment",
                number=each.number,
                group=each.group,
                mean=stars(each.mean),
                others=stars(each.others),
            ),
        )
        for each in between.apart
    ]
    shared = [
        quote_of(quote_text(each.text), f"#{each.number} · {in_each_text(texts, each.stars, groups, between.compared)}")
        for each in between.shared
    ]
    equal = [
        quote_of(quote_text(each.text), side_by_side([f"#{each.number}", texts("stars.mean", mean=stars(each.stars))]))
        for each in between.equal
    ]
    every = (
        (texts("results.differ"), differ),
        (texts("results.shared"), shared),
        (texts("results.equal"), equal),
    )
    return [(heading, quotes) for heading, quotes in every if quotes]


def _opinions(texts: Texts, between: Between) -> list[Block]:
    """Return the opinion groups, what each likes and what they agree on."""
    if not between.opinion_groups:
        return []
    parts: list[Block] = [line(run(texts("results.opinions"), bold=True), run(f"\n{texts('results.opinions_how')}"))]
    for letter, group in zip("ABCDE", between.opinion_groups, strict=False):
        parts.append(line(run(texts("results.opinion_group", letter=letter, n=group.people), bold=True)))
        parts += [
            quote_of(quote_text(text), texts("results.opinion_likes", number=number, more=texts.number(more, 1)))
            for number, text, more in group.likes
        ]
    if between.consensus:
        parts.append(line(run(texts("results.opinions_unite"), bold=True)))
        parts += [quote_of(quote_text(text), f"#{number}") for number, text in between.consensus]
    return [divider(), rich(parts)]


def _of_group(texts: Texts, results: Results) -> list[Block]:
    """Return what one group likes best, or why that is not shown."""
    between, min_group_size = results.between, results.exchange.min_group_size
    if not between.mine:
        return [divider(), section(texts("results.group_none", group=escape(between.group), n=min_group_size))]
    quotes = [
        quote_of(
            quote_text(each.text),
            side_by_side(
                [
                    f"#{each.number}",
                    texts("stars.mean", mean=texts.number(each.stars, 1)),
                    texts("common.ratings_or_more", n=each.ratings),
                ]
            ),
        )
        for each in between.mine
    ]
    return [divider(), rich([line(run(texts("results.group_top", group=between.group), bold=True)), *quotes])]


def quote_of(words: str, about: str) -> Block:
    """Return a comment's words, and below them what is known of it."""
    return quote(run(f"{words}\n"), run(about, italic=True))


def side_by_side(facts: list[str]) -> str:
    """Return facts on one line; empty ones are left out."""
    return " · ".join(each for each in facts if each)
