"""`help`: what the asker may do, in twelve lines at most; of one subcommand how it is written and an example."""

from collections.abc import Iterator, Sequence

from bot.slack.blocks import Block, context_block, section
from bot.slack.commands import Subcommand, Subcommands
from bot.slack.data_page import data_page_section
from bot.slack.mrkdwn import echo
from bot.texts import Texts

MAX_LINES = 12


def overview(texts: Texts, subcommands: Subcommands, command: str, role: str | None) -> tuple[str, list[Block]]:
    """Return what the asker may do, and the way to the data page. role: "owner", "moderator" or None."""
    allowed = subcommands.allowed_to(role)
    lines = list(_lines(texts, allowed, command, is_grouped=role is not None))
    if len(lines) > MAX_LINES:
        everything = " ".join(f"`{name}`" for name in sorted(each.written(texts, command) for each in allowed))
        lines = [*lines[: MAX_LINES - 1], texts("guide.more", names=everything)]
    blocks = [section("\n".join(lines)), data_page_section(texts), context_block(texts("guide.private"))]
    return texts("guide.heading"), blocks


def _lines(texts: Texts, allowed: Sequence[Subcommand], command: str, *, is_grouped: bool) -> Iterator[str]:
    """Yield a line for each subcommand; is_grouped: those of a group share one, where the first of them would be."""
    for index, subcommand in enumerate(allowed):
        group = subcommand.group if is_grouped else None
        if group is None:
            yield f"`{subcommand.form(texts, command)}`  {subcommand.purpose(texts)}"
        elif group not in [each.group for each in allowed[:index]]:
            names = " | ".join(each.syntax.name_in(texts.language) for each in allowed if each.group == group)
            yield texts(f"guide.line.{group}_line", form=f"{command} {names}")


def page(
    texts: Texts, subcommands: Subcommands, written: str, command: str, role: str | None
) -> tuple[str, list[Block]]:
    """Return how a subcommand is written, what it does, and an example. written: its name as the asker wrote it."""
    name, rest = subcommands.names.split(written)
    subcommand = subcommands.get(name)
    if subcommand is None or rest or not subcommand.is_for(role):
        text = _unknown_text(texts, written, _near(texts, subcommands, written, role), command)
        return text, [section(text)]
    purpose = subcommand.purpose(texts)
    example = texts("guide.example", example=subcommand.example(texts, command))
    lines = [f"*{subcommand.form(texts, command)}*", f"{purpose[:1].upper()}{purpose[1:]}.", example]
    notes = [texts(f"commands.{subcommand.id}.note", command=command)] if subcommand.has_note else []
    flags = ", ".join(f"`{flag.form_in(texts.language)}`" for flag in subcommand.syntax.flags)
    if flags:
        notes.insert(0, texts("guide.flags", flags=flags))
    blocks = [section("\n".join(lines)), *([context_block("\n".join(notes))] if notes else [])]
    return lines[1], blocks


def _near(texts: Texts, subcommands: Subcommands, written: str, role: str | None) -> str:
    near = subcommands.nearest(written, role, texts.language)
    return "" if subcommands.names.find(near) == "help" else near  # its page says nothing of what is looked for


def _unknown_text(texts: Texts, written: str, near: str, command: str) -> str:
    if near:
        return texts("guide.unknown_near", name=echo(written), near=near, command=command)
    return texts("guide.unknown", name=echo(written), command=command)
