"""Languages of comments, ISO 639-1, as they are found from their words with each search for themes."""

from collections.abc import Mapping

from sqlalchemy import bindparam, select, update

from storage.enums import CommentState
from storage.models import comment
from storage.scope import ExchangeScope, in_exchange
from storage.session import Db

_AT_ONCE = 5_000  # rows in one statement


async def map_live(db: Db, scope: ExchangeScope) -> dict[int, str | None]:
    """Return the language of each live comment by its id, None where none was found yet."""
    rows = await db.execute(
        select(comment.c.comment_id, comment.c.language).where(
            in_exchange(comment, scope), comment.c.state == CommentState.LIVE
        )
    )
    return {int(row.comment_id): row.language for row in rows}


async def save(db: Db, scope: ExchangeScope, languages: Mapping[int, str]) -> None:
    """Save languages by comment id, "" for none. Only what is another than before is written."""
    before = await map_live(db, scope)
    changed = [
        {"which": which, "new": language or None}
        for which, language in sorted(languages.items())
        if which in before and before[which] != (language or None)
    ]
    query = (
        update(comment)
        .where(in_exchange(comment, scope), comment.c.comment_id == bindparam("which"))
        .values(language=bindparam("new"))
    )
    for start in range(0, len(changed), _AT_ONCE):
        await db.execute(query, changed[start : start + _AT_ONCE])
