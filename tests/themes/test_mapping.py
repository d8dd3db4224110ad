"""Themes on their way between the database and the finder: nothing is lost, and no name gives a comment away."""

from datetime import UTC, datetime

from bot.core.themes import Event, LastingTheme, ThemeKind, ThemeState
from bot.core.themes.state import SubTheme
from bot.domain.theme_names import theme_name
from bot.themes.mapping import describe_event, to_snapshot, to_theme_state
from storage.theme_changes import ChangeFacts
from storage.theme_snapshots import Member, StoredTheme, ThemeSnapshot
from tests.sentences import EN, ES

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def test_a_snapshot_comes_back_as_it_went() -> None:
    snapshot = ThemeSnapshot(
        (
            StoredTheme(
                3,
                "Buses",
                ("buses",),
                7,
                "en",
                has_manual_name=True,
                is_locked=True,
                is_merged=True,
                words=("bus",),
                members=(Member(7, 0.8), Member(9, 0.2, 4, is_pinned=True)),
            ),
            StoredTheme(4, "Lunch", ("lunch",), 8, "en", members=(Member(8, 1.0),)),
            StoredTheme(5, "", (), 6, "en", members=(Member(6, 1.0),), kind="silent"),
        ),
        next_number=6,
        memory={"settled_at": {"en": 3}},
        found_at=NOON,
        note="",
        turn=2,
    )
    assert to_snapshot(to_theme_state(snapshot), found_at=NOON, note="", turn=2) == snapshot


def test_one_theme_of_all_comments_is_no_theme() -> None:
    state = ThemeState((LastingTheme(1, "", (), 1, members=((1, 1.0), (2, 1.0)), kind=ThemeKind.ALL),))
    assert to_snapshot(state, found_at=NOON, note="", turn=0).themes == ()


def test_a_theme_without_phrases_does_not_carry_a_comments_beginning_as_its_name() -> None:
    state = ThemeState(
        (
            LastingTheme(1, "Lunch", ("lunch",), 1, members=((1, 0.5),)),
            LastingTheme(2, "Ms Miller never", (), 3, members=((3, 1.0),), kind=ThemeKind.UNNAMED),
            LastingTheme(4, "The kitchen", (), 5, members=((5, 1.0),), has_manual_name=True),
        )
    )
    themes = to_snapshot(state, found_at=NOON, note="", turn=0).themes
    assert [each.name for each in themes] == ["Lunch", "", "The kitchen"]
    assert [theme_name(EN, each) for each in themes] == ["Lunch", EN("themes.name_unnamed"), "The kitchen"]


def test_a_theme_without_a_name_is_called_by_its_kind_in_the_readers_language() -> None:
    named = [
        theme_name(ES, StoredTheme(2, "", language="en", kind=kind))
        for kind in ("unnamed", "all", "language", "personal", "silent")
    ]
    assert named == [
        ES("themes.name_unnamed"),
        ES("themes.name_all"),
        ES("themes.name_language", language="inglés"),
        ES("themes.name_personal"),
        ES("themes.name_silent"),
    ]


def test_the_first_run_has_nothing_to_tell_and_later_ones_tell_names() -> None:
    before = ThemeSnapshot((StoredTheme(1, "Lunch", members=(Member(1, 1.0),)),))
    after = ThemeSnapshot((*before.themes, StoredTheme(2, "Bell")))
    event = Event("split", 2, 1, {"gain": 0.4})
    assert describe_event([event], ThemeSnapshot(), after) == []
    assert describe_event([event], before, after) == [(event, ChangeFacts("Bell", "Lunch", figures={"gain": 0.4}))]


def test_sub_themes_are_kept_where_they_have_a_name_of_their_own() -> None:
    parts = (SubTheme("Late bus", ("late bus",), 1, (1, 2)), SubTheme("", (), 3, (3, 4)))
    state = ThemeState(
        (LastingTheme(1, "Bus", ("bus",), 1, members=tuple((n, 1.0) for n in range(1, 5)), parts=parts),)
    )
    [theme] = to_snapshot(state, found_at=NOON, note="", turn=0).themes
    assert theme.parts == (("Late bus", (1, 2)),)
