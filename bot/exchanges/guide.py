"""`help`: what the asker may do, in twelve lines at most; of one subcommand how it is written and an example."""

from collections.abc import Mapping, Sequence

from bot.core.command_words import name_in, nearest
from bot.slack.blocks import Block, context_block, section
from bot.slack.commands import Subcommand
from bot.slack.mrkdwn import echo
from bot.texts import Texts

MAX_LINES = 12

# Lines of the overview and the subcommands of each: those that belong together share one. A line: `guide.line.NAME`.
_FOR_MODERATORS = {
    "new": ("new",),
    "open": ("open", "close", "reopen"),
    "extend": ("extend",),
    "status": ("status",),
    "digest": ("digest",),
    "queue": ("queue",),
    "keep": ("keep", "hide", "restore", "remove"),
    "mod": ("mod",),
    "share_rate": ("share", "rate"),
    "me": ("me", "results", "about", "forget-me"),
    "help": ("help",),
}
_FOR_ALL = {
    "share": ("share",),
    "rate": ("rate",),
    "results": ("results",),
    "me_alone": ("me",),
    "about": ("about",),
    "forget_me": ("forget-me",),
    "help": ("help",),
}
_DESCRIBED = frozenset(
    [name for names in [*_FOR_MODERATORS.values(), *_FOR_ALL.values()] for name in names] + ["theme", "outside"]
)
"""Subcommands whose form and example the catalogue has: `guide.form.NAME`, `guide.example.NAME`."""
_WITH_NOTE = frozenset(["new", "open", "close", "reopen", "extend", "status", "share"])

LATER = ("pause", "resume", "answer", "groups", "remind", "export", "audit", "archive", "delete")
"""Subcommands that are known and not there yet."""


def later_text(texts: Texts, name: str, command: str) -> str:
    """Return what somebody reads who uses a subcommand that is not there yet."""
    form = f"{command} {name_in(texts.language, name)}"
    return f"{texts(f'guide.later.{name}_later', form=form)} {texts('guide.now', command=command)}"


def overview(
    texts: Texts, subcommands: Sequence[Subcommand], command: str, *, is_moderator: bool
) -> tuple[str, list[Block]]:
    """Return what the asker may do."""
    allowed = {
        each.name: each for each in subcommands if each.name not in LATER and (is_moderator or not each.for_moderators)
    }
    lines = []
    listed: set[str] = set()
    for line, names in (_FOR_MODERATORS if is_moderator else _FOR_ALL).items():
        if any(name in allowed for name in names):
            lines.append(texts(f"guide.line.{line}_line", command=command))
            listed |= set(names)
    rest = [each for name, each in allowed.items() if name not in listed]
    lines[-1:-1] = [f"`{command} {_form(texts, each)}`  {each.purpose(texts)}" for each in rest]
    if len(lines) > MAX_LINES:
        everything = " ".join(f"`{command} {name_in(texts.language, name)}`" for name in sorted(allowed))
        lines = [*lines[: MAX_LINES - 1], texts("guide.more", names=everything)]
    return texts("guide.heading"), [section("\n".join(lines)), context_block(texts("guide.private"))]


def page(
    texts: Texts, subcommands: Mapping[str, Subcommand], name: str, command: str, *, is_moderator: bool
) -> tuple[str, list[Block]]:
    """Return how a subcommand is written, what it does, and an example. name: as the asker wrote it."""
    subcommand = subcommands.get(name)
    if name in LATER and is_moderator:
        text = later_text(texts, name, command)
        return text, [section(text)]
    if subcommand is None or (subcommand.for_moderators and not is_moderator):
        text = _unknown_text(texts, subcommands, name, command, is_moderator=is_moderator)
        return text, [section(text)]
    purpose = subcommand.purpose(texts)
    lines = [f"*{command} {_form(texts, subcommand)}*", f"{purpose[:1].upper()}{purpose[1:]}."]
    if name in _DESCRIBED:
        lines.append(texts(f"guide.example.{_id(name)}_example", command=command))
    blocks = [section("\n".join(lines))]
    if name in _WITH_NOTE:
        blocks.append(context_block(texts(f"guide.note.{name}_note", command=command)))
    return lines[1], blocks


def _unknown_text(
    texts: Texts, subcommands: Mapping[str, Subcommand], name: str, command: str, *, is_moderator: bool
) -> str:
    allowed = [each.name for each in subcommands.values() if is_moderator or not each.for_moderators]
    near = nearest(name, allowed)
    if near:
        return texts("guide.unknown_near", name=echo(name), near=near, command=command)
    return texts("guide.unknown", name=echo(name), command=command)


def _form(texts: Texts, subcommand: Subcommand) -> str:
    """Return how a subcommand is written, without the command's name."""
    return texts(f"guide.form.{_id(subcommand.name)}_form") if subcommand.name in _DESCRIBED else subcommand.form


def _id(name: str) -> str:
    return name.replace("-", "_")
