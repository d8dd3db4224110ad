"""The moderation log as a CSV file, for moderators: one row an act, without anybody's name."""

from bot.context import Context
from bot.domain.moderation_log import find_moderator
from bot.domain.tables import Cell, Table, csv_of
from bot.exports.files import ExportFile
from storage import moderation_log
from storage.enums import ActKind
from storage.exchanges import Exchange
from storage.moderation_log import LoggedAct

COLUMNS = ("act", "day", "time", "comment", "what", "reason", "grounds", "by", "undoes")
_BY = {ActKind.HOLD: "rules", ActKind.REPORTED: "reports", ActKind.APPEAL: "author"}


async def make_moderation_log(ctx: Context, exchange: Exchange) -> ExportFile:
    """Return the log as CSV, the oldest act first. time: UTC, of moderators' acts alone; day: of all.

    by: "moderator 1", "moderator 2" in the order of their first acts; "moderator" once the exchange's key is erased.
    """
    async with ctx.storage.read() as db:
        acts = await moderation_log.list_all(db, exchange.scope)
    moderators: dict[str, str] = {}
    rows: list[list[Cell]] = []
    for act in acts:
        who = find_moderator(ctx, exchange, act)
        if who:
            moderators.setdefault(who, f"moderator {len(moderators) + 1}")
        rows.append(_row(act, moderators.get(who, "")))
    return ExportFile(csv_of(Table("moderation", COLUMNS, rows)), "moderation.csv")


def _row(act: LoggedAct, moderator: str) -> list[Cell]:
    return [
        str(act.act_id),
        act.day.isoformat(),
        act.acted_at.isoformat(timespec="seconds") if act.acted_at else None,
        act.number,
        act.act,
        act.reason,
        act.grounds,
        moderator or _BY.get(ActKind(act.act), "moderator"),
        str(act.undoes) if act.undoes is not None else None,
    ]
