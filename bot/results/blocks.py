"""What Slack shows of results: a window, or a private message where no window opens."""

from bot.domain.exchanges import no_answer_text, star_meaning_text
from bot.domain.quotes import quote_text
from bot.results.flow import RATE_FIRST, Gate, Results, Top
from bot.slack import action_ids
from bot.slack.blocks import Block, actions, button, context_block, cut, divider, escape, modal, section, when
from bot.slack.charts import MOST_BARS, TOO_FEW, bar_chart, star_bar, stars_short
from bot.slack.languages import language_name, languages_line
from bot.slack.rich_text import line, quote, rich, run
from storage.themes import Theme

_THEMES_IN_MESSAGE = 8
_NAME_MOST = 80
_WORDS_MOST = 1_000
EARLY = (
    "The order within a few tenths of a star is not certain. Comments with few ratings are counted a little nearer to "
    "3 stars until more people have rated them."
)
SURE = (
    "Stars: what all who rate here would give on average, told from the ratings there are, whoever happened to give "
    "them; the range is 95 % sure. Where ranges overlap the order is open: a rank is a range too, from 10 ratings on. "
    "Formula: P(stars ≤ k) = 1 / (1 + exp(appeal + leniency − cut k)), fitted to all ratings."
)
AGREEMENT = (
    "It is 1 where all give a comment the same stars, 0 where half give 1 and half 5: 1 − D / 2, with D the mean "
    "difference between two raters; then the mean over comments."
)


def window(results: Results) -> Block:
    """Return the modal. A modal takes no chart, so its bars are text."""
    blocks = [*_head(results), *_themes(results, len(results.themes)), *_top(results, in_full=True)]
    return modal("Results", [*blocks, *_between(results)])


def message(results: Results, *, with_chart: bool = True) -> list[Block]:
    """Return the same for a private message."""
    shown = _themes(results, _THEMES_IN_MESSAGE)
    bars = [(theme.key, theme.mean) for theme in results.themes[:MOST_BARS] if theme.mean is not None]
    if with_chart and len(bars) > 1:
        meaning = star_meaning_text(results.exchange)
        shown.insert(0, bar_chart("Mean stars by theme", bars, series="Mean stars", y_label=meaning))
    return [*_head(results), *shown, *_top(results, in_full=False), *_between(results)]


def gate(shut: Gate) -> tuple[str, list[Block]]:
    """Return the kind line to somebody who has rated too few."""
    text = (
        f"Results show once you have rated {RATE_FIRST} comments, so that your stars are your own. "
        f"You have rated {shut.rated} so far."
    )
    rate = button("Rate", action_id=action_ids.RATE_START, value=str(shut.exchange.exchange_id), style="primary")
    return text, [section(f"*{escape(shut.exchange.question)}*\n{text}"), actions(rate)]


def _head(results: Results) -> list[Block]:
    exchange, counts = results.exchange, results.counts
    parts = [
        _many(counts.people, "person", "people"),
        _many(counts.comments, "comment", "comments"),
        _many(counts.ratings, "rating", "ratings"),
    ]
    if results.mean is not None:
        parts.append(f"{stars_short(results.mean)} on average")
    elif counts.ratings:
        parts.append(TOO_FEW)
    state = "so far" if exchange.is_open else f"closed {when(exchange.closed_at)}" if exchange.closed_at else "closed"
    names = "names are hidden" if exchange.names_hidden else "names show with comments"
    rate = None
    if exchange.is_open:
        rate = button("Rate", action_id=action_ids.RATE_START, value=str(exchange.exchange_id), spoken="Rate comments")
    return [
        section(f"*{escape(exchange.question)}*\n{' · '.join(parts)}", accessory=rate),
        context_block(f"{star_meaning_text(exchange)} · {names} · {state}"),
    ]


def _themes(results: Results, most: int) -> list[Block]:
    if results.counts.comments == 0:
        return [section("No comment yet." if results.exchange.is_open else "No comment was shared.")]
    if not results.themes:
        return [
            context_block("Themes show with the first digest." if results.exchange.is_open else "No themes were found.")
        ]
    several = languages_line([theme.language for theme in results.themes])
    main = results.themes[0].language
    agreed = results.between.alignment_of
    lines = [
        _theme(theme, told=bool(several) and theme.language != main, agreement=agreed.get(theme.theme_id))
        for theme in results.themes[:most]
    ]
    blocks = [divider(), rich([line(run("Themes", bold=True)), *lines])]
    more = len(results.themes) - most
    note = f"and {_many(more, 'more theme', 'more themes')} · " if more > 0 else ""
    found = f"themes as of {when(results.found_at)}" if results.found_at else ""
    apart = f" · {several}" if several else ""
    silent = [context_block(no_answer_text(results.apart))] if results.apart else []
    return [*blocks, context_block(f"{note}{found}{apart}"), *silent]


