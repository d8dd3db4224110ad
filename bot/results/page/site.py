"""What every page of the results shares: its language, its addresses, and what its templates are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from bot.domain.published import Published
from bot.domain.translations import Translation
from bot.texts import LANGUAGES, PageTexts, page_texts_for, texts_for


@dataclass(frozen=True)
class Site:
    """One reader's view. root: of the page's addresses; at: number of an earlier release, None for the last.

    has_chosen_language: by a link, which then all addresses carry. is_file: one file, whose addresses are anchors.
    has_session: its readers signed in, and can sign out. app_link: opens the app in Slack, "" where there is none.
    translations: of comments, by their numbers; a file has none.
    """

    found: Published
    root: str
    language: str
    has_chosen_language: bool = False
    at: int | None = None
    is_file: bool = False
    has_session: bool = False
    app_link: str = ""
    translations: Mapping[int, Sequence[Translation]] = field(default_factory=dict)

    @cached_property
    def texts(self) -> PageTexts:
        """The sentences of its language."""
        return page_texts_for(self.language)

    def url(self, path: str = "", query: Mapping[str, str] | None = None, **more: str) -> str:
        """Return the address of a page below the root."""
        if self.is_file:
            return f"#{path.strip('/').replace('/', '-') or 'top'}"  # each part of the file has such an id
        asked = {**(query or {}), **more}
        if self.has_chosen_language:
            asked.setdefault("lang", self.language)
        release = f"at/{self.at}/" if self.at is not None else ""
        return f"{self.root}{release}{path}" + (f"?{urlencode(asked)}" if asked else "")

    def asset(self, name: str) -> str:
        """Return the address of a file that is the same for all exchanges."""
        return f"{self.root}_/{name}"

    def release_url(self, number: int | None) -> str:
        """Return the address of another release, None for the last; a file holds one."""
        if self.is_file:
            return "#checkpoints"
        return replace(self, at=number).url()

    def languages(self, path: str, query: Mapping[str, str]) -> list[tuple[str, str, str]]:
        """Return the other languages: code, what it calls itself, and the address of this page in it."""
        kept = {name: value for name, value in query.items() if name != "lang"}
        return [
            (
                code,
                texts_for(code).language_name(code),
                replace(self, has_chosen_language=False).url(path, kept, lang=code),
            )
            for code in LANGUAGES
            if code != self.language
        ]

    def translation(self, number: int) -> Translation | None:
        """Return a comment's translation into the reader's language, None without one."""
        return next((each for each in self.translations.get(number, ()) if each.language == self.language), None)

    def number(self, value: float, digits: int | None = None) -> str:
        """Return a number as the reader's language writes it."""
        return self.texts.number(value, digits)

    def stars(self, value: float) -> str:
        """Return stars with one digit, without a sign."""
        return self.texts.number(value, 1)

    def moment(self, moment: datetime) -> str:
        """Return a moment in the exchange's zone, which is named."""
        return self.texts.moment(moment, self.found.about.zone)
