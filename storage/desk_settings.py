"""Settings of a workspace's moderators: where cards of the queue go, their own words, rules that hold nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from storage.enums import CardsPlace
from storage.models import desk_setting
from storage.rows import to_dataclass
from storage.session import Db
from storage.sql import upsert_of


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """How the moderators of a workspace work. Each field is a column of `desk_setting`.

    cards_channel_id: where cards go to a channel; is_open_channel: moderators know that everybody can join it.
    """

    cards: str = CardsPlace.NONE
    cards_channel_id: str | None = None
    is_open_channel: bool = False
    held_words: Sequence[str] = ()
    allowed_words: Sequence[str] = ()
    rules_off: Sequence[str] = ()
    finds_off_topic: bool = False


_ONE = select(desk_setting).where(desk_setting.c.tenant_id == bindparam("in_tenant"))


async def get(db: Db, tenant_id: int) -> DeskSettings:
    """Return the settings of a workspace; those to begin with where none were saved."""
    row = (await db.execute(_ONE, {"in_tenant": tenant_id})).first()
    if row is None:
        return DeskSettings()
    lists = {name: tuple(getattr(row, name)) for name in ("held_words", "allowed_words", "rules_off")}
    return to_dataclass(row, DeskSettings, **lists)


async def save(db: Db, tenant_id: int, settings: DeskSettings) -> None:
    """Save the settings of a workspace. The caller commits."""
    values = {name: getattr(settings, name) for name in DeskSettings.__dataclass_fields__}
    values |= {name: list(values[name]) for name in ("held_words", "allowed_words", "rules_off")}
    row = upsert_of(db)(desk_setting).values(tenant_id=tenant_id, **values)
    await db.execute(row.on_conflict_do_update(index_elements=["tenant_id"], set_=values))
