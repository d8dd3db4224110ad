"""What Slack shows of results: a modal, or a private message where no modal opens."""

from bot.domain.answers import facts_text
from bot.domain.coverage import coverage_sentence
from bot.domain.exchanges import star_meaning_text
from bot.domain.figures import average_text, score_texts
from bot.domain.ledger import ledger_line
from bot.domain.public_counts import comments_text, count_texts
from bot.domain.quotes import quote_text
from bot.domain.results_gate import RATE_FIRST, Gate
from bot.domain.theme_names import theme_name
from bot.domain.translations import is_offered, translate_button
from bot.results.blocks_between import between_blocks, quote_of, side_by_side
from bot.results.blocks_inside import menu
from bot.results.blocks_sheet import ask_button
from bot.results.flow import Results, Top
from bot.slack import action_ids
from bot.slack.answer_buttons import answers_button
from bot.slack.blocks import Block, actions, button, context_block, cut, divider, escape, modal, section, when
from bot.slack.charts import star_bar, stars_short
from bot.slack.key_quotes import key_quote_lines
from bot.slack.languages import languages_line, theme_languages
from bot.slack.quarters import quarter_buttons
from bot.slack.rich_text import line, rich, run
from bot.texts import Texts
from storage.answers import Answer
from storage.digests import Digest
from storage.themes import Theme

_THEMES_IN_MESSAGE = 8
_MAX_NAME = 80
_MAX_WORDS = 1_000
_MAX_ANSWER = 500  # characters


def window(texts: Texts, results: Results) -> Block:
    """Return the modal."""
    blocks = [
        *_head(texts, results),
        *_themes(texts, results, len(results.themes)),
        *_top(texts, results, in_full=True),
        *between_blocks(texts, results),
        *_answered(texts, results),
        *_ledger(texts, results),
        *_sheet(texts, results),
    ]
    return modal(texts("results.modal.title"), blocks, close=texts("common.modal.close"))


def message(texts: Texts, results: Results) -> list[Block]:
    """Return the same for a private message."""
    shown = _themes(texts, results, _THEMES_IN_MESSAGE)
    top, between = _top(texts, results, in_full=False), between_blocks(texts, results)
    below = [*_answered(texts, results), *_ledger(texts, results), *_sheet(texts, results)]
    return [*_head(texts, results), *shown, *top, *between, *below]


def gate(texts: Texts, shut: Gate) -> tuple[str, list[Block]]:
    """Return what somebody reads who has rated too few, or for whom results are not there yet."""
    if shut.is_until_close:
        text = texts("results.gate_closed")
        return text, [section(f"*{escape(shut.exchange.question)}*\n{text}"), *quarter_buttons(texts, shut.exchange)]
    text = texts("results.gate", min=RATE_FIRST, rated=shut.rated)
    value = str(shut.exchange.exchange_id)
    rate = button(texts("results.rate.button"), action_id=action_ids.RATE_START, value=value, style="primary")
    head = section(f"*{escape(shut.exchange.question)}*\n{text}")
    return text, [head, actions(rate), *quarter_buttons(texts, shut.exchange)]


def _head(texts: Texts, results: Results) -> list[Block]:
    exchange, counts = results.exchange, results.counts
    facts = count_texts(texts, results.shown)
    if counts.ratings or (counts.comments and not results.shown.is_exact):
        facts.append(average_text(texts, results.stars))
    names = texts("results.names.hidden" if exchange.is_anonymous else "results.names.shown")
    if exchange.is_open:
        state = texts("results.state.open")
    elif exchange.closed_at:
        state = texts("results.closed_at", at=when(exchange.closed_at))
    else:
        state = texts("results.state.closed")
    rate = None
    if exchange.is_open:
        rate = button(
            texts("results.rate.button"),
            action_id=action_ids.RATE_START,
            value=str(exchange.exchange_id),
            accessibility_label=texts("results.rate.spoken"),
        )
    return [
        section(f"*{escape(exchange.question)}*\n{side_by_side(facts)}", accessory=rate),
        context_block(side_by_side([star_meaning_text(texts, exchange), names, state])),
        *([section(f"<{results.link}|{texts('results.page_link')}>")] if results.link else []),
        *quarter_buttons(texts, exchange),
    ]


