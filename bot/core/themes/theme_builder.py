"""Lasting themes from a run's groups: their names, whom they quote, their parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bot.core.themes import key_sentence, naming
from bot.core.themes.blocked_words import blocked_words
from bot.core.themes.corpus import Floats, Ints
from bot.core.themes.finder import PreparedComments, fallback
from bot.core.themes.grammar import Bools
from bot.core.themes.model import CommentId, ThemeKind
from bot.core.themes.naming import Name
from bot.core.themes.opposition import find_opposed
from bot.core.themes.state import LastingTheme, SubTheme
from bot.core.themes.subthemes import MIN_WITH_PARTS, find_subthemes
from bot.core.themes.words import name_languages


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments of one run, sorted by text.

    language: of all of them, or spoken: of each, where several share their themes. ratings: how many each has.
    """

    ids: Sequence[CommentId]
    texts: Sequence[str]
    language: str
    spoken: Sequence[str] | None
    ratings: Sequence[int] | None

    def language_of(self, mine: Sequence[int]) -> str:
        """Return the language of some comments, or their languages, the commonest first."""
        return self.language if self.spoken is None else name_languages([self.spoken[at] for at in mine])


class ThemeBuilder:
    """Makes the lasting themes of one run. taken: headlines of others, case-folded; those of this run are added."""

    def __init__(
        self, comments: Comments, before: Mapping[int, LastingTheme], taken: set[str], *, is_alone: bool
    ) -> None:
        self._comments = comments
        self._ids, self._texts = comments.ids, comments.texts
        self._before, self._taken, self._is_alone = before, taken, is_alone
        self._blocked: tuple[PreparedComments, Bools] | None = None

    def build(
        self,
        read: PreparedComments | None,
        members: Mapping[int, Sequence[int]],
        names: Mapping[int, Name],
        sure: Floats,
    ) -> list[LastingTheme]:
        """Return the themes, the largest first, and after them those without comments that a moderator decided on.

        members: of each theme, the most typical first.
        """
        found = []
        for number in sorted(members, key=lambda one: (-len(members[one]), one)):
            phrases = names[number].phrases if number in names else ()
            found.append(self._theme(number, list(members[number]), phrases, sure, read))
        for number, theme in self._before.items():
            if number not in members and theme.is_decided:
                found.append(replace(theme, members=(), pinned=frozenset(), example_id=None, parts=()))
        return found

    def names(self, read: PreparedComments | None, numbers: Ints) -> dict[int, Name]:
        """Return the name of each theme, from its present comments. numbers: the theme of each comment."""
        spoken_of = self._comments.spoken
        if read is None:
            return {}
        of_row = np.full(len(read.wordless), -1, dtype=np.int64)
        of_row[read.which] = numbers
        present, dense = np.unique(of_row[read.fit], return_inverse=True)
        labels = dense.ravel().copy()
        languages = [
            self._comments.language_of(np.flatnonzero(numbers == each).tolist())[:2] or "en" for each in present
        ]
        if spoken_of is not None:
            spoken = np.full(len(read.wordless), "", dtype=object)
            spoken[read.which] = np.asarray(spoken_of, dtype=object)
            own = np.asarray(languages, dtype=object)[labels]
            labels[(spoken[read.fit] != own) & (spoken[read.fit] != "")] = -1
        names = naming.find_names(
            read.named,
            labels,
            languages=languages,
            taken=self._taken,
            blocked=self._blocked_words(read),
            meaning=read.meaning,
        )
        return dict(zip(present.tolist(), names, strict=True))

    def _theme(
        self, number: int, mine: list[int], phrases: tuple[str, ...], sure: Floats, read: PreparedComments | None
    ) -> LastingTheme:
        ids = [self._ids[at] for at in mine]
        old = self._before.get(number)
        now: dict[str, Any] = {
            "members": tuple((self._ids[at], round(float(sure[at]), 4)) for at in mine),
            "language": self._comments.language_of(mine),
            "pinned": frozenset(old.pinned & set(ids)) if old else frozenset(),
        }
        if old is not None and not self._is_outgrown(old, mine, phrases):
            parts = self._parts(mine, read, now["language"], old.headline)
            return replace(old, **now, **self._quotes(mine, old.phrases, old.example_id), parts=parts)
        now["words"] = old.words if old else ()
        if old is not None:
            self._taken.discard(old.headline.casefold())
        kind = self._kind(mine, phrases, read)
        quotes = self._quotes(mine, phrases, None)
        headline = self._headline(number, kind, phrases, quotes["example_id"], now["language"])
        parts = self._parts(mine, read, now["language"], headline)
        return LastingTheme(number, headline, phrases, kind=kind, **now, **quotes, parts=parts)

    def _parts(
        self, mine: list[int], read: PreparedComments | None, languages: str, headline: str
    ) -> tuple[SubTheme, ...]:
        if read is None or len(mine) < MIN_WITH_PARTS:
            return ()
        language, blocked = languages[:2] or "en", self._blocked_words(read)
        return find_subthemes(read, mine, self._ids, self._texts, blocked=blocked, language=language, headline=headline)

    def _blocked_words(self, read: PreparedComments) -> Bools:
        """Return which written words no name has, found once for the same comments."""
        if self._blocked is None or self._blocked[0] is not read:
            self._blocked = read, blocked_words(read.named)
        return self._blocked[1]

    def _quotes(self, mine: list[int], phrases: tuple[str, ...], before: CommentId | None) -> dict[str, Any]:
        """Return whom a theme quotes: its key sentence's comment, and one for and one against where it is divided.

        before: the comment of the last run, which stays while it is there and rated enough.
        """
        rated = [
            at
            for at in mine
            if self._comments.ratings is not None and self._comments.ratings[at] >= key_sentence.MIN_RATINGS
        ]
        if before not in {self._ids[at] for at in rated or mine}:
            before = self._ids[key_sentence.choose_key(mine, self._texts, phrases, self._comments.ratings)]
        opposed = find_opposed(mine, self._texts, phrases) if phrases else None
        pro, contra = (self._ids[at] for at in opposed) if opposed else (None, None)
        return {"example_id": before, "for_id": pro, "against_id": contra}

    def _is_outgrown(self, old: LastingTheme, mine: list[int], phrases: tuple[str, ...]) -> bool:
        """Say whether a theme's name no longer fits its comments, and there is another one."""
        if old.has_manual_name or old.is_locked or not phrases:
            return False
        return not old.phrases or not naming.still_fits(old.phrases, [self._texts[at] for at in mine])

    def _kind(self, mine: list[int], phrases: tuple[str, ...], read: PreparedComments | None) -> ThemeKind:
        if read is None:
            return ThemeKind.ALL if self._is_alone else ThemeKind.LANGUAGE
        if all(read.wordless[read.which[at]] for at in mine):
            return ThemeKind.SILENT
        if all(read.apart[read.which[at]] for at in mine):
            return ThemeKind.PERSONAL
        return ThemeKind.NAMED if phrases else ThemeKind.UNNAMED

    def _headline(
        self, number: int, kind: ThemeKind, phrases: tuple[str, ...], shown: CommentId | None, languages: str
    ) -> str:
        """Return the headline of a theme, which no other one has; "" for those that have none by their kind."""
        if kind not in {ThemeKind.NAMED, ThemeKind.UNNAMED}:
            return ""
        headline = naming.as_headline(phrases, languages[:2]) or fallback(self._texts[self._ids.index(shown)])
        while headline and headline.casefold() in self._taken:
            headline = f"{headline} (t{number})"
        self._taken.add(headline.casefold())
        return headline
