"""How many people wrote comments: who wrote which, as numbers that mean nothing elsewhere."""

from sqlalchemy import select

from storage.enums import CommentState
from storage.models import comment
from storage.scope import ExchangeScope, in_exchange
from storage.seals import SealKey, SealPurpose
from storage.session import Db


async def number_authors(db: Db, scope: ExchangeScope, key: SealKey) -> dict[int, int]:
    """Return a number of its author for each live comment, from 0; seed comments are left out.

    Comments whose authors were forgotten are not live. key: opens the authors' seals.
    """
    query = select(comment.c.comment_id, comment.c.author_seal).where(
        in_exchange(comment, scope), comment.c.state == CommentState.LIVE, comment.c.is_seed.is_(False)
    )
    rows = (await db.execute(query.order_by(comment.c.comment_id))).all()
    ids = [int(row.comment_id) for row in rows]
    people = key.open_seals(SealPurpose.AUTHOR, ids, [bytes(row.author_seal) for row in rows]).tolist()
    numbers: dict[int, int] = {}
    return {each: numbers.setdefault(person, len(numbers)) for each, person in zip(ids, people, strict=True)}