def _themes(texts: Texts, results: Results, max_themes: int) -> list[Block]:
    is_open = results.exchange.is_open
    if results.counts.comments == 0:
        return [section(texts("results.no_comment.open" if is_open else "results.no_comment.closed"))]
    if not results.themes:
        return [context_block(texts("results.no_themes.open" if is_open else "results.no_themes.closed"))]
    several = languages_line(texts, [theme.language for theme in results.themes])
    main = results.themes[0].language
    agreed = results.between.theme_agreement
    lines: list[Block] = []
    for theme in results.themes[:max_themes]:
        keys = results.keys.get(theme.number, ())
        says_language = bool(several) and theme.language != main
        agreement = agreed.get(theme.theme_id)
        is_opposed = any(each.side for each in keys)
        facts = {"says_language": says_language, "is_opposed": is_opposed, "is_exact": not is_open}
        lines.append(_theme(texts, theme, agreement=agreement, **facts))
        lines += key_quote_lines(texts, keys)
        lines += _answer_lines(texts, results.theme_answers.get(theme.number))
    more = len(results.themes) - max_themes
    notes = [
        texts("results.more_themes", n=more) if more > 0 else "",
        texts("common.themes_at", at=when(results.found_at)) if results.found_at else "",
        several,
        _coverage(texts, results.digest),
    ]
    heading = line(run(texts("results.themes"), bold=True))
    return [
        divider(),
        rich([heading, *lines]),
        context_block(side_by_side(notes)),
        *menu(texts, results, results.themes[:max_themes]),
    ]


def _coverage(texts: Texts, last: Digest | None) -> str:
    """Return for how many the quotes of the last digest speak, "" where that is not known."""
    if last is None or not last.facts.coverage:
        return ""
    return f"{texts('results.digest', at=when(last.made_at))} {coverage_sentence(texts, last.facts.coverage)}"


def _theme(
    texts: Texts, theme: Theme, *, says_language: bool, agreement: float | None, is_opposed: bool, is_exact: bool
) -> Block:
    stars = stars_short(texts, theme.mean, theme.missing)
    facts = [
        stars if theme.mean is None else f"{star_bar(theme.mean)} {stars}",
        comments_text(texts, theme.comments, is_exact=is_exact),
        texts("themes.opposed") if is_opposed else "",
        "" if agreement is None else texts("results.agreement", agreement=texts.number(agreement, 1)),
        theme_languages(texts, theme.language) if says_language and theme.language else "",
    ]
    name = run(f"{cut(theme_name(texts, theme), _MAX_NAME)}\n", bold=True)
    return line(name, run(f"{side_by_side(facts)}\n"))


def _answer_lines(texts: Texts, answer: Answer | None) -> list[Block]:
    if answer is None:
        return []
    words = texts("results.answer", answer=cut(answer.text, _MAX_ANSWER), facts=facts_text(texts, answer))
    return [line(run(words))]


def _top(texts: Texts, results: Results, *, in_full: bool) -> list[Block]:
    if results.top:
        parts: list[Block] = [line(run(texts("results.top"), bold=True))]
        for each in results.top:
            parts.append(_one(texts, each, in_full=in_full))
            parts += _answer_lines(texts, results.answers.get(each.number))
        tiers = [texts("stars.tier_rule")] if any(each.score.tier for each in results.top) else []
        first = texts.number(results.top[0].score.stars, 1)
        tied = [texts("stars.tied", n=results.tied, stars=first)] if results.tied > 1 else []
        rules = context_block(" ".join([*tied, texts("stars.range_rule"), *tiers]))
        return [divider(), rich(parts), *_translate(texts, results), rules]
    if results.counts.comments:
        return [
            context_block(
                texts("results.top_none" if results.exchange.is_open else "results.top_none_closed", n=results.fewest)
            )
        ]
    return []


def _translate(texts: Texts, results: Results) -> list[Block]:
    """Return the ways to the translations of the highest comments, for who reads in another language than theirs."""
    exchange_id = results.exchange.exchange_id
    buttons = [
        translate_button(texts, exchange_id, each.number, each.version, has_number=True)
        for each in results.top
        if is_offered(each.translations, texts.language)
    ]
    return [actions(*buttons)] if buttons else []


def _one(texts: Texts, each: Top, *, in_full: bool) -> Block:
    words = f"“{each.text}”" if in_full and len(each.text) <= _MAX_WORDS else quote_text(each.text)
    return quote_of(words, side_by_side([f"#{each.number}", *score_texts(texts, each.score)]))


def _answered(texts: Texts, results: Results) -> list[Block]:
    """Return how many comments have an answer, and for how many something is done; for moderators how to answer."""
    shown: list[Block] = []
    if results.answered:
        words = texts("roster.changed.some", answered=results.answered, begun=results.begun)
        shown.append(context_block(f"*{texts('roster.changed.label')}* {words}"))
    if results.can_answer and results.counts.comments:
        shown.append(actions(answers_button(texts, results.exchange.exchange_id)))
    return shown


def _ledger(texts: Texts, results: Results) -> list[Block]:
    shown = results.shown
    line = ledger_line(texts, shown.ledger, no_answer=results.apart, is_exact=shown.is_exact)
    return [context_block(line)] if line else []


def _sheet(texts: Texts, results: Results) -> list[Block]:
    """Return the way to the chart and the table, once there are comments with stars."""
    return [ask_button(texts, results.exchange.exchange_id)] if results.top else []
