"""The rules as a workspace has them: its own words, what it allows, what it switched off, the names of its people."""

from dataclasses import dataclass, field

from bot.core.personal import NameIndex, find_names
from bot.core.screening import NO_LISTS, Match, Rule, WordLists, screen
from bot.domain.tools import WorkspaceTools
from storage import desk_settings
from storage.desk_settings import DeskSettings
from storage.exchanges import Exchange
from storage.session import Db


@dataclass(frozen=True, slots=True)
class Screening:
    """Rules over words. names: of the workspace's people, as far as Slack has listed them."""

    lists: WordLists = NO_LISTS
    names: NameIndex = field(default_factory=NameIndex)

    def find(self, exchange: Exchange, *words: str) -> list[Match]:
        """Return what the rules find in the words of a comment; a name that the question has itself is none."""
        asked = {each.text.casefold() for each in find_names(exchange.question, self.names)}
        return [
            each
            for text in words
            for each in screen(text, question=exchange.question, lists=self.lists, names=self.names)
            if each.rule != Rule.NAME or each.text.casefold() not in asked
        ]


def to_lists(settings: DeskSettings) -> WordLists:
    """Return the words and rules of a workspace's settings. Danger is never off."""
    off = frozenset(settings.rules_off) - {Rule.DANGER}
    off |= frozenset() if settings.finds_off_topic else {Rule.OFF_TOPIC}
    return WordLists(tuple(settings.held_words), tuple(settings.allowed_words), off)


async def load_screening(ctx: WorkspaceTools, db: Db, tenant_id: int) -> Screening:
    """Return the rules of a workspace, with the names that were read so far: nobody waits for Slack here."""
    lists = to_lists(await desk_settings.get(db, tenant_id))
    try:
        names = ctx.workspace(tenant_id).directory.known_names()
    except KeyError:  # an imported exchange, or a command of the operator: no workspace of Slack's is there
        names = NameIndex()
    return Screening(lists, names)
