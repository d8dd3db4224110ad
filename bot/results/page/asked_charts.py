"""Charts that an address asks for by its query: two groups, sub-themes of a theme, and what changed since a release."""

from collections.abc import Callable, Mapping, Sequence

from bot.charts.bars import Bar, BarChart
from bot.charts.dots import Dot, DotChart, DotRow
from bot.domain.published import GroupCell, PublicComment, Published
from bot.domain.theme_names import theme_name
from bot.results.page.charts import MAKERS, MAX_ROWS, Figure, figure_of, meaning, quote, themes_figure
from bot.results.page.comment_list import cell_of
from bot.results.page.story import changed_between
from bot.texts import Texts

Query = Mapping[str, str]


def pair_of(found: Published, query: Query) -> tuple[str, str] | None:
    """Return the two groups that an address asks for, the first two where it names none.

    None where no comment has published stars of two groups: there is nothing to compare.
    """
    names = found.groups_with_stars
    if not any(len(each.by_group) > 1 for each in found.comments):
        return None
    one = query["a"] if query.get("a") in names else names[0]
    other = query["b"] if query.get("b") in names else next(name for name in names if name != one)
    return one, other


def both_figure(texts: Texts, found: Published, query: Query) -> Figure | None:
    """Return the comments that two groups like: those with the most stars of the group that likes them less."""
    pair = pair_of(found, query)
    rated = _rated_by_both(found, pair)
    best = sorted(rated, key=lambda each: (-min(cell.stars for cell in each[1]), each[0].number))
    if pair is None or not best:
        return None
    least = min(cell.stars for _, cells in best[:MAX_ROWS] for cell in cells)
    title = texts("explorer.chart_both.message", one=pair[0], other=pair[1], stars=texts.number(least, 1))
    about = texts("explorer.chart_both.about", n=len(best), shown=min(len(best), MAX_ROWS))
    return _pair_figure("both", texts, found, pair, title, about, best)


def compare_figure(texts: Texts, found: Published, query: Query) -> Figure | None:
    """Return the comments on which two groups lie furthest apart."""
    pair = pair_of(found, query)
    rated = _rated_by_both(found, pair)
    apart = sorted(rated, key=lambda each: (-_distance(each[1]), each[0].number))
    if pair is None or not apart:
        return None
    most = texts.number(_distance(apart[0][1]), 1)
    title = texts("explorer.chart_compare.message", one=pair[0], other=pair[1], stars=most)
    about = texts("explorer.chart_compare.about", n=len(apart))
    return _pair_figure("compare", texts, found, pair, title, about, apart)


def parts_figure(texts: Texts, found: Published, query: Query) -> Figure | None:
    """Return the sub-themes of a theme, the largest first."""
    written = query.get("theme", "")
    theme = found.theme_by_number.get(int(written)) if written.isdecimal() and len(written) < 10 else None  # noqa: PLR2004
    if theme is None or not theme.parts:
        return None
    parts = sorted(theme.parts, key=lambda part: -len(part.comments))
    bars = [Bar(part.name, len(part.comments), texts.number(len(part.comments))) for part in parts]
    name = theme_name(texts, theme)
    chart = BarChart(
        texts("explorer.chart_parts.message", theme=name, part=parts[0].name),
        texts("explorer.chart_parts.about"),
        (texts("explorer.part"), texts("explorer.comments")),
        tuple(bars),
    )
    return figure_of("parts", chart, (("theme", written),))


def changed_figure(texts: Texts, found: Published, before: Published) -> Figure | None:
    """Return the comments whose stars changed most since an earlier release."""
    rows = [(each, was, now) for each, was, now in changed_between(before, found) if was is not None]
    if not rows or before.release is None:
        return None
    words = (texts("explorer.before"), texts("explorer.now"))

    def dots(was: float, now: float) -> tuple[Dot, ...]:
        return tuple(Dot(word, stars, texts.number(stars, 1)) for word, stars in zip(words, (was, now), strict=True))

    shown = tuple(DotRow(quote(each), dots(was, now)) for each, was, now in rows[:MAX_ROWS])
    first, was, now = rows[0]
    most = texts.number(abs(now - was), 1)
    way = "up" if now > was else "down"
    chart = DotChart(
        texts(f"explorer.chart_changed_most.{way}", stars=most, number=first.number),
        texts("explorer.chart_changed.about", n=len(rows), shown=len(shown)),
        texts("explorer.comment"),
        words,
        shown,
    )
    return figure_of("changed", chart, (("since", str(before.release.number)),), stars=meaning(texts, found))


def themes_by(texts: Texts, found: Published, query: Query) -> Figure | None:
    """Return the themes, by stars where the address says so."""
    return themes_figure(texts, found, by_stars=query.get("by") == "stars")


_ASKED: dict[str, Callable[[Texts, Published, Query], Figure | None]] = {
    "themes": themes_by,
    "both": both_figure,
    "compare": compare_figure,
    "parts": parts_figure,
}


def make_figure(name: str, texts: Texts, found: Published, query: Query) -> Figure | None:
    """Return the chart of this name, None where there is none."""
    if name in _ASKED:
        return _ASKED[name](texts, found, query)
    return MAKERS[name](texts, found) if name in MAKERS else None


def _rated_by_both(
    found: Published, pair: tuple[str, str] | None
) -> list[tuple[PublicComment, tuple[GroupCell, GroupCell]]]:
    if pair is None or pair[0] == pair[1]:
        return []
    both = ((each, cell_of(each, pair[0]), cell_of(each, pair[1])) for each in found.comments)
    return [(each, (one, other)) for each, one, other in both if one is not None and other is not None]


def _distance(cells: tuple[GroupCell, GroupCell]) -> float:
    return abs(cells[0].stars - cells[1].stars)


def _pair_figure(
    kind: str,
    texts: Texts,
    found: Published,
    pair: tuple[str, str],
    title: str,
    about: str,
    rated: Sequence[tuple[PublicComment, tuple[GroupCell, GroupCell]]],
) -> Figure:
    """Return the chart of the first of these comments; marks of groups are those that they have in all charts."""
    rows = tuple(
        DotRow(quote(each), tuple(Dot(cell.group, cell.stars, texts.number(cell.stars, 1)) for cell in cells))
        for each, cells in rated[:MAX_ROWS]
    )
    groups = tuple(name for name in found.groups_with_stars if name in pair)
    chart = DotChart(title, about, texts("explorer.comment"), groups, rows)
    return figure_of(kind, chart, (("a", pair[0]), ("b", pair[1])), stars=meaning(texts, found))
