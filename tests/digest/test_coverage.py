"""What a digest says of its own quotes, in both languages, without Slack and without an encoder."""

from dataclasses import replace
from typing import Any

import pytest

from bot.core.coverage_data import Share
from bot.core.summary import QuotableComment, Remark
from bot.digest.blocks import body
from bot.digest.content import Quote
from bot.digest.cover import list_quoted
from bot.digest.coverage import CoverageFacts, coverage_line, coverage_notes
from tests.digest.test_content import CROWDED
from tests.sentences import EN, ES

FACTS = CoverageFacts(Share(0.412, 0.166), Share(0.45, 0.2))


@pytest.mark.parametrize("texts", [EN, ES])
def test_shares_stand_beside_those_of_random_comments_in_whole_per_cent(texts: Any) -> None:
    line = coverage_line(texts, FACTS)
    assert line == texts("coverage.people", n=41, chance=17, people=45, otherwise=20)
    assert coverage_line(texts, replace(FACTS, people=None)) == texts("coverage.comments", n=41, chance=17)


@pytest.mark.parametrize("texts", [EN, ES])
def test_what_has_no_quote_is_named_before_what_is_covered_least(texts: Any) -> None:
    least = replace(FACTS, least=("Lunch", Share(0.08, 0.1)))
    assert coverage_line(texts, least).endswith(texts("coverage.least", theme="Lunch", n=8))
    names = ("Buses", "Lunch", "Doors", "Light")
    line = coverage_line(texts, replace(least, unquoted=names))
    assert "Buses" in line
    assert "Lunch" in line
    assert "Doors" not in line
    assert texts("digest.more_others", n=2) in line


@pytest.mark.parametrize("texts", [EN, ES])
def test_groups_and_the_written_summary_are_shown_beneath_and_nobody_s_words_format(texts: Any) -> None:
    notes = coverage_notes(
        texts, replace(FACTS, groups=(("<!here> Parents", Share(0.5, 0.25)),), summary=Share(0.3, 0.1))
    )
    assert texts("coverage.group", group="&lt;!here&gt; Parents", n=50, chance=25) in notes
    assert texts("coverage.summary", n=30, chance=10) in notes
    assert coverage_notes(texts, FACTS) == texts("coverage.rule")


def test_what_is_measured_is_what_is_shown_each_comment_once() -> None:
    content = replace(CROWDED, summary=())
    draft = body(EN, replace(content, coverage=FACTS))
    assert sorted(each.comment_id for each in list_quoted(content, draft)) == list(range(1, 10))
    assert {each.text for each in list_quoted(content, draft)} >= {"Words of 1.", "Phones away."}
    again = replace(content, remarks=(Remark("divided", QuotableComment(1, "Words of 1, and more.", 2.0)),))
    (first,) = [each for each in list_quoted(again, body(EN, again)) if each.comment_id == 1]
    assert first.text == "Words of 1.", "as it is shown"
    hidden = replace(content, parts=(replace(content.parts[0], quotes=(Quote(77, 77, "Not drawn."),)),))
    assert 77 not in {each.comment_id for each in list_quoted(hidden, draft)}
