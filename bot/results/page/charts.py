"""The charts of the page, each made once from what is public: in the page, as a file, and as a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from bot.charts import frame, theme_bars
from bot.charts.bars import Bar, BarChart
from bot.charts.columns import Column, ColumnChart
from bot.charts.dots import Dot, DotChart, DotRow
from bot.charts.frame import Table
from bot.charts.heat import HeatMap, HeatRow
from bot.charts.png import to_png
from bot.charts.svg import LIGHT, page_palette
from bot.direction import isolate, lead
from bot.domain.published import PublicComment, PublicTheme, Published
from bot.domain.theme_chart import ChartTheme, theme_chart
from bot.domain.theme_names import theme_name
from bot.results.page.between import shared_message
from bot.results.page.comment_list import by_numbers
from bot.slack.blocks import cut
from bot.texts import Texts

WIDE, HALF, NARROW, FILE = 720.0, 500.0, 340.0, 640.0
"""Units that charts are wide in a page, in one of its two columns, on a phone, and as a file."""

MAX_ROWS = 8
_MAX_QUOTE = 140
_MAX_THEMES = 12
_MAX_DAYS = 60
_MAX_LIKES = 4
_CLEAR = 0.35
"""Stars between the groups on a theme from which on it is named as the one on which they differ most."""

Draw = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart of the page. name, query: of its address; table: the same in words; draw_file: with what a file adds.

    stars: the sentence that says what a star means, "" for a chart without stars.
    """

    name: str
    title: str
    subtitle: str
    table: Table
    draw: Draw
    draw_file: Draw
    query: tuple[tuple[str, str], ...] = ()
    stars: str = ""

    def in_page(self, width: float) -> str:
        """Return it as SVG for a page: without its title, in the page's colours."""
        return self.draw(page_palette(), width=width, name=f"{self.name}-{width:g}", has_head=False)

    def svg(self) -> str:
        """Return it as a file that needs no page."""
        return self.draw_file(LIGHT, width=FILE, name=self.name, has_head=True)

    def png(self) -> bytes:
        """Return it as a picture."""
        return to_png(self.svg())

    def csv(self) -> str:
        """Return its table; where it has stars, a last row says once what a star means, in the table's language."""
        note = [(self.stars, *("" for _ in self.table[0][1:]))] if self.stars else []
        return frame.to_csv([*self.table, *note])


def figure_of(
    name: str,
    chart: BarChart | ColumnChart | DotChart | HeatMap,
    query: tuple[tuple[str, str], ...] = (),
    *,
    stars: str = "",
) -> Figure:
    """Return a chart as a figure of the page. stars: what a star means, which a file says too."""
    in_file = replace(chart, subtitle=_with_stars(chart.subtitle, stars))
    return Figure(name, chart.title, chart.subtitle, chart.table(), chart.draw, in_file.draw, query, stars)


def meaning(texts: Texts, found: Published) -> str:
    """Return the sentence that says what a star means in an exchange."""
    return texts(f"stars.scale.{found.about.star_meaning}")


def _with_stars(subtitle: str, stars: str) -> str:
    return f"{subtitle.rstrip('.')}. {stars}" if stars else subtitle


def themes_figure(texts: Texts, found: Published, *, by_stars: bool = False) -> Figure | None:
    """Return the themes by comments and stars, None without any. by_stars: those with the most stars come first."""
    shown = [
        ChartTheme(
            name=theme_name(texts, each),
            comments=len(each.comments),
            mean=each.stars.stars if each.stars else None,
            missing="too_few",
            low=each.stars.low if each.stars else None,
            high=each.stars.high if each.stars else None,
        )
        for each in in_order(found.themes, by_stars=by_stars)[:_MAX_THEMES]
    ]
    if not shown:
        return None
    chart = theme_chart(texts, shown, by_stars=by_stars)

    stars = meaning(texts, found)
    draw = partial(theme_bars.draw, chart)
    draw_file = partial(theme_bars.draw, replace(chart, subtitle=_with_stars(chart.subtitle, stars)))
    query = (("by", "stars"),) if by_stars else ()
    return Figure("themes", chart.title, chart.subtitle, theme_bars.table(chart), draw, draw_file, query, stars)


