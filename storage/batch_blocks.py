"""The people of a batch: their blocks are read together, opened once, and written again, each as one."""

from collections.abc import Mapping

from storage.batch_changes import NotInBatchError
from storage.batch_reading import Found
from storage.participant_record import Participant, decode, encode
from storage.people_blocks import PackedBlock, StoredBlock
from storage.scope import ExchangeScope
from storage.seals import PersonKey, SealKey


class BatchPeople:
    """The people of the blocks that a batch holds. Of whom nothing is kept yet is somebody new, the same each time."""

    def __init__(self, key: SealKey, scope: ExchangeScope, found: Found) -> None:
        self._key = key
        self._scope = scope
        self._layout = found.layout
        self._places = found.places
        self._blocks = {each.number: PackedBlock(key, scope, found.layout, each) for each in found.blocks}
        self._known: dict[bytes, Participant] = {}

    def require_room(self) -> None:
        """Raise NotInBatchError where a block is crowded: an act by itself has all people divided again first."""
        if any(block.is_crowded for block in self._blocks.values()):
            raise NotInBatchError

    def get(self, who: PersonKey) -> Participant:
        """Return a person as they were before the batch."""
        if who.mark not in self._known:
            record = self._block_of(who.mark).get(who.mark)
            self._known[who.mark] = Participant(slack_user_id=who.slack_user_id) if record is None else decode(record)
        return self._known[who.mark]

    def seal(self, changed: Mapping[bytes, Participant]) -> list[StoredBlock]:
        """Return all blocks sealed again, in their order, with people as they are now, by their marks."""
        for mark, person in changed.items():
            self._block_of(mark).put(mark, encode(person))
        return [self._blocks[each].seal(self._key, self._scope, self._layout) for each in sorted(self._blocks)]

    def _block_of(self, mark: bytes) -> PackedBlock:
        return self._blocks[self._places[mark]]
