"""What is around the numbers at the top: whether the question is open, who was asked, and what changed."""

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
    changed = (
        texts("roster.changed.label"),
        texts("roster.changed.some", answered=given.answered, begun=given.acted_on),
    )
    none = (texts("roster.changed.none_label"), texts("roster.changed.none"))
    return [(texts("roster.asked.label"), asked), changed if given.answered else none]


def state_text(site: Site) -> str:
    """Return the line over the question: whether it is open, or of when an earlier checkpoint is."""
    texts, about, release = site.texts, site.found.about, site.found.release
    if release is not None and not site.found.is_last:
        was_open = about.is_open or (about.closed_at is not None and release.made_at < about.closed_at)
        at = site.moment(release.made_at)
        return texts("explorer.state.then_open", at=at) if was_open else texts("explorer.state.then", at=at)
    if about.is_open:
        at = site.moment(about.closes_at) if about.closes_at else ""
        return texts("explorer.state.open_until", at=at) if at else texts("explorer.state.open")
    return texts("explorer.state.closed", at=site.moment(about.closed_at)) if about.closed_at else ""
