"""What is said of settings that take more than a sentence: on the draft's card, under About, in the state."""

from collections.abc import Sequence

from bot.core.limits import MIN_EXACT, MIN_NEW
from bot.core.reminder_times import list_reminders
from bot.domain.disclosure import disclosure_text, lacks_officers
from bot.domain.help_text import help_text_line
from bot.domain.quarters import is_renewed
from bot.domain.retention import retention_text
from bot.exchanges.settings.setting import Subject
from bot.slack.blocks import cut, escape, when
from bot.texts import Texts
from storage.enums import ResultsPage

_MAX_GROUPS_NAMED = 8
_MAX_GROUP = 40  # characters


def opening(texts: Texts, it: Subject) -> Sequence[str]:
    """Return when a draft opens."""
    at = it.exchange.opens_at
    return [texts("draft.opens_at", at=when(at)) if at else texts("draft.opens_by_hand")]


def close(texts: Texts, it: Subject) -> Sequence[str]:
    """Return when a draft will close."""
    at = it.exchange.closes_at
    return [texts("draft.closes_at", at=when(at)) if at else texts("draft.closes_by_hand")]


def rating_only(texts: Texts, it: Subject) -> Sequence[str]:
    """Return in how much of the time people only rate, where there is such a part."""
    percent = it.exchange.rating_only
    return [texts("draft.rating_only", percent=percent)] if it.exchange.closes_at and percent else []


def channel_status(texts: Texts, it: Subject) -> Sequence[str]:
    """Return where the exchange is found."""
    channel = [f"<#{each}>" for each in it.exchange.channels]
    return [*channel, f"<{it.link}|{texts('status.announcement')}>"] if it.link else channel


def groups(texts: Texts, it: Subject) -> Sequence[str]:
    """Return the groups of a draft."""
    names = _group_names(texts, it.exchange.groups)
    return [texts("draft.has_groups", groups=names) if it.exchange.groups else texts("draft.no_groups")]


def groups_about(texts: Texts, it: Subject) -> Sequence[str]:
    """Return the groups, and what is published of small ones."""
    if not it.exchange.groups:
        return []
    names = _group_names(texts, it.exchange.groups)
    has_sizes = it.exchange.publishes_group_sizes
    return [texts("about.groups_sizes", groups=names) if has_sizes else texts("about.groups", groups=names)]


def questions(texts: Texts, it: Subject) -> Sequence[str]:
    """Return how many short questions come before the first comment or star."""
    count = len(it.exchange.questions)
    return [texts("draft.asks_questions", n=count)] if count else []


def min_group(texts: Texts, it: Subject) -> Sequence[str]:
    """Return from how many people on a group's numbers show, where there are groups."""
    return [texts("draft.min_group", n=it.exchange.min_group_size)] if it.exchange.groups else []


def protection(texts: Texts, it: Subject) -> Sequence[str]:
    """Return that figures of few people are blurred more, where that was chosen."""
    return [texts("draft.protection")] if it.exchange.has_strict_protection else []


def figures_about(texts: Texts, it: Subject) -> Sequence[str]:
    """Return what everybody is shown of people's stars, and when that changes."""
    exchange = it.exchange
    n = exchange.min_group_size
    sentences = [texts("about.figures", n=n, more=max(n, MIN_NEW))]
    if exchange.groups:
        sentences.append(
            texts("about.figures_groups.closing" if exchange.closes_at else "about.figures_groups.monthly")
        )
    sentences.append(
        texts(
            "about.figures_noise.strict" if exchange.has_strict_protection else "about.figures_noise.usual", n=MIN_EXACT
        )
    )
    return [" ".join(sentences)]


def group_sizes(texts: Texts, it: Subject) -> Sequence[str]:
    """Return whether sizes of small groups are published, where there are groups."""
    if not it.exchange.groups:
        return []
    return [texts("draft.sizes.full" if it.exchange.publishes_group_sizes else "draft.sizes.together")]


def results_page(texts: Texts, it: Subject) -> Sequence[str]:
    """Return where results are."""
    return [texts(f"draft.results_page.{it.exchange.results_page}")]


def results_when(texts: Texts, it: Subject) -> Sequence[str]:
    """Return from when on results are seen."""
    return [texts(f"draft.results_when.{it.exchange.results_when}")]


def results_about(texts: Texts, it: Subject) -> Sequence[str]:
    """Return who sees results, and when; what people read before they answer."""
    page = it.exchange.results_page
    if page == ResultsPage.LINK and it.exchange.asks_before_quotes:
        return [texts("quotes.results_link", when=texts(f"about.results_when.{it.exchange.results_when}"))]
    return [texts(f"about.results.{page}", when=texts(f"about.results_when.{it.exchange.results_when}"))]


def results_status(texts: Texts, it: Subject) -> Sequence[str]:
    """Return who reads the page with results, in a few words; nothing where there is none."""
    page = it.exchange.results_page
    return [] if page == ResultsPage.SLACK else [texts(f"status.results.{page}")]


def moderation(texts: Texts, it: Subject) -> Sequence[str]:
    """Return whether a moderator looks before a comment is live."""
    return [texts(f"about.new_comments.{it.exchange.moderation}")]


def moderation_about(texts: Texts, it: Subject) -> Sequence[str]:
    """Return who looks at comments, and when."""
    [before], [afterwards] = moderation(texts, it), reported(texts, it)
    return [texts("about.moderation", before=before, reported=afterwards, moderators=it.moderators)]


def moderation_status(texts: Texts, it: Subject) -> Sequence[str]:
    """Return how comments are moderated, in two words."""
    return [texts(f"status.moderation.{it.exchange.moderation}")]