def _theme(theme: Theme, *, told: bool, agreement: float | None) -> Block:
    mean = theme.mean
    stars = stars_short(None, theme.ratings) if mean is None else f"{star_bar(mean)} {stars_short(mean)}"
    count = _many(theme.comments, "comment", "comments")
    language = f" · {language_name(theme.language)}" if told and theme.language else ""
    agreed = "" if agreement is None else f" · agreement {agreement:.2f}"
    name = run(f"{theme.key}  {cut(theme.name, _NAME_MOST)}\n", bold=True)
    return line(name, run(f"{stars} · {count}{agreed}{language}\n"))


def _top(results: Results, *, in_full: bool) -> list[Block]:
    blocks: list[Block] = []
    if results.top:
        parts: list[Block] = [line(run("Highest rated comments", bold=True))]
        for each in results.top:
            parts += _one(each, in_full=in_full)
        fitted = any(each.low is not None for each in results.top)
        blocks = [divider(), rich(parts), context_block(SURE if fitted else EARLY)]
    elif results.counts.comments:
        blocks = [context_block(f"The highest rated comments show once some have {results.fewest} ratings.")]
    return blocks


def _one(each: Top, *, in_full: bool) -> list[Block]:
    words = f"“{each.text}”" if in_full and len(each.text) <= _WORDS_MOST else quote_text(each.text)
    parts = [f"#{each.number}", f"{each.stars:.1f} ★"]
    if each.low is not None and each.high is not None:
        parts[-1] += f" ({each.low:.1f} to {each.high:.1f})"
    parts.append(_many(each.ratings, "rating", "ratings"))
    if each.band:
        first, last = each.band
        parts.append(f"rank {first}" if first == last else f"rank {first} to {last}")
    return [quote(run(f"{words}\n"), run(" · ".join(parts), italic=True))]


def _between(results: Results) -> list[Block]:
    """Return what groups differ on and share."""
    between = results.between
    apart = [
        _told(each.text, f"#{each.number} · {each.group} {each.mean:.1f} ★, others {each.others:.1f} ★")
        for each in between.apart
    ]
    shared = [
        _told(each.text, f"#{each.number} · {each.stars:.1f} ★ or more in every group") for each in between.shared
    ]
    equal = [_told(each.text, f"#{each.number} · {each.stars:.1f} ★") for each in between.equal]
    parts = (
        ("Groups differ on", apart),
        ("All groups like", shared),
        ("Highest where each group counts equally", equal),
    )
    blocks = _of_group(results) if between.group else []
    for heading, told in parts:
        if told:
            blocks += [divider(), rich([line(run(heading, bold=True)), *told])]
    blocks += _camps(results)
    notes = []
    if between.alignment is not None:
        notes.append(f"Agreement {between.alignment:.2f}. {AGREEMENT}")
    if between.fitted_at:
        notes.append(f"Scores as of {when(between.fitted_at)}.")
    if any(told for _, told in parts) or between.group:
        notes.append(f"No figure is of fewer than {results.exchange.smallest_group} people of a group.")
    return [*blocks, context_block(" ".join(notes))] if notes else blocks


def _camps(results: Results) -> list[Block]:
    """Return who rates alike without having been asked, what each likes and what unites them."""
    between = results.between
    if not between.camps:
        return []
    parts: list[Block] = [line(run("Opinion groups", bold=True), run(", from how people rate, nobody was asked"))]
    for name, camp in zip("ABCDE", between.camps, strict=False):
        parts.append(line(run(f"Group {name}, {_many(camp.people, 'person', 'people')}", bold=True)))
        parts += [_told(text, f"#{number} · {more:.1f} ★ more than the others") for number, text, more in camp.likes]
    if between.unites:
        parts.append(line(run("Liked by all of them", bold=True)))
        parts += [_told(text, f"#{number}") for number, text in between.unites]
    return [divider(), rich(parts)]


def _of_group(results: Results) -> list[Block]:
    """Return what one group likes best, or why that is not told."""
    between, least = results.between, results.exchange.smallest_group
    if not between.mine:
        why = f"Figures of a group show once at least {least} of its people, and {least} others, rated a comment."
        return [divider(), section(f"*How {escape(between.group)} rated:* nothing to tell yet. {why}")]
    told = [
        _told(each.text, f"#{each.number} · {each.stars:.1f} ★ · {_many(each.ratings, 'rating', 'ratings')}")
        for each in between.mine
    ]
    return [divider(), rich([line(run(f"What {between.group} rated highest", bold=True)), *told])]


def _told(text: str, about: str) -> Block:
    return quote(run(f"{quote_text(text)}\n"), run(about, italic=True))


def _many(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
