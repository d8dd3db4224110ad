"""views.*: modals and the Home tab."""

from bot.playground.context import PlaygroundContext
from bot.playground.events.objects import view_json
from bot.playground.state.errors import SlackError
from bot.playground.state.models import Json, View
from bot.playground.web_api.dispatch import Args, method
from bot.playground.web_api.messages import open_modal, publish_home, push_modal, replace_view, validate_view


@method("views.open")
def open_view(context: PlaygroundContext, args: Args) -> Json:
    """Open a modal for the user of a trigger_id."""
    source = validate_view(context, args.view(), "modal")
    trigger = context.tokens.get_trigger(args.required("trigger_id"))
    view = open_modal(context, trigger.user, source)
    trigger.used = True
    return {"view": view_json(context, view)}


@method("views.push")
def push_view(context: PlaygroundContext, args: Args) -> Json:
    """Push a view onto the modal of a trigger_id."""
    source = validate_view(context, args.view(), "modal")
    trigger = context.tokens.get_trigger(args.required("trigger_id"))
    if trigger.view is None:
        raise SlackError("not_found")
    view = push_modal(context, trigger.user, source)
    trigger.used = True
    return {"view": view_json(context, view)}


def _get_view(context: PlaygroundContext, args: Args) -> View:
    if args.has("external_id"):
        wanted = args.text("external_id")
        views = context.world.views.values()
        view = next((each for each in views if each.source.get("external_id") == wanted), None)
    else:
        view = context.world.views.get(args.required("view_id"))
    if view is None:
        raise SlackError("not_found")
    return view


def _require_same_hash(args: Args, view: View) -> None:
    if args.has("hash") and args.text("hash") != view.hash:
        raise SlackError("hash_conflict")


@method("views.update")
def update_view(context: PlaygroundContext, args: Args) -> Json:
    """Replace the content of an open view."""
    view = _get_view(context, args)
    given = args.view()
    if given.get("external_id") and given["external_id"] == view.source.get("external_id"):
        kept = validate_view(context, {key: value for key, value in given.items() if key != "external_id"}, view.type)
        source = kept | {"external_id": given["external_id"]}
    else:
        source = validate_view(context, given, view.type)
    _require_same_hash(args, view)
    return {"view": view_json(context, replace_view(context, view, source))}


@method("views.publish")
def publish(context: PlaygroundContext, args: Args) -> Json:
    """Set the content of a user's Home tab."""
    user = args.required("user_id")
    if user not in context.world.members:
        raise SlackError("user_not_found")
    source = validate_view(context, args.view(), "home")
    if not context.manifest.home_tab:
        raise SlackError("not_enabled")
    known = context.world.homes.get(user)
    if known is not None:
        _require_same_hash(args, known)
    return {"view": view_json(context, publish_home(context, user, source))}
