"""Files that people attach to a message or choose in a form."""

import base64
import binascii
from typing import Any

from bot.playground.context import PlaygroundContext
from bot.playground.events.objects import file_json
from bot.playground.state.errors import ClientRefusalError
from bot.playground.state.models import File, Json


def store_file(context: PlaygroundContext, user_id: str, given: Json) -> File:
    """Store a file. given: its name and mimetype; its content as bytes, or in base64 as the page sends it."""
    content = _content(given.get("content", b""))
    file = File(
        id=context.world.new_id("F"),
        name=str(given.get("name", "file.txt")),
        mimetype=str(given.get("mimetype", "text/plain")),
        user=user_id,
        size=len(content),
        content=content,
        created=int(context.world.clock()),
        complete=True,
    )
    context.world.files[file.id] = file
    return file


def choose_files(context: PlaygroundContext, user_id: str, element: Json, given: Any) -> list[Json]:
    """Return the files of a `file_input` as the app gets them; new ones are stored. Raises ClientRefusalError."""
    if isinstance(given, dict):
        given = given.get("files")
    chosen = []
    for each in given or ():
        known = context.world.files.get(str(each.get("id")))
        name = str(each.get("name", ""))
        kinds = element.get("filetypes")
        if kinds and name.rpartition(".")[2].lower() not in kinds:
            raise ClientRefusalError("file_type", f"{name} is none of these: {', '.join(kinds)}.")
        chosen.append(file_json(context, known or store_file(context, user_id, each)))
    return chosen


def _content(given: object) -> bytes:
    if isinstance(given, bytes):
        return given
    try:
        return base64.b64decode(str(given), validate=True)
    except binascii.Error as error:
        raise ClientRefusalError("file_unreadable", "That file cannot be read.") from error
