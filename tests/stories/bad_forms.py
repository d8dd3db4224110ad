"""Every form, each with a submission that counts and how its parts can be wrong."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.exchanges.form_steps import STEPS
from bot.playground.state.models import Json
from tests.stories.bad_cases import CLICKS, LATER, Click
from tests.stories.bad_input import CANARY, CLOSED, DRAFT, HELD, HIDDEN, OPEN, OTHER, OWN, OWN_HIDDEN

COMMENT = f"A {CANARY} in every classroom"
_LONG = "9" * 40
_CONTROL = "\x00\x07\x1b"
_ARABIC = "٤٠٠"


def text(value: str | None) -> Json:
    return {"type": "plain_text_input", "value": value}


def choice(value: str | None) -> Json:
    return {"type": "static_select", "selected_option": None if value is None else {"value": value}}


def several(*values: str) -> Json:
    return {"type": "multi_static_select", "selected_options": [{"value": each} for each in values]}


def moment(value: Any) -> Json:
    return {"type": "datetimepicker", "selected_date_time": value}


@dataclass(frozen=True)
class Form:
    """A form.

    callback_id: as it is registered; by: the click that opens it, with a template of its value.
    metadata: a template, None where it holds nothing. good: the fields of a submission that counts.
    wrong: by field, what must not count. fine: crafted metadata that does no wrong. with_inputs: it has fields.
    """

    callback_id: str
    by: Click
    metadata: str | None = None
    number: int = OTHER
    exchange: str = OPEN
    good: dict[str, Json] = field(default_factory=dict)
    wrong: dict[str, list[Json]] = field(default_factory=dict)
    wrong_numbers: tuple[int, ...] = ()
    fine: frozenset[str] = frozenset()
    for_moderators: bool = False
    looked: bool = False


def _by(listener: str) -> Click:
    return next(click for click in CLICKS if click.listener == listener)


_TEXTS = [text(None), text(""), text("  \n\t "), text(_CONTROL), text("x" * 3001)]
_MOMENTS = [moment("x"), moment("-1"), moment(-(10**20)), moment(10**20), moment(1), moment(1.5e300), moment(_ARABIC)]
_ORIGIN_FINE = frozenset({"exchange:line after", "exchange:blank before"})  # JSON reads over them
_NEW = frozenset({"exchange:nowhere", "exchange:foreign", "exchange:zero"})  # a new draft of one's own workspace


def exchange_fields(now: datetime) -> dict[str, Json]:
    """Return the fields of an exchange that can be kept."""
    closes = int((now + timedelta(days=3)).timestamp())
    return {
        "exchanges.question": text("What else keeps us safe?"),
        "exchanges.channel": {"type": "conversations_select", "selected_conversation": None},
        "exchanges.background": text(""),
        "exchanges.star_meaning": choice("agree"),
        "exchanges.groups": text("Student\nParent"),
        "exchanges.questions": text("Where do you learn? | North hall | South hall"),
        "exchanges.is_anonymous": choice("hidden"),
        "exchanges.moderation": choice("none"),
        "exchanges.hide_at_reports": choice("never"),
        "exchanges.reviews_theme_names": choice("posted"),
        "exchanges.digest_hold": choice("4"),
        "exchanges.comment_limit": {"type": "number_input", "value": "500"},
        "exchanges.opens": moment(None),
        "exchanges.closes": moment(closes),
        "exchanges.slug": text("safe"),
        "exchanges.seeds": text("One\nTwo"),
    }


_HOST_WRONG = {
    "exchanges.question": [*_TEXTS, text("x" * 301)],
    "exchanges.background": [text("x" * 3001)],
    "exchanges.channel": [
        {"type": "conversations_select", "selected_conversation": value} for value in ("U0SOMEBODY", "D0SOMEBODY", "x")
    ],
    "exchanges.star_meaning": [choice(None), choice("because"), choice("<!here>")],
    "exchanges.groups": [
        text("Student"),
        text("A\na"),
        text("A\nRather not say"),
        text("x" * 76 + "\ny"),
        text("\n".join(f"Group {number}" for number in range(101))),
    ],
    "exchanges.questions": [
        text("x" * 151),
        text("Where? | North"),
        text("Where? | North | north"),
        text("| North | South"),
        text("Where? | " + " | ".join("abcdefghi")),
        text("A\nB\nC\nD"),
        text("Where? | North | " + "x" * 76),
    ],
    "exchanges.comment_limit": [
        {"type": "number_input", "value": value}
        for value in ("0", "-1", "19", "3001", "1e9", _LONG, _ARABIC, "x", "5.5", " ")
    ],
    "exchanges.opens": _MOMENTS,
    "exchanges.closes": _MOMENTS,
    "exchanges.slug": [text("now"), text("!!!"), text("x" * 41), text("٤"), text("2026-11-30")],
    "exchanges.seeds": [text("x" * 3001), text("\n".join(f"Seed {number}" for number in range(101)))],
}

_FIRST_STEP = {setting.block_id for setting in STEPS[0].settings}

FORMS = [
    Form(
        "share.modal",
        _by("share.open"),
        "{exchange}|",
        good={"share.text": text(COMMENT), "share.why": text("Because"), "share.group": choice("0")},
        wrong={
            "share.text": _TEXTS,
            "share.why": [text("x" * 501), text("x" * 3001)],
            "share.group": [choice(value) for value in ("99", "-1", "x", "", "٠", "<!here>")],
        },
        fine=frozenset({"value:ends at 1"}),
    ),
    Form(
        "share.near.modal",
        _by("share.open"),
        "{exchange}|C1",
        good={"share.text": text(COMMENT), "share.why": text("Because"), "share.group": choice("0")},
        wrong={
            "share.text": _TEXTS,
            "share.why": [text("x" * 501), text("x" * 3001)],
            "share.group": [choice(value) for value in ("99", "-1", "x", "", "٠", "<!here>")],
        },
        fine=frozenset({"value:ends at 1"}),
    ),
    Form(
        "share.edit_modal",
        _by("share.edit"),
        "{exchange}:{number}",
        number=OWN,
        good={"share.text": text(COMMENT), "share.why": text(None)},
        wrong={"share.text": _TEXTS, "share.why": [text("x" * 501)]},
        wrong_numbers=(OTHER, HELD),
    ),
    Form(
        "rate.set_modal",
        _by("rate.set"),
        "{exchange}",
        good={f"rate.pick.{OTHER}.1": choice(f"{OTHER}.1:5")},
        wrong={
            f"rate.pick.{OTHER}.1": [
                choice(value)
                for value in (
                    None,
                    "x",
                    "",
                    f"{OTHER}.1:6",
                    f"{OTHER}.1:0",
                    f"{OTHER}.1:-1",
                    f"{OTHER}.1:{_LONG}",
                    f"{OTHER}.1:٤",
                    f"{OTHER}.9:4",
                    f"{OTHER}:4",
                    f"{OWN}.1:4",
                    f"{HELD}.1:4",
                    "999999999.1:4",
                    f"{_LONG}.1:4",
                )
            ]
        },
        looked=True,
    ),
    Form(
        "rate.questions_form",
        _by("rate.questions"),
        "{exchange}",
    ),
    Form(
        "share.questions_form",
        _by("share.open"),
        "{exchange}",
    ),
    Form(
        "rate.themes_modal",
        _by("rate.themes"),
        "{exchange}",
        good={"rate.themes_field": several()},
        wrong={
            "rate.themes_field": [
                several(*values) for values in (("99",), ("0",), ("-1",), ("x",), ("",), ("٠",), (_LONG,), ("1",) * 4)
            ]
        },
    ),
    Form(
        "translate.form",
        _by(r"^translate\.correct\.[a-z]{2}$"),
        "{exchange}:{number}.{version}:es",
        good={"translate.text": text("Hay una luz en cada aula")},
        wrong={"translate.text": _TEXTS},
        wrong_numbers=(HELD, HIDDEN),
        fine=LATER,
        for_moderators=True,
    ),
    Form(
        "answers.form",
        _by("answers.open"),
        "{exchange}.{number}",
        good={"answers.text": text("We heard this"), "answers.status": choice("heard")},
        wrong={
            "answers.text": _TEXTS,
            "answers.status": [choice(None), choice(""), choice("because"), choice("HEARD")],
            "answers.owner": [text("x" * 81)],
            "answers.due": [
                {"type": "datepicker", "selected_date": each} for each in ("x", "2026-02-31", "2026", _ARABIC, _LONG)
            ],
        },
        wrong_numbers=(HELD, HIDDEN),
        fine=LATER,
        for_moderators=True,
    ),
    Form(
        "appeals.ask_form",
        _by("appeals.ask"),
        "{exchange}:{number}",
        number=OWN_HIDDEN,
        good={"appeals.words": text("Please look again")},
        wrong={"appeals.words": _TEXTS},
        wrong_numbers=(OWN, OTHER, HIDDEN),
        fine=frozenset({f"exchange:{CLOSED}"}),
    ),
    Form(
        "appeals.answer_form",
        _by("appeals.answer"),
        "{exchange}:{number}",
        number=HIDDEN,
        good={"appeals.words": text("We looked again"), "appeals.decision": choice("restored")},
        wrong={
            "appeals.words": _TEXTS,
            "appeals.decision": [choice(value) for value in (None, "", "waiting", "x", _LONG)],
        },
        wrong_numbers=(OWN, OTHER, OWN_HIDDEN),
        fine=LATER,
        for_moderators=True,
    ),
    Form(
        "exchanges.form",
        _by("exchanges.edit"),
        '[{exchange}, "", 0]',
        exchange=DRAFT,
        wrong=_HOST_WRONG,
        fine=_ORIGIN_FINE | _NEW,
        for_moderators=True,
    ),
    Form(
        "exchanges.step_form",
        _by(r"^exchanges\.step\.[a-z]+$"),
        '[{exchange}, "", 0, {{}}, 0, null, 0]',
        exchange=DRAFT,
        good={"exchanges.star_meaning": choice("agree"), "exchanges.groups": text("Student\nParent")},
        wrong={name: states for name, states in _HOST_WRONG.items() if name in _FIRST_STEP},
        fine=_ORIGIN_FINE,
        for_moderators=True,
    ),
    Form(
        "moderate.role.form",
        _by("moderate.role.open"),
        good={"moderate.role.who": {"type": "multi_users_select", "selected_users": ["U0NOBODY"]}},
        for_moderators=True,
    ),
    Form(
        "exchanges.csv_form",
        _by("exchanges.new"),
        '[{exchange}, "", 0]',
        exchange=DRAFT,
        good={"exchanges.csv_rows": text("One\nTwo")},
        wrong={
            "exchanges.csv_rows": [text(None), text(""), text("  \n\t "), text("x" * 3001), text('comment\n"x" y')],
            "exchanges.csv_file": [{"type": "file_input", "files": [{"id": "F0NOBODY"}]}],
        },
        fine=_ORIGIN_FINE | _NEW | {"exchange:closed", "exchange:open"},  # the form that follows looks at it
        for_moderators=True,
    ),
    Form(
        "exchanges.dates_form",
        _by("exchanges.dates"),
        '[{exchange}, "", 0]',
        good={"exchanges.closes": moment(None)},
        wrong={"exchanges.closes": _MOMENTS},
        fine=_ORIGIN_FINE | {f"exchange:{DRAFT}"},
        for_moderators=True,
    ),
    Form(
        "exchanges.invite_form",
        _by("exchanges.invite"),
        "{exchange}",
        good={"exchanges.invite_list": text("Ana")},
        wrong={
            "exchanges.invite_list": [text(None), text(""), text("  \n\t "), text(_CONTROL), text("Nobody At All")],
            "exchanges.invite_people": [{"type": "multi_users_select", "selected_users": ["U0NOBODY"]}],
            "exchanges.invite_groups": [{"type": "multi_static_select", "selected_options": [{"value": "S0NOBODY"}]}],
        },
        fine=frozenset({f"exchange:{DRAFT}"}),
        for_moderators=True,
    ),
    Form(
        "exchanges.invite_sure",
        _by("exchanges.invite"),
        "{exchange}|{pending}",
        for_moderators=True,
    ),
    Form(
        "exchanges.delete_form",
        _by("exchanges.delete_whole"),
        "{exchange}",
        good={"exchanges.delete_name": text("whatkeepsussafe")},
        wrong={"exchanges.delete_name": [*_TEXTS[:4], text("whatwasitlike"), text("x" * 41)]},
        for_moderators=True,
    ),
    Form(
        "home.group_sent",
        _by("home.group"),
        "{exchange}",
        good={"home.group_field": choice("1")},
        wrong={"home.group_field": [choice(value) for value in ("99", "-1", "x", "", "٠", _LONG)]},
    ),
    Form(
        "themes.form",
        _by(r"^themes\.act\.t\d+$"),
        "{exchange}|rename t1",
        good={"themes.name": text("Trains")},
        wrong={"themes.name": [text(None), text(""), text("  "), text("x" * 61)]},
        fine=LATER,
        for_moderators=True,
    ),
    Form(
        "themes.sure",
        _by(r"^themes\.act\.t\d+$"),
        '{exchange}|1|rename t1 "Trains"',
        fine=LATER,
        for_moderators=True,
    ),
    Form(
        "themes.names.form",
        _by(r"^themes\.names\.rename\.t\d+$"),
        "{exchange}|t1",
        good={"themes.names.name": text("Trains")},
        wrong={"themes.names.name": [text(None), text(""), text("  "), text("x" * 61)]},
        fine=LATER,
        for_moderators=True,
    ),
    Form("themes.back", _by(r"^themes\.do\.(move|seed|undo)$"), "{exchange}|{change}", for_moderators=True),
    Form(
        "themes.quality",
        _by("themes.quality.open"),
        "{exchange}|{check}",
        good={"themes.quality.choose.0": choice("left")},
        wrong={"themes.quality.choose.0": [choice(value) for value in ("x", "", "LEFT", "0", _LONG)]},
        for_moderators=True,
    ),
    Form(
        "moderate.desk_form",
        _by("moderate.desk"),
        good={"desk.cards": choice("messages"), "desk.held": text("snitch")},
        wrong={
            "desk.cards": [choice(value) for value in (None, "x", "CHANNEL", "channel", _LONG)],
            "desk.held": [text("x" * 61), text("\n".join(str(n) for n in range(201)))],
            "desk.allowed": [text("x" * 61)],
            "desk.rules": [{"type": "checkboxes", "selected_options": [{"value": value}]} for value in ("x", "danger")],
        },
        for_moderators=True,
    ),
    Form(
        "talks.form",
        _by("talks.begin"),
        "{exchange}:{number}",
        number=OTHER,
        good={"talks.words": text(COMMENT)},
        wrong={"talks.words": [*_TEXTS[:4], text("x" * 601)]},
        fine=LATER,
        for_moderators=True,
    ),
    Form(
        "talks.reply_form",
        _by("talks.reply"),
        "{exchange}:{number}",
        number=OWN,
        good={"talks.words": text(COMMENT)},
        wrong={"talks.words": [*_TEXTS[:4], text("x" * 601)]},
        wrong_numbers=(OTHER, HELD),
        fine=frozenset({f"exchange:{CLOSED}"}),
    ),
    Form(
        "digest.held.form",
        _by("digest.held.edit"),
        "{exchange}:9:7e09e12aa561",  # as nobody changed it yet
        good={"digest.held.introduction": text(COMMENT)},
        wrong={"digest.held.introduction": [text("x" * 501)]},
        fine=LATER,
        for_moderators=True,
    ),
    Form("home.forget_one", _by("home.forget")),
    Form("home.forget_two", _by("home.forget")),
]
