"""Whatever comes back in a form, and from every sender: nothing changes that should not, the person reads why."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.playground.state.models import Json, View
from tests.listeners import registered_in
from tests.stories.bad_cases import Click
from tests.stories.bad_forms import FORMS, Form, exchange_fields
from tests.stories.bad_input import SECRET, THEIRS, BadInput, Sent, nothing_in_the_log, open_bad_input
from tests.stories.bad_values import crafted, good_parts

ONLY_ASK = {"moderate.role.form", "themes.form", "home.forget_one", "exchanges.csv_form"}  # another form follows
FAILED = "Reference"  # a word of the sentence after a failure


@pytest.fixture
async def bad(tmp_path: Path) -> AsyncIterator[BadInput]:
    async with open_bad_input(tmp_path) as found:
        yield found


async def test_every_form_has_a_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = await registered_in(tmp_path, monkeypatch)
    assert sorted(found["view"]) == sorted(form.callback_id for form in FORMS)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.callback_id)
async def test_only_what_fits_the_form_is_kept(bad: BadInput, form: Form) -> None:
    who = bad.moderator if form.for_moderators else bad.ana
    good = good_fields(bad, form)
    parts = await good_parts(bad, form.exchange, form.number)
    metadata = form.metadata.format(**parts) if form.metadata else ""
    view = await opened(bad, form, parts)
    kept_before = bad.kept(looked=form.looked)
    refusals = set()

    async def tried(changes: Json, name: str) -> None:
        sent = await bad.submit(who, view, changes)
        look_at(bad, form, sent, f"{form.callback_id}, {name}")
        assert bad.kept(looked=form.looked) == kept_before, name
        refusals.add(sent.reply)

    with nothing_in_the_log("background_failed"):  # a form that is shown nowhere cannot be drawn again
        for name, changes in wrong_submissions(bad, form, good, parts):
            await tried({"callback_id": form.callback_id, "private_metadata": metadata} | changes, name)
        sendable = submission(form, good, metadata)
        by_stranger = await bad.submit(bad.stranger, view, sendable)
        look_at(bad, form, by_stranger, "stranger")
        assert "members of this workspace" in by_stranger.reply
        if form.for_moderators:
            by_other = await bad.submit(bad.ana, view, sendable)
            look_at(bad, form, by_other, "participant")
            assert "Only moderators can" in by_other.reply
        assert bad.kept(looked=form.looked) == kept_before
        counted = await bad.submit(who, view, sendable)
    assert counted.status == 200
    assert counted.reply not in refusals
    assert bad.kept(looked=form.looked) != kept_before or form.callback_id in ONLY_ASK, "it does something"


def look_at(bad: BadInput, form: Form, sent: Sent, about: str) -> None:
    assert sent.status == 200, about
    assert FAILED not in sent.reply, about
    assert sent.reply, f"not a word: {about}"
    assert THEIRS not in sent.reply, about
    assert SECRET not in sent.reply or form.for_moderators, about


async def opened(bad: BadInput, form: Form, parts: dict[str, str]) -> View:
    """Return the form as it opens by its click."""
    click: Click = form.by
    who = bad.moderator if form.for_moderators else bad.ana
    sent = await bad.press(who, click.action(click.value.format(**parts), parts), click.on[0])
    assert sent.view, form.callback_id
    return sent.view


def submission(form: Form, fields: dict[str, Json], metadata: str) -> Json:
    """Return what changes in a view when it is sent with these fields."""
    values = {name: {"rate.pick" if name.startswith("rate.pick") else name: held} for name, held in fields.items()}
    return {"callback_id": form.callback_id, "private_metadata": metadata, "state": {"values": values}}


def good_fields(bad: BadInput, form: Form) -> dict[str, Json]:
    return exchange_fields(bad.playground.clock.now()) if form.callback_id == "exchanges.form" else form.good


def wrong_submissions(
    bad: BadInput, form: Form, good: dict[str, Json], parts: dict[str, str]
) -> list[tuple[str, dict[str, Any]]]:
    """Return (what is wrong, what changes in the view) for everything that can be wrong with a submission."""
    metadata = (form.metadata or "").format(**parts)
    found = [
        (name, submission(form, good, wrong))
        for name, wrong in (crafted(bad, form.metadata, parts) if form.metadata else ())
        if name not in form.fine
    ]
    for number in form.wrong_numbers:
        wrong = (form.metadata or "").format(**parts | {"number": str(number)})
        found.append((f"comment {number}", submission(form, good, wrong)))
    for name, states in form.wrong.items():
        found += [(f"{name}: {str(state)[:80]}", submission(form, good | {name: state}, metadata)) for state in states]
    if "share.text" in form.wrong or "exchanges.question" in form.wrong or form.looked:
        found += [("no fields", {"state": {"values": {}}}), ("no state", {"state": {}})]
    return found
