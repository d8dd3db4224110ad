"""docs/data.md names every table and column that there is, with why, how long and who; its limits are the schema's."""

import re

from bot.help.blocks_data import TOPICS
from storage.data_rules import RULES
from storage.exchange_settings import ExchangeSettings
from storage.models import exchange, metadata
from tests.data_page import PAGE, column_comments, generate, table_comments

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_page_is_as_the_schema_is() -> None:
    assert generate(TEXT) == TEXT, "make docs writes it again"


def test_every_table_has_its_rule_and_its_comment_and_no_rule_is_left_over() -> None:
    assert set(RULES) == set(metadata.tables)
    assert {name for name, comment in table_comments().items() if comment} == set(metadata.tables)


def test_every_column_is_named_and_what_the_schema_notes_of_it_is_there() -> None:
    for name, table in metadata.tables.items():
        part = TEXT[TEXT.index(f"### `{name}`") :].split("\n### ")[0]
        assert all(f"`{column.name}`" in part for column in table.columns), name
    notes = column_comments()
    assert notes["exchange"]["hide_at_reports"] == "people; 0: reports hide nothing"
    assert notes["comment"]["encrypted_name"] == "only where names are shown"
    assert all(column in metadata.tables[name].columns for name, each in notes.items() for column in each)


def test_the_limits_of_retention_are_those_of_the_schema() -> None:
    checks = " ".join(str(each.sqltext) for each in exchange.constraints if hasattr(each, "sqltext"))
    found = re.search(r"retention_days BETWEEN (\d+) AND (\d+)", checks)
    assert found
    assert f"{found[1]} days at the least, {found[2]} at the most" in TEXT
    assert f"It is erased {ExchangeSettings('').retention_days} days after the close" in TEXT


def test_sealed_rows_are_read_by_nobody_but_the_server_or_their_person() -> None:
    sealed = {name for name, table in metadata.tables.items() if "sealed" in table.columns}
    shown = {name for name in sealed if RULES[name].readers.startswith("everybody")}
    assert not shown


def test_the_short_page_in_slack_has_every_table_and_of_one_topic_all_have_one_rule() -> None:
    assert sorted(name for names in TOPICS.values() for name in names) == sorted(RULES)
    for topic, names in TOPICS.items():
        assert len({(RULES[name].kept, RULES[name].readers) for name in names}) == 1, topic
