"""Words of people as HTML: those that a search found are marked, and addresses of pages can be followed."""

import re
import unicodedata

from markupsafe import Markup, escape

from bot.results.page.comment_list import fold

_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
_AFTER = ".,;:!?)]}»'"
"""What ends a sentence or a bracket, and no address."""


class Finder:
    """What a search looks for, in whatever letters and accents a text has it."""

    def __init__(self, search: str) -> None:
        self._words = fold(search).split()

    def mark(self, text: str) -> Markup:
        """Return a text in which each place that the search found is marked."""
        places = self._find(text) if self._words else []
        parts, end = [Markup()], 0
        for first, last in places:
            parts += [escape(text[end:first]), Markup("<mark>{}</mark>").format(text[first:last])]
            end = last
        return Markup().join([*parts, escape(text[end:])])

    def _find(self, text: str) -> list[tuple[int, int]]:
        """Return where words are in a text, in order, without overlaps."""
        folded, places = "", []
        for at, char in enumerate(text):
            own = fold(char)
            folded += own
            places += [at] * len(own)
        found = [
            (places[hit.start()], places[hit.end() - 1] + 1)
            for word in self._words
            for hit in re.finditer(re.escape(word), folded)
        ]
        joined: list[tuple[int, int]] = []
        for first, end in sorted(found):
            last = end
            while last < len(text) and unicodedata.combining(text[last]):
                last += 1  # an accent belongs to its letter
            if joined and first <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
            else:
                joined.append((first, last))
        return joined


def linked(text: str) -> Markup:
    """Return a text in which addresses with http or https can be followed; a page there does not learn from where."""
    parts, end = [Markup()], 0
    for hit in _ADDRESS.finditer(text):
        address = hit[0].rstrip(_AFTER)
        link = Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>').format(address, address)
        parts += [escape(text[end : hit.start()]), link]
        end = hit.start() + len(address)
    return Markup().join([*parts, escape(text[end:])])
