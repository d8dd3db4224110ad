"""Who took part, beside how many there are: of what everybody may see, so moderators see no more."""

from collections.abc import Mapping

from bot.core.participation import Part, take_part
from bot.core.small_group_counts import GroupSizes, group_sizes
from bot.domain.public_counts import number_text
from bot.texts import Texts
from storage.exchanges import Exchange
from storage.public_counts import STEP, PublicCounts

FEW_PEOPLE = 30
"""People; of fewer the page says that figures are of few."""


def public_sizes(exchange: Exchange, people: Mapping[str, int]) -> GroupSizes | None:
    """Return how many people of each group are published, None where nobody was asked for a group."""
    if not people:
        return None
    if exchange.publishes_group_sizes:
        return GroupSizes(tuple(sorted(people.items(), key=lambda item: (-item[1], item[0]))), (), None)
    return group_sizes(people, min_people=exchange.min_group_size)


def list_participation(exchange: Exchange, counts: PublicCounts, sizes: GroupSizes | None) -> list[Part]:
    """Return the groups of the exchange's roster beside who took part, empty without a roster. sizes: as published."""
    if not exchange.roster or sizes is None:
        return []
    return take_part(exchange.roster, sizes, step=0 if counts.is_exact else STEP)


def list_behind(exchange: Exchange, counts: PublicCounts) -> list[str]:
    """Return the names of the roster's under-represented groups, by the figures that everybody may see."""
    parts = list_participation(exchange, counts, public_sizes(exchange, counts.groups))
    return [name for part in parts if part.is_behind for name in part.names]


def participation_text(texts: Texts, part: Part, *, is_exact: bool) -> str:
    """Return how many of a group took part: "340 of 620 (55 %)"; while it is open "over 335 of 620"."""
    return share_text(texts, part.people, part.asked, is_exact=is_exact)


def share_text(texts: Texts, people: int, asked: int, *, is_exact: bool) -> str:
    """Return how many of `asked` people took part, with the percentage once the exchange is closed."""
    shown, of = number_text(texts, people, is_exact=is_exact), texts.number(asked)
    if not is_exact or people > asked:
        return texts("roster.part", people=shown, asked=of)
    return texts("roster.part_share", people=shown, asked=of, percent=round(100 * people / asked))


def names_text(texts: Texts, part: Part) -> str:
    """Return the groups of a part, in the words of the exchange."""
    return texts.list(part.names)
