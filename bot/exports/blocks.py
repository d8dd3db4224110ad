"""Block Kit of exports: what is on its way, what was taken away before, and what could not be sent."""

from collections.abc import Sequence

from bot.exports.flow import PastExport
from bot.slack.blocks import Block, context_block, escape, section, when
from bot.texts import Texts
from storage.enums import ExportForm
from storage.exchanges import Exchange


def on_its_way(
    texts: Texts, exchange: Exchange, form: ExportForm, before: Sequence[PastExport]
) -> tuple[str, list[Block]]:
    """Return the answer to the command: where the file comes, and who took what away before."""
    text = texts("exports.on_its_way", name=exchange.slug, form=form_text(texts, form))
    lines = [_past(texts, each) for each in before]
    shown = "\n".join([texts("exports.before"), *lines]) if lines else ""
    return text, [section(text), *([context_block(shown)] if shown else [])]


def file_message(texts: Texts, exchange: Exchange, form: ExportForm) -> tuple[str, list[Block]]:
    """Return the message above the file."""
    question = escape(exchange.question)
    if form == ExportForm.LOG:
        text = texts("exports.log_file", question=question)
        return text, [section(text), context_block(texts("exports.log_holds"))]
    text = texts("exports.file", question=question, form=form_text(texts, form))
    return text, [section(text), context_block(texts("exports.holds"))]


def not_sent(texts: Texts, exchange: Exchange) -> tuple[str, list[Block]]:
    """Return what is written where Slack did not take the file."""
    text = texts("exports.not_sent", name=exchange.slug)
    return text, [section(text)]


def no_release(texts: Texts, exchange: Exchange) -> tuple[str, list[Block]]:
    """Return what is written where a bundle was asked for before there are figures."""
    text = texts("exports.no_release", name=exchange.slug)
    return text, [section(text)]


def form_text(texts: Texts, form: str) -> str:
    """Return what a form is called."""
    return texts(f"exports.form.{form}")


def _past(texts: Texts, one: PastExport) -> str:
    who = f"<@{one.slack_user_id}>" if one.slack_user_id else texts("exports.by_operator")
    form = form_text(texts, one.form)
    if one.is_full:
        return texts("exports.past_full", form=form, at=when(one.made_at), who=who)
    return texts("exports.past", form=form, at=when(one.made_at), who=who)
