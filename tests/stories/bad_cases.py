"""Everything that can be clicked, each with a click that counts and how its parts can be wrong."""

from dataclasses import dataclass, field
from typing import Any

from bot.exchanges.listeners_steps import FIELDS
from tests.stories.bad_input import (
    ASKED,
    CLOSED,
    CONFIRMED,
    DRAFT,
    EPHEMERAL,
    HELD,
    HIDDEN,
    HOME,
    MESSAGE,
    MODAL,
    OPEN,
    OTHER,
    OWN,
    OWN_HIDDEN,
    RATED,
)

BUTTON, MENU, BOXES = "button", "menu", "boxes"


@dataclass(frozen=True)
class Click:
    """A click that counts.

    listener: as it is registered; press: the id that is clicked, where it differs.
    value, block_id, press: templates of the parts; on: where it is shown. number: a comment it fits.
    wrong_numbers: of comments that are there, and do not fit. fine: crafted ones that do no wrong, by their names.
    is_free: the value counts for nothing. looked: a refusal may lay another card before the person.
    """

    listener: str
    value: str = ""
    on: tuple[str, ...] = (MESSAGE,)
    press: str = ""
    kind: str = BUTTON
    block_id: str = "b"
    exchange: str = OPEN
    number: int = OTHER
    wrong_numbers: tuple[int, ...] = ()
    fine: frozenset[str] = frozenset()
    is_free: bool = False
    looked: bool = False
    for_moderators: bool = False
    is_silent: bool = False
    good: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.press or self.listener

    def action(self, value: Any, parts: dict[str, str]) -> dict[str, Any]:
        """Return the action of a click with this value."""
        made: dict[str, Any] = {"action_id": self.name.format(**parts), "block_id": self.block_id.format(**parts)}
        if self.kind == MENU:
            return made | {"type": "static_select", "selected_option": {"value": value}}
        if self.kind == BOXES:
            return made | {"type": "checkboxes", "selected_options": [{"value": value}]}
        return made | {"value": value}


def _fine(*names: str) -> frozenset[str]:
    return frozenset(names)


_CLOSED = f"exchange:{CLOSED}"
_DRAFT = f"exchange:{DRAFT}"
_NUMBER_LEFT_OUT = _fine("number:unknown", "number:zero", "version:unknown", "version:zero")
_PLACE = "{exchange}:{number}.{version}:{serial}"
_SEEN = "{exchange}:{number}.{version}:{acts}.{reports}.{mark}"
_ANYWHERE = (MESSAGE, EPHEMERAL, MODAL, HOME)
LATER = _fine(_CLOSED, _DRAFT)  # moderators decide after the close too

