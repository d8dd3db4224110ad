"""The generated parts of docs/commands.md: every subcommand and its words, in English and Spanish.

    python -m tests.commands_page

writes them again; `make docs` does that, and tests/exchanges/test_commands_page.py compares.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from bot.core.words import commands
from bot.exchanges.settings.declared import SETTINGS
from bot.exchanges.settings.kinds import Choice, Number
from bot.exchanges.settings.setting import Setting
from bot.slack.commands import Role, Subcommand
from bot.subcommands import SUBCOMMANDS
from bot.texts import Texts, texts_for

PAGE = Path(__file__).resolve().parents[1] / "docs/commands.md"
COMMAND = "/exchange"
_EN, _ES = texts_for("en"), texts_for("es")
_PART = re.compile(r"(<!-- (?P<name>(?!end )[\w ]+) -->\n).*?(?=<!-- end -->)", re.DOTALL)


def generate(page: str) -> str:
    """Return the page with its generated parts as the declarations are now. Raises KeyError for a part of no name."""
    parts = {
        "for everybody": _forms(Role.EVERYBODY),
        "for moderators": _forms(Role.MODERATOR),
        "for owners": _forms(Role.OWNER),
        "settings": _settings(),
        "examples": _examples(),
        "names": _table("subcommand", "en español", {_names(each): each.syntax.spanish for each in SUBCOMMANDS}),
        "actions": _table("action", "en español", {f"`{name}`": row for name, row in commands.ACTIONS.items()}),
        "flags": _flags(),
        "values": _values(),
    }
    return _PART.sub(lambda part: f"{part[1]}\n{parts[part['name']]}\n\n", page)


def _ready() -> Iterable[Subcommand]:
    return iter(SUBCOMMANDS)


def _forms(role: Role) -> str:
    rows = ["| English | en español | what it does · para qué sirve |", "| --- | --- | --- |"]
    for each in _ready():
        if each.role is role:
            forms = [_code(each.form(texts, COMMAND)) for texts in (_EN, _ES)]
            rows.append(f"| {forms[0]} | {forms[1]} | {each.purpose(_EN)} · {each.purpose(_ES)} |")
    return "\n".join(rows)


def _names(subcommand: Subcommand) -> str:
    return ", ".join(f"`{name}`" for name in (subcommand.name, *subcommand.syntax.aliases))


def _code(text: str) -> str:
    return "`" + text.replace("|", r"\|") + "`"


def _settings() -> str:
    rows = ["| flag of `new` | en español | what it sets · qué fija |", "| --- | --- | --- |"]
    for setting in SETTINGS:
        if setting.flag:
            forms = [_code(setting.flag.form_in(texts.language)) for texts in (_EN, _ES)]
            rows.append(f"| {forms[0]} | {forms[1]} | {_purpose(setting, _EN)} · {_purpose(setting, _ES)} |")
    return "\n".join(rows)


def _purpose(setting: Setting, texts: Texts) -> str:
    label = texts(f"draft_form.{setting.name}.label")
    if isinstance(setting, Choice) and setting.flag and not setting.flag.takes_value:
        return f"{label}: {setting.show(texts, setting.parse_words(''))}"
    if isinstance(setting, Number) and setting.choices and setting.flag:
        return f"{label}: {texts(f'draft_form.{setting.name}.option', n=setting.parse(setting.flag.sample))}"
    return label


def _examples() -> str:
    return "\n".join(f"    {each.example(texts, COMMAND)}" for each in _ready() for texts in (_EN, _ES))


def _table(first: str, second: str, rows: Mapping[str, Iterable[str]]) -> str:
    lines = [f"| {first} | {second} |", "| --- | --- |"]
    return "\n".join(
        [*lines, *(f"| {name} | {', '.join(f'`{word}`' for word in row)} |" for name, row in rows.items())]
    )


def _flags() -> str:
    rows: dict[str, tuple[tuple[str, ...], list[str]]] = {}
    for subcommand in SUBCOMMANDS:
        for flag in subcommand.syntax.flags:
            name = f"`--{flag.name}{'=…' if flag.takes_value else ''}`"
            rows.setdefault(name, (tuple(f"--{word}" for word in flag.spanish), []))[1].append(f"`{subcommand.name}`")
    lines = ["| flag | en español | behind |", "| --- | --- | --- |"]
    for name, (spanish, users) in rows.items():
        lines.append(f"| {name} | {', '.join(f'`{word}`' for word in spanish)} | {', '.join(users)} |")
    return "\n".join(lines)


def _values() -> str:
    rows: dict[str, tuple[str, ...]] = {}
    for subcommand in SUBCOMMANDS:
        for flag in subcommand.syntax.flags:
            rows |= {f"`--{flag.name}={value}`": words for value, words in flag.values.items()}
    return _table("value", "en español", rows)


if __name__ == "__main__":
    PAGE.write_text(generate(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
