"""`help`: what the asker may do, in twelve lines at most; of one verb its form and an example."""

from collections.abc import Mapping, Sequence

from bot.core.command_words import nearest
from bot.slack.blocks import Block, context_block, section
from bot.slack.commands import Subcommand
from bot.slack.mrkdwn import echo

LINES = 12

# Rows of the overview: verbs that belong together share one. (verbs, form, what it is for)
_FOR_MODERATORS = (
    (("new",), 'new ["question" --close="fri 17:00"]', "begin an exchange: the form, or one line"),
    (("open", "close", "reopen"), "open | close | reopen [exchange]", "let it begin, end, go on"),
    (("extend",), "extend [exchange] fri 17:00", "another close date"),
    (("status",), "status [exchange]", "counts, coverage, groups, dates"),
    (("digest",), 'digest [now | preview | every "mon 9:00" | off]', "what people say, in the channel"),
    (("queue",), "queue [exchange]", "what waits for a moderator"),
    (("keep", "hide", "restore", "remove"), "keep | hide | restore | remove exchange#412", "decide about a comment"),
    (("mod",), "mod [add @name | remove @name]", "who moderates"),
    (("share", "rate"), "share [your words] · rate", "take part yourself"),
    (("me", "results", "about", "forget-me"), "", "your part, what came out, how it works"),
    (("help",), "help [verb]", "a verb with an example"),
)
_FOR_ALL = (
    (("share",), "share [your words]", "answer the question, without your name"),
    (("rate",), "rate", "give stars to what others wrote"),
    (("results",), "results [exchange]", "what people say so far"),
    (("me",), "me", "your comments, what became of them, your ratings"),
    (("about",), "about", "what is kept, and who sees what"),
    (("forget-me",), "forget-me", "erase what leads to you"),
    (("help",), "help [verb]", "a verb with an example"),
)
_EXAMPLES = {
    "new": 'new "What keeps us safe at school?" --close="fri 17:00" --groups="Student, Parent, Teacher" --stars=agree',
    "open": "open sro mon 9:00",
    "close": "close sro",
    "reopen": "reopen sro fri 17:00",
    "extend": "extend sro 2026-12-11 17:00",
    "status": "status sro",
    "queue": "queue sro",
    "keep": "keep sro#412",
    "hide": "hide sro#412 --reason=name",
    "restore": "restore sro#412",
    "remove": "remove sro#412 --reason=rude",
    "digest": 'digest sro every "mon 09:00" --channel=#board',
    "mod": "mod add @kim",
    "share": "share More time to eat lunch",
    "rate": "rate",
    "help": "help close",
}
_MORE = {
    "new": (
        "Flags: `--close` `--open` (times), `--channel=#name`, `--stars=agree|important|experience`, `--groups`, "
        "`--names=hidden|shown`, `--review` (a moderator looks first), `--hide-reported`, `--limit=500`, "
        "`--rate-last=10%`, `--smallest-group=5`, `--tell-groups`, `--help-text=…`, `--slug=sro`, `--background`. "
        "Without a question it opens the form."
    ),
    "open": "Without a time it opens now. From then on what it asks is fixed; only its dates can change.",
    "close": "It asks before it closes. With a time it closes by itself then.",
    "reopen": "With a time it closes by itself then.",
    "extend": "Times: `fri 17:00`, `tomorrow 9:00`, `2026-12-11 17:00`, `in 3d`, `never`. They are of your own zone.",
    "status": "Without a short name: the exchange of this channel, or the list.",
    "share": "With several open, name one with `#`: `/exchange share #sro More buses`. The rest is your comment.",
}

LATER = {
    "pause": "halting an exchange for a while",
    "resume": "letting a halted exchange go on",
    "answer": "answering a comment or theme in public",
    "groups": "changing the groups of a draft by command (*Edit* on its card does it)",
    "remind": "reminding those who have not rated yet",
    "export": "taking the data out as a file",
    "audit": "the log of what moderators did",
    "archive": "putting a closed exchange away",
    "delete": "deleting an exchange for good (a draft has *Delete draft* on its card)",
}
"""Verbs that are known and not there yet."""


def later_line(verb: str, command: str) -> str:
    """Return what somebody reads who uses a verb that is not there yet."""
    return f"`{command} {verb}` comes later: {LATER[verb]}. `{command} help` shows what I can do now."


def overview(verbs: Sequence[Subcommand], command: str, *, is_moderator: bool) -> tuple[str, list[Block]]:
    """Return what the asker may do."""
    known = {verb.name: verb for verb in verbs if verb.name not in LATER}
    allowed = {name: verb for name, verb in known.items() if is_moderator or not verb.for_moderators}
    lines = []
    told: set[str] = set()
    for names, form, does in _FOR_MODERATORS if is_moderator else _FOR_ALL:
        there = [name for name in names if name in allowed]
        if there:
            whole = form if form and len(there) == len(names) else " | ".join(there)
            lines.append(f"`{command} {whole}`  {does}")
            told |= set(there)
    rest = [verb for name, verb in allowed.items() if name not in told]
    lines[-1:-1] = [f"`{command} {verb.form}`  {verb.purpose()}" for verb in rest]
    if len(lines) > LINES:
        everything = " ".join(f"`{command} {name}`" for name in sorted(allowed))
        lines = [*lines[: LINES - 1], f"And more: {everything}"]
    text = "\n".join(lines)
    return "What I understand", [section(text), context_block("All answers are for your eyes only.")]


def one(verbs: Mapping[str, Subcommand], name: str, command: str, *, is_moderator: bool) -> tuple[str, list[Block]]:
    """Return a verb's form, what it does, and an example."""
    verb = verbs.get(name)
    if name in LATER and is_moderator:
        text = later_line(name, command)
        return text, [section(text)]
    if verb is None or (verb.for_moderators and not is_moderator):
        allowed = [each.name for each in verbs.values() if is_moderator or not each.for_moderators]
        near = nearest(name, allowed)
        hint = f" Did you mean `{command} help {near}`?" if near else ""
        text = f"I have no help for `{echo(name)}`.{hint} `{command} help` shows what there is."
        return text, [section(text)]
    lines = [f"*{command} {verb.form}*", f"{verb.purpose()[:1].upper()}{verb.purpose()[1:]}."]
    if name in _EXAMPLES:
        lines.append(f"For example: `{command} {_EXAMPLES[name]}`")
    blocks = [section("\n".join(lines))]
    if name in _MORE:
        blocks.append(context_block(_MORE[name]))
    return lines[1], blocks
