"""What Slack shows of a theme's sub-themes: the menu that leads there, and a window or a private message."""

from collections.abc import Sequence

from bot.domain.errors import UserError
from bot.domain.exchanges import parse_exchange_id
from bot.domain.public_counts import comments_text, range_of_step, size_in_steps
from bot.domain.theme_names import theme_name
from bot.results.flow import Results
from bot.results.inside import Inside
from bot.slack.blocks import Block, actions, context_block, cut, modal, option, section, select
from bot.slack.charts import stars_short
from bot.slack.key_quotes import key_quote_lines
from bot.slack.rich_text import line, rich, run
from bot.texts import Texts
from storage.themes import Theme

INSIDE = "results.inside"  # value: EXCHANGE|NUMBER, of a theme

_MAX_OPTIONS = 100
_MAX_NAME = 60
_DIGITS = 9


def menu(texts: Texts, results: Results, shown: Sequence[Theme]) -> list[Block]:
    """Return the way into the themes that have sub-themes, nothing where none has. shown: the themes on the screen."""
    split = [theme for theme in shown if theme.number in results.split][:_MAX_OPTIONS]
    if not split:
        return []
    is_exact = not results.exchange.is_open
    options = [
        option(
            f"{cut(theme_name(texts, theme), _MAX_NAME)} ({range_of_step(texts, theme.comments, is_exact=is_exact)})",
            f"{results.exchange.exchange_id}|{theme.number}",
        )
        for theme in split
    ]
    return [actions(select(options, action_id=INSIDE, placeholder=texts("results.inside.placeholder")))]


def parse_inside(value: str) -> tuple[int, int]:
    """Return the exchange's id and the theme's number of a choice. Raises UserError where it is none."""
    exchange, _, number = value.partition("|")
    if not (number.isdecimal() and number.isascii() and len(number) <= _DIGITS):
        raise UserError("exchange.outdated")
    return parse_exchange_id(exchange), int(number)


def window(texts: Texts, inside: Inside, *, is_over: bool) -> Block:
    """Return the modal. is_over: opened over the results, to which closing it leads back."""
    close = texts("results.back.close" if is_over else "common.modal.close")
    return modal(texts("results.inside.title"), message(texts, inside), close=close)


def message(texts: Texts, inside: Inside) -> list[Block]:
    """Return the same for a private message."""
    theme = inside.theme
    if theme is None or not inside.parts:
        return [section(texts("results.inside_none"))]
    is_exact = inside.is_exact
    facts = (
        f"{comments_text(texts, theme.comments, is_exact=is_exact)} · {stars_short(texts, theme.mean, theme.missing)}"
    )
    lines: list[Block] = [line(run(theme_name(texts, theme), bold=True), run(f"\n{facts}\n"))]
    for part in inside.parts:
        count = comments_text(texts, part.comments, is_exact=is_exact)
        lines.append(line(run(f"\n{cut(part.name, _MAX_NAME)}", bold=True), run(f" · {count}\n")))
        lines += key_quote_lines(texts, [part.quote] if part.quote else [])
    rest = []
    if inside.rest:
        most = size_in_steps(inside.rest, is_exact=is_exact)
        left = texts("results.inside_rest", n=most) if is_exact else texts("results.inside_rest_open", n=most)
        rest = [context_block(left)]
    return [rich(lines), *rest]