def reported(texts: Texts, it: Subject) -> Sequence[str]:
    """Return what becomes of a reported comment."""
    n = it.exchange.hide_at_reports
    return [texts("about.reported.hidden", n=n) if n else texts("about.reported.stays")]


def second_moderator(texts: Texts, it: Subject) -> Sequence[str]:
    """Return that two moderators agree before a comment is hidden or removed, where that was chosen."""
    return [texts("draft.second_moderator")] if it.exchange.needs_second_moderator else []


def theme_names(texts: Texts, it: Subject) -> Sequence[str]:
    """Return that moderators look at the themes' names first, where they do."""
    return [texts("draft.reviews_theme_names")] if it.exchange.reviews_theme_names else []


def digest_hold(texts: Texts, it: Subject) -> Sequence[str]:
    """Return for how long moderators can change a digest before it goes out, where they can."""
    return [texts("draft.digest_hold", n=it.exchange.digest_hold)] if it.exchange.digest_hold else []


def quotes(texts: Texts, it: Subject) -> Sequence[str]:
    """Return that authors are asked before their words leave the workspace, where they are."""
    return [texts("draft.asks_before_quotes")] if it.exchange.asks_before_quotes else []


def quotes_about(texts: Texts, it: Subject) -> Sequence[str]:
    """Return what becomes of words that their author gave no leave to quote, where authors are asked."""
    return [texts("quotes.about")] if it.exchange.asks_before_quotes else []


def translation(texts: Texts, it: Subject) -> Sequence[str]:
    """Return that comments are translated by the operator's service, where that was chosen."""
    return [texts("draft.translates_comments")] if it.exchange.translates_comments else []


def translation_about(texts: Texts, it: Subject) -> Sequence[str]:
    """Return what becomes of words for that; what people read before they answer."""
    return [texts("translate.about")] if it.exchange.translates_comments else []


def reminders(texts: Texts, it: Subject) -> Sequence[str]:
    """Return whether people are reminded, and from when on, as far as that is known."""
    if not it.exchange.sends_reminders:
        return [texts("draft.reminders.none")]
    opens_at = it.exchange.opened_at or it.exchange.opens_at
    if opens_at is None:
        return [texts("draft.reminders.few")]
    moments = [when(each) for each in list_reminders(opens_at, it.exchange.closes_at)]
    return [texts("draft.reminders.at", moments=moments) if moments else texts("draft.reminders.short")]


def help_text(texts: Texts, it: Subject) -> Sequence[str]:
    """Return whether there is a help text."""
    return [help_text_line(texts, it.exchange)]


def help_text_about(texts: Texts, it: Subject) -> Sequence[str]:
    """Return whom to turn to where somebody may be in danger."""
    urgent = texts("about.help")
    return [f"{urgent}\n{escape(it.exchange.help_text)}" if it.exchange.help_text else urgent]


def safety(texts: Texts, it: Subject) -> Sequence[str]:
    """Return who is alerted where somebody may be in danger."""
    exchange = it.exchange
    names = [f"<@{each}>" for each in exchange.contacts]
    if exchange.safety_channel_id:
        names.append(f"<#{exchange.safety_channel_id}>")
    return [texts("exchange.safety_named", people=names) if names else texts("exchange.safety_none")]


def disclosure(texts: Texts, it: Subject) -> Sequence[str]:
    """Return whether anybody can find out who wrote a comment."""
    text = disclosure_text(texts, it.exchange)
    return [text] if text else []


def disclosure_card(texts: Texts, it: Subject) -> Sequence[str]:
    """Return the same on a draft's card, and what is missing for it."""
    if lacks_officers(it.exchange):
        return [texts("draft_form.disclosure.too_few")]
    return disclosure(texts, it)


def retention(texts: Texts, it: Subject) -> Sequence[str]:
    """Return when what connects people to their words goes, or went."""
    return [retention_text(texts, it.exchange)]


def renewal(texts: Texts, it: Subject) -> Sequence[str]:
    """Return that the next quarter opens by itself, where it does."""
    return [texts("quarters.card")] if is_renewed(it.exchange) else []


def renewal_about(texts: Texts, it: Subject) -> Sequence[str]:
    """Return what goes on from one quarter to the next, and what does not; what people read before they answer."""
    return [texts("quarters.about")] if is_renewed(it.exchange) else []


def renewal_status(texts: Texts, it: Subject) -> Sequence[str]:
    """Return the same as on the card, in a few words."""
    return [texts("quarters.status")] if is_renewed(it.exchange) else []


def names_about(texts: Texts, it: Subject) -> Sequence[str]:
    """Return what becomes of names; once the key is erased nothing is kept sealed with it any more."""
    if not it.exchange.is_anonymous:
        return [texts("about.names.shown")]
    return [texts("about.names.hidden" if it.exchange.has_key else "about.names.gone")]


def retention_about(texts: Texts, it: Subject) -> Sequence[str]:
    """Return until when people can have their words erased."""
    when_it_goes = retention_text(texts, it.exchange)
    if not it.exchange.has_key:
        return [texts("retention.about_gone", when=when_it_goes)]
    return [texts("retention.about", when=when_it_goes)]


def _group_names(texts: Texts, names: Sequence[str]) -> str:
    """Return the groups by name, only the first where there are many."""
    named = ", ".join(escape(cut(name, _MAX_GROUP)) for name in names[:_MAX_GROUPS_NAMED])
    rest = len(names) - _MAX_GROUPS_NAMED
    return texts("about.more_groups", names=named, n=rest) if rest > 0 else named
