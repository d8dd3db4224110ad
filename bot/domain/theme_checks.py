"""The result of a blind check of themes, in words: for who checked, and for the card of an exchange's state."""

from bot.core.theme_check import BY_HAND, share_interval
from bot.slack.blocks import when
from bot.texts import Texts
from storage.theme_checks import ThemeCheck


def check_text(texts: Texts, check: ThemeCheck) -> str:
    """Return the agreement with its interval, beside that of two people, and what that means."""
    if not check.judged:
        return texts("quality.all_skipped")
    low, high = (round(100 * each) for each in share_interval(check.agreed, check.judged))
    counts = {"agreed": check.agreed, "n": check.judged, "percent": round(100 * check.agreed / check.judged)}
    lines = [texts("quality.result", **counts), texts("quality.range", low=low, high=high, people=BY_HAND)]
    verdict = "better" if low > BY_HAND else "worse" if high < BY_HAND else "alike"
    return " ".join([*lines, texts(f"quality.verdict.{verdict}")])


def check_facts(texts: Texts, check: ThemeCheck) -> str:
    """Return which themes were checked, and what else was answered, side by side."""
    facts = [
        texts("common.themes_at", at=when(check.found_at)),
        texts("quality.neither", n=check.neither) if check.neither else "",
        texts("quality.skipped", n=check.skipped) if check.skipped else "",
    ]
    return " · ".join(each for each in facts if each)


def last_check_line(texts: Texts, check: ThemeCheck) -> str:
    """Return the last result in one line."""
    return texts("quality.last", at=when(check.finished_at or check.began_at), result=check_text(texts, check))
