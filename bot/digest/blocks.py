"""Block Kit of a digest: one message, and the same where no chart can be drawn or a quote had to go."""

import copy
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.core.summary import Remark, Sentence
from bot.core.summary import quote as quote_briefly
from bot.digest import lines
from bot.digest.chart import chart_lines, chart_of, picture_of
from bot.digest.content import Content, Quote, ThemeSection
from bot.digest.coverage import coverage_line, coverage_notes
from bot.digest.paragraphs import Paragraphs, add_block, new_paragraphs
from bot.domain.ledger import ledger_line
from bot.slack import action_ids
from bot.slack.blocks import MESSAGE_TEXT_MAX, Block, actions, button, context_block, cut, escape, header, section, when
from bot.slack.rich_text import preformatted, quote, rich, run
from bot.slack.sign_up import sign_up_button
from bot.texts import Texts
from storage.digests import DigestBody, QuotePlace
from storage.exchanges import Exchange

MAX_LINES = 12
"""Lines of a digest up to its buttons, its picture aside; what follows them is small print."""

MAX_THEMES = 5
"""Themes in full above the buttons."""

MAX_BELOW = 12
"""Other themes that are quoted below the buttons."""

_MAX_SENTENCES = 2  # of a written summary above the themes; the others are beneath the buttons

_MAX_CHARTED = 8
MAX_INTRODUCTION = 500
"""Characters of what moderators may write above a digest; there is room for them, and for their block."""

MAX_BLOCKS = 50
_ROOM = MAX_INTRODUCTION + 100  # with the line above it
_MAX_TEXT = 3_900  # characters of the text beside the blocks; chat.update takes 4,000


