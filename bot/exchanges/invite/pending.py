"""A list that a moderator was shown and has to confirm: kept sealed until then, for one press."""

from dataclasses import dataclass, field
from datetime import timedelta

from bot.context import Context
from bot.domain import kept_forms
from bot.domain.actor import Actor
from bot.domain.errors import UserError
from bot.domain.exchanges import parse_exchange_id
from bot.slack.people_lookup import Found
from storage.models import new_id

KEPT_FOR = timedelta(days=1)
"""How long a list waits for its press: it names other people, so not for as long as what somebody wrote themselves."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A list to be confirmed. value: what its buttons carry; missing: who was not found, as it was written.

    groups: how many people each user group has, by its id.
    """

    exchange_id: int
    form_id: int
    people: tuple[str, ...] = ()
    groups: dict[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def value(self) -> str:
        """`EXCHANGE|FORM`."""
        return f"{self.exchange_id}|{self.form_id}"


def parse_value(value: object) -> tuple[int, int]:
    """Return (exchange id, form id; 0 for none) of a button or a form. Raises UserError."""
    exchange_id, _, form_id = str(value or "").partition("|")
    return parse_exchange_id(exchange_id), parse_exchange_id(form_id) if form_id else 0


async def keep(
    ctx: Context, actor: Actor, exchange_id: int, found: Found, *, earlier: Pending | None = None
) -> Pending:
    """Keep what was found, together with what was found earlier, and return it."""
    people = dict.fromkeys([*(earlier.people if earlier else ()), *found.people])
    groups = {**(earlier.groups if earlier else {}), **found.groups}
    missing = (*found.unknown, *found.unclear, *found.left)
    pending = Pending(exchange_id, new_id(), tuple(people), groups, missing)
    values = {"exchange": exchange_id, "people": list(people), "groups": groups, "missing": list(missing)}
    await kept_forms.keep(ctx, actor, pending.form_id, values, is_new=False, kept_for=KEPT_FOR)
    if earlier:
        await kept_forms.drop(ctx, actor, earlier.form_id)
    return pending


async def find(ctx: Context, actor: Actor, value: object) -> Pending:
    """Return the list of a button or form. Raises UserError where it was used already, or is not the actor's."""
    exchange_id, form_id = parse_value(value)
    kept = await kept_forms.find(ctx, actor, form_id) if form_id else None
    if kept is None or kept.values.get("exchange") != exchange_id:
        raise UserError("invite.outdated")
    return Pending(
        exchange_id,
        form_id,
        tuple(kept.values["people"]),
        dict(kept.values["groups"]),
        tuple(kept.values["missing"]),
    )


async def drop(ctx: Context, actor: Actor, pending: Pending) -> None:
    """Delete a list that was confirmed."""
    await kept_forms.drop(ctx, actor, pending.form_id)
