"""What is new in a digest since the last one in its channel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.theme_names import theme_name, unnamed_text
from bot.texts import Texts
from storage.digests import Digest, DigestFacts
from storage.enums import ThemeChangeKind
from storage.exchanges import Counts
from storage.public_counts import PublicCounts, step_below
from storage.theme_changes import Change
from storage.themes import Theme

_NEW_NAMES = 3


@dataclass(frozen=True, slots=True)
class WhatsNew:
    """What came since the last digest here.

    themes: names of those that were not there. splits: (name, split off what); merges: (name, went into what).
    is_first: there were no themes at all then, and there are now. is_exact: counts are no steps; has_little: something
    came, and less than a step of it.
    """

    since: datetime
    people: int
    comments: int
    ratings: int
    themes: tuple[str, ...]
    splits: tuple[tuple[str, str], ...] = ()
    merges: tuple[tuple[str, str], ...] = ()
    is_first: bool = False
    is_exact: bool = True
    has_little: bool = False


def compute_news(
    texts: Texts,
    counts: Counts,
    themes: Sequence[Theme],
    base: Digest | None,
    changes: Sequence[Change] = (),
    *,
    shown: PublicCounts | None = None,
) -> WhatsNew | None:
    """Return what is new since the last digest here, None when this is the first.

    texts: in the reader's language. changes: what happened to the themes since then, by themselves or by moderators.
    shown: how much there is as everybody is shown it; where that is in steps, so is what is new.
    """
    if base is None:
        return None
    before, known = base.facts, set(base.facts.themes)
    stand = [change for change in changes if not change.is_undone]
    names = {theme.number: theme_name(texts, theme) for theme in themes}
    split = {
        change.number: change for change in stand if change.kind == ThemeChangeKind.SPLIT and change.number in names
    }
    fresh = [theme for theme in themes if theme.theme_id not in known] if known else []
    new = [names[theme.number] for theme in fresh if theme.number not in split]
    parted = [
        (
            names[theme.number],
            names.get(change.other or 0) or _past_name(texts, change.facts.other),
        )
        for theme in fresh
        if (change := split.get(theme.number))
    ]
    joined = [
        (_past_name(texts, change.facts.name), names[change.other])
        for change in stand
        if change.kind == ThemeChangeKind.MERGE and change.other in names
    ]
    more = [max(0, now - then) for now, then in _pairs(counts, before, shown)]
    return WhatsNew(
        since=base.made_at,
        people=more[0],
        comments=more[1],
        ratings=more[2],
        is_exact=shown is None or shown.is_exact,
        has_little=not any(more) and counts_of(counts) != counts_of(before),
        themes=tuple(new[:_NEW_NAMES]),
        splits=tuple(parted[:_NEW_NAMES]),
        merges=tuple(joined[:_NEW_NAMES]),
        is_first=bool(themes) and not known,
    )


def counts_of(counts: Counts | DigestFacts | PublicCounts) -> tuple[int, int, int]:
    """Return people, comments and ratings."""
    return counts.people, counts.comments, counts.ratings


def _pairs(counts: Counts, before: DigestFacts, shown: PublicCounts | None) -> list[tuple[int, int]]:
    """Return people, comments and ratings now and before, in steps where they are shown so."""
    if shown is None or shown.is_exact:
        return list(zip(counts_of(counts), counts_of(before), strict=True))
    return list(zip(counts_of(shown), map(step_below, counts_of(before)), strict=True))


def _past_name(texts: Texts, name: str) -> str:
    """Return what a theme was called when it changed. name: "" for one without."""
    return name or unnamed_text(texts)
