"""Uploads of files to Slack, in three steps: ask for an address, send the file there, say that it is complete."""

from aiohttp import ClientSession, ClientTimeout
from slack_sdk.web.async_client import AsyncWebClient

PICTURE_WAITS = (0.5, 1.5, 4.0)
"""Seconds between tries to show a picture: Slack refuses a block with a file that it has not looked at yet."""


class UploadError(Exception):
    """The file did not arrive at the address that Slack gave. The message is the status."""


async def upload_picture(web: AsyncWebClient, png: bytes, *, file_name: str, title: str) -> str:
    """Upload a picture that nobody sees until a message shows it, and return its file id. Raises as `upload_file`."""
    return await upload_file(web, png, file_name=file_name, title=title)


async def upload_file(
    web: AsyncWebClient, data: bytes, *, file_name: str, title: str, channel_id: str | None = None
) -> str:
    """Upload a file and return its id. channel_id: the conversation that it is shown in; None for nowhere yet.

    Raises CALL_ERRORS, UploadError; a file that was begun and not completed is Slack's to remove.
    """
    begun = await web.files_getUploadURLExternal(filename=file_name, length=len(data))
    if web.session is None:
        async with ClientSession() as session:
            await _send(session, str(begun["upload_url"]), data, web.timeout)
    else:
        await _send(web.session, str(begun["upload_url"]), data, web.timeout)
    await web.files_completeUploadExternal(files=[{"id": begun["file_id"], "title": title}], channel_id=channel_id)
    return str(begun["file_id"])


async def _send(session: ClientSession, url: str, data: bytes, seconds: int) -> None:
    async with session.post(url, data=data, timeout=ClientTimeout(total=seconds)) as answer:
        if not answer.ok:
            raise UploadError(f"status {answer.status}")


def picture_block(file_id: str, alt_text: str) -> dict[str, object]:
    """Return an image block of an uploaded file. alt_text: what it shows, in words."""
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": alt_text}
