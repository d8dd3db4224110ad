"""The short questions in the results that Slack shows: a bar for each answer, with how many chose it."""

from bot.domain.question_figures import QuestionFigures
from bot.results.flow import Results
from bot.slack.blocks import Block, context_block, divider
from bot.slack.charts import count_bar
from bot.slack.rich_text import line, rich, run
from bot.texts import Texts


def questions(texts: Texts, results: Results) -> list[Block]:
    """Return the short questions with how many chose each answer, or that too few answered; nothing where none is."""
    if not results.exchange.questions:
        return []
    fewest = results.exchange.min_group_size
    shown = [(each.question.text, rows) for each in results.between.questions if (rows := _lines(texts, each))]
    heading = line(run(texts("questions.heading"), bold=True))
    if not shown:
        none = texts("questions.none.open" if results.exchange.is_open else "questions.none.closed", n=fewest)
        return [divider(), rich([heading]), context_block(none)]
    parts = [rich([line(run(f"{text}\n", bold=True), run("\n".join(rows)))]) for text, rows in shown]
    return [divider(), rich([heading]), *parts, context_block(texts("questions.about_counts", n=fewest))]


def _lines(texts: Texts, one: QuestionFigures) -> list[str]:
    if one.undivided is not None:
        return [texts("questions.undivided", n=one.undivided)]
    rows = one.rows(texts)
    most = max((people for _, people in rows), default=0)
    return [f"{count_bar(people, most)} {name} · {texts('questions.people', n=people)}" for name, people in rows]
