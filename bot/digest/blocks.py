"""Block Kit of a digest: one message, and the same where no chart can be drawn or a quote had to go."""

import copy
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.core.summary import Remark, Sentence
from bot.core.summary import quote as quote_briefly
from bot.core.themes import MIN_COMMENTS
from bot.digest.chart import chart_lines, chart_of, picture_of
from bot.digest.content import Content, Quote, ThemeSection, WhatsNew
from bot.domain.ai_services import summary_line, vectors_line
from bot.domain.exchanges import no_answer_text, star_meaning_text
from bot.domain.figures import Stars, as_of_text, average_text, range_text
from bot.domain.key_quotes import side_text
from bot.domain.ledger import ledger_line
from bot.domain.quotes import MIN_RATINGS_SHOWN, quote_text
from bot.slack import action_ids
from bot.slack.blocks import MESSAGE_TEXT_MAX, Block, actions, button, context_block, cut, escape, header, section, when
from bot.slack.charts import stars_short
from bot.slack.languages import languages_line, theme_languages
from bot.slack.rich_text import line, preformatted, quote, rich, run
from bot.slack.uploads import picture_block
from bot.texts import Message, Texts
from storage.digests import DigestBody, QuotePlace
from storage.exchanges import Counts, Exchange

MAX_THEMES = 8
_MAX_BLOCKS = 50
_MAX_TEXT = 3_900  # characters of the text beside the blocks; chat.update takes 4,000
_MAX_NAMED = 12  # of the themes that are not shown in full
_MAX_NAME = 60


def body(texts: Texts, content: Content) -> DigestBody:
    """Return the message of a digest, within Slack's limits: fewer themes in full when they do not fit."""
    shown, named = min(MAX_THEMES, len(content.parts)), _MAX_NAMED
    while True:
        blocks, places = _draw(texts, content, shown, named)
        if shown == 0 or (len(blocks) <= _MAX_BLOCKS and text_length(blocks) <= MESSAGE_TEXT_MAX):
            break
        shown, named = shown - (named == 0), 0
    charted = content.parts[:shown] if shown > 1 else ()
    lines, picture = [summary(texts, content)], None
    if charted:
        lines.append(escape(chart_lines(texts, charted)))
        picture = picture_of(chart_of(texts, charted), len(_head(texts, content)))
    return DigestBody(cut("\n".join(lines), _MAX_TEXT), blocks, picture, places, texts("digest.quote_gone"))


def blocks_with_picture(frozen: DigestBody, file_id: str) -> list[Block]:
    """Return the blocks with an uploaded picture in the place of the chart's lines of text."""
    blocks = list(frozen.blocks)
    if frozen.picture:
        blocks[frozen.picture.block] = picture_block(file_id, frozen.picture.alt)
    return blocks


def redacted(frozen: DigestBody, comment_ids: Collection[int]) -> DigestBody:
    """Return a body without the words of these comments. Its revision rises, so that an older one is known."""
    blocks = copy.deepcopy(frozen.blocks)
    for comment_id in comment_ids:
        for place in frozen.quotes.get(comment_id, ()):
            blocks[place.block]["elements"][place.element] = quote(run(frozen.removed_text, italic=True))
    left = {each: places for each, places in frozen.quotes.items() if each not in comment_ids}
    return replace(frozen, blocks=blocks, quotes=left, revision=frozen.revision + 1)


def summary(texts: Texts, content: Content) -> str:
    """Return the digest in one line: what a notification shows, and what is read where blocks are not."""
    return texts(
        "digest.line_closing" if content.is_closing else "digest.line",
        question=escape(content.exchange.question),
        counts=counts_line(texts, content.counts, content.stars),
    )


def counts_line(texts: Texts, counts: Counts, stars: Stars) -> str:
    """Return people, comments and ratings of now, and the stars of the snapshot."""
    facts = [
        texts("common.people", n=counts.people),
        texts("common.comments", n=counts.comments),
        texts("common.ratings", n=counts.ratings),
    ]
    if counts.ratings:
        facts.append(average_text(texts, stars))
    return " · ".join(facts)


def remark_text(texts: Texts, remark: Remark) -> str:
    """Return a remark as a sentence with its quote."""
    words, mean, subject = quote_briefly(remark.comment.text), texts.number(remark.mean, 1), remark.subject
    if remark.kind == "top":
        stars = range_text(texts, remark.mean, remark.comment.low, remark.comment.high)
        return texts("digest.top", stars=stars, n=remark.comment.counted, quote=words)
    if subject is None:
        return texts("digest.divided", quote=words)
    if remark.kind == "highest":
        return texts("digest.highest", theme=subject.name, mean=mean, quote=words)
    return texts("digest.largest", theme=subject.name, n=subject.comments, total=remark.total, quote=words)


