"""Plain clicks: recognised whole, in C, so that their envelope need not be walked through field by field.

Nearly all of a busy hour's requests are clicks on one button of a message. What has this shape passes every check of
bot/http/envelope.py, which a test compares; what has not is checked there, and may pass as well.
"""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, ValidationError, convert

MAX_ID = 32
"""Characters of an id of Slack's, of whatever it is; the database has room for as many. Slack's have 9 to 13."""

_Text = Annotated[str, Meta(min_length=1)]
_Id = Annotated[str, Meta(max_length=MAX_ID)]
_Object = dict[str, Any]


class _Person(Struct):
    id: Annotated[str, Meta(min_length=1, max_length=MAX_ID)]
    team_id: _Id | None = None


class _Place(Struct):
    id: _Id | None = None
    team_id: _Id | None = None


class _BlockText(Struct):
    type: _Text
    text: _Text


class _Block(Struct):
    text: _BlockText | None = None


class _Message(Struct):
    ts: _Id | None = None
    text: str | None = None
    user: str | None = None
    blocks: list[_Block] | None = None


class _Field(Struct):
    value: str | None = None
    selected_channel: str | None = None
    selected_conversation: str | None = None
    selected_date: str | None = None
    selected_time: str | None = None
    selected_user: str | None = None
    selected_option: None = None
    selected_options: None = None


class _Action(_Field, kw_only=True):
    action_id: _Text
    block_id: _Text
    type: _Text
    action_ts: str | None = None


class _State(Struct):
    values: dict[str, dict[str, _Field]]


class _Click(Struct, kw_only=True):
    type: Literal["block_actions"]
    user: _Person
    trigger_id: _Text
    response_url: _Text
    actions: Annotated[list[_Action], Meta(min_length=1)]
    team: _Place | None = None
    channel: _Place | None = None
    enterprise: _Object | None = None
    container: _Object | None = None
    message: _Message | None = None
    state: _State | None = None
    callback_id: str | None = None
    view: None = None
    event: UnsetType = UNSET


def is_plain_click(body: dict[str, Any]) -> bool:
    """Say whether a payload is a click on a message with no field of a wrong type. False: it may be right as well."""
    try:
        convert(body, _Click)
    except ValidationError:
        return False
    return True