def in_order(themes: Sequence[PublicTheme], *, by_stars: bool) -> Sequence[PublicTheme]:
    """Return themes as the page has them: the largest first, or those with the most stars, without stars last."""
    return sorted(themes, key=lambda each: -(each.stars.stars if each.stars else 0)) if by_stars else themes


def groups_figure(texts: Texts, found: Published) -> Figure | None:
    """Return how many people of each group took part, None where nobody was asked."""
    if found.groups is None or not (found.groups.groups or found.groups.rest):
        return None
    is_exact = found.counts.is_exact

    def label(people: int) -> str:
        if is_exact:
            return texts.number(people)
        return texts("common.over", n=people) if people else texts("common.up_to", n=5)

    rows = [Bar(name or texts("explorer.no_group"), people, label(people)) for name, people in found.groups.groups]
    if found.groups.rest is not None:
        names = texts.list([name or texts("explorer.no_group") for name in found.groups.together])
        rows.append(Bar(names, found.groups.rest, label(found.groups.rest)))
    if not rows:
        return None
    first = max(rows, key=lambda row: row.value)
    message = texts("explorer.chart_groups.message", group=first.name)
    if is_exact and found.counts.people:
        most, total = int(first.value), found.counts.people
        message = texts("explorer.chart_groups.message_exact", group=first.name, n=most, total=total)
    chart = BarChart(
        message,
        texts("explorer.chart_groups.about", n=found.about.min_group_size),
        (texts("explorer.group"), texts("explorer.people")),
        tuple(rows),
    )
    return figure_of("groups", chart)


def days_figure(texts: Texts, found: Published) -> Figure | None:
    """Return the comments by day, None where there are fewer than two days."""
    counts = dict(found.days)
    if len(counts) < 2:  # noqa: PLR2004 - a line needs two
        return None
    first, last = min(counts), max(counts)
    length = (last - first).days + 1
    days = [first + timedelta(days=at) for at in range(max(0, length - _MAX_DAYS), length)]
    rows = tuple(
        Column(
            texts.day(day),
            texts.day(day, style="month_day"),
            counts.get(day, 0),
            texts.number(counts.get(day, 0)),
        )
        for day in days
    )
    most = max(rows, key=lambda row: row.value)
    chart = ColumnChart(
        texts("explorer.chart_days.message", day=most.name.replace(" ", "\N{NO-BREAK SPACE}"), n=int(most.value)),
        texts("explorer.chart_days.about"),
        (texts("explorer.day"), texts("explorer.comments")),
        rows,
    )
    return figure_of("days", chart)


def shared_figure(texts: Texts, found: Published, most: int = MAX_ROWS) -> Figure | None:
    """Return what all groups like. most: rows."""
    rows = _dot_rows(texts, by_numbers(found, [number for number, _ in found.common]))
    if not rows:
        return None
    message = shared_message(texts, found)
    return figure_of("shared", _dots(texts, found, message, rows, most), stars=meaning(texts, found))


def differ_figure(texts: Texts, found: Published, most: int = MAX_ROWS) -> Figure | None:
    """Return where groups differ most. most: rows."""
    rows = _dot_rows(texts, by_numbers(found, found.differences))
    if not rows:
        return None
    message = texts("explorer.chart_differ.message", n=len(found.differences))
    return figure_of("differ", _dots(texts, found, message, rows, most), stars=meaning(texts, found))


