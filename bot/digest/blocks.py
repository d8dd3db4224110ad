"""What Slack shows of a digest: one message, and the same where no chart can be drawn or a quote had to go."""

import copy
from collections.abc import Collection, Iterator
from typing import Any

from bot.core.themes import MIN_COMMENTS
from bot.digest.content import Content, Quote, ThemeSection, WhatsNew
from bot.domain.exchanges import no_answer_text, star_meaning_text
from bot.domain.quotes import quote_text
from bot.slack import action_ids
from bot.slack.blocks import MESSAGE_TEXT_MAX, Block, actions, button, context_block, cut, escape, header, section, when
from bot.slack.charts import MAX_BARS, TOO_FEW, bar_chart, bar_lines, stars_short
from bot.slack.rich_text import line, quote, rich, run
from storage.exchanges import Counts, Exchange

SHOWN_THEMES = 8
GONE = "(this comment is no longer shown)"
_BLOCKS_MOST = 50
_TEXT_MOST = 3_900  # of the text beside the blocks; chat.update takes 4,000
_NAMED_MORE = 12
_NAME_MOST = 60

Body = dict[str, Any]
"""text, blocks, chart (the chart's lines), quotes (comment id → places), revision (how often quotes went)."""


def body(content: Content) -> Body:
    """Return the message of a digest, within Slack's limits: fewer themes in full when they do not fit."""
    shown, named = min(SHOWN_THEMES, len(content.parts)), _NAMED_MORE
    while True:
        blocks, chart, places = _drawn(content, shown, named)
        if shown == 0 or (len(blocks) <= _BLOCKS_MOST and text_length(blocks) <= MESSAGE_TEXT_MAX):
            break
        shown, named = shown - (named == 0), 0
    text = cut("\n".join([summary(content), *([chart] if chart else [])]), _TEXT_MOST)
    return {"text": text, "blocks": blocks, "chart": chart, "quotes": places, "revision": 0}


def plain_blocks(frozen: Body) -> list[Block]:
    """Return the blocks with lines of text in the chart's place."""
    lines = section(f"```{frozen['chart']}```")
    return [lines if block["type"] == "data_visualization" else block for block in frozen["blocks"]]


def redacted(frozen: Body, comment_ids: Collection[int]) -> Body:
    """Return a body without the words of these comments. Its revision rises, so that an older one is known."""
    changed = copy.deepcopy(frozen)
    for comment_id in comment_ids:
        for block, part in changed["quotes"].pop(str(comment_id), []):
            changed["blocks"][block]["elements"][part] = quote(run(GONE, italic=True))
    changed["revision"] = frozen.get("revision", 0) + 1
    return changed


def summary(content: Content) -> str:
    """Return the digest in one line: what a notification shows, and what is read where blocks are not."""
    name = "Closing digest" if content.is_closing else "Digest"
    return f"{name}: {escape(content.exchange.question)} · {counts_line(content.counts, content.mean)}"


def counts_line(counts: Counts, mean: float | None) -> str:
    """Return people, comments, ratings and mean stars."""
    parts = [
        _many(counts.people, "person", "people"),
        _many(counts.comments, "comment", "comments"),
        _many(counts.ratings, "rating", "ratings"),
    ]
    if mean is not None:
        parts.append(f"{stars_short(mean)} on average")
    elif counts.ratings:
        parts.append(TOO_FEW)
    return " · ".join(parts)


def text_length(blocks: list[Block]) -> int:
    """Return the characters over all blocks, as Slack counts them for its limit."""
    return sum(len(text) for text in _texts(blocks))


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for name, value in part.items():
            if isinstance(value, str) and name in {"text", "title", "label", "name", "x_label", "y_label"}:
                yield value
            else:
                yield from _texts(value)
    elif isinstance(part, list):
        for each in part:
            if isinstance(each, str):  # a chart's categories
                yield each
            else:
                yield from _texts(each)


def _drawn(content: Content, shown: int, named: int) -> tuple[list[Block], str, dict[str, list[list[int]]]]:
    """Return blocks, the chart as lines, and where which comment is quoted: [block, part of the block]."""
    exchange = content.exchange
    blocks = [
        header("Closing digest: what people said" if content.is_closing else "Digest: what people say so far"),
        section(f"*{escape(exchange.question)}*\n{counts_line(content.counts, content.mean)}"),
    ]
    news = _news_line(content)
    if news:
        blocks.append(context_block(news))
    bars = [(part.key, part.mean) for part in content.parts[: min(shown, MAX_BARS)] if part.mean is not None]
    chart = ""
    if len(bars) > 1:
        chart = bar_lines(bars)
        blocks.append(bar_chart("Mean stars by theme", bars, series="Mean stars", y_label=star_meaning_text(exchange)))
    places: dict[str, list[list[int]]] = {}

    def say(heading: list[Block], quotes: tuple[Quote, ...]) -> None:
        parts = list(heading)
        for each in quotes:
            places.setdefault(str(each.comment_id), []).append([len(blocks), len(parts)])
            parts.append(quote(run(quote_text(each.text)), run(f"  #{each.number}", italic=True)))
        blocks.append(rich(parts))

    if content.summary and shown:
        blocks.append(_summary(content, len(blocks), places))
    for part in content.parts[:shown]:
        say([line(run(f"{part.key}  {part.name}", bold=True), run(f"\n{_theme_line(part)}"))], part.quotes)
    for heading, quotes in content.between if shown else ():
        say([line(run(heading, bold=True))], quotes)
    if content.loose:
        say([line(run("Highest rated so far" if exchange.is_open else "Highest rated", bold=True))], content.loose)
    more = content.parts[shown:]
    if more:
        blocks.append(context_block(_more_line(more, named)))
    blocks += [context_block(line) for line in _state_lines(content)]
    blocks += [context_block(_footer(content)), row(exchange)]
    return blocks, chart, places