def text_length(blocks: list[Block]) -> int:
    """Return the characters over all blocks, as Slack counts them for its limit."""
    return sum(len(text) for text in _list_texts(blocks))


def _list_texts(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            if isinstance(value, str) and name in {"text", "title", "label", "name", "x_label", "y_label"}:
                yield value
            else:
                yield from _list_texts(value)
    elif isinstance(part, list):
        for each in part:
            if isinstance(each, str):  # a chart's categories
                yield each
            else:
                yield from _list_texts(each)


class _Quotes:
    """Blocks with quotes, and where which comment is quoted, by its id."""

    def __init__(self, texts: Texts, blocks: list[Block]) -> None:
        self._texts = texts
        self.places: dict[int, tuple[QuotePlace, ...]] = {}
        self._blocks = blocks

    def add(self, heading: Block, quotes: Sequence[Quote]) -> None:
        """Add a heading with quotes under it."""
        parts = [heading]
        for each in quotes:
            self._add_place(each.comment_id, len(parts))
            side = [run(text)] if (text := side_text(self._texts, each.side)) else []
            parts.append(quote(*side, run(quote_text(each.text)), run(f"  #{each.number}", italic=True)))
        self._blocks.append(rich(parts))

    def add_sentences(self, texts: Texts, sentences: Sequence[Sentence], content: Content) -> None:
        """Add the sentences of the summary, each with the comments that it cites."""
        lines = [line(run(texts("digest.in_short"), bold=True))]
        for sentence in sentences:
            numbers = ", ".join(f"#{content.numbers[cite]}" for cite in sentence.cites)
            for cite in sentence.cites:
                self._add_place(cite, len(lines))
            lines.append(line(run(f"• {sentence.text}"), run(f"  {numbers}", italic=True)))
        self._blocks.append(rich(lines))

    def _add_place(self, comment_id: int, element: int) -> None:
        """Record that the next block shows this comment in that element."""
        self.places[comment_id] = (*self.places.get(comment_id, ()), QuotePlace(len(self._blocks), element))


def _draw(
    texts: Texts, content: Content, shown: int, named: int
) -> tuple[list[Block], dict[int, tuple[QuotePlace, ...]]]:
    """Return blocks, with the chart as lines of text after the head, and where which comment is quoted."""
    exchange = content.exchange
    blocks = _head(texts, content)
    if shown > 1:
        blocks.append(rich([preformatted(run(chart_lines(texts, content.parts[:shown])))]))
    quotes = _Quotes(texts, blocks)
    sentences = content.summary or tuple(Sentence(remark_text(texts, each), each.cites) for each in content.remarks)
    if sentences and shown:
        quotes.add_sentences(texts, sentences, content)
    for part in content.parts[:shown]:
        heading = run(f"{part.key}  {part.name}", bold=True)
        quotes.add(line(heading, run(f"\n{_theme_line(texts, part)}")), part.quotes)
    for heading_text, each in _between(texts, content) if shown else ():
        quotes.add(line(run(heading_text, bold=True)), [each])
    if content.loose:
        heading_text = texts("digest.best.open" if exchange.is_open else "digest.best.closed")
        quotes.add(line(run(heading_text, bold=True)), content.loose)
    more = content.parts[shown:]
    if more:
        blocks.append(context_block(_more_line(texts, more, named)))
    blocks += [context_block(line) for line in _state_lines(texts, content)]
    ledger = ledger_line(texts, content.ledger, no_answer=content.apart)
    blocks += [context_block(line) for line in (ledger, _footer(texts, content)) if line]
    blocks.append(row(texts, exchange))
    return blocks, quotes.places


def _head(texts: Texts, content: Content) -> list[Block]:
    counts = counts_line(texts, content.counts, content.stars)
    blocks = [
        header(texts("digest.closing.header" if content.is_closing else "digest.open.header")),
        section(f"*{escape(content.exchange.question)}*\n{counts}"),
    ]
    late = texts("digest.late", at=when(content.due_at)) if content.due_at else ""
    news = " ".join(each for each in (late, *_news(texts, content.news)) if each)
    return [*blocks, context_block(news)] if news else blocks


def _between(texts: Texts, content: Content) -> Iterator[tuple[str, Quote]]:
    """Yield what groups differ on and what all like: a heading and a comment."""
    if content.differ:
        found = content.differ
        mean, others = texts.number(found.mean, 1), texts.number(found.others, 1)
        yield texts("digest.differ", group=found.group, mean=mean, others=others), found.quote
    if content.shared:
        yield texts("digest.shared", mean=texts.number(content.shared.mean, 1)), content.shared.quote


def row(texts: Texts, exchange: Exchange) -> Block:
    """Return the ways on: comment, rate, results."""
    value = str(exchange.exchange_id)
    results = button(texts("digest.results.button"), action_id=action_ids.EXCHANGE_RESULTS, value=value)
    if not exchange.is_open:
        return actions(results)
    return actions(
        button(
            texts("digest.comment.button"),
            action_id=action_ids.SHARE_OPEN,
            value=value,
            style="primary",
            spoken=texts("digest.comment.spoken"),
        ),
        button(
            texts("digest.rate.button"),
            action_id=action_ids.RATE_START,
            value=value,
            spoken=texts("digest.rate.spoken"),
        ),
        results,
    )


def _theme_line(texts: Texts, part: ThemeSection) -> str:
    facts = [stars_short(texts, part.mean, part.missing), texts("common.comments", n=part.comments)]
    if any(each.side for each in part.quotes):
        facts.append(texts("themes.opposed"))
    if part.language:
        facts.append(theme_languages(texts, part.language))
    return " · ".join(facts)


def _more_line(texts: Texts, more: tuple[ThemeSection, ...], named: int) -> str:
    if not named:
        return texts("digest.more_themes", n=len(more))
    names: list[str | Message] = [f"{part.key} {_short(part.name)} ({part.comments})" for part in more[:named]]
    if len(more) > named:
        names.append(Message("digest.more_others", {"n": len(more) - named}))
    return texts("digest.more_themes_named", n=len(more), names=names)


def _news(texts: Texts, news: WhatsNew | None) -> list[str]:
    if news is None:
        return []
    facts = [
        *([texts("digest.new_people", n=news.people)] if news.people else []),
        *([texts("digest.new_comments", n=news.comments)] if news.comments else []),
        *([texts("digest.new_ratings", n=news.ratings)] if news.ratings else []),
        *([texts("digest.first_themes")] if news.is_first else []),
    ]
    since = when(news.since)
    sentences = [texts("digest.since", at=since, news=facts) if facts else texts("digest.since_nothing", at=since)]
    if news.themes:
        sentences.append(
            texts("digest.new_themes", n=len(news.themes), names=[f"*{_short(name)}*" for name in news.themes])
        )
    sentences += [texts("digest.theme_split", theme=_short(name), other=_short(other)) for name, other in news.splits]
    return sentences + [
        texts("digest.theme_merged", theme=_short(name), other=_short(other)) for name, other in news.merges
    ]


def _short(name: str) -> str:
    return escape(cut(name, _MAX_NAME))


def _state_lines(texts: Texts, content: Content) -> list[str]:
    """Return what is missing, and why."""
    return [*([no_answer_text(texts, content.apart)] if content.apart else []), *_why_no_themes(texts, content)]


def _why_no_themes(texts: Texts, content: Content) -> list[str]:
    comments, is_open = content.counts.comments, content.exchange.is_open
    if comments == 0:
        return [texts("digest.no_comment.open" if is_open else "digest.no_comment.closed")]
    if content.parts:
        return []
    if content.themes_pending:  # a preview: what is posted waits for them
        return [texts("digest.themes_pending")]
    if content.themes_missing:
        return [texts("digest.themes_missing")]
    if comments < MIN_COMMENTS:
        return [texts("digest.too_few.open", min=MIN_COMMENTS) if is_open else texts("digest.too_few.closed")]
    return [texts("digest.too_alike")]


def _footer(texts: Texts, content: Content) -> str:
    exchange = content.exchange
    facts = [
        star_meaning_text(texts, exchange),
        texts("digest.names.hidden" if exchange.is_anonymous else "digest.names.shown"),
    ]
    if content.parts or content.loose:
        facts.append(texts("digest.quotes", min=MIN_RATINGS_SHOWN))
    facts += [
        languages_line(texts, list(content.languages)),
        vectors_line(content.themes_note, content.services, texts),
        summary_line(content.summary_note, content.services, texts),
    ]
    if content.stars_made_at:
        facts.append(as_of_text(texts, content.stars_made_at))
    if content.themes_as_of:
        facts.append(texts("common.themes_at", at=when(content.themes_as_of)))
    return " · ".join(each for each in facts if each)