def heat_figure(texts: Texts, found: Published) -> Figure | None:
    """Return the stars of each group on each theme."""
    themes = found.themes[:_MAX_THEMES]
    rated = {name for theme in themes for name, *_ in theme.by_group}
    columns = tuple(name for name in found.groups_with_stars if name in rated)
    rows = []
    for theme in themes:
        stars = {name: mean for name, mean, _ in theme.by_group}
        if stars:
            cells = tuple((stars[name], texts.number(stars[name], 1)) if name in stars else None for name in columns)
            rows.append(HeatRow(theme_name(texts, theme), cells))
    compared = [(found_in, row) for row in rows if len(found_in := [cell[0] for cell in row.cells if cell]) > 1]
    if not compared:
        return None  # a column alone says nothing of groups
    spreads = [(max(found_in) - min(found_in), row) for found_in, row in compared]
    spread, widest = max(spreads, key=lambda pair: pair[0])
    message = texts("explorer.chart_heat.message", theme=widest.name)
    if spread < _CLEAR:
        message = texts("explorer.chart_heat.message_near", stars=texts.number(spread, 1))
    chart = HeatMap(
        message,
        texts("explorer.chart_heat.about"),
        texts("explorer.theme"),
        columns,
        tuple(rows),
    )
    return figure_of("heat", chart, stars=meaning(texts, found))


def opinions_figure(texts: Texts, found: Published) -> Figure | None:
    """Return what each opinion group likes more than the others do, a few comments of each."""
    rows = [
        Bar(
            f"{texts('explorer.opinion_letter', letter=group.letter)} · {isolate(quote(found.by_number[number]))}",
            more,
            texts("explorer.opinion_more", stars=texts.number(more, 1)),
        )
        for group in found.opinion_groups
        for number, more in group.likes[:_MAX_LIKES]
    ]
    if not rows:
        return None
    chart = BarChart(
        texts("explorer.chart_opinions.message", n=len(found.opinion_groups)),
        texts("explorer.chart_opinions.about"),
        (texts("explorer.comment"), texts("explorer.chart_opinions.more")),
        tuple(rows),
    )
    return figure_of("opinions", chart, stars=meaning(texts, found))


def _dot_rows(texts: Texts, comments: Sequence[PublicComment]) -> list[DotRow]:
    rows = []
    for each in comments:
        dots = tuple(Dot(cell.group, cell.stars, texts.number(cell.stars, 1)) for cell in each.by_group)
        if len(dots) > 1:
            rows.append(DotRow(quote(each), dots))
    return rows


def _dots(texts: Texts, found: Published, message: str, rows: Sequence[DotRow], most: int) -> DotChart:
    """Return the chart of the first rows."""
    shown = tuple(rows[:most])
    seen = {dot.group for row in shown for dot in row.dots}
    groups = tuple(name for name in found.groups_with_stars if name in seen)
    is_cut = len(rows) > most
    about = texts("explorer.chart_dots.some", n=len(shown)) if is_cut else texts("explorer.chart_dots.all")
    return DotChart(message, about, texts("explorer.comment"), groups, shown)


def question_figure(texts: Texts, found: Published, place: int) -> Figure | None:
    """Return how many people chose each answer of a short question, None where no answer is counted alone.

    place: from 0.
    """
    rows = found.questions[place].rows(texts) if place < len(found.questions) else []
    if not rows:
        return None
    chart = BarChart(
        found.questions[place].question.text,
        texts("questions.about_counts", n=found.about.min_group_size),
        (texts("questions.answer_column"), texts("explorer.people")),
        tuple(Bar(name, people, texts("questions.people", n=people)) for name, people in rows),
    )
    return figure_of(f"question{place + 1}", chart)


def quote(comment: PublicComment) -> str:
    """Return a comment in a chart: its number, and its words, cut."""
    return lead(f"#{comment.number} “{cut(' '.join(comment.text.split()), _MAX_QUOTE)}”", comment.language)


MAKERS: dict[str, Callable[[Texts, Published], Figure | None]] = {
    "themes": themes_figure,
    "groups": groups_figure,
    "days": days_figure,
    "shared": shared_figure,
    "differ": differ_figure,
    "heat": heat_figure,
    "opinions": opinions_figure,
    "question1": partial(question_figure, place=0),
    "question2": partial(question_figure, place=1),
    "question3": partial(question_figure, place=2),
}
"""The charts with a fixed address."""