def _summary(content: Content, at: int, places: dict[str, list[list[int]]]) -> Block:
    """Return the sentences, and note in `places` where each cited comment is: block `at`, and which line."""
    lines = [line(run("In short", bold=True))]
    for sentence in content.summary:
        numbers = ", ".join(f"#{content.numbers[cite]}" for cite in sentence.cites)
        for cite in sentence.cites:
            places.setdefault(str(cite), []).append([at, len(lines)])
        lines.append(line(run(f"• {sentence.text}"), run(f"  {numbers}", italic=True)))
    return rich(lines)


def row(exchange: Exchange) -> Block:
    """Return the ways on: comment, rate, results."""
    value = str(exchange.exchange_id)
    results = button("Results", action_id=action_ids.HOST_RESULTS, value=value)
    if not exchange.is_open:
        return actions(results)
    return actions(
        button("Comment", action_id=action_ids.SHARE_OPEN, value=value, style="primary", spoken="Share a comment"),
        button("Rate", action_id=action_ids.RATE_START, value=value, spoken="Rate comments"),
        results,
    )


def _theme_line(part: ThemeSection) -> str:
    language = f" · {part.language}" if part.language else ""
    return f"{stars_short(part.mean, part.ratings)} · {_many(part.comments, 'comment', 'comments')}{language}"


def _more_line(more: tuple[ThemeSection, ...], named: int) -> str:
    count = _many(len(more), "more theme", "more themes")
    if not named:
        return f"And {count}."
    names = ", ".join(f"{part.key} {escape(cut(part.name, _NAME_MOST))} ({part.comments})" for part in more[:named])
    rest = len(more) - named
    return f"And {count}: {names}" + (f" and {rest} others." if rest > 0 else ".")


def _news_line(content: Content) -> str:
    late = f":hourglass: Late: it was due {when(content.due_at)}. " if content.due_at else ""
    return late + (_news(content.news) if content.news else "")


def _news(news: WhatsNew) -> str:
    since = f"Since {when(news.since)}: "
    parts = [
        _many(number, one, many)
        for number, one, many in (
            (news.people, "new person", "new people"),
            (news.comments, "new comment", "new comments"),
            (news.ratings, "new rating", "new ratings"),
        )
        if number
    ]
    if news.is_first:
        parts.append("the first themes")
    text = since + (", ".join(parts) if parts else "nothing new") + "."
    if news.themes:
        names = ", ".join(f"*{escape(cut(name, _NAME_MOST))}*" for name in news.themes)
        text += f" New {'theme' if len(news.themes) == 1 else 'themes'}: {names}."
    text += "".join(f" *{_short(name)}* split off *{_short(other)}*." for name, other in news.splits)
    return text + "".join(f" *{_short(name)}* went into *{_short(other)}*." for name, other in news.merges)


def _short(name: str) -> str:
    return escape(cut(name, _NAME_MOST))


def _state_lines(content: Content) -> list[str]:
    """Return what is not there, and why."""
    return [*([no_answer_text(content.apart)] if content.apart else []), *_why_no_themes(content)]


def _why_no_themes(content: Content) -> list[str]:
    comments, is_open = content.counts.comments, content.exchange.is_open
    if comments == 0:
        return ["No comment yet. The first one starts the exchange." if is_open else "No comment was shared."]
    if content.parts:
        return []
    if content.themes_pending:  # a preview: what is posted waits for them
        return ["Themes are being worked out just now. What is posted waits for them."]
    if content.themes_missing:
        return ["Themes could not be worked out this time."]
    if comments < MIN_COMMENTS:
        text = f"Themes show once there are {MIN_COMMENTS} comments." if is_open else "Too few comments for themes."
        return [text]
    return ["The comments are too much alike to tell themes apart."]


def _footer(content: Content) -> str:
    exchange = content.exchange
    names = "names are hidden" if exchange.names_hidden else "names show with comments, though not in a digest"
    parts = [star_meaning_text(exchange), names]
    if content.parts or content.loose:
        parts.append("quotes are word for word, from comments with 3 ratings or more")
    if content.languages:
        parts.append(content.languages)
    parts += content.notes
    if content.themes_as_of:
        parts.append(f"themes as of {when(content.themes_as_of)}")
    return " · ".join(parts)


def _many(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
