"""Who was asked and what changed: what a reader wants to know beside the numbers at the top, in two lines."""

from bot.results.page.answered import count_answers
from bot.results.page.site import Site


def lead_lines(site: Site) -> list[tuple[str, str]]:
    """Return the two lines: (label, words). Who answered is in the numbers above them."""
    texts, found = site.texts, site.found
    about = found.about
    groups = texts.list(about.groups)
    asked = texts("roster.asked.groups", groups=groups) if groups else texts("roster.asked.everybody")
    if about.asked:
        asked = texts("roster.asked.people", n=about.asked, groups=texts.list(about.asked_groups))
    given = count_answers(found)
    changed = texts("roster.changed.some", answered=given.answered, begun=given.acted_on)
    return [
        (texts("roster.asked.label"), asked),
        (texts("roster.changed.label"), changed if given.answered else texts("roster.changed.none")),
    ]