def body(texts: Texts, content: Content, *, is_short: bool = False, waiting: int | None = None) -> DigestBody:
    """Return the message of a digest, within Slack's limits: fewer names and themes where they do not fit.

    is_short: counts, what is new and the themes by name, without anybody's words. waiting: how many comments wait for
    a moderator, in the form for them.
    """
    if is_short:
        return _short(texts, content)
    sizes = [(MAX_THEMES, below, lines.MAX_NAMED) for below in (MAX_BELOW, MAX_BELOW // 2, 0)]
    sizes += [(shown, 0, 0) for shown in range(MAX_THEMES, -1, -1)]
    for size in sizes:
        blocks, places = _draw(texts, content, *size)
        if len(blocks) < MAX_BLOCKS and text_length(blocks) + _ROOM <= MESSAGE_TEXT_MAX:
            break
    if waiting is not None:
        blocks.append(context_block(texts("digest.waiting", n=waiting)))
    text, picture = [lines.summary(texts, content)], None
    if charted := _charted(content):
        text.append(escape(chart_lines(texts, charted)))
        picture = picture_of(chart_of(texts, charted), len(_head(texts, content)))
    return DigestBody(cut("\n".join(text), _MAX_TEXT), blocks, picture, places, texts("digest.quote_gone"))


def _short(texts: Texts, content: Content) -> DigestBody:
    """Return the short form. It quotes nobody, so that nothing is ever taken out of it."""
    blocks = _head(texts, content)
    if content.parts:
        paragraphs = new_paragraphs()
        for part in content.parts[:MAX_THEMES]:
            paragraphs.add_theme(texts, part.name, lines.theme_facts(texts, part), ())
        add_block(blocks, {}, paragraphs)
    blocks += [row(texts, content.exchange), context_block(lines.footer(texts, content, is_short=True))]
    return DigestBody(cut(lines.summary(texts, content), _MAX_TEXT), blocks, None, {}, texts("digest.quote_gone"))


def redacted(frozen: DigestBody, comment_ids: Collection[int], text: str | None = None) -> DigestBody:
    """Return a body without the words of these comments. Its revision rises, so that an older one is known.

    text: what is in their place; as usual, that they are no longer shown.
    """
    blocks = copy.deepcopy(frozen.blocks)
    for comment_id in comment_ids:
        for place in frozen.quotes.get(comment_id, ()):
            elements, gone = blocks[place.block]["elements"], run(text or frozen.removed_text, italic=True)
            if place.piece is None:
                elements[place.element] = quote(gone)
            else:
                elements[place.element]["elements"][place.piece] = gone
    left = {each: places for each, places in frozen.quotes.items() if each not in comment_ids}
    return replace(frozen, blocks=blocks, quotes=left, revision=frozen.revision + 1)


def text_length(blocks: list[Block]) -> int:
    """Return the characters over all blocks, as Slack counts them for its limit."""
    return sum(len(text) for text in _list_texts(blocks))


def _list_texts(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            if isinstance(value, str) and name in {"text", "title"}:
                yield value
            else:
                yield from _list_texts(value)
    elif isinstance(part, list):
        for each in part:
            yield from _list_texts(each)


def _draw(
    texts: Texts, content: Content, shown: int, below: int, named: int
) -> tuple[list[Block], dict[int, tuple[QuotePlace, ...]]]:
    """Return blocks, with the chart as lines of text after the head, and where which comment is quoted.

    shown: themes in full at most; below: others with their quotes at most; named: names of still others at most.
    """
    blocks = _head(texts, content)
    places: dict[int, tuple[QuotePlace, ...]] = {}
    if charted := _charted(content):
        blocks.append(rich([preformatted(run(chart_lines(texts, charted)))]))
    main = new_paragraphs()
    _add_summary(texts, content, main)
    left = MAX_LINES - _count_lines(texts, content) - len(main.parts)
    shown = min(shown, max(1, left), len(content.parts))
    _add_themes(texts, content, shown, main)
    if content.loose:
        main.add_quotes(lines.loose_heading(texts, content), content.loose)
    _add_divided(texts, content, main)
    if content.coverage:
        main.add_line(run(coverage_line(texts, content.coverage)))
    if to_rate := lines.to_rate_text(texts, content):
        main.add_line(run(to_rate))
    add_block(blocks, places, main)
    blocks += [context_block(each) for each in lines.why_no_themes(texts, content)]
    blocks.append(row(texts, content.exchange))
    others = content.parts[shown:]
    add_block(blocks, places, _more(texts, content, main.quoted, others[:below], content.voices if below else ()))
    small = [
        f"<{content.page}|{texts('digest.page_link')}>" if content.page else "",
        lines.more_line(texts, others[below:], named) if others[below:] else "",
        coverage_notes(texts, content.coverage) if content.coverage else "",
        ledger_line(texts, content.ledger, no_answer=content.apart, is_exact=not content.exchange.is_open),
        lines.footer(texts, content),
    ]
    return blocks + [context_block(each) for each in small if each], places


def _charted(content: Content) -> Sequence[ThemeSection]:
    """Return the largest themes, as the chart shows them; one is no chart."""
    largest = sorted(content.parts, key=lambda each: -each.comments)[:_MAX_CHARTED]
    return largest if len(largest) > 1 else ()


def _head(texts: Texts, content: Content) -> list[Block]:
    counts = lines.counts_line(texts, content)
    blocks = [
        header(texts("digest.closing.header" if content.is_closing else "digest.open.header")),
        section(f"*{escape(content.exchange.question)}*\n{counts}"),
    ]
    late = texts("digest.late", at=when(content.due_at)) if content.due_at else ""
    news = " ".join(each for each in (late, *lines.news_sentences(texts, content.news)) if each)
    return [*blocks, context_block(news)] if news else blocks


def _add_summary(texts: Texts, content: Content, to: Paragraphs) -> None:
    """Add the first sentences that a service wrote, each with the comments that it cites."""
    if content.summary:
        to.add_line(run(texts("digest.in_short"), bold=True))
    _add_sentences(content, content.summary[:_MAX_SENTENCES], to)


def _add_sentences(content: Content, sentences: Sequence[Sentence], to: Paragraphs) -> None:
    for each in sentences:
        numbers = ", ".join(f"#{content.numbers[cite]}" for cite in each.cites)
        to.add_sentence(f"• {each.text}", each.cites, numbers)


def _add_themes(texts: Texts, content: Content, shown: int, to: Paragraphs) -> None:
    if len(content.parts) > 1:
        to.add_line(run(texts("digest.themes"), bold=True), run(f" · {lines.rule_text(texts, content)}"))
    for part in content.parts[:shown]:
        to.add_theme(texts, part.name, lines.theme_facts(texts, part), part.quotes)


def _count_lines(texts: Texts, content: Content) -> int:
    """Return the lines of a digest that are neither of its summary nor of a theme."""
    head = len(_head(texts, content)) + 1  # the question and the counts are two lines of one block
    is_divided = content.differ is not None or _remark(content, "divided") is not None
    is_covered = content.coverage is not None
    return head + (len(content.parts) > 1) + is_divided + is_covered + bool(lines.to_rate_text(texts, content))


def _add_divided(texts: Texts, content: Content, to: Paragraphs) -> None:
    """Add what groups differ on, or else people."""
    if found := content.differ:
        words = _words(found.quote, to.quoted)
        to.add_sentence(lines.differ_text(texts, found, words), [found.quote.comment_id])
    elif (remark := _remark(content, "divided")) and (cited := _cited(content, remark)):
        to.add_sentence(texts("digest.divided", quote=_words(cited, to.quoted)), remark.cites)


def _more(
    texts: Texts, content: Content, quoted: set[int], others: Sequence[ThemeSection], voices: Sequence[Quote]
) -> Paragraphs:
    """Return what is beneath the buttons: the summary's end, other themes, the most stars, what all like, more quotes.

    quoted: comments that are quoted above the buttons.
    """
    more = new_paragraphs()
    _add_sentences(content, content.summary[_MAX_SENTENCES:], more)
    if others:
        more.add_line(run(texts("digest.other_themes"), bold=True))
    for part in others:
        more.add_theme(texts, part.name, lines.theme_facts(texts, part), part.quotes)
    quoted = quoted | more.quoted
    remark = None if content.summary else _remark(content, "top")
    if remark and (cited := _cited(content, remark)):
        more.add_sentence(lines.top_text(texts, remark, _words(cited, quoted)), remark.cites)
    shared = content.shared
    if shared and shared.quote.comment_id not in quoted | more.quoted:
        heading = lines.shared_heading(texts, content, shared.mean)
        more.add_sentence(f"{heading}: {_words(shared.quote, quoted)}", [shared.quote.comment_id])
    if voices:
        more.add_quotes(texts("digest.voices"), voices)
    return more


def _remark(content: Content, kind: str) -> Remark | None:
    return next((each for each in content.remarks if each.kind == kind), None)


def _cited(content: Content, remark: Remark) -> Quote | None:
    """Return the comment of a remark as a quote, where its number is known."""
    number = content.numbers.get(remark.comment.comment_id)
    return Quote(remark.comment.comment_id, number, remark.comment.text) if number is not None else None


def _words(cited: Quote, quoted: set[int]) -> str:
    """Return a comment's words with its number; of one that is quoted already the number alone."""
    return f"#{cited.number}" if cited.comment_id in quoted else f"{quote_briefly(cited.text)} #{cited.number}"


def row(texts: Texts, exchange: Exchange) -> Block:
    """Return the ways on: comment, rate, results."""
    value = str(exchange.exchange_id)
    results = button(texts("digest.results.button"), action_id=action_ids.EXCHANGE_RESULTS, value=value)
    if not exchange.is_open:
        return actions(results, sign_up_button(texts))
    return actions(
        button(
            texts("digest.comment.button"),
            action_id=action_ids.SHARE_OPEN,
            value=value,
            style="primary",
            accessibility_label=texts("digest.comment.spoken"),
        ),
        button(
            texts("digest.rate.button"),
            action_id=action_ids.RATE_START,
            value=value,
            accessibility_label=texts("digest.rate.spoken"),
        ),
        results,
    )
