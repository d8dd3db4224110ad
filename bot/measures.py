"""What /metrics shows beside counts: the queues of the database, and counters that caches and storage keep."""

from collections.abc import Mapping

from bot.context import Context
from bot.slack.deadlines import within
from storage import queues

_SECONDS = 2.0  # that the queues may take; without them the counts are shown all the same


class Measures:
    """Answers /metrics."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        ctx.metrics.keep(self._totals)

    async def text(self) -> bytes:
        """Return everything as Prometheus reads it, also while the database is away: then with the queues of before."""
        try:
            async with within(_SECONDS):
                await self._measure_queues()
        except Exception:  # noqa: BLE001 - whatever is wrong with the database, the counts say so
            self._ctx.metrics.count_unmeasured()
        return self._ctx.metrics.text()

    async def _measure_queues(self) -> None:
        now = self._ctx.clock()
        tenant_ids = [workspace.tenant_id for workspace in self._ctx.workspaces.all()]
        async with self._ctx.storage.read() as db:
            found = await queues.measure(db, tenant_ids, now)
        for name, queue in found.items():
            age_s = (now - queue.since).total_seconds() if queue.since is not None else 0.0
            self._ctx.metrics.show_queue(name, queue.due, age_s)

    def _totals(self) -> Mapping[str, Mapping[tuple[str, ...], float]]:
        storage, caches = self._ctx.storage, [self._ctx.batches.exchanges]
        by_name = {"exchanges": caches}
        by_name |= {"profiles": [each.profiles.cache for each in self._ctx.workspaces.all()]}
        by_name |= {"members": [each.membership.cache for each in self._ctx.workspaces.all()]}
        cache: dict[tuple[str, ...], float] = {}
        for name, counted in by_name.items():
            cache[name, "hit"] = sum(each.hits for each in counted)
            cache[name, "miss"] = sum(each.misses for each in counted)
        return {
            "starling_commits": {(): float(storage.writes)},
            "starling_repeats": {(): float(storage.repeats)},
            "starling_cache": cache,
        }
