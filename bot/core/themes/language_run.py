"""One run of the theme finder over an exchange's comments of one language, or of several that share their themes."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from bot.core.themes import grouping, naming
from bot.core.themes.confidence import membership_confidence
from bot.core.themes.corpus import Floats, Ints
from bot.core.themes.events import list_events
from bot.core.themes.finder import BOTH, MIN_COMMENTS, PreparedComments, prepare
from bot.core.themes.meaning import Meaning
from bot.core.themes.model import CommentId, ThemeKind
from bot.core.themes.naming import Name
from bot.core.themes.self_description import MIN_PERSONAL, is_self_description
from bot.core.themes.stabilise import Bools, Bound, Stabilised, allowed_change, has_grown, stabilise
from bot.core.themes.state import Event, LastingTheme
from bot.core.themes.theme_builder import Comments, ThemeBuilder
from bot.core.themes.weak import Placed, without_weak
from bot.core.themes.words import segments, stem


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
        self._before = {theme.number: theme for theme in themes}
        comments = Comments(ids, texts, language, spoken, ratings)
        self._builder = ThemeBuilder(comments, self._before, taken, is_alone=is_alone)
        self._named: tuple[Ints, dict[int, Name]] | None = None
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

    def run(self) -> None:
        """Compute the themes and what changed."""
        is_enough = len(self._ids) >= MIN_COMMENTS
        read = prepare(self._texts, self._extra, self._meaning, apart=self._apart()) if is_enough else None
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
        silent, personal = self._number_of(ThemeKind.SILENT), self._number_of(ThemeKind.PERSONAL)
        previous[np.isin(previous, [silent, personal])] = -1
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
        taken = list(columns)
        for rows_apart, number in ((read.wordless, silent), (read.apart, personal)):
            if rows_apart.any():
                taken.append(number if number >= 0 else self._new_number(taken))
                numbers[rows_apart] = taken[-1]
        placed = self._named_well(read, Placed(numbers, found.nearness, columns), previous)
        self.next_number = max([self.next_number, *(int(number) + 1 for number in np.unique(placed.numbers))])
        return placed.numbers[read.which], placed.nearness[read.which], placed.columns

    def _named_well(self, read: PreparedComments, placed: Placed, previous: Ints) -> Placed:
        """Return the themes without new ones whose name would speak for too few; numbers of new ones have no gaps."""
        names = self._names(read, placed.numbers[read.which])
        shares = {number: name.share for number, name in names.items() if number >= self.next_number}
        better, given = without_weak(placed, shares, previous, first=self.next_number)
        if self._settled and given:
            moves = [(size, start, given.get(goal, goal), gain) for size, start, goal, gain in self._settled.moves]
            self._settled.moves = [move for move in moves if move[2] >= 0]
        return better

    def _number_of(self, kind: ThemeKind) -> int:
        """Return the number of the earlier set of a kind, -1 for none."""
        return next((number for number, theme in self._before.items() if theme.kind == kind), -1)

    def _apart(self) -> list[bool] | None:
        """Return which comments only say who wrote them; None where they are too few to be a set.

        What is in a theme that a moderator named or locked stays there.
        """
        decided = {n for n, theme in self._before.items() if theme.is_decided and theme.kind != ThemeKind.PERSONAL}
        where = zip(self._texts, self._previous.tolist(), strict=True)
        found = [number not in decided and is_self_description(text) for text, number in where]
        has_set = self._number_of(ThemeKind.PERSONAL) >= 0
        return found if has_set or sum(found) >= max(MIN_PERSONAL, grouping.MIN_SHARE * len(found)) else None

    def _names(self, read: PreparedComments, numbers: Ints) -> dict[int, Name]:
        """Return the names of themes, found once for the same comments in them."""
        if self._named is None or not np.array_equal(self._named[0], numbers):
            self._named = numbers.copy(), self._builder.names(read, numbers)
        return self._named[1]

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
        members = {number: [at for at in order if numbers[at] == number] for number in np.unique(numbers).tolist()}
        names = self._names(read, numbers) if read is not None else {}
        self.themes = self._builder.build(read, members, names, sure)
        passing = {theme.number for theme in self.themes if theme.kind == ThemeKind.ALL}  # of a small set, not for good
        self.next_number = max([self.next_number, *(number + 1 for number in members if number not in passing)])
        self._note_second_themes(numbers, nearness, columns)
        self.events = list_events(self._before, set(members), self._settled.moves if self._settled else [])

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
