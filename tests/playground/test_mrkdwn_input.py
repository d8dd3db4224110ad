"""Typed text: mail addresses, telephone numbers and sites become links."""

import pytest

from tests.playground.fixture_app import FixtureWorkspace


@pytest.mark.parametrize(
    ("typed", "arrives"),
    [
        ("Call 555-0100 first", "Call <tel:5550100|555-0100> first"),
        ("(555) 555-0100", "<tel:5555550100|(555) 555-0100>"),
        ("+1 555 010 0000.", "<tel:+15550100000|+1 555 010 0000>."),
        ("mail a.b@c.example, now", "mail <mailto:a.b@c.example|a.b@c.example>, now"),
        ("see school.example/x.", "see <http://school.example/x|school.example/x>."),
        ("https://a.example/x?y=1&z=2.", "<https://a.example/x?y=1&amp;z=2>."),
        ("<https://a.example>", "&lt;<https://a.example>&gt;"),
        ("on 2026-11-28 at 10.30, id 2026112810, 4.5 of 5", "on 2026-11-28 at 10.30, id 2026112810, 4.5 of 5"),
        ("e.g. this", "e.g. this"),
    ],
)
async def test_links_are_made_of_what_people_type(workspace: FixtureWorkspace, typed: str, arrives: str) -> None:
    await workspace.ana.says(typed, "general")
    assert workspace.app.last("event")["event"]["text"] == arrives