CLICKS = [
    # share
    Click("share.open", "{exchange}", _ANYWHERE),
    Click("share.edit", "{exchange}:{number}", (EPHEMERAL, MODAL), number=OWN, wrong_numbers=(OTHER, HELD)),
    Click(
        "share.withdraw", "{exchange}:{number}", (EPHEMERAL, MODAL, MESSAGE), number=OWN, wrong_numbers=(OTHER, HELD)
    ),
    Click("share.group", "{group}", (EPHEMERAL, MESSAGE), kind=MENU, block_id="share.group.{exchange}"),
    Click("share.dm.yes", "{exchange}|D1"),
    Click("share.dm.edit", "{exchange}|D1"),
    Click("share.dm.no", is_free=True),
    Click("share.dm.reword", "{exchange}:{number}|E1", number=OWN, wrong_numbers=(OTHER, HELD)),
    Click("share.dm.keep", is_free=True),
    Click("share.near.share", "{exchange}|C1|More light in the hall", (EPHEMERAL,)),
    Click("share.near.edit", "{exchange}|C1|More light in the hall", (EPHEMERAL,)),
    Click("share.near.back", "{exchange}", (MODAL,)),
    Click(
        "share.near.star",
        "{exchange}:{number}.{version}:{stars}",
        (MODAL, EPHEMERAL, MESSAGE),
        kind=MENU,
        wrong_numbers=(OWN, HELD, HIDDEN),
        looked=True,
    ),
    Click("share.which", kind=MENU, is_free=True, is_silent=True),
    # rate
    Click(
        r"^rate\.star\.[1-5]$",
        _PLACE + ":{stars}",
        press="rate.star.{stars}",
        wrong_numbers=(OWN, HELD, HIDDEN),
        looked=True,
    ),
    Click("rate.skip", _PLACE, wrong_numbers=(OWN, HELD, HIDDEN), looked=True),
    Click("rate.more", "{what}|" + _PLACE, kind=MENU, wrong_numbers=(OWN, HELD, HIDDEN), looked=True),
    Click("rate.undo", _PLACE, number=RATED, fine=_NUMBER_LEFT_OUT),
    Click(
        r"^rate\.report\.[a-z_]+$",
        _PLACE,
        press="rate.report.{reason}",
        wrong_numbers=(OWN, HELD, HIDDEN),
        looked=True,
    ),
    Click("rate.back", _PLACE, fine=_NUMBER_LEFT_OUT),
    Click("rate.translate", _PLACE, wrong_numbers=(OWN, HELD, HIDDEN), looked=True),
    Click("rate.group", "{group}", kind=MENU, block_id="rate.group.{exchange}", looked=True),
    Click("rate.start", "{exchange}", _ANYWHERE),
    Click("rate.set", "{exchange}", (HOME, MESSAGE, MODAL)),
    Click("rate.questions", "{exchange}"),
    Click("rate.themes", "{exchange}", (HOME,)),
    Click("rate.themes_end", "{exchange}", (HOME, MODAL)),
    Click("rate.card_themes", _PLACE, fine=_NUMBER_LEFT_OUT),
    # results
    Click("exchanges.results", "{exchange}", _ANYWHERE, fine=_fine(_CLOSED)),
    Click("results.before", "{exchange}", _ANYWHERE, fine=_fine(_CLOSED)),
    Click("results.next", "{exchange}", _ANYWHERE, fine=_fine(_CLOSED)),
    Click("results.inside", "{exchange}|1", _ANYWHERE, kind=MENU, fine=_fine(_CLOSED)),
    Click("results.link_new", "{exchange}", (EPHEMERAL,), fine=_fine(_CLOSED), for_moderators=True),
    Click("results.link_off", "{exchange}", (EPHEMERAL,), fine=_fine(_CLOSED), for_moderators=True),
    Click("results.sheet", "{exchange}", _ANYWHERE, fine=_fine(_CLOSED)),
    # host
    Click(
        "exchanges.pick",
        "{exchange}",
        (EPHEMERAL,),
        kind=MENU,
        block_id="exchanges.pick|{subcommand}|",
        fine=_fine(_CLOSED, _DRAFT),
        for_moderators=True,
    ),
    Click("exchanges.open", "{exchange}", (EPHEMERAL, MODAL), exchange=DRAFT, for_moderators=True),
    Click("exchanges.delete", "{exchange}", (EPHEMERAL, MODAL), exchange=DRAFT, for_moderators=True),
    Click("exchanges.close", "{exchange}", (EPHEMERAL, MODAL), for_moderators=True),
    Click("exchanges.earlier", "{exchange}|{closes}|{was}", (EPHEMERAL, MODAL), for_moderators=True),
    Click("exchanges.as_it_was", is_free=True, for_moderators=True),
    Click("exchanges.channel_add", "{exchange}|{channel}", (EPHEMERAL,), fine=_fine(_DRAFT), for_moderators=True),
    Click("exchanges.nudge", is_free=True, for_moderators=True),
    Click("exchanges.nudge_send", is_free=True, for_moderators=True),
    Click("exchanges.invite", "{exchange}", (EPHEMERAL, MODAL), fine=_fine(_DRAFT), for_moderators=True),
    Click("exchanges.invite_correct", "{exchange}|{pending}", (EPHEMERAL,), for_moderators=True),
    Click("exchanges.invite_save", "{exchange}|{pending}", (EPHEMERAL,), for_moderators=True),
    Click("exchanges.reopen", "{exchange}", (EPHEMERAL, MODAL), exchange=CLOSED, for_moderators=True),
    Click("exchanges.pause", "{exchange}|1", (EPHEMERAL, MODAL), for_moderators=True),
    Click("exchanges.archive", "{exchange}|1", (EPHEMERAL, MODAL), exchange=CLOSED, for_moderators=True),
    Click("exchanges.delete_whole", "{exchange}", (EPHEMERAL, MODAL), fine=LATER, for_moderators=True),
    Click("exchanges.status", "{exchange}", (EPHEMERAL, HOME), fine=LATER, for_moderators=True),
    Click("exchanges.more", "{what}|{exchange}", kind=MENU, fine=_fine(_CLOSED), good={"what": "about"}),
    Click("exchanges.about", "{exchange}", _ANYWHERE, fine=_fine(_CLOSED)),
    Click("exchanges.not_for_me", is_free=True),
    Click("exchanges.new", "new", (HOME, EPHEMERAL), is_free=True, for_moderators=True),
    Click(
        "exchanges.template",
        "own|{exchange}",
        (MODAL,),
        kind=MENU,
        fine=_fine(_CLOSED),
        for_moderators=True,
    ),
    Click(
        r"^exchanges\.step\.[a-z]+$",
        "safety",
        (MODAL,),
        press="exchanges.step.safety",
        is_free=True,
        for_moderators=True,
    ),
    Click(FIELDS.pattern, "x", (MODAL,), press="exchanges.question", is_free=True, is_silent=True, for_moderators=True),
    Click("exchanges.discard", "new", (MODAL,), is_free=True, is_silent=True, for_moderators=True),
    Click("exchanges.edit", "{exchange}", (EPHEMERAL, MODAL), exchange=DRAFT, for_moderators=True),
    Click("exchanges.dates", "{exchange}", (EPHEMERAL, MODAL), fine=_fine(_DRAFT), for_moderators=True),
    Click("help.data", "data", _ANYWHERE, is_free=True),
    # home
    Click(r"^home\.turn\.[a-z]+\.(older|newer)$", "{page}.0.0", (HOME,), press="home.turn.comments.older"),
    Click("home.comment", "{exchange}:{number}", (HOME,), number=OWN, wrong_numbers=(OTHER,), fine=_fine(_CLOSED)),
    Click("home.ratings", "{exchange}", (HOME,), fine=_fine(_CLOSED)),
    Click("home.own_results", "{exchange}", (HOME,), fine=_fine(_CLOSED)),
    Click("home.own_results_link", "{exchange}", (MODAL,), fine=_fine(_CLOSED)),
    Click("home.own_results_follow", "{exchange}", (MODAL,), is_free=True, is_silent=True),
    Click(
        r"^home\.ratings\.turn\.(older|newer)$",
        "{exchange}:{page}",
        (MODAL,),
        press="home.ratings.turn.older",
        fine=_fine(_CLOSED),
    ),
    Click(
        "home.star",
        "{exchange}:{number}.{version}:{stars}",
        (MODAL,),
        kind=MENU,
        number=RATED,
        wrong_numbers=(OWN, HELD, HIDDEN),
    ),
    Click("home.group", "{exchange}", (HOME,)),
    Click("home.notifications", "{what}", (HOME,), kind=BOXES, good={"what": "subscribed"}),
    Click("home.sign_up", "on", (MESSAGE, EPHEMERAL, HOME), is_free=True),
    Click("home.sign_off", "off", (EPHEMERAL,), is_free=True),
    Click("home.about", "about", (HOME,), is_free=True),
    Click("home.forget", "forget", (HOME, EPHEMERAL), is_free=True),
    Click("share.policy", "{exchange}", (EPHEMERAL, MODAL)),
    # moderate
    Click("moderate.keep", "|" + _SEEN, (EPHEMERAL, MODAL), number=HELD, fine=LATER, for_moderators=True),
    Click("moderate.hide", "{reason}|" + _SEEN, (EPHEMERAL, MODAL), kind=MENU, fine=LATER, for_moderators=True),
    Click(
        "moderate.ask", "{reason}|" + _SEEN, (EPHEMERAL, MODAL), kind=MENU, number=HELD, fine=LATER, for_moderators=True
    ),
    Click("moderate.claim", "|" + _SEEN, (EPHEMERAL, MODAL), number=HELD, fine=LATER, for_moderators=True),
    Click("moderate.unclaim", "|" + _SEEN, (EPHEMERAL, MODAL), number=HELD, fine=LATER, for_moderators=True),
    Click("moderate.undo", "|" + _SEEN, (EPHEMERAL, MODAL), number=HELD, fine=LATER, for_moderators=True),
    Click("moderate.restore", "|" + _SEEN, (EPHEMERAL, MODAL), number=HIDDEN, fine=LATER, for_moderators=True),
    Click(
        "moderate.remove",
        "{reason}|" + _SEEN,
        (EPHEMERAL, MODAL),
        kind=MENU,
        number=HELD,
        fine=LATER,
        for_moderators=True,
    ),
    # The moderator is a safety contact here.
    Click("safety.take", "{exchange}:{number}", (MESSAGE,), number=HELD, fine=LATER, for_moderators=True),
    Click("safety.show", "{exchange}:{number}", (MESSAGE,), number=HELD, fine=LATER, for_moderators=True),
    Click("safety.ask_author", "{exchange}:{number}", (MESSAGE,), number=HELD, fine=LATER, for_moderators=True),
    Click(
        "safety.confirm_author",
        "{exchange}:{number}:" + str(ASKED),
        (MESSAGE,),
        number=HELD,
        fine=LATER,
        for_moderators=True,
    ),
    Click(
        "safety.reveal",
        "{exchange}:{number}:" + str(CONFIRMED),
        (MESSAGE,),
        number=HELD,
        fine=LATER,
        for_moderators=True,
    ),
    Click("moderate.audit.newer", "{exchange}|0", (EPHEMERAL,), fine=LATER, for_moderators=True),
    Click("moderate.audit.older", "{exchange}|0", (EPHEMERAL,), fine=LATER, for_moderators=True),
    Click("moderate.role.give", "viewer|U0NOBODY", (EPHEMERAL,), is_free=True, for_moderators=True),
    Click("moderate.role.leave", "viewer|U0NOBODY", (EPHEMERAL,), is_free=True, for_moderators=True),
    Click(
        "moderate.role.undo",
        "{what}|U0NOBODY:moderator:-",
        (EPHEMERAL, HOME),
        good={"what": "0"},
        is_free=True,
        for_moderators=True,
    ),
    Click("moderate.role.open", "home", (HOME,), is_free=True, for_moderators=True),
    Click("moderate.role.take", "U0NOBODY", (HOME,), is_free=True, for_moderators=True),
    Click("moderate.more", "{exchange}|", (EPHEMERAL, MODAL), fine=LATER | {"value:ends at 1"}, for_moderators=True),
    Click(
        "moderate.queue",
        "{exchange}",
        (HOME, EPHEMERAL),
        fine=LATER | {"exchange:zero", "value:zero"},
        for_moderators=True,
    ),
    Click("moderate.desk", "desk", (EPHEMERAL, MODAL), is_free=True, for_moderators=True),
    Click("answers.list", "{exchange}", (EPHEMERAL, MODAL), fine=LATER, for_moderators=True),
    Click(
        "translate.show", "{exchange}:{number}.{version}", _ANYWHERE, wrong_numbers=(HELD, HIDDEN), fine=_fine(_CLOSED)
    ),
    Click(
        r"^translate\.correct\.[a-z]{2}$",
        "{exchange}:{number}.{version}:es",
        (MODAL,),
        press="translate.correct.es",
        wrong_numbers=(HELD, HIDDEN),
        fine=LATER,
        for_moderators=True,
    ),
    Click(
        "answers.open",
        "{exchange}.{number}",
        (EPHEMERAL,),
        wrong_numbers=(HELD, HIDDEN),
        fine=LATER,
        for_moderators=True,
    ),
    # receipts
    Click(
        "appeals.ask",
        "{exchange}:{number}",
        number=OWN_HIDDEN,
        wrong_numbers=(OWN, OTHER, HIDDEN),
        fine=_fine(_CLOSED),
    ),
    Click(
        "appeals.answer",
        "{exchange}:{number}",
        number=HIDDEN,
        wrong_numbers=(OWN, OTHER, OWN_HIDDEN),
        fine=LATER,
        for_moderators=True,
    ),
    Click(
        "appeals.send_again",
        "{exchange}:{number}",
        number=HIDDEN,
        wrong_numbers=(OWN, OTHER, OWN_HIDDEN),
        fine=LATER,
        for_moderators=True,
    ),
    Click(
        "talks.begin",
        "{exchange}:{number}",
        number=OTHER,
        fine=LATER,
        is_free=False,
        for_moderators=True,
    ),
    Click("talks.reply", "{exchange}:{number}", number=OWN, wrong_numbers=(OTHER, HELD), fine=_fine(_CLOSED)),
    Click("talks.end", "{exchange}:{number}", number=OWN, wrong_numbers=(OTHER, HELD), fine=_fine(_CLOSED)),
    Click("answers.follow", "{exchange}", (MESSAGE, EPHEMERAL, MODAL), fine=_fine(_CLOSED)),
    Click("answers.unfollow", "{exchange}", (MESSAGE, EPHEMERAL), fine=_fine(_CLOSED)),
    Click(
        r"^answers\.helped\.(yes|partly|no)$",
        "{exchange}:{number}",
        press="answers.helped.yes",
        wrong_numbers=(OWN, HELD, HIDDEN),
        fine=_fine(_CLOSED),
    ),
    # digest
    Click("digest.now", "{exchange}", (EPHEMERAL,), fine=_fine(_CLOSED), for_moderators=True),
    Click("digest.preview", "{exchange}", (EPHEMERAL,), fine=_fine(_CLOSED), for_moderators=True),
    Click(
        "digest.outside",
        '[{exchange}, "C0NOBODY", "mon 09:00", "", "", 0, "full"]',
        (EPHEMERAL,),
        is_free=True,
        for_moderators=True,
    ),
    Click("digest.off", "{exchange}", (EPHEMERAL,), fine=LATER, for_moderators=True),
    *(
        Click(f"digest.held.{act}", "{exchange}:9", (MESSAGE,), fine=LATER, for_moderators=True)
        for act in ("post", "edit", "skip")
    ),
    Click("digest.held.undo", "{exchange}:9", (MESSAGE,), is_free=True, for_moderators=True),  # nobody skipped it
    # arrange
    Click("themes.apply", '{exchange}|1|rename t1 "Trains"', (EPHEMERAL,), fine=LATER, for_moderators=True),
    Click("themes.cancel", "{exchange}", (EPHEMERAL,), is_free=True, for_moderators=True),
    Click("themes.undo", "{exchange}|{change}", (EPHEMERAL,), for_moderators=True),
    Click("themes.open", "{exchange}", (HOME,), fine=LATER, for_moderators=True),
    Click("sets.open", "{exchange}", (MODAL,), fine=LATER, for_moderators=True),
    Click("sets.first", "{exchange}|0", (EPHEMERAL,), fine=LATER, for_moderators=True),
    Click("sets.undo", "{exchange}|1|{revision}", (EPHEMERAL,), fine=LATER, for_moderators=True),
    Click("sets.delete", "{exchange}|1|{revision}", (EPHEMERAL,), fine=LATER, for_moderators=True),
    Click(
        r"^themes\.act\.t\d+$",
        "{exchange}|rename t1",
        (MODAL,),
        press="themes.act.t1",
        kind=MENU,
        fine=LATER,
        for_moderators=True,
    ),
    Click(
        r"^themes\.do\.(move|seed|undo)$",
        "{exchange}",
        (MODAL,),
        press="themes.do.seed",
        fine=LATER,
        for_moderators=True,
    ),
    Click("themes.names.right", "{exchange}|{mark}", fine=LATER, is_free=True, for_moderators=True),
    Click(
        r"^themes\.names\.rename\.t\d+$",
        "{exchange}|t1",
        press="themes.names.rename.t1",
        fine=LATER,
        for_moderators=True,
    ),
    Click("themes.quality.open", "{exchange}", (MODAL,), fine=LATER, for_moderators=True),
    Click(
        r"^themes\.quality\.choose\.\d+$",
        "{exchange}|{check}|0|left",
        (MODAL,),
        press="themes.quality.choose.0",
        kind=MENU,
        for_moderators=True,
    ),
    Click("exchanges.coordinated", "{exchange}|1", (EPHEMERAL,), fine=LATER, for_moderators=True),
    # outside
    Click("ai.on", "127.0.0.1", (EPHEMERAL,), is_free=True, for_moderators=True),
    Click("ai.off", "off", (EPHEMERAL,), is_free=True, for_moderators=True),
]
