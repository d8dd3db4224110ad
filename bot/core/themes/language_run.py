"""One run of the theme finder over an exchange's comments of one language, or of several that share their themes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from bot.core.themes import grouping, key_sentence, naming
from bot.core.themes.blocked_words import blocked_words
from bot.core.themes.confidence import membership_confidence
from bot.core.themes.corpus import Floats, Ints
from bot.core.themes.finder import BOTH, MIN_COMMENTS, PreparedComments, fallback, prepare
from bot.core.themes.meaning import Meaning
from bot.core.themes.model import CommentId, ThemeKind
from bot.core.themes.opposition import find_opposed
from bot.core.themes.stabilise import Bools, Bound, Stabilised, allowed_change, has_grown, stabilise
from bot.core.themes.state import Event, LastingTheme, SubTheme
from bot.core.themes.subthemes import MIN_WITH_PARTS, find_subthemes
from bot.core.themes.words import name_languages, segments, stem


class LanguageRun:
    """A run over the comments of one language, or of several, `spoken` for each comment, that are grouped together.

    Results after `run`: themes, second, events, next_number, settled_at.
    """

    def __init__(
        self,
        ids: Sequence[CommentId],
        texts: Sequence[str],
        extra: Floats | None,
        meaning: Meaning | None,
        themes: Sequence[LastingTheme],
        *,
        language: str,
        spoken: Sequence[str] | None,
        is_alone: bool,
        next_number: int,
        settled_at: int,
        taken: set[str],
        ratings: Sequence[int] | None = None,
    ) -> None:
        self._ids, self._texts, self._extra, self._meaning = ids, texts, extra, meaning
        self._spoken = spoken
        self._before = {theme.number: theme for theme in themes}
        self._is_alone = is_alone
        self._ratings = ratings
        self._taken = taken
        self.language = language
        self.next_number = next_number
        self.settled_at = settled_at
        self.themes: list[LastingTheme] = []
        self.second: dict[CommentId, int] = {}
        self.events: list[Event] = []
        index_of = {comment_id: at for at, comment_id in enumerate(ids)}
        self._previous = np.full(len(ids), -1, dtype=np.int64)
        self._is_fixed = np.zeros(len(ids), dtype=bool)
        for theme in themes:
            for member, _ in theme.members:
                if member in index_of:
                    self._previous[index_of[member]] = theme.number
                    self._is_fixed[index_of[member]] = theme.is_locked or theme.is_merged or member in theme.pinned
        self._settled: Stabilised | None = None
        self._blocked: Bools | None = None

    def run(self) -> None:
        """Compute the themes and what changed."""
        read = prepare(self._texts, self._extra, self._meaning) if len(self._ids) >= MIN_COMMENTS else None
        if read is None:
            numbers, nearness, columns = self._ungrouped()
        else:
            numbers, nearness, columns = self._grouped(read)
        self._attract(numbers)
        numbers = np.where(self._is_fixed, self._previous, numbers)
        self._build(read, numbers, nearness, columns)

    def _ungrouped(self) -> tuple[Ints, Floats, list[int]]:
        """Return the previous themes, new comments in the largest: too few, or too similar, to be grouped."""
        counts = Counter(self._previous[self._previous >= 0].tolist())
        largest = min(counts, key=lambda number: (-counts[number], number), default=-1)
        if largest < 0 and self._ids:
            largest = self.next_number
        numbers = np.where(self._previous >= 0, self._previous, largest)
        return numbers, np.ones((len(numbers), 1), dtype=np.float32), [largest]

    def _grouped(self, read: PreparedComments) -> tuple[Ints, Floats, list[int]]:
        """Return each comment's theme, its similarity to every theme, and the theme number of each column of these."""
        rows = len(read.wordless)
        previous, is_fixed = self._by_row(read, rows)
        other = next((n for n, theme in self._before.items() if theme.kind == ThemeKind.SILENT), -1)
        previous[previous == other] = -1
        shown = self._shown_rows(read, previous)
        columns: list[int] = []

        def choose(together: Floats, smooth: Floats) -> Ints:
            labels = self._choose(together, smooth, previous[read.fit], is_fixed[read.fit], shown[read.fit])
            columns.extend(np.unique(labels).tolist())
            return np.searchsorted(np.asarray(columns), labels)

        found = grouping.group(read.blocks, read.fit, choose)
        numbers = np.asarray(columns)[found.labels]
        outside = np.ones(rows, dtype=bool)
        outside[read.fit] = False
        halved = {start for _, start, _, _ in self._settled.moves} if self._settled else set()
        unchanged = outside & (previous >= 0) & (~np.isin(previous, list(halved)) | is_fixed)
        numbers[unchanged] = previous[unchanged]
        if read.wordless.any():
            if other < 0:
                other = self._new_number(columns)
            numbers[read.wordless] = other
        self.next_number = max([self.next_number, *(int(number) + 1 for number in np.unique(numbers))])
        return numbers[read.which], found.nearness[read.which], columns

    def _shown_rows(self, read: PreparedComments, previous: Ints) -> Bools:
        """Return, for each row, whether its theme shows it, as its example or as one that its headline needs."""
        examples = {theme.example_id: number for number, theme in self._before.items()}
        shown = np.zeros(len(previous), dtype=bool)
        for comment_id, row in zip(self._ids, read.which.tolist(), strict=True):
            shown[row] |= examples.get(comment_id, -2) == previous[row]
        text_of = dict(zip(read.which.tolist(), self._texts, strict=True))
        for number, theme in self._before.items():
            mine = read.fit[previous[read.fit] == number]
            phrases = () if theme.has_manual_name else theme.phrases
            shown[mine[naming.texts_needed(phrases, [text_of[row] for row in mine.tolist()])]] = True
        return shown

    def _new_number(self, columns: list[int]) -> int:
        return max([self.next_number, *(number + 1 for number in columns)])

    def _by_row(self, read: PreparedComments, rows: int) -> tuple[Ints, Bools]:
        """Return the previous theme of most comments in each row of equal texts, and whether the row is fixed there."""
        previous = np.full(rows, -1, dtype=np.int64)
        is_fixed = np.zeros(rows, dtype=bool)
        votes: dict[int, Counter[int]] = {}
        for at in np.flatnonzero(self._previous >= 0).tolist():
            row = int(read.which[at])
            votes.setdefault(row, Counter())[int(self._previous[at])] += 1 + len(self._ids) * bool(self._is_fixed[at])
            is_fixed[row] |= self._is_fixed[at]
        for row, counts in votes.items():
            previous[row] = min(counts, key=lambda number: (-counts[number], number))
        return previous, is_fixed

    def _choose(self, together: Floats, smooth: Floats, previous: Ints, is_fixed: Bools, shown: Bools) -> Ints:
        """Return the theme of each row of the sample."""
        count = len(self._ids)
        if not (previous >= 0).any():
            self.settled_at = count
            return grouping.best_cut(together, smooth) + self.next_number
        decided = frozenset(number for number, theme in self._before.items() if theme.is_decided)
        allowed = allowed_change(count, self.settled_at)
        bound = Bound(is_fixed, shown, decided)
        self._settled = stabilise(together, smooth, previous, bound, first_new=self.next_number, allowed=allowed)
        if self._settled.moves or not self.settled_at or has_grown(count, self.settled_at):
            self.settled_at = count
        labels = self._settled.labels
        # New themes are numbered without gaps, although some candidates lacked evidence.
        new = sorted(np.unique(labels[labels >= self.next_number]).tolist())
        given = {number: self.next_number + at for at, number in enumerate(new)}
        self._settled.moves = [
            (size, start, given.get(goal, goal), gain) for size, start, goal, gain in self._settled.moves
        ]
        return np.asarray([given.get(label, label) for label in labels.tolist()], dtype=np.int64)

    def _attract(self, numbers: Ints) -> None:
        """Assign comments with a moderator's example words to that theme: new ones, and all while it is empty."""
        for number, theme in sorted(self._before.items()):
            wanted = {stem(word) for phrase in theme.words for part in segments(phrase) for word in part}
            if not wanted:
                continue
            free = ~self._is_fixed & ((self._previous < 0) | (not theme.members))
            for at in np.flatnonzero(free).tolist():
                if any(stem(word) in wanted for part in segments(self._texts[at]) for word in part):
                    numbers[at] = number

    def _build(self, read: PreparedComments | None, numbers: Ints, nearness: Floats, columns: list[int]) -> None:
        sure, order = membership_confidence(numbers, nearness, columns)
        names = self._names(read, numbers)
        members = {number: [at for at in order if numbers[at] == number] for number in np.unique(numbers).tolist()}
        sizes = {number: len(mine) for number, mine in members.items()}
        for number in sorted(members, key=lambda one: (-sizes[one], one)):
            self.themes.append(self._theme(number, members[number], names.get(number, ()), sure, read))
        for number, theme in self._before.items():
            if number not in members and theme.is_decided:
                self.themes.append(replace(theme, members=(), pinned=frozenset(), example_id=None, parts=()))
        self.next_number = max([self.next_number, *(number + 1 for number in members if self._counts(number))])
        self._note_second_themes(numbers, nearness, columns)
        self._note_events(set(members))

    def _counts(self, number: int) -> bool:
        """Say whether a number is taken for good; that of the one theme of a small set is not."""
        return all(theme.number != number or theme.kind != ThemeKind.ALL for theme in self.themes)

    def _names(self, read: PreparedComments | None, numbers: Ints) -> dict[int, tuple[str, ...]]:
        """Return the phrases of each theme, from its present comments."""
        if read is None:
            return {}
        of_row = np.full(len(read.wordless), -1, dtype=np.int64)
        of_row[read.which] = numbers
        present, dense = np.unique(of_row[read.fit], return_inverse=True)
        labels = dense.ravel().copy()
        languages = [self._language_of(np.flatnonzero(numbers == each).tolist())[:2] or "en" for each in present]
        if self._spoken is not None:
            spoken = np.full(len(read.wordless), "", dtype=object)
            spoken[read.which] = np.asarray(self._spoken, dtype=object)
            own = np.asarray(languages, dtype=object)[labels]
            labels[(spoken[read.fit] != own) & (spoken[read.fit] != "")] = -1
        names = naming.name_groups(read.named, labels, languages=languages, taken=self._taken, meaning=read.meaning)
        return dict(zip(present.tolist(), names, strict=True))

    def _theme(
        self, number: int, mine: list[int], phrases: tuple[str, ...], sure: Floats, read: PreparedComments | None
    ) -> LastingTheme:
        ids = [self._ids[at] for at in mine]
        old = self._before.get(number)
        now: dict[str, Any] = {
            "members": tuple((self._ids[at], round(float(sure[at]), 4)) for at in mine),
            "language": self._language_of(mine),
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
        if self._blocked is None:
            self._blocked = blocked_words(read.named)
        language = languages[:2] or "en"
        return find_subthemes(
            read, mine, self._ids, self._texts, blocked=self._blocked, language=language, headline=headline
        )

    def _quotes(self, mine: list[int], phrases: tuple[str, ...], before: CommentId | None) -> dict[str, Any]:
        """Return whom a theme quotes: its key sentence's comment, and one for and one against where it is divided.

        before: the comment of the last run, which stays while it is there and rated enough.
        """
        rated = [at for at in mine if self._ratings is not None and self._ratings[at] >= key_sentence.MIN_RATINGS]
        if before not in {self._ids[at] for at in rated or mine}:
            before = self._ids[key_sentence.choose_key(mine, self._texts, phrases, self._ratings)]
        opposed = find_opposed(mine, self._texts, phrases) if phrases else None
        pro, contra = (self._ids[at] for at in opposed) if opposed else (None, None)
        return {"example_id": before, "for_id": pro, "against_id": contra}

    def _language_of(self, mine: Sequence[int]) -> str:
        """Return the language of a theme's comments, or their languages, the commonest first."""
        if self._spoken is None:
            return self.language
        return name_languages([self._spoken[at] for at in mine])

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

    def _note_second_themes(self, numbers: Ints, nearness: Floats, columns: list[int]) -> None:
        """Set a second theme for comments that are similar to it and contain its first phrase."""
        phrases = {theme.number: theme.phrases[:1] for theme in self.themes}
        if len(columns) < 2:  # noqa: PLR2004 - one has no second
            return
        column_of = {number: column for column, number in enumerate(columns)}
        for at, number in enumerate(numbers.tolist()):
            if number not in column_of:
                continue
            others = nearness[at].copy()
            own, others[column_of[number]] = float(others[column_of[number]]), -1
            other = columns[int(np.argmax(others))]
            if others.max() >= BOTH * own and naming.contains_phrase(self._texts[at], phrases.get(other, ())):
                self.second[self._ids[at]] = other

    def _note_events(self, members: set[int]) -> None:
        """Record the events of this run, with the figures that decided them."""
        moves = self._settled.moves if self._settled else []
        for number in sorted(members - set(self._before)):
            came = sorted((move for move in moves if move[2] == number), reverse=True)
            if came:
                size, start, _, gain = came[0]
                evidence = {"comments": float(size), "gain": round(gain, 3)}
                self.events.append(Event("split", number, start, evidence))
            else:
                self.events.append(Event("new", number))
        for number in sorted(set(self._before) - members):
            went = sorted((move for move in moves if move[1] == number), reverse=True)
            if went and not self._before[number].is_decided:
                size, _, goal, gain = went[0]
                self.events.append(Event("merge", number, goal, {"comments": float(size), "gain": round(gain, 3)}))
