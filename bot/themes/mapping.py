"""Mapping of themes between the database and the finder."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.core.themes import CommentId, ThemeKind
from bot.core.themes.state import Event, LastingTheme, ThemeState
from storage.theme_changes import ChangeFacts
from storage.theme_snapshots import Member, StoredTheme, ThemeSnapshot
from storage.themes import CommentMark


def to_theme_state(snapshot: ThemeSnapshot) -> ThemeState:
    """Return the stored themes as the finder takes them."""
    return ThemeState(
        themes=tuple(
            LastingTheme(
                number=each.number,
                headline=each.name,
                phrases=each.phrases,
                example_id=each.example_id,
                for_id=each.for_id,
                against_id=each.against_id,
                language=each.language,
                members=tuple((member.comment_id, member.confidence) for member in each.members),
                pinned=frozenset(member.comment_id for member in each.members if member.is_pinned),
                has_manual_name=each.has_manual_name,
                is_locked=each.is_locked,
                is_merged=each.is_merged,
                words=each.words,
                kind=ThemeKind(each.kind),
            )
            for each in snapshot.themes
        ),
        second={
            member.comment_id: member.second for each in snapshot.themes for member in each.members if member.second
        },
        next_number=snapshot.next_number,
        memory=snapshot.memory,
    )


def to_snapshot(
    state: ThemeState, *, found_at: datetime, note: str, turn: int, mark: CommentMark | None = None
) -> ThemeSnapshot:
    """Return what a run found as the database takes it.

    One theme of all comments is no theme. A headline that is one comment's own beginning is left out: that comment may
    have to go. mark: of the comments that the run was given.
    """
    themes = [each for each in state.themes if each.kind != ThemeKind.ALL or each.is_decided]
    return ThemeSnapshot(
        themes=tuple(_theme(each, state.second) for each in themes),
        next_number=state.next_number,
        memory=state.memory,
        found_at=found_at,
        note=note,
        mark=mark or CommentMark(),
        turn=turn,
    )


def _theme(each: LastingTheme, second: Mapping[Any, int]) -> StoredTheme:
    return StoredTheme(
        number=each.number,
        name=each.headline if each.kind == ThemeKind.NAMED else "",
        phrases=each.phrases,
        example_id=_number(each.example_id),
        for_id=_number(each.for_id),
        against_id=_number(each.against_id),
        language=each.language,
        has_manual_name=each.has_manual_name,
        is_locked=each.is_locked,
        is_merged=each.is_merged,
        words=each.words,
        kind=each.kind.value,
        parts=tuple(
            (part.headline, tuple(int(member) for member in part.member_ids)) for part in each.parts if part.headline
        ),
        members=tuple(
            Member(int(comment_id), confidence, second.get(comment_id), is_pinned=comment_id in each.pinned)
            for comment_id, confidence in each.members
        ),
    )


def _number(comment_id: CommentId | None) -> int | None:
    return None if comment_id is None else int(comment_id)


def describe_event(
    events: Sequence[Event], before: ThemeSnapshot, after: ThemeSnapshot
) -> list[tuple[Event, ChangeFacts]]:
    """Return what is kept of a run's changes, each with names and figures; nothing of the first run."""
    if not any(each.members for each in before.themes):
        return []
    names = {each.number: each.name for snapshot in (before, after) for each in snapshot.themes}
    return [
        (event, ChangeFacts(names.get(event.number, ""), names.get(event.other or 0, ""), figures=event.evidence))
        for event in events
    ]
