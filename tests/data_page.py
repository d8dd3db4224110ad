"""The generated part of docs/data.md: every table and column of the schema, with what its own comments say.

    python -m tests.data_page

writes it again; `make docs` does that, and tests/storage/test_data_page.py compares.
"""

import re
from pathlib import Path

from storage.data_rules import RULES, UNWRITTEN
from storage.models import metadata

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/data.md"
_MODELS = (ROOT / "storage/models.py").read_text(encoding="utf-8")
_PART = re.compile(r"(<!-- tables -->\n).*?(?=<!-- end of tables -->)", re.DOTALL)
_TABLE = re.compile(
    r'^\w+ = Table\(\n    "(?P<name>\w+)",(?: +# (?P<comment>[^\n]*))?\n(?P<body>.*?)^\)$', re.MULTILINE | re.DOTALL
)
_PARTS = re.compile(r"\n(?=    \S)")
_COLUMN = re.compile(r"\s*(?:Column|_id|_slack|_number|_flag|_seal|_mark)\(\s*\"(?P<name>\w+)\"")
_COMMENT = re.compile(r"\)?,?  # (?P<comment>[^\n]*)\s*$")


def table_comments() -> dict[str, str]:
    """Return what the schema is written of each table, "" where it has none."""
    return {found["name"]: found["comment"] or "" for found in _TABLE.finditer(_MODELS)}


def column_comments() -> dict[str, dict[str, str]]:
    """Return what the schema is written of the columns of each table, where it has a note."""
    noted: dict[str, dict[str, str]] = {}
    for table in _TABLE.finditer(_MODELS):
        columns = noted.setdefault(table["name"], {})
        for part in _PARTS.split("\n" + table["body"].rstrip()):
            column, comment = _COLUMN.match(part), _COMMENT.search(part)
            if column and comment:
                columns[column["name"]] = comment["comment"]
    return noted


def generate(page: str) -> str:
    """Return the page with its tables as the schema is now."""
    tables, columns = table_comments(), column_comments()
    parts = []
    for name, table in metadata.tables.items():
        rule = RULES.get(name, UNWRITTEN)  # a test names what is missing
        names = ", ".join(f"`{column.name}`" for column in table.columns)
        notes = [f"- `{column}`: {comment}" for column, comment in columns.get(name, {}).items()]
        facts = f"*Why:* {rule.why}. *How long:* {rule.kept}. *Who:* {rule.readers}."
        parts.append(
            "\n\n".join(filter(None, [f"### `{name}`", f"{tables.get(name, '')}.", facts, names, "\n".join(notes)]))
        )
    return _PART.sub(lambda part: part[1] + "\n" + "\n\n".join(parts) + "\n\n", page)


if __name__ == "__main__":
    PAGE.write_text(generate(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
