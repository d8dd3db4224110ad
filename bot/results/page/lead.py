"""Who was asked, who answered, what changed: the first thing that a reader wants to know, in three lines."""

from bot.domain.participation import share_text
from bot.domain.public_counts import number_text
from bot.results.page.answered import count_answers
from bot.results.page.site import Site


def lead_lines(site: Site) -> list[tuple[str, str]]:
    """Return the three lines: (label, words)."""
    texts, found = site.texts, site.found
    about, counts = found.about, found.counts
    groups = texts.list(about.groups)
    asked = texts("roster.asked.groups", groups=groups) if groups else texts("roster.asked.everybody")
    if about.asked:
        asked = texts("roster.asked.people", n=about.asked, groups=texts.list(about.asked_groups))
    numbers = (counts.people, counts.comments, counts.ratings)
    people, comments, ratings = (number_text(texts, each, is_exact=counts.is_exact) for each in numbers)
    if about.asked and about.asked_groups == about.groups:
        people = share_text(texts, counts.people, about.asked, is_exact=counts.is_exact)
    given = count_answers(found)
    changed = texts("roster.changed.some", answered=given.answered, begun=given.acted_on)
    return [
        (texts("roster.asked.label"), asked),
        (
            texts("roster.answered.label"),
            texts("roster.answered_all", people=people, comments=comments, ratings=ratings),
        ),
        (texts("roster.changed.label"), changed if given.answered else texts("roster.changed.none")),
    ]
