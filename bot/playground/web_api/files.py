"""File uploads in three steps: get an upload URL, send the file there, complete the upload."""

import mimetypes

from aiohttp import web

from bot.playground.context import PlaygroundContext
from bot.playground.events.objects import file_json
from bot.playground.state.errors import SlackError
from bot.playground.state.models import File, Json
from bot.playground.web_api.chat import get_target_channel, get_thread_ts
from bot.playground.web_api.dispatch import Args, method
from bot.playground.web_api.messages import post_as_app, validate_blocks

MAX_ALT = 1000
MAX_FILE = 64 * 1024 * 1024


@method("files.getUploadURLExternal", scope="files:write")
def upload_address(context: PlaygroundContext, args: Args) -> Json:
    """Return the upload URL of a new file."""
    name = args.required("filename")
    length = args.number("length", 0, MAX_FILE)
    if length <= 0:
        raise SlackError("missing_argument")
    if len(args.text("alt_txt")) > MAX_ALT:
        raise SlackError("alt_txt_too_large")
    file = File(
        context.world.new_id("F"),
        name,
        mimetype=mimetypes.guess_type(name)[0] or "text/plain",
        user=context.app.bot_user_id,
        size=length,
        created=int(context.world.clock()),
    )
    context.world.files[file.id] = file
    return {"upload_url": f"{context.address.url}/upload/{file.id}", "file_id": file.id}


@method("files.info", scope="files:read")
def info(context: PlaygroundContext, args: Args) -> Json:
    """Return a file, with the address of its bytes."""
    file = context.world.files.get(args.required("file"))
    if file is None or not file.complete:
        raise SlackError("file_not_found")
    return {"file": file_json(context, file)}


@method("files.upload", scope="files:write")
def sunset(_context: PlaygroundContext, _args: Args) -> Json:
    """Refuse files.upload, which Slack switched off on 2025-11-12."""
    raise SlackError("method_deprecated")


async def receive(context: PlaygroundContext, request: web.Request) -> web.Response:
    """Answer POST /upload/ID: the file, as the body or in a form."""
    file = context.world.files.get(request.match_info["id"])
    if file is None or file.complete:
        return web.Response(status=404, text="file_not_found")
    if request.content_type == "multipart/form-data":
        form = await request.post()
        part = next((each for each in form.values() if isinstance(each, web.FileField)), None)
        content = part.file.read() if part is not None else b""
    else:
        content = await request.read()
    if len(content) != file.size:
        return web.Response(status=400, text="length does not match")
    file.content = content
    return web.Response(text=f"OK - {len(content)}")


@method("files.completeUploadExternal", scope="files:write")
def complete(context: PlaygroundContext, args: Args) -> Json:
    """Complete an upload, and share the files in the channel given."""
    given = args.json("files", "invalid_arguments")
    if not isinstance(given, list) or not given:
        raise SlackError("invalid_arguments", "[ERROR] missing required field: files")
    files = []
    for each in given:
        file = context.world.files.get(str(each.get("id", "")))
        if file is None or file.complete or len(file.content) != file.size:
            raise SlackError("file_not_found")
        files.append((file, str(each.get("title") or file.name)))
    channel = None
    if args.has("channel_id"):
        target = Args({**args.given, "channel": args.text("channel_id")})
        channel = get_target_channel(context, target)
    thread = get_thread_ts(channel, args) if channel is not None else None
    blocks = validate_blocks(context, args.blocks())
    for file, title in files:
        file.title, file.complete = title, True
    if channel is not None:
        names = [file.id for file, _ in files]
        text = args.text("initial_comment")
        post_as_app(context, channel, text=text, blocks=blocks, thread_ts=thread, files=names, subtype="file_share")
    return {"files": [{"id": file.id, "title": title} for file, title in files]}


async def serve(context: PlaygroundContext, request: web.Request) -> web.Response:
    """Answer GET /files/ID/NAME with the file, for the page; `download/` before the name asks for the bot's token."""
    file = context.world.files.get(request.match_info["id"])
    if file is None or not file.complete:
        return web.Response(status=404, text="file_not_found")
    if request.match_info["name"].startswith("download/"):
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token != context.app.bot_token or "files:read" not in context.manifest.scopes:
            return web.Response(text="<html>Sign in to Slack</html>", content_type="text/html")
    shown = file.mimetype.startswith("image/") and "svg" not in file.mimetype
    kind = file.mimetype if shown else "application/octet-stream"
    headers = {"X-Content-Type-Options": "nosniff", "Content-Disposition": "inline" if shown else "attachment"}
    return web.Response(body=file.content, content_type=kind, headers=headers)
