"""The short questions in the results that Slack shows: a bar for each answer, with how many chose it."""

from bot.domain.question_figures import QuestionFigures
from bot.results.flow import Results
from bot.slack.blocks import Block, context_block, divider
from bot.slack.charts import count_bar
from bot.slack.rich_text import line, rich, run
from bot.texts import Texts


def questions(texts: Texts, results: Results) -> list[Block]:
    """Return the short questions with how many chose each answer; nothing before they are counted."""
    shown = [(each, _lines(texts, each)) for each in results.between.questions]
    parts = [
        line(run(f"{each.question.text}\n", bold=True), run("".join(f"{row}\n" for row in rows)))
        for each, rows in shown
        if rows
    ]
    if not parts:
        return []
    about = texts("questions.about_counts", n=results.exchange.min_group_size)
    return [divider(), rich([line(run(texts("questions.heading"), bold=True)), *parts]), context_block(about)]


def _lines(texts: Texts, one: QuestionFigures) -> list[str]:
    if one.undivided is not None:
        return [texts("questions.undivided", n=one.undivided)]
    rows = one.rows(texts)
    most = max((people for _, people in rows), default=0)
    return [f"{count_bar(people, most)} {name} · {texts('questions.people', n=people)}" for name, people in rows]
