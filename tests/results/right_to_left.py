"""A district whose people write from right to left: question, comments, themes and groups."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from storage import exchanges
from storage.exchanges import Exchange
from storage.models import comment, release_theme, score_run, theme
from tests.results.district import District

QUESTION = "מה יעזור לנו להרגיש בטוחים בבית הספר (ובדרך אליו)?"
BACKGROUND = "הוועדה מחליטה בחודש מרץ על תקציב של 40,000 $ לשנה הבאה.\nכל רעיון נקרא."
COMMENTS = (
    "צריך יותר תאורה ברחוב ליד תחנת האוטובוס (קו 12)!",
    "أريد أن يكون عبور الطريق آمناً قرب المدرسة، خصوصاً في الصباح (7:30).",
    "می‌خواهم کلاس‌ها کوچک‌تر باشند؛ بیشتر از ۳۰ نفر نباشد!",
    "اسکول بس کو وقت پر آنا چاہیے، ورنہ بچے سڑک پر انتظار کرتے ہیں۔",
    "A later start: 8:45 would help those who come by bus.",
    "Wi-Fi בספרייה לא עובד. אפשר לתקן?",
)
LANGUAGES = ("he", "ar", "fa", "ur", "en", "he")
THEMES = ("תחנות אוטובוס, תאורה", "عبور الطريق (آمن)", "School lunch", "کلاس‌های کوچک")
GROUPS: Mapping[str, str] = {"Student": "תלמידים", "Parent": "الآباء والأمهات", "Teacher": "معلمان"}


async def write_from_right(district: District) -> Exchange:
    """Put other words into the exchange; its figures stay. Return it."""
    scope = district.exchange.scope
    names = {name: GROUPS.get(name, name) for name in district.exchange.groups}
    async with district.ctx.storage.write() as db:
        await exchanges.update_exchange(
            db,
            scope,
            question=QUESTION,
            background=BACKGROUND,
            groups=[names[each] for each in district.exchange.groups],
        )
        for at, number in enumerate((await db.execute(select(comment.c.number).order_by(comment.c.number))).scalars()):
            which = at % len(COMMENTS)
            values = {"text": COMMENTS[which], "language": LANGUAGES[which]}
            await db.execute(update(comment).where(comment.c.number == number).values(**values))
        for table in (theme, release_theme):
            ids = (await db.execute(select(table.c.theme_id).distinct().order_by(table.c.theme_id))).scalars().all()
            for at, theme_id in enumerate(ids):
                name = THEMES[at % len(THEMES)]
                await db.execute(update(table).where(table.c.theme_id == theme_id).values(name=name, parts=[]))
        for facts in (await db.execute(select(score_run.c.facts))).scalars().all():
            await db.execute(update(score_run).values(facts=_renamed(facts, names)))
        found = await exchanges.get(db, scope)
    assert found is not None
    return found


def _renamed(facts: object, names: Mapping[str, str]) -> Any:
    written = json.dumps(facts, ensure_ascii=False)
    for old, new in names.items():
        written = written.replace(f'"{old}"', f'"{new}"')
    return json.loads(written)
